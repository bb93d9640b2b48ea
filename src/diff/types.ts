import type { CountedMetric } from '#policy/metrics.ts';
import type { ModelReport } from '#count/model-report.ts';
import type { Finding } from '#graph/finding.ts';
import type { NamedType } from '#text/value-type.ts';

/** Why a model can't be counted; what a Fault says. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** One side of a comparison, as the gate hands it in. */
export type Side =
  /** `bytes`: of the file and the external files that the policy names; null: the report's own `fileBytes`. */
  | { readonly kind: 'counted'; readonly report: ModelReport; readonly bytes: bigint | null }
  /** `bytes`: given where the file is known for a model that no reader counts, so that its size is all that is judged. */
  | { readonly kind: 'failed'; readonly failure: Failure; readonly bytes?: bigint | null };

/** Code of a failure: the file is known for a model, and no reader counts it. */
export const NOT_COUNTED = 'not-counted';

/** One figure at base and head. Null if there is no number: a missing side, or an unbound symbol (then see the formulas). */
export interface Figure {
  readonly base: bigint | null;
  readonly head: bigint | null;
  /** head − base. */
  readonly delta: bigint | null;
  /** (head − base) / base: 0.025 is +2.5 %; of formulas, if it is one for all sizes. Null if base is zero or missing. */
  readonly ratio: number | null;
  /** Given where the side has no number. */
  readonly baseFormula: string | null;
  readonly headFormula: string | null;
  /** head − base, if either has no number; absent in reports of versions before it. Hostile text. */
  readonly deltaFormula?: string | null | undefined;
}

export type ChangedFigures = Readonly<Record<CountedMetric, Figure>>;

/** What a model asks of whoever runs it: its inputs, its outputs, and the versions that it is written in. */
export interface ModelInterface {
  readonly inputs: readonly NamedType[];
  /** As inferred from the inputs. */
  readonly outputs: readonly NamedType[];
  /** Domain → version; ONNX's own is `ai.onnx`. Without any where the format is another one. */
  readonly opsets: Readonly<Record<string, number>>;
  /** 0 where the format has none. */
  readonly irVersion: number;
  /** What wrote the file; '' if it doesn't say. */
  readonly producer: string;
}

/** What is said about one side beside its figures. */
export type SideFacts =
  | {
      readonly kind: 'counted';
      readonly format: string;
      readonly sizes: Readonly<Record<string, string>>;
      readonly unbound: readonly string[];
      /** False: the operation counts are lower bounds. */
      readonly exact: boolean;
      readonly coverage: { readonly exact: number; readonly bounded: number; readonly unknown: number };
      readonly findings: readonly Finding[];
      /** Absent in reports of versions before it. */
      readonly interface?: ModelInterface;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** What one layer does otherwise at head. */
export interface LayerChange {
  readonly kind: 'changed' | 'added' | 'removed';
  /** At head; at base where removed. */
  readonly name: string;
  /** At base, if it differs. */
  readonly baseName: string | null;
  readonly op: string;
  readonly baseOp: string | null;
  /** Totals of the layer: one execution × times. */
  readonly macs: Figure;
  readonly elementwise: Figure;
  readonly params: Figure;
  readonly moved: Figure;
  /** Sentences: `output channels 32 → 34`. */
  readonly why: readonly string[];
  /** True if the layer itself is the same and only what reaches it changed: a consequence, not a cause. */
  readonly follows: boolean;
}

export interface OpCount {
  readonly op: string;
  readonly count: number;
}

export interface LayerDiff {
  /** Said once for the whole model: `input resolution 224×224 → 256×256`, `weights f32 → f16`. */
  readonly causes: readonly string[];
  /** Own changes first, then those that follow from them; each largest first; at most `maxLayerChanges`. */
  readonly changes: readonly LayerChange[];
  /** Changes beyond those listed. */
  readonly omitted: number;
  /** Kinds of operators that come and go, the most frequent first. */
  readonly addedOps: readonly OpCount[];
  readonly removedOps: readonly OpCount[];
  readonly counts: {
    readonly changed: number;
    /** Of those changed, how many only follow from others. */
    readonly follows: number;
    readonly added: number;
    readonly removed: number;
    /** Same layer under another name: nothing changed. */
    readonly renamed: number;
    readonly same: number;
  };
}
