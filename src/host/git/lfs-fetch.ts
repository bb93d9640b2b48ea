import { startGit } from './run-git.ts';
import type { LfsPointer } from './lfs.ts';

/** Why an object couldn't be brought here: git-lfs isn't installed, or what it said. */
export type LfsFailure = { readonly kind: 'not-installed' } | { readonly kind: 'failed'; readonly said: string };

/**
 * Brings the object that a pointer names into the repository's own store, by git-lfs and its settings; null if it did. It is asked by
 * pointer: `git lfs fetch` takes patterns, which names of files may be mistaken for, and looks through all of a commit's files.
 */
export async function fetchObject(repository: string, { oid, size }: LfsPointer): Promise<LfsFailure | null> {
  const env = { GIT_LFS_SKIP_SMUDGE: '0' };
  const git = startGit(repository, ['lfs', 'smudge'], { env, lazyFetch: true, stdin: 'pipe', stdout: 'ignore' });
  let said = '';
  git.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 1 << 14) said += text;
  });
  git.stdin
    ?.on('error', () => undefined)
    .end(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`);
  const code = await new Promise<number | null>((resolve) => {
    git.on('error', () => resolve(null));
    git.on('close', resolve);
  });
  if (code === 0) return null;
  if (/is not a git command|'lfs' does not exist/.test(said)) return { kind: 'not-installed' };
  const lines = said.split('\n').map((line) => line.trim());
  const telling =
    lines.find(
      (line) => /error|unable|fatal|missing|denied|not found|exist/i.test(line) && !/^Errors? logged/i.test(line),
    ) ??
    lines[0] ??
    '';
  return { kind: 'failed', said: telling === '' ? 'no message' : telling.slice(0, 500) };
}
