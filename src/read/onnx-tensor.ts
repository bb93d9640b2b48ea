import { fromBigInt, type Dim } from '#graph/dim.ts';
import { bitsOf } from '#graph/dtype.ts';
import { Fault } from '#graph/fault.ts';
import type { Initializer } from '#graph/graph.ts';
import { doubles, floats, int, ints, message, name, text } from './fields.ts';
import { keptElements, MAX_KEPT_INDICES } from './limits.ts';
import type { Notes } from './notes.ts';
import { isOnnxDType, onnxDType } from './onnx-dtype.ts';
import { elementsOfRaw, elementsOfTyped, typedLength, type Element } from './onnx-elements.ts';
import { checkExternal } from './onnx-external.ts';
import type { Message } from './wire.ts';

/** A TensorProto as far as it is read. */
export interface TensorBuilder {
  readonly notes: Notes;
  name: string;
  dataType: number | bigint;
  readonly dims: (number | bigint)[];
  /** Kept bytes of raw_data, null where seeked over or absent. */
  raw: Uint8Array | null;
  /** Length of raw_data, -1 where absent. */
  rawLength: number;
  /** First values of a typed field. */
  readonly typed: (number | bigint | string)[];
  /** Values in typed fields; NaN where a packed run was seeked over and only reading would tell. */
  typedCount: number;
  external: Map<string, string> | null;
  isExternal: boolean;
}

interface Entry {
  key: string;
  value: string;
}

const MAX_RANK = 256;
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
    typed: [],
    typedCount: 0,
    external: null,
    isExternal: false,
  };
}

function put(to: TensorBuilder, value: number | bigint | string): void {
  to.typedCount++;
  if (to.typed.length < MAX_KEPT_INDICES) to.typed.push(value);
}

/** Packed runs: of fixed width, the count is known without reading; varints of up to 10 bytes are read when they may be few. */
const fewVarints = (to: TensorBuilder, bytes: number): boolean => {
  if (bytes <= MAX_KEPT_INDICES * 10) return true;
  to.typedCount = NaN;
  return false;
};
const fewFixed =
  (width: number) =>
  (to: TensorBuilder, bytes: number): boolean => {
    if (bytes <= MAX_KEPT_INDICES * width) return true;
    to.typedCount += bytes / width;
    return false;
  };

/** Whether raw_data is read: few elements as far as dims and dtype, which come before it, tell. */
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
    2: int((to, v) => void (to.dataType = v)),
    4: floats(put, fewFixed(4)),
    5: ints(put, fewVarints),
    6: text(put),
    7: ints(put, fewVarints),
    8: name((to, v) => void (to.name = v)),
    9: {
      kind: 'bytes',
      wants: wantsRaw,
      put(to, bytes, length) {
        to.raw = bytes;
        to.rawLength = length;
      },
    },
    10: doubles(put, fewFixed(8)),
    11: ints(put, fewVarints),
    13: message(
      () => entryMessage,
      () => ({ key: '', value: '' }),
      (to, entry) => {
        to.external ??= new Map();
        if (to.external.size < MAX_EXTERNAL_ENTRIES) to.external.set(entry.key, entry.value);
      },
    ),
    14: int((to, v) => void (to.isExternal = v === 1)),
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
function countOf(from: TensorBuilder): number | bigint {
  let count = 1;
  for (const dim of from.dims) {
    if (dim < 0) throw badDims(from, `the size ${dim}`);
    count *= Number(dim);
  }
  if (Number.isSafeInteger(count)) return count;
  return from.dims.reduce<bigint>((product, dim) => product * BigInt(dim), 1n);
}

function badDims(from: TensorBuilder, what: string): Fault {
  return new Fault(
    'bad-dims',
    `tensor '${from.name}' has ${what}`,
    'the file is damaged or its exporter is at fault: export it again',
  );
}

function toDims(dims: readonly (number | bigint)[]): readonly Dim[] {
  return dims.every((dim) => typeof dim === 'number') ? dims : dims.map(toDim);
}

function toDim(value: number | bigint): Dim {
  return typeof value === 'bigint' ? fromBigInt(value) : value;
}

/** A SparseTensorProto as far as it is read. */
export interface SparseBuilder {
  readonly notes: Notes;
  values: TensorBuilder | null;
  indices: TensorBuilder | null;
  readonly dims: (number | bigint)[];
}

export function newSparse(notes: Notes): SparseBuilder {
  return { notes, values: null, indices: null, dims: [] };
}

export const sparseMessage: Message<SparseBuilder> = {
  name: 'SparseTensorProto',
  fields: {
    1: message(
      () => tensorMessage,
      (to) => (to.values ??= newTensor(to.notes)),
    ),
    2: message(
      () => tensorMessage,
      (to) => (to.indices ??= newTensor(to.notes)),
    ),
    3: ints((to, v) => {
      if (to.dims.push(v) > MAX_RANK) throw badDims(to.values ?? newTensor(to.notes), `more than ${MAX_RANK} dims`);
    }),
  },
};

/**
 * A sparse tensor: dense dims, stored values and indices as bytes, dense contents where few.
 * @throws Fault as `finishTensor`; `bad-tensor` where values or indices are missing
 */
export function finishSparse(from: SparseBuilder): Initializer {
  if (from.values === null || from.indices === null) {
    throw new Fault(
      'bad-tensor',
      `sparse tensor '${from.values?.name ?? ''}' lacks its values or its indices`,
      'export the model again',
    );
  }
  const values = finishTensor(from.values);
  const indices = finishTensor(from.indices);
  const dense = newTensor(from.notes);
  dense.name = values.name;
  dense.dims.push(...from.dims);
  const data = densify(values, indices, from.dims.map(Number), Number(countOf(dense)));
  const nonZeros = countOf(from.values);
  return {
    name: values.name,
    dtype: values.dtype,
    dims: toDims(from.dims),
    bytes: values.bytes === null ? null : values.bytes + (indices.bytes ?? 0n),
    external: values.external || indices.external,
    nonZeros: toDim(nonZeros),
    ...(data === undefined ? {} : { data }),
  };
}

/** Dense contents from values and their places: linear ([n]) or by coordinate ([n, rank]). */
function densify(
  values: Initializer,
  indices: Initializer,
  dims: readonly number[],
  count: number,
): Element[] | undefined {
  if (values.data === undefined || indices.data === undefined || count > keptElements(values.dtype)) return undefined;
  const width = indices.dims.length === 2 ? dims.length : 1;
  if (indices.data.length !== values.data.length * width) return undefined;
  const data: Element[] = Array.from({ length: count }, () => (values.dtype === 'string' ? '' : 0));
  for (const [i, value] of values.data.entries()) {
    let place = 0;
    for (let axis = 0; axis < width; axis++) {
      place = place * (width === 1 ? 1 : (dims[axis] as number)) + Number(indices.data[i * width + axis]);
    }
    if (!(place >= 0 && place < count)) return undefined;
    data[place] = value;
  }
  return data;
}
