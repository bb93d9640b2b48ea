import type { Dim, Sign } from '#graph/dim.ts';
import type { Scalar, SymbolicFloat } from '#graph/value.ts';
import { add, ceilDiv, floorDiv, isNonNegative, mul, sign, sub } from '#graph/dim.ts';
import { isSymbolicFloat, ratio, roundHalfEven } from '#count/ops/shared/rounding.ts';

/** A float element: a number, or a ratio with symbols. Results are exact; the caller rounds them to their type (`fit`). */
export type FloatScalar = number | SymbolicFloat;

/** The element as a float, a big integer constant too; undefined for a string. */
export function asFloat(scalar: Scalar): FloatScalar | undefined {
  if (typeof scalar === 'number' || isSymbolicFloat(scalar)) return scalar;
  return typeof scalar === 'string' ? undefined : ratio(scalar, 1);
}

interface Fraction {
  readonly numerator: Dim;
  readonly denominator: number;
}

/** Largest odd factor of a constant that symbolic sizes are multiplied by: beyond it the product would be rounded at common sizes. */
const maxFactor = 4096;

/**
 * The constant as a fraction with a power of two below, where arithmetic of sizes with it stays exact in its float type (sizes up
 * to 2^12 in f32): `0.5`, `1.5`, `640`, not `1.3`.
 */
function fractionOf(x: FloatScalar): Fraction | undefined {
  if (typeof x !== 'number') return x;
  let [numerator, denominator] = [x, 1];
  while (!Number.isInteger(numerator) && denominator < 2 ** 20)
    [numerator, denominator] = [numerator * 2, denominator * 2];
  if (!Number.isSafeInteger(numerator)) return undefined;
  let odd = Math.abs(numerator);
  while (odd > maxFactor && odd % 2 === 0) odd /= 2;
  return odd <= maxFactor ? { numerator, denominator } : undefined;
}

type Combine = (a: Fraction, b: Fraction) => FloatScalar | undefined;

function symbolic(a: FloatScalar, b: FloatScalar, combine: Combine): FloatScalar | undefined {
  const [left, right] = [fractionOf(a), fractionOf(b)];
  if (left === undefined || right === undefined) return undefined;
  return Number.isSafeInteger(left.denominator * right.denominator) ? combine(left, right) : undefined;
}

export function addFloat(a: FloatScalar, b: FloatScalar): FloatScalar | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return symbolic(a, b, (x, y) =>
    ratio(add(mul(x.numerator, y.denominator), mul(y.numerator, x.denominator)), x.denominator * y.denominator),
  );
}

export function subFloat(a: FloatScalar, b: FloatScalar): FloatScalar | undefined {
  const minus = negFloat(b);
  return addFloat(a, minus);
}

export function mulFloat(a: FloatScalar, b: FloatScalar): FloatScalar | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return symbolic(a, b, (x, y) => ratio(mul(x.numerator, y.numerator), x.denominator * y.denominator));
}

/** a/b; a symbolic b only if it divides a evenly and can't be 0. */
export function divFloat(a: FloatScalar, b: FloatScalar): FloatScalar | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a / b;
  return symbolic(a, b, (x, y) => {
    const [up, down] = [mul(x.numerator, y.denominator), mul(y.numerator, x.denominator)];
    if (typeof down === 'number') return down === 0 ? undefined : ratio(up, down);
    const quotient = sign(down) === 1 ? floorDiv(up, down) : undefined;
    return quotient !== undefined && sub(mul(quotient, down), up) === 0 ? ratio(quotient, 1) : undefined;
  });
}

export function negFloat(x: FloatScalar): FloatScalar {
  return typeof x === 'number' ? -x : ratio(mul(x.numerator, -1), x.denominator);
}

/** Provable sign; undefined for NaN too. */
export function signFloat(x: FloatScalar): Sign | undefined {
  if (typeof x === 'number') return Number.isNaN(x) ? undefined : sign(Math.sign(x));
  return sign(x.numerator);
}

export function absFloat(x: FloatScalar): FloatScalar | undefined {
  if (typeof x === 'number') return Math.abs(x);
  return isNonNegative(x.numerator) ? x : isNonNegative(mul(x.numerator, -1)) ? negFloat(x) : undefined;
}

export function floorFloat(x: FloatScalar): FloatScalar {
  return typeof x === 'number' ? Math.floor(x) : ratio(floorDiv(x.numerator, x.denominator), 1);
}

export function ceilFloat(x: FloatScalar): FloatScalar {
  return typeof x === 'number' ? Math.ceil(x) : ratio(ceilDiv(x.numerator, x.denominator), 1);
}

/** Halves to the even neighbour: a ratio only if it is whole anyway. */
export function roundFloatEven(x: FloatScalar): FloatScalar | undefined {
  return typeof x === 'number' ? roundHalfEven(x) : x.denominator === 1 ? x : undefined;
}

/** Provable sign of a − b, 0 if equal; undefined if it isn't decided, or one is NaN. */
export function compareFloat(a: FloatScalar, b: FloatScalar): Sign | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : a === b ? 0 : undefined;
  const difference = fractionOf(a) === undefined || fractionOf(b) === undefined ? undefined : subFloat(a, b);
  return difference === undefined ? undefined : signFloat(difference);
}

/** Two integers in the order of a and b, at whatever sizes; undefined if a constant is too fine for arithmetic with sizes. */
export function inOrderOf(a: FloatScalar, b: FloatScalar): readonly [Dim, Dim] | undefined {
  const [left, right] = [fractionOf(a), fractionOf(b)];
  if (left === undefined || right === undefined) return undefined;
  return [mul(left.numerator, right.denominator), mul(right.numerator, left.denominator)];
}
