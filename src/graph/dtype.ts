/** Element types under the names of the public contract. `unknown` is a type the file names but the field doesn't know. */
export type DType =
  | 'f64'
  | 'f32'
  | 'f16'
  | 'bf16'
  | 'f8e4m3fn'
  | 'f8e4m3fnuz'
  | 'f8e5m2'
  | 'f8e5m2fnuz'
  | 'f8e8m0'
  | 'f6e2m3'
  | 'f6e3m2'
  | 'f4e2m1'
  | 'i64'
  | 'i32'
  | 'i16'
  | 'i8'
  | 'i4'
  | 'i2'
  | 'u64'
  | 'u32'
  | 'u16'
  | 'u8'
  | 'u4'
  | 'u2'
  | 'bool'
  | 'string'
  | 'c64'
  | 'c128'
  | 'unknown';

/** Stored width of one element, in bits; a string or an unknown type has none. Sub-byte types pack (two 4-bit values a byte). */
const bits = new Map<DType, number>([
  ['f64', 64],
  ['f32', 32],
  ['f16', 16],
  ['bf16', 16],
  ['f8e4m3fn', 8],
  ['f8e4m3fnuz', 8],
  ['f8e5m2', 8],
  ['f8e5m2fnuz', 8],
  ['f8e8m0', 8],
  ['f6e2m3', 6],
  ['f6e3m2', 6],
  ['f4e2m1', 4],
  ['i64', 64],
  ['i32', 32],
  ['i16', 16],
  ['i8', 8],
  ['i4', 4],
  ['i2', 2],
  ['u64', 64],
  ['u32', 32],
  ['u16', 16],
  ['u8', 8],
  ['u4', 4],
  ['u2', 2],
  ['bool', 8],
  ['c64', 64],
  ['c128', 128],
]);

/** Bits of one stored element, or null if the type has no fixed width (string, unknown). */
export function bitsOf(dtype: DType): number | null {
  return bits.get(dtype) ?? null;
}

const integers = new Set<DType>([...bits.keys()].filter((dtype) => /^[iu]\d/.test(dtype)));

/** True of i8 … u64 and of the sub-byte integers; bool is not an integer. */
export function isInteger(dtype: DType): boolean {
  return integers.has(dtype);
}

/** True of every real floating-point type. */
export function isFloat(dtype: DType): boolean {
  return dtype.startsWith('f') || dtype === 'bf16';
}
