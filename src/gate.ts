import type { AcceptRule } from '#policy/policy.ts';
import type { Comparison, GateReport, ModelOutcome, Revision } from '#judge/types.ts';
import type { BuildNote, BuildOrder } from '#graph/build.ts';
import type { Source } from '#graph/source.ts';
import type { Tree, TreeDiff, TreeFile } from '#graph/tree.ts';
import { measure, withTimes, type Measures } from '#gate/measure/timed-outcomes.ts';
import type { StartThreads } from '#gate/work/crew.ts';
import type { Task } from '#gate/work/outcomes.ts';
import type { FoundModels } from '#gate/find/find.ts';
import type { PlannedChange } from '#gate/find/planned.ts';
import type { Policies } from '#gate/find/policies.ts';
import type { Load, Shard, ShardPlan } from '#gate/find/shards.ts';
import { gateReport } from '#judge/gate-report.ts';
import { modelName } from '#read/formats.ts';
import { comparePolicies, louder } from '#policy/policy-changes.ts';
import { needsSigners, readAcceptances, type Accepted, type Decisions } from '#gate/find/acceptances.ts';
import { ownerPlaces, readOwners } from '#policy/codeowners.ts';
import { buildModels, type Built } from '#gate/find/builds.ts';
import { findModels } from '#gate/find/find.ts';
import { groupOutcomes, touchedGroups } from '#gate/find/groups.ts';
import type { RemoteText } from '#gate/find/policy-chain.ts';
import type { Anchor } from '#graph/anchor.ts';
import { earlierModels } from '#gate/find/earlier.ts';
import { unmatchedEntries } from '#gate/find/unmatched.ts';
import { catalogOf, type Catalog } from '#gate/find/catalog.ts';
import { defaultPolicy } from '#policy/default.ts';
import { pointedBytes } from '#gate/find/kinds.ts';
import { readPolicies } from '#gate/find/policies.ts';
import { fingerprint, loadOf, planOf, spread } from '#gate/find/shards.ts';
import { blindSpots, isBudgeted } from '#gate/watched.ts';

/** One side of the comparison, and how it was chosen. */
export interface GateSide extends Revision {
  readonly tree: Tree;
}

/** What the gate needs of the world around it; src/host/git/repository.ts is the one that asks git. */
export interface Host {
  /** The wanted paths whose content differs; no rename is looked for. Base null: every wanted file of head. */
  diff(base: Tree | null, head: Tree, wanted: (path: string) => boolean): Promise<TreeDiff>;
  /** The wanted files of a tree, sorted by path. */
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  /**
   * Text of a small file, null if the tree has none at this path.
   * @throws Fault `unreadable-file` if it is no text of at most 1 MiB
   */
  text(tree: Tree, path: string): Promise<string | null>;
  /** Brings what `open` will be asked for, in one go, if it isn't here (partial clone); a failure shows in `open`. */
  prefetch(files: readonly TreeFile[]): Promise<void>;
  /**
   * The model's bytes; a Git LFS pointer is followed to the object if that is here.
   * @throws Fault `missing-object`, `git-lfs-pointer`, …
   */
  open(file: TreeFile): Promise<Source>;
  /** Messages of the commits that head has and base hasn't, newest first; a shallow clone may know only some. */
  messages(base: Tree, head: Tree): Promise<readonly CommitMessage[]>;
  /** First bytes of the file as it is stored: of a Git LFS pointer those of the pointer. @throws Fault as `open` */
  start(file: TreeFile, length: number): Promise<Uint8Array>;
  /** Bytes of the file as it is stored (of the object that an LFS pointer names); null where only fetching would tell. */
  bytes(file: TreeFile): Promise<bigint | null>;
  /** The tree of an earlier state, counted back from base; null if it isn't known. Absent: there is no history. */
  earlier?(anchor: Anchor, base: Tree, now: Date): Promise<Tree | null>;
  /**
   * Runs the team's own build at both sides; from then on what it made is among the files of the trees. Absent: nothing is built.
   * @throws Fault `build-refused` if it would run with rights that a pull request must not have
   */
  build?(order: BuildOrder): Promise<readonly BuildNote[]>;
}

export interface CommitMessage {
  readonly sha: string;
  readonly message: string;
}

/** How far the run is; `of` is null while that isn't known. */
export interface GateProgress {
  readonly stage: 'policy' | 'build' | 'changes' | 'count' | 'bench' | 'judge';
  readonly done: number;
  readonly of: number | null;
  /** What is worked at, e.g. a path. */
  readonly what: string;
}

export interface GateOptions {
  /** Null: there is nothing to compare with (first commit ever). */
  readonly base: GateSide | null;
  readonly head: GateSide;
  /**
   * Whose policy judges: `base` for a pull request from a fork, else `head`. Under base's policy head's commit trailers accept
   * nothing either.
   */
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
  /** Models counted at once; default: 2. */
  readonly concurrency?: number;
  /** This run takes a part of the models, spread by what each costs. */
  readonly shard?: Shard;
  readonly progress?: (progress: GateProgress) => void;
  /** Threads for so many models, which may call these handlers; null: not worth it. Absent: all is done by this thread. */
  readonly threads?: StartThreads;
  /** Text of a file of another repository, for `extends:`; absent: other repositories can't be asked. */
  readonly remote?: RemoteText;
  /** What people decided on the pull request; absent: only what trailers of head's commits say. */
  readonly decisions?: Decisions;
  /** Measures latency; absent: nothing is measured. */
  readonly bench?: Measures;
}

/**
 * The gate: finds the models that differ between base and head, counts both, judges them by the policy.
 * One model's failure is that model's outcome and never stops the others.
 * @throws Fault if nothing can be judged: `bad-policy`, `missing-policy`, git failures
 */
export async function runGate(host: Host, options: GateOptions): Promise<GateReport> {
  const { base, head } = options;
  const surveyed = await survey(host, options);
  const { policies, built, found } = surveyed;
  const { changes, plan } = await shardOf(host, found.changes, options.shard);
  const accept = (policies.base ?? policies.judge).accept;
  const accepted = await acceptedBy(host, options, policies, changes);
  const watches = await watch(host, options, surveyed, changes);
  const earlier = await earlierModels({
    policy: policies.judge,
    base: base?.tree ?? null,
    changes,
    treeOf: host.earlier === undefined ? undefined : async (...asked) => host.earlier?.(...asked, options.now) ?? null,
    list: async (tree, wanted) => host.list(tree, wanted),
  });
  const tasks = changes.map((change, i): Task => {
    const anchor = earlier.models[i] ?? null;
    return { change, acceptances: accepted.acceptances, ...watches[i], ...(anchor === null ? {} : { anchor }) };
  });
  const outcomes = await judgeAll(host, options, tasks);
  const measured = await measure(options.bench, policies.judge.bench, changes, outcomes);
  const models = await located(host, options, policies, await withTimes(tasks, outcomes, measured.outcomes));
  const sums = await groupSums(host, options, surveyed, { tasks, outcomes }, accepted.acceptances);
  const unmatched = options.paths === undefined ? unmatchedEntries(policies.judge, found.paths) : [];
  return gateReport(
    {
      version: options.version,
      createdAt: options.now.toISOString(),
      base: base === null ? null : { sha: base.sha, how: base.how },
      head: { sha: head.sha, how: head.how },
      models: [...models, ...sums],
      policy: {
        path: policies.judge.path,
        from: policies.from,
        changes: policies.changed ? comparePolicies(policies.base, policies.head, found.paths) : [],
        ...(isStrict(policies) ? { strict: true } : {}),
        accept: { label: accept.label, trailer: accept.trailer, max: accept.max },
      },
      findings: [...policies.findings, ...found.findings, ...accepted.findings, ...earlier.findings, ...unmatched],
      acceptances: accepted.acceptances,
      incomplete: earlier.isUnknown ? [...built.incomplete, { kind: 'no-anchor' }] : built.incomplete,
      environment: measured.environment,
      shard: options.shard === undefined ? null : { ...options.shard, plan },
      comment: louder((policies.base ?? policies.judge).comment, policies.judge.comment),
      ...(built.notes.length === 0 ? {} : { builds: built.notes }),
    },
    // Of a shard only the first counts them, so that the shards add up.
    (options.shard?.index ?? 1) === 1 ? found.unchanged : 0,
  );
}

/** The models with the lines of the policy that they break. */
async function located(
  host: Host,
  { base, head }: GateOptions,
  { judge, from }: Policies,
  models: readonly ModelOutcome[],
): Promise<readonly ModelOutcome[]> {
  const tree = (from === 'base' ? base : head)?.tree;
  const isBroken = models.some(({ judgements }) => judgements.some(({ broke }) => broke !== null));
  if (!isBroken || tree === undefined || judge.path === null) return models;
  const { withPolicyLines } = await import('#gate/find/policy-lines.ts');
  return withPolicyLines(models, judge, await host.text(tree, judge.path));
}

/**
 * How the changed models would be spread over at most `most` jobs.
 * @throws Fault as `runGate`
 */
export async function planGate(host: Host, options: GateOptions, most: number): Promise<ShardPlan> {
  const { policies, found } = await survey(host, options, false);
  return planOf(await loadsOf(host, found.changes), most, policies.judge.build !== null);
}

/** Base's policy says who may accept what, so that no pull request writes its own permission. */
async function acceptedBy(
  host: Host,
  { base, head, policyFrom, decisions }: GateOptions,
  policies: Policies,
  changes: readonly PlannedChange[],
): Promise<Accepted> {
  const rule: AcceptRule = (policies.base ?? policies.judge).accept;
  if (changes.length === 0 && !isStrict(policies)) return { acceptances: [], findings: [] };
  const known = async () => (base === null ? [] : host.messages(base.tree, head.tree));
  const commits = async () => (decisions === undefined ? known() : decisions.commits(known, needsSigners(rule)));
  let owners = '';
  for (const place of rule.by.includes('codeowners') ? ownerPlaces : []) {
    // The first that is there counts.
    // oxlint-disable-next-line no-await-in-loop
    owners ||= (await host.text((base ?? head).tree, place)) ?? '';
  }
  return readAcceptances({
    rule,
    commits: policyFrom === 'base' ? async () => [] : commits,
    ownersOf: readOwners(owners),
    models: changes.map(({ plan }) => plan),
    ...(decisions === undefined ? {} : { decisions }),
  });
}

/** The policy's groups. Of a shard the first judges them, whoever judges their models. */
async function groupSums(
  host: Host,
  options: GateOptions,
  { policies, found }: Survey,
  { tasks, outcomes }: { readonly tasks: readonly Task[]; readonly outcomes: readonly (readonly ModelOutcome[])[] },
  acceptances: Accepted['acceptances'],
): Promise<readonly ModelOutcome[]> {
  const { judge: policy } = policies;
  if (policy.groups.length === 0 || (options.shard?.index ?? 1) > 1) return [];
  const { changes } = found;
  const list: Host['list'] = async (tree, wanted) => host.list(tree, wanted);
  const trees = { base: options.base?.tree ?? null, head: options.head.tree };
  const open = async (file: TreeFile) => host.open(file);
  const groups = await touchedGroups({ policy, ...trees, changes, list, open });
  if (groups.touched.length === 0) return [];
  const own = new Map(tasks.map(({ change }, i) => [change, outcomes[i] ?? []]));
  const wanted = new Set(groups.touched.flatMap(({ changed }) => changed));
  const missing = [...changes.filter((change, i) => wanted.has(i) && !own.has(change)), ...groups.others];
  const more = await judgeAll(
    host,
    options,
    missing.map((change): Task => ({ change, acceptances: [] })),
  );
  const all = new Map([...own, ...missing.map((change, i) => [change, more[i] ?? []] as const)]);
  const outcomesOf = (some: readonly PlannedChange[]) => some.map((change) => all.get(change) ?? []);
  return groupOutcomes(groups, policy, outcomesOf(changes), outcomesOf(groups.others), acceptances);
}

interface Survey {
  readonly policies: Policies;
  /** What base's policy watches. */
  readonly watched: Catalog;
  readonly built: Built;
  readonly found: FoundModels;
}

/** What there is to judge, and by which rules. */
async function survey(host: Host, options: GateOptions, builds = true): Promise<Survey> {
  const { base, head, progress = () => undefined } = options;
  progress({ stage: 'policy', done: 0, of: null, what: '' });
  const policies = await readPolicies({
    base: base?.tree ?? null,
    head: head.tree,
    from: options.policyFrom,
    ...(options.config === undefined ? {} : { config: options.config }),
    text: async (tree, path) => host.text(tree, path),
    remote: options.remote,
  });
  const built = await buildModels({
    policies,
    base: base?.tree ?? null,
    head: head.tree,
    list: async (tree, wanted) => host.list(tree, wanted),
    build:
      host.build === undefined || !builds
        ? null
        : async (order) => {
            progress({ stage: 'build', done: 0, of: null, what: order.head.run });
            return (await host.build?.(order)) ?? [];
          },
  });
  progress({ stage: 'changes', done: 0, of: null, what: '' });
  const catalog = catalogOf(policies.judge, options.paths);
  const isSame = !policies.changed || policies.from === 'base' || base === null;
  const watched = isSame ? catalog : catalogOf(policies.base ?? defaultPolicy, options.paths);
  return { policies, watched, built, found: await find(host, options, policies, { catalog, watched }) };
}

async function loadsOf(host: Host, changes: readonly PlannedChange[]): Promise<readonly Load[]> {
  return Promise.all(changes.map(async (change) => loadOf(change, async (file) => host.bytes(file))));
}

/** The changes that this run takes, and the name of the way in which they are spread. */
async function shardOf(
  host: Host,
  changes: readonly PlannedChange[],
  shard: Shard | undefined,
): Promise<{ readonly changes: readonly PlannedChange[]; readonly plan: string }> {
  if (shard === undefined) return { changes, plan: '' };
  const loads = await loadsOf(host, changes);
  const shards = spread(loads, shard.of);
  return { changes: changes.filter((_, i) => shards[i] === shard.index), plan: fingerprint(loads, shards) };
}

/** Nothing that base's policy watches leaves its budgets in silence: what would let it is found here, for each change. */
async function watch(
  host: Host,
  { policyFrom, head, base }: GateOptions,
  { policies, watched, found: { submodules } }: Survey,
  changes: readonly PlannedChange[],
): Promise<readonly Pick<Comparison, 'watch'>[]> {
  if (base === null) return [];
  const strict = isStrict(policies);
  const list: Host['list'] = async (tree, wanted) => host.list(tree, wanted);
  const blind = await blindSpots(changes, { watched, head: head.tree, submodules, list });
  return changes.map(({ base: before, plan }, i) => {
    const fork = policyFrom === 'base' && before !== null && isBudgeted(watched.planOf(before.path) ?? plan);
    const spot = blind[i] ?? null;
    return fork || strict || spot !== null ? { watch: { blind: spot, fork, strict } } : {};
  });
}

/** Of either side: a pull request doesn't take away what it would fail by. */
const isStrict = ({ base, judge }: Policies): boolean => judge.strict || base?.strict === true;

async function find(
  host: Host,
  { base, head, all }: GateOptions,
  policies: Policies,
  { catalog, watched }: { readonly catalog: Catalog; readonly watched: Catalog },
): Promise<FoundModels> {
  // A model that the pull request judges by other rules is looked at, though its file stayed as it was.
  const isRuledAnew = (path: string): boolean => {
    if (!policies.changed || policies.from !== 'head') return false;
    const plan = catalog.planOf(path);
    if (policies.base === null) return plan !== null && plan.rule !== null;
    const changes = comparePolicies(policies.base, policies.head, [modelName(path)]);
    return plan !== null && changes.some(({ where }) => where !== policies.head?.path);
  };
  return findModels({
    base: base?.tree ?? null,
    head: head.tree,
    catalog,
    watched,
    include: (path) => all === true || isRuledAnew(path),
    diff: async (a, b, wanted) => host.diff(a, b, wanted),
    list: async (tree, wanted) => host.list(tree, wanted),
    start: async (file, length) => host.start(file, length),
    open: async (file) => host.open(file),
  });
}

/** Counts what changed and judges it, nothing measured yet; the heavy part of the program is loaded here, if at all. */
async function judgeAll(
  host: Host,
  { concurrency = 2, progress = () => undefined, threads }: GateOptions,
  tasks: readonly Task[],
): Promise<readonly (readonly ModelOutcome[])[]> {
  if (tasks.length === 0) return [];
  const { filesOf, outcomesOf } = await import('#gate/work/outcomes.ts');
  await host.prefetch(tasks.flatMap(({ change }) => filesOf(change)));
  const files = {
    open: async (file: TreeFile) => host.open(file),
    bytesOf: async (file: TreeFile) => (await pointedBytes(file, host)) ?? host.bytes(file),
  };
  let done = 0;
  const begun = ({ change }: Task): void => {
    progress({ stage: 'count', done, of: tasks.length, what: change.plan.path });
    done += 1;
  };
  const { judgeInThreads } = await import('#gate/work/crew.ts');
  return (await judgeInThreads(threads, tasks, files, begun)) ?? outcomesOf(tasks, files, concurrency, begun);
}
