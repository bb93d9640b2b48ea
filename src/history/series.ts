import type { HistoryRecord } from './record.ts';

/**
 * Records from first to last: by time, but never a child before its parent, whatever the clocks said.
 * Duplicates of a commit (there are none on a branch of ours) count once.
 */
export function inOrderOfTime(records: readonly HistoryRecord[]): readonly HistoryRecord[] {
  const byTime = records.toSorted(
    (a, b) => Date.parse(a.committedAt) - Date.parse(b.committedAt) || (a.sha < b.sha ? -1 : 1),
  );
  const bySha = new Map(byTime.map((record) => [record.sha, record]));
  const done = new Set<string>();
  const ordered: HistoryRecord[] = [];
  for (const record of byTime) {
    // Ancestors first, without recursion: a chain may be as long as the history.
    const waiting = [record];
    for (let next = waiting.at(-1); next !== undefined; next = waiting.at(-1)) {
      const parent = next.parents.map((sha) => bySha.get(sha)).find((one) => one !== undefined && !done.has(one.sha));
      if (parent !== undefined && !done.has(next.sha) && !waiting.includes(parent)) waiting.push(parent);
      else {
        waiting.pop();
        if (!done.has(next.sha)) ordered.push(next);
        done.add(next.sha);
      }
    }
  }
  return ordered;
}

/** What a line of a chart stands for: a model in a case. */
export const seriesName = ({ id, case: name }: { readonly id: string; readonly case: string }): string =>
  name === '' ? id : `${id} (${name})`;
