import type { CasePlan, ModelPlan } from '#policy/policy.ts';
import type { LatencyOutcome } from '#judge/types.ts';
import type { TreeFile } from '#graph/tree.ts';

/** A pair to measure; a side is null if the model isn't there. */
export interface BenchPair {
  /** Names the pair in the answer. */
  readonly key: string;
  /** Format of the head's model, as its reader names it. */
  readonly format: string;
  readonly plan: ModelPlan;
  readonly casePlan: CasePlan;
  readonly base: TreeFile | null;
  readonly head: TreeFile | null;
  /** Files with weights that belong to each side. */
  readonly baseExternal: readonly TreeFile[];
  readonly headExternal: readonly TreeFile[];
}

/** What the bench found, by the pairs' keys; a pair that it left out has no latency. */
export interface BenchAnswer {
  readonly outcomes: ReadonlyMap<string, LatencyOutcome>;
  /** As GateReport.environment. */
  readonly environment: Readonly<Record<string, string>> | null;
}
