import type { Payload, PayloadMetric, PayloadSeries } from '#report/dashboard/payload-types.ts';
import { happeningsOf, lineOf, numbersOf, relativeTo, type Happening, type Range } from './columns.ts';
import type { Line } from './chart.ts';

/** What is chosen on the page. */
export interface State {
  /** Indices of series, in the order of choice: it decides their colours. */
  readonly chosen: readonly number[];
  readonly metric: string;
  readonly relative: boolean;
  readonly range: Range;
  readonly selected: number;
  /** Commits compared, layer by layer. */
  readonly base: number;
  readonly head: number;
}

export function firstState(payload: Payload): State {
  const last = payload.commits.sha.length - 1;
  const metric = 'macs';
  const first = payload.series.findIndex(({ figures }) => figures[metric] !== undefined);
  const chosen = payload.series.length === 0 ? [] : [Math.max(0, first)];
  return {
    chosen,
    metric,
    relative: false,
    range: { from: 0, to: Math.max(0, last) },
    selected: Math.max(0, last),
    base: versionBefore(payload.series[chosen[0] ?? -1], last),
    head: Math.max(0, last),
  };
}

/** The last commit at which the model was another than at `at`; the commit before `at` if it never was. */
export function versionBefore(series: PayloadSeries | undefined, at: number): number {
  const starts = series?.version.at.filter((start) => start <= at && start > 0) ?? [];
  return Math.max(0, (starts.at(-1) ?? at) - 1);
}

export function metricOf({ metrics }: Payload, name: string): PayloadMetric {
  return (
    metrics.find((one) => one.name === name) ?? { name, title: name, unit: 'count', isStored: false, isUsual: false }
  );
}

/** Lines of the chosen series, with their budgets where figures are absolute. */
export function linesOf({ series, commits }: Payload, state: State): readonly Line[] {
  const { metric, relative, range } = state;
  const { length } = commits.sha;
  return state.chosen.flatMap((index): Line[] => {
    const one = series[index];
    if (one === undefined) return [];
    const absolute = lineOf(one, metric, length, relative);
    const numbers = relative ? relativeTo(absolute, range) : absolute;
    const budget = relative ? undefined : one.budgets[metric];
    const ceiling = budget === undefined ? {} : { budget: numbersOf(budget, length) };
    return [{ series: index, title: one.title, numbers, ...ceiling }];
  });
}

export function shownHappenings(payload: Payload, { chosen, metric, range }: State): readonly Happening[] {
  return happeningsOf(payload, chosen, metric).filter(({ at }) => at >= range.from && at <= range.to);
}

/** Index of the commit whose id begins with the text; the latest of them; −1 if there is none. */
export function findCommit({ commits }: Payload, text: string): number {
  const prefix = text.trim().toLowerCase().slice(0, 12);
  return prefix === '' ? -1 : commits.sha.findLastIndex((sha) => sha.startsWith(prefix));
}
