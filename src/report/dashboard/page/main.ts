import type { Payload } from '#report/dashboard/payload-types.ts';
import { colorOf, markOf, openChart } from './chart.ts';
import { valueAt } from './columns.ts';
import { showLayers, type LayerMetric } from './compare-layers.ts';
import { byId, make } from './dom.ts';
import { figureAt, showModels } from './list.ts';
import { findCommit, firstState, linesOf, metricOf, shownHappenings, versionBefore, type State } from './view-state.ts';
import { showValues } from './values.ts';
import { changeText, dayOf, valueText } from './words.ts';

/** Happenings that are listed under the chart. */
const LISTED = 100;

function start(payload: Payload): void {
  const { commits, series } = payload;
  const last = commits.sha.length - 1;
  let state = firstState(payload);
  let page = 0;

  const filter = byId('filter', HTMLInputElement);
  const metric = byId('metric', HTMLSelectElement);
  const relative = byId('relative', HTMLInputElement);
  const span = byId('span', HTMLSelectElement);
  const commit = byId('commit', HTMLInputElement);
  const layerModel = byId('layer-model', HTMLSelectElement);
  const layerMetric = byId('layer-metric', HTMLSelectElement);
  const layersAll = byId('layers-all', HTMLInputElement);
  const sides = { base: byId('base', HTMLInputElement), head: byId('head', HTMLInputElement) };
  const chart = openChart(
    byId('chart', HTMLElement),
    (range) => change({ range, selected: Math.min(range.to, Math.max(range.from, state.selected)) }),
    (selected) => change({ selected }),
  );

  function change(next: Partial<State>): void {
    const before = state;
    state = { ...state, ...next };
    if (state.range !== before.range && state.range.to - state.range.from < 1)
      state = { ...state, range: before.range };
    if (state.range !== before.range || state.metric !== before.metric || state.chosen !== before.chosen) page = 0;
    show();
  }

  function show(): void {
    metric.value = state.metric;
    showModels(payload, state, filter.value, choose);
    showChart();
    showCommit();
    showSides();
    if (byId('all-values', HTMLDetailsElement).open) showPage(page);
  }

  function choose(index: number, on: boolean): void {
    const others = state.chosen.filter((one) => one !== index);
    change({ chosen: on ? [...others, index] : others });
    // The list was made anew: what had the focus has it again.
    const place = [...byId('models', HTMLUListElement).querySelectorAll('.name')].findIndex(
      ({ textContent }) => textContent === series[index]?.title,
    );
    byId('models', HTMLUListElement).querySelectorAll('input')[place]?.focus();
  }

  function showChart(): void {
    const lines = linesOf(payload, state);
    const happenings = shownHappenings(payload, state);
    const about = metricOf(payload, state.metric);
    chart.show({
      lines,
      metric: about,
      relative: state.relative,
      range: state.range,
      happenings,
      selected: state.selected,
      days: commits.at,
    });
    byId('legend', HTMLUListElement).replaceChildren(
      ...lines.map(({ title, budget }, place) => {
        const swatch = make('span', { class: 'swatch', 'aria-hidden': 'true' });
        swatch.style.background = `var(${colorOf(place)})`;
        return make('li', {}, swatch, `${title}${budget === undefined ? '' : ' (dotted: its budget)'}`);
      }),
    );
    const nothing = lines.every(({ numbers }) => numbers.every((value) => Number.isNaN(value)));
    byId('chart-said', HTMLElement).textContent =
      lines.length === 0
        ? 'Choose a model to see its line.'
        : nothing
          ? `No ${about.title} is recorded for what is chosen.`
          : `${about.title}${state.relative ? ', relative to the first commit shown' : ''}, ${state.range.to - state.range.from + 1} commits, ${dayOf(commits.at[state.range.from] ?? 0)} to ${dayOf(commits.at[state.range.to] ?? 0)}`;
    byId('happenings', HTMLOListElement).replaceChildren(
      ...happenings.slice(-LISTED).map(({ at, kind, text, series: index }) => {
        const words = `${markOf(kind)} ${commits.sha[at]?.slice(0, 7) ?? ''} ${series[index]?.title ?? ''}: ${text}`;
        const button = make('button', { type: 'button', class: kind }, words);
        button.addEventListener('click', () => change({ selected: at }));
        return make('li', {}, button);
      }),
    );
    byId('no-happenings', HTMLElement).hidden = happenings.length > 0;
  }

  function showCommit(): void {
    const at = state.selected;
    const sha = commits.sha[at] ?? '';
    const about = metricOf(payload, state.metric);
    const rows = state.chosen.flatMap((index) => {
      const one = series[index];
      if (one === undefined) return [];
      const [before, now] = [figureAt(one, state.metric, at - 1), figureAt(one, state.metric, at)];
      const failure = valueAt(one.failure, at);
      const figure = now === null && failure !== null ? failure : valueText(now, about);
      return [`${one.title}: ${figure} ${changeText(before, now)}`.trim()];
    });
    const words = `${sha.slice(0, 7)}, ${dayOf(commits.at[at] ?? 0)}: ${commits.subject[at] ?? ''}`;
    commit.min = String(state.range.from + 1);
    commit.max = String(state.range.to + 1);
    commit.value = String(at + 1);
    commit.setAttribute('aria-valuetext', [words, ...rows].join('; '));
    const name =
      payload.commitUrl === null ? sha : make('a', { href: payload.commitUrl + sha, rel: 'noreferrer' }, sha);
    byId('commit-name', HTMLElement).replaceChildren(
      name,
      ` · ${dayOf(commits.at[at] ?? 0)} · ${at + 1} of ${last + 1}`,
    );
    byId('commit-subject', HTMLElement).textContent = commits.subject[at] ?? '';
    byId('commit-figures', HTMLUListElement).replaceChildren(...rows.map((row) => make('li', {}, row)));
  }

  function showSides(): void {
    const words: string[] = [];
    for (const side of ['base', 'head'] as const) {
      const sha = commits.sha[state[side]]?.slice(0, 7) ?? '';
      if (document.activeElement !== sides[side]) sides[side].value = sha;
      words.push(sha);
    }
    const index = Number(layerModel.value);
    const one = series[index];
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

  function showPage(wanted: number): void {
    const pages = showValues(payload, state, wanted);
    page = Math.min(Math.max(0, wanted), pages - 1);
    byId('newer', HTMLButtonElement).disabled = page === 0;
    byId('older', HTMLButtonElement).disabled = page >= pages - 1;
  }

  const keys: Readonly<Record<string, () => void>> = {
    b: () => change({ base: state.selected }),
    h: () => change({ head: state.selected }),
    '+': () => zoom(0.5),
    '=': () => zoom(0.5),
    '-': () => zoom(2),
    '0': () => change({ range: { from: 0, to: last } }),
  };

  function zoom(by: number): void {
    const half = Math.max(1, Math.round(((state.range.to - state.range.from) * by) / 2));
    const { selected } = state;
    change({ range: { from: Math.max(0, selected - half), to: Math.min(last, selected + half) } });
  }

  function listen(): void {
    commit.addEventListener('input', () => change({ selected: Number(commit.value) - 1 }));
    commit.addEventListener('keydown', (event) => {
      const work = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
      if (work === undefined) return;
      event.preventDefault();
      work();
    });
    document.addEventListener('keydown', (event) => {
      const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
      if (event.key !== '/' || typing || event.target instanceof HTMLSelectElement) return;
      event.preventDefault();
      filter.focus();
    });
    filter.addEventListener('input', () => showModels(payload, state, filter.value, choose));
    filter.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      filter.value = '';
      showModels(payload, state, '', choose);
    });
    metric.addEventListener('change', () => change({ metric: metric.value }));
    relative.addEventListener('change', () => change({ relative: relative.checked }));
    span.addEventListener('change', () => {
      const from = span.value === 'all' ? 0 : Math.max(0, last - Number(span.value) + 1);
      change({ range: { from, to: last }, selected: Math.max(from, state.selected) });
    });
    byId('whole', HTMLButtonElement).addEventListener('click', () => {
      span.value = 'all';
      change({ range: { from: 0, to: last } });
    });
    byId('every', HTMLButtonElement).addEventListener('click', () =>
      change({ chosen: series.map((_, i) => i).slice(0, 50) }),
    );
    byId('none', HTMLButtonElement).addEventListener('click', () => change({ chosen: [] }));
    byId('as-base', HTMLButtonElement).addEventListener('click', () => change({ base: state.selected }));
    byId('as-head', HTMLButtonElement).addEventListener('click', () =>
      change({ head: state.selected, base: versionBefore(series[Number(layerModel.value)], state.selected) }),
    );
    for (const side of ['base', 'head'] as const)
      sides[side].addEventListener('change', () => {
        const found = findCommit(payload, sides[side].value);
        sides[side].setAttribute('aria-invalid', String(found === -1));
        if (found !== -1) change({ [side]: found });
      });
    layerModel.addEventListener('change', () =>
      change({ base: versionBefore(series[Number(layerModel.value)], state.head) }),
    );
    for (const control of [layerMetric, layersAll]) control.addEventListener('change', showSides);
    byId('all-values', HTMLDetailsElement).addEventListener('toggle', () => showPage(page));
    byId('newer', HTMLButtonElement).addEventListener('click', () => showPage(page - 1));
    byId('older', HTMLButtonElement).addEventListener('click', () => showPage(page + 1));
    byId('theme', HTMLSelectElement).addEventListener('change', (event) => {
      const { value } = event.target as HTMLSelectElement;
      if (value === 'auto') delete document.documentElement.dataset['theme'];
      else document.documentElement.dataset['theme'] = value;
      showChart();
    });
  }

  metric.replaceChildren(
    ...payload.metrics
      .filter(({ name }) =>
        series.some(({ figures, latency }) => figures[name] !== undefined || (name === 'latency' && latency !== null)),
      )
      .map(({ name, title }) => make('option', { value: name }, title)),
  );
  layerModel.replaceChildren(...series.map(({ title }, i) => make('option', { value: String(i) }, title)));
  layerModel.value = String(state.chosen[0] ?? 0);
  listen();
  show();
  document.documentElement.dataset['ready'] = 'true';
}

const text = byId('data', HTMLScriptElement).textContent;
const payload = JSON.parse(text) as Payload;
if (payload.commits.sha.length > 0) start(payload);
