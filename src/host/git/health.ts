import type { TreeFile } from '#graph/tree.ts';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisor } from './blobs.ts';
import { findObject, pointerInFile } from './lfs.ts';
import { openPorcelain } from './porcelain.ts';
import { askGit } from './run-git.ts';
import { isShallow, remoteOf } from './revision.ts';

/** Version of git, or of what a command of git's runs, by its own word; null if it can't be run. */
export function versionOf(args: readonly string[]): string | null {
  return /\d+\.\d+(?:\.\d+)*/.exec(askGit(args) ?? '')?.[0] ?? null;
}

/** How much of the repository this clone has. */
export interface CloneState {
  readonly shallow: boolean;
  readonly partial: boolean;
  readonly remote: string | null;
}

export async function cloneState(root: string): Promise<CloneState> {
  const git = await openPorcelain(root);
  return {
    shallow: await isShallow(git),
    partial: (await promisor(root)) !== null,
    remote: await remoteOf(git),
  };
}

/** Worktree files that are Git LFS pointers, and of those the ones whose object isn't here. */
export async function pointersIn(
  root: string,
  files: readonly TreeFile[],
): Promise<{ readonly pointers: readonly string[]; readonly missing: readonly string[] }> {
  const pointers: string[] = [];
  const missing: string[] = [];
  for (const { path } of files) {
    const full = join(root, path);
    const pointer = pointerInFile(full, statSync(full, { throwIfNoEntry: false })?.size ?? 0);
    if (pointer === null) continue;
    pointers.push(path);
    // One after another: a handful at most.
    // oxlint-disable-next-line no-await-in-loop
    if ((await findObject(root, pointer)) === null) missing.push(path);
  }
  return { pointers, missing };
}
