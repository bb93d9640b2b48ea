import type { Payload, PayloadVersion } from '#report/dashboard/payload-types.ts';
import { byId, fillTable } from './dom.ts';
import { changeText, valueText } from './words.ts';

export type LayerMetric = 'macs' | 'elementwise' | 'params' | 'moved';

/** One layer at two commits; null on the side that hasn't got it. */
interface LayerRow {
  readonly name: string;
  readonly op: string;
  readonly base: number | null;
  readonly head: number | null;
}

/** Layers of two versions beside each other, by name; where a name occurs twice, in order. Largest difference first. */
function layerRows(
  { names, ops }: Payload['layers'],
  base: PayloadVersion | null,
  head: PayloadVersion | null,
  metric: LayerMetric,
): readonly LayerRow[] {
  const waiting = new Map<number, number[]>();
  base?.name.forEach((name, i) => waiting.set(name, [...(waiting.get(name) ?? []), i]));
  const figure = (version: PayloadVersion | null, i: number | undefined): number | null => {
    const value = i === undefined ? undefined : version?.[metric][i];
    return value === undefined || value < 0 ? null : value;
  };
  const rows: LayerRow[] = [];
  const taken = new Set<number>();
  head?.name.forEach((name, i) => {
    const at = waiting.get(name)?.shift();
    if (at !== undefined) taken.add(at);
    rows.push({
      name: names[name] ?? '',
      op: ops[head.op[i] ?? -1] ?? '',
      base: figure(base, at),
      head: figure(head, i),
    });
  });
  base?.name.forEach((name, i) => {
    if (!taken.has(i))
      rows.push({ name: names[name] ?? '', op: ops[base.op[i] ?? -1] ?? '', base: figure(base, i), head: null });
  });
  const weight = (row: LayerRow): number => Math.abs((row.head ?? 0) - (row.base ?? 0));
  return rows.toSorted((a, b) => weight(b) - weight(a) || (b.head ?? b.base ?? 0) - (a.head ?? a.base ?? 0));
}

/** Rows that a table shows at first. */
const ROWS = 200;

export interface Comparison {
  readonly base: PayloadVersion | null;
  readonly head: PayloadVersion | null;
  readonly metric: LayerMetric;
  readonly all: boolean;
  /** `abc1234 → def5678`, for the caption. */
  readonly words: string;
}

const units = { macs: 'count', elementwise: 'count', params: 'count', moved: 'bytes' } as const;

export function showLayers({ layers }: Payload, { base, head, metric, all, words }: Comparison): void {
  const rows = layerRows(layers, base, head, metric);
  const changed = rows.filter((row) => row.base !== row.head);
  const some = all ? rows : changed;
  const unit = { name: metric, title: '', unit: units[metric], isStored: true, isUsual: false };
  const table = byId('layers', HTMLTableElement);
  fillTable(
    table,
    ['Layer', 'Operator', 'Before', 'After', 'Difference', 'Change'],
    some
      .slice(0, ROWS)
      .map((row) => [
        row.name === '' ? '(no name)' : row.name,
        row.op,
        base === null || row.base === null ? '–' : valueText(row.base, unit),
        head === null || row.head === null ? '–' : valueText(row.head, unit),
        differenceText((row.head ?? 0) - (row.base ?? 0), unit),
        row.base === null ? 'new' : row.head === null ? 'gone' : changeText(row.base, row.head),
      ]),
    new Set([2, 3, 4, 5]),
  );
  const missing = base === null && head === null;
  const rest = some.length - Math.min(some.length, ROWS) + (head?.omitted ?? 0);
  byId('layers-said', HTMLElement).textContent = missing
    ? `${words}: the layers of these versions aren’t part of this page.`
    : `${words}: ${changed.length} of ${rows.length} layers differ${rest > 0 ? `; ${rest} more aren’t shown` : ''}.`;
}

function differenceText(value: number, unit: Parameters<typeof valueText>[1]): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '−'}${valueText(Math.abs(value), unit)}`;
}
