import { delimited, double, float, ints, join, packedInts, type Bytes } from './protobuf.ts';

/** Element types by contract name, with their number in TensorProto.DataType and their bits (0: not fixed). */
export const dtypes = {
  f32: [1, 32],
  u8: [2, 8],
  i8: [3, 8],
  u16: [4, 16],
  i16: [5, 16],
  i32: [6, 32],
  i64: [7, 64],
  string: [8, 0],
  bool: [9, 8],
  f16: [10, 16],
  f64: [11, 64],
  u32: [12, 32],
  u64: [13, 64],
  c64: [14, 64],
  c128: [15, 128],
  bf16: [16, 16],
  f8e4m3fn: [17, 8],
  f8e4m3fnuz: [18, 8],
  f8e5m2: [19, 8],
  f8e5m2fnuz: [20, 8],
  u4: [21, 4],
  i4: [22, 4],
  f4e2m1: [23, 4],
  f8e8m0: [24, 8],
  u2: [25, 2],
  i2: [26, 2],
  f6e2m3: [27, 6],
  f6e3m2: [28, 6],
} as const;

export type WrittenDType = keyof typeof dtypes;

/** Contents of a tensor. */
export type WrittenData = readonly (number | bigint | string)[];

/** The contents as fields of their type: float_data and its like, packed or one tag a value. */
export function typedFields(
  dtype: WrittenDType,
  data: WrittenData,
  as: 'typed' | 'unpacked',
): { field: number; bytes: Bytes } {
  const [field, values] = typedOf(dtype, data);
  return { field, bytes: field === 4 || field === 10 ? floats(field, values, as) : integers(field, values, as) };
}

const integers = (field: number, values: WrittenData, as: 'typed' | 'unpacked'): Bytes =>
  as === 'typed' ? packedInts(field, values as (number | bigint)[]) : ints(field, values as (number | bigint)[]);

function floats(field: number, values: WrittenData, as: 'typed' | 'unpacked'): Bytes {
  const write = field === 10 ? double : float;
  const fields = values.map((one) => write(field, Number(one)));
  // A packed run holds the values without their one-byte tags.
  return as === 'unpacked'
    ? join(...fields)
    : delimited(
        field,
        fields.map(([bytes]) => (bytes as Uint8Array).subarray(1)),
      );
}

/** The typed field of an element type and what it stores: bit patterns of 16-bit floats, packed bytes of sub-byte types. */
function typedOf(dtype: WrittenDType, data: WrittenData): [number, WrittenData] {
  if (dtype === 'f32' || dtype === 'c64') return [4, data];
  if (dtype === 'f64' || dtype === 'c128') return [10, data];
  if (dtype === 'i64') return [7, data];
  if (dtype === 'u64' || dtype === 'u32') return [11, data];
  const bits = dtypes[dtype][1];
  if (bits < 8) return [5, [...rawOf(dtype, data)]];
  if (dtype === 'f16' || dtype === 'bf16') {
    const raw = rawOf(dtype, data);
    return [5, data.map((_, i) => (raw[2 * i] as number) + 256 * (raw[2 * i + 1] as number))];
  }
  return [5, data];
}

/** Elements as raw_data has them. */
export function rawOf(dtype: WrittenDType, data: WrittenData): Uint8Array {
  const bits = dtypes[dtype][1];
  const bytes = new Uint8Array(Math.ceil((data.length * bits) / 8));
  const view = new DataView(bytes.buffer);
  for (const [i, element] of data.entries()) {
    if (bits >= 8) setElement(view, (i * bits) / 8, dtype, element as number | bigint);
    else {
      const at = Math.floor((i * bits) / 8);
      bytes[at] = (bytes[at] as number) | ((Number(element) & ((1 << bits) - 1)) << ((i * bits) % 8));
    }
  }
  return bytes;
}

function setElement(view: DataView, at: number, dtype: WrittenDType, element: number | bigint): void {
  if (dtype === 'f32') view.setFloat32(at, Number(element), true);
  else if (dtype === 'f64') view.setFloat64(at, Number(element), true);
  else if (dtype === 'f16') view.setUint16(at, halfBits(Number(element)), true);
  else if (dtype === 'bf16') {
    const wide = new DataView(new ArrayBuffer(4));
    wide.setFloat32(0, Number(element));
    view.setUint16(at, wide.getUint16(0), true);
  } else {
    const wide = new DataView(new ArrayBuffer(8));
    wide.setBigUint64(0, BigInt.asUintN(64, BigInt(element)), true);
    for (let i = 0; i < dtypes[dtype][1] / 8; i++) view.setUint8(at + i, wide.getUint8(i));
  }
}

/** IEEE 754 binary16 of a value that it holds exactly. */
function halfBits(half: number): number {
  const sign = half < 0 || Object.is(half, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(half);
  if (Number.isNaN(half)) return 0x7e00;
  if (magnitude === Infinity) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | Math.round(magnitude * 2 ** 24);
  const exponent = Math.floor(Math.log2(magnitude));
  return sign | ((exponent + 15) << 10) | Math.round((magnitude / 2 ** exponent - 1) * 1024);
}
