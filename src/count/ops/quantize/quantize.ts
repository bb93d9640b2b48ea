import type { DType } from '#graph/dtype.ts';
import type { Scalar, Shape, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import { isAtLeast } from '#graph/dim.ts';
import { isFloat, isInteger } from '#graph/dtype.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, tensor, tensorAt } from '#count/ops/call.ts';
import { elements } from '#count/ops/sizes.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { broadcastContent, isConcrete, smallShape, withContent } from '#count/ops/shared/content.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';
import { fit, integerRange, roundFloat, roundHalfEven } from '#count/ops/shared/rounding.ts';

/** Scale and offset: an operation for each (a rounding belongs to the cast), whatever the types. */
const perValue = { elementwise: 2 } as const;

/** Quantisation or dequantisation of input 0: a multiply and an add for each element. */
export const quantizeCost: CostRule = (call) => costOf(elements(shapeAt(call, 0)), perValue);

/** The axis of a vector of scales: attribute `axis`, 1 by default. */
function scaleAxis(call: Call, rank: number): number {
  return rank === 0 ? 0 : normalAxis(call, intAttr(call, 'axis') ?? 1, rank);
}

/** @throws Fault `shape` if a vector of scales (input 1) has another length than the axis */
function requireScales(call: Call, x: Shape): void {
  const scale = shapeAt(call, 1);
  const size = scale?.[0];
  if (x === null || scale?.length !== 1 || size === undefined || (intAttr(call, 'block_size') ?? 0) > 0) return;
  // A size that may be 1 may be one scale for all.
  if (size === 1 || (typeof size !== 'number' && isAtLeast(size, 2) !== true)) return;
  const along = x[scaleAxis(call, x.length)] ?? 1;
  if (isAtLeast(size, along) === false || isAtLeast(along, size) === false)
    throw shapeFault(call, `${shapeText(scale)} scales for an axis of ${shapeText([along])}`);
}

/** Shape under which a vector of scales or zero points broadcasts to `x`; null if it is blocked or not known. */
function parameterShape(call: Call, x: readonly number[], shape: Shape): readonly number[] | null {
  if (!isConcrete(shape) || shape.length > 1) return null;
  if (shape.length === 0 || shape[0] === 1) return [];
  const axis = scaleAxis(call, x.length);
  return x.map((_, i) => (i === axis ? (shape[0] ?? 1) : 1));
}

/** Contents of input `i` stretched over `x`. */
function parameters(call: Call, x: readonly number[], i: number): Elements | undefined {
  const value = tensorAt(call, i);
  const shape = parameterShape(call, x, value?.shape ?? null);
  return value === undefined || shape === null ? undefined : broadcastContent({ ...value, shape }, x);
}

/** The affine map of known elements, scales and zero points; an omitted zero point is 0. */
function mapped(
  call: Call,
  x: TensorValue,
  f: (value: number, scale: number, zero: number) => Scalar | undefined,
): Elements | undefined {
  const shape = smallShape(x.shape);
  if (shape === undefined || x.data === undefined) return undefined;
  const [scales, zeros] = [parameters(call, shape, 1), has(call, 2) ? parameters(call, shape, 2) : undefined];
  const data = x.data.map((value, i) => {
    const [scale, zero] = [scales?.[i], has(call, 2) ? zeros?.[i] : 0];
    return typeof value === 'number' && typeof scale === 'number' && typeof zero === 'number'
      ? f(value, scale, zero)
      : undefined;
  });
  return data.length > 0 && data.every((value) => value === undefined) ? undefined : data;
}

/** round(x / scale) + zero, clipped to the integer type; 8-bit floats are rounded to their grid. */
function quantized(
  call: Call,
  from: DType,
  to: DType,
): (value: number, scale: number, zero: number) => Scalar | undefined {
  const saturate = (intAttr(call, 'saturate') ?? 1) !== 0;
  return (value, scale, zero) => {
    const ratio = from === 'f64' ? value / scale : Math.fround(value / scale);
    if (!isInteger(to)) return isFloat(to) && zero === 0 ? roundFloat(to, ratio, saturate) : undefined;
    const rounded = roundHalfEven(ratio) + zero;
    const { low, high } = integerRange(to);
    return Number.isNaN(rounded) ? undefined : Math.min(Math.max(rounded, Number(low)), Number(high)) + 0;
  };
}

/** Type of a quantised tensor: that of the zero point, else attribute `output_dtype`, else u8. */
function quantizedType(call: Call): DType {
  return has(call, 2) ? dtypeAt(call, 2) : elementTypeAttr(call, 'output_dtype', 'u8');
}

/** Inputs x, scale, zero point?; output in the shape of x. */
export const quantizeShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  requiredShape(call, 1);
  const to = quantizedType(call);
  if (x === undefined) return [tensor(to, null)];
  requireScales(call, x.shape);
  return [withContent(to, x.shape, mapped(call, x, quantized(call, x.dtype, to)))];
};

/** Inputs x, scale, zero point?; output in the type of the scale (or attribute `output_dtype`), which remembers the type of x. */
export const dequantizeShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  requiredShape(call, 1);
  const to = elementTypeAttr(call, 'output_dtype', dtypeAt(call, 1));
  if (x === undefined) return [tensor(to, null)];
  requireScales(call, x.shape);
  const data = mapped(call, x, (value, scale, zero) => fit(to, (value - zero) * scale));
  const value = withContent(to, x.shape, data);
  return [x.dtype === 'unknown' ? value : { ...value, quantized: x.dtype }];
};

/** A tensor quantised by its own range: u8 values, a scale, a zero point. */
export const dynamicQuantizeShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  return [tensor('u8', x?.shape ?? null), tensor('f32', []), tensor('u8', [])];
};

/** Smallest and largest element 2N, quantisation 2N, and 9 for scale and zero point. */
export const dynamicQuantizeCost: CostRule = (call) =>
  plusCost(costOf(elements(shapeAt(call, 0)), { elementwise: 4 }), { elementwise: 9 });
