import type { DType } from '#graph/dtype.ts';
import type { Call } from '#count/ops/call.ts';
import { onnxDType, onnxDTypeNamed } from '#graph/onnx-dtype.ts';
import { intAttr, stringAttr } from '#count/ops/call.ts';

/** The element type in an integer attribute, or `fallback` if it is absent or 0 (undefined). */
export function elementTypeAttr(call: Call, name: string, fallback: DType): DType {
  const number = intAttr(call, name) ?? 0;
  return number === 0 ? fallback : onnxDType(number);
}

/** The element type in a text attribute, as opsets 1 to 5 write it (`FLOAT`). */
export function elementTypeNamed(call: Call, name: string): DType {
  return onnxDTypeNamed(stringAttr(call, name)?.toUpperCase() ?? '');
}
