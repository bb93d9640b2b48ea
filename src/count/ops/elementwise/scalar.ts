import type { Dim, Sign } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Scalar } from '#graph/value.ts';
import type { FloatScalar } from './scalar-float.ts';
import { add, constantOf, equal, fromBigInt, isAtLeast, max, min, mod, mul, sign, sub, truncDiv } from '#graph/dim.ts';
import { bitsOf, isFloat, isInteger } from '#graph/dtype.ts';
import { isSize } from '#count/ops/call.ts';
import { fit, integerRange } from '#count/ops/shared/rounding.ts';
import {
  addFloat,
  asFloat,
  compareFloat,
  divFloat,
  floorFloat,
  inOrderOf,
  mulFloat,
  subFloat,
} from './scalar-float.ts';
import { choose, isAbove, isUnequal, not } from '#count/ops/control/truth.ts';

/** One element from elements of a tensor of this type; undefined if unknown. Operands may be unknown too. */
export type ScalarRule = (dtype: DType, ...operands: readonly (Scalar | undefined)[]) => Scalar | undefined;

type OnDims = (a: Dim, b: Dim, dtype: DType) => Dim | undefined;
type OnFloats = (a: FloatScalar, b: FloatScalar) => FloatScalar | undefined;

/** True of the types whose elements are sizes: integers and bools. */
const holdsDims = (dtype: DType): boolean => isInteger(dtype) || dtype === 'bool';

/** Arithmetic of two known elements, by the kind of their type, rounded or wrapped around as it stores them. */
function arithmetic(onDims: OnDims, onFloats: OnFloats): ScalarRule {
  return (dtype, a, b) => {
    if (a === undefined || b === undefined) return undefined;
    if (holdsDims(dtype)) return isSize(a) && isSize(b) ? fit(dtype, onDims(a, b, dtype)) : undefined;
    if (!isFloat(dtype)) return undefined;
    const [x, y] = [asFloat(a), asFloat(b)];
    return x === undefined || y === undefined ? undefined : fit(dtype, onFloats(x, y));
  };
}

export const addScalars = arithmetic(add, addFloat);
export const subScalars = arithmetic(sub, subFloat);
export const mulScalars = arithmetic(mul, mulFloat);
/** Integers truncate; division by 0 has no value. */
export const divScalars = arithmetic((a, b) => (b === 0 ? undefined : truncDiv(a, b)), divFloat);
/** Result with the sign of the divisor (Python's %). */
export const floorModScalars = arithmetic((a, b) => (b === 0 ? undefined : mod(a, b)), floorModFloat);
/** Result with the sign of the dividend (C's fmod). */
export const truncModScalars = arithmetic(
  (a, b) => (b === 0 ? undefined : sub(a, mul(b, truncDiv(a, b)))),
  truncModFloat,
);
export const minScalars = arithmetic(min, (a, b) => extremeFloat(a, b, -1));
export const maxScalars = arithmetic(max, (a, b) => extremeFloat(a, b, 1));

function floorModFloat(a: FloatScalar, b: FloatScalar): FloatScalar | undefined {
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
  }
  const quotient = divFloat(a, b);
  const whole = quotient === undefined ? undefined : mulFloat(floorFloat(quotient), b);
  return whole === undefined ? undefined : subFloat(a, whole);
}

function truncModFloat(a: FloatScalar, b: FloatScalar): FloatScalar | undefined {
  return typeof a === 'number' && typeof b === 'number' ? a % b : undefined;
}

/** The larger (`which` 1) or smaller (−1); NaN wins, as in numpy. */
function extremeFloat(a: FloatScalar, b: FloatScalar, which: 1 | -1): FloatScalar | undefined {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  const order = compareFloat(a, b);
  if (order === undefined) return undefined;
  const least = order === 1 || order === 0 || order === 'nonneg' ? 1 : -1;
  return least === which ? a : b;
}

/** Provable sign of a − b for numbers of one type; undefined if it isn't decided. */
function compareScalars(dtype: DType, a: Scalar, b: Scalar): Sign | undefined {
  if (typeof a === 'string' || typeof b === 'string') {
    return typeof a !== 'string' || typeof b !== 'string' ? undefined : a === b ? 0 : a < b ? -1 : 1;
  }
  if (holdsDims(dtype)) return isSize(a) && isSize(b) ? sign(sub(a, b)) : undefined;
  if (!isFloat(dtype)) return undefined;
  const [x, y] = [asFloat(a), asFloat(b)];
  return x === undefined || y === undefined ? undefined : compareFloat(x, y);
}

/**
 * A comparison by the sign of a − b: `test` gives its truth for each sign that can occur, `open` that of sizes for which symbols
 * leave it open.
 */
function comparison(test: (order: number) => boolean, open: (a: Dim, b: Dim) => Dim): ScalarRule {
  return (dtype, a, b) => {
    if (a === undefined || b === undefined) return undefined;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && holdsDims(dtype))
      return test(a === b ? 0 : a < b ? -1 : 1) ? 1 : 0;
    if (Number.isNaN(a) || Number.isNaN(b)) return 0;
    const order = compareScalars(dtype, a, b);
    if (typeof order === 'number') return test(order) ? 1 : 0;
    if (order !== undefined) {
      const possible = order === 'nonneg' ? [0, 1] : [-1, 0];
      const answers = possible.map(test);
      if (answers[0] === answers[1]) return answers[0] === true ? 1 : 0;
    }
    const sizes = sizesOf(dtype, a, b);
    return sizes === undefined ? undefined : open(...sizes);
  };
}

/**
 * Two elements as integers in their order; undefined if known only at run time. Of floats only those that hold every common size:
 * f16 makes neighbours above 2048 equal.
 */
export function sizesOf(dtype: DType, a: Scalar | undefined, b: Scalar | undefined): readonly [Dim, Dim] | undefined {
  if (holdsDims(dtype)) return isSize(a) && isSize(b) ? [a, b] : undefined;
  if ((dtype !== 'f32' && dtype !== 'f64') || a === undefined || b === undefined) return undefined;
  const [x, y] = [asFloat(a), asFloat(b)];
  return x === undefined || y === undefined ? undefined : inOrderOf(x, y);
}

export const lessScalars = comparison(
  (order) => order < 0,
  (a, b) => isAbove(b, a),
);
export const greaterScalars = comparison((order) => order > 0, isAbove);
export const atMostScalars = comparison(
  (order) => order <= 0,
  (a, b) => not(isAbove(a, b)),
);
export const atLeastScalars = comparison(
  (order) => order >= 0,
  (a, b) => not(isAbove(b, a)),
);

const equalComparison = comparison(
  (order) => order === 0,
  (a, b) => not(isUnequal(a, b)),
);

/** Equality of any two elements, strings too; sizes are unequal if one provably exceeds the other. */
export const equalScalars: ScalarRule = (dtype, a, b) => {
  if (a !== undefined && b !== undefined && isSize(a) && isSize(b) && holdsDims(dtype)) {
    if (equal(a, b)) return 1;
    if (isAtLeast(a, b) === false || isAtLeast(b, a) === false) return 0;
  }
  return equalComparison(dtype, a, b);
};

/** Logic on truths that are sizes of 0 or 1, with one known operand if it decides. */
function logic(f: (a: Dim, b: Dim) => Dim, decided?: 0 | 1): ScalarRule {
  return (_, a, b) => {
    if (decided !== undefined && (a === decided || b === decided)) return decided;
    return isSize(a) && isSize(b) ? f(a, b) : undefined;
  };
}

export const andScalars = logic((a, b) => (equal(a, b) ? a : mul(a, b)), 0);
export const orScalars = logic((a, b) => choose(a, 1, b), 1);
export const xorScalars = logic((a, b) => choose(a, not(b), b));

/** Bitwise logic on integers that are known. */
function bitwise(f: (a: bigint, b: bigint) => bigint): ScalarRule {
  return (dtype, a, b) => {
    if (!isInteger(dtype)) return undefined;
    const [x, y] = [isSize(a) ? constantOf(a) : undefined, isSize(b) ? constantOf(b) : undefined];
    return x === undefined || y === undefined ? undefined : fit(dtype, fromBigInt(f(x, y)));
  };
}

export const bitAndScalars = bitwise((a, b) => a & b);
export const bitOrScalars = bitwise((a, b) => a | b);
export const bitXorScalars = bitwise((a, b) => a ^ b);

/** a·2^b or ⌊a/2^b⌋ by a known number of bits below the width. */
export function shiftScalars(left: boolean): ScalarRule {
  return (dtype, a, b) => {
    if (!isInteger(dtype) || !isSize(a) || typeof b !== 'number' || b < 0 || b >= (bitsOf(dtype) ?? 64))
      return undefined;
    const power = fromBigInt(1n << BigInt(b));
    return fit(dtype, left ? mul(a, power) : truncDiv(sub(a, mod(a, power)), power));
  };
}

/** a^b in the type of a; b of another type. Integers exactly (wrapped around), floats by the platform's pow. */
export function powScalars(
  dtype: DType,
  exponentType: DType,
  a: Scalar | undefined,
  b: Scalar | undefined,
): Scalar | undefined {
  if (a === undefined || typeof b !== 'number') return undefined;
  if (isFloat(dtype)) {
    const base = asFloat(a);
    if (typeof base === 'number') return fit(dtype, base ** b);
    return base === undefined || b < 0 || b > 8 || !Number.isInteger(b) ? undefined : fit(dtype, repeated(base, b));
  }
  if (!isInteger(dtype) || !isSize(a)) return undefined;
  if (Number.isInteger(b)) return b < 0 ? undefined : fit(dtype, integerPower(a, b));
  return isFloat(exponentType) && typeof a === 'number' ? truncated(dtype, a ** b) : undefined;
}

function repeated(base: FloatScalar, times: number): FloatScalar | undefined {
  let result: FloatScalar | undefined = 1;
  for (let i = 0; i < times && result !== undefined; i++) result = mulFloat(result, base);
  return result;
}

function integerPower(base: Dim, exponent: number): Dim | undefined {
  if (typeof base === 'number' && (exponent <= 64 || Math.abs(base) <= 1)) {
    const result = base ** exponent;
    return Number.isSafeInteger(result) ? result : fromBigInt(BigInt(base) ** BigInt(exponent));
  }
  if (exponent > 8) return undefined;
  let result: Dim = 1;
  for (let i = 0; i < exponent; i++) result = mul(result, base);
  return result;
}

/** A total over so many operands: their mean. Integers truncate. */
export function divByCount(dtype: DType, total: Scalar, count: number): Scalar | undefined {
  return divScalars(dtype, total, count);
}

/** A float as an integer type holds it, rounded toward zero; undefined outside its range, where the result is not defined. */
export function truncated(dtype: DType, x: number): Dim | undefined {
  const whole = Math.trunc(x);
  if (!Number.isFinite(whole)) return undefined;
  const { low, high } = integerRange(dtype);
  const big = BigInt(whole);
  return big >= low && big <= high ? fromBigInt(big) : undefined;
}
