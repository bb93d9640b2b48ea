import type { Setting } from './guard.ts';
import { runGit } from './run-git.ts';

/** How git-lfs writes its own commands into the settings, and how they are run here whatever else stands there. */
const lfs: Readonly<Record<string, { readonly own: RegExp; readonly standard: string }>> = {
  clean: { own: /^git-lfs clean(?: -- %f| %f)?$/, standard: 'git-lfs clean -- %f' },
  smudge: { own: /^git-lfs smudge(?: --skip)?(?: -- %f| %f)?$/, standard: 'git-lfs smudge -- %f' },
  process: { own: /^git-lfs filter-process(?: --skip)?$/, standard: 'git-lfs filter-process' },
};

const known = new Map<string, Promise<readonly Setting[]>>();

/**
 * Settings for commands that look into files of the work tree, or write such. Which filter a file goes through is for `.gitattributes` to
 * say, which the pull request brings, so no filter runs but Git LFS's, by its own commands. Files of other filters are taken as they lie.
 */
export async function onlyLfs(repository: string): Promise<readonly Setting[]> {
  const settings = known.get(repository) ?? filtersOf(repository);
  known.set(repository, settings);
  return settings;
}

async function filtersOf(repository: string): Promise<readonly Setting[]> {
  const command = ['config', '-z', '--get-regexp', String.raw`^filter\..*\.(clean|smudge|process|required)$`];
  const { stdout } = await runGit(repository, command, { answers: [1] });
  return stdout
    .toString('utf8')
    .split('\0')
    .flatMap((entry): readonly Setting[] => {
      const end = entry.indexOf('\n');
      const key = end === -1 ? entry : entry.slice(0, end);
      const [, name = '', what = ''] = /^filter\.(.*)\.(\w+)$/s.exec(key) ?? [];
      if (name === '') return [];
      if (name !== 'lfs') return [[key, what === 'required' ? 'false' : '']];
      const row = lfs[what];
      const value = end === -1 ? '' : entry.slice(end + 1);
      return row === undefined || value === '' || row.own.test(value) ? [] : [[key, row.standard]];
    });
}
