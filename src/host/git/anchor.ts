import type { Anchor } from '#graph/anchor.ts';
import type { Tree } from '#graph/tree.ts';
import { openPorcelain, type Porcelain } from './porcelain.ts';
import { fetchCommit, findCommit, remoteOf } from './revision.ts';

const DAY_MS = 86_400_000;

/**
 * The tree of an earlier state; null if this repository doesn't know it and can't fetch it.
 * @param base from where days count back, along first parents
 */
export async function anchorTree(repository: string, anchor: Anchor, base: Tree, now: Date): Promise<Tree | null> {
  const git = await openPorcelain(repository);
  const sha = anchor.kind === 'ref' ? await byName(git, anchor.ref) : await byAge(git, anchor.days, base, now);
  return sha === null ? null : { kind: 'commit', sha };
}

async function byName(git: Porcelain, ref: string): Promise<string | null> {
  const remote = await remoteOf(git);
  for (const name of [`refs/tags/${ref}`, `refs/remotes/${remote ?? 'origin'}/${ref}`, `refs/heads/${ref}`]) {
    // The first that is there counts.
    // oxlint-disable-next-line no-await-in-loop
    const found = await findCommit(git, name);
    if (found !== null) return found;
  }
  return remote === null ? null : fetched(git, remote, ref);
}

/** A tag or branch of the remote, that one commit alone; an annotated tag stands for its commit. */
async function fetched(git: Porcelain, remote: string, ref: string): Promise<string | null> {
  const names = [`refs/tags/${ref}^{}`, `refs/tags/${ref}`, `refs/heads/${ref}`];
  const lines = ((await git.ask(['ls-remote', '--', remote, ...names])) ?? '').split('\n');
  const shas = new Map(lines.map((line) => line.split('\t').toReversed() as [string, string]));
  const sha = names.map((name) => shas.get(name)).find((one) => one !== undefined);
  return sha === undefined ? null : fetchCommit(git, sha).catch(() => null);
}

/** A clone that ends before that day doesn't know. */
async function byAge(git: Porcelain, days: number, base: Tree, now: Date): Promise<string | null> {
  const from = base.kind === 'commit' ? base.sha : 'HEAD';
  const before = new Date(now.getTime() - days * DAY_MS).toISOString();
  const command = ['rev-list', '-1', '--first-parent', `--before=${before}`, '--end-of-options', from, '--'];
  const found = await git.ask(command);
  return found === null || found === '' ? null : findCommit(git, found);
}
