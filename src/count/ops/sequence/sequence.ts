import type { Dim } from '#graph/dim.ts';
import type { SequenceValue, TensorValue, Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { add, ceilDiv, equal, format, isAtLeast, mul, sub, sum } from '#graph/dim.ts';
import { has, intAttr, known, shapeFault, tensor, tensorAt, typeAttr } from '#count/ops/call.ts';
import { differ } from '#count/ops/shared/agree.ts';
import { concatenated } from '#count/ops/movement/arrange.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { joinAll, joinValues } from '#count/ops/movement/join.ts';
import { listAt, movedFrom, plainOf, regrid } from '#count/ops/movement/move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';
import { stackTensors } from '#count/ops/movement/stack.ts';

/** Elements up to which a sequence is followed one by one. */
const maxElements = 1024;

/** A sequence of these elements. */
export function sequenceOf(call: Call, elements: readonly Value[], empty: Value | null = null): SequenceValue {
  const element = elements.length === 0 ? empty : joinAll(elements, (hint) => call.fresh(`element.${hint}`));
  const length = elements.length;
  return length > maxElements ? { kind: 'sequence', element, length } : { kind: 'sequence', element, elements, length };
}

function sequenceAt(call: Call, i: number): SequenceValue | undefined {
  if (!has(call, i)) throw missing(call, i);
  const value = call.inputs[i];
  return value?.kind === 'sequence' ? value : undefined;
}

export const sequenceConstruct: ShapeRule = (call) => {
  if (call.inputs.length === 0) throw missing(call, 0);
  return [
    sequenceOf(
      call,
      call.inputs.map((value): Value => value ?? { kind: 'unknown' }),
    ),
  ];
};

/** SequenceEmpty: no elements, of the type in `dtype` (f32 where absent). */
export const sequenceEmpty: ShapeRule = (call) => [
  sequenceOf(call, [], tensor(elementTypeAttr(call, 'dtype', 'f32'), null)),
];

/** SequenceInsert: one element more, before `position`, or at the end. */
export const sequenceInsert: ShapeRule = (call) => {
  const sequence = sequenceAt(call, 0);
  if (!has(call, 1)) throw missing(call, 1);
  const added: Value = call.inputs[1] ?? { kind: 'unknown' };
  if (sequence === undefined) return [];
  const { elements, length } = sequence;
  const at = has(call, 2) ? positionAt(call, 2, length, 0) : elements?.length;
  if (elements !== undefined && at !== undefined) return [sequenceOf(call, elements.toSpliced(at, 0, added))];
  const element =
    sequence.element === null || length === 0
      ? added
      : joinValues(sequence.element, added, (hint) => call.fresh(`element.${hint}`));
  return [{ kind: 'sequence', element, length: add(length, 1) }];
};

/** SequenceErase: without the element at `position`, or the last. */
export const sequenceErase: ShapeRule = (call) => {
  const sequence = sequenceAt(call, 0);
  if (sequence === undefined) return [];
  const { element, elements, length } = sequence;
  if (length === 0) throw shapeFault(call, 'an empty sequence has no element to erase');
  const at = has(call, 1) ? positionAt(call, 1, length, -1) : (elements?.length ?? 0) - 1;
  if (elements !== undefined && at !== undefined) return [sequenceOf(call, elements.toSpliced(at, 1), element)];
  return [{ kind: 'sequence', element, length: sub(length, 1) }];
};

/** SequenceAt: the element at `position`, or what all have in common. */
export const sequenceElement: ShapeRule = (call) => {
  const sequence = sequenceAt(call, 0);
  if (!has(call, 1)) throw missing(call, 1);
  const at = sequence === undefined ? undefined : positionAt(call, 1, sequence.length, -1);
  return [(at === undefined ? undefined : sequence?.elements?.[at]) ?? sequence?.element ?? undefined];
};

/** Position counted from the front; `last` is 0 if the end itself is a position, −1 if not. */
function positionAt(call: Call, i: number, length: Dim, last: 0 | -1): number | undefined {
  const position = plainOf(listAt(call, i)?.[0]);
  if (position === undefined || typeof length !== 'number') return undefined;
  const at = position < 0 ? position + length : position;
  if (at < 0 || at > length + last) throw shapeFault(call, `position ${position} is outside a sequence of ${length}`);
  return at;
}

/** SequenceLength: itself a content. */
export const sequenceLength: ShapeRule = (call) => {
  const sequence = sequenceAt(call, 0);
  return [sequence === undefined ? tensor('i64', []) : known('i64', [], [sequence.length])];
};

/** SplitToSequence: slices along `axis`, of one size, of given sizes, or of size 1 (then the axis may be dropped). */
export const splitToSequence: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  if (source === undefined || source.shape === null) {
    return [{ kind: 'sequence', element: tensor(source?.dtype ?? 'unknown', null), length: call.fresh('length') }];
  }
  const axis = normalAxis(call, intAttr(call, 'axis') ?? 0, source.shape.length);
  const whole = source.shape[axis] as Dim;
  if (!has(call, 1))
    return [equalSlices(call, source, axis, { whole, size: 1, drop: intAttr(call, 'keepdims') === 0 })];
  const isScalar = tensorAt(call, 1)?.shape?.length === 0;
  const sizes = listAt(call, 1);
  if (isScalar) return [equalSlices(call, source, axis, { whole, size: sizes?.[0], drop: false })];
  return [sizes === undefined ? slicesUnknown(call, source, axis) : givenSlices(call, source, axis, sizes)];
};

interface Slices {
  readonly whole: Dim;
  /** Undefined if known only at run time. */
  readonly size: Dim | undefined;
  readonly drop: boolean;
}

/** Slices of one size, the last perhaps smaller. */
function equalSlices(call: Call, source: TensorValue, axis: number, { whole, size, drop }: Slices): SequenceValue {
  if (size === undefined) return slicesUnknown(call, source, axis);
  if (isAtLeast(size, 1) === false) throw shapeFault(call, `can't split into slices of ${format(size)}`);
  const length = ceilDiv(whole, size);
  if (typeof whole === 'number' && typeof size === 'number' && typeof length === 'number' && length <= maxElements) {
    const slices = Array.from({ length }, (_, k) =>
      sliceOf(source, axis, k * size, Math.min(size, whole - k * size), drop),
    );
    return sequenceOf(call, slices, sliceOf(source, axis, undefined, size, drop));
  }
  const even = equal(mul(length, size), whole);
  return {
    kind: 'sequence',
    element: sliceOf(source, axis, undefined, even ? size : call.fresh(`element.dim${axis}`), drop),
    length,
  };
}

function givenSlices(
  call: Call,
  source: TensorValue,
  axis: number,
  sizes: readonly (Dim | undefined)[],
): SequenceValue {
  const told = sizes.filter((size) => size !== undefined);
  const whole = source.shape?.[axis] ?? 0;
  const total = sum(told);
  if (told.length === sizes.length ? differ(total, whole) : isAtLeast(whole, total) === false) {
    throw shapeFault(call, `slices of ${told.map(format).join(' + ')} don't make the axis of ${format(whole)}`);
  }
  let from: Dim | undefined = 0;
  const slices = sizes.map((size, i) => {
    const slice = sliceOf(source, axis, from, size ?? call.fresh(`${i}.dim${axis}`), false);
    from = from === undefined || size === undefined ? undefined : add(from, size);
    return slice;
  });
  return sequenceOf(call, slices, sliceOf(source, axis, undefined, 0, false));
}

function slicesUnknown(call: Call, source: TensorValue, axis: number): SequenceValue {
  return {
    kind: 'sequence',
    element: sliceOf(source, axis, undefined, call.fresh(`element.dim${axis}`), false),
    length: call.fresh('length'),
  };
}

function sliceOf(source: TensorValue, axis: number, from: Dim | undefined, size: Dim, drop: boolean): TensorValue {
  const shape = source.shape?.map((own, i) => (i === axis ? size : own)) ?? null;
  const content = typeof from === 'number' ? regrid(source, shape, (i, x) => (i === axis ? from + x : x)) : undefined;
  return movedFrom(source, drop ? (shape?.toSpliced(axis, 1) ?? null) : shape, content);
}

/** ConcatFromSequence: elements laid end to end along `axis`, or stacked along a new one. */
export const concatFromSequence: ShapeRule = (call) => {
  const sequence = sequenceAt(call, 0);
  if (sequence === undefined) return [];
  const axis = intAttr(call, 'axis') ?? 0;
  const { element, elements, length } = sequence;
  if (intAttr(call, 'new_axis') === 1)
    return [element === null ? undefined : stackTensors(call, element, elements, { length, axis })];
  if (elements !== undefined && elements.length > 0) {
    const parts = elements.map((one) => (one.kind === 'tensor' ? one : undefined));
    return [concatenated(call, parts, axis)];
  }
  return [endToEnd(call, element, length, axis)];
};

/** Elements of which only the common type is known: a size that isn't a number may differ among them. */
function endToEnd(call: Call, element: Value | null, length: Dim, axis: number): Value | undefined {
  if (element?.kind !== 'tensor') return undefined;
  if (element.shape === null) return tensor(element.dtype, null);
  const at = normalAxis(call, axis, element.shape.length);
  const shape = element.shape.map((size, i) =>
    i !== at ? size : typeof size === 'number' ? mul(size, length) : call.fresh(`dim${at}`),
  );
  return movedFrom(element, shape);
}

/** Optional: around input 0, or empty, of the type in the attribute. */
export const optional: ShapeRule = (call) => {
  const value = has(call, 0) ? call.inputs[0] : undefined;
  if (has(call, 0)) return [{ kind: 'optional', element: value ?? null, present: true }];
  const type = typeAttr(call, 'type');
  return [{ kind: 'optional', element: type?.kind === 'optional' ? type.element : (type ?? null), present: false }];
};

/** OptionalHasElement: an omitted input has none, a value that isn't an optional is one. */
export const optionalHasElement: ShapeRule = (call) => {
  const value = call.inputs[0];
  const present = !has(call, 0)
    ? false
    : value?.kind === 'optional'
      ? value.present
      : value === undefined || value.kind === 'unknown'
        ? undefined
        : true;
  return [present === undefined ? tensor('bool', []) : known('bool', [], [present ? 1 : 0])];
};

/** OptionalGetElement: what the optional holds; a value that isn't an optional is it. */
export const optionalGetElement: ShapeRule = (call) => {
  if (!has(call, 0)) throw missing(call, 0);
  const value = call.inputs[0];
  if (value?.kind !== 'optional') return [value];
  if (value.present === false) throw shapeFault(call, 'the optional is empty');
  return [value.element ?? undefined];
};
