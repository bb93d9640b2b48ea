import type { DType } from '#graph/dtype.ts';
import type { Scalar } from '#graph/value.ts';
import type { UnaryContent } from './elementwise.ts';
import type { FloatScalar } from './scalar-float.ts';
import { not } from '#count/ops/control/truth.ts';
import { constantOf, fromBigInt, isNonNegative, neg, sign } from '#graph/dim.ts';
import { bitsOf, isFloat, isInteger } from '#graph/dtype.ts';
import { floatAttr, isDim, stringAttr } from '#count/ops/call.ts';
import { fit } from '#count/ops/shared/rounding.ts';
import { absFloat, asFloat, ceilFloat, floorFloat, negFloat, roundFloatEven, signFloat } from './scalar-float.ts';

/** A function of floats that are plain numbers, e.g. `numeric(Math.sqrt)`; ratios of sizes aren't followed through it. */
export function numeric(f: (x: number) => number): UnaryContent {
  return (dtype, x) => (isFloat(dtype) && typeof x === 'number' ? fit(dtype, f(x)) : undefined);
}

/** A function with float attributes and their defaults, in the order of `defaults`. */
export function numericWith(
  defaults: Readonly<Record<string, number>>,
  f: (x: number, ...attributes: readonly number[]) => number,
): UnaryContent {
  return (dtype, x, call) => {
    const attributes = Object.entries(defaults).map(([name, fallback]) => floatAttr(call, name) ?? fallback);
    return isFloat(dtype) && typeof x === 'number' ? fit(dtype, f(x, ...attributes)) : undefined;
  };
}

function onFloat(dtype: DType, x: Scalar, f: (x: FloatScalar) => FloatScalar | undefined): Scalar | undefined {
  const value = asFloat(x);
  return value === undefined ? undefined : fit(dtype, f(value));
}

export const absContent = (dtype: DType, x: Scalar): Scalar | undefined => {
  if (isFloat(dtype)) return onFloat(dtype, x, absFloat);
  if (!isInteger(dtype) || !isDim(x)) return undefined;
  return isNonNegative(x) ? x : isNonNegative(neg(x)) ? fit(dtype, neg(x)) : undefined;
};

export const negContent: UnaryContent = (dtype, x) => {
  if (isFloat(dtype)) return onFloat(dtype, x, negFloat);
  return isInteger(dtype) && isDim(x) ? fit(dtype, neg(x)) : undefined;
};

export const signContent: UnaryContent = (dtype, x) => {
  if (Number.isNaN(x)) return Number.NaN;
  const value = isFloat(dtype) ? asFloat(x) : undefined;
  const result = isFloat(dtype) ? value !== undefined && signFloat(value) : isDim(x) && sign(x);
  return typeof result === 'number' ? result : undefined;
};

/** Floor and its like leave integers as they are. */
function rounding(f: (x: FloatScalar) => FloatScalar | undefined): UnaryContent {
  return (dtype, x) => (isFloat(dtype) ? onFloat(dtype, x, f) : undefined);
}

export const floorContent = rounding(floorFloat);
export const ceilContent = rounding(ceilFloat);
export const roundContent = rounding(roundFloatEven);

export const notContent: UnaryContent = (_, x) =>
  typeof x === 'number' ? Number(x === 0) : isDim(x) ? not(x) : undefined;

export const bitNotContent: UnaryContent = (dtype, x) => {
  const value = isInteger(dtype) && isDim(x) ? constantOf(x) : undefined;
  if (value === undefined) return undefined;
  return fromBigInt(dtype.startsWith('i') ? ~value : BigInt.asUintN(bitsOf(dtype) ?? 64, ~value));
};

/** IsInf with its attributes `detect_negative` and `detect_positive`, given as truth of each. */
export function isInfContent(x: Scalar, negative: boolean, positive: boolean): number | undefined {
  if (typeof x !== 'number') return 0;
  return Number((x === Number.POSITIVE_INFINITY && positive) || (x === Number.NEGATIVE_INFINITY && negative));
}

export const isNaNContent: UnaryContent = (_, x) => Number(Number.isNaN(x));

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));

/** Functions of one number by the formulas of the ONNX specification. */
export const functions = {
  affine: (x: number, alpha = 1, beta = 0): number => alpha * x + beta,
  sigmoid,
  softplus,
  mish: (x: number): number => x * Math.tanh(softplus(x)),
  softsign: (x: number): number => x / (1 + Math.abs(x)),
  reciprocal: (x: number): number => 1 / x,
  hardSwish: (x: number): number => x * Math.max(0, Math.min(1, x / 6 + 0.5)),
  hardSigmoid: (x: number, alpha = 0.2, beta = 0.5): number => Math.max(0, Math.min(1, alpha * x + beta)),
  swish: (x: number, alpha = 1): number => x * sigmoid(alpha * x),
  elu: (x: number, alpha = 1): number => (x < 0 ? alpha * (Math.exp(x) - 1) : x),
  celu: (x: number, alpha = 1): number => Math.max(0, x) + Math.min(0, alpha * (Math.exp(x / alpha) - 1)),
  selu: (x: number, alpha = 1, gamma = 1): number => gamma * (x <= 0 ? alpha * Math.exp(x) - alpha : x),
  leakyRelu: (x: number, alpha = 0.01): number => (x < 0 ? alpha * x : x),
  thresholdedRelu: (x: number, alpha = 1): number => (x > alpha ? x : 0),
  shrink: (x: number, bias = 0, lambd = 0.5): number => (x < -lambd ? x + bias : x > lambd ? x - bias : 0),
} as const;

/** Gelu, where `approximate` is "tanh"; the exact one needs erf, which isn't followed. */
export const geluContent: UnaryContent = (dtype, x, call) => {
  if (stringAttr(call, 'approximate') !== 'tanh') return undefined;
  return numeric((v) => 0.5 * v * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (v + 0.044715 * v ** 3))))(dtype, x, call);
};
