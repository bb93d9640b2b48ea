import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import { constantOf, equal, format, isAtLeast, sub, sign } from '#graph/dim.ts';
import { shapeFault, sizesAt } from '#count/ops/call.ts';

/** True if two sizes are unequal whatever their symbols stand for. */
export function differ(a: Dim, b: Dim): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a !== b;
  if (equal(a, b)) return false;
  const order = sign(sub(a, b));
  return order === 1 || order === -1;
}

/**
 * The size of two that must be equal: the constant one if there is one.
 * @throws Fault `shape` if they provably differ
 */
export function agreed(call: Call, a: Dim, b: Dim, what: string): Dim {
  if (differ(a, b)) throw shapeFault(call, `${what}: ${format(a)} against ${format(b)}`);
  return constantOf(a) === undefined ? b : a;
}

/**
 * A size that a formula gave for an output.
 * @throws Fault `shape` if it is provably below `least`
 */
export function atLeast(call: Call, size: Dim, least: number, what: string): Dim {
  if (isAtLeast(size, least) === false) throw shapeFault(call, `${what} would be ${format(size)}`);
  return size;
}

/**
 * The elements of an input that gives sizes; undefined if unknown.
 * @throws Fault `shape` if one is provably below `least`
 */
export function statedSizes(call: Call, position: number, least: number, what: string): readonly Dim[] | undefined {
  return sizesAt(call, position)?.map((size) => atLeast(call, size, least, what));
}

/** Sizes `from` … `to` − 1 known only at run time, named `dimK` after their axes. */
export function freshSizes(call: Call, from: number, to: number): readonly Dim[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => call.fresh(`dim${from + i}`));
}
