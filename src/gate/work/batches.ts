import type { PlannedChange } from '#gate/find/planned.ts';
import { filesOf } from './outcomes.ts';

/**
 * Changes by what they must be counted with: those that share content (a file at several paths) are one batch, so that each content is
 * counted once. Batches are in order of their first change. @returns indices
 */
export function batchesOf(changes: readonly PlannedChange[]): readonly (readonly number[])[] {
  const batchOf = new Map<string, number[]>();
  const batches = new Set<number[]>();
  for (const [index, change] of changes.entries()) {
    const ids = filesOf(change).flatMap(({ id }) => id ?? []);
    const joined = [...new Set(ids.flatMap((id) => (batchOf.has(id) ? [batchOf.get(id) as number[]] : [])))];
    const batch = joined[0] ?? [];
    for (const other of joined.slice(1)) {
      batch.push(...other);
      batches.delete(other);
      for (const [id, of] of batchOf) if (of === other) batchOf.set(id, batch);
    }
    batch.push(index);
    batches.add(batch);
    for (const id of ids) batchOf.set(id, batch);
  }
  return [...batches].map((batch) => batch.toSorted((a, b) => a - b));
}
