import type { Payload } from '#report/dashboard/payload-types.ts';
import { openChart } from './chart.ts';
import { byId, make } from './dom.ts';
import { listen } from './listen.ts';
import { showAll } from './show.ts';
import { findControls, type View } from './view.ts';
import { firstState, type State } from './view-state.ts';

function start(payload: Payload): void {
  const chart = openChart(
    byId('chart', HTMLElement),
    (range) => view.change({ range, selected: Math.min(range.to, Math.max(range.from, view.state.selected)) }),
    (selected) => view.change({ selected }),
  );
  const view: View = {
    payload,
    controls: findControls(),
    chart,
    state: firstState(payload),
    page: 0,
    change: (next) => change(view, next),
  };
  fillControls(view);
  listen(view);
  showAll(view);
  document.documentElement.dataset['ready'] = 'true';
}

function change(view: View, next: Partial<State>): void {
  const before = view.state;
  const state = { ...before, ...next };
  const isTooNarrow = state.range !== before.range && state.range.to - state.range.from < 1;
  view.state = isTooNarrow ? { ...state, range: before.range } : state;
  const { range, metric, chosen } = view.state;
  if (range !== before.range || metric !== before.metric || chosen !== before.chosen) view.page = 0;
  showAll(view);
}

/** The metrics that some model has, and the models. */
function fillControls({ payload: { metrics, series }, controls: { metric, layerModel }, state }: View): void {
  const isThere = (name: string): boolean =>
    series.some(({ figures, latency }) => figures[name] !== undefined || (name === 'latency' && latency !== null));
  metric.replaceChildren(
    ...metrics.filter(({ name }) => isThere(name)).map(({ name, title }) => make('option', { value: name }, title)),
  );
  layerModel.replaceChildren(...series.map(({ title }, i) => make('option', { value: String(i) }, title)));
  layerModel.value = String(state.chosen[0] ?? 0);
}

const text = byId('data', HTMLScriptElement).textContent;
const payload = JSON.parse(text) as Payload;
if (payload.commits.sha.length > 0) start(payload);
