import { Fault } from '#graph/fault.ts';

/**
 * A closed part of the history: a commit of the data branch, an ancestor of its tip, whose tree holds records and layers that the tip's
 * doesn't.
 */
export interface Volume {
  readonly tip: string;
  /** Spans in which its records' commits were made; null: not known, so at any time. */
  readonly times: readonly Span[] | null;
}

/** Seconds since 1970, both ends included. */
type Span = readonly [from: number, to: number];

/** Names the volumes, from first to last; there is none if nothing was closed yet. */
export const olderPath = 'older.json';

const SCHEMA = 'flopgate/older/1';
/** Spans that are kept of a volume: a few wrong clocks don't make it one of all times. */
const MAX_SPANS = 4;

/** What the file names; null if it isn't of this format. @param text null: there is no file */
export function parseOlder(text: string | null): readonly Volume[] | null {
  if (text === null) return [];
  try {
    const { schema, volumes } = JSON.parse(text) as { readonly schema?: unknown; readonly volumes?: unknown };
    if (schema !== SCHEMA || !Array.isArray(volumes)) return null;
    return volumes.map(volumeOf);
  } catch {
    return null;
  }
}

function volumeOf(value: unknown): Volume {
  const { tip, times } = value as { readonly tip?: unknown; readonly times?: unknown };
  if (typeof tip !== 'string' || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(tip)) throw new TypeError('no commit');
  return { tip, times: Array.isArray(times) && times.every(isSpan) ? times : null };
}

const isSpan = (value: unknown): value is Span =>
  Array.isArray(value) && value.length === 2 && value.every((one) => Number.isSafeInteger(one));

export function olderText(volumes: readonly Volume[]): string {
  const lines = volumes.map((volume) => JSON.stringify(volume));
  return `{"schema":"${SCHEMA}","volumes":[\n${lines.join(',\n')}\n]}\n`;
}

export const badOlder = (branch: string): Fault =>
  new Fault(
    'bad-older',
    `${olderPath} on ${branch} is not of this format, so what it names can't be found`,
    `bring it back from an earlier commit of the branch: git log ${branch} -- ${olderPath}`,
  );

/** Whether a commit of that time may be recorded there. A time that is no number is any time. */
export function mayHold({ times }: Volume, time: number): boolean {
  return times === null || times.some(([from, to]) => !(time < from || time > to));
}

/** When the commit of a record's text was made, in seconds since 1970; NaN if it doesn't say. */
export function timeOfText(text: string): number {
  try {
    const { committedAt } = JSON.parse(text) as { readonly committedAt?: unknown };
    return typeof committedAt === 'string' ? Math.floor(Date.parse(committedAt) / 1000) : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

/** Spans that hold all the times, apart at the widest gaps. */
export function spansOf(times: readonly number[]): readonly Span[] {
  const sorted = times.toSorted((a, b) => a - b);
  const gaps = sorted.map((time, i) => ({ i, gap: time - (sorted[i - 1] ?? time) }));
  const cuts = gaps
    .filter(({ gap }) => gap > 0)
    .toSorted((a, b) => b.gap - a.gap)
    .slice(0, MAX_SPANS - 1)
    .map(({ i }) => i)
    .toSorted((a, b) => a - b);
  const starts = sorted.length === 0 ? [] : [0, ...cuts];
  return starts.map((from, i) => [sorted[from] ?? 0, sorted[(starts[i + 1] ?? sorted.length) - 1] ?? 0] as const);
}
