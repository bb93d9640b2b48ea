import { colorOf, markOf, type Line } from './chart.ts';
import { valueAt, type Happening } from './columns.ts';
import { showLayers, type LayerMetric } from './compare-layers.ts';
import { byId, make } from './dom.ts';
import { figureAt, showModels } from './list.ts';
import { showValues } from './values.ts';
import { lastOf, type View } from './view.ts';
import { linesOf, metricOf, shownHappenings } from './view-state.ts';
import { changeText, dayOf, valueText } from './words.ts';

/** Happenings that are listed under the chart. */
const LISTED = 100;

/** Shows all parts of the page as chosen. */
export function showAll(view: View): void {
  view.controls.metric.value = view.state.metric;
  showList(view);
  showChart(view);
  showCommit(view);
  showSides(view);
  if (byId('all-values', HTMLDetailsElement).open) showPage(view, view.page);
}

/** The list of models that the filter lets through. */
export function showList(view: View): void {
  showModels(view.payload, view.state, view.controls.filter.value, (index, on) => choose(view, index, on));
}

function choose(view: View, index: number, on: boolean): void {
  const others = view.state.chosen.filter((one) => one !== index);
  view.change({ chosen: on ? [...others, index] : others });
  // The list was made anew: what had the focus has it again.
  const place = [...byId('models', HTMLUListElement).querySelectorAll('.name')].findIndex(
    ({ textContent }) => textContent === view.payload.series[index]?.title,
  );
  byId('models', HTMLUListElement).querySelectorAll('input')[place]?.focus();
}

/** The chart with its legend, and what happened in its range. */
export function showChart(view: View): void {
  const { payload, state } = view;
  const lines = linesOf(payload, state);
  const happenings = shownHappenings(payload, state);
  view.chart.show({
    lines,
    metric: metricOf(payload, state.metric),
    relative: state.relative,
    range: state.range,
    happenings,
    selected: state.selected,
    days: payload.commits.at,
  });
  byId('legend', HTMLUListElement).replaceChildren(...lines.map(legendItem));
  byId('chart-said', HTMLElement).textContent = chartText(view, lines);
  byId('happenings', HTMLOListElement).replaceChildren(
    ...happenings.slice(-LISTED).map((happening) => happeningItem(view, happening)),
  );
  byId('no-happenings', HTMLElement).hidden = happenings.length > 0;
}

function legendItem({ title, budget }: Line, place: number): HTMLLIElement {
  const swatch = make('span', { class: 'swatch', 'aria-hidden': 'true' });
  swatch.style.background = `var(${colorOf(place)})`;
  return make('li', {}, swatch, `${title}${budget === undefined ? '' : ' (dotted: its budget)'}`);
}

/** The chart in words, for people who don't see it. */
function chartText({ payload, state }: View, lines: readonly Line[]): string {
  if (lines.length === 0) return 'Choose a model to see its line.';
  const { title } = metricOf(payload, state.metric);
  const nothing = lines.every(({ numbers }) => numbers.every((value) => Number.isNaN(value)));
  if (nothing) return `No ${title} is recorded for what is chosen.`;
  const { from, to } = state.range;
  const days = [from, to].map((at) => dayOf(payload.commits.at[at] ?? 0));
  return `${title}${state.relative ? ', relative to the first commit shown' : ''}, ${to - from + 1} commits, ${days.join(' to ')}`;
}

function happeningItem({ payload, change }: View, { at, kind, text, series }: Happening): HTMLLIElement {
  const words = `${markOf(kind)} ${payload.commits.sha[at]?.slice(0, 7) ?? ''} ${payload.series[series]?.title ?? ''}: ${text}`;
  const button = make('button', { type: 'button', class: kind }, words);
  button.addEventListener('click', () => change({ selected: at }));
  return make('li', {}, button);
}

/** The selected commit, with the figures of the chosen models at it. */
function showCommit(view: View): void {
  const { payload, state } = view;
  const { commits, commitUrl } = payload;
  const at = state.selected;
  const sha = commits.sha[at] ?? '';
  const day = dayOf(commits.at[at] ?? 0);
  const rows = commitRows(view);
  const { commit } = view.controls;
  commit.min = String(state.range.from + 1);
  commit.max = String(state.range.to + 1);
  commit.value = String(at + 1);
  const words = `${sha.slice(0, 7)}, ${day}: ${commits.subject[at] ?? ''}`;
  commit.setAttribute('aria-valuetext', [words, ...rows].join('; '));
  const name = commitUrl === null ? sha : make('a', { href: commitUrl + sha, rel: 'noreferrer' }, sha);
  byId('commit-name', HTMLElement).replaceChildren(name, ` · ${day} · ${at + 1} of ${lastOf(view) + 1}`);
  byId('commit-subject', HTMLElement).textContent = commits.subject[at] ?? '';
  byId('commit-figures', HTMLUListElement).replaceChildren(...rows.map((row) => make('li', {}, row)));
}

function commitRows({ payload, state }: View): readonly string[] {
  const at = state.selected;
  return state.chosen.flatMap((index) => {
    const one = payload.series[index];
    if (one === undefined) return [];
    const [before, now] = [figureAt(one, state.metric, at - 1), figureAt(one, state.metric, at)];
    const failure = valueAt(one.failure, at);
    const figure = now === null && failure !== null ? failure : valueText(now, metricOf(payload, state.metric));
    return [`${one.title}: ${figure} ${changeText(before, now)}`.trim()];
  });
}

/** Layer by layer, the two commits that are compared. */
export function showSides({ payload, controls, state }: View): void {
  const { layerModel, layerMetric, layersAll, sides } = controls;
  const words: string[] = [];
  for (const side of ['base', 'head'] as const) {
    const sha = payload.commits.sha[state[side]]?.slice(0, 7) ?? '';
    if (document.activeElement !== sides[side]) sides[side].value = sha;
    words.push(sha);
  }
  const one = payload.series[Number(layerModel.value)];
  const version = (at: number) => {
    const place = one === undefined ? null : valueAt(one.version, at);
    return place === null ? null : (payload.layers.versions[place] ?? null);
  };
  showLayers(payload, {
    base: version(state.base),
    head: version(state.head),
    metric: layerMetric.value as LayerMetric,
    all: layersAll.checked,
    words: `${one?.title ?? ''}, ${words.join(' → ')}`,
  });
}

/** A page of the table of values; the nearest one there is. */
export function showPage(view: View, wanted: number): void {
  const pages = showValues(view.payload, view.state, wanted);
  view.page = Math.min(Math.max(0, wanted), pages - 1);
  byId('newer', HTMLButtonElement).disabled = view.page === 0;
  byId('older', HTMLButtonElement).disabled = view.page >= pages - 1;
}
