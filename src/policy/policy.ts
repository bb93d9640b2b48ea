/** What a team allows: `flopgate.yml` once parsed. Types only; read-policy.ts reads, model-plan.ts applies it to a path. */

import type { BudgetMetric } from './metrics.ts';

/** `4.2G`, `25MiB`, `20ms`: in the metric's own unit (a count, bytes, milliseconds × 1000 for timed metrics). */
export interface Ceiling {
  /** Count or bytes; microseconds for a timed metric. */
  readonly value: bigint;
  /** As the policy writes it. */
  readonly text: string;
}

/** `+5%` or `+2M`: an increase over base, kept as an exact ratio or amount. */
export interface Increase {
  /** Hundredths of a percent need no floats: `+0.5%` is 5/1000. Null if the increase is an amount. */
  readonly ratio: { readonly over: bigint; readonly under: bigint } | null;
  /** Count, bytes or microseconds; null if the increase is a ratio. */
  readonly amount: bigint | null;
  /** As the policy writes it. */
  readonly text: string;
}

/** The largest growth that a formula may have in a symbol; `same`: no steeper than at base. */
export type GrowthLimit = 'constant' | 'linear' | 'quadratic' | 'cubic' | 'same';

/** What happens where a judgement can't be made: the verdict is `undecided` either way; `fail` makes the exit code 3. */
export type OnInconclusive = 'warn' | 'fail';

/** Limits of one metric. All may stand together; the judgement says which one broke. */
export interface Budget {
  readonly max: Ceiling | null;
  readonly fail: Increase | null;
  readonly warn: Increase | null;
  /** Symbol (`*` is every symbol that has no entry of its own) → steepest growth allowed; a breach fails. */
  readonly growth: ReadonlyMap<string, GrowthLimit>;
  readonly onInconclusive: OnInconclusive;
}

/** A budget as written at one place of the policy: what it doesn't say comes from the defaults. Null takes a limit away. */
type PartialBudget = Partial<Budget>;
export type Budgets = ReadonlyMap<BudgetMetric, PartialBudget>;

/** An operator that has no cost rule: say nothing, warn, or fail. The total stays a lower bound whatever this says. */
export type UnsupportedOps = 'off' | 'warn' | 'fail';

/** What the model's inputs are, for one count. */
export interface Binding {
  /** Symbol → size. */
  readonly dims: ReadonlyMap<string, bigint>;
  /** Input → whole shape. */
  readonly inputs: ReadonlyMap<string, readonly bigint[]>;
  /** Input → contents, as JSON. */
  readonly values: ReadonlyMap<string, unknown>;
}

export interface CaseRule extends Binding {
  readonly name: string;
  readonly budgets: Budgets;
}

/** One entry of `models`. */
export interface ModelRule extends Binding {
  /** Null: the path is the id. */
  readonly id: string | null;
  /** A path or a glob, from the policy's folder root. */
  readonly path: string;
  readonly cases: readonly CaseRule[];
  readonly budgets: Budgets;
  readonly unsupportedOps: UnsupportedOps | null;
  /** Paths or globs of files that belong to the model (external weights): their bytes are part of `size`. */
  readonly external: readonly string[];
  /** Files of the repository with real contents of inputs, for measuring: `x.npz`, `NAME=x.npy`, `NAME=x.pb`. */
  readonly inputFiles: readonly string[];
  /** False: counted, never measured. */
  readonly bench: boolean;
}

interface BuildRule {
  /** Shell command line, run in a worktree of each revision. */
  readonly run: string;
  readonly timeoutMs: number;
}

export interface BenchRule {
  readonly enabled: boolean;
  /** For all models together. */
  readonly timeMs: number;
  /** Execution providers, in the runtime's own names. */
  readonly providers: readonly string[];
  readonly threads: number;
}

export interface Policy {
  readonly version: 1;
  /** The file it was read from; null: there is no file, these are the defaults. */
  readonly path: string | null;
  readonly models: readonly ModelRule[];
  /** Paths or globs of models that the gate leaves alone. */
  readonly ignore: readonly string[];
  readonly defaults: {
    readonly budgets: Budgets;
    readonly unsupportedOps: UnsupportedOps;
    /** True if the policy states no budgets of its own here, so that the built-in warnings hold. */
    readonly builtIn: boolean;
  };
  /** For every metric that doesn't say otherwise; null: `fail` for static metrics under `strict`, else `warn`. */
  readonly onInconclusive: OnInconclusive | null;
  /** Fails (exit code 3) what would else only warn: a blind spot, an undecided static budget, a watched file that can't be read. */
  readonly strict: boolean;
  /** Whose policy judges a pull request of the same repository; base's has the word. */
  readonly judgedBy: 'base' | 'head';
  readonly build: BuildRule | null;
  readonly bench: BenchRule;
  readonly accept: { readonly label: string; readonly trailer: string };
  readonly history: { readonly branch: string };
  readonly comment: { readonly mode: CommentMode; readonly rows: number };
}

export type CommentMode = 'always' | 'on-change' | 'on-failure' | 'never';

/** What the policy says of one model file: its cases, each with the budgets in force and the origin of each limit. */
export interface ModelPlan {
  readonly id: string;
  readonly path: string;
  /** Null: no entry of `models` fits, the defaults apply. */
  readonly rule: ModelRule | null;
  readonly unsupportedOps: UnsupportedOps;
  readonly external: readonly string[];
  /** As ModelRule.inputFiles. */
  readonly inputFiles: readonly string[];
  readonly bench: boolean;
  /** At least one; the case that is the model's own dims is named ''. */
  readonly cases: readonly CasePlan[];
}

export interface CasePlan extends Binding {
  readonly name: string;
  readonly budgets: ReadonlyMap<BudgetMetric, PlannedBudget>;
}

/** A budget in force. */
export interface PlannedBudget extends Budget {
  /** Limit → the place of the policy that set it: `defaults.budgets.macs.fail`, `models[0].budgets.macs.max`, `built in`. */
  readonly origin: Readonly<Partial<Record<keyof Budget, string>>>;
}

/** A limit that the head's policy states otherwise than the base's. */
export interface PolicyChange {
  readonly kind: 'loosened' | 'tightened' | 'other';
  /** Id of the model, or the place in the policy. */
  readonly where: string;
  /** One sentence: `macs max 4.2G → 5G`. */
  readonly text: string;
}
