import { fromBigInt, parseDim, symbol, type Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import { int, int32, message, name, type Message } from '#read/protobuf/fields.ts';
import type { Notes } from '#read/notes.ts';
import { isOnnxDType, onnxDType } from '#graph/onnx-dtype.ts';

/** A TypeProto as far as it is read; of its oneof, the case that came last counts. */
export interface TypeBuilder {
  readonly notes: Notes;
  kind: 'none' | 'tensor' | 'sequence' | 'map' | 'optional' | 'opaque';
  /** Element type of a tensor, key type of a map. */
  dataType: number;
  /** Null if no shape is given. */
  dims: DimBuilder[] | null;
  /** Of a sequence or an optional; value type of a map. */
  element: TypeBuilder | null;
}

interface DimBuilder {
  value: number | bigint | null;
  param: string;
}

export function newType(notes: Notes): TypeBuilder {
  notes.keep(100);
  return { notes, kind: 'none', dataType: 0, dims: null, element: null };
}

/** Opens one case of the oneof: what an other case said before is dropped, what the same case said is merged. */
function choose(to: TypeBuilder, kind: TypeBuilder['kind']): TypeBuilder {
  if (to.kind !== kind) {
    to.kind = kind;
    to.dataType = 0;
    to.dims = null;
    to.element = null;
  }
  return to;
}

const dimMessage: Message<DimBuilder> = {
  name: 'Dimension',
  fields: {
    1: int((to, v) => {
      to.value = v;
      to.param = '';
    }),
    2: name((to, v) => {
      to.param = v;
      to.value = null;
    }),
  },
};

const shapeMessage: Message<TypeBuilder> = {
  name: 'TensorShapeProto',
  fields: {
    1: message(
      () => dimMessage,
      (): DimBuilder => ({ value: null, param: '' }),
      (to, dim) => {
        to.notes.keep(60);
        (to.dims ??= []).push(dim);
      },
    ),
  },
};

const tensorTypeMessage: Message<TypeBuilder> = {
  name: 'TypeProto.Tensor',
  fields: {
    1: int32((to, v) => void (to.dataType = v)),
    2: message(
      () => shapeMessage,
      (to) => {
        to.dims ??= [];
        return to;
      },
    ),
  },
};

const elementMessage: Message<TypeBuilder> = {
  name: 'TypeProto.Sequence',
  fields: {
    1: message(
      () => typeMessage,
      (to) => (to.element ??= newType(to.notes)),
    ),
  },
};

const mapMessage: Message<TypeBuilder> = {
  name: 'TypeProto.Map',
  fields: {
    1: int32((to, v) => void (to.dataType = v)),
    2: message(
      () => typeMessage,
      (to) => (to.element ??= newType(to.notes)),
    ),
  },
};

const opaqueMessage: Message<TypeBuilder> = { name: 'TypeProto.Opaque', fields: {} };

export const typeMessage: Message<TypeBuilder> = {
  name: 'TypeProto',
  fields: {
    1: message(
      () => tensorTypeMessage,
      (to) => choose(to, 'tensor'),
    ),
    4: message(
      () => elementMessage,
      (to) => choose(to, 'sequence'),
    ),
    5: message(
      () => mapMessage,
      (to) => choose(to, 'map'),
    ),
    7: message(
      () => opaqueMessage,
      (to) => choose(to, 'opaque'),
    ),
    8: message(
      () => tensorTypeMessage,
      (to) => choose(to, 'tensor'),
    ),
    9: message(
      () => elementMessage,
      (to) => choose(to, 'optional'),
    ),
  },
};

/**
 * The type as a Value whose contents are unknown. A size that isn't given is the symbol `NAME.dimK`, the length of a sequence
 * `NAME.length`.
 */
export function finishType(from: TypeBuilder | null, valueName: string): Value {
  if (from === null) return { kind: 'unknown' };
  switch (from.kind) {
    case 'none':
    case 'opaque':
      return { kind: 'unknown' };
    case 'tensor':
      return {
        kind: 'tensor',
        dtype: onnxDType(from.dataType),
        shape: from.dims === null ? null : from.dims.map((dim, axis) => sizeOf(dim, valueName, axis)),
      };
    case 'sequence':
      return {
        kind: 'sequence',
        element: from.element === null ? null : finishType(from.element, `${valueName}.element`),
        length: symbol(`${valueName}.length`),
      };
    case 'optional':
      return { kind: 'optional', element: from.element === null ? null : finishType(from.element, valueName) };
    case 'map':
      return {
        kind: 'map',
        keyType: onnxDType(from.dataType),
        valueType: from.element === null ? null : finishType(from.element, `${valueName}.value`),
      };
  }
}

/** True if the type names an element type that ONNX doesn't define. */
export function namesUnknownDType(from: TypeBuilder | null): boolean {
  return from !== null && from.kind === 'tensor' && !isOnnxDType(from.dataType);
}

function sizeOf(dim: DimBuilder, valueName: string, axis: number): Dim {
  if (dim.value !== null && dim.value >= 0) return typeof dim.value === 'bigint' ? fromBigInt(dim.value) : dim.value;
  if (dim.param === '' || dim.param === '?') return symbol(`${valueName}.dim${axis}`);
  return parseDim(dim.param) ?? symbol(dim.param);
}
