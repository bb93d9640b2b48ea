import type { HistoryRecord } from './record.ts';
import { seriesName } from './series.ts';

/** MACs of each model in each case over the newest commits, for a line in a comment: one small file instead of many records. */
export interface RecentHistory {
  readonly schema: 'flopgate/recent/1';
  /** Full ids, oldest first. */
  readonly commits: readonly string[];
  /** Series → one number a commit, null if it has none. */
  readonly macs: Readonly<Record<string, readonly (number | null)[]>>;
}

/** Commits that are kept. */
const KEPT = 30;
/** Series that are kept. */
const MAX_SERIES = 2000;

const none: RecentHistory = { schema: 'flopgate/recent/1', commits: [], macs: {} };

/** With one commit more; series that it hasn't got are gone. */
export function withRecord(recent: RecentHistory, { sha, models }: HistoryRecord): RecentHistory {
  const macs: [string, readonly (number | null)[]][] = models.slice(0, MAX_SERIES).map((model) => {
    const name = seriesName(model);
    const before = Object.hasOwn(recent.macs, name) ? recent.macs[name] : undefined;
    const digits = model.figures.macs;
    return [
      name,
      [...(before ?? recent.commits.map(() => null)), digits === undefined ? null : Number(digits)].slice(-KEPT),
    ];
  });
  return { ...none, commits: [...recent.commits, sha].slice(-KEPT), macs: Object.fromEntries(macs) };
}

/** What the file says; nothing if there is none, or if somebody else wrote it. */
export function parseRecent(json: string | null): RecentHistory {
  try {
    const { schema, commits, macs } = JSON.parse(json ?? 'null') as Partial<Record<keyof RecentHistory, unknown>>;
    if (schema !== none.schema || !Array.isArray(commits) || typeof macs !== 'object' || macs === null) return none;
    const length = Math.min(commits.length, KEPT);
    const series = Object.entries(macs)
      .slice(0, MAX_SERIES)
      .map(([name, values]: [string, unknown]) => [name, numbers(values, length)] as const);
    return { ...none, commits: commits.slice(-KEPT).map(String), macs: Object.fromEntries(series) };
  } catch {
    return none;
  }
}

function numbers(values: unknown, length: number): readonly (number | null)[] {
  const given = Array.isArray(values) ? (values as unknown[]).slice(-KEPT) : [];
  return Array.from({ length }, (_, i) => {
    const value = given[i];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  });
}
