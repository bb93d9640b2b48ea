import {
  asGroup,
  compareMonomials,
  fromAtom,
  fromTerms,
  maxProducts,
  multiplyMonomials,
  one,
  symbolAtom,
  termsOf,
} from './poly.ts';
import type { Dim, Poly, Term } from './poly.ts';

const { MAX_SAFE_INTEGER } = Number;

function isSafe(n: number): boolean {
  return n <= MAX_SAFE_INTEGER && n >= -MAX_SAFE_INTEGER;
}

/** The size that the name stands for; any integer ≥ 0. */
export function symbol(name: string): Dim {
  return fromAtom(symbolAtom(name));
}

export function fromBigInt(n: bigint): Dim {
  const small = Number(n);
  return isSafe(small) ? small : fromTerms([{ coefficient: n, monomial: one }]);
}

/** The value of a Dim without symbols, else undefined. */
export function constantOf(d: Dim): bigint | undefined {
  if (typeof d === 'number') return BigInt(d);
  const term = d.terms[0];
  return term?.monomial.degree === 0 ? term.coefficient : undefined;
}

export function isConstant(d: Dim): boolean {
  return typeof d === 'number' || d.terms[0]?.monomial.degree === 0;
}

/** Equality of canonical forms: true means equal for all values of the symbols. */
export function equal(a: Dim, b: Dim): boolean {
  return a === b || (typeof a !== 'number' && typeof b !== 'number' && a.key === b.key);
}

export function add(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a + b;
    return isSafe(result) ? result : fromBigInt(BigInt(a) + BigInt(b));
  }
  if (a === 0) return b;
  if (b === 0) return a;
  return fromTerms(merge(termsOf(a), termsOf(b)));
}

export function neg(a: Dim): Dim {
  return typeof a === 'number' ? 0 - a : fromTerms(scaled(a.terms, -1n));
}

export function sub(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = a - b;
    return isSafe(result) ? result : fromBigInt(BigInt(a) - BigInt(b));
  }
  if (b === 0) return a;
  if (equal(a, b)) return 0;
  return fromTerms(merge(termsOf(a), scaled(termsOf(b), -1n)));
}

export function mul(a: Dim, b: Dim): Dim {
  if (typeof a === 'number') {
    if (typeof b !== 'number') return scale(b, a);
    const result = a * b;
    return isSafe(result) ? result + 0 : fromBigInt(BigInt(a) * BigInt(b));
  }
  if (typeof b === 'number') return scale(a, b);
  if (a.terms.length * b.terms.length > maxProducts) return mul(asGroup(a), asGroup(b));
  const total = new Map<string, Term>();
  for (const left of a.terms) {
    for (const right of b.terms) {
      const monomial = multiplyMonomials(left.monomial, right.monomial);
      accumulate(total, { coefficient: left.coefficient * right.coefficient, monomial });
    }
  }
  return fromTerms(sorted(total));
}

/** Σ list; 0 for none. Cheaper than a chain of `add`. */
export function sum(list: readonly Dim[]): Dim {
  let constant: Dim = 0;
  let rest: Dim = 0;
  let total = new Map<string, Term>();
  for (let i = 0; i < list.length; i++) {
    const d = list[i] as Dim;
    if (typeof d === 'number') {
      constant = add(constant, d);
      continue;
    }
    for (const term of d.terms) accumulate(total, term);
    if (total.size < 500) continue;
    rest = add(rest, fromTerms(sorted(total)));
    total = new Map();
  }
  return add(add(rest, fromTerms(sorted(total))), constant);
}

/** Π list; 1 for none. */
export function product(list: readonly Dim[]): Dim {
  let constant: Dim = 1;
  let rest: Dim = 1;
  for (let i = 0; i < list.length; i++) {
    const d = list[i] as Dim;
    if (typeof d === 'number') constant = mul(constant, d);
    else rest = mul(rest, d);
  }
  return rest === 1 ? constant : mul(rest, constant);
}

function scale(poly: Poly, factor: number): Dim {
  if (factor === 0) return 0;
  return factor === 1 ? poly : fromTerms(scaled(poly.terms, BigInt(factor)));
}

function scaled(terms: readonly Term[], factor: bigint): Term[] {
  return terms.map(({ coefficient, monomial }) => ({ coefficient: coefficient * factor, monomial }));
}

function merge(a: readonly Term[], b: readonly Term[]): Term[] {
  const out: Term[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const left = a[i];
    const right = b[j];
    const order = left === undefined ? 1 : right === undefined ? -1 : compareMonomials(left.monomial, right.monomial);
    if (order === 0 && left !== undefined && right !== undefined) {
      const coefficient = left.coefficient + right.coefficient;
      if (coefficient !== 0n) out.push({ coefficient, monomial: left.monomial });
    } else if (order < 0 && left !== undefined) out.push(left);
    else if (right !== undefined) out.push(right);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return out;
}

function accumulate(total: Map<string, Term>, term: Term): void {
  const { monomial } = term;
  const coefficient = (total.get(monomial.key)?.coefficient ?? 0n) + term.coefficient;
  total.set(monomial.key, { coefficient, monomial });
}

function sorted(total: ReadonlyMap<string, Term>): Term[] {
  const terms = [...total.values()].filter(({ coefficient }) => coefficient !== 0n);
  return terms.toSorted((a, b) => compareMonomials(a.monomial, b.monomial));
}
