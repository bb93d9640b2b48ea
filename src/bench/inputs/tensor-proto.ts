import type { Fault } from '#graph/fault.ts';
import type { Tensor } from './tensors.ts';

/** Types of a TensorProto in the runtime's names, with their width in raw_data. */
const types: ReadonlyMap<number, readonly [type: string, width: number]> = new Map([
  [1, ['float32', 4]],
  [2, ['uint8', 1]],
  [3, ['int8', 1]],
  [4, ['uint16', 2]],
  [5, ['int16', 2]],
  [6, ['int32', 4]],
  [7, ['int64', 8]],
  [9, ['bool', 1]],
  [10, ['float16', 2]],
  [11, ['float64', 8]],
  [12, ['uint32', 4]],
  [13, ['uint64', 8]],
]);

interface Fields {
  readonly dims: number[];
  type: number;
  name: string;
  raw: Buffer | null;
  /** Typed values by field: fixed-width bytes, or varints. */
  readonly fixed: Buffer[];
  readonly varints: bigint[];
}

/** A serialised TensorProto (onnx.proto), as `input_0.pb` of ONNX's test data is one. */
export function readTensorProto(file: Buffer, bad: (what: string) => Fault): Tensor {
  const fields = fieldsOf(file, bad);
  const row = types.get(fields.type);
  if (row === undefined) throw bad(`its type ${fields.type} isn't taken`);
  const [type, width] = row;
  const count = fields.dims.reduce((product, dim) => product * dim, 1);
  const bytes = fields.raw ?? typedBytes(fields, width);
  if (bytes.length !== count * width)
    throw bad(`it holds ${bytes.length} bytes where its shape needs ${count * width}`);
  return { name: fields.name, type, shape: fields.dims, bytes };
}

function typedBytes({ fixed, varints }: Fields, width: number): Buffer {
  if (fixed.length > 0) return Buffer.concat(fixed);
  const bytes = Buffer.alloc(varints.length * width);
  varints.forEach((one, i) => {
    let rest = BigInt.asUintN(8 * width, one);
    for (let at = i * width; at < (i + 1) * width; at += 1, rest >>= 8n) bytes[at] = Number(rest & 255n);
  });
  return bytes;
}

function fieldsOf(file: Buffer, bad: (what: string) => Fault): Fields {
  const fields: Fields = { dims: [], type: 0, name: '', raw: null, fixed: [], varints: [] };
  let at = 0;
  const varint = (end: number): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = at < end ? file[at] : undefined;
      if (byte === undefined) throw bad('it ends inside a number');
      at += 1;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw bad('a number in it is too long');
  };
  while (at < file.length) {
    const tag = Number(varint(file.length));
    const [field, wire] = [Math.floor(tag / 8), tag % 8];
    if (wire === 0) take(fields, field, varint(file.length));
    else if (wire === 1 || wire === 5) at = slice(wire === 1 ? 8 : 4, (bytes) => fields.fixed.push(bytes));
    else if (wire === 2) {
      const length = Number(varint(file.length));
      const end = at + length;
      if (end > file.length) throw bad('it ends too early');
      if (field === 8) fields.name = file.toString('utf8', at, end);
      else if (field === 9) fields.raw = file.subarray(at, end);
      else if (field === 4 || field === 10) fields.fixed.push(file.subarray(at, end));
      else if (field === 1 || field === 5 || field === 7 || field === 11)
        // `varint` moves `at`.
        // oxlint-disable-next-line no-unmodified-loop-condition
        while (at < end) take(fields, field, varint(end));
      at = end;
    } else throw bad('it is no TensorProto');
  }
  return fields;

  function slice(length: number, use: (bytes: Buffer) => void): number {
    if (at + length > file.length) throw bad('it ends too early');
    use(file.subarray(at, at + length));
    return at + length;
  }
}

function take(fields: Fields, field: number, value: bigint): void {
  if (field === 1) fields.dims.push(Number(value));
  else if (field === 2) fields.type = Number(value);
  else if (field === 5 || field === 7 || field === 11) fields.varints.push(value);
}
