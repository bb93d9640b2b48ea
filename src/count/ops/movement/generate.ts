import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Initializer } from '#graph/graph.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { add, ceilDiv, isAtLeast, isNonNegative, max, mul, neg, product, sub } from '#graph/dim.ts';
import { isFloat } from '#graph/dtype.ts';
import { Fault } from '#graph/fault.ts';
import {
  dtypeAt,
  floatAttr,
  floatsAttr,
  has,
  intAttr,
  isDim,
  known,
  shapeFault,
  stringAttr,
  stringsAttr,
  tensorAt,
  tensorAttr,
} from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { countOf, maxContent, smallShape, withContent } from '#count/ops/shared/content.ts';
import { listAt, sizeOr } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';
import { fit, isSymbolicFloat } from '#count/ops/shared/rounding.ts';

/** onnxruntime takes the value that the file gives first; others may take another. */
function checkOneValue(call: Call): void {
  const values = [...call.node.attrs.keys()].filter((name) => /^(sparse_)?value/.test(name));
  if (values.length <= 1) return;
  const what = `${call.name}: Constant has several values: ${values.join(', ')}`;
  throw new Fault('bad-attribute', what, 'export the model again');
}

/** Constant: the value that one of its attributes holds (tensor, sparse tensor, or list and scalar of ints, floats, strings). */
export const constant: ShapeRule = (call) => {
  if (call.node.attrs.size > 1) checkOneValue(call);
  const stored = tensorAttr(call, 'value') ?? tensorAttr(call, 'sparse_value');
  if (stored !== undefined) return [storedValue(stored)];
  const [int, ints] = [call.node.attrs.get('value_int'), call.node.attrs.get('value_ints')];
  if (int?.kind === 'int') return [known('i64', [], [int.value])];
  if (ints?.kind === 'ints') return [withContent('i64', [ints.value.length], ints.value)];
  const [float, floats] = [floatAttr(call, 'value_float'), floatsAttr(call, 'value_floats')];
  if (float !== undefined) return [known('f32', [], [Math.fround(float)])];
  if (floats !== undefined) return [withContent('f32', [floats.length], floats.map(Math.fround))];
  const [text, texts] = [stringAttr(call, 'value_string'), stringsAttr(call, 'value_strings')];
  if (text !== undefined) return [known('string', [], [text])];
  if (texts !== undefined) return [withContent('string', [texts.length], texts)];
  throw new Fault(
    'bad-attribute',
    `${call.name}: Constant has no value`,
    'the node is not valid ONNX: export the model again, or run onnx.checker on it',
  );
};

function storedValue({ dtype, dims, data }: Initializer): TensorValue {
  return { kind: 'tensor', dtype, shape: dims, ...(data === undefined ? {} : { data }) };
}

/** Tensors without contents of which every element is known to be other than 0. */
const nowhereZero = new WeakSet<TensorValue>();

/** True of a tensor filled with one value other than 0, whatever its sizes: exporters of opset 9 number its elements by NonZero. */
export const isNowhereZero = (value: TensorValue | undefined): boolean => value !== undefined && nowhereZero.has(value);

/** ConstantOfShape: input 0 holds the sizes, `value` the one element (f32 0 if absent). */
export const constantOfShape: ShapeRule = (call) => {
  if (!has(call, 0)) throw missing(call, 0);
  const value = tensorAttr(call, 'value');
  return [filled(call, listAt(call, 0), value?.dtype ?? 'f32', value === undefined ? 0 : value.data?.[0])];
};

function filled(
  call: Call,
  sizes: readonly (Dim | undefined)[] | undefined,
  dtype: DType,
  fill: Scalar | undefined,
): TensorValue {
  if (sizes === undefined) return { kind: 'tensor', dtype, shape: null };
  const shape = sizes.map((size, axis) => sizeOr(call, size, `dim${axis}`));
  const small = fill === undefined ? undefined : smallShape(shape);
  const value = withContent(dtype, shape, small && Array.from({ length: countOf(small) }, () => fill));
  if (typeof fill === 'number' && fill !== 0) nowhereZero.add(value);
  return value;
}

/** Shape: sizes `start` to `end` of input 0 (clamped), which are its contents. */
export const shapeOf: ShapeRule = (call) => {
  const shape = requiredTensor(call, 0)?.shape ?? null;
  if (shape === null) return [{ kind: 'tensor', dtype: 'i64', shape: [call.fresh('rank')] }];
  const clamp = (index: number): number =>
    Math.min(Math.max(index < 0 ? index + shape.length : index, 0), shape.length);
  const [start, end] = [clamp(intAttr(call, 'start') ?? 0), clamp(intAttr(call, 'end') ?? shape.length)];
  const sizes = shape.slice(start, Math.max(start, end));
  return [withContent('i64', [sizes.length], sizes)];
};

/** Size: the number of elements of input 0. */
export const sizeOf: ShapeRule = (call) => {
  const shape = requiredTensor(call, 0)?.shape ?? null;
  return [withContent('i64', [], shape === null ? undefined : [product(shape)])];
};

/** The one element of an input; undefined if it isn't known. */
export function scalarAt(call: Call, i: number): Scalar | undefined {
  const data = tensorAt(call, i)?.data;
  return data?.length === 1 ? data[0] : undefined;
}

/** Range: start, limit and delta (1 if absent); n = max(⌈(limit − start)/delta⌉, 0), in double for floats. */
export const range: ShapeRule = (call) => {
  for (const i of [0, 1]) if (!has(call, i)) throw missing(call, i);
  const dtype = dtypeAt(call, 0);
  const delta = has(call, 2) ? scalarAt(call, 2) : 1;
  if (delta === 0) throw shapeFault(call, 'the delta is 0');
  const [start, limit] = [scalarAt(call, 0), scalarAt(call, 1)];
  const size = (isFloat(dtype) ? floatSteps(start, limit, delta) : steps(start, limit, delta)) ?? call.fresh('count');
  return [
    withContent(
      dtype,
      [size],
      typeof size === 'number' && size <= maxContent ? ramp(dtype, start, delta, size) : undefined,
    ),
  ];
};

/** A delta that may be of either sign leaves it open; one that may be 0 is taken not to be. */
function steps(start: Scalar | undefined, limit: Scalar | undefined, delta: Scalar | undefined): Dim | undefined {
  if (!isDim(start) || !isDim(limit) || !isDim(delta)) return undefined;
  if (isNonNegative(delta)) return max(ceilDiv(sub(limit, start), delta), 0);
  if (isAtLeast(delta, 0) === false) return max(ceilDiv(sub(start, limit), neg(delta)), 0);
  return undefined;
}

/** Steps between floats: plain numbers in double, ratios of sizes exactly where start and delta are whole. */
function floatSteps(start: Scalar | undefined, limit: Scalar | undefined, delta: Scalar | undefined): Dim | undefined {
  if (typeof start === 'number' && typeof limit === 'number' && typeof delta === 'number') {
    const count = Math.max(Math.ceil((limit - start) / delta), 0);
    return Number.isSafeInteger(count) ? count : undefined;
  }
  const parts = [start, limit, delta].map((scalar) => {
    if (isSymbolicFloat(scalar)) return { numerator: scalar.numerator as Dim, denominator: scalar.denominator };
    return isDim(scalar) && (typeof scalar !== 'number' || Number.isSafeInteger(scalar))
      ? { numerator: scalar, denominator: 1 }
      : undefined;
  });
  if (parts.includes(undefined)) return undefined;
  const common = parts.reduce((total, part) => total * (part?.denominator ?? 1), 1);
  if (!Number.isSafeInteger(common)) return undefined;
  const [a, b, by] = parts.map((part) => mul(part?.numerator ?? 0, common / (part?.denominator ?? 1)));
  return steps(a, b, by);
}

function ramp(dtype: DType, start: Scalar | undefined, delta: Scalar | undefined, size: number): Elements | undefined {
  if (!isDim(start) || !isDim(delta)) return undefined;
  if (!isFloat(dtype)) return Array.from({ length: size }, (_, i) => add(start, mul(delta, i)));
  if (typeof start !== 'number' || typeof delta !== 'number') return undefined;
  return Array.from({ length: size }, (_, i) => fit(dtype, start + i * delta));
}

/** OneHot: a new axis of size `depth` at `axis` of the indices' shape; contents [off, on] of input 2. */
export const oneHot: ShapeRule = (call) => {
  const [indices, values] = [requiredTensor(call, 0), requiredTensor(call, 2)];
  if (!has(call, 1)) throw missing(call, 1);
  const [shape, dtype] = [indices?.shape ?? null, values?.dtype ?? 'unknown'];
  if (shape === null) return [{ kind: 'tensor', dtype, shape: null }];
  const depth = scalarAt(call, 1);
  const size = isDim(depth) && isWhole(depth) ? sizeOr(call, depth, 'depth') : call.fresh('depth');
  const axis = normalAxis(call, intAttr(call, 'axis') ?? -1, shape.length + 1);
  const to = [...shape.slice(0, axis), size, ...shape.slice(axis)];
  return [withContent(dtype, to, oneHotContent(indices, values, to, axis))];
};

const isWhole = (size: Dim): boolean => typeof size !== 'number' || Number.isInteger(size);

function oneHotContent(
  indices: TensorValue | undefined,
  values: TensorValue | undefined,
  shape: readonly Dim[],
  axis: number,
): Elements | undefined {
  const to = smallShape(shape);
  if (to === undefined || indices?.data === undefined || values?.data === undefined) return undefined;
  const [depth, inner] = [to[axis] ?? 0, countOf(to.slice(axis + 1))];
  const [off, on] = values.data;
  return Array.from({ length: countOf(to) }, (_, i) => {
    const at = Math.floor(i / inner) % depth;
    const index = indices.data?.[Math.floor(i / inner / depth) * inner + (i % inner)];
    if (typeof index !== 'number') return undefined;
    return (index < 0 ? index + depth : index) === at ? on : off;
  });
}
