/** What the first line of our comment says of it; the report writes it. */
export interface Marker {
  /** Distinguishes the comments of several gates on one pull request. */
  readonly key: string;
  readonly run: number;
  readonly attempt: number;
  /** Commit that the comment is about, in full. */
  readonly head: string;
}

/** What a key may be: it stands in a comment's first line and in names of files and artifacts. */
export const keyPattern = /^[A-Za-z0-9][\w.-]{0,59}$/;

const line = /^<!-- flopgate:1 key=(\S{1,60}) run=(\d{1,15}) attempt=(\d{1,9}) head=([0-9a-f]{7,64}) -->\r?(?:\n|$)/;

/** The marker that a comment starts with; null if it is no comment of ours. */
export function readMarker(body: string): Marker | null {
  const [, key = '', run, attempt, head = ''] = line.exec(body) ?? [];
  return keyPattern.test(key) ? { key, run: Number(run), attempt: Number(attempt), head } : null;
}

/** Above zero where `a` was started after `b`: runs are numbered in the order of their start, attempts within a run. */
export function compareRuns(a: Marker, b: Marker): number {
  return a.run - b.run || a.attempt - b.attempt;
}
