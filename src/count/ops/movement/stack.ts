import type { Dim } from '#graph/dim.ts';
import type { TensorValue, Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { countOf, smallShape, withContent } from '#count/ops/shared/content.ts';

/**
 * Tensors of one shape laid along a new axis. `each` are all of them, first to last, if they are known one by one; without a tensor the type is unknown.
 * @throws Fault `shape` if the axis is outside
 */
export function stackTensors(
  call: Call,
  element: Value,
  each: readonly Value[] | undefined,
  { length, axis }: { readonly length: Dim; readonly axis: number },
): Value {
  if (element.kind !== 'tensor') return { kind: 'unknown' };
  if (element.shape === null) return { kind: 'tensor', dtype: element.dtype, shape: null };
  const at = normalAxis(call, axis, element.shape.length + 1);
  const shape = [...element.shape.slice(0, at), length, ...element.shape.slice(at)];
  const value = withContent(element.dtype, shape, stackedContent(element, each, shape, at));
  return element.quantized === undefined ? value : { ...value, quantized: element.quantized };
}

function stackedContent(
  element: TensorValue,
  each: readonly Value[] | undefined,
  shape: readonly Dim[],
  axis: number,
): Elements | undefined {
  const small = smallShape(shape);
  if (small === undefined || each === undefined || each.length !== small[axis]) return undefined;
  const inner = countOf(small.slice(axis + 1));
  const lists = each.map((value) =>
    value.kind === 'tensor' && value.shape?.length === element.shape?.length ? value.data : undefined,
  );
  if (lists.every((list) => list === undefined)) return undefined;
  return Array.from({ length: countOf(small.slice(0, axis)) }, (_, block) =>
    lists.flatMap((list) => Array.from({ length: inner }, (_unused, i) => list?.[block * inner + i])),
  ).flat();
}
