import { createCache } from './cache.ts';
import { quoteName } from './name.ts';
import { spend } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';

/** A safe integer, or a polynomial. See dim.ts, the public door. */
export type Dim = number | Poly;

/** Σ coefficient · Π atoms in canonical order; equal polynomials have equal keys. Never a constant that is a safe integer. */
export interface Poly {
  readonly kind: 'poly';
  readonly key: string;
  readonly terms: readonly Term[];
  /** Nesting of atoms, groups looked through. */
  readonly depth: number;
  /** Total degree, groups looked through. */
  readonly weight: number;
}

/** A coefficient (never 0) and the monomial that it multiplies. */
export interface Term {
  readonly coefficient: bigint;
  readonly monomial: Monomial;
}

/** Π atom^power, atoms in canonical order; no factors is 1. */
export interface Monomial {
  readonly key: string;
  readonly factors: readonly Factor[];
  /** Σ power. */
  readonly degree: number;
  readonly depth: number;
  readonly weight: number;
}

interface Factor {
  readonly atom: Atom;
  readonly power: number;
}

/** What a polynomial is made of; `key` is its print. A group is a polynomial too large to be multiplied out, kept whole. */
export type Atom = AtomFacts &
  (
    | { readonly kind: 'symbol'; readonly name: string }
    | { readonly kind: 'floor' | 'trunc'; readonly numerator: Dim; readonly denominator: Dim }
    | { readonly kind: 'max' | 'min'; readonly args: readonly Dim[] }
    | { readonly kind: 'group'; readonly body: Poly }
  );

interface AtomFacts {
  readonly key: string;
  readonly depth: number;
  readonly weight: number;
}

const maxTerms = 512;
const maxPolyKey = 16_384;
const maxInnerKey = 2048;
const maxWeight = 256;
const maxDepth = 400;
const maxCoefficient = 1n << 4096n;
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** Above this many products of terms a product is kept as a product of groups. */
export const maxProducts = 4096;

const polys = createCache<Poly>(4_000_000);
const atoms = createCache<Atom>(4_000_000);
const groups = createCache<Atom>(8_000_000);
let groupCount = 0;

function overflow(what: string): Fault {
  return new Fault('overflow', `a size formula grows beyond ${what}`, 'bind the symbolic sizes with --dim NAME=N');
}

/** The monomial 1. */
export const one: Monomial = { key: '', factors: [], degree: 0, depth: 0, weight: 0 };

/** Canonical order of atoms: symbols first, then by key. */
function compareAtoms(a: Atom, b: Atom): number {
  if (a.key === b.key) return 0;
  const rank = Number(a.kind !== 'symbol') - Number(b.kind !== 'symbol');
  return rank !== 0 ? rank : a.key < b.key ? -1 : 1;
}

/** Graded lexicographic order, leading monomial first: a monomial order, so that exact division terminates. */
export function compareMonomials(a: Monomial, b: Monomial): number {
  if (a.key === b.key) return 0;
  if (a.degree !== b.degree) return b.degree - a.degree;
  for (const [at, left] of a.factors.entries()) {
    const right = b.factors[at];
    if (right === undefined) return -1;
    const order = compareAtoms(left.atom, right.atom) || right.power - left.power;
    if (order !== 0) return order;
  }
  return 0;
}

function monomialOf(factors: readonly Factor[]): Monomial {
  let [key, degree, depth, weight] = ['', 0, 0, 0];
  for (const { atom, power } of factors) {
    key += (key === '' ? '' : '*') + (power === 1 ? atom.key : `${atom.key}^${power}`);
    degree += power;
    depth = Math.max(depth, atom.depth);
    weight += power * atom.weight;
  }
  if (weight > maxWeight) throw overflow(`degree ${maxWeight}`);
  spend(40 + factors.length * 8 + (key.length >> 1));
  const monomial: Monomial = { key, factors, degree, depth, weight };
  if (key.length <= maxInnerKey || factors.length < 2) return monomial;
  return monomialOf([{ atom: groupAtom(polyOf([{ coefficient: 1n, monomial }])), power: 1 }]);
}

/** a·b; a Fault `overflow` beyond the largest degree. */
export function multiplyMonomials(a: Monomial, b: Monomial): Monomial {
  if (a.degree === 0) return b;
  if (b.degree === 0) return a;
  const factors: Factor[] = [];
  let [i, j] = [0, 0];
  while (i < a.factors.length || j < b.factors.length) {
    const [left, right] = [a.factors[i], b.factors[j]];
    const order = left === undefined ? 1 : right === undefined ? -1 : compareAtoms(left.atom, right.atom);
    if (order === 0 && left !== undefined && right !== undefined)
      factors.push({ atom: left.atom, power: left.power + right.power });
    else if (order < 0 && left !== undefined) factors.push(left);
    else if (right !== undefined) factors.push(right);
    if (order <= 0) i += 1;
    if (order >= 0) j += 1;
  }
  return monomialOf(factors);
}

/** a/b where b divides a, else undefined. */
export function divideMonomials(a: Monomial, b: Monomial): Monomial | undefined {
  if (b.degree === 0) return a;
  if (b.degree > a.degree) return undefined;
  const powers = new Map(b.factors.map(({ atom, power }) => [atom.key, power]));
  const factors: Factor[] = [];
  for (const { atom, power } of a.factors) {
    const rest = power - (powers.get(atom.key) ?? 0);
    if (rest < 0) return undefined;
    powers.delete(atom.key);
    if (rest > 0) factors.push({ atom, power: rest });
  }
  return powers.size > 0 ? undefined : monomialOf(factors);
}

/** The greatest monomial that divides both. */
export function commonMonomial(a: Monomial, b: Monomial): Monomial {
  const powers = new Map(b.factors.map(({ atom, power }) => [atom.key, power]));
  const common = a.factors.map(({ atom, power }) => ({ atom, power: Math.min(power, powers.get(atom.key) ?? 0) }));
  return monomialOf(common.filter(({ power }) => power > 0));
}

function keyOf(terms: readonly Term[]): string {
  let key = '';
  for (let i = 0; i < terms.length; i++) {
    const { coefficient, monomial } = terms[i] as Term;
    const negative = coefficient < 0n;
    const size = negative ? -coefficient : coefficient;
    key += key === '' ? (negative ? '-' : '') : negative ? ' - ' : ' + ';
    key += monomial.degree === 0 ? String(size) : size === 1n ? monomial.key : `${size}*${monomial.key}`;
  }
  return key;
}

function polyOf(terms: readonly Term[]): Poly {
  let depth = 0;
  let weight = 0;
  for (let i = 0; i < terms.length; i++) {
    const { coefficient, monomial } = terms[i] as Term;
    if (coefficient > maxCoefficient || coefficient < -maxCoefficient) throw overflow('2^4096');
    depth = Math.max(depth, monomial.depth);
    weight = Math.max(weight, monomial.weight);
  }
  const key = keyOf(terms);
  spend(60 + terms.length * 25 + key.length);
  const known = polys.get(key);
  if (known !== undefined) return known;
  const poly: Poly = { kind: 'poly', key, terms, depth, weight };
  if (key.length <= maxPolyKey) polys.set(key, poly);
  return poly;
}

/** The Dim of terms in canonical order, coefficients not 0; a group if there are too many of them. */
export function fromTerms(terms: readonly Term[]): Dim {
  const first = terms[0];
  if (first === undefined) return 0;
  if (first.monomial.degree === 0 && first.coefficient <= maxSafe && first.coefficient >= -maxSafe)
    return Number(first.coefficient);
  const poly = polyOf(terms);
  return terms.length > 1 && (terms.length > maxTerms || poly.key.length > maxPolyKey) ? asGroup(poly) : poly;
}

/** The terms of any Dim; 0 has none. */
export function termsOf(d: Dim): readonly Term[] {
  if (typeof d !== 'number') return d.terms;
  return d === 0 ? [] : [{ coefficient: BigInt(d), monomial: one }];
}

function intern(key: string, make: () => Atom): Atom {
  spend(30 + (key.length >> 1));
  const known = atoms.get(key);
  if (known !== undefined) return known;
  const atom = make();
  if (atom.depth > maxDepth) throw overflow(`${maxDepth} nested operations`);
  atoms.set(key, atom);
  return atom;
}

export function symbolAtom(name: string): Atom {
  const key = quoteName(name);
  return intern(key, () => ({ kind: 'symbol', name, key, depth: 1, weight: 1 }));
}

/** floor(n/d) or trunc(n/d), not simplified. */
export function quotientAtom(kind: 'floor' | 'trunc', n: Dim, d: Dim): Atom {
  const [numerator, denominator] = shorten([n, d]) as [Dim, Dim];
  const key = `${kind}(${isSum(numerator) ? `(${keyOfDim(numerator)})` : keyOfDim(numerator)}/${operand(denominator)})`;
  return intern(key, () => ({ kind, numerator, denominator, key, ...factsOf([numerator, denominator]) }));
}

/** max(args) or min(args), not simplified; args in canonical order. */
export function extremeAtom(kind: 'max' | 'min', list: readonly Dim[]): Atom {
  const args = shorten(list);
  const key = `${kind}(${args.map(keyOfDim).join(', ')})`;
  return intern(key, () => ({ kind, args, key, ...factsOf(args) }));
}

function groupAtom(body: Poly): Atom {
  const known = groups.get(body.key);
  if (known !== undefined) return known;
  groupCount += 1;
  const atom: Atom = { kind: 'group', body, key: `#${groupCount}`, depth: body.depth + 1, weight: body.weight };
  if (atom.depth > maxDepth) throw overflow(`${maxDepth} nested operations`);
  groups.set(body.key, atom);
  return atom;
}

/** The Dim that is this atom alone. */
export function fromAtom(atom: Atom): Poly {
  return polyOf([{ coefficient: 1n, monomial: monomialOf([{ atom, power: 1 }]) }]);
}

/** The atom that the Dim is, if it is one atom and nothing else. */
export function asAtom(d: Dim): Atom | undefined {
  if (typeof d === 'number' || d.terms.length !== 1) return undefined;
  const term = d.terms[0];
  return term?.coefficient === 1n && term.monomial.degree === 1 ? term.monomial.factors[0]?.atom : undefined;
}

/** The same value as one short atom. */
export function asGroup(d: Dim): Dim {
  return typeof d === 'number' || d.weight === 0 || asAtom(d) !== undefined ? d : fromAtom(groupAtom(d));
}

function shorten(args: readonly Dim[]): readonly Dim[] {
  const length = args.reduce<number>((chars, arg) => chars + keyOfDim(arg).length, 0);
  return length > maxInnerKey ? args.map(asGroup) : args;
}

function factsOf(args: readonly Dim[]): { depth: number; weight: number } {
  let [depth, weight] = [0, 0];
  for (const arg of args) {
    if (typeof arg === 'number') continue;
    depth = Math.max(depth, arg.depth);
    weight = Math.max(weight, arg.weight);
  }
  return { depth: depth + 1, weight };
}

function isSum(d: Dim): boolean {
  return typeof d !== 'number' && d.terms.length > 1;
}

function operand(d: Dim): string {
  return typeof d === 'number' || asAtom(d) !== undefined ? keyOfDim(d) : `(${keyOfDim(d)})`;
}

/** The canonical text: equal Dims have equal keys. */
export function keyOfDim(d: Dim): string {
  return typeof d === 'number' ? String(d) : d.key;
}

/** What an atom is made of. */
export function childrenOf(atom: Atom): readonly Dim[] {
  switch (atom.kind) {
    case 'symbol':
      return [];
    case 'group':
      return [atom.body];
    case 'floor':
    case 'trunc':
      return [atom.numerator, atom.denominator];
    case 'max':
    case 'min':
      return atom.args;
  }
}
