import type { HistoryRecord, RecordedModel } from './record.ts';
import type { RecordedMetric } from '#policy/metrics.ts';
import { isBound, metricOf, unitOf } from '#policy/metrics.ts';
import { bytesText, countText, timeText } from '#text/number-text.ts';

/** What shields.io draws a badge from (https://shields.io/badges/endpoint-badge). */
export interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: 'blue' | 'brightgreen' | 'red' | 'lightgrey';
}

/** A model's badge: the figure at the newest commit, green under its ceiling, red over it, blue without one. */
export function badgeOf(model: RecordedModel, metric: RecordedMetric = 'macs'): Badge {
  const label = `${clean(model.case === '' ? model.id : `${model.id} (${model.case})`)} ${metricOf(metric).words}`;
  const value = valueOf(model, metric);
  if (value === null)
    return {
      schemaVersion: 1,
      label,
      message: model.failure === null ? 'not known' : 'unreadable',
      color: 'lightgrey',
    };
  const bound = isBound(metric, model.exact) ? '≥ ' : '';
  const ceiling = model.budgets[metric];
  const color = ceiling === undefined ? 'blue' : value > BigInt(ceiling) ? 'red' : 'brightgreen';
  return { schemaVersion: 1, label, message: `${bound}${amountText(value, metric)}`, color };
}

/** Milliseconds as whole microseconds; null if they are beyond what a number holds. */
function timeOf(ms: number | null): bigint | null {
  const time = ms === null ? NaN : Math.round(ms * 1000);
  return Number.isFinite(time) ? BigInt(time) : null;
}

/** Count, bytes or microseconds. */
function valueOf({ figures, latency }: RecordedModel, metric: RecordedMetric): bigint | null {
  if (metric === 'latency') return timeOf(latency?.ms ?? null);
  const digits = figures[metric];
  return digits === undefined ? null : BigInt(digits);
}

function amountText(value: bigint, metric: RecordedMetric): string {
  const kind = unitOf(metric);
  return kind === 'bytes' ? bytesText(value) : kind === 'time' ? timeText(Number(value)) : countText(value);
}

const clean = (text: string): string => text.replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '').slice(0, 80);

/** The badges of a commit as files of the data branch: one a model, in its first case. */
export function badgeFiles({ models }: HistoryRecord): readonly { readonly path: string; readonly text: string }[] {
  const firsts = new Map(models.toReversed().map((model) => [badgePath(model.id), model]));
  return [...firsts].map(([path, model]) => ({ path, text: `${JSON.stringify(badgeOf(model))}\n` }));
}

/** `badges/<id>.json`; whatever isn't a letter, digit, `_`, `-`, `.` or a slash between names is written as %XX. */
function badgePath(id: string): string {
  const parts = clean(id)
    .split('/')
    .map((part) =>
      [...new TextEncoder().encode(part)]
        .map((byte) => {
          const character = String.fromCharCode(byte);
          return /[\w.-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
        })
        .join('')
        .replace(/^(?:\.|$)/, (dot) => (dot === '' ? '%00' : '%2E')),
    );
  return `badges/${parts.join('/')}.json`;
}
