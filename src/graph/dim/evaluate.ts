import { floorBig, rangeOf } from './bounds.ts';
import { floorDiv, truncDiv } from './divide.ts';
import { max, min } from './extreme.ts';
import { childrenOf, fromAtom, termsOf } from './poly.ts';
import type { Atom, Dim, Term } from './poly.ts';
import { constantOf, fromBigInt, mul, sum } from './ring.ts';
import { spend } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';

/** How a size grows with one symbol, all others held fixed. */
export type Growth = 'constant' | 'linear' | 'quadratic' | 'cubic' | 'polynomial';

/** The names of all symbols that the formula holds. */
export function symbolsOf(d: Dim): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Atom>();
  const visit = (part: Dim): void => {
    for (const { monomial } of termsOf(part)) {
      spend(2 + monomial.factors.length);
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

/** The value with every symbol bound, undefined if one isn't. A Fault `shape` where a divisor is 0. */
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
        spend(10);
        if (base === undefined) return undefined;
        value *= raised(base, power);
      }
      total += value;
    }
    return total;
  };
  return ofDim(d);
}

/** Bits beyond which a value is no size: so much only a file made for it asks for. */
const maxBits = 100_000;

function raised(base: bigint, power: number): bigint {
  if (power === 1) return base;
  const bits = base.toString(16).length * 4 * power;
  if (bits > maxBits)
    throw new Fault('overflow', `a size has more than ${maxBits} bits`, 'give smaller sizes with --dim');
  return base ** BigInt(power);
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

/** Symbol → degree, those of degree 0 left out. */
type Degrees = ReadonlyMap<string, number>;

/** Degree in each symbol: of a quotient, the difference of the degrees; of a max the larger, of a min the smaller. */
function degreesOf(d: Dim): Degrees {
  const done = new Map<Atom, Degrees>();
  const ofAtom = (atom: Atom): Degrees => {
    const known = done.get(atom);
    if (known !== undefined) return known;
    const value = atom.kind === 'symbol' ? new Map([[atom.name, 1]]) : combine(atom.kind, childrenOf(atom).map(ofDim));
    done.set(atom, value);
    return value;
  };
  const ofDim = (part: Dim): Degrees => {
    if (typeof part === 'number' || constantOf(part) !== undefined) return none;
    const { low, high } = rangeOf(part);
    if (low !== undefined && high !== undefined) return none;
    return largest(part.terms.map((term) => ofTerm(term)));
  };
  const ofTerm = ({ monomial: { factors } }: Term): Degrees => {
    const [first, ...more] = factors;
    if (first === undefined) return none;
    if (more.length === 0 && first.power === 1) return ofAtom(first.atom);
    const total = new Map<string, number>();
    for (const { atom, power } of factors)
      for (const [name, exponent] of booked(ofAtom(atom))) total.set(name, (total.get(name) ?? 0) + power * exponent);
    return total;
  };
  return ofDim(d);
}

const none: Degrees = new Map();

function booked(degrees: Degrees): Degrees {
  spend(10 + degrees.size * 8);
  return degrees;
}

function largest(all: readonly Degrees[]): Degrees {
  const [only = none] = all;
  if (all.length < 2) return only;
  const most = new Map<string, number>();
  for (const degrees of all)
    for (const [name, exponent] of booked(degrees)) if (exponent > (most.get(name) ?? 0)) most.set(name, exponent);
  return most;
}

function combine(kind: Atom['kind'], all: readonly Degrees[]): Degrees {
  const [first = none, ...more] = all;
  if (kind !== 'floor' && kind !== 'trunc' && kind !== 'min') return largest(all);
  const of = (name: string, exponent: number): number =>
    kind === 'min'
      ? Math.min(exponent, ...more.map((other) => other.get(name) ?? 0))
      : Math.max(0, exponent - (more[0]?.get(name) ?? 0));
  const degrees = [...booked(first)].map(([name, exponent]) => [name, of(name, exponent)] as const);
  return new Map(degrees.filter(([, exponent]) => exponent > 0));
}

/** Degree in one symbol, all others held fixed. */
export function degree(d: Dim, name: string): number {
  return degreesOf(d).get(name) ?? 0;
}

/** For each of its symbols the degree in it, in words. */
export function growths(d: Dim): ReadonlyMap<string, Growth> {
  const degrees = degreesOf(d);
  return new Map([...symbolsOf(d)].map((name) => [name, growthWord(degrees.get(name) ?? 0)]));
}

const growthWord = (power: number): Growth =>
  (['constant', 'linear', 'quadratic', 'cubic'] as const)[power] ?? 'polynomial';

/** The degree in one symbol, in words. */
export function growth(d: Dim, name: string): Growth {
  return growthWord(degree(d, name));
}
