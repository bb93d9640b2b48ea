import type { Convention } from '#explain/conventions/reconciliation.ts';
import type { ModelReport } from '#count/model-report.ts';
import type { Failure } from '#diff/types.ts';

/** One model of `count`: the result, or why there is none. */
export type CountEntry =
  | {
      readonly kind: 'counted';
      readonly path: string;
      readonly report: ModelReport;
      /** Where another tool's figure was asked for. */
      readonly convention?: Convention;
    }
  | { readonly kind: 'failed'; readonly path: string; readonly failure: Failure };
