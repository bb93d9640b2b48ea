import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { Fixed } from './fixed.ts';
import type { LayerRun } from '#count/run.ts';

/** What one evaluation of a node gave, names left out: true of every node of the same kind with equal inputs. */
export interface Outcome {
  /** As its rule made them where the file alone fixes them, else with the engine's marks. */
  readonly outputs: readonly (Value | undefined)[];
  readonly fixed: Fixed;
  /** Undefined of a folded constant, which costs nothing. */
  readonly cost: Cost | undefined;
  readonly layer: Pick<LayerRun, 'figures' | 'isView' | 'status'>;
  /** Of the outputs, as `classOf`. */
  readonly classes: readonly number[];
  /** Bytes of the outputs; 0 if they aren't known. */
  readonly bytes: readonly Dim[];
  /** True if an input holds weights that the node may be the first to use. */
  readonly usesWeights: boolean;
  /** Position among the outcomes of its repeats. */
  readonly index: number;
}

/** The place of a kind of node with certain inputs. */
export interface Slot {
  outcome: Outcome | undefined;
  next: Map<number, Slot> | undefined;
}
