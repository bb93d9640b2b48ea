import type { Tree } from '#graph/tree.ts';
import { runGit } from './run-git.ts';

/** Commits whose messages are read; a pull request of more accepts nothing in the others. */
const MAX_COMMITS = 250;

/** Messages of the commits that head has and base hasn't, newest first; a shallow clone knows only some of them. */
export async function readMessages(
  repository: string,
  base: Tree,
  head: Tree,
): Promise<readonly { readonly sha: string; readonly message: string }[]> {
  const [from, to] = [base, head].map((tree) => (tree.kind === 'commit' ? tree.sha : 'HEAD'));
  const range = ['--end-of-options', `${to}`, `^${from}`, '--'];
  const { stdout } = await runGit(repository, [
    'log',
    '-z',
    '--no-ext-diff',
    '--no-textconv',
    `--max-count=${MAX_COMMITS}`,
    '--format=%H%n%B',
    ...range,
  ]);
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((record) => {
      const at = record.indexOf('\n');
      return at === -1 ? [] : [{ sha: record.slice(0, at), message: record.slice(at + 1) }];
    });
}
