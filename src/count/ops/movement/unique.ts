import type { Dim } from '#graph/dim.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { product } from '#graph/dim.ts';
import { intAttr } from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { countOf, pick, stridesOf, withContent } from '#count/ops/shared/content.ts';
import { contentOf, gridPositions, movedFrom } from './move.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** The distinct slices of a tensor: positions of their first appearance, the group of each slice, members of each group. */
interface Groups {
  readonly firsts: readonly number[];
  readonly inverse: readonly number[];
  readonly counts: readonly number[];
  readonly values: Elements;
}

/** Unique: the distinct elements (or slices along `axis`), with first indices, inverse and counts. */
export const unique: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  const given = intAttr(call, 'axis');
  const axis = given === undefined || shape === null ? undefined : normalAxis(call, given, shape.length);
  const groups = groupsOf(source, axis, (intAttr(call, 'sorted') ?? 1) !== 0);
  const count: Dim = groups?.firsts.length ?? call.fresh('count');
  const total = shape === null ? call.fresh('total') : axis === undefined ? product(shape) : (shape[axis] as Dim);
  return [
    movedFrom(source, distinctShape(shape, given === undefined ? undefined : axis, given, count), groups?.values),
    withContent('i64', [count], groups?.firsts),
    withContent('i64', [total], groups?.inverse),
    withContent('i64', [count], groups?.counts),
  ];
};

/** Unique in order of first appearance: the distinct elements of a list, the inverse, the counts. */
export const uniqueInOrder: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const groups = groupsOf(source, undefined, false);
  const count: Dim = groups?.firsts.length ?? call.fresh('count');
  return [
    movedFrom(source, [count], groups?.values),
    withContent('i64', source?.shape ?? null, groups?.inverse),
    withContent('i64', [count], groups?.counts),
  ];
};

function distinctShape(
  shape: TensorValue['shape'],
  axis: number | undefined,
  given: number | undefined,
  count: Dim,
): TensorValue['shape'] {
  if (given === undefined) return [count];
  return shape === null ? null : shape.map((size, k) => (k === axis ? count : size));
}

function groupsOf(source: TensorValue | undefined, axis: number | undefined, sorted: boolean): Groups | undefined {
  const from = contentOf(source);
  if (from === undefined || !from.data.every(isComparable)) return undefined;
  const flat = axis === undefined;
  const shape = flat ? [from.data.length] : from.shape;
  const at = axis ?? 0;
  const slices = Array.from({ length: shape[at] ?? 0 }, (_, i) => sliceAt(from.data, shape, at, i));
  const found = new Map<string, { readonly first: number; readonly members: number[] }>();
  slices.forEach((slice, i) => {
    const key = JSON.stringify(slice.map((scalar) => (scalar === 0 ? 0 : scalar)));
    const group = found.get(key) ?? { first: i, members: [] };
    group.members.push(i);
    found.set(key, group);
  });
  const groups = [...found.values()];
  if (sorted) groups.sort((a, b) => compareSlices(slices[a.first] ?? [], slices[b.first] ?? []));
  const inverse: number[] = Array.from({ length: slices.length }, () => 0);
  groups.forEach(({ members }, g) => members.forEach((i) => (inverse[i] = g)));
  const firsts = groups.map(({ first }) => first);
  return {
    firsts,
    inverse,
    counts: groups.map(({ members }) => members.length),
    values: pickSlices(from.data, shape, at, firsts),
  };
}

const isComparable = (scalar: Scalar | undefined): boolean =>
  typeof scalar === 'string' || (typeof scalar === 'number' && !Number.isNaN(scalar));

function sliceAt(data: Elements, shape: readonly number[], axis: number, i: number): Elements {
  return pickSlices(data, shape, axis, [i]);
}

function pickSlices(data: Elements, shape: readonly number[], axis: number, kept: readonly number[]): Elements {
  if (countOf(shape) === 0) return [];
  const axes = shape.map((size, k) => (k === axis ? kept : Array.from({ length: size }, (_, i) => i)));
  return pick(data, gridPositions(axes, stridesOf(shape)));
}

/** Lexicographic order of slices; strings by code unit. */
function compareSlices(a: Elements, b: Elements): number {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (left === right || left === undefined || right === undefined) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
