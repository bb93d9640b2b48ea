import { Fault } from '#graph/fault.ts';
import type { Porcelain } from './porcelain.ts';
import { runGit } from './run-git.ts';

/** A commit, and how it was chosen: `--base main`, `merge base with origin/main`, `first parent of HEAD`. */
export interface Chosen {
  readonly sha: string;
  readonly how: string;
}

const FULL_ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** Full id of a commit that is here, or null. */
export async function findCommit(git: Porcelain, rev: string): Promise<string | null> {
  const sha = await git.ask(['rev-parse', '--verify', '--quiet', '--end-of-options', `${rev}^{commit}`]);
  return sha !== null && FULL_ID.test(sha) ? sha : null;
}

/** Parents as the commit itself names them: those that a shallow clone lacks, too. */
export async function parentsOf(repository: string, sha: string): Promise<readonly string[]> {
  const { stdout } = await runGit(repository, ['cat-file', 'commit', sha]);
  const [header = ''] = stdout.toString('utf8').split('\n\n', 1);
  return [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
}

/**
 * The full id of a revision. One that a shallow clone lacks is looked up in the commits' own words (`HEAD^`, `HEAD~1`) and fetched,
 * as is a full id.
 * @param asked follows "the ", for messages: `base`
 * @throws Fault `missing-base`, `missing-head`
 */
export async function resolveCommit(
  repository: string,
  git: Porcelain,
  rev: string,
  asked: 'base' | 'head',
): Promise<string> {
  const here = await findCommit(git, rev);
  if (here !== null) return here;
  const sha = FULL_ID.test(rev) ? rev : await parentByName(repository, git, rev);
  if (sha !== null) return fetchCommit(git, sha, asked);
  const shallow = await isShallow(git);
  throw new Fault(
    `missing-${asked}`,
    `the ${asked} '${rev}' is no commit of this repository${shallow ? ', which is a shallow clone' : ''}`,
    shallow
      ? 'fetch it: git fetch --unshallow, in a workflow actions/checkout with fetch-depth: 0'
      : `see git log for one, or fetch it: git fetch origin ${rev}`,
  );
}

/** `REV^` or `REV~1` where the parent is named by a commit that is here, though it isn't here itself. */
async function parentByName(repository: string, git: Porcelain, rev: string): Promise<string | null> {
  const child = /^(.+?)(?:\^1?|~1?)$/.exec(rev)?.[1];
  const sha = child === undefined ? null : await findCommit(git, child);
  return sha === null ? null : ((await parentsOf(repository, sha))[0] ?? null);
}

/**
 * Brings one commit with its tree into the repository, not its history and, where the remote can, not its files; these come
 * when they are read. A full clone stays full.
 * @throws Fault `missing-base`, `missing-head`
 */
export async function fetchCommit(git: Porcelain, sha: string, asked: 'base' | 'head' = 'base'): Promise<string> {
  if ((await findCommit(git, sha)) !== null) return sha;
  const remote = await remoteOf(git);
  if (remote === null)
    throw new Fault(
      `missing-${asked}`,
      `the ${asked} ${sha} isn't in this repository, which has no remote`,
      'fetch it from where it is',
    );
  const flags = (await isShallow(git)) ? ['--depth=1', '--filter=blob:none'] : [];
  try {
    await git.fetch(remote, [sha], flags);
  } catch (cause) {
    const said = cause instanceof Fault ? cause.message : String(cause);
    throw new Fault(
      `missing-${asked}`,
      `the ${asked} ${sha} isn't in this clone, and fetching it from ${remote} failed: ${said}`,
      'fetch it beforehand, in a workflow actions/checkout with fetch-depth: 0',
      { cause },
    );
  }
  if ((await findCommit(git, sha)) !== null) return sha;
  throw new Fault(`missing-${asked}`, `the ${asked} ${sha} is no commit`, 'give the full id of a commit');
}

/** `origin` if there is one, else the first remote; null if there is none. */
export async function remoteOf(git: Porcelain): Promise<string | null> {
  const names = (await git.ask(['remote']))?.split('\n') ?? [];
  return names.includes('origin') ? 'origin' : (names[0] ?? null);
}

export async function isShallow(git: Porcelain): Promise<boolean> {
  return (await git.ask(['rev-parse', '--is-shallow-repository'])) === 'true';
}

/** True if tracked files differ from the last commit, or untracked ones lie about. */
export async function isDirty(git: Porcelain): Promise<boolean> {
  const command = ['status', '--porcelain', '--ignore-submodules', '--untracked-files=normal'];
  return ((await git.ask(command, 'files')) ?? '') !== '';
}

/** Branches that changes usually go into, as they are looked for. */
const mainlines = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/** Those of the branches that exist, by one question to git. */
async function tipsOf(repository: string): Promise<readonly { readonly name: string; readonly tip: string }[]> {
  const input = mainlines.map((name) => `${name}^{commit}\n`).join('');
  const { stdout } = await runGit(repository, ['cat-file', '--batch-check'], { input, lazyFetch: true });
  const lines = stdout.toString('utf8').split('\n');
  return mainlines.flatMap((name, i) => {
    const [tip = '', type] = (lines[i] ?? '').split(' ');
    return type === 'commit' && FULL_ID.test(tip) ? [{ name, tip }] : [];
  });
}

/**
 * What a change is compared with by default: where it left the main line; on the main line itself, the last commit for
 * uncommitted work, else that commit's first parent; null for the first commit.
 * @param dirty files differ from `head`, and that difference is what is judged
 * @throws Fault `missing-base`
 */
export async function defaultBase(
  repository: string,
  git: Porcelain,
  head: string,
  dirty = false,
): Promise<Chosen | null> {
  for (const { name, tip } of await tipsOf(repository)) {
    // The first that exists decides.
    // oxlint-disable-next-line no-await-in-loop
    const sha = await git.ask(['merge-base', head, tip]);
    if (sha === head && dirty) return { sha, how: 'the last commit' };
    if (sha === head) break;
    if (sha !== null) return { sha, how: `merge base with ${await nameOf(git, name)}` };
  }
  const [parent] = await parentsOf(repository, head);
  return parent === undefined ? null : { sha: await fetchCommit(git, parent), how: 'first parent of head' };
}

async function nameOf(git: Porcelain, ref: string): Promise<string> {
  return ref === 'origin/HEAD' ? ((await git.ask(['rev-parse', '--abbrev-ref', ref])) ?? ref) : ref;
}
