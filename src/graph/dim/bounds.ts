import { divideMonomials, fromAtom, fromTerms, termsOf } from './poly.ts';
import type { Atom, Dim, Monomial, Poly, Term } from './poly.ts';
import { add, constantOf, mul, neg, sub, sum } from './ring.ts';

/** Provable bounds for all values ≥ 0 of the symbols; undefined is no bound. Where a divisor is 0 there is no value to bound. */
export interface Range {
  readonly low: bigint | undefined;
  readonly high: bigint | undefined;
}

interface Bound {
  readonly at: bigint | undefined;
}

export type Sign = -1 | 0 | 1 | 'nonneg' | 'nonpos';

const lows = new WeakMap<Poly, Bound>();
const highs = new WeakMap<Poly, Bound>();
const atomRanges = new WeakMap<Atom, Range>();
const natural: Range = { low: 0n, high: undefined };
const anything: Range = { low: undefined, high: undefined };

/** Relaxations tried for one bound, and the terms up to which they are tried. */
const maxSteps = 24;
const maxTerms = 24;
/** Atoms within atoms through which one bound is followed. */
const maxNesting = 64;
let nesting = 0;

/** The tightest lower bound that a bounded search proves; undefined is none. */
function lowOf(d: Dim): bigint | undefined {
  if (typeof d === 'number') return BigInt(d);
  const known = lows.get(d);
  if (known !== undefined) return known.at;
  const low = lowest(d, { left: maxSteps });
  lows.set(d, { at: low });
  return low;
}

/** The tightest upper bound that a bounded search proves; undefined is none. */
function highOf(d: Dim): bigint | undefined {
  if (typeof d === 'number') return BigInt(d);
  const known = highs.get(d);
  if (known !== undefined) return known.at;
  const low = lowOf(neg(d));
  const high = low === undefined ? undefined : -low;
  highs.set(d, { at: high });
  return high;
}

export function rangeOf(d: Dim): Range {
  return { low: lowOf(d), high: highOf(d) };
}

/** The provable sign with every symbol ≥ 0. */
export function sign(d: Dim): Sign | undefined {
  if (typeof d === 'number') return d > 0 ? 1 : d < 0 ? -1 : 0;
  const low = lowOf(d);
  if (low !== undefined && low > 0n) return 1;
  const high = highOf(d);
  if (low !== undefined && low === 0n) return high === 0n ? 0 : 'nonneg';
  if (high === undefined || high > 0n) return undefined;
  return high < 0n ? -1 : 'nonpos';
}

/** Provably ≥ 0 for all values of the symbols. */
export function isNonNegative(d: Dim): boolean {
  if (typeof d === 'number') return d >= 0;
  const low = lowOf(d);
  return low !== undefined && low >= 0n;
}

/** True: a ≥ b for all values ≥ 0 of the symbols. False: a < b for all of them. Undefined: not proved either way. */
export function isAtLeast(a: Dim, b: Dim): boolean | undefined {
  if (isNeverBelow(a, b)) return true;
  const high = highOf(sub(a, b));
  return high !== undefined && high < 0n ? false : undefined;
}

/** True if a ≥ b for all values ≥ 0 of the symbols is proved: `isAtLeast` without looking for the contrary. */
export function isNeverBelow(a: Dim, b: Dim): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a >= b;
  return isTermwiseAtLeast(termsOf(a), termsOf(b)) || isNonNegative(sub(a, b));
}

/** Terms up to which they are compared one by one. */
const maxCompared = 32;

/** True if every coefficient of a is ≥ that of b and no monomial is ever negative: seen without making a − b. */
function isTermwiseAtLeast(a: readonly Term[], b: readonly Term[]): boolean {
  if (a.length > maxCompared || b.length > maxCompared) return false;
  for (const { monomial, coefficient } of a)
    if (coefficient < coefficientOf(b, monomial) || !isNeverNegative(monomial)) return false;
  for (const { monomial, coefficient } of b)
    if (coefficient > coefficientOf(a, monomial) || !isNeverNegative(monomial)) return false;
  return true;
}

function coefficientOf(terms: readonly Term[], { key }: Monomial): bigint {
  for (let i = 0; i < terms.length; i++) {
    const { monomial, coefficient } = terms[i] as Term;
    if (monomial.key === key) return coefficient;
  }
  return 0n;
}

function isNeverNegative(monomial: Monomial): boolean {
  if (monomial.factors.every(({ atom }) => atom.kind === 'symbol')) return true;
  const { low } = monomialRange(monomial);
  return low !== undefined && low >= 0n;
}

function lowest(d: Dim, steps: { left: number }): bigint | undefined {
  const plain = intervalLow(d);
  if (typeof d === 'number' || d.terms.length > maxTerms || steps.left <= 0) return plain;
  if (!d.terms.some((term) => term.monomial.degree > 0 && term.coefficient < 0n)) return plain;
  steps.left -= 1;
  const split = pick(d);
  return split === undefined ? plain : greater(plain, relaxed(split, steps));
}

function intervalLow(d: Dim): bigint | undefined {
  let total = 0n;
  for (const { coefficient, monomial } of termsOf(d)) {
    const { low, high } = monomialRange(monomial);
    const bound = coefficient > 0n ? low : high;
    if (bound === undefined) return undefined;
    total += coefficient * bound;
  }
  return total;
}

function monomialRange(monomial: Monomial): Range {
  let range: Range = { low: 1n, high: 1n };
  for (const { atom, power } of monomial.factors) {
    const factor = rangeOfAtom(atom);
    for (let n = 0; n < power; n += 1) range = multiplyRanges(range, factor);
  }
  return range;
}

function multiplyRanges(a: Range, b: Range): Range {
  if (a.low !== undefined && b.low !== undefined && a.low >= 0n && b.low >= 0n) {
    if (a.high === 0n || b.high === 0n) return { low: 0n, high: 0n };
    return { low: a.low * b.low, high: a.high === undefined || b.high === undefined ? undefined : a.high * b.high };
  }
  if (a.low === undefined || a.high === undefined || b.low === undefined || b.high === undefined) return anything;
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: least(corners), high: most(corners) };
}

function rangeOfAtom(atom: Atom): Range {
  const known = atomRanges.get(atom);
  if (known !== undefined) return known;
  // Below this nesting no bound is looked for: the search costs a dozen calls a level, and stacks are small.
  if (nesting >= maxNesting) return anything;
  nesting += 1;
  try {
    const range = findRange(atom);
    atomRanges.set(atom, range);
    return range;
  } finally {
    nesting -= 1;
  }
}

function findRange(atom: Atom): Range {
  switch (atom.kind) {
    case 'symbol':
      return natural;
    case 'group':
      return rangeOf(atom.body);
    case 'floor':
    case 'trunc':
      return quotientRange(
        rangeOf(atom.numerator),
        rangeOf(atom.denominator),
        atom.kind === 'floor' ? floorBig : (a, b) => a / b,
      );
    case 'max': {
      const args = atom.args.map(rangeOf);
      return {
        low: most(args.flatMap(({ low }) => low ?? [])),
        high: boundOfAll(
          args.map(({ high }) => high),
          most,
        ),
      };
    }
    case 'min': {
      const args = atom.args.map(rangeOf);
      return {
        low: boundOfAll(
          args.map(({ low }) => low),
          least,
        ),
        high: least(args.flatMap(({ high }) => high ?? [])),
      };
    }
  }
}

/** Bounds of n/d rounded by a monotone rule, for d ≥ 0 (0 has no value, so d ≥ 1); none where d may be negative. */
function quotientRange(n: Range, d: Range, divide: (a: bigint, b: bigint) => bigint): Range {
  if (d.low === undefined || d.low < 0n) return anything;
  const small = d.low > 1n ? d.low : 1n;
  if (d.high !== undefined && d.high < small) return anything;
  const at = (bound: bigint, far: boolean): bigint => {
    if (!far) return divide(bound, small);
    return d.high === undefined ? (bound < 0n ? divide(-1n, 1n << 62n) : 0n) : divide(bound, d.high);
  };
  return {
    low: n.low === undefined ? undefined : at(n.low, n.low >= 0n),
    high: n.high === undefined ? undefined : at(n.high, n.high < 0n),
  };
}

/** One atom split out of a polynomial: cofactor·atom + rest, the atom in neither. */
interface Split {
  readonly atom: Atom;
  readonly cofactor: Dim;
  readonly rest: Dim;
}

/** A floor, max or min to relax: those that are subtracted first, since they have no lower bound of their own. */
function pick(poly: Poly): Split | undefined {
  const seen = new Set<string>();
  const ordered = poly.terms.toSorted((a, b) => Number(a.coefficient > 0n) - Number(b.coefficient > 0n));
  for (const { monomial } of ordered) {
    for (const { atom } of monomial.factors) {
      if (atom.kind === 'symbol' || atom.kind === 'group' || atom.kind === 'trunc' || seen.has(atom.key)) continue;
      seen.add(atom.key);
      const split = splitOut(poly, atom);
      if (split !== undefined && canRelax(split)) return split;
    }
  }
  return undefined;
}

function canRelax({ atom, cofactor }: Split): boolean {
  if (atom.kind !== 'floor') return true;
  const divisor = constantOf(atom.denominator);
  return (
    divisor !== undefined &&
    divisor > 0n &&
    (intervalLow(cofactor) ?? -1n) >= 0n !== (intervalLow(neg(cofactor)) ?? -1n) >= 0n
  );
}

function splitOut(poly: Poly, atom: Atom): Split | undefined {
  const [inside, outside]: [Term[], Term[]] = [[], []];
  for (const term of poly.terms) {
    const factor = term.monomial.factors.find((candidate) => candidate.atom.key === atom.key);
    if (factor === undefined) outside.push(term);
    else if (factor.power > 1) return undefined;
    else inside.push(term);
  }
  return { atom, cofactor: dropAtom(inside, atom), rest: fromTerms(outside) };
}

/** The terms, each of which holds the atom once, without it. */
function dropAtom(terms: readonly Term[], atom: Atom): Dim {
  const [factor] = termsOf(fromAtom(atom));
  const parts = terms.flatMap(({ coefficient, monomial }) => {
    const rest = factor === undefined ? undefined : divideMonomials(monomial, factor.monomial);
    return rest === undefined ? [] : [fromTerms([{ coefficient, monomial: rest }])];
  });
  return sum(parts);
}

function relaxed({ atom, cofactor, rest }: Split, steps: { left: number }): bigint | undefined {
  if (atom.kind === 'floor') {
    const { numerator, denominator } = atom;
    const negative = (intervalLow(neg(cofactor)) ?? -1n) >= 0n;
    const bound = negative ? numerator : add(sub(numerator, denominator), 1);
    const low = lowest(add(mul(cofactor, bound), mul(denominator, rest)), steps);
    const divisor = constantOf(denominator);
    return low === undefined || divisor === undefined ? undefined : -floorBig(-low, divisor);
  }
  if (atom.kind !== 'max' && atom.kind !== 'min') return undefined;
  const cases = atom.args.map((arg) => lowest(add(mul(cofactor, arg), rest), steps));
  const raises = (intervalLow(atom.kind === 'max' ? cofactor : neg(cofactor)) ?? -1n) >= 0n;
  return raises ? most(cases.flatMap((low) => low ?? [])) : boundOfAll(cases, least);
}

function boundOfAll(
  bounds: readonly (bigint | undefined)[],
  choose: (list: readonly bigint[]) => bigint | undefined,
): bigint | undefined {
  const finite = bounds.flatMap((bound) => bound ?? []);
  return finite.length === bounds.length ? choose(finite) : undefined;
}

function greater(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  return a === undefined || (b !== undefined && b > a) ? b : a;
}

function least(list: readonly bigint[]): bigint | undefined {
  return list.reduce<bigint | undefined>((low, n) => (low === undefined || n < low ? n : low), undefined);
}

function most(list: readonly bigint[]): bigint | undefined {
  return list.reduce<bigint | undefined>((high, n) => (high === undefined || n > high ? n : high), undefined);
}

/** ⌊a/b⌋ for b ≠ 0. */
export function floorBig(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}
