import type { Scalar } from '#graph/value.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ScalarRule } from '#count/ops/elementwise/scalar.ts';
import { dataAt, has, intAttr, tensor } from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { smallShape, stridesOf, withContent } from '#count/ops/shared/content.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';

/** Running totals along the axis in input 1; attributes `exclusive` and `reverse`. The shape is that of input 0. */
export function cumulativeShape(join: ScalarRule, start: number): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    if (!has(call, 1)) throw missing(call, 1);
    if (x === undefined) return [undefined];
    const axis = dataAt(call, 1)?.[0];
    if (x.shape === null || typeof axis !== 'number') return [tensor(x.dtype, x.shape)];
    const along = x.shape.length === 0 ? 0 : normalAxis(call, axis, x.shape.length);
    const shape = smallShape(x.shape);
    if (x.data === undefined || shape === undefined) return [tensor(x.dtype, x.shape)];
    const exclusive = (intAttr(call, 'exclusive') ?? 0) !== 0;
    const reverse = (intAttr(call, 'reverse') ?? 0) !== 0;
    const step = (total: Scalar | undefined, next: Scalar | undefined): Scalar | undefined =>
      join(x.dtype, total, next);
    return [withContent(x.dtype, x.shape, running(x.data, shape, along, { exclusive, reverse, start, step }))];
  };
}

interface Running {
  readonly exclusive: boolean;
  readonly reverse: boolean;
  readonly start: number;
  readonly step: (total: Scalar | undefined, next: Scalar | undefined) => Scalar | undefined;
}

function running(
  data: Elements,
  shape: readonly number[],
  axis: number,
  { exclusive, reverse, start, step }: Running,
): Elements {
  const stride = stridesOf(shape)[axis] ?? 1;
  const size = shape[axis] ?? 1;
  const out: (Scalar | undefined)[] = [...data];
  for (let first = 0; first < data.length; first++) {
    if (Math.floor(first / stride) % size !== 0) continue;
    let total: Scalar | undefined = start;
    for (let i = 0; i < size; i++) {
      const at = first + (reverse ? size - 1 - i : i) * stride;
      const before: Scalar | undefined = total;
      total = step(total, data[at]);
      out[at] = exclusive ? before : total;
    }
  }
  return out;
}
