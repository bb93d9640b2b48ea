import type { Payload, PayloadSeries } from '#report/dashboard/payload-types.ts';
import { colorOf } from './chart.ts';
import { valueAt } from './columns.ts';
import { byId, make } from './dom.ts';
import { metricOf, type State } from './view-state.ts';
import { changeText, valueText } from './words.ts';

/** Models in the list that are shown at once; a filter finds the others. */
const SHOWN = 300;

/** The list of models that the filter lets through, each to be chosen for the chart. */
export function showModels(
  payload: Payload,
  state: State,
  filter: string,
  choose: (index: number, on: boolean) => void,
): void {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fitting = payload.series.flatMap((series, index) => {
    const text = `${series.title} ${series.path}`.toLowerCase();
    return words.every((word) => text.includes(word)) ? [{ series, index }] : [];
  });
  const items = fitting.slice(0, SHOWN).map(({ series, index }) => itemOf(payload, state, series, index, choose));
  byId('models', HTMLUListElement).replaceChildren(...items);
  const { length } = fitting;
  byId('models-said', HTMLElement).textContent =
    `${length} of ${payload.series.length} models${length > SHOWN ? `, ${SHOWN} shown` : ''}`;
}

function itemOf(
  payload: Payload,
  state: State,
  series: PayloadSeries,
  index: number,
  choose: (index: number, on: boolean) => void,
): HTMLLIElement {
  const place = state.chosen.indexOf(index);
  const box = make('input', { type: 'checkbox' });
  box.checked = place !== -1;
  box.addEventListener('change', () => choose(index, box.checked));
  const swatch = make('span', { class: 'swatch', 'aria-hidden': 'true' });
  if (place !== -1) swatch.style.background = `var(${colorOf(place)})`;
  const [before, now] = [state.range.from, state.range.to].map((at) => figureAt(series, state.metric, at));
  const change = changeText(before ?? null, now ?? null);
  const name = make('span', { class: 'name' }, series.title);
  const figure = valueText(now ?? null, metricOf(payload, state.metric));
  const label = make('label', {}, box, swatch, name, make('span', { class: 'figure' }, figure));
  if (change !== '') label.append(make('span', { class: change.startsWith('+') ? 'more' : 'less' }, change));
  return make('li', {}, label);
}

/** In the metric's unit. */
export function figureAt({ figures, latency }: PayloadSeries, metric: string, at: number): number | null {
  if (metric === 'latency') {
    const place = latency?.at.findLastIndex((one) => one <= at) ?? -1;
    const ms = latency?.ms[place];
    return ms === undefined ? null : ms * 1000;
  }
  const steps = figures[metric];
  const digits = steps === undefined ? null : valueAt(steps, at);
  return digits === null ? null : Number(digits);
}
