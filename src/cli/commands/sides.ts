import type { GateSide } from '#gate';
import { openPorcelain } from '#host/git/porcelain.ts';
import type { Repository } from '#host/git/repository.ts';
import { defaultBase, isDirty, resolveCommit } from '#host/git/revision.ts';
import type { Arguments, Flags } from '#cli/command.ts';

/** What `check` and `plan` compare. */
export const sideFlags: Flags = {
  base: { type: 'string', value: 'REV', help: 'commit to compare with' },
  head: { type: 'string', value: 'REV', help: 'commit to judge; worktree (default): the files as they lie' },
};

/** Which policy judges, and which models `check` and `plan` look at. */
export const modelFlags: Flags = {
  config: { type: 'string', value: 'FILE', help: 'policy; default: flopgate.yml, .github/flopgate.yml' },
  paths: { type: 'string', multiple: true, value: 'GLOB', help: 'only models that it fits' },
  all: { type: 'boolean', help: 'judge models that did not change, too' },
};

/** @throws Fault `missing-base`, `missing-head` */
export async function sidesOf(
  repository: Repository,
  args: Arguments,
): Promise<{ readonly base: GateSide | null; readonly head: GateSide }> {
  const head = await headOf(repository, args.text('head') ?? 'worktree');
  return { base: await baseOf(repository, args.text('base'), head), head };
}

async function headOf({ root }: Repository, rev: string): Promise<GateSide> {
  if (rev === 'worktree') return { sha: 'worktree', how: 'the files as they lie', tree: { kind: 'worktree' } };
  const sha = await resolveCommit(root, await openPorcelain(root), rev, 'head');
  return { sha, how: `--head ${rev}`, tree: { kind: 'commit', sha } };
}

async function baseOf({ root }: Repository, rev: string | undefined, head: GateSide): Promise<GateSide | null> {
  const git = await openPorcelain(root);
  if (rev !== undefined) {
    const sha = await resolveCommit(root, git, rev, 'base');
    return { sha, how: `--base ${rev}`, tree: { kind: 'commit', sha } };
  }
  const from = head.tree.kind === 'commit' ? head.tree.sha : await resolveCommit(root, git, 'HEAD', 'head');
  const chosen = await defaultBase(root, git, from, head.tree.kind === 'worktree' && (await isDirty(git)));
  return chosen === null ? null : { ...chosen, tree: { kind: 'commit', sha: chosen.sha } };
}
