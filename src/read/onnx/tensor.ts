import { fromBigInt, type Dim } from '#graph/dim.ts';
import { bitsOf } from '#graph/dtype.ts';
import { Fault } from '#graph/fault.ts';
import type { Initializer } from '#graph/graph.ts';
import { doubles, floats, int32, ints, message, name, text, type Message } from '#read/protobuf/fields.ts';
import { keptElements, MAX_KEPT_INDICES } from '#read/limits.ts';
import type { Notes } from '#read/notes.ts';
import { isOnnxDType, onnxDType } from '#graph/onnx-dtype.ts';
import { elementsOfRaw, elementsOfTyped, typedFieldOf, typedLength, type Element } from './elements.ts';
import { checkExternal } from './external.ts';

/** A TensorProto as far as it is read. */
export interface TensorBuilder {
  readonly notes: Notes;
  name: string;
  dataType: number;
  readonly dims: (number | bigint)[];
  /** Kept bytes of raw_data, null if seeked over or absent. */
  raw: Uint8Array | null;
  /** Length of raw_data, -1 if absent. */
  rawLength: number;
  /** Field number of the typed values, 0 if there are none, -1 if they are in several fields. */
  typedField: number;
  /** First values of a typed field. */
  readonly typed: (number | bigint | string)[];
  /** Values in typed fields; NaN if a packed run was seeked over and only reading would show it. */
  typedCount: number;
  external: Map<string, string> | null;
  isExternal: boolean;
}

interface Entry {
  key: string;
  value: string;
}

export const MAX_RANK = 256;
const MAX_EXTERNAL_ENTRIES = 16;

export function newTensor(notes: Notes): TensorBuilder {
  notes.keep(250);
  return {
    notes,
    name: '',
    dataType: 0,
    dims: [],
    raw: null,
    rawLength: -1,
    typedField: 0,
    typed: [],
    typedCount: 0,
    external: null,
    isExternal: false,
  };
}

const put =
  (field: number) =>
  (to: TensorBuilder, value: number | bigint | string): void => {
    to.typedCount++;
    inField(to, field);
    if (to.typed.length < MAX_KEPT_INDICES) to.typed.push(value);
  };

function inField(to: TensorBuilder, field: number): void {
  if (to.typedField !== field) to.typedField = to.typedField === 0 ? field : -1;
}

/** Packed runs: of fixed width, the count is known without reading; varints of up to 10 bytes are read when they may be few. */
const fewVarints =
  (field: number) =>
  (to: TensorBuilder, bytes: number): boolean => {
    if (bytes <= MAX_KEPT_INDICES * 10) return true;
    to.typedCount = NaN;
    inField(to, field);
    return false;
  };
const fewFixed =
  (field: number, width: number) =>
  (to: TensorBuilder, bytes: number): boolean => {
    if (bytes <= MAX_KEPT_INDICES * width) return true;
    to.typedCount += bytes / width;
    inField(to, field);
    return false;
  };

/** Whether raw_data is read: few elements by dims and dtype, which come before it. */
function wantsRaw(to: TensorBuilder, length: number): boolean {
  const dtype = onnxDType(to.dataType);
  const elements = to.dataType === 0 ? MAX_KEPT_INDICES : keptElements(dtype);
  return length <= (elements * (bitsOf(dtype) ?? 64)) / 8;
}

const entryMessage: Message<Entry> = {
  name: 'StringStringEntryProto',
  fields: { 1: text((to, v) => void (to.key = v)), 2: text((to, v) => void (to.value = v)) },
};

export const tensorMessage: Message<TensorBuilder> = {
  name: 'TensorProto',
  fields: {
    1: ints((to, v) => {
      if (to.dims.push(v) > MAX_RANK) throw badDims(to, `more than ${MAX_RANK} dims`);
    }),
    2: int32((to, v) => void (to.dataType = v)),
    4: floats(put(4), fewFixed(4, 4)),
    5: ints(put(5), fewVarints(5)),
    6: text(put(6)),
    7: ints(put(7), fewVarints(7)),
    8: name((to, v) => void (to.name = v)),
    9: {
      kind: 'bytes',
      wants: wantsRaw,
      put(to, bytes, length) {
        to.raw = bytes;
        to.rawLength = length;
      },
    },
    10: doubles(put(10), fewFixed(10, 8)),
    11: ints(put(11), fewVarints(11)),
    13: message(
      () => entryMessage,
      () => ({ key: '', value: '' }),
      (to, entry) => {
        to.external ??= new Map();
        if (to.external.size < MAX_EXTERNAL_ENTRIES) to.external.set(entry.key, entry.value);
      },
    ),
    14: int32((to, v) => void (to.isExternal = v === 1)),
  },
};

/**
 * The tensor without its bytes; contents are kept where few.
 * @throws Fault `bad-dims` (a negative size), `bad-tensor` (two sources of contents)
 */
export function finishTensor(from: TensorBuilder): Initializer {
  const dtype = onnxDType(from.dataType);
  if (from.dataType === 0 || !isOnnxDType(from.dataType)) {
    from.notes.add(
      'unknown-dtype',
      'warning',
      `tensor '${from.name}' has data_type ${from.dataType}, which ONNX doesn't define; its bytes aren't counted`,
    );
  }
  const count = countOf(from);
  const width = bitsOf(dtype);
  const bytes = width === null ? null : (BigInt(count) * BigInt(width) + 7n) / 8n;
  const base = { name: from.name, dtype, dims: toDims(from.dims), bytes, external: from.isExternal };
  if (from.isExternal) {
    const wrong = checkExternal(from.external ?? new Map());
    if (wrong !== null) from.notes.add(wrong.code, 'warning', `tensor '${from.name}': ${wrong.detail}`);
    return base;
  }
  if (from.rawLength > 0 && from.typedCount !== 0) {
    throw new Fault(
      'bad-tensor',
      `tensor '${from.name}' holds its contents twice, as raw_data and as typed values`,
      'export the model again',
    );
  }
  if (!checkLength(from, count, bytes)) return base;
  const data = contents(from, Number(count));
  if (data === undefined) return base;
  from.notes.keep(data.length * 8);
  return { name: from.name, dtype, dims: base.dims, bytes, external: false, data };
}

function contents(from: TensorBuilder, count: number): Element[] | undefined {
  const dtype = onnxDType(from.dataType);
  if (count > keptElements(dtype)) return undefined;
  if (from.raw !== null) return elementsOfRaw(dtype, from.raw, count);
  if (from.rawLength > 0) return undefined;
  return elementsOfTyped(dtype, from.typed, count);
}

/** Whether as much is stored as the dims ask for; if not, a finding says so and dims are believed. */
function checkLength(from: TensorBuilder, count: number | bigint, bytes: bigint | null): boolean {
  if (from.rawLength > 0) {
    if (bytes === null || BigInt(from.rawLength) === bytes) return bytes !== null;
    return mismatch(from, `${from.rawLength} bytes are stored where its dims ask for ${bytes}`);
  }
  const field = typedFieldOf(onnxDType(from.dataType));
  if (from.typedField !== 0 && field !== undefined && from.typedField !== field)
    return mismatch(from, 'values are stored in a field of another type');
  if (Number.isNaN(from.typedCount)) return false;
  const expected = typedLength(onnxDType(from.dataType), Number(count));
  if (from.typedCount === expected) return true;
  return mismatch(from, `${from.typedCount} values are stored where its dims ask for ${expected}`);
}

function mismatch(from: TensorBuilder, what: string): boolean {
  if (isOnnxDType(from.dataType) && from.dataType !== 0) {
    from.notes.add('tensor-size-mismatch', 'warning', `tensor '${from.name}': ${what}; it is counted by its dims`);
  }
  return false;
}

/** Number of elements: a number where safe, else a bigint. */
export function countOf(from: Pick<TensorBuilder, 'name' | 'dims'>): number | bigint {
  let count = 1;
  for (const dim of from.dims) {
    if (dim < 0) throw badDims(from, `the size ${dim}`);
    count *= Number(dim);
  }
  if (Number.isSafeInteger(count)) return count;
  return from.dims.reduce<bigint>((product, dim) => product * BigInt(dim), 1n);
}

export function badDims(from: Pick<TensorBuilder, 'name'>, what: string): Fault {
  return new Fault(
    'bad-dims',
    `tensor '${from.name}' has ${what}`,
    'the file is damaged or its exporter is at fault: export it again',
  );
}

export function toDims(dims: readonly (number | bigint)[]): readonly Dim[] {
  return dims.every((dim) => typeof dim === 'number') ? dims : dims.map(toDim);
}

export function toDim(value: number | bigint): Dim {
  return typeof value === 'bigint' ? fromBigInt(value) : value;
}
