import type { RecordedMetric } from '#policy/metrics.ts';
import { metricOf, recordedMetrics } from '#policy/metrics.ts';
import type { HistoryRecord, RecordedModel } from '#history/record.ts';
import { seriesName } from '#history/series.ts';
import { percentText, timeText } from '#text/number-text.ts';
import { nearest } from '#text/suggest.ts';
import { Fault } from '#graph/fault.ts';
import { terminalName, terminalText } from '#text/escape.ts';
import { cutAt, joined, term, type Plain, type TerminalText } from '#text/safe.ts';
import { sparkline } from '#text/sparkline.ts';
import { textTable, type Cell } from '#report/terminal/plain-table.ts';
import { amountText, shortSha } from '#report/words.ts';

export interface HistoryQuestion {
  /** Id of a model; null: every model, a line each. */
  readonly id: string | null;
  readonly metric: string;
  readonly last: number;
}

/** `history show`. @throws Fault `usage`, `unknown-model` */
export function renderHistory(history: readonly HistoryRecord[], { id, metric, last }: HistoryQuestion): TerminalText {
  const shown = recordedMetrics.find((one) => one === metric);
  if (shown === undefined) {
    const meant = nearest(metric, recordedMetrics);
    throw new Fault(
      'usage',
      `there is no metric ${metric}`,
      meant === undefined ? `write one of ${recordedMetrics.join(', ')}` : `did you mean ${meant}?`,
    );
  }
  if (history.length === 0) return term`Nothing is recorded yet: flopgate history record, or --backfill A..B.\n`;
  return id === null ? everyModel(history, shown, last) : oneModel(history, id, shown, last);
}

function everyModel(history: readonly HistoryRecord[], metric: RecordedMetric, last: number): TerminalText {
  const some = history.slice(-last);
  const names = [...new Set((history.at(-1)?.models ?? []).map(seriesName))];
  const rows = names.map((name): readonly Cell[] => {
    const values = some.map(({ models }) =>
      valueOf(
        models.find((model) => seriesName(model) === name),
        metric,
      ),
    );
    const first = values.find((value) => value !== null) ?? null;
    const now = values.findLast((value) => value !== null) ?? null;
    return [
      { text: terminalName(name) },
      { text: sparkline(values.map((value) => (value === null ? null : Number(value)))) },
      { text: now === null ? term`–` : textOf(now, metric) },
      {
        text:
          first === null || now === null || first === 0n ? term`` : percentText(Number(now - first) / Number(first)),
      },
    ];
  });
  const columns = [
    { head: term`model`, align: 'left' },
    { head: term`last ${some.length} commits`, align: 'left' },
    { head: terminalText(metricOf(metric).head), align: 'right' },
    { head: term`change`, align: 'right' },
  ] as const;
  return term`${joined(textTable(columns, rows, Infinity, false), '\n')}\n`;
}

function oneModel(history: readonly HistoryRecord[], id: string, metric: RecordedMetric, last: number): TerminalText {
  const has = (record: HistoryRecord): boolean => record.models.some((model) => isAsked(model, id));
  const some = history.filter(has).slice(-last);
  if (some.length === 0) {
    const meant = nearest(id, [...new Set(history.flatMap(({ models }) => models.map((model) => model.id)))]);
    throw new Fault(
      'unknown-model',
      `no record knows a model ${id}`,
      meant === undefined ? 'flopgate history show lists the models' : `did you mean ${meant}?`,
    );
  }
  let before: bigint | null = null;
  const rows = some.map((record): readonly Cell[] => {
    const model = record.models.find((one) => isAsked(one, id));
    const value = valueOf(model, metric);
    const change = value === null || before === null || before === 0n ? null : Number(value - before) / Number(before);
    before = value ?? before;
    const ratio = metric === 'latency' ? (model?.latency?.ratio ?? null) : null;
    return [
      { text: terminalName(shortSha(record.sha)) },
      { text: terminalName(record.committedAt.slice(0, 10)) },
      { text: value === null ? terminalName(model?.failure?.code ?? '–') : textOf(value, metric) },
      {
        text:
          metric === 'latency'
            ? ratio === null
              ? term``
              : percentText(ratio - 1)
            : change === null || change === 0
              ? term``
              : percentText(change),
      },
      { text: cutAt(terminalText(record.subject), 60) },
    ];
  });
  const columns = [
    { head: term`commit`, align: 'left' },
    { head: term`date`, align: 'left' },
    { head: terminalText(metricOf(metric).head), align: 'right' },
    { head: metric === 'latency' ? term`to parent` : term`change`, align: 'right' },
    { head: term`subject`, align: 'left' },
  ] as const;
  return term`${joined(textTable(columns, rows, Infinity, false), '\n')}\n`;
}

const isAsked = (model: RecordedModel, id: string): boolean => model.id === id || seriesName(model) === id;

/** Count, bytes or microseconds. */
function valueOf(model: RecordedModel | undefined, metric: RecordedMetric): bigint | null {
  if (metric === 'latency') {
    const ms = model?.latency?.ms ?? null;
    return ms === null ? null : BigInt(Math.round(ms * 1000));
  }
  const digits = model?.figures[metric];
  return digits === undefined ? null : BigInt(digits);
}

const textOf = (value: bigint, metric: RecordedMetric): Plain =>
  metric === 'latency' ? timeText(Number(value)) : amountText(value, metric);
