import type { DType } from '#graph/dtype.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { constantOf, isNonNegative, neg, truncDiv } from '#graph/dim.ts';
import { onnxDType } from '#graph/onnx-dtype.ts';
import { bitsOf, isFloat, isInteger } from '#graph/dtype.ts';
import { Fault } from '#graph/fault.ts';
import { intAttr, isDim, shapeFault, tensorAt } from '#count/ops/call.ts';
import { withContent, zipContent, zipped } from '#count/ops/shared/content.ts';
import { elementTypeNamed } from '#count/ops/shared/element-type.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';
import { fit, isSymbolicFloat } from '#count/ops/shared/rounding.ts';
import { truncated } from './scalar.ts';

/** An element of one type as another, by ONNX's table; undefined if the result isn't defined or unknown. */
export function castScalar(from: DType, to: DType, x: Scalar, saturate = true): Scalar | undefined {
  if (to === 'string')
    return typeof x === 'string' ? x : isInteger(from) && isDim(x) ? constantOf(x)?.toString() : undefined;
  if (typeof x === 'string') return parsed(to, x);
  if (to === 'bool') return Number.isNaN(x) ? 1 : isSymbolicFloat(x) ? fit('bool', x.numerator) : fit('bool', x);
  if (!isInteger(to) || !isFloat(from)) return fit(to, x, saturate);
  if (typeof x === 'number') return truncated(to, x);
  return isSymbolicFloat(x) ? fit(to, towardZero(x.numerator, x.denominator)) : fit(to, x);
}

function towardZero(numerator: Parameters<typeof truncDiv>[0], denominator: number): ReturnType<typeof truncDiv> {
  return isNonNegative(numerator) ? truncDiv(numerator, denominator) : neg(truncDiv(neg(numerator), denominator));
}

function parsed(to: DType, text: string): Scalar | undefined {
  if (isInteger(to)) return /^[+-]?\d{1,15}$/.test(text) ? fit(to, Number(text)) : undefined;
  if (!isFloat(to)) return undefined;
  const special = /^([+-]?)inf(inity)?$/i.exec(text);
  if (special !== null) return fit(to, special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
  if (/^nan$/i.test(text)) return fit(to, Number.NaN);
  return text.trim() === '' || Number.isNaN(Number(text)) ? undefined : fit(to, Number(text));
}

function castTo(call: Call, x: TensorValue | undefined, to: DType): TensorValue {
  if (x === undefined) return { kind: 'tensor', dtype: to, shape: null };
  const saturate = (intAttr(call, 'saturate') ?? 1) !== 0;
  const value = zipped(to, [x], x.shape, (a) => (a === undefined ? undefined : castScalar(x.dtype, to, a, saturate)));
  return x.quantized === undefined || !isFloat(to) ? value : { ...value, quantized: x.quantized };
}

/** To the type that attribute `to` names; `byName`: as text (opset 1). @throws Fault `bad-attribute` if it is missing */
export function castShape(byName = false): ShapeRule {
  return (call) => [castTo(call, requiredTensor(call, 0), byName ? elementTypeNamed(call, 'to') : targetType(call))];
}

function targetType(call: Call): DType {
  const to = intAttr(call, 'to');
  if (to === undefined)
    throw new Fault(
      'bad-attribute',
      `${call.name}: ${call.node.op} lacks its attribute to`,
      'export the model again; the node is not valid ONNX',
    );
  return onnxDType(to);
}

/** To the type of input 1. */
export const castLikeShape: ShapeRule = (call) => {
  if (call.node.inputs.length < 2) throw missing(call, 1);
  return [castTo(call, requiredTensor(call, 0), tensorAt(call, 1)?.dtype ?? 'unknown')];
};

/** The same bits as another type of the same width. @throws Fault `shape` if the widths differ */
export const bitCastShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  const to = targetType(call);
  if (x === undefined) return [{ kind: 'tensor', dtype: to, shape: null }];
  const [from, into] = [bitsOf(x.dtype), bitsOf(to)];
  if (from !== null && into !== null && from !== into)
    throw shapeFault(call, `${x.dtype} has ${from} bits, ${to} has ${into}`);
  const same = isInteger(x.dtype) && isInteger(to);
  const data = same
    ? zipContent([x], x.shape, (a) => (isDim(a) && constantOf(a) !== undefined ? fit(to, a) : undefined))
    : undefined;
  return [withContent(to, x.shape, data)];
};
