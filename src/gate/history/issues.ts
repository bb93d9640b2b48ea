import type { HistoryRecord } from '#history/record.ts';
import type { ChangeIssue } from '#report/history/issue.ts';
import { seriesName } from '#history/series.ts';
import { changeIssue } from '#report/history/issue.ts';
import { allChangePoints } from './dashboard.ts';

/** One issue for each model whose latency changed for good, whatever its cases. */
export function changeIssues(history: readonly HistoryRecord[]): readonly ChangeIssue[] {
  const changes = allChangePoints(history);
  const ids = new Map<string, Set<string>>();
  for (const { models } of history)
    for (const model of models) {
      const series = ids.get(model.id) ?? new Set<string>();
      ids.set(model.id, series.add(seriesName(model)));
    }
  return [...ids].flatMap(([id, series]) => {
    const own = new Map([...changes].filter(([name]) => series.has(name)));
    return changeIssue(id, history, own) ?? [];
  });
}
