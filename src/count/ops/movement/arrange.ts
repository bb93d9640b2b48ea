import type { Dim } from '#graph/dim.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Elements } from '#count/ops/shared/content.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import {
  add,
  broadcast,
  ceilDiv,
  constantOf,
  equal,
  floorDiv,
  format,
  isAtLeast,
  max,
  mul,
  sub,
  sum,
} from '#graph/dim.ts';
import { has, intAttr, intsAttr, shapeFault, tensorAt } from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { broadcastContent, countOf, pick, positionsOf, smallShape, stridesOf } from '#count/ops/shared/content.ts';
import { agree, contentOf, freshShape, listAt, movedFrom, movedLater, plainOf, regrid, sizeOr } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';

/** Transpose: axes in the order of `perm`, reversed if it is absent. */
export const transpose: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const given = intsAttr(call, 'perm');
  const shape = source?.shape ?? null;
  if (shape === null) return [movedFrom(source, given === undefined ? null : freshShape(call, given.length))];
  const perm = given ?? [...shape.keys()].toReversed();
  if (
    perm.length !== shape.length ||
    new Set(perm).size < perm.length ||
    perm.some((axis) => shape[axis] === undefined)
  ) {
    throw shapeFault(call, `perm [${perm.join(', ')}] doesn't fit ${shapeText(shape)}`);
  }
  return [
    movedFrom(
      source,
      perm.map((axis) => shape[axis] as Dim),
      transposed(source, perm),
    ),
  ];
};

function transposed(source: TensorValue | undefined, perm: readonly number[]): Elements | undefined {
  const from = contentOf(source);
  if (from === undefined) return undefined;
  const to = smallShape(perm.map((axis) => from.shape[axis] ?? 0));
  const strides = stridesOf(from.shape);
  return to === undefined
    ? undefined
    : pick(
        from.data,
        positionsOf(
          to,
          perm.map((axis) => strides[axis] ?? 0),
        ),
      );
}

/** Tensors laid end to end along an axis: the shape rule of Concat over the inputs `parts`. */
export function concatenated(call: Call, parts: readonly (TensorValue | undefined)[], axis: number): TensorValue {
  const used = parts.some((part) => part?.shape?.length !== 1) ? parts.filter((part) => !isLegacyEmpty(part)) : parts;
  const like = used.find((part) => part !== undefined && part.shape !== null) ?? used[0];
  const source = used.every((part) => part?.quantized === like?.quantized) ? like : unquantized(like);
  const shape = like?.shape ?? null;
  if (shape === null) return movedFrom(source, null);
  const at = normalAxis(call, axis, shape.length);
  const sizes = shape.map((_, k) => (k === at ? lengthAlong(call, used, at) : sharedSize(call, used, k, shape)));
  return movedFrom(source, sizes, concatContent(used, sizes, at));
}

function unquantized(value: TensorValue | undefined): TensorValue | undefined {
  if (value === undefined) return undefined;
  const { quantized: _, ...rest } = value;
  return rest;
}

/** The tensor of shape [0] that PyTorch's cat lets pass beside tensors of any rank. */
function isLegacyEmpty(part: TensorValue | undefined): boolean {
  return part?.shape?.length === 1 && part.shape[0] === 0;
}

function lengthAlong(call: Call, parts: readonly (TensorValue | undefined)[], axis: number): Dim {
  const lengths = parts.map((part) => part?.shape?.[axis]);
  return lengths.includes(undefined) ? call.fresh(`dim${axis}`) : sum(lengths as readonly Dim[]);
}

function sharedSize(call: Call, parts: readonly (TensorValue | undefined)[], axis: number, first: readonly Dim[]): Dim {
  const rank = first.length;
  let size = first[axis] as Dim;
  for (const part of parts) {
    if (part === undefined || part.shape === null) continue;
    const other = part.shape[axis];
    if (other === undefined || part.shape.length !== rank) {
      throw shapeFault(call, `tensors of different ranks can't be concatenated: ${shapeText(part.shape)}`);
    }
    size = agree(call, size, other, `sizes of axis ${axis} differ`);
  }
  return size;
}

function concatContent(
  parts: readonly (TensorValue | undefined)[],
  sizes: readonly Dim[],
  axis: number,
): Elements | undefined {
  const to = smallShape(sizes);
  if (to === undefined || parts.every((part) => part?.data === undefined)) return undefined;
  const blocks = countOf(to.slice(0, axis));
  const inner = countOf(to.slice(axis + 1));
  const rows = parts.map((part) => ({ data: part?.data, width: Number(part?.shape?.[axis] ?? 0) * inner }));
  const out: (Scalar | undefined)[] = [];
  for (let block = 0; block < blocks; block++)
    for (const { data, width } of rows) for (let i = block * width; i < (block + 1) * width; i++) out.push(data?.[i]);
  return out;
}

/** Concat along the attribute `axis` (1 if absent, as before version 4). */
export const concat: ShapeRule = (call) => {
  if (call.inputs.length === 0) throw missing(call, 0);
  return [
    concatenated(
      call,
      call.inputs.map((_, i) => tensorAt(call, i)),
      intAttr(call, 'axis') ?? 1,
    ),
  ];
};

/** Split along `axis` into sizes given by attribute or input 1, or into equal parts (the last may be smaller). */
export const split: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  const outputs = call.node.outputs;
  if (shape === null) return outputs.map(() => movedFrom(source, null));
  const axis = normalAxis(call, intAttr(call, 'axis') ?? 0, shape.length);
  const sizes = partSizes(call, shape[axis] as Dim, outputs.length);
  let from: Dim = 0;
  return sizes.map((size) => {
    const start = from;
    from = add(from, size);
    const to = shape.map((whole, k) => (k === axis ? size : whole));
    const content = typeof start === 'number' ? regrid(source, to, (k, i) => (k === axis ? start + i : i)) : undefined;
    return movedFrom(source, to, content);
  });
};

function partSizes(call: Call, whole: Dim, outputs: number): readonly Dim[] {
  const attr = intsAttr(call, 'split');
  const given = attr ?? (has(call, 1) ? listAt(call, 1) : undefined);
  if (given === undefined && has(call, 1)) return Array.from({ length: outputs }, (_, i) => call.fresh(`part${i}`));
  return given === undefined ? equalParts(call, whole, outputs) : givenParts(call, whole, given, outputs);
}

function givenParts(call: Call, whole: Dim, given: readonly (Dim | undefined)[], outputs: number): readonly Dim[] {
  if (given.length !== outputs) throw shapeFault(call, `${given.length} sizes for ${outputs} outputs`);
  const told = given.flatMap((size) => (size === undefined ? [] : [sizeOr(call, size, 'part')]));
  const rest = sub(whole, sum(told));
  if (told.length < given.length) {
    if (isAtLeast(rest, 0) === false) throw shapeFault(call, `the parts are longer than the axis of ${format(whole)}`);
    return given.map((size, i) => size ?? (told.length === given.length - 1 ? rest : call.fresh(`part${i}`)));
  }
  if (isAtLeast(rest, 0) === false || isAtLeast(rest, 1) === true) {
    throw shapeFault(call, `parts of ${told.map(format).join(' + ')} don't make the axis of ${format(whole)}`);
  }
  return told;
}

function equalParts(call: Call, whole: Dim, outputs: number): readonly Dim[] {
  const count = intAttr(call, 'num_outputs') ?? outputs;
  if (count !== outputs) throw shapeFault(call, `num_outputs is ${count}, but the node has ${outputs} outputs`);
  const uneven = call.version >= 18;
  const size = uneven ? ceilDiv(whole, count) : floorDiv(whole, count);
  const last = sub(whole, mul(size, count - 1));
  if (isAtLeast(last, 0) === false || (!uneven && constantOf(whole) !== undefined && !equal(last, size))) {
    throw shapeFault(call, `an axis of ${format(whole)} can't be split into ${count} equal parts`);
  }
  return Array.from({ length: count }, (_, i) => (i < count - 1 || !uneven ? size : max(last, 0)));
}

/** Tile: every axis repeated by input 1; version 1 repeats the axis of input 2 `tiles` times. */
export const tile: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  if (!has(call, 1)) throw missing(call, 1);
  const shape = source?.shape ?? null;
  const repeats = call.version < 6 ? oneAxis(call, shape) : listAt(call, 1);
  if (shape === null) return [movedFrom(source, repeats === undefined ? null : freshShape(call, repeats.length))];
  if (repeats === undefined) return [movedFrom(source, freshShape(call, shape.length))];
  if (repeats.length !== shape.length) throw shapeFault(call, `${repeats.length} repeats for ${shapeText(shape)}`);
  const to = shape.map((size, axis) => (size === 0 ? 0 : repeated(call, size, repeats[axis], axis)));
  return [
    movedFrom(
      source,
      to,
      regrid(source, to, (axis, i) => i % Number(shape[axis])),
    ),
  ];
};

function repeated(call: Call, size: Dim, times: Dim | undefined, axis: number): Dim {
  return times === undefined ? call.fresh(`dim${axis}`) : mul(size, sizeOr(call, times, 'repeat'));
}

function oneAxis(call: Call, shape: TensorValue['shape']): readonly (Dim | undefined)[] | undefined {
  const axis = plainOf(listAt(call, 2)?.[0]);
  if (shape === null || axis === undefined) return undefined;
  const at = normalAxis(call, axis, shape.length);
  return shape.map((_, k) => (k === at ? listAt(call, 1)?.[0] : 1));
}

/** Expand: the shape that input 0 and the sizes of input 1 broadcast to. */
export const expand: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  if (!has(call, 1)) throw missing(call, 1);
  const shape = source?.shape ?? null;
  const sizes = listAt(call, 1);
  if (shape === null || sizes === undefined) return [movedFrom(source, null)];
  const rank = Math.max(shape.length, sizes.length);
  const to = Array.from({ length: rank }, (_, axis) => {
    const given = axis - rank + sizes.length;
    return expandedSize(call, shape[axis - rank + shape.length] ?? 1, given < 0 ? 1 : sizes[given], axis);
  });
  return [movedLater(source, to, () => broadcastContent(source, to))];
};

function expandedSize(call: Call, own: Dim, asked: Dim | undefined, axis: number): Dim {
  if (asked === undefined) {
    return isAtLeast(own, 2) === true ? own : call.fresh(`dim${axis}`);
  }
  const size = broadcast(own, sizeOr(call, asked, 'size'));
  if (size === undefined) throw shapeFault(call, `a size of ${format(own)} can't be expanded to ${format(asked)}`);
  return size;
}
