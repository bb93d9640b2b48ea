import type { CountedMetric } from '#policy/metrics.ts';
import { countedMetrics, metricOf, unitOf } from '#policy/metrics.ts';
import { latencySeries } from '#history/latency.ts';
import type { HistoryRecord, RecordedModel } from '#history/record.ts';
import { seriesName } from '#history/series.ts';
import { jsonDocument } from '#text/plain-json.ts';
import type { DataText, JsonText } from '#text/safe.ts';

/**
 * `history export --format json`, schema `flopgate/history/1`: the records from first to last, and beside them what was measured, by
 * model and case: the ratios to the parent chained, and levels over machines, both as src/history/latency.ts says.
 * @param last records that are exported, with the measurements on them
 */
export function historyJson(history: readonly HistoryRecord[], last = history.length): JsonText {
  const from = Math.max(0, history.length - last);
  const latency = measuredSeries(history, from);
  return jsonDocument({ schema: 'flopgate/history/1', commits: history.slice(from), latency }, 1);
}

function measuredSeries(history: readonly HistoryRecord[], from: number) {
  const models = history.flatMap((record) => record.models.filter(({ latency }) => latency !== null));
  const firsts = new Map(models.toReversed().map((model) => [seriesName(model), model]));
  return [...firsts].map(([name, { id, case: caseName }]) => {
    const { points, environments } = latencySeries(history, name);
    const told = points.filter(({ at }) => at >= from);
    return {
      model: id,
      case: caseName,
      environments,
      points: told.map(({ at, ...point }) => ({ sha: history[at]?.sha ?? '', ...point })),
    };
  });
}

const heads = ['sha', 'committed_at', 'subject', 'model', 'case', 'path', 'format', 'exact', 'failure'] as const;
const measured = ['latency_ms', 'latency_ratio', 'latency_low', 'latency_high', 'provider', 'threads'] as const;

/** One line a commit, model and case (RFC 4180); counts are whole numbers, bytes are bytes, latency is in ms. */
export function historyCsv(history: readonly HistoryRecord[]): DataText {
  const lines = [[...heads, ...countedMetrics, ...measured].join(',')];
  for (const record of history) for (const model of record.models) lines.push(csvLine(record, model));
  return `${lines.join('\r\n')}\r\n` as DataText;
}

function csvLine(record: HistoryRecord, model: RecordedModel): string {
  const { latency, failure, figures } = model;
  const [low, high] = latency?.interval ?? [null, null];
  const named = [record.sha, record.committedAt, record.subject, model.id, model.case, model.path, model.format];
  const numbers = [
    ...countedMetrics.map((metric) => figures[metric]),
    ...[latency?.ms, latency?.ratio, low, high].map((value) => value ?? undefined),
  ];
  return [
    ...named.map((value) => csvText(value ?? '')),
    String(model.exact),
    csvText(failure === null ? '' : failure.code),
    ...numbers.map((value) => String(value ?? '')),
    csvText(latency?.provider ?? ''),
    String(latency?.threads ?? ''),
  ].join(',');
}

/** A spreadsheet takes what begins like a formula for one: an apostrophe makes it text. */
function csvText(hostile: string): string {
  const text = printable(hostile);
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

const units = { count: '', bytes: '_bytes', time: '_seconds' } as const;

/**
 * OpenMetrics 1.0 text, for Prometheus to take in (`promtool tsdb create-blocks-from openmetrics`): one series a model and case, a
 * sample a commit; where commits share a second the last of them stands.
 */
export function historyOpenMetrics(history: readonly HistoryRecord[]): DataText {
  const families = countedMetrics.map((metric) => {
    const kind = unitOf(metric);
    return family(`flopgate_${metric}${units[kind]}`, units[kind], metricOf(metric).words, history, (model) =>
      digitsOf(model, metric),
    );
  });
  families.push(
    family('flopgate_latency_seconds', '_seconds', metricOf('latency').words, history, ({ latency }) =>
      seconds(latency?.ms),
    ),
  );
  return `${families.join('')}# EOF\n` as DataText;
}

const seconds = (ms: number | null | undefined): string | undefined =>
  ms === null || ms === undefined ? undefined : String(ms / 1000);

const digitsOf = ({ figures }: RecordedModel, metric: CountedMetric): string | undefined => figures[metric];

function family(
  name: string,
  unit: string,
  help: string,
  history: readonly HistoryRecord[],
  valueOf: (model: RecordedModel) => string | undefined,
): string {
  const series = new Map<string, Map<number, string>>();
  for (const { models, committedAt } of history) {
    const at = Math.floor(Date.parse(committedAt) / 1000);
    for (const model of models) {
      const value = valueOf(model);
      if (value === undefined) continue;
      const labels = `{model="${label(model.id)}",case="${label(model.case)}"}`;
      const samples = series.get(labels) ?? new Map<number, string>();
      series.set(labels, samples.set(at, value));
    }
  }
  if (series.size === 0) return '';
  const lines = [...series].flatMap(([labels, samples]) =>
    [...samples].toSorted(([a], [b]) => a - b).map(([at, value]) => `${name}${labels} ${value} ${at}`),
  );
  const meta = [
    `# TYPE ${name} gauge`,
    ...(unit === '' ? [] : [`# UNIT ${name} ${unit.slice(1)}`]),
    `# HELP ${name} ${help}`,
  ];
  return `${[...meta, ...lines].join('\n')}\n`;
}

/** Without controls of a terminal and commands of a workflow's log, which these files may be shown in. */
const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|##\[/g, '\ufffd');

const label = (text: string): string =>
  printable(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '');
