import type { OpEntry, OpRow } from '../registry.ts';
import type { ResizeForm } from '../rules/resize.ts';
import { op, opIn } from '../registry.ts';
import { resizeCost, resizeShape, scaleAttrs, scalesAttr, scalesInput, scalesOrSizes } from '../rules/resize.ts';

function row(since: number, form: ResizeForm, verified = 'node oracle, corpus, onnxruntime'): OpRow {
  return {
    since,
    shape: resizeShape(form),
    cost: resizeCost(form),
    formula: 'nearest 0, else F = (2·taps − 1)N',
    verified,
  };
}

/** Resampling of images to other sizes. */
export const resizeOps: readonly OpEntry[] = [
  op('Resize', row(10, scalesInput), row(11, scalesOrSizes)),
  op('Upsample', row(1, scaleAttrs), row(7, scalesAttr), row(9, scalesInput)),
  opIn('com.microsoft.nchwc', 'Upsample', row(1, scalesAttr, 'onnxruntime schema')),
  opIn('com.ms.internal.nhwc', 'Resize', row(1, scalesOrSizes, 'onnxruntime schema')),
];
