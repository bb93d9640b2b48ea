import { rangeOf } from './bounds.ts';
import { evaluate, symbolsOf } from './evaluate.ts';
import { asAtom, fromAtom } from './poly.ts';
import type { Atom, Dim } from './poly.ts';
import { constantOf } from './ring.ts';
import { spend, within } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';

/** A coefficient and what it multiplies: `H*N*W`, '' of a constant. */
export interface LeadingTerm {
  readonly coefficient: number;
  readonly factors: string;
}

/** Sums of which the largest counts, the largest first; in each, the terms that weigh most first. */
export type Leading = readonly (readonly LeadingTerm[])[];

interface Part extends LeadingTerm {
  /** Equal monomials have equal keys; '' is 1. */
  readonly key: string;
  readonly powers: readonly (readonly [atom: Atom, power: number])[];
  /** Its size where every symbol is `usual`. */
  readonly weight: number;
}

/** By key. */
type Parts = ReadonlyMap<string, Part>;

/** A size that stands for all, to separate large terms from small ones. */
const usual = 128n;

/** Terms that one formula may take; one that takes more isn't worth reading. */
const maxParts = 256;

/** Steps likewise. */
const maxSteps = 5_000_000;

/**
 * The formula without its rounding: each quotient by a number as a fraction, a size of at most 1 or 2 as
 * that where large sizes make it so, equal monomials added up, and of a maximum only the sums that can be the largest by more than a thousandth. Close to the formula's value where sizes are large against the divisors. Undefined if
 * that takes too many terms, or a coefficient beyond 10^308.
 */
export function leadingTerms(d: Dim): Leading | undefined {
  try {
    return within({ left: maxSteps }, () => {
      const sums = argsOfMax(d).map((arg) => relaxed(arg));
      return undominated(sums).map((parts) => [...parts.values()].toSorted((a, b) => b.weight - a.weight));
    });
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}

function argsOfMax(d: Dim): readonly Dim[] {
  const atom = asAtom(d);
  return atom?.kind === 'max' ? atom.args.flatMap(argsOfMax) : atom?.kind === 'group' ? argsOfMax(atom.body) : [d];
}

function relaxed(d: Dim): Parts {
  spend(100);
  if (typeof d === 'number') return sumOf([constant(d)]);
  return sumOf(
    d.terms.flatMap(({ coefficient, monomial }) => {
      let product: Parts = sumOf([constant(Number(coefficient))]);
      for (const { atom, power } of monomial.factors) {
        const ofAtom = relaxedAtom(atom);
        for (let n = 0; n < power; n += 1) product = times(product, ofAtom);
      }
      return [...product.values()];
    }),
  );
}

function constant(coefficient: number): Part {
  return { coefficient, factors: '', key: '', powers: [], weight: Math.abs(coefficient) };
}

const scaled = (one: Part, by: number): Part => ({
  ...one,
  coefficient: one.coefficient * by,
  weight: one.weight * Math.abs(by),
});

function sumOf(parts: readonly Part[]): Parts {
  const sums = new Map<string, Part>();
  for (const one of parts) {
    const { coefficient } = sums.get(one.key) ?? constant(0);
    const total = coefficient + one.coefficient;
    if (!Number.isFinite(total)) throw new Fault('overflow', 'a coefficient too large', 'bind sizes with --dim NAME=N');
    if (total === 0) sums.delete(one.key);
    else sums.set(one.key, scaled(one, total / one.coefficient));
  }
  if (sums.size > maxParts) throw new Fault('overflow', 'too many terms', 'bind sizes with --dim NAME=N');
  return sums;
}

function times(a: Parts, b: Parts): Parts {
  spend(a.size * b.size * 100);
  return sumOf(
    [...a.values()].flatMap((one) =>
      [...b.values()].map((other): Part => {
        const powers = new Map(one.powers);
        for (const [atom, power] of other.powers) powers.set(atom, (powers.get(atom) ?? 0) + power);
        const inOrder = [...powers].toSorted(([x], [y]) => (x.key < y.key ? -1 : 1));
        return {
          coefficient: one.coefficient * other.coefficient,
          factors: productText(inOrder, factorText),
          key: productText(inOrder, ({ key }) => key),
          powers: inOrder,
          weight: one.weight * other.weight,
        };
      }),
    ),
  );
}

function productText(powers: Part['powers'], text: (atom: Atom) => string): string {
  return powers.map(([atom, power]) => (power === 1 ? text(atom) : `${text(atom)}^${power}`)).join('*');
}

function relaxedAtom(atom: Atom): Parts {
  if (atom.kind === 'group') return relaxed(atom.body);
  const state = switchedOn(atom);
  if (state !== undefined) return sumOf([constant(state)]);
  const isQuotient = atom.kind === 'floor' || atom.kind === 'trunc';
  const divisor = isQuotient ? Number(constantOf(atom.denominator) ?? 0n) : 0;
  if (!isQuotient || divisor === 0)
    return sumOf([
      { coefficient: 1, factors: factorText(atom), key: atom.key, powers: [[atom, 1]], weight: usualValue(atom) },
    ]);
  return sumOf(
    [...relaxed(atom.numerator).values()].flatMap((one) => {
      if (one.key !== '') return [scaled(one, 1 / divisor)];
      // What is added to round up isn't there without rounding.
      const whole = Math.trunc(one.coefficient / divisor);
      return whole === 0 ? [] : [constant(whole)];
    }),
  );
}

/** The value of what is never above 1 or 2 and reaches it at usual sizes: it says whether small sizes are alike. */
function switchedOn(atom: Atom): number | undefined {
  if (atom.kind !== 'min' && atom.kind !== 'max') return undefined;
  const { low, high } = rangeOf(fromAtom(atom));
  if (low !== 0n || (high !== 1n && high !== 2n)) return undefined;
  return valueOf(atom) === Number(high) ? Number(high) : undefined;
}

/** Characters up to which a factor is shown whole. */
const longest = 48;

function factorText(atom: Atom): string {
  if (atom.kind === 'symbol')
    return atom.key.length <= longest ? atom.key : `${atom.key.slice(0, longest / 2)}…${atom.key.slice(-longest / 2)}`;
  return atom.key.length > longest || atom.key.includes('#') ? `${atom.kind}(…)` : atom.key;
}

const usualValue = (atom: Atom): number => Math.max(1, valueOf(atom));

/** Where every symbol is `usual`. */
function valueOf(atom: Atom): number {
  const d = fromAtom(atom);
  const sizes = new Map([...symbolsOf(d)].map((name) => [name, usual]));
  try {
    return Number(evaluate(d, sizes) ?? usual);
  } catch (thrown) {
    if (thrown instanceof Fault) return Number(usual);
    throw thrown;
  }
}

/** Share of the largest sum below which a term that grows no faster than it is nothing to prefer a sum for. */
const slight = 0.001;

/** The sums that those kept before don't cover, largest first. */
function undominated(sums: readonly Parts[]): readonly Parts[] {
  const [first, ...rest] = sums.toSorted((a, b) => weightOf(b) - weightOf(a));
  if (first === undefined) return [];
  const least = weightOf(first) * slight;
  const isSlight = (one: Part): boolean => one.weight < least && [...first.values()].some((other) => grows(other, one));
  const kept = [first];
  for (const sum of rest) {
    const large = [...sum.values()].filter((one) => one.coefficient > 0 && !isSlight(one));
    if (!isCovered(large, kept)) kept.push(sum);
  }
  return kept;
}

/** True if `a` grows at least as fast as `b` in every size. */
function grows(a: Part, b: Part): boolean {
  const powers = new Map(a.powers);
  return b.powers.every(([atom, power]) => power <= (powers.get(atom) ?? 0));
}

const weightOf = (parts: Parts): number => [...parts.values()].reduce((sum, { weight }) => sum + weight, 0);

/**
 * True if one of the others, or a mean of them weighted monomial by monomial, is never below the sum: then the largest of
 * them isn't, either.
 */
function isCovered(sum: readonly Part[], others: readonly Parts[]): boolean {
  spend(sum.length * others.length * 10);
  const whole = others.filter((other) => [...other.values()].every(({ coefficient }) => coefficient > 0));
  const at = (other: Parts, key: string): number => other.get(key)?.coefficient ?? 0;
  const share = sum.reduce(
    (total, { key, coefficient }) => total + coefficient / Math.max(0, ...whole.map((other) => at(other, key))),
    0,
  );
  return share <= 1 + 1e-9 || whole.some((other) => sum.every(({ key, coefficient }) => coefficient <= at(other, key)));
}
