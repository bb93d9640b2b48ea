import type { Tensor } from '#bench/inputs/tensors.ts';
import type { Workspace } from '#bench/workspace.ts';
import type { BenchResult } from '#bench/measurement.ts';
import type { BenchRule, PlannedBudget } from '#policy/policy.ts';
import type { LatencyOutcome } from '#judge/types.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import type { BenchAnswer, BenchPair } from './pair.ts';
import type { Open } from '#gate/side.ts';
import { differencesOf, readEnvironment, volatileFacts } from '#bench/environment.ts';
import { benchPair, type Allowance } from '#bench/pair.ts';
import { readNamedFiles, splitInputFile, type InputFile } from '#bench/inputs/input-files.ts';
import { findRuntime, type Runtime } from '#bench/runtime/runtime.ts';
import { materialise, openWorkspace } from '#bench/workspace.ts';
import { Fault } from '#graph/fault.ts';
import { copyOut, isRunnable, prepareArm, type PreparedArm, type StoredFile } from './arms.ts';
import { failedOutcome, latencyOutcome, worstOutcome } from './latency-outcome.ts';
import { readFile } from '#gate/side.ts';

/** What measuring for the gate needs of the world around it. */
export interface BenchDoor {
  readonly open: Open;
  /** Files of a commit or the worktree; for the files with inputs that a policy names. */
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  /** `auto`: only models that the policy gives a latency or load budget; `on`: every model that changed. */
  readonly mode: 'auto' | 'on';
  readonly cwd: string;
  /** False: a runtime in `cwd` isn't taken. */
  readonly ownRuntime?: boolean;
  readonly runtimePath?: string;
  readonly runtimeVersion?: string;
  /** Instead of the policy's own. */
  readonly timeMs?: number;
  readonly say?: (line: string) => void;
  readonly progress?: (progress: { stage: 'bench'; done: number; of: number; what: string }) => void;
}

const SEED = 20_240_229;

/** The bench as the gate asks it: all pairs in the time that the policy gives, whatever the models do. */
export function createBench(door: BenchDoor): (pairs: readonly BenchPair[], rule: BenchRule) => Promise<BenchAnswer> {
  return async (pairs, rule) => {
    const wanted = pairs
      .filter((pair) => isRunnable(pair) && (door.mode === 'on' || isBudgeted(pair)))
      .flatMap((pair) => asked(pair) ?? []);
    if (wanted.length === 0) return { outcomes: new Map(), environment: null };
    const [provider = 'cpu'] = rule.providers;
    let runtime: Runtime;
    try {
      runtime = await findRuntime({
        cwd: door.cwd,
        own: door.ownRuntime !== false,
        ...(door.runtimePath === undefined ? {} : { path: door.runtimePath }),
        ...(door.runtimeVersion === undefined ? {} : { version: door.runtimeVersion }),
        ...(door.say === undefined ? {} : { say: door.say }),
      });
    } catch (thrown) {
      const outcome = failedOutcome(thrown, provider, rule.threads);
      return { outcomes: new Map(wanted.map(({ key }) => [key, outcome])), environment: null };
    }
    const outcomes = await measureAll(door, wanted, rule, runtime);
    const runtimeVersion = runtime.version;
    const environment = readEnvironment({ provider: rule.providers.join(', '), threads: rule.threads, runtimeVersion });
    return { outcomes, environment };
  };
}

/** Whether the policy itself, not what's built in, limits a time of this model. */
function isBudgeted({ casePlan }: BenchPair): boolean {
  return (['latency', 'load'] as const).some((metric) => {
    const budget = casePlan.budgets.get(metric);
    if (budget === undefined) return false;
    return (['max', 'fail', 'warn'] as const).some(
      (limit) => budget[limit] !== null && budget.origin[limit] !== 'built in',
    );
  });
}

/** Without base if both sides hold the same: there is nothing to compare; null if then nothing is to be judged. */
function asked(pair: BenchPair): BenchPair | null {
  const isSame = pair.base !== null && idsOf(pair.base, pair.baseExternal) === idsOf(pair.head, pair.headExternal);
  if (!isSame) return pair;
  const hasCeiling = (['latency', 'load'] as const).some(
    (metric) => (pair.casePlan.budgets.get(metric)?.max ?? null) !== null,
  );
  return hasCeiling ? { ...pair, base: null, baseExternal: [] } : null;
}

/** What names the content of a model and its external data; a file without an id is equal to nothing. */
function idsOf(file: TreeFile | null, external: readonly TreeFile[]): string {
  return [file, ...external].map((one) => one?.id ?? `${one?.tree.kind} ${one?.path}`).join(' ');
}

async function measureAll(
  door: BenchDoor,
  pairs: readonly BenchPair[],
  rule: BenchRule,
  runtime: Runtime,
): Promise<ReadonlyMap<string, LatencyOutcome>> {
  const end = performance.now() + (door.timeMs ?? rule.timeMs);
  const outcomes = new Map<string, LatencyOutcome>();
  const models = pairs.filter(({ base }) => base !== null).length * rule.providers.length;
  const tasks = pairs.flatMap((pair) => rule.providers.map((provider) => ({ pair, provider })));
  for (const [i, { pair, provider }] of tasks.entries()) {
    door.progress?.({ stage: 'bench', done: i, of: tasks.length, what: pair.plan.path });
    // What one model leaves of its share goes to those after it.
    const now = performance.now();
    const deadline = now + Math.max(0, end - now) / (tasks.length - i);
    // Two models at once would disturb each other.
    // oxlint-disable-next-line no-await-in-loop
    const outcome = await measureOne(door, pair, { provider, threads: rule.threads, runtime, models, deadline });
    if (outcome === null) continue;
    const before = outcomes.get(pair.key);
    outcomes.set(pair.key, before === undefined ? outcome : worstOutcome(before, outcome));
  }
  return outcomes;
}

interface Turn {
  readonly provider: string;
  readonly threads: number;
  readonly runtime: Runtime;
  readonly models: number;
  readonly deadline: number;
}

/** Null if the format can't be run. */
async function measureOne(door: BenchDoor, pair: BenchPair, turn: Turn): Promise<LatencyOutcome | null> {
  const { provider, threads, runtime, models, deadline } = turn;
  const workspace = openWorkspace();
  try {
    const given = await inputsOf(door, workspace, pair);
    const head = await armOf(door, workspace, 'head', pair, given);
    if (head === null) return null;
    const base = pair.base === null ? null : await armOf(door, workspace, 'base', pair, given);
    const before = volatileFacts();
    const budget = pair.casePlan.budgets.get('latency');
    const result: BenchResult = await benchPair({
      arms: { base: base?.model ?? null, head: head.model },
      settings: { provider, threads, runtime: runtime.root, seed: SEED },
      allowance: allowanceOf(budget),
      warn: warnOf(budget),
      models,
      deadline,
      folder: workspace.folder,
      changed: () => differencesOf(before, volatileFacts()),
    });
    return latencyOutcome(result);
  } catch (thrown) {
    return failedOutcome(thrown, provider, threads);
  } finally {
    workspace[Symbol.dispose]();
  }
}

/** Contents of inputs from the files that the policy names, as they are at head: both sides get the same. */
async function inputsOf(
  door: BenchDoor,
  workspace: Workspace,
  { plan, head }: BenchPair,
): Promise<ReadonlyMap<string, Tensor>> {
  const wanted = plan.inputFiles.map(splitInputFile);
  if (wanted.length === 0 || head === null) return new Map();
  const files = await door.list(head.tree, (path) => wanted.some((one) => one.path === path));
  const copied: InputFile[] = [];
  for (const { path, name } of wanted) {
    const file = files.find((one) => one.path === path);
    if (file === undefined)
      throw new Fault('missing-file', `input_files of the policy name ${path}, which isn't there`, 'add or rename it');
    // One copy at a time.
    // oxlint-disable-next-line no-await-in-loop
    copied.push({ path: await materialise(workspace, `inputs/${path}`, await door.open(file)), name });
  }
  return readNamedFiles(copied);
}

async function armOf(
  { open }: BenchDoor,
  workspace: Workspace,
  name: 'base' | 'head',
  pair: BenchPair,
  given: ReadonlyMap<string, Tensor>,
): Promise<PreparedArm | null> {
  const file = pair[name] as TreeFile;
  const model = await readFile(open, file);
  if (!isRunnable(model)) return null;
  const stored = (one: TreeFile): StoredFile => ({ path: one.path, open: async () => open(one) });
  const path = await copyOut(workspace, name, stored(file), pair[`${name}External`].map(stored));
  const { dims, inputs, values } = pair.casePlan;
  return prepareArm({
    workspace,
    name,
    model,
    file: path,
    options: { dims, inputs, values },
    given,
    seed: SEED,
  });
}

/** What decides: the limit that fails, else the one that warns. */
function allowanceOf(budget: PlannedBudget | undefined): Allowance | null {
  const limit = budget?.fail ?? budget?.warn ?? null;
  if (limit === null) return null;
  if (limit.ratio !== null) return { ratio: Number(limit.ratio.over) / Number(limit.ratio.under) };
  return { milliseconds: Number(limit.amount ?? 0n) / 1000 };
}

/** The limit that warns, where another fails. */
function warnOf(budget: PlannedBudget | undefined): Allowance | null {
  return budget?.fail === null || budget?.fail === undefined ? null : allowanceOf({ ...budget, fail: null });
}
