import type { Markdown } from '#text/safe.ts';

/** How much is shown; each step shows less than the one before. */
export interface Extent {
  readonly rows: number;
  /** False: names and verdicts only. */
  readonly causes: boolean;
  /** Rows of the folded table of all figures. */
  readonly figures: number;
  /** Models that are explained in a fold, and rows of the table of their layers. */
  readonly details: number;
  readonly layers: number;
}

/** What the comment links to; a field is absent if there is no such thing. */
export interface CommentContext {
  /** Addresses made by the host from GitHub's own variables; never from an artifact. */
  readonly runUrl?: string;
  readonly historyUrl?: string;
  /** Of the repository's files: a commit's id and a path follow. */
  readonly filesUrl?: string;
  /** Of the folder docs/ of the version that runs: a page's name follows. */
  readonly docsUrl?: string;
  /** Sentences of the host's own, such as why there is no comment and the YAML that mends it. */
  readonly notes?: readonly Markdown[];
}
