import { fromBigInt, type Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';

/** One stored element as the graph's vocabulary has it. */
export type Element = Dim | string;

type Decode = (view: DataView, index: number) => Element;

/** How one element is read from `raw_data`: fixed width, little-endian, row-major. */
const decoders: Readonly<Partial<Record<DType, { readonly bits: number; readonly at: Decode }>>> = {
  i64: { bits: 64, at: int64 },
  u64: { bits: 64, at: (view, i) => fromBigInt(view.getBigUint64(i * 8, true)) },
  i32: { bits: 32, at: (view, i) => view.getInt32(i * 4, true) },
  u32: { bits: 32, at: (view, i) => view.getUint32(i * 4, true) },
  i16: { bits: 16, at: (view, i) => view.getInt16(i * 2, true) },
  u16: { bits: 16, at: (view, i) => view.getUint16(i * 2, true) },
  i8: { bits: 8, at: (view, i) => view.getInt8(i) },
  u8: { bits: 8, at: (view, i) => view.getUint8(i) },
  bool: { bits: 8, at: (view, i) => (view.getUint8(i) === 0 ? 0 : 1) },
  f64: { bits: 64, at: (view, i) => view.getFloat64(i * 8, true) },
  f32: { bits: 32, at: (view, i) => view.getFloat32(i * 4, true) },
  f16: { bits: 16, at: (view, i) => halfFloat(view.getUint16(i * 2, true)) },
  bf16: { bits: 16, at: (view, i) => brainFloat(view.getUint16(i * 2, true)) },
  i4: { bits: 4, at: (view, i) => asSigned(unpack(view.getUint8(i >> 1), 4, i & 1), 4) },
  u4: { bits: 4, at: (view, i) => unpack(view.getUint8(i >> 1), 4, i & 1) },
  i2: { bits: 2, at: (view, i) => asSigned(unpack(view.getUint8(i >> 2), 2, i & 3), 2) },
  u2: { bits: 2, at: (view, i) => unpack(view.getUint8(i >> 2), 2, i & 3) },
};

/** A size or index fits a number nearly always; a bigint is made only if it doesn't. */
function int64(view: DataView, i: number): Dim {
  const high = view.getInt32(i * 8 + 4, true);
  if (high < 1 << 21 && high >= -(1 << 21)) return high * 2 ** 32 + view.getUint32(i * 8, true);
  return fromBigInt(view.getBigInt64(i * 8, true));
}

/** One of the values packed into a byte, the first in the lowest bits. */
function unpack(byte: number, bits: number, place: number): number {
  return (byte >> (bits * place)) & ((1 << bits) - 1);
}

function asSigned(value: number, bits: number): number {
  return value >= 1 << (bits - 1) ? value - (1 << bits) : value;
}

/** Elements from `raw_data`; undefined for a type that isn't decoded, or where the bytes are too few. */
export function elementsOfRaw(dtype: DType, raw: Uint8Array, count: number): Element[] | undefined {
  const decoder = decoders[dtype];
  if (decoder === undefined || decoder.bits * count > raw.length * 8) return undefined;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const elements: Element[] = [];
  for (let i = 0; i < count; i++) elements.push(decoder.at(view, i));
  return elements;
}

type Stored = number | bigint | string;

/** How a value of a typed field is read if it isn't the element itself. */
const conversions: Readonly<Partial<Record<DType, (stored: Stored) => Element>>> = {
  string: String,
  bool: (stored) => (Number(stored) === 0 ? 0 : 1),
  // 16-bit floats are stored as bit patterns, unsigned integers in fields that the wire format reads as signed.
  f16: (stored) => halfFloat(Number(stored) & 0xffff),
  bf16: (stored) => brainFloat(Number(stored) & 0xffff),
  u32: (stored) => fromBigInt(BigInt.asUintN(32, BigInt(stored))),
  u64: (stored) => fromBigInt(BigInt.asUintN(64, BigInt(stored))),
};

/** Typed values that one element takes; below one where several elements share a value. */
const typedWidths: Readonly<Partial<Record<DType, number>>> = {
  i4: 1 / 2,
  u4: 1 / 2,
  f4e2m1: 1 / 2,
  i2: 1 / 4,
  u2: 1 / 4,
  c64: 2,
  c128: 2,
};

/** Fields of a TensorProto for typed values; `int32_data`, the fifth, holds those of all other types. */
const typedFields: Readonly<Partial<Record<DType, number>>> = {
  f32: 4,
  c64: 4,
  string: 6,
  i64: 7,
  f64: 10,
  c128: 10,
  u32: 11,
  u64: 11,
};

/** Number of the field that holds typed values of a type; undefined of a type that ONNX doesn't define. */
export function typedFieldOf(dtype: DType): number | undefined {
  return dtype === 'unknown' ? undefined : (typedFields[dtype] ?? 5);
}

/** Values that `count` elements take in the typed field of their type. */
export function typedLength(dtype: DType, count: number): number {
  return Math.ceil(count * (typedWidths[dtype] ?? 1));
}

/** Elements from a typed field (`int32_data` and its like), of which `stored` are all the values. */
export function elementsOfTyped(dtype: DType, stored: readonly Stored[], count: number): Element[] | undefined {
  if ((typedWidths[dtype] ?? 1) < 1) {
    return elementsOfRaw(
      dtype,
      Uint8Array.from(stored, (value) => Number(value) & 0xff),
      count,
    );
  }
  const convert = conversions[dtype];
  if (convert !== undefined) return stored.map(convert);
  return stored.map((value) => (typeof value === 'bigint' ? fromBigInt(value) : value));
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The upper half of an IEEE 754 binary32. */
function brainFloat(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint32(0, bits << 16);
  return view.getFloat32(0);
}
