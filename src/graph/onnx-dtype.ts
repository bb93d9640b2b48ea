import type { DType } from './dtype.ts';

/** ONNX's element types in the order of their numbers (TensorProto.DataType, onnx.proto): name in the file format, name here. */
const types: readonly (readonly [name: string, dtype: DType])[] = [
  ['UNDEFINED', 'unknown'],
  ['FLOAT', 'f32'],
  ['UINT8', 'u8'],
  ['INT8', 'i8'],
  ['UINT16', 'u16'],
  ['INT16', 'i16'],
  ['INT32', 'i32'],
  ['INT64', 'i64'],
  ['STRING', 'string'],
  ['BOOL', 'bool'],
  ['FLOAT16', 'f16'],
  ['DOUBLE', 'f64'],
  ['UINT32', 'u32'],
  ['UINT64', 'u64'],
  ['COMPLEX64', 'c64'],
  ['COMPLEX128', 'c128'],
  ['BFLOAT16', 'bf16'],
  ['FLOAT8E4M3FN', 'f8e4m3fn'],
  ['FLOAT8E4M3FNUZ', 'f8e4m3fnuz'],
  ['FLOAT8E5M2', 'f8e5m2'],
  ['FLOAT8E5M2FNUZ', 'f8e5m2fnuz'],
  ['UINT4', 'u4'],
  ['INT4', 'i4'],
  ['FLOAT4E2M1', 'f4e2m1'],
  ['FLOAT8E8M0', 'f8e8m0'],
  ['UINT2', 'u2'],
  ['INT2', 'i2'],
  ['FLOAT6E2M3', 'f6e2m3'],
  ['FLOAT6E3M2', 'f6e3m2'],
];

/** The element type of a TensorProto.DataType; `unknown` where the field doesn't know the number. */
export function onnxDType(dataType: number | bigint): DType {
  return types[Number(dataType)]?.[1] ?? 'unknown';
}

/** True of the numbers that ONNX defines; UNDEFINED (0) is one of them. */
export function isOnnxDType(dataType: number | bigint): boolean {
  return types[Number(dataType)] !== undefined;
}

/** The element type of that name (`FLOAT`), as opsets 1 to 5 write it in attributes; `unknown` if there is none. */
export function onnxDTypeNamed(name: string): DType {
  return types.find(([known]) => known === name)?.[1] ?? 'unknown';
}
