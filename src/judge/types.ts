import type { BudgetMetric, CountedMetric } from '#policy/metrics.ts';
import type { BuildNote } from '#graph/build.ts';
import type { Finding } from '#graph/finding.ts';
import type { CasePlan, Ceiling, CommentMode, GrowthLimit, Increase, ModelPlan, PolicyChange } from '#policy/policy.ts';
import type { Escape, Missing, Reason } from './reason.ts';
import type { ChangedFigures, LayerDiff, Side, SideFacts } from '#diff/types.ts';

/** Best to worst: skipped (nothing to judge), pass, warn, undecided, fail. */
export type Verdict = 'pass' | 'warn' | 'fail' | 'undecided' | 'skipped';

/** 0 pass · 1 a budget is breached · 2 can't answer · 3 undecided where the policy says that undecided fails. */
export type ExitCode = 0 | 1 | 2 | 3;

/** `renamed`: other path, other content. `moved`: other path, same content. */
export type Change = 'added' | 'changed' | 'removed' | 'renamed' | 'moved' | 'unchanged';

/** One model in one case, before judgement. */
export interface Comparison {
  readonly plan: ModelPlan;
  readonly casePlan: CasePlan;
  readonly change: Change;
  /** Path at base if it differs. */
  readonly basePath: string | null;
  /** Null if the model doesn't exist on that side. */
  readonly base: Side | null;
  readonly head: Side | null;
  /** Head's name of a size → base's, by which both are counted, if they differ. Hostile text. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** Sizes that head leaves open and base's file fixes: base's growth in them is unknown. Hostile text. */
  readonly fixedAtBase?: ReadonlySet<string>;
  /** Null if nothing was measured. */
  readonly latency: LatencyOutcome | null;
  /** An earlier state that increases are held to as well; `side` null if the model isn't there. */
  readonly anchor?: { readonly name: string; readonly side: Side | null };
  /** Those that name this model. */
  readonly acceptances: readonly Acceptance[];
  /** Absent: nothing watches it. */
  readonly watch?: Watch;
}

/** How base's policy watches a model. */
interface Watch {
  /** Why it can't be judged as it was at base; null if it can. */
  readonly blind: Escape | null;
  /** A pull request from a fork, and base's policy could fail the model: what can't be judged or decided any more fails. */
  readonly fork: boolean;
  /** The policy is strict: what can't be judged fails. */
  readonly strict: boolean;
}

/** Which limit a judgement is about. */
export type Limit = 'max' | 'fail' | 'warn' | 'growth' | 'unsupported-ops' | 'unreadable' | ContractLimit;
type ContractLimit = 'interface' | 'opset' | 'quantization' | 'ops' | 'layers';

/** One metric against its budget. */
export interface Judgement {
  readonly metric: BudgetMetric | 'model';
  readonly verdict: Verdict;
  /** The worst limit that broke (or couldn't be decided); null if none. */
  readonly broke: Limit | null;
  /** That limit as the policy writes it. */
  readonly limit: string | null;
  /** What it rests on: see report/reason.ts for the sentence. */
  readonly reasons: readonly Reason[];
  /** The acceptance that turned a `fail` into a `warn`. */
  readonly accepted: Acceptance | null;
  /** Undecided, and the policy says that this fails (exit code 3). */
  readonly undecidedFails: boolean;
  /** Line of the policy (from 1) that the broken limit stands in; absent if that isn't known. */
  readonly line?: number;
}

/** A person's word that an increase is wanted: `Flopgate-Accept: detector.latency +9% reason`, or a label. */
export interface Acceptance {
  /** Id of a model, or `*`. */
  readonly model: string;
  readonly metric: BudgetMetric | '*';
  /** The most that it allows: an increase over base (`+9%`) or a ceiling (`4.5G`); null: whatever is (only a label gives that). */
  readonly bound:
    | { readonly kind: 'increase'; readonly limit: Increase }
    | { readonly kind: 'ceiling'; readonly limit: Ceiling }
    /** The steepest growth of its formula, in whatever size. */
    | { readonly kind: 'growth'; readonly limit: Exclude<GrowthLimit, 'same'> }
    | null;
  /** The most that the policy lets anybody accept. */
  readonly most: Increase | null;
  /** True where it passes a ceiling, too. */
  readonly passesMax: boolean;
  /** Of a label: the pull request and the commit that it was given for. */
  readonly reason: string;
  /** `trailer` of a head commit, or `label` put there by a person allowed to. */
  readonly via: 'trailer' | 'label';
  /** Commit, or login of the person. */
  readonly by: string;
}

/** Result of measuring. Everything that the bench decides is decided there; here it is only reported and mapped. */
export interface LatencyOutcome {
  readonly verdict: 'over' | 'within' | 'warn' | 'improved' | 'undecided' | 'failed' | 'alone';
  /** head / base; null if there is no base or nothing was measured. */
  readonly ratio: number | null;
  /** Interval of that ratio. */
  readonly interval: readonly [number, number] | null;
  readonly confidence: number;
  /** Smallest increase that this run could detect: 0.063 is +6.3 %. */
  readonly detectable: number | null;
  readonly baseMs: number | null;
  readonly headMs: number | null;
  readonly rounds: number;
  readonly clock: 'cpu' | 'wall';
  readonly provider: string;
  readonly threads: number;
  /** Load time, and memory of the process at its peak, per side. */
  readonly load: TimedPair | null;
  readonly peakBytes: { readonly base: bigint | null; readonly head: bigint | null } | null;
  /** One sentence where the verdict needs one: `out of time`, `runner unfit: steal time 12 %`. */
  readonly reason: string | null;
}

/** A time at base and head, with the interval of head / base if it was measured in pairs. */
export interface TimedPair {
  readonly baseMs: number | null;
  readonly headMs: number | null;
  readonly ratio: number | null;
  readonly interval: readonly [number, number] | null;
}

/** One model in one case, judged. Plain data: JSON carries it whole, bigints as decimal strings. */
export interface ModelOutcome {
  /** Id in the policy; the path if it gives none. */
  readonly id: string;
  /** '' is the model's own dims. */
  readonly case: string;
  readonly path: string;
  readonly basePath: string | null;
  readonly change: Change;
  readonly base: SideFacts | null;
  readonly head: SideFacts | null;
  readonly figures: ChangedFigures;
  /** Metrics whose formula grows otherwise than at base: `macs in sequence: linear → quadratic`. */
  readonly growth: readonly GrowthChange[];
  readonly verdict: Verdict;
  /** Worst first; one for each metric that has a budget, and for the model as a whole if there is something to say. */
  readonly judgements: readonly Judgement[];
  /** Null if a side is missing or failed. */
  readonly layers: LayerDiff | null;
  readonly latency: LatencyOutcome | null;
}

export interface GrowthChange {
  readonly metric: CountedMetric;
  readonly symbol: string;
  readonly base: string;
  readonly head: string;
}

/** One commit (or the worktree) of the comparison. */
export interface Revision {
  /** Full id, or 'worktree'. */
  readonly sha: string;
  /** How it was chosen: `merge parent`, `merge base with main`, `--base`. */
  readonly how: string;
}

/** The gate's whole answer: what the comment, the summary, the terminal and `mode: report` are made from. */
export interface GateReport {
  readonly schema: 'flopgate/report/1';
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  /** Null if there is nothing to compare with (first commit). */
  readonly base: Revision | null;
  readonly head: Revision;
  /** Worst first, then by id and case; unchanged models left out. */
  readonly models: readonly ModelOutcome[];
  readonly unchanged: number;
  readonly policy: {
    /** Null: built-in defaults, warnings only. */
    readonly path: string | null;
    /** Whose policy judged: `base` for a pull request from a fork. */
    readonly from: 'head' | 'base' | 'defaults';
    readonly changes: readonly PolicyChange[];
    /** How a person accepts an increase. */
    readonly accept: {
      readonly label: string;
      /** Null: trailers accept nothing. */
      readonly trailer: string | null;
      /** True where a ceiling, too, gives way to an acceptance. */
      readonly max: boolean;
    };
    /** Blind spots fail; absent: they warn. */
    readonly strict?: boolean;
  };
  /** Of the run, not of one model. */
  readonly findings: readonly Finding[];
  readonly acceptances: readonly Acceptance[];
  /** What belongs to the answer and is missing, such as a lost shard: never a pass. */
  readonly incomplete: readonly Missing[];
  /** Where latency was measured: `cpu` → `AMD EPYC 7763`, …; null if nothing was. */
  readonly environment: Readonly<Record<string, string>> | null;
  /** Which part of the models this is; `plan` names the way in which they were spread. Null if the run wasn't sharded. */
  readonly shard: { readonly index: number; readonly of: number; readonly plan: string } | null;
  /** What became of the policy's `build:`, base first; absent if nothing was built. */
  readonly builds?: readonly BuildNote[];
  /** When to comment, and how many rows the table may have. */
  readonly comment: { readonly mode: CommentMode; readonly rows: number };
}
