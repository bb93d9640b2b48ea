import type { Arm } from './arm.ts';
import type { CoreUse } from './cores.ts';
import type { Estimate } from './decide/decide.ts';
import type { SessionSettings, TensorAt } from './protocol.ts';

/** A model as a worker runs it. */
export interface ArmModel {
  /** Of the model file on disk, its external data beside it. */
  readonly file: string;
  readonly inputsFile: string;
  readonly inputs: readonly TensorAt[];
}

export interface BenchSettings extends SessionSettings {
  /** Package folder of the runtime. */
  readonly runtime: string;
  readonly seed: number;
}

/** How much is run in a round. */
export interface Schedule {
  /** Executions a timed unit. */
  readonly runs: number;
  /** Timed units a slot. */
  readonly units: number;
  /** Blocks of two slots an arm. */
  readonly blocks: number;
}

/** One arm in one round; times are milliseconds an execution. */
export interface ArmFigures {
  /** Mean of the fastest tenth of the units, by each clock. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly wallUnits: readonly number[];
  readonly cpuUnits: readonly number[];
  readonly loadWallMs: number;
  readonly loadCpuMs: number;
  /** The most memory that the process has held. */
  readonly peakBytes: number;
  /** log(last third / first third) of its units in time. */
  readonly drift: number;
}

export interface RoundRecord {
  readonly kind: 'pilot' | 'round' | 'confirmation';
  readonly base: ArmFigures | null;
  readonly head: ArmFigures;
  /** Slots in time: `ABBA BAAB`, A being base. */
  readonly order: string;
  /** Use of the measuring cores by everybody over the round. */
  readonly cores: readonly CoreUse[];
  readonly seconds: number;
}

/** An arm over all rounds: medians. */
export interface ArmSummary {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly loadWallMs: number;
  readonly loadCpuMs: number;
  readonly peakBytes: number;
}

export type BenchVerdict = 'over' | 'within' | 'warn' | 'improved' | 'undecided' | 'failed' | 'alone';

export interface ArmProblem {
  readonly arm: Arm;
  readonly why: 'crashed' | 'timeout' | 'refused';
  /** One sentence. */
  readonly message: string;
}

/** All that measuring a model, or a pair, gave; with the raw units it can be judged again by any other rule. */
export interface BenchResult {
  readonly verdict: BenchVerdict;
  /** One sentence where the verdict needs one. */
  readonly reason: string | null;
  readonly problem: ArmProblem | null;
  /** Of the time, by the clock that decides; null if there is no base. */
  readonly estimate: Estimate | null;
  readonly load: Estimate | null;
  readonly base: ArmSummary | null;
  readonly head: ArmSummary | null;
  /** Why the runner isn't fit, though it may not have mattered. */
  readonly unfit: readonly string[];
  readonly clock: 'cpu' | 'wall';
  readonly provider: string;
  readonly threads: number;
  /** Cores that the workers were pinned to; empty: none. */
  readonly cores: readonly number[];
  readonly seed: number;
  /** Increase allowed: 0.05 is +5 %; null: nothing to decide. */
  readonly allowance: number | null;
  readonly schedule: Schedule | null;
  readonly runtimeVersion: string | null;
  readonly rounds: readonly RoundRecord[];
  readonly seconds: number;
}
