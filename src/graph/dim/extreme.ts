import { isAtLeast, isNonNegative } from './bounds.ts';
import { asAtom, extremeAtom, fromAtom, keyOfDim } from './poly.ts';
import type { Dim } from './poly.ts';
import { constantOf, equal, sub } from './ring.ts';

/** Arguments up to which a nested max or min is flattened. */
const maxArgs = 12;

/** The larger one; simplified where the difference has a provable sign with every symbol ≥ 0. */
export function max(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a > b ? a : b;
  return extreme('max', a, b);
}

/** The smaller one; simplified where the difference has a provable sign with every symbol ≥ 0. */
export function min(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? a : b;
  return extreme('min', a, b);
}

/** The largest of sizes of which none is known to be above another everywhere: nothing is compared again. At least one. */
export function largest(sizes: readonly Dim[]): Dim {
  const [first] = sizes;
  if (first !== undefined && sizes.length === 1) return first;
  return fromAtom(extremeAtom('max', inOrder(sizes)));
}

/**
 * The size that two sizes of one axis broadcast to: the same if equal; 1 gives the other; a constant c > 1 (or 0) against
 * a size that isn't constant gives c; two sizes that are not provably related give their max. Undefined is a mismatch:
 * neither can be 1, and they differ for all values of the symbols.
 */
export function broadcast(a: Dim, b: Dim): Dim | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a === b || b === 1 ? a : a === 1 ? b : undefined;
  if (equal(a, b) || b === 1) return a;
  if (a === 1) return b;
  const [aFixed, bFixed] = [isFixed(a), isFixed(b)];
  if (aFixed && bFixed) {
    if (isAtLeast(a, b) === false || isAtLeast(b, a) === false) return undefined;
    return precedes(a, b) ? a : b;
  }
  return aFixed ? a : bFixed ? b : max(a, b);
}

/** True if the size can't be 1, so that the other one must be 1 or equal. */
function isFixed(d: Dim): boolean {
  const constant = constantOf(d);
  return constant === undefined ? isAtLeast(d, 2) === true : constant !== 1n;
}

function extreme(kind: 'max' | 'min', a: Dim, b: Dim): Dim {
  const [left, right] = [argsOf(kind, a), argsOf(kind, b)];
  const all = left.length + right.length > maxArgs ? [a, b] : [...left, ...right];
  const args: Dim[] = [];
  for (const arg of all) {
    if (args.some((other) => covers(kind, other, arg))) continue;
    const kept = args.filter((other) => !covers(kind, arg, other));
    args.splice(0, args.length, ...kept, arg);
  }
  const [only] = args;
  if (only !== undefined && args.length === 1) return only;
  return fromAtom(extremeAtom(kind, inOrder(args)));
}

const inOrder = (args: readonly Dim[]): readonly Dim[] => args.toSorted((x, y) => (precedes(x, y) ? -1 : 1));

function argsOf(kind: 'max' | 'min', d: Dim): readonly Dim[] {
  const atom = asAtom(d);
  return (atom?.kind === 'max' || atom?.kind === 'min') && atom.kind === kind ? atom.args : [d];
}

function covers(kind: 'max' | 'min', a: Dim, b: Dim): boolean {
  return isNonNegative(kind === 'max' ? sub(a, b) : sub(b, a));
}

/** Order of arguments: formulas before numbers, simpler ones first, then by text. */
function precedes(a: Dim, b: Dim): boolean {
  const [left, right] = [rank(a), rank(b)];
  if (left !== right) return left < right;
  return keyOfDim(a) < keyOfDim(b);
}

function rank(d: Dim): number {
  return constantOf(d) === undefined && typeof d !== 'number' ? d.terms.length : 1_000_000;
}
