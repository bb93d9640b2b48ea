import { setTimeout as sleep } from 'node:timers/promises';
import { asFault, Fault } from '#graph/fault.ts';
import { runGit } from './git-run.ts';
import { commitFiles, type DataFile } from './history-commit.ts';
import { DATA, openScratch, type Scratch } from './history-remote.ts';

/** The data branch as the remote has it at this moment. */
interface Tip {
  /** Null where there is no branch (yet, or any more). */
  readonly sha: string | null;
  /** Text of a file, null where there is none. */
  read(path: string): Promise<string | null>;
  /** Those of the paths that are there. */
  present(paths: readonly string[]): Promise<ReadonlySet<string>>;
}

/** `written`: by this call. `present`: all of it was there already. */
interface Appended {
  readonly kind: 'written' | 'present';
  readonly tries: number;
}

export interface HistoryBranch {
  /**
   * Adds files in one commit, on top of whatever the branch is by then; the promise holds only once the remote has them.
   * @param compose what to write, given what is there; asked again where somebody else was faster
   * @throws Fault `not-a-data-branch`, `history-refused`, `history-busy`, `git-access`, `git-network`
   */
  append(message: string, compose: (tip: Tip) => Promise<readonly DataFile[]>): Promise<Appended>;
  /** The branch with its files' contents, for reading many. */
  whole(): Promise<Tip & { files(): AsyncGenerator<DataFile> }>;
  tip(): Promise<Tip>;
  /** Where it lies. */
  readonly url: string;
  close(): void;
}

/** How long, and how often, somebody else may be faster; the network may fail fewer times. */
const PATIENCE_MS = 300_000;
const MAX_NETWORK = 5;
/** Jitter of the pause between two tries, in ms: doubled from the first to the last. */
const FIRST_PAUSE = 40;
const LAST_PAUSE = 4000;

/**
 * The data branch of a repository's remote. Nothing is checked out, and nothing changes in the repository itself.
 * @param branch its name, without refs/heads/
 * @throws Fault as `openScratch`
 */
export async function openHistoryBranch(root: string, branch: string): Promise<HistoryBranch> {
  const scratch = await openScratch(root);
  let complete: Scratch | null = null;
  const ref = `refs/heads/${branch}`;
  const tip = async (): Promise<Tip> => fetchTip(scratch, ref, 'tree:2');

  async function attempt(message: string, compose: (at: Tip) => Promise<readonly DataFile[]>, tries: number) {
    const at = await tip();
    const files = await compose(at);
    const here = await at.present(files.filter(({ once }) => once).map(({ path }) => path));
    const missing = files.filter(({ path, once }) => !once || !here.has(path));
    const changed = await Promise.all(
      missing.map(async (file) => file.once || (await at.read(file.path)) !== file.text),
    );
    const added = missing.filter((_, i) => changed[i]);
    if (added.length === 0) return 'present';
    const local = `refs/heads/try-${tries}`;
    await commitFiles(scratch, { ref: local, parent: at.sha, message, files: added });
    await push(scratch, local, ref);
    return 'written';
  }

  return {
    tip,
    url: scratch.url,
    close() {
      scratch.remove();
      complete?.remove();
    },
    async whole() {
      complete ??= await openScratch(root);
      const all = complete;
      const at = await fetchTip(all, ref, null);
      return { ...at, files: () => filesOf(all, at.sha) };
    },
    async append(message, compose) {
      const end = Date.now() + PATIENCE_MS;
      let network = 0;
      for (let tries = 1; ; tries += 1) {
        try {
          // One try after another.
          // oxlint-disable-next-line no-await-in-loop
          return { kind: await attempt(message, compose, tries), tries };
        } catch (thrown) {
          const why = reasonOf(asFault(thrown));
          network += why === 'network' ? 1 : 0;
          if (why === 'final' || network > MAX_NETWORK) throw told(asFault(thrown), branch);
          if (Date.now() > end) throw busy(branch, tries, asFault(thrown));
        }
        const pause = Math.min(LAST_PAUSE, FIRST_PAUSE * 2 ** Math.min(tries, 10));
        // oxlint-disable-next-line no-await-in-loop
        await sleep(pause * (network > 0 ? 1 + Math.random() : Math.random()));
      }
    },
  };
}

/** @throws Fault `history-refused` with the remote's words, or as `runGit` */
async function push({ folder, env }: Scratch, local: string, ref: string): Promise<void> {
  const command = ['push', '--porcelain', '--no-verify', DATA, `${local}:${ref}`];
  const { code, stdout } = await runGit(folder, command, { env, answers: [1], lazyFetch: true });
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

function told(fault: Fault, branch: string): Fault {
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

/** @param filter of what comes along; null: all files */
async function fetchTip(scratch: Scratch, ref: string, filter: string | null): Promise<Tip> {
  const { folder, env } = scratch;
  const flags = ['-q', '--depth=1', '--no-tags', '--no-write-fetch-head', '--recurse-submodules=no'];
  const filters = filter === null ? ['--no-filter'] : [`--filter=${filter}`];
  const command = ['fetch', ...flags, ...filters, '--', DATA, `+${ref}:refs/heads/tip`];
  try {
    await runGit(folder, command, { env, lazyFetch: true });
  } catch (thrown) {
    if (!/couldn't find remote ref/.test(asFault(thrown).message)) throw thrown;
    return noBranch;
  }
  const { stdout } = await runGit(folder, ['rev-parse', 'refs/heads/tip'], { env });
  const sha = stdout.toString('utf8').trim();
  await expectOurs(scratch, sha, ref);
  return {
    sha,
    async read(path) {
      const answer = await runGit(folder, ['cat-file', 'blob', `${sha}:${path}`], {
        env,
        answers: [128],
        lazyFetch: true,
      });
      return answer.code === 0 ? answer.stdout.toString('utf8') : null;
    },
    present: async (paths) => presentIn(scratch, sha, paths),
  };
}

const noBranch: Tip = { sha: null, read: async () => null, present: async () => new Set() };

/** A branch of something else must never get our files. */
async function expectOurs({ folder, env }: Scratch, sha: string, ref: string): Promise<void> {
  const { stdout } = await runGit(folder, ['ls-tree', '-z', sha, '--', 'v1'], { env, lazyFetch: true });
  if (stdout.toString('utf8').startsWith('040000 tree ')) return;
  throw new Fault(
    'not-a-data-branch',
    `${ref.replace('refs/heads/', '')} has no folder v1: it is no branch of Flopgate's`,
    'name another branch in history.branch of flopgate.yml, or delete this one',
  );
}

/** Paths that a command line takes at once; more are looked up in the whole listing. */
const FEW = 50;

async function presentIn({ folder, env }: Scratch, sha: string, paths: readonly string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const which = paths.length > FEW ? ['-r', sha] : [sha, '--', ...paths];
  const { stdout } = await runGit(folder, ['ls-tree', '-z', '--name-only', ...which], { env, lazyFetch: true });
  const names = stdout.toString('utf8').split('\0');
  if (paths.length <= FEW) return new Set(names.filter((name) => name !== ''));
  const wanted = new Set(paths);
  return new Set(names.filter((name) => wanted.has(name)));
}

/** Files fetched together; a part of the history is in memory, never all. */
const TOGETHER = 500;

async function* filesOf({ folder, env }: Scratch, sha: string | null): AsyncGenerator<DataFile> {
  if (sha === null) return;
  const { stdout } = await runGit(folder, ['ls-tree', '-r', '-z', sha], { env });
  const entries = stdout
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const [meta = '', path] = line.split('\t');
      const [, type, id = ''] = meta.split(' ');
      return type === 'blob' && path !== undefined ? [{ path, id }] : [];
    });
  for (let at = 0; at < entries.length; at += TOGETHER) {
    const some = entries.slice(at, at + TOGETHER);
    const input = some.map(({ id }) => `${id}\n`).join('');
    // oxlint-disable-next-line no-await-in-loop
    const batch = await runGit(folder, ['cat-file', '--batch'], { env, input });
    let from = 0;
    for (const { path } of some) {
      const end = batch.stdout.indexOf('\n', from);
      const size = Number(batch.stdout.toString('latin1', from, end).split(' ')[2]);
      yield { path, text: batch.stdout.toString('utf8', end + 1, end + 1 + size), once: true };
      from = end + size + 2;
    }
  }
}
