import type { Dim } from '#graph/dim.ts';
import type { Scalar, SequenceValue, Shape, TensorValue, Value } from '#graph/value.ts';
import { equal } from '#graph/dim.ts';

/** The size in place of `a` and `b`, on which two values don't agree; `hint` is `dim0` for an axis, `length` for a sequence. */
export type Namer = (hint: string, a: Dim, b: Dim) => Dim;

/**
 * What two values have in common, for a place that one or the other may reach (branches, iterations, elements of a sequence):
 * equal sizes and elements stay, other sizes are named, other elements are unknown, ranks that differ make an unknown rank.
 */
export function joinValues(a: Value, b: Value, name: Namer): Value {
  if (a === b) return a;
  if (a.kind === 'tensor' && b.kind === 'tensor') return joinTensors(a, b, name);
  if (a.kind === 'sequence' && b.kind === 'sequence') return joinSequences(a, b, name);
  if (a.kind === 'optional' && b.kind === 'optional') {
    const element = joinTypes(a.element, a.present === false, b.element, b.present === false, name);
    return {
      kind: 'optional',
      element,
      ...(a.present !== undefined && a.present === b.present ? { present: a.present } : {}),
    };
  }
  if (a.kind === 'map' && b.kind === 'map' && a.keyType === b.keyType) {
    const valueType = a.valueType === null || b.valueType === null ? null : joinValues(a.valueType, b.valueType, name);
    return { kind: 'map', keyType: a.keyType, valueType };
  }
  return { kind: 'unknown' };
}

function joinTensors(a: TensorValue, b: TensorValue, name: Namer): TensorValue {
  const dtype = a.dtype === b.dtype ? a.dtype : 'unknown';
  const shape = joinShapes(a.shape, b.shape, name);
  const data = joinData(a, b);
  return {
    kind: 'tensor',
    dtype,
    shape,
    ...(data === undefined ? {} : { data }),
    ...(a.quantized !== undefined && a.quantized === b.quantized ? { quantized: a.quantized } : {}),
  };
}

function joinShapes(a: Shape, b: Shape, name: Namer): Shape {
  if (a === null || b === null || a.length !== b.length) return null;
  return a.map((size, axis) => {
    const other = b[axis] as Dim;
    return equal(size, other) ? size : name(`dim${axis}`, size, other);
  });
}

function joinData(a: TensorValue, b: TensorValue): TensorValue['data'] {
  if (a.data === undefined || a.data.length !== b.data?.length) return undefined;
  if (a.shape?.length !== b.shape?.length || a.shape?.some((size, axis) => size !== b.shape?.[axis])) return undefined;
  const joined = a.data.map((scalar, i) => (sameScalar(scalar, b.data?.[i]) ? scalar : undefined));
  return joined.length > 0 && joined.every((scalar) => scalar === undefined) ? undefined : joined;
}

function sameScalar(a: Scalar | undefined, b: Scalar | undefined): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b);
  if (a.kind === 'poly' || b.kind === 'poly') return a.kind === 'poly' && b.kind === 'poly' && equal(a, b);
  return a.denominator === b.denominator && equal(a.numerator, b.numerator);
}

function joinSequences(a: SequenceValue, b: SequenceValue, name: Namer): SequenceValue {
  const element = joinTypes(a.element, a.length === 0, b.element, b.length === 0, name);
  const length = equal(a.length, b.length) ? a.length : name('length', a.length, b.length);
  if (a.elements === undefined || a.elements.length !== b.elements?.length)
    return { kind: 'sequence', element, length };
  const elements = a.elements.map((one, i) =>
    joinValues(one, b.elements?.[i] as Value, (hint, x, y) => name(`${i}.${hint}`, x, y)),
  );
  return { kind: 'sequence', element, elements, length };
}

/** Joins two element types; one that no element has (an empty side) yields to the other. */
function joinTypes(a: Value | null, aIsEmpty: boolean, b: Value | null, bIsEmpty: boolean, name: Namer): Value | null {
  if (a === null || (aIsEmpty && b !== null)) return b;
  if (b === null || bIsEmpty) return a;
  return joinValues(a, b, name);
}

/** What all values of a list have in common; null for none. */
export function joinAll(values: readonly Value[], name: Namer): Value | null {
  let joined: Value | null = null;
  for (const value of values) joined = joined === null ? value : joinValues(joined, value, name);
  return joined;
}

/** The value as one that running makes: not fixed by the file, no weights in it. */
export function asRuntime(value: Value): Value {
  if (value.kind !== 'tensor' || (value.constant === undefined && value.weights === undefined)) return value;
  return value.data === undefined ? bare(value, value.shape) : { ...bare(value, value.shape), data: value.data };
}

/** A tensor of the same type, without contents and origin. */
function bare({ dtype, quantized }: TensorValue, shape: Shape): TensorValue {
  return quantized === undefined ? { kind: 'tensor', dtype, shape } : { kind: 'tensor', dtype, shape, quantized };
}

/** The value with every size, length and element type put through `map`; contents and origin dropped. */
export function mapSizes(value: Value, map: (size: Dim, hint: string) => Dim): Value {
  switch (value.kind) {
    case 'tensor':
      return bare(value, value.shape?.map((size, axis) => map(size, `dim${axis}`)) ?? null);
    case 'sequence':
      return {
        kind: 'sequence',
        element: value.element === null ? null : mapSizes(value.element, map),
        length: map(value.length, 'length'),
      };
    case 'optional':
      return { ...value, element: value.element === null ? null : mapSizes(value.element, map) };
    case 'map':
    case 'unknown':
      return value;
  }
}
