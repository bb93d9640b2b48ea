import { termsOf } from './poly.ts';
import type { Dim, Term } from './poly.ts';
import { spend } from '#graph/effort.ts';

/** A formula of one product of symbols: its sign is that of Σ coefficients[k] · (Π of)^k wherever all symbols are ≥ 1. */
export interface ProductForm {
  readonly of: readonly string[];
  /** Power of the product → coefficient. */
  readonly coefficients: ReadonlyMap<number, bigint>;
}

type Powers = ReadonlyMap<string, number>;

/** The formula as one in a single product, what all of its terms have in common divided out; undefined if it is none. */
export function productForm(d: Dim): ProductForm | undefined {
  const terms = termsOf(d);
  spend(terms.length * 20);
  const powers = terms.map(powersOf);
  if (powers.some((one) => one === undefined)) return undefined;
  const all = powers as readonly Powers[];
  const rest = all.map((one) => without(one, all));
  const largest = rest.reduce<Powers>((a, b) => (degreeOf(b) > degreeOf(a) ? b : a), new Map());
  if (largest.size === 0) return undefined;
  const step = [...largest.values()].reduce(gcd);
  const of = [...largest].flatMap(([name, power]) => Array.from({ length: power / step }, () => name));
  const coefficients = new Map<number, bigint>();
  for (const [i, one] of rest.entries()) {
    const power = degreeOf(one) / of.length;
    const isPower = [...largest].every(([name, most]) => (one.get(name) ?? 0) === (most / step) * power);
    if (!isPower || [...one.keys()].some((name) => !largest.has(name))) return undefined;
    coefficients.set(power, (coefficients.get(power) ?? 0n) + (terms[i]?.coefficient ?? 0n));
  }
  return { of, coefficients };
}

function powersOf({ monomial }: Term): Powers | undefined {
  const powers = new Map<string, number>();
  for (const { atom, power } of monomial.factors) {
    if (atom.kind !== 'symbol') return undefined;
    powers.set(atom.name, power);
  }
  return powers;
}

/** The powers beyond those that all terms have. */
function without(one: Powers, all: readonly Powers[]): Powers {
  const rest = [...one].map(([name, power]): [string, number] => [
    name,
    power - Math.min(...all.map((other) => other.get(name) ?? 0)),
  ]);
  return new Map(rest.filter(([, power]) => power > 0));
}

const degreeOf = (powers: Powers): number => [...powers.values()].reduce((sum, power) => sum + power, 0);
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
