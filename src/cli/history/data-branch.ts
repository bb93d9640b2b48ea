import { branchAt } from '#gate/history/story.ts';
import { openHistoryBranch, type HistoryBranch } from '#host/data-branch/data-branch.ts';
import { openPorcelain } from '#host/git/porcelain.ts';
import { openRepository, type Repository } from '#host/git/repository.ts';
import { resolveCommit } from '#host/git/revision.ts';
import type { Arguments } from '#cli/command.ts';
import { inRepository } from '#cli/command.ts';

/** The repository around the working directory, a commit of it, and its data branch. */
export interface Opened {
  readonly repository: Repository;
  readonly sha: string;
  readonly config: { readonly config?: string };
  readonly name: string;
  readonly branch: HistoryBranch;
}

/**
 * @param rev the commit whose policy names the branch, unless --branch does
 * @throws Fault `not-a-repository`, `missing-head`, `bad-policy`
 */
export async function openHistory(args: Arguments, rev = 'HEAD'): Promise<Opened> {
  const repository = await openRepository(process.cwd());
  const sha = await resolveCommit(repository.root, await openPorcelain(repository.root), rev, 'head');
  const given = args.text('config');
  const config = given === undefined ? {} : { config: inRepository(repository.root, given) };
  const name = args.text('branch') ?? (await branchAt(repository, sha, config.config));
  return { repository, sha, config, name, branch: await openHistoryBranch(repository.root, name) };
}
