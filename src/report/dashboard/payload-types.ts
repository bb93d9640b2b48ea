/** What the page is given: plain JSON by columns. Names are made visible before they come in; the page puts them into text nodes only. */
export interface Payload {
  readonly title: string;
  /** Address that a commit's id is added to; null: commits are no links. */
  readonly commitUrl: string | null;
  readonly generatedAt: string;
  readonly version: string;
  readonly commits: {
    readonly sha: readonly string[];
    /** Seconds since 1970. */
    readonly at: readonly number[];
    readonly subject: readonly string[];
  };
  readonly metrics: readonly PayloadMetric[];
  readonly series: readonly PayloadSeries[];
  readonly layers: PayloadLayers;
  /** Versions whose layers were left out, for the page's size. */
  readonly layersOmitted: number;
}

export interface PayloadMetric {
  readonly name: string;
  readonly title: string;
  readonly unit: 'count' | 'bytes' | 'time';
  /** True if the file alone makes it exact: it is no lower bound where the count is one. */
  readonly isStored: boolean;
  /** In tables that don't hold all. */
  readonly isUsual: boolean;
}

/** A value that changes here and there: from commit `at[i]` on it is `value[i]`. */
export interface Steps<T> {
  readonly at: readonly number[];
  readonly value: readonly (T | null)[];
}

export interface PayloadSeries {
  readonly title: string;
  readonly path: string;
  /** Metric → decimal digits; null if the model has no such figure. */
  readonly figures: Readonly<Record<string, Steps<string>>>;
  /** Metric → ceiling in the metric's own unit. */
  readonly budgets: Readonly<Record<string, Steps<string>>>;
  /** False: a lower bound. */
  readonly exact: Steps<boolean>;
  readonly failure: Steps<string>;
  /** Index into `layers.versions`. */
  readonly version: Steps<number>;
  readonly latency: PayloadLatency | null;
  readonly changePoints: readonly { readonly at: number; readonly ratio: number; readonly p: number }[];
  readonly accepted: readonly { readonly at: number; readonly metric: string; readonly text: string }[];
}

/** Points where latency was measured. */
interface PayloadLatency {
  readonly at: readonly number[];
  readonly ms: readonly number[];
  /** To the parent; null if there was none. */
  readonly ratio: readonly (number | null)[];
  /** Relative to the first point, machines distinguished. */
  readonly level: readonly number[];
  /** Index into `environments`. */
  readonly environment: readonly number[];
  readonly environments: readonly string[];
}

/** Layers of model versions; names and operators are indices into the pools. */
export interface PayloadLayers {
  readonly names: readonly string[];
  readonly ops: readonly string[];
  readonly versions: readonly PayloadVersion[];
}

export interface PayloadVersion {
  readonly name: readonly number[];
  readonly op: readonly number[];
  readonly macs: readonly number[];
  readonly elementwise: readonly number[];
  readonly params: readonly number[];
  readonly moved: readonly number[];
  readonly omitted: number;
}
