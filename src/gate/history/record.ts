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
import { readPolicies } from '#gate/find/policies.ts';
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

/** Records of commits of long ago, counted together: ids and sizes are today's, budgets of that time aren't known. */
export async function backfillCommits(
  commits: readonly OldCommit[],
  {
    catalog,
    counter,
    version,
  }: { readonly catalog: Catalog; readonly counter: VersionCounter; readonly version: string },
): Promise<{ readonly records: readonly HistoryRecord[]; readonly layers: ReadonlyMap<string, RecordedLayers> }> {
  const versions = commits.map(({ files }) => versionsOf(files, catalog, version));
  const { figures, fresh } = await counter.count(versions.flat());
  const records = commits.map(({ commit }, i): HistoryRecord => ({
    schema: 'flopgate/record/1',
    ...commit,
    version,
    backfilled: true,
    acceptances: [],
    environment: null,
    models: (versions[i] ?? []).map((one) => ({
      ...identity(one),
      ...(figures.get(one.key) ?? nothingKnown),
      budgets: {},
      latency: null,
    })),
  }));
  return { records, layers: fresh };
}

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
  host: RecordHost,
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
