import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import type { ResizeForm } from './resize.ts';
import { op, opIn } from '#count/ops/registry.ts';
import { resizeCost, resizeShape, scaleAttrs, scalesAttr, scalesInput, scalesOrSizes } from './resize.ts';

function row(since: number, form: ResizeForm): OpRow {
  return {
    since,
    shape: resizeShape(form),
    cost: resizeCost(form),
    formula: 'F = (2·taps − 1)N·[interpolated]',
  };
}

/** Resampling of images to other sizes. */
export const resizeOps: readonly OpEntry[] = [
  op('Resize', row(10, scalesInput), row(11, scalesOrSizes)),
  op('Upsample', row(1, scaleAttrs), row(7, scalesAttr), row(9, scalesInput)),
  opIn('com.microsoft.nchwc', 'Upsample', row(1, scalesAttr)),
  opIn('com.ms.internal.nhwc', 'Resize', row(1, scalesOrSizes)),
];
