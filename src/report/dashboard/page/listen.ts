import { byId } from './dom.ts';
import { showChart, showList, showPage, showSides } from './show.ts';
import { lastOf, type View } from './view.ts';
import { findCommit, versionBefore } from './view-state.ts';

/** Models that "Choose all" chooses at most. */
const CHOSEN = 50;

/** Connects every control of the page with what it changes. */
export function listen(view: View): void {
  listenToKeys(view);
  listenToList(view);
  listenToChart(view);
  listenToSides(view);
  listenToTable(view);
  listenToTheme(view);
}

const onClick = (id: string, work: () => void): void => byId(id, HTMLButtonElement).addEventListener('click', work);

function listenToKeys(view: View): void {
  const { commit, filter } = view.controls;
  const keys: Readonly<Record<string, () => void>> = {
    b: () => view.change({ base: view.state.selected }),
    h: () => view.change({ head: view.state.selected }),
    '+': () => zoom(view, 0.5),
    '=': () => zoom(view, 0.5),
    '-': () => zoom(view, 2),
    '0': () => view.change({ range: { from: 0, to: lastOf(view) } }),
  };
  commit.addEventListener('input', () => view.change({ selected: Number(commit.value) - 1 }));
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
}

function zoom(view: View, by: number): void {
  const { selected, range } = view.state;
  const half = Math.max(1, Math.round(((range.to - range.from) * by) / 2));
  view.change({ range: { from: Math.max(0, selected - half), to: Math.min(lastOf(view), selected + half) } });
}

function listenToList(view: View): void {
  const { filter } = view.controls;
  filter.addEventListener('input', () => showList(view));
  filter.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    filter.value = '';
    showList(view);
  });
  onClick('every', () => view.change({ chosen: view.payload.series.map((_, i) => i).slice(0, CHOSEN) }));
  onClick('none', () => view.change({ chosen: [] }));
}

function listenToChart(view: View): void {
  const { metric, relative, span } = view.controls;
  const last = lastOf(view);
  metric.addEventListener('change', () => view.change({ metric: metric.value }));
  relative.addEventListener('change', () => view.change({ relative: relative.checked }));
  span.addEventListener('change', () => {
    const from = span.value === 'all' ? 0 : Math.max(0, last - Number(span.value) + 1);
    view.change({ range: { from, to: last }, selected: Math.max(from, view.state.selected) });
  });
  onClick('whole', () => {
    span.value = 'all';
    view.change({ range: { from: 0, to: last } });
  });
}

function listenToSides(view: View): void {
  const { sides, layerModel, layerMetric, layersAll } = view.controls;
  const before = (at: number): number => versionBefore(view.payload.series[Number(layerModel.value)], at);
  onClick('as-base', () => view.change({ base: view.state.selected }));
  onClick('as-head', () => view.change({ head: view.state.selected, base: before(view.state.selected) }));
  for (const side of ['base', 'head'] as const)
    sides[side].addEventListener('change', () => {
      const found = findCommit(view.payload, sides[side].value);
      sides[side].setAttribute('aria-invalid', String(found === -1));
      if (found !== -1) view.change({ [side]: found });
    });
  layerModel.addEventListener('change', () => view.change({ base: before(view.state.head) }));
  for (const control of [layerMetric, layersAll]) control.addEventListener('change', () => showSides(view));
}

function listenToTable(view: View): void {
  byId('all-values', HTMLDetailsElement).addEventListener('toggle', () => showPage(view, view.page));
  onClick('newer', () => showPage(view, view.page - 1));
  onClick('older', () => showPage(view, view.page + 1));
}

function listenToTheme(view: View): void {
  byId('theme', HTMLSelectElement).addEventListener('change', (event) => {
    const { value } = event.target as HTMLSelectElement;
    if (value === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = value;
    showChart(view);
  });
}
