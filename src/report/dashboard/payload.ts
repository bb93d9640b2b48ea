import { budgetMetrics, metricOf, recordedMetrics } from '#policy/metrics.ts';
import type { ChangePoint, LatencySeries } from '#history/latency.ts';
import { latencySeries } from '#history/latency.ts';
import type { RecordedLayers } from '#history/layers.ts';
import type { HistoryRecord, RecordedModel } from '#history/record.ts';
import { seriesName } from '#history/series.ts';
import { elided, visible } from '#text/escape.ts';
import type { Payload, PayloadLayers, PayloadSeries, PayloadVersion, Steps } from './payload-types.ts';

export interface DashboardQuestion {
  /** From first to last. */
  readonly history: readonly HistoryRecord[];
  readonly layers: ReadonlyMap<string, RecordedLayers>;
  /** By series; those of latency. */
  readonly changePoints: ReadonlyMap<string, readonly ChangePoint[]>;
  readonly title: string;
  readonly commitUrl: string | null;
  readonly generatedAt: Date;
  readonly version: string;
}

/** Layer rows of all versions that the page holds at most: newest versions first. */
const MAX_ROWS = 60_000;

/** Everything that the page shows, by columns. */
export function payloadOf(question: DashboardQuestion): Payload {
  const { history } = question;
  const builders = collect(history);
  const kept = pooled(question.layers, newestVersions(history, question.layers));
  return {
    title: shown(question.title),
    commitUrl: question.commitUrl,
    generatedAt: question.generatedAt.toISOString(),
    version: question.version,
    commits: {
      sha: history.map(({ sha }) => sha.slice(0, 12)),
      at: history.map(({ committedAt }) => Math.floor(Date.parse(committedAt) / 1000)),
      subject: history.map(({ subject }) => shown(subject)),
    },
    metrics: recordedMetrics.map((name) => {
      const { words, unit, isStored, columns } = metricOf(name);
      return { name, title: words, unit, isStored, isUsual: columns !== 'when told' };
    }),
    series: [...builders.values()].map((builder) => seriesOf(builder, question, kept.indices)),
    layers: kept.layers,
    layersOmitted: kept.omitted,
  };
}

/** A name or sentence as people may see it. */
const shown = (text: string, most = 120): string => elided(visible(text), most);

interface Point {
  readonly at: number;
  readonly model: RecordedModel;
}

/** Points of each model in each case, in the order of the newest commit, then those that are gone. */
function collect(history: readonly HistoryRecord[]): ReadonlyMap<string, Point[]> {
  const order = history.toReversed().flatMap(({ models }, i) => (i === 0 ? models.map(seriesName) : []));
  const series = new Map<string, Point[]>(order.map((name) => [name, []]));
  history.forEach(({ models }, at) => {
    for (const model of models) {
      const name = seriesName(model);
      const points = series.get(name);
      if (points === undefined) series.set(name, [{ at, model }]);
      // One model twice in a record: the first counts.
      else if (points.at(-1)?.at !== at) points.push({ at, model });
    }
  });
  return series;
}

function seriesOf(
  points: readonly Point[],
  { history, changePoints }: DashboardQuestion,
  versions: ReadonlyMap<string, number>,
): PayloadSeries {
  const [first] = points;
  const name = first === undefined ? '' : seriesName(first.model);
  const id = first?.model.id ?? '';
  const end = history.length;
  const record = <T>(of: (metric: string, model: RecordedModel) => T | undefined): Record<string, Steps<T>> => {
    const all = budgetMetrics.map(
      (metric) => [metric, stepsOf(points, end, (model) => of(metric, model) ?? null)] as const,
    );
    return Object.fromEntries(all.filter(([, { value }]) => value.some((one) => one !== null)));
  };
  return {
    title: shown(name),
    path: shown(points.at(-1)?.model.path ?? ''),
    figures: record((metric, { figures }) => (figures as Readonly<Record<string, string | undefined>>)[metric]),
    budgets: record((metric, { budgets }) => (budgets as Readonly<Record<string, string | undefined>>)[metric]),
    exact: stepsOf(points, end, ({ exact }) => exact),
    failure: stepsOf(points, end, ({ failure }) => (failure === null ? null : shown(failure.code))),
    version: stepsOf(points, end, ({ key }) => versions.get(key) ?? null),
    latency: latencyOf(latencySeries(history, name)),
    changePoints: (changePoints.get(name) ?? []).map(({ at, ratio, p }) => ({
      at,
      ratio: rounded(ratio),
      p: rounded(p),
    })),
    accepted: history.flatMap(({ acceptances }, at) =>
      acceptances
        .filter(({ model }) => model === id || model === '*')
        .map(({ metric, reason, by }) => ({ at, metric, text: shown(`${reason} (${by.slice(0, 12)})`) })),
    ),
  };
}

/** Where a value changes; a commit without the model has none. */
function stepsOf<T>(points: readonly Point[], end: number, of: (model: RecordedModel) => T | null): Steps<T> {
  const [at, value]: [number[], (T | null)[]] = [[], []];
  const push = (where: number, what: T | null): void => {
    if (value.length === 0 ? what === null : value.at(-1) === what) return;
    at.push(where);
    value.push(what);
  };
  let next = 0;
  for (const { at: where, model } of points) {
    if (where > next) push(next, null);
    push(where, of(model));
    next = where + 1;
  }
  if (next < end) push(next, null);
  return { at, value };
}

const rounded = (value: number): number => Number(value.toPrecision(6));

function latencyOf({ points, environments }: LatencySeries): PayloadSeries['latency'] {
  if (points.length === 0) return null;
  return {
    at: points.map(({ at }) => at),
    ms: points.map(({ ms }) => rounded(ms)),
    ratio: points.map(({ ratio }) => (ratio === null ? null : rounded(ratio))),
    level: points.map(({ level }) => rounded(level)),
    environment: points.map(({ environment }) => environment),
    environments: environments.map((facts) => shown(facts, 400)),
  };
}

/** Keys of the versions whose layers are kept: the newest, as many as fit. */
function newestVersions(
  history: readonly HistoryRecord[],
  layers: ReadonlyMap<string, RecordedLayers>,
): readonly string[] {
  const keys = new Set<string>();
  let rows = 0;
  for (const { models } of history.toReversed())
    for (const { key } of models) {
      const found = keys.has(key) ? undefined : layers.get(key);
      if (found === undefined || rows + found.names.length > MAX_ROWS) continue;
      rows += found.names.length;
      keys.add(key);
    }
  return [...keys];
}

/** Place of a text in a pool, which grows by it. */
function indexIn(pool: Map<string, number>, text: string): number {
  const found = pool.get(text) ?? pool.size;
  pool.set(text, found);
  return found;
}

function pooled(layers: ReadonlyMap<string, RecordedLayers>, keys: readonly string[]) {
  const [names, ops] = [new Map<string, number>(), new Map<string, number>()];
  const indices = new Map<string, number>();
  const versions: PayloadVersion[] = [];
  for (const key of keys) {
    const one = layers.get(key);
    if (one === undefined) continue;
    indices.set(key, versions.length);
    versions.push({
      name: one.names.map((name) => indexIn(names, shown(name))),
      op: one.ops.map((op) => indexIn(ops, shown(op))),
      ...one.figures,
      omitted: one.omitted,
    });
  }
  const payload: PayloadLayers = { names: [...names.keys()], ops: [...ops.keys()], versions };
  return { layers: payload, indices, omitted: layers.size - versions.length };
}
