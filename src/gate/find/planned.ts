import type { ModelPlan } from '#policy/policy.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { KnownKind } from '#read/known.ts';
import type { ModelChange } from './changes.ts';

/** A model to judge, with what the policy says of it. */
export interface PlannedChange extends ModelChange {
  readonly plan: ModelPlan;
  /** External files that belong to the model, per side. */
  readonly baseExternal: readonly TreeFile[];
  readonly headExternal: readonly TreeFile[];
  /** What a side's file is if no reader counts it: its bytes are all that is judged. */
  readonly baseKind: KnownKind | null;
  readonly headKind: KnownKind | null;
  /** Watched by base's policy, and by head's no longer: `plan` is base's, without budgets. */
  readonly lost: boolean;
}
