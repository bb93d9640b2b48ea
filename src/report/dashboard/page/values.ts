import type { Payload } from '#report/dashboard/payload-types.ts';
import { valueAt } from './columns.ts';
import { byId, fillTable } from './dom.ts';
import { metricOf, type State } from './view-state.ts';
import { dayOf, exact, valueText } from './words.ts';

/** Rows on one page of the table. */
const ROWS = 100;

/** Commits at which a figure of the chosen models is new: what the chart shows, as a table. */
function commitsOf({ series }: Payload, { chosen, metric, range }: State): readonly number[] {
  const at = chosen.flatMap((index) => {
    const one = series[index];
    return (metric === 'latency' ? one?.latency?.at : one?.figures[metric]?.at) ?? [];
  });
  const inside = at.filter((one) => one >= range.from && one <= range.to);
  return [...new Set([range.from, ...inside, range.to])].toSorted((a, b) => b - a);
}

/** One page of the table, newest first. @returns how many pages there are */
export function showValues(payload: Payload, state: State, page: number): number {
  const { commits, series } = payload;
  const rows = commitsOf(payload, state);
  const metric = metricOf(payload, state.metric);
  const models = state.chosen.flatMap((index) => series[index] ?? []);
  const cell = (model: (typeof models)[number], at: number): string => {
    if (state.metric === 'latency') {
      const place = model.latency?.at.indexOf(at) ?? -1;
      return place === -1 ? '–' : valueText((model.latency?.ms[place] ?? 0) * 1000, metric);
    }
    const steps = model.figures[state.metric];
    const digits = steps === undefined ? null : valueAt(steps, at);
    const failure = valueAt(model.failure, at);
    if (digits === null) return failure ?? '–';
    return `${valueAt(model.exact, at) === false && !metric.isStored ? '≥ ' : ''}${exact(digits)}`;
  };
  const some = rows.slice(page * ROWS, (page + 1) * ROWS);
  fillTable(
    byId('values', HTMLTableElement),
    ['Commit', 'Date', 'Subject', ...models.map(({ title }) => `${title}: ${metric.title}`)],
    some.map((at) => [
      commits.sha[at]?.slice(0, 7) ?? '',
      dayOf(commits.at[at] ?? 0),
      commits.subject[at] ?? '',
      ...models.map((model) => cell(model, at)),
    ]),
    new Set(models.map((_, i) => i + 3)),
  );
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  byId('values-said', HTMLElement).textContent =
    `Page ${page + 1} of ${pages}: commits at which a figure changed or was measured, newest first; whole numbers${metric.unit === 'bytes' ? ' of bytes' : ''}.`;
  return pages;
}
