import type { ChangePoint } from '#history/latency.ts';
import type { HistoryRecord } from '#history/record.ts';
import type { ReadHistory } from './read-history.ts';
import { changePoints } from '#history/change-points.ts';
import { latencySeries } from '#history/latency.ts';
import { seriesName } from '#history/series.ts';
import type { Html } from '#text/safe.ts';
import { dashboardPage } from '#report/dashboard/page.ts';
import { payloadOf } from '#report/dashboard/payload.ts';

export interface PageQuestion {
  readonly title: string;
  /** Address that a commit's id is added to; null: commits are no links. */
  readonly commitUrl: string | null;
  readonly generatedAt: Date;
  readonly version: string;
}

/** The dashboard's HTML. */
export function renderDashboard({ history, layers }: ReadHistory, question: PageQuestion): Html {
  return dashboardPage(payloadOf({ history, layers, changePoints: allChangePoints(history), ...question }));
}

/** Lasting changes of latency of each model in each case. */
export function allChangePoints(history: readonly HistoryRecord[]): ReadonlyMap<string, readonly ChangePoint[]> {
  const measured = new Set(
    history.flatMap(({ models }) => models.filter(({ latency }) => latency !== null).map(seriesName)),
  );
  return new Map([...measured].map((name) => [name, changePoints(latencySeries(history, name))]));
}
