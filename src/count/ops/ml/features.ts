import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, mul, product } from '#graph/dim.ts';
import {
  dtypeAt,
  intAttr,
  intsAttr,
  shapeAt,
  shapeFault,
  stringAttr,
  stringsAttr,
  tensor,
  tensorAttr,
} from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { gatherAlong } from '#count/ops/movement/gather.ts';
import { rowsOf } from './linear-model.ts';
import { movedFrom } from '#count/ops/movement/move.ts';
import { missing, requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** Input 0's shape in a type of its own, or input 0's. */
export const sameShape =
  (dtype?: DType): ShapeRule =>
  (call) => {
    const shape = requiredShape(call, 0);
    return [tensor(dtype ?? dtypeAt(call, 0), shape)];
  };

/** ArrayFeatureExtractor: columns of the last axis by index; a vector counts as one row. */
export const featureColumns: ShapeRule = (call) => {
  const [source, indices] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const shape = source?.shape ?? null;
  if (shape === null || source === undefined) return [movedFrom(source, null)];
  if (shape.length === 0) throw shapeFault(call, `${shapeText(shape)} has no features`);
  const rows = shape.length === 1 ? { ...source, shape: [1, ...shape] } : source;
  const count: Dim = indices?.shape === null || indices === undefined ? call.fresh('count') : product(indices.shape);
  const flat = indices === undefined ? undefined : { ...indices, shape: [count] };
  return [gatherAlong(call, rows, flat ?? { kind: 'tensor', dtype: 'i64', shape: [count] }, -1)];
};

/** Where a label maps to: the type of the values that the node lists. */
export const labelEncoder: ShapeRule = (call) => [tensor(mappedType(call), requiredShape(call, 0))];

function mappedType(call: Call): DType {
  if (call.version < 2)
    return dtypeAt(call, 0) === 'string' ? 'i64' : dtypeAt(call, 0) === 'unknown' ? 'unknown' : 'string';
  const stored = tensorAttr(call, 'values_tensor') ?? tensorAttr(call, 'default_tensor');
  if (stored !== undefined) return stored.dtype;
  if (call.node.attrs.has('values_strings')) return 'string';
  if (call.node.attrs.has('values_int64s')) return 'i64';
  return call.node.attrs.has('values_floats') ? 'f32' : 'unknown';
}

/** CategoryMapper: texts to integers and back. */
export const categoryMapper: ShapeRule = (call) => {
  const dtype = dtypeAt(call, 0);
  return [tensor(dtype === 'string' ? 'i64' : dtype === 'unknown' ? 'unknown' : 'string', requiredShape(call, 0))];
};

/** OneHotEncoder: a new last axis, one column a category. */
export const oneHotEncoder: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  const categories = (intsAttr(call, 'cats_int64s') ?? []).length || (stringsAttr(call, 'cats_strings') ?? []).length;
  return [tensor('f32', shape === null ? null : [...shape, categories])];
};

/** FeatureVectorizer: the inputs' features side by side, `inputdimensions` of each. */
export const featureVectorizer: ShapeRule = (call) => {
  const rows = rowsOf(call);
  const given = intsAttr(call, 'inputdimensions');
  const sizes: readonly (Dim | undefined)[] = given ?? call.inputs.map((_, i) => shapeAt(call, i)?.at(-1));
  const columns = sizes.reduce<Dim | undefined>(
    (sum, size) => (sum === undefined || size === undefined ? undefined : add(sum, size)),
    0,
  );
  return [tensor('f32', [rows ?? call.fresh('rows'), columns ?? call.fresh('features')])];
};

/** DictVectorizer: the map's values in the order of the vocabulary. */
export const dictVectorizer: ShapeRule = (call) => {
  const words =
    (stringsAttr(call, 'string_vocabulary') ?? []).length || (intsAttr(call, 'int64_vocabulary') ?? []).length;
  return [tensor(mapValueType(mapAt(call)), [1, words])];
};

/** CastMap: the map's values in the order of their keys; `max_map` of them in SPARSE form. */
export const castMap: ShapeRule = (call) => {
  mapAt(call);
  const types = new Map<string, DType>([
    ['TO_FLOAT', 'f32'],
    ['TO_STRING', 'string'],
    ['TO_INT64', 'i64'],
  ]);
  const count = stringAttr(call, 'map_form') === 'SPARSE' ? (intAttr(call, 'max_map') ?? 1) : call.fresh('entries');
  return [tensor(types.get(stringAttr(call, 'cast_to') ?? 'TO_FLOAT') ?? 'unknown', [1, count])];
};

function mapAt(call: Call): Value | undefined {
  if ((call.node.inputs[0] ?? '') === '') throw missing(call, 0);
  return call.inputs[0];
}

function mapValueType(value: Value | undefined): DType {
  return value?.kind === 'map' && value.valueType?.kind === 'tensor' ? value.valueType.dtype : 'unknown';
}

/** ZipMap: for each row a map from class label to its score. */
export const zipMap: ShapeRule = (call) => {
  const rows = rowsOf(call);
  const keyType: DType = (stringsAttr(call, 'classlabels_strings') ?? []).length > 0 ? 'string' : 'i64';
  return [
    {
      kind: 'sequence',
      element: { kind: 'map', keyType, valueType: tensor('f32', []) },
      length: rows ?? call.fresh('rows'),
    },
  ];
};

/** `f` operations and `t` transcendentals an element of input 0. */
export const perFeature =
  (f: number): CostRule =>
  (call) => {
    const count = elements(shapeAt(call, 0));
    return count === undefined ? unknownCost : { elementwise: mul(count, f) };
  };

/** Normalizer: MAX and L1 one reduction and one division an element; L2 a square more, and a root a row. */
export const normalizerCost: CostRule = (call) => {
  const [count, rows] = [elements(shapeAt(call, 0)), rowsOf(call)];
  if (count === undefined || rows === undefined) return unknownCost;
  return stringAttr(call, 'norm') === 'L2'
    ? { elementwise: mul(count, 3), transcendentals: rows }
    : { elementwise: mul(count, 2) };
};
