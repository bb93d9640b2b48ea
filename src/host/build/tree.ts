import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Tree } from '#graph/tree.ts';
import { onlyLfs } from '#host/git/filters.ts';
import { runGit, type GitOptions } from '#host/git/run-git.ts';

/**
 * Id of a tree of git: a commit's, or that of the worktree's files as they lie, those included that git doesn't know yet and
 * doesn't ignore.
 * @param scratch folder for an index of its own, so that the user's stays as it is
 */
export async function treeId(repository: string, tree: Tree, scratch: string): Promise<string> {
  if (tree.kind === 'commit') return line(repository, ['rev-parse', '--verify', `${tree.sha}^{tree}`]);
  const index = join(scratch, 'worktree.index');
  const own = resolve(repository, await line(repository, ['rev-parse', '--git-path', 'index']));
  if (existsSync(own)) copyFileSync(own, index);
  const env = { GIT_INDEX_FILE: index };
  // Both may look into files that changed in the second in which the index was written.
  const settings = await onlyLfs(repository);
  await runGit(repository, ['add', '--all', '--', '.'], { env, settings });
  return line(repository, ['write-tree'], { env, settings });
}

/**
 * Lays the files of a tree out in a folder: no repository around them, so that what runs there finds neither its settings nor any
 * credentials in them.
 * @throws Fault as git fails
 */
export async function layOut(repository: string, id: string, folder: string, scratch: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const gitDir = await line(repository, ['rev-parse', '--absolute-git-dir']);
  const env = { GIT_INDEX_FILE: join(scratch, `${id}.index`) };
  const settings = [['core.sparseCheckout', 'false'], ['core.bare', 'false'], ...(await onlyLfs(repository))] as const;
  const at = { gitDir, workTree: folder };
  await runGit(folder, ['read-tree', '--reset', '-u', id], { at, env, settings, lazyFetch: true });
}

async function line(repository: string, args: readonly string[], options: GitOptions = {}): Promise<string> {
  return (await runGit(repository, args, options)).stdout.toString('utf8').trim();
}
