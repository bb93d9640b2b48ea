import type { Acceptance, GateReport, LatencyOutcome, Revision } from '#diff/types.ts';
import type { BenchRule, CasePlan, ModelPlan, Policy } from '#diff/policy.ts';
import type { Source } from '#graph/source.ts';
import type { Tree, TreeDiff, TreeFile } from '#graph/tree.ts';
import { Fault } from '#graph/fault.ts';

/** One side of the comparison, and how it was chosen. */
export interface GateSide extends Revision {
  readonly tree: Tree;
}

/** What the gate needs of the world around it; src/host/git-repository.ts is the one that asks git. */
export interface Host {
  /** The wanted paths whose content differs; no rename is looked for. Base null: every wanted file of head. */
  diff(base: Tree | null, head: Tree, wanted: (path: string) => boolean): Promise<TreeDiff>;
  /** The wanted files of a tree, sorted by path. */
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  /**
   * Text of a small file, null where the tree has none at this path.
   * @throws Fault `unreadable-file` where it is no text of at most 1 MiB
   */
  text(tree: Tree, path: string): Promise<string | null>;
  /** Brings what `open` will be asked for, in one go, where it isn't here (partial clone); a failure shows in `open`. */
  prefetch(files: readonly TreeFile[]): Promise<void>;
  /**
   * The model's bytes; a Git LFS pointer is followed to the object where that is here.
   * @throws Fault `missing-object`, `git-lfs-pointer`, …
   */
  open(file: TreeFile): Promise<Source>;
  /** Bytes of the file as it is stored (of the object that an LFS pointer names); null where only fetching would tell. */
  bytes(file: TreeFile): Promise<bigint | null>;
}

/** A pair to measure; a side is null where the model isn't there. */
export interface BenchPair {
  /** Tells the pair in the answer. */
  readonly key: string;
  readonly plan: ModelPlan;
  readonly casePlan: CasePlan;
  readonly base: TreeFile | null;
  readonly head: TreeFile | null;
}

/** What the bench found, by the pairs' keys; a pair that it left out has no latency. */
export interface BenchAnswer {
  readonly outcomes: ReadonlyMap<string, LatencyOutcome>;
  /** As GateReport.environment. */
  readonly environment: Readonly<Record<string, string>> | null;
}

/** How far the run is; `of` is null while that isn't known. */
export interface GateProgress {
  readonly stage: 'policy' | 'changes' | 'count' | 'bench' | 'judge';
  readonly done: number;
  readonly of: number | null;
  /** What is worked at, e.g. a path. Hostile text. */
  readonly what: string;
}

export interface GateOptions {
  /** Null: there is nothing to compare with (first commit ever). */
  readonly base: GateSide | null;
  readonly head: GateSide;
  /** Whose policy judges: `base` for a pull request from a fork, else `head`. */
  readonly policyFrom: 'head' | 'base';
  /** Path of the policy from the repository's root; absent: the usual places. */
  readonly config?: string;
  /** Only models that one of these globs fits; absent: all. */
  readonly paths?: readonly string[];
  /** Judge unchanged models, too. */
  readonly all?: boolean;
  /** Flopgate's version and the time, for the report. */
  readonly version: string;
  readonly now: Date;
  /** Models counted at once; 2 unless told. */
  readonly concurrency?: number;
  readonly shard?: { readonly index: number; readonly of: number };
  readonly progress?: (progress: GateProgress) => void;
  /** What people have accepted; asked once the policy is known. */
  readonly acceptances?: (rule: Policy['accept']) => Promise<readonly Acceptance[]>;
  /** Measures latency; absent: nothing is measured. */
  readonly bench?: (pairs: readonly BenchPair[], rule: BenchRule) => Promise<BenchAnswer>;
}

/**
 * The gate: finds the models that differ between base and head, counts both, judges them by the policy.
 * One model's failure is that model's outcome and never stops the others.
 * @throws Fault where nothing can be judged: `bad-policy`, git failures
 */
export async function runGate(host: Host, options: GateOptions): Promise<GateReport> {
  await host.list(options.head.tree, () => false);
  throw new Fault('not-ready', 'the gate is being written', 'wait');
}
