import { floorBig, rangeOf } from './dim-bounds.ts';
import { floorDiv, truncDiv } from './dim-divide.ts';
import { max, min } from './dim-extreme.ts';
import { childrenOf, fromAtom, termsOf } from './dim-poly.ts';
import type { Atom, Dim, Term } from './dim-poly.ts';
import { constantOf, fromBigInt, mul, sum } from './dim-ring.ts';
import { Fault } from './fault.ts';

/** How a size grows with one symbol, all others held fixed. */
export type Growth = 'constant' | 'linear' | 'quadratic' | 'cubic' | 'polynomial';

/** The names of all symbols that the formula holds. */
export function symbolsOf(d: Dim): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Atom>();
  const visit = (part: Dim): void => {
    for (const { monomial } of termsOf(part)) {
      for (const { atom } of monomial.factors) {
        if (seen.has(atom)) continue;
        seen.add(atom);
        if (atom.kind === 'symbol') names.add(atom.name);
        else for (const child of childrenOf(atom)) visit(child);
      }
    }
  };
  visit(d);
  return names;
}

/**
 * The formula with sizes put for symbols (all at once; symbols not in `env` stay). What is put must be ≥ 0, since the
 * formula may have been simplified on that ground. A Fault `shape` where a divisor becomes 0.
 */
export function substitute(d: Dim, env: ReadonlyMap<string, Dim>): Dim {
  if (typeof d === 'number' || env.size === 0) return d;
  const done = new Map<Atom, Dim>();
  const ofAtom = (atom: Atom): Dim => {
    const known = done.get(atom);
    if (known !== undefined) return known;
    const value = rebuild(atom, ofDim, env);
    done.set(atom, value);
    return value;
  };
  const ofTerm = ({ coefficient, monomial }: Term): Dim => {
    let total = fromBigInt(coefficient);
    for (const { atom, power } of monomial.factors) {
      const base = ofAtom(atom);
      for (let n = 0; n < power; n += 1) total = mul(total, base);
    }
    return total;
  };
  const ofDim = (part: Dim): Dim => (typeof part === 'number' ? part : sum(part.terms.map(ofTerm)));
  return ofDim(d);
}

function rebuild(atom: Atom, ofDim: (d: Dim) => Dim, env: ReadonlyMap<string, Dim>): Dim {
  switch (atom.kind) {
    case 'symbol':
      return env.get(atom.name) ?? fromAtom(atom);
    case 'group':
      return ofDim(atom.body);
    case 'floor':
      return floorDiv(ofDim(atom.numerator), ofDim(atom.denominator));
    case 'trunc':
      return truncDiv(ofDim(atom.numerator), ofDim(atom.denominator));
    case 'max':
      return atom.args.map(ofDim).reduce(max);
    case 'min':
      return atom.args.map(ofDim).reduce(min);
  }
}

/** The value with every symbol bound, undefined where one isn't. A Fault `shape` where a divisor is 0. */
export function evaluate(d: Dim, env: ReadonlyMap<string, bigint>): bigint | undefined {
  if (typeof d === 'number') return BigInt(d);
  const done = new Map<Atom, bigint | undefined>();
  const ofAtom = (atom: Atom): bigint | undefined => {
    if (done.has(atom)) return done.get(atom);
    const value = atom.kind === 'symbol' ? env.get(atom.name) : apply(atom, childrenOf(atom).map(ofDim));
    done.set(atom, value);
    return value;
  };
  const ofDim = (part: Dim): bigint | undefined => {
    if (typeof part === 'number') return BigInt(part);
    let total = 0n;
    for (const { coefficient, monomial } of part.terms) {
      let value = coefficient;
      for (const { atom, power } of monomial.factors) {
        const base = ofAtom(atom);
        if (base === undefined) return undefined;
        value *= base ** BigInt(power);
      }
      total += value;
    }
    return total;
  };
  return ofDim(d);
}

function apply(atom: Atom, values: readonly (bigint | undefined)[]): bigint | undefined {
  const [first, second = 1n] = values;
  if (first === undefined || values.includes(undefined)) return undefined;
  switch (atom.kind) {
    case 'symbol':
    case 'group':
      return first;
    case 'floor':
    case 'trunc':
      if (second === 0n) throw new Fault('shape', `division by zero in ${atom.key}`, 'check the sizes given to --dim');
      return atom.kind === 'floor' ? floorBig(first, second) : first / second;
    case 'max':
      return values.reduce((a, b) => (a !== undefined && b !== undefined && b > a ? b : a));
    case 'min':
      return values.reduce((a, b) => (a !== undefined && b !== undefined && b < a ? b : a));
  }
}

/** Degree in one symbol: of a quotient, the difference of the degrees; of a max the larger, of a min the smaller. */
export function degree(d: Dim, name: string): number {
  const done = new Map<Atom, number>();
  const ofAtom = (atom: Atom): number => {
    const known = done.get(atom);
    if (known !== undefined) return known;
    const degrees = childrenOf(atom).map(ofDim);
    const value = atom.kind === 'symbol' ? Number(atom.name === name) : combine(atom.kind, degrees);
    done.set(atom, value);
    return value;
  };
  const ofDim = (part: Dim): number => {
    if (typeof part === 'number' || constantOf(part) !== undefined) return 0;
    const { low, high } = rangeOf(part);
    if (low !== undefined && high !== undefined) return 0;
    const degrees = part.terms.map(({ monomial }) =>
      monomial.factors.reduce((total, { atom, power }) => total + power * ofAtom(atom), 0),
    );
    return Math.max(...degrees);
  };
  return ofDim(d);
}

function combine(kind: Atom['kind'], degrees: readonly number[]): number {
  const [first = 0, second = 0] = degrees;
  if (kind === 'floor' || kind === 'trunc') return Math.max(0, first - second);
  return kind === 'min' ? Math.min(...degrees) : Math.max(...degrees);
}

/** The degree in one symbol, in words. */
export function growth(d: Dim, name: string): Growth {
  return (['constant', 'linear', 'quadratic', 'cubic'] as const)[degree(d, name)] ?? 'polynomial';
}
