import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import { add, max, min, mul, neg, sign, sub } from '#graph/dim.ts';
import { isSize } from '#count/ops/call.ts';

/*
 * Truths as sizes: 1 or 0 at whatever sizes a formula is evaluated, so that a count that hangs on a comparison of sizes stays
 * one formula. A truth that no size can change is the number.
 */

/** 1 if a ≠ b, 0 if they are equal. */
export function isUnequal(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a === b ? 0 : 1;
  const [above, below] = [sub(a, b), sub(b, a)];
  const order = sign(above);
  if (order === 0) return 0;
  if (order === 1 || order === -1) return 1;
  if (order === 'nonneg') return min(1, above);
  return order === 'nonpos' ? min(1, below) : max(max(min(1, above), min(1, below)), 0);
}

/** 1 if a > b, 0 elsewhere. */
export function isAbove(a: Dim, b: Dim): Dim {
  if (typeof a === 'number' && typeof b === 'number') return a > b ? 1 : 0;
  return max(min(1, sub(a, b)), 0);
}

/** 1 of 0, 0 of 1. */
export const not = (truth: Dim): Dim => add(1, neg(truth));

/** `a` for truth 1, `b` for truth 0. */
export const choose = (truth: Dim, a: Dim, b: Dim): Dim => add(b, mul(truth, sub(a, b)));

/** A condition as a size of 0 or 1; undefined if known only at run time. */
export function openTruth(value: Value | undefined): Dim | undefined {
  const scalar = value?.kind === 'tensor' && value.dtype === 'bool' ? value.data?.[0] : undefined;
  return isSize(scalar) ? scalar : undefined;
}
