import { join } from 'node:path';
import { runGitIn, scratchFolder, testRepository, type TestRepository } from './repository.ts';

/** A repository as on GitHub: a main branch, and a pull request with its merge commit. */
export interface Origin {
  readonly repository: TestRepository;
  readonly mainSha: string;
  readonly headSha: string;
  readonly mergeSha: string;
}

/** Gives origin's branch `feature` as pull request 7, merged into main as GitHub does, and goes back to main. */
export function openPullRequest(repository: TestRepository): Origin {
  const git = (...args: readonly string[]): string => repository.git(...args);
  git('checkout', '-q', '--detach', 'main');
  git('merge', '-q', '--no-ff', '-m', 'Merge feature into main', 'feature');
  const mergeSha = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/pull/7/merge', mergeSha);
  git('update-ref', 'refs/pull/7/head', 'refs/heads/feature');
  git('checkout', '-q', 'main');
  return { repository, mainSha: git('rev-parse', 'main'), headSha: git('rev-parse', 'feature'), mergeSha };
}

/** Lets a clone ask for single commits and leave out files, as GitHub's server does. */
export function serve(repository: TestRepository): void {
  repository.git('config', 'uploadpack.allowFilter', 'true');
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
}

/**
 * What actions/checkout leaves: one commit, of depth one unless told, on a detached HEAD.
 * @param ref remote-tracking ref that it gets: `remotes/pull/7/merge`
 */
export function checkout(url: string, sha: string, ref: string, depth = 1): TestRepository {
  const folder = join(scratchFolder(), 'checkout');
  runGitIn('.', ['init', '-q', folder]);
  const clone = testRepository(folder);
  clone.git('remote', 'add', 'origin', url);
  const deep = depth === 0 ? ['+refs/heads/*:refs/remotes/origin/*'] : [`--depth=${depth}`];
  const [flags, refs] = [deep.filter((one) => one.startsWith('--')), deep.filter((one) => !one.startsWith('--'))];
  clone.git('-c', 'protocol.version=2', 'fetch', '-q', '--no-tags', ...flags, 'origin', ...refs, `+${sha}:refs/${ref}`);
  clone.git('checkout', '-q', '--detach', sha);
  return clone;
}
