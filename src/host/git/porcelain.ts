import type { SimpleGit } from 'simple-git';
import { Fault } from '#graph/fault.ts';
import { withChildren } from '#system/ending.ts';
import { onlyLfs } from './filters.ts';
import type { Setting } from './guard.ts';
import { gitFault, guarded } from './run-git.ts';

/** Settings that the user's own environment may hold; simple-git would drop or refuse them. They come from no model and no pull request. */
const lent = {
  allowUnsafeAskPass: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeGitProxy: true,
  allowUnsafeInclude: true,
  allowUnsafePager: true,
  allowUnsafeSshCommand: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
};

/** Settings by which the guard (guard.ts) switches programs off: simple-git can't distinguish that from switching them on. */
const guard = {
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafeProtocolOverride: true,
};

/** Git's everyday commands: text in, text out. What holds file names or contents goes through run-git.ts. */
export interface Porcelain {
  /**
   * Output of a command, trimmed; null if it fails.
   * @param files it looks into files of the work tree
   * @throws Fault if git can't be run or this is no repository
   */
  ask(args: readonly string[], files?: 'files'): Promise<string | null>;
  /** @throws Fault `git-network`, `git-access`, `missing-commit`, `git-failed` */
  fetch(remote: string, refs: readonly string[], flags: readonly string[]): Promise<void>;
}

/** simple-git over a repository; loaded here, at the first use, since most commands never need it. */
export async function openPorcelain(repository: string): Promise<Porcelain> {
  const { simpleGit } = await import('simple-git');
  const open = (settings: readonly Setting[]): SimpleGit => {
    const { cwd, env } = guarded(repository, { lazyFetch: true, settings });
    return simpleGit({ baseDir: cwd, allowEnvironment: Object.keys(env), unsafe: { ...lent, ...guard } }).env(env);
  };
  const git = open([]);
  return {
    async ask(args, files) {
      try {
        const opened = files === undefined ? git : open(await onlyLfs(repository));
        const text = (await withChildren(async () => opened.raw([...args]))).trim();
        return text === '' ? null : text;
      } catch (thrown) {
        const fault = faultOf(args[0] ?? '', thrown);
        if (fault.code === 'not-a-repository' || fault.code === 'git-ownership' || fault.code === 'no-git') throw fault;
        return null;
      }
    },
    async fetch(remote, refs, flags) {
      try {
        const own = ['--no-tags', '--no-write-fetch-head', '--recurse-submodules=no', '--', remote, ...refs];
        await withChildren(async () => git.fetch([...flags, ...own]));
      } catch (thrown) {
        throw faultOf('fetch', thrown);
      }
    },
  };
}

function faultOf(command: string, thrown: unknown): Fault {
  const said = thrown instanceof Error ? thrown.message : String(thrown);
  return /spawn git ENOENT/.test(said)
    ? new Fault('no-git', `git can't be run: ${said}`, 'install git and put it on PATH', { cause: thrown })
    : gitFault(command, said, thrown);
}
