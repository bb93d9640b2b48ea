import { Fault } from '#graph/fault.ts';
import type { Initializer } from '#graph/graph.ts';
import { ints, message, type Message } from '#read/protobuf/fields.ts';
import { keptElements } from '#read/limits.ts';
import type { Notes } from '#read/notes.ts';
import type { Element } from './elements.ts';
import {
  badDims,
  countOf,
  finishTensor,
  MAX_RANK,
  newTensor,
  tensorMessage,
  toDim,
  toDims,
  type TensorBuilder,
} from './tensor.ts';

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
      if (to.dims.push(v) > MAX_RANK) throw badDims({ name: to.values?.name ?? '' }, `more than ${MAX_RANK} dims`);
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
  const count = countOf({ name: values.name, dims: from.dims });
  const data = densify(values, indices, from.dims.map(Number), Number(count));
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
