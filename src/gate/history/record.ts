import type {
  HistoryRecord,
  RecordedAcceptance,
  RecordedCommit,
  RecordedLatency,
  RecordedModel,
} from '#history/record.ts';
import type { RecordedLayers } from '#history/layers.ts';
import type { BenchRule, CasePlan, Policy } from '#policy/policy.ts';
import type { LatencyOutcome } from '#judge/types.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { readTrailers } from '#judge/accept.ts';
import type { BenchAnswer, BenchPair } from '#gate/measure/pair.ts';
import type { Catalog } from '#gate/find/catalog.ts';
import { versionKey, type Version, type VersionCounter, type VersionFigures } from './count-version.ts';
import { policyPlaces, readPolicies } from '#gate/find/policies.ts';
import { planFor } from '#policy/model-plan.ts';
import { catalogOf, uncountedByName } from '#gate/find/catalog.ts';

/** What recording a commit needs of the repository; as the gate's Host. */
export interface RecordHost {
  list(tree: Tree, wanted: (path: string) => boolean): Promise<readonly TreeFile[]>;
  text(tree: Tree, path: string): Promise<string | null>;
  messages(base: Tree, head: Tree): Promise<readonly { readonly sha: string; readonly message: string }[]>;
}

/** Measures pairs, as GateOptions.bench. */
export type RecordBench = (pairs: readonly BenchPair[], rule: BenchRule) => Promise<BenchAnswer>;

export interface RecordQuestion {
  readonly commit: RecordedCommit;
  readonly version: string;
  readonly config?: string;
  readonly counter: VersionCounter;
  /** Absent: latency isn't measured. */
  readonly bench?: RecordBench;
}

/** A record, with the layers of the versions that were counted for it. */
export interface NewRecord {
  readonly record: HistoryRecord;
  readonly layers: ReadonlyMap<string, RecordedLayers>;
  readonly branch: string;
  readonly unmeasured: readonly Unmeasured[];
}

/** A model whose latency was to be measured and couldn't be. */
export interface Unmeasured {
  readonly path: string;
  readonly reason: string;
}

/**
 * Counts every model of a commit: a regressed one, too. Whether anything is over budget isn't asked here.
 * @throws Fault `bad-policy`, `missing-policy`, git failures
 */
export async function recordCommit(host: RecordHost, question: RecordQuestion): Promise<NewRecord> {
  const { commit, counter, version } = question;
  const tree: Tree = { kind: 'commit', sha: commit.sha };
  const policy = await policyAt(host, tree, question.config);
  const catalog = catalogOf(policy);
  const files = await host.list(tree, wantedBy(catalog));
  const versions = versionsOf(files, catalog, version);
  const { figures, fresh } = await counter.count(versions);
  const [parent] = commit.parents;
  const base: Tree | null = parent === undefined ? null : { kind: 'commit', sha: parent };
  const measured = await measure(host, question, { policy, catalog, versions, base, figures });
  const models = versions.map((one): RecordedModel => ({
    ...identity(one),
    ...(figures.get(one.key) ?? nothingKnown),
    budgets: ceilingsOf(one.casePlan),
    latency: recordedLatency(measured.outcomes.get(pairKey(one))),
  }));
  return {
    branch: policy.history.branch,
    layers: fresh,
    unmeasured: versions.flatMap((one) => {
      const outcome = measured.outcomes.get(pairKey(one));
      if (outcome === undefined || outcome.headMs !== null) return [];
      return [{ path: one.file.path, reason: outcome.reason ?? 'no measurement was made' }];
    }),
    record: {
      schema: 'flopgate/record/1',
      ...commit,
      version,
      backfilled: false,
      models,
      acceptances: await acceptancesOf(host, base, tree, policy),
      environment: measured.environment,
    },
  };
}

/** A commit of long ago, with its files as they were. */
export interface OldCommit {
  readonly commit: RecordedCommit;
  readonly files: readonly TreeFile[];
}

/** What a run over old commits knows from one batch to the next. */
export interface BackfillQuestion {
  readonly catalog: Catalog;
  readonly counter: VersionCounter;
  readonly version: string;
  readonly policyOf: PolicyOfThen;
  /** Keys of the versions that the commit before the batch had; null if there is none. */
  readonly before: string | null;
}

/**
 * Records of commits of long ago, counted together: ids and sizes are today's. Ceilings and acceptances are those of the policy of that
 * time, a ceiling only where it was set for the same sizes.
 */
export async function backfillCommits(
  host: Pick<RecordHost, 'messages'>,
  commits: readonly OldCommit[],
  { catalog, counter, version, policyOf, before }: BackfillQuestion,
): Promise<{
  readonly records: readonly HistoryRecord[];
  readonly layers: ReadonlyMap<string, RecordedLayers>;
  readonly last: string | null;
}> {
  const versions = commits.map(({ files }) => versionsOf(files, catalog, version));
  const { figures, fresh } = await counter.count(versions.flat());
  const records: HistoryRecord[] = [];
  let last = before;
  for (const [i, old] of commits.entries()) {
    const own = versions[i] ?? [];
    const keys = own.map(({ key }) => key).join(' ');
    // Each commit's policy and messages are asked of one git, in turn.
    // oxlint-disable-next-line no-await-in-loop
    const policy = await policyOf(old);
    const [parent] = old.commit.parents;
    const base: Tree | null = parent === undefined ? null : { kind: 'commit', sha: parent };
    // Only what changed a model was there to be accepted.
    const isChange = policy !== null && keys !== last;
    const acceptances = isChange
      ? // oxlint-disable-next-line no-await-in-loop
        await acceptancesOf(host, base, { kind: 'commit', sha: old.commit.sha }, policy)
      : [];
    last = keys;
    records.push({
      schema: 'flopgate/record/1',
      ...old.commit,
      version,
      backfilled: true,
      acceptances,
      environment: null,
      models: own.map((one) => ({
        ...identity(one),
        ...(figures.get(one.key) ?? nothingKnown),
        budgets: policy === null ? {} : ceilingsThen(policy, one),
        latency: null,
      })),
    });
  }
  return { records, layers: fresh, last };
}

/** The policy that a commit had; null if it can't be read. */
export type PolicyOfThen = (old: OldCommit) => Promise<Policy | null>;

/** Reads each version of the policy once: the listed files say when it changed. */
export function policiesOfThen(host: Pick<RecordHost, 'text'>, config?: string): PolicyOfThen {
  const known = new Map<string, Promise<Policy | null>>();
  return async ({ commit, files }) => {
    const key = files
      .filter(({ path }) => isPolicyPath(path, config))
      .map(({ path, id }) => `${path} ${id ?? ''}`)
      .join('\n');
    const found = known.get(key) ?? policyAt(host, { kind: 'commit', sha: commit.sha }, config).catch(() => null);
    known.set(key, found);
    return found;
  };
}

/** True of the files that a policy may stand in. */
export const isPolicyPath = (path: string, config?: string): boolean =>
  config === undefined ? (policyPlaces as readonly string[]).includes(path) : path === config;

function ceilingsThen(policy: Policy, { plan, casePlan }: Version): RecordedModel['budgets'] {
  const then = planFor(policy, plan.path)?.cases.find(({ name }) => name === casePlan.name);
  return then === undefined || sizesOf(then) !== sizesOf(casePlan) ? {} : ceilingsOf(then);
}

const sizesOf = ({ dims, inputs, values }: CasePlan): string =>
  JSON.stringify([[...dims].map(String), [...inputs].map(String), [...values].map(String)]);

/** The policy at a tree; the built-in one if there is none. @throws Fault `bad-policy`, `missing-policy` */
export async function policyAt(host: Pick<RecordHost, 'text'>, tree: Tree, config?: string): Promise<Policy> {
  const { judge } = await readPolicies({
    base: null,
    head: tree,
    from: 'head',
    text: async (at, path) => host.text(at, path),
    ...(config === undefined ? {} : { config }),
  });
  return judge;
}

export const wantedBy =
  (catalog: Catalog) =>
  (path: string): boolean =>
    (catalog.planOf(path) !== null && uncountedByName(path) === null) || catalog.isExternal(path);

const nothingKnown = { format: null, exact: false, figures: {}, failure: null };

function versionsOf(files: readonly TreeFile[], catalog: Catalog, counter: string): readonly Version[] {
  return files.flatMap((file) => {
    const plan = catalog.planOf(file.path);
    if (plan === null) return [];
    const external = files.filter((one) => catalog.planOf(one.path) === null && catalog.belongs(plan, one.path));
    return plan.cases.map((casePlan) => ({
      plan,
      casePlan,
      file,
      external,
      key: versionKey(file, external, casePlan, counter),
    }));
  });
}

const identity = ({ plan, casePlan, file, key }: Version) => ({
  id: plan.id,
  case: casePlan.name,
  path: file.path,
  key,
});

function ceilingsOf({ budgets }: CasePlan): RecordedModel['budgets'] {
  const entries = [...budgets].flatMap(([metric, { max }]) => (max === null ? [] : [[metric, String(max.value)]]));
  return Object.fromEntries(entries) as RecordedModel['budgets'];
}

const pairKey = ({ plan, casePlan }: Version): string => `${plan.path}\u0000${casePlan.name}`;

interface Measuring {
  readonly policy: Policy;
  readonly catalog: Catalog;
  readonly versions: readonly Version[];
  readonly base: Tree | null;
  readonly figures: ReadonlyMap<string, VersionFigures>;
}

/** Only models that could be counted, and whose content isn't the parent's. */
async function measure(
  host: RecordHost,
  { bench }: RecordQuestion,
  { policy, catalog, versions, base, figures }: Measuring,
): ReturnType<RecordBench> {
  const none = { outcomes: new Map<string, LatencyOutcome>(), environment: null };
  if (bench === undefined) return none;
  const before = base === null ? [] : await host.list(base, wantedBy(catalog)).catch(() => []);
  const at = new Map(before.map((file) => [file.path, file]));
  const pairs = versions.flatMap((one): BenchPair[] => {
    const was = at.get(one.file.path) ?? null;
    const format = figures.get(one.key)?.format ?? null;
    if (!one.plan.bench || format === null || was?.id === one.file.id) return [];
    const { plan, casePlan, file, external } = one;
    const baseExternal = before.filter(({ path }) => catalog.planOf(path) === null && catalog.belongs(plan, path));
    const sides = { base: was, head: file, baseExternal, headExternal: external };
    return [{ key: pairKey(one), format, plan, casePlan, ...sides }];
  });
  return pairs.length === 0 ? none : bench(pairs, policy.bench);
}

function recordedLatency(outcome: LatencyOutcome | undefined): RecordedLatency | null {
  if (outcome === undefined || outcome.headMs === null) return null;
  const { ratio, interval, headMs, provider, threads, clock } = outcome;
  return { ratio, interval, ms: headMs, provider, threads, clock };
}

/** What people accepted in the commits that this one brought. */
async function acceptancesOf(
  host: Pick<RecordHost, 'messages'>,
  base: Tree | null,
  head: Tree,
  { accept }: Policy,
): Promise<readonly RecordedAcceptance[]> {
  const messages = base === null || accept.trailer === null ? [] : await host.messages(base, head).catch(() => []);
  return messages.flatMap(({ sha, message }) =>
    readTrailers(message, accept.trailer ?? '', sha, accept).acceptances.map(({ model, metric, reason, by }) => ({
      model,
      metric,
      reason,
      by,
    })),
  );
}
