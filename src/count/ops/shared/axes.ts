import type { Call } from '#count/ops/call.ts';
import { shapeFault } from '#count/ops/call.ts';

/**
 * An axis counted from the front: −1 is the last of `rank`.
 * @throws Fault `shape` if it is outside [−rank, rank)
 */
export function normalAxis(call: Call, axis: number, rank: number): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank)
    throw shapeFault(call, `axis ${axis} is outside a tensor of rank ${rank}`);
  return axis < 0 ? axis + rank : axis;
}

/**
 * Axes counted from the front, in the order given.
 * @throws Fault `shape` if one is outside or given twice
 */
export function normalAxes(call: Call, axes: readonly number[], rank: number): readonly number[] {
  if (axes.length > rank) throw shapeFault(call, `${axes.length} axes for a tensor of rank ${rank}`);
  const normal = axes.map((axis) => normalAxis(call, axis, rank));
  if (new Set(normal).size < normal.length) throw shapeFault(call, `an axis is given twice in [${axes.join(', ')}]`);
  return normal;
}
