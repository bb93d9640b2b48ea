import { closeSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openRegular, readWhole } from '#system/regular.ts';
import { runGit } from './run-git.ts';

/** What a Git LFS pointer says of the object that lies elsewhere. */
export interface LfsPointer {
  /** SHA-256 of the content, in hex. */
  readonly oid: string;
  readonly size: number;
}

/** Longest pointer that git-lfs writes or accepts. */
export const MAX_POINTER_BYTES = 1024;

/** The pointer that these bytes are, or null. */
export function parsePointer(bytes: Uint8Array): LfsPointer | null {
  if (bytes.length > MAX_POINTER_BYTES) return null;
  const text = Buffer.from(bytes).toString('latin1');
  if (!/^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\s/.test(text)) return null;
  const oid = /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
  const size = /^size (\d{1,15})$/m.exec(text)?.[1];
  return oid === undefined || size === undefined ? null : { oid, size: Number(size) };
}

/** Path of the object that a pointer names, in the repository's own store; null if it isn't here. */
export async function findObject(repository: string, { oid }: LfsPointer): Promise<string | null> {
  const path = join(await storeOf(repository), 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
  return existsSync(path) ? path : null;
}

async function storeOf(repository: string): Promise<string> {
  const { stdout } = await runGit(repository, ['rev-parse', '--git-common-dir']);
  const common = resolve(repository, stdout.toString('utf8').replace(/\n$/, ''));
  const { stdout: set } = await runGit(repository, ['config', '-z', '--get', 'lfs.storage'], { answers: [1] });
  const storage = set.toString('utf8').replace(/\0$/, '');
  return storage === '' ? join(common, 'lfs') : resolve(common, storage);
}

/** The pointer in a worktree file, or null if it is the content itself, too large to be a pointer, or not there. */
export function pointerInFile(path: string, size: number): LfsPointer | null {
  if (size > MAX_POINTER_BYTES) return null;
  try {
    const file = openRegular(path, (kind) => new TypeError(kind));
    if (file.size <= MAX_POINTER_BYTES) return parsePointer(readWhole(file));
    closeSync(file.descriptor);
    return null;
  } catch {
    return null;
  }
}
