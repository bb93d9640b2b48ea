import { floorBig, isNonNegative, rangeOf, sign } from './bounds.ts';
import { createCache } from './cache.ts';
import { commonMonomial, divideMonomials, fromAtom, fromTerms, keyOfDim, one, quotientAtom, termsOf } from './poly.ts';
import type { Dim, Monomial, Term } from './poly.ts';
import { add, constantOf, fromBigInt, isConstant, mul, neg, sub } from './ring.ts';
import { Fault } from '#graph/fault.ts';

const quotients = createCache<Dim>(2_000_000);

/** Terms of a quotient up to which polynomial division is followed. */
const maxQuotient = 512;

/**
 * ⌊a/b⌋. A symbolic b is assumed to be other than 0 (division by 0 has no value), so that floorDiv(a·b, b) is a. A Fault
 * `shape` where b is the constant 0.
 */
export function floorDiv(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) {
    const rest = a % b;
    const quotient = (a - rest) / b;
    return (rest !== 0 && rest < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
  }
  if (b === 0)
    throw new Fault(
      'shape',
      `division of the size ${keyOfDim(a)} by zero`,
      'check the sizes that the model divides by',
    );
  if (a === 0) return 0;
  const key = `${keyOfDim(a)}|${keyOfDim(b)}`;
  const known = quotients.get(key);
  if (known !== undefined) return known;
  const quotient = divide(a, b);
  quotients.set(key, quotient);
  return quotient;
}

/** ⌈a/b⌉ for b > 0, as ⌊(a + b − 1)/b⌋. */
export function ceilDiv(a: Dim, b: Dim): Dim {
  const divisor = constantOf(b);
  if (divisor !== undefined && divisor < 0n) return neg(floorDiv(a, neg(b)));
  return floorDiv(sub(add(a, b), 1), b);
}

/** a − b·⌊a/b⌋: the remainder that has the sign of b. */
export function mod(a: Dim, b: Dim): Dim {
  return sub(a, mul(b, floorDiv(a, b)));
}

/** a/b rounded toward zero, as ONNX divides integers. */
export function truncDiv(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number' && b !== 0) return (a - (a % b)) / b + 0;
  const [up, down] = [sign(a), sign(b)];
  if (b === 0 || (isPositive(up) && isPositive(down)) || (isNegative(up) && isNegative(down))) return floorDiv(a, b);
  if (isNegative(up) && isPositive(down)) return neg(floorDiv(neg(a), b));
  if (isPositive(up) && isNegative(down)) return neg(floorDiv(a, neg(b)));
  return divideExactly(a, b) ?? fromAtom(quotientAtom('trunc', a, b));
}

function isPositive(s: ReturnType<typeof sign>): boolean {
  return s === 1 || s === 0 || s === 'nonneg';
}

function isNegative(s: ReturnType<typeof sign>): boolean {
  return s === -1 || s === 0 || s === 'nonpos';
}

/** a/b where b divides a as polynomials over the integers, else undefined. */
export function divideExactly(a: Dim, b: Dim): Dim | undefined {
  const leading = termsOf(b)[0];
  if (leading === undefined) return undefined;
  const quotient: Term[] = [];
  let rest = a;
  while (rest !== 0) {
    const top = termsOf(rest)[0];
    const monomial = top === undefined ? undefined : divideMonomials(top.monomial, leading.monomial);
    if (
      top === undefined ||
      monomial === undefined ||
      top.coefficient % leading.coefficient !== 0n ||
      quotient.length > maxQuotient
    )
      return undefined;
    const term = { coefficient: top.coefficient / leading.coefficient, monomial };
    quotient.push(term);
    rest = sub(rest, mul(fromTerms([term]), b));
  }
  return fromTerms(quotient);
}

function divide(a: Dim, b: Dim): Dim {
  const leading = termsOf(b)[0];
  if (leading !== undefined && leading.coefficient < 0n) return floorDiv(neg(a), neg(b));
  const exact = divideExactly(a, b);
  if (exact !== undefined) return exact;
  if (leading === undefined || termsOf(b).length > 1) return divideRest(a, b);
  const { whole, rest } = takeWhole(termsOf(a), leading);
  const negative = (rest[0]?.coefficient ?? 0n) < 0n && isNonNegative(b);
  const small = fromTerms(rest);
  return add(fromTerms(whole), negative ? neg(ceilDiv(neg(small), b)) : divideRest(small, b));
}

/**
 * a = b·whole + rest for a b of one term with a positive coefficient c. Where b could divide a term of the rest but for its
 * coefficient, that is in (-c, c), of the sign that it had in a; in [0, c) for the term that is a number over b.
 */
function takeWhole(terms: readonly Term[], b: Term): { whole: Term[]; rest: Term[] } {
  const [whole, rest]: [Term[], Term[]] = [[], []];
  for (const { coefficient, monomial } of terms) {
    const quotient = divideMonomials(monomial, b.monomial);
    const times =
      quotient === undefined
        ? 0n
        : quotient.degree === 0
          ? floorBig(coefficient, b.coefficient)
          : coefficient / b.coefficient;
    if (quotient !== undefined && times !== 0n) whole.push({ coefficient: times, monomial: quotient });
    if (coefficient !== times * b.coefficient)
      rest.push({ coefficient: coefficient - times * b.coefficient, monomial });
  }
  return { whole, rest };
}

/** ⌊a/b⌋ when no whole multiple is left to take out. */
function divideRest(a: Dim, b: Dim): Dim {
  if (a === 0) return 0;
  const common = commonFactor(a, b);
  if (common !== undefined) return floorDiv(common.a, common.b);
  const known = constantQuotient(a, b);
  if (known !== undefined) return fromBigInt(known);
  return flattened(a, b) ?? fromAtom(quotientAtom('floor', a, b));
}

/** a and b without what divides both: an integer, a monomial, or the primitive part of b. */
function commonFactor(a: Dim, b: Dim): { a: Dim; b: Dim } | undefined {
  const [up, down] = [contentOf(a), contentOf(b)];
  const shared = fromTerms([
    { coefficient: gcd(up.coefficient, down.coefficient), monomial: commonMonomial(up.monomial, down.monomial) },
  ]);
  if (shared !== 1) return reduced(a, b, shared);
  if (isConstant(b)) return withoutConstant(a, b);
  const primitive = divideExactly(b, fromTerms([down]));
  return primitive === undefined || isConstant(primitive) ? undefined : reduced(a, b, primitive);
}

function reduced(a: Dim, b: Dim, factor: Dim): { a: Dim; b: Dim } | undefined {
  const [up, down] = [divideExactly(a, factor), divideExactly(b, factor)];
  return up === undefined || down === undefined ? undefined : { a: up, b: down };
}

/** ⌊(g·r + c)/(g·d)⌋ = ⌊(r + ⌊c/g⌋)/d⌋ for constants g, c and d. */
function withoutConstant(a: Dim, b: Dim): { a: Dim; b: Dim } | undefined {
  const terms = termsOf(a);
  const last = terms.at(-1);
  const divisor = constantOf(b);
  if (last === undefined || divisor === undefined || last.monomial.degree > 0 || terms.length < 2) return undefined;
  const rest = terms.slice(0, -1);
  const factor = rest.reduce((g, { coefficient }) => gcd(g, coefficient), divisor);
  if (factor === 1n) return undefined;
  const small = rest.map(({ coefficient, monomial }) => ({ coefficient: coefficient / factor, monomial }));
  return { a: add(fromTerms(small), fromBigInt(floorBig(last.coefficient, factor))), b: fromBigInt(divisor / factor) };
}

/** The quotient where the bounds of a and b leave a single one. */
function constantQuotient(a: Dim, b: Dim): bigint | undefined {
  const { low, high } = rangeOf(a);
  const divisor = constantOf(b);
  if (divisor !== undefined) {
    if (low === undefined || high === undefined) return undefined;
    const quotient = floorBig(low, divisor);
    return quotient === floorBig(high, divisor) ? quotient : undefined;
  }
  return low !== undefined && low >= 0n && isNonNegative(sub(sub(b, a), 1)) ? 0n : undefined;
}

/**
 * ⌊(⌊n/d⌋ + r)/b⌋ = ⌊(n + d·r)/(d·b)⌋ for b > 0, and ⌊(r − ⌊n/d⌋)/b⌋ = ⌊(d·r − n + d − 1)/(d·b)⌋ for b, d > 0 if
 * exactly one floor stands alone in the numerator.
 */
function flattened(a: Dim, b: Dim): Dim | undefined {
  if (!isNonNegative(b)) return undefined;
  const floors = termsOf(a).filter(isFloor);
  const term = floors[0];
  const atom = term?.monomial.factors[0]?.atom;
  if (term === undefined || floors.length > 1 || atom?.kind !== 'floor') return undefined;
  if (term.coefficient < 0n && !isNonNegative(atom.denominator)) return undefined;
  const rest = mul(atom.denominator, fromTerms(termsOf(a).filter((other) => other !== term)));
  const inner = term.coefficient > 0n ? atom.numerator : sub(sub(atom.denominator, 1), atom.numerator);
  return floorDiv(add(inner, rest), mul(atom.denominator, b));
}

function isFloor({ coefficient, monomial }: Term): boolean {
  return (
    (coefficient === 1n || coefficient === -1n) && monomial.degree === 1 && monomial.factors[0]?.atom.kind === 'floor'
  );
}

/** The greatest integer and the greatest monomial that divide every term. */
function contentOf(d: Dim): Term {
  const terms = termsOf(d);
  let coefficient = 0n;
  let monomial: Monomial | undefined;
  for (const term of terms) {
    coefficient = gcd(coefficient, term.coefficient);
    monomial = monomial === undefined ? term.monomial : commonMonomial(monomial, term.monomial);
  }
  return { coefficient, monomial: monomial ?? one };
}

function gcd(a: bigint, b: bigint): bigint {
  let [left, right] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left;
}
