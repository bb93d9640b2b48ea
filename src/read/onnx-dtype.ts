import type { DType } from '#graph/dtype.ts';

/** TensorProto.DataType by number (onnx.proto, up to 28); 0 is UNDEFINED. */
const byNumber: readonly DType[] = [
  'unknown',
  'f32',
  'u8',
  'i8',
  'u16',
  'i16',
  'i32',
  'i64',
  'string',
  'bool',
  'f16',
  'f64',
  'u32',
  'u64',
  'c64',
  'c128',
  'bf16',
  'f8e4m3fn',
  'f8e4m3fnuz',
  'f8e5m2',
  'f8e5m2fnuz',
  'u4',
  'i4',
  'f4e2m1',
  'f8e8m0',
  'u2',
  'i2',
  'f6e2m3',
  'f6e3m2',
];

/** The element type of a TensorProto.DataType; `unknown` where the field doesn't know the number. */
export function onnxDType(dataType: number | bigint): DType {
  return byNumber[Number(dataType)] ?? 'unknown';
}

/** True of the numbers that ONNX defines; UNDEFINED (0) is one of them. */
export function isOnnxDType(dataType: number | bigint): boolean {
  return byNumber[Number(dataType)] !== undefined;
}
