import type { Dim } from '#graph/dim.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { format, isAtLeast, product, sign } from '#graph/dim.ts';
import { has, intAttr, isDim, shapeFault, tensor } from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { countOf, pick, stridesOf, withContent } from '#count/ops/shared/content.ts';
import { isNowhereZero, scalarAt } from './generate.ts';
import { contentOf, gridPositions, movedFrom, sizeOr } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';

/** TopK: the k (attribute, then input 1) largest or smallest along `axis`, and their indices. */
export const topK: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape === null) return [movedFrom(source, null), tensor('i64', null)];
  const axis = normalAxis(call, intAttr(call, 'axis') ?? -1, shape.length);
  const k = countAsked(call);
  if (k !== undefined && isAtLeast(shape[axis] as Dim, k) === false) {
    throw shapeFault(call, `k = ${format(k)} is more than the axis of ${format(shape[axis] as Dim)}`);
  }
  const to = shape.map((size, i) => (i === axis ? sizeOr(call, k, 'k') : size));
  const best = topContent(call, source, to, axis);
  return [movedFrom(source, to, best?.values), withContent('i64', to, best?.indices)];
};

function countAsked(call: Call): Dim | undefined {
  const attr = intAttr(call, 'k');
  if (attr === undefined && !has(call, 1)) throw missing(call, 1);
  const k = attr ?? scalarAt(call, 1);
  return isDim(k) ? k : undefined;
}

function topContent(
  call: Call,
  source: TensorValue | undefined,
  to: readonly Dim[],
  axis: number,
): { values: Elements; indices: Elements } | undefined {
  const from = contentOf(source);
  const k = to[axis];
  if (from === undefined || typeof k !== 'number' || !from.data.every((scalar) => typeof scalar === 'number'))
    return undefined;
  const direction = (intAttr(call, 'largest') ?? 1) === 0 ? 1 : -1;
  const [whole, inner] = [from.shape[axis] ?? 0, countOf(from.shape.slice(axis + 1))];
  const lanes = whole === 0 ? 0 : from.data.length / whole;
  const count = lanes * k;
  const [values, indices]: [Scalar[], number[]] = [
    Array.from({ length: count }, () => 0),
    Array.from({ length: count }, () => 0),
  ];
  for (let lane = 0; lane < lanes; lane++) {
    const base = Math.floor(lane / inner) * whole * inner + (lane % inner);
    const numbers = Array.from({ length: whole }, (_, i) => Number(from.data[base + i * inner]));
    const order = [...numbers.keys()].toSorted((a, b) => direction * ((numbers[a] ?? 0) - (numbers[b] ?? 0)) || a - b);
    const out = Math.floor(lane / inner) * k * inner + (lane % inner);
    order.slice(0, k).forEach((row, i) => {
      values[out + i * inner] = numbers[row] ?? 0;
      indices[out + i * inner] = row;
    });
  }
  return { values, indices };
}

/** True or false if an element is provably other than 0, or 0. */
function truthOf(scalar: Scalar | undefined): boolean | undefined {
  if (typeof scalar === 'number') return scalar !== 0;
  if (typeof scalar === 'string') return scalar !== '';
  if (!isDim(scalar)) return undefined;
  const provable = sign(scalar);
  return provable === 1 || provable === -1 ? true : provable === 0 ? false : undefined;
}

/** NonZero: one row of coordinates an axis (a scalar counts as one axis); as many columns as elements other than 0. */
export const nonZero: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  const truths = source?.data?.map(truthOf);
  if (shape === null) return [tensor('i64', [call.fresh('rank'), call.fresh('count')])];
  const rank = Math.max(shape.length, 1);
  const from = contentOf(source);
  if (truths === undefined || from === undefined || truths.includes(undefined)) {
    const all = call.version < 11 && isNowhereZero(source);
    return [tensor('i64', [rank, all ? product(shape) : call.fresh('count')])];
  }
  const hits = truths.flatMap((truth, i) => (truth === true ? [i] : []));
  const strides = stridesOf(from.shape);
  const rows = Array.from({ length: rank }, (_, axis) =>
    hits.map((at) => Math.floor(at / (strides[axis] ?? 1)) % (from.shape[axis] ?? 1)),
  );
  return [withContent('i64', [rank, hits.length], rows.flat())];
};

/** Compress: the slices along `axis` (of the flattened input where absent) whose condition holds. */
export const compress: ShapeRule = (call) => {
  const [source, condition] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const shape = source?.shape ?? null;
  const axis = intAttr(call, 'axis');
  if (shape === null) return [movedFrom(source, axis === undefined ? [call.fresh('count')] : null)];
  const at = axis === undefined ? undefined : normalAxis(call, axis, shape.length);
  const truths = condition?.data?.map(truthOf);
  const kept =
    truths?.includes(undefined) === false ? truths.flatMap((truth, i) => (truth === true ? [i] : [])) : undefined;
  const whole = at === undefined ? undefined : shape[at];
  if (kept !== undefined && typeof whole === 'number' && kept.some((i) => i >= whole))
    throw shapeFault(call, `the condition is longer than the axis of ${whole}`);
  const size = kept?.length ?? call.fresh('count');
  if (at === undefined) return [movedFrom(source, [size], kept && source?.data && pick(source.data, kept))];
  return [
    movedFrom(
      source,
      shape.map((old, k) => (k === at ? size : old)),
      kept && compressContent(source, kept, at),
    ),
  ];
};

function compressContent(source: TensorValue | undefined, kept: readonly number[], axis: number): Elements | undefined {
  const from = contentOf(source);
  if (from === undefined) return undefined;
  const axes = from.shape.map((size, k) => (k === axis ? kept : Array.from({ length: size }, (_, i) => i)));
  return pick(from.data, gridPositions(axes, stridesOf(from.shape)));
}

/** Trilu: the input with what is below (`upper`) or above the k-th diagonal of its last two axes made 0. */
export const trilu: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  if (shape !== null && shape.length < 2) throw shapeFault(call, `${shapeText(shape)} is not a matrix`);
  const k = has(call, 1) ? scalarAt(call, 1) : 0;
  const from = contentOf(source);
  if (from === undefined || typeof k !== 'number') return [movedFrom(source, shape)];
  const upper = (intAttr(call, 'upper') ?? 1) !== 0;
  const [rows, columns] = [from.shape.at(-2) ?? 1, from.shape.at(-1) ?? 1];
  const data = from.data.map((scalar, i) => {
    const beside = (i % columns) - (Math.floor(i / columns) % rows) - k;
    return (upper ? beside >= 0 : beside <= 0) ? scalar : 0;
  });
  return [movedFrom(source, shape, data)];
};

/** ReverseSequence: the first `sequence_lens[b]` elements of `time_axis` in reverse, for each b of `batch_axis`. */
export const reverseSequence: ShapeRule = (call) => {
  const [source, lengths] = [requiredTensor(call, 0), requiredTensor(call, 1)];
  const shape = source?.shape ?? null;
  if (shape === null) return [movedFrom(source, null)];
  const [batch, time] = [
    normalAxis(call, intAttr(call, 'batch_axis') ?? 1, shape.length),
    normalAxis(call, intAttr(call, 'time_axis') ?? 0, shape.length),
  ];
  if (batch === time) throw shapeFault(call, 'the batch axis is the time axis');
  const count = lengths?.shape?.[0];
  if (lengths?.shape?.length === 1 && count !== undefined && isAtLeast(count, shape[batch] as Dim) === false) {
    throw shapeFault(call, `${format(count)} lengths for a batch of ${format(shape[batch] as Dim)}`);
  }
  return [movedFrom(source, shape, reversedContent(source, lengths?.data, batch, time))];
};

function reversedContent(
  source: TensorValue | undefined,
  lengths: Elements | undefined,
  batch: number,
  time: number,
): Elements | undefined {
  const from = contentOf(source);
  if (from === undefined || !lengths?.every((length) => typeof length === 'number')) return undefined;
  const strides = stridesOf(from.shape);
  const coordinate = (i: number, axis: number): number =>
    Math.floor(i / (strides[axis] ?? 1)) % (from.shape[axis] ?? 1);
  const places = from.data.map((_, i) => {
    const [at, length] = [coordinate(i, time), Number(lengths[coordinate(i, batch)])];
    return at < length ? i + (length - 1 - 2 * at) * (strides[time] ?? 1) : i;
  });
  return pick(from.data, places);
}
