import type { HistoryRecord, RecordedCommit } from '#history/record.ts';
import { isVersionKey } from '#history/layers.ts';
import { recordPath, timeOf } from '#history/record.ts';
import {
  backfillCommits,
  isPolicyPath,
  policiesOfThen,
  policyAt,
  recordCommit,
  wantedBy,
  type NewRecord,
  type OldCommit,
  type RecordBench,
  type RecordHost,
  type Unmeasured,
} from './record.ts';
import { createVersionCounter, type VersionHost } from './count-version.ts';
import { filesFor, knownVersions, readLatest, type BranchTip, type WrittenFile } from './write-history.ts';
import { catalogOf } from '#gate/find/catalog.ts';

/** The data branch, as src/host/data-branch/data-branch.ts writes it. */
export interface DataBranch {
  append(
    message: string,
    compose: (tip: BranchTip) => Promise<readonly WrittenFile[]>,
  ): Promise<{ readonly kind: 'written' | 'present'; readonly tries: number }>;
}

export interface RecordOptions {
  readonly version: string;
  readonly config?: string;
  /** Absent: latency isn't measured. */
  readonly bench?: RecordBench;
}

export interface Recorded {
  readonly kind: 'written' | 'present';
  /** Null if it was recorded before. */
  readonly record: HistoryRecord | null;
  readonly tries: number;
  /** Model files that were read; the others are known from the record before. */
  readonly read: number;
  readonly unmeasured: readonly Unmeasured[];
}

/**
 * Records a commit. It is recorded once the promise holds, whoever else writes at the same time; a second time changes nothing.
 * @throws Fault `bad-policy`, and as the branch's append
 */
export async function recordHead(
  host: RecordHost & VersionHost,
  branch: DataBranch,
  commit: RecordedCommit,
  options: RecordOptions,
): Promise<Recorded> {
  const path = recordPath(commit.sha);
  let made: NewRecord | null = null;
  let read = 0;
  const { kind, tries } = await branch.append(`Record ${commit.sha}`, async (tip) => {
    if ((await tip.present([{ path, time: timeOf(commit) }])).has(path)) return [];
    if (made === null) {
      const known = knownVersions(await readLatest(tip), options.version);
      const counter = createVersionCounter(host, known);
      made = await recordCommit(host, { ...options, commit, counter });
      ({ read } = counter);
    }
    return filesFor(tip, [made.record], made.layers);
  });
  const { record = null, unmeasured = [] } = (made as NewRecord | null) ?? {};
  return { kind, tries, read, record, unmeasured };
}

/** Name of the data branch that the policy at a commit gives. @throws Fault `bad-policy`, `missing-policy` */
export async function branchAt(host: Pick<RecordHost, 'text'>, sha: string, config?: string): Promise<string> {
  return (await policyAt(host, { kind: 'commit', sha }, config)).history.branch;
}

export interface BackfillOptions {
  readonly version: string;
  readonly config?: string;
  /** Commit whose policy names the models: the newest. */
  readonly policyOf: string;
  readonly walk: (wanted: (path: string) => boolean) => AsyncIterable<OldCommit>;
  readonly progress: (done: number, what: string) => void;
}

export interface Backfilled {
  readonly commits: number;
  /** Model files read: each distinct version once. */
  readonly read: number;
  readonly commitsWithModels: number;
}

/** Commits that are written together. */
const TOGETHER = 250;

/**
 * Records old commits, oldest first; those that have a record keep it.
 * @throws Fault as `recordHead`; what was written until then stays
 */
export async function backfill(
  host: RecordHost & VersionHost,
  branch: DataBranch,
  options: BackfillOptions,
): Promise<Backfilled> {
  const policy = await policyAt(host, { kind: 'commit', sha: options.policyOf }, options.config);
  const catalog = catalogOf(policy);
  const counter = createVersionCounter(host, new Map());
  const { version } = options;
  const policyOf = policiesOfThen(host, options.config);
  let before: string | null = null;
  let batch: OldCommit[] = [];
  const told = { commits: 0, commitsWithModels: 0 };
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const { records, layers, last } = await backfillCommits(host, batch, {
      catalog,
      counter,
      version,
      policyOf,
      before,
    });
    before = last;
    told.commitsWithModels += records.filter(({ models }) => models.length > 0).length;
    batch = [];
    const kept = new Map([...layers].filter(([key]) => isVersionKey(key)));
    await branch.append(`Record ${records.length} commits`, async (tip) => filesFor(tip, records, kept));
  };
  const isModel = wantedBy(catalog);
  const wanted = (path: string): boolean => isModel(path) || isPolicyPath(path, options.config);
  for await (const { commit, files } of options.walk(wanted)) {
    batch.push({ commit, files });
    told.commits += 1;
    options.progress(told.commits, commit.sha.slice(0, 7));
    if (batch.length >= TOGETHER) await flush();
  }
  await flush();
  return { ...told, read: counter.read };
}
