import { termsOf } from './poly.ts';
import type { Dim } from './poly.ts';

/** b / a as a fraction, if it is the same for all sizes: equal monomials, coefficients in one ratio. Undefined otherwise, or if a is 0. */
export function proportion(a: Dim, b: Dim): { readonly over: bigint; readonly under: bigint } | undefined {
  const [before, after] = [termsOf(a), termsOf(b)];
  const [under, over] = [before[0]?.coefficient, after[0]?.coefficient];
  if (under === undefined || over === undefined || before.length !== after.length) return undefined;
  const isEven = before.every((term, i) => {
    const other = after[i];
    return other?.monomial.key === term.monomial.key && other.coefficient * under === term.coefficient * over;
  });
  return isEven ? { over, under } : undefined;
}
