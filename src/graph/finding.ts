/** Something a reader of the result must know; it travels with the result and never ends the run. */
export interface Finding {
  /** kebab-case and stable: `unknown-op`, `unknown-trip-count`, `declared-shape-mismatch`, `dead-nodes`, … */
  readonly code: string;
  /** Layer (node) it is about, if any. */
  readonly layer?: string;
  /** One sentence: what, and what follows from it. */
  readonly detail: string;
  /** Name of the size that it is about, if any. Hostile text. */
  readonly size?: string;
  /** `lower-bound`: a total is only a lower bound because of it. `warning`: look at it. `info`: nothing depends on it. */
  readonly level: 'lower-bound' | 'warning' | 'info';
}
