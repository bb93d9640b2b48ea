import { setTimeout as sleep } from 'node:timers/promises';
import { asFault, Fault } from '#graph/fault.ts';
import { runGit } from '#host/git/run-git.ts';
import { commitFiles, readmeFile, type DataCommit, type DataFile } from './commit.ts';
import { DATA, openScratch, type Scratch } from './remote.ts';
import { fetchCommits, fetchTip, filesOf, type FetchedTip, type Tip } from './tip.ts';
import { olderPath, olderText, spansOf, timeOfText, type Volume } from './volumes.ts';

/** `written`: by this call. `present`: all of it was there already. */
interface Appended {
  readonly kind: 'written' | 'present';
  readonly tries: number;
}

interface WholeHistory {
  /** Records and layers from the first volume to the last, and the tip's other files; a path in two volumes comes twice. */
  files(): AsyncGenerator<DataFile>;
  /** Sentences on volumes that can't be read: the others stand. */
  readonly problems: readonly string[];
}

export interface HistoryOptions {
  /**
   * Records and layers that a volume holds, about. What the server's git does for a push grows with the files of the tip's tree: among
   * as many an append costs a seventh more than among 100.
   */
  readonly volume?: number;
}

export interface HistoryBranch {
  /**
   * Adds files in one commit, on top of whatever the branch is by then; the promise holds only once the remote has them.
   * @param compose what to write, given what is there; asked again where somebody else was faster
   * @throws Fault `not-a-data-branch`, `history-refused`, `history-busy`, `git-access`, `git-network`
   */
  append(message: string, compose: (tip: Tip) => Promise<readonly DataFile[]>): Promise<Appended>;
  /** All volumes with their files' contents, for reading many. */
  whole(): Promise<WholeHistory>;
  tip(): Promise<Tip>;
  /** Its place. */
  readonly url: string;
  close(): void;
}

/** How long, and how often, somebody else may be faster; the network may fail fewer times. */
const PATIENCE_MS = 300_000;
const MAX_NETWORK = 5;
/** Jitter of the pause between two tries, in ms: doubled from the first to the last. */
const FIRST_PAUSE = 40;
const LAST_PAUSE = 4000;

const VOLUME = 1000;

/**
 * The data branch of a repository's remote. Nothing is checked out, and nothing changes in the repository itself.
 * @param branch its name, without refs/heads/
 * @throws Fault as `openScratch`
 */
export async function openHistoryBranch(
  root: string,
  branch: string,
  { volume = VOLUME }: HistoryOptions = {},
): Promise<HistoryBranch> {
  const scratch = await openScratch(root);
  let complete: Scratch | null = null;
  const ref = `refs/heads/${branch}`;

  async function attempt(message: string, compose: (at: Tip) => Promise<readonly DataFile[]>, tries: number) {
    const at = await fetchTip(scratch, ref, 'tree:3');
    const files = await compose(at);
    const here = await at.present(files.filter(({ once }) => once));
    const missing = files.filter(({ path, once }) => !once || !here.has(path));
    const added = await differing(at, missing);
    if (added.length === 0) return 'present';
    const full = at.sha !== null && added.some(({ path }) => isRecord(path)) && (await at.size()) >= volume;
    const local = `refs/heads/try-${tries}`;
    const commit = { ref: local, parent: at.sha, message, files: added, closes: [] };
    await commitFiles(scratch, full ? { ...commit, ...nextVolume(at, await timesAt(at.sha), added) } : commit);
    await push(scratch, local, ref);
    return 'written';
  }

  /** When the commits of a volume were made: all its records are read, once; those that can't be read don't count. */
  async function timesAt(sha: string) {
    complete ??= await openScratch(root);
    const here = await fetchCommits(complete, ref, [sha], 'all');
    if (!here.has(sha)) throw new Fault('missing-commit', `${branch} was thrown back`, refusedHint);
    const times: number[] = [];
    for await (const { text } of filesOf(complete, sha, isRecord)) times.push(timeOfText(text));
    return spansOf(times.filter((time) => !Number.isNaN(time)));
  }

  return {
    tip: async () => fetchTip(scratch, ref, 'tree:2'),
    url: scratch.url,
    close() {
      scratch.remove();
      complete?.remove();
    },
    async whole() {
      complete ??= await openScratch(root);
      return wholeOf(complete, ref);
    },
    async append(message, compose) {
      return untilWritten(branch, async (tries) => attempt(message, compose, tries));
    },
  };
}

async function differing(at: Tip, files: readonly DataFile[]): Promise<readonly DataFile[]> {
  const differs = await Promise.all(files.map(async ({ path, text, once }) => once || (await at.read(path)) !== text));
  return files.filter((_, i) => differs[i]);
}

/** The next volume begins with what is added now; the tip, an ancestor of it, keeps what it holds. */
function nextVolume(
  at: FetchedTip,
  times: Volume['times'],
  added: readonly DataFile[],
): Pick<DataCommit, 'files' | 'closes'> {
  const volumes = at.sha === null ? at.older() : [...at.older(), { tip: at.sha, times }];
  const files = [...added, readmeFile, { path: olderPath, text: olderText(volumes), once: false }];
  return { files, closes: ['v1', 'layers'] };
}

/** Tries again where somebody else was faster, or the network failed; with a pause, and not for ever. */
async function untilWritten(branch: string, attempt: (tries: number) => Promise<Appended['kind']>): Promise<Appended> {
  const end = performance.now() + PATIENCE_MS;
  let network = 0;
  for (let tries = 1; ; tries += 1) {
    try {
      // One try after another.
      // oxlint-disable-next-line no-await-in-loop
      return { kind: await attempt(tries), tries };
    } catch (thrown) {
      const why = reasonOf(asFault(thrown));
      network += why === 'network' ? 1 : 0;
      if (why === 'final' || network > MAX_NETWORK) throw namedFor(asFault(thrown), branch);
      if (performance.now() > end) throw busy(branch, tries, asFault(thrown));
    }
    const pause = Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries, 10));
    // oxlint-disable-next-line no-await-in-loop
    await sleep(pause * (network > 0 ? 1 + Math.random() : Math.random()));
  }
}

/** @throws Fault `history-refused` with the remote's words, or as `runGit` */
async function push({ folder, how }: Scratch, local: string, ref: string): Promise<void> {
  const command = ['push', '--porcelain', '--no-verify', DATA, `${local}:${ref}`];
  const { code, stdout } = await runGit(folder, command, { ...how, answers: [1], lazyFetch: true });
  if (code === 0) return;
  const [, , why = 'no reason'] = /^!.*$/m.exec(stdout.toString('utf8'))?.[0].split('\t') ?? [];
  throw new Fault('history-refused', why, refusedHint);
}

/** What a push or a fetch ends with where somebody else was faster: the next try will see what they wrote. */
const overtaken =
  /non-fast-forward|fetch first|stale info|cannot lock ref|failed to (?:update|lock) ref|already exists|incorrect old value|unable to (?:create|resolve reference|lock)|couldn't set|shallow|not our ref|unpacker error|missing necessary objects|remote failed to report/i;

function reasonOf({ code, message }: Fault): 'overtaken' | 'network' | 'final' {
  if (code === 'git-network') return 'network';
  if (code === 'missing-commit') return 'overtaken';
  if (code !== 'history-refused' && code !== 'git-failed') return 'final';
  if (overtaken.test(message)) return 'overtaken';
  return /RPC failed|early EOF|hung up|timed out|reset|HTTP 5\d\d|error: 5\d\d|disconnect/i.test(message)
    ? 'network'
    : 'final';
}

function namedFor(fault: Fault, branch: string): Fault {
  const { code, message, hint } = fault;
  if (code === 'history-refused')
    return new Fault(code, `the remote doesn't take ${branch}: ${message}`, hint, { cause: fault });
  if (code !== 'git-access') return fault;
  return new Fault(
    code,
    `the data branch ${branch} can't be reached: ${message}`,
    'let the job write: permissions: contents: write',
    { cause: fault },
  );
}

const refusedHint = 'a protection rule or a hook forbids it: exempt this branch, or name another in history.branch';

const busy = (branch: string, tries: number, cause: Fault): Fault =>
  new Fault(
    'history-busy',
    `after ${tries} tries others were still faster at writing ${branch}: ${cause.message}`,
    'run it again: whatever was acknowledged is safe',
    { cause },
  );

const isRecord = (path: string): boolean => path.startsWith('v1/');
const isKept = (path: string): boolean => isRecord(path) || path.startsWith('layers/');

const nothing: WholeHistory = {
  async *files() {
    // Nothing was recorded yet.
  },
  problems: [],
};

async function wholeOf(scratch: Scratch, ref: string): Promise<WholeHistory> {
  const at = await fetchTip(scratch, ref, 'all');
  const { sha } = at;
  if (sha === null) return nothing;
  const problems: string[] = [];
  let volumes: readonly Volume[] = [];
  try {
    volumes = at.older();
  } catch (thrown) {
    problems.push(asFault(thrown).message);
  }
  const tips = volumes.map(({ tip }) => tip);
  const here = await fetchCommits(scratch, ref, tips, 'all');
  for (const tip of tips.filter((one) => !here.has(one)))
    problems.push(`the remote has no commit ${tip} any more, which ${olderPath} names: its records are missing`);
  return { files: () => filesOfAll(scratch, [...tips.filter((one) => here.has(one)), sha]), problems };
}

/** @param shas the last is the tip */
async function* filesOfAll(scratch: Scratch, shas: readonly string[]): AsyncGenerator<DataFile> {
  for (const sha of shas) yield* filesOf(scratch, sha, sha === shas.at(-1) ? () => true : isKept);
}
