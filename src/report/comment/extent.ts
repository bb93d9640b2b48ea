import type { Markdown } from '#text/safe.ts';

/** How much is shown; each step shows less than the one before. */
export interface Extent {
  readonly rows: number;
  /** `all`: every figure; `few`: MACs, latency and verdict; `none`: model and verdict. */
  readonly columns: 'all' | 'few' | 'none';
  /** Models that are explained. */
  readonly why: number;
  /** Models with a table of their layers, and rows of it. */
  readonly details: number;
  readonly layers: number;
}

/** What the comment links to; a field is absent if there is no such thing. */
export interface CommentContext {
  /** Addresses made by the host from GitHub's own variables; never from an artifact. */
  readonly runUrl?: string;
  readonly historyUrl?: string;
  /** Sentences of the host's own, such as why there is no comment and the YAML that mends it. */
  readonly notes?: readonly Markdown[];
}
