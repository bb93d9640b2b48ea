import type { TreeFile } from '#graph/tree.ts';
import { runGit } from './run-git.ts';

/** Sizes of blobs that are here; one that isn't (partial clone) or is no blob is absent. Nothing is fetched. */
export async function blobSizes(repository: string, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const wanted = await present(repository, [...new Set(ids)]);
  if (wanted.length === 0) return new Map();
  const { stdout } = await runGit(repository, ['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], {
    input: `${wanted.join('\n')}\n`,
  });
  const sizes = new Map<string, number>();
  for (const line of stdout.toString('latin1').split('\n')) {
    const [id = '', type, size] = line.split(' ');
    if (type === 'blob') sizes.set(id, Number(size));
  }
  return sizes;
}

/** Those objects that are here. `cat-file` would fetch the others, or fail if it may not. */
async function present(repository: string, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0 || (await promisor(repository)) === null) return ids;
  const command = [
    'rev-list',
    '--objects',
    '--no-object-names',
    '--missing=print',
    '--ignore-missing',
    '--no-walk',
    '--stdin',
  ];
  const { stdout } = await runGit(repository, command, { input: `${ids.join('\n')}\n` });
  return stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => /^[0-9a-f]+$/.test(line));
}

/** The whole of a small blob; the caller knows its size. Fetched if it isn't here. */
export async function readBlob(repository: string, id: string): Promise<Buffer> {
  return (await runGit(repository, ['cat-file', 'blob', id], { lazyFetch: true })).stdout;
}

/** The whole of blobs that are here and no longer than `most`, in one go. Nothing is fetched. */
export async function readSmallBlobs(
  repository: string,
  ids: readonly string[],
  most: number,
): Promise<ReadonlyMap<string, Buffer>> {
  const small = [...(await blobSizes(repository, ids))].filter(([, size]) => size <= most);
  if (small.length === 0) return new Map();
  const input = small.map(([id]) => `${id}\n`).join('');
  const { stdout } = await runGit(repository, ['cat-file', '--batch'], { input });
  const blobs = new Map<string, Buffer>();
  let at = 0;
  for (const [id, size] of small) {
    at = stdout.indexOf('\n', at) + 1;
    blobs.set(id, stdout.subarray(at, at + size));
    at += size + 1;
  }
  return blobs;
}

/** The blob of a path in a commit; null if there is none, or if it is no regular file. */
export async function blobAt(repository: string, sha: string, path: string): Promise<string | null> {
  const { stdout } = await runGit(repository, ['ls-tree', '-z', '--full-tree', sha, '--', path], { lazyFetch: true });
  const [mode, type, id] = (stdout.toString('utf8').split('\t', 1)[0] ?? '').split(' ');
  return type === 'blob' && mode?.startsWith('100') === true ? (id ?? null) : null;
}

/**
 * Fetches all the blobs that aren't here in one go, as git itself does one by one when it comes upon them. Without a
 * promisor remote, or where the fetch fails, it does nothing: opening such a blob says what is wrong.
 */
export async function prefetchBlobs(repository: string, files: readonly TreeFile[]): Promise<void> {
  const ids = [...new Set(files.flatMap(({ tree, id }) => (tree.kind === 'commit' && id !== null ? [id] : [])))];
  if (ids.length < 2) return;
  const remote = await promisor(repository);
  if (remote === null) return;
  const here = await blobSizes(repository, ids);
  const missing = ids.filter((id) => !here.has(id));
  if (missing.length < 2) return;
  const flags = ['--no-tags', '--no-write-fetch-head', '--recurse-submodules=no', '--filter=blob:none', '--stdin'];
  const command = ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', ...flags, '--', remote];
  await runGit(repository, command, { input: `${missing.join('\n')}\n`, lazyFetch: true }).catch(() => undefined);
}

/** Name of the remote that a partial clone fetches missing objects from; null if this is none. */
export async function promisor(repository: string): Promise<string | null> {
  const { stdout } = await runGit(repository, ['config', '-z', '--get-regexp', '^remote\\..*\\.promisor$'], {
    answers: [1],
  });
  for (const entry of stdout.toString('utf8').split('\0')) {
    const [key = '', value] = entry.split('\n');
    if (value === 'true') return key.slice('remote.'.length, -'.promisor'.length);
  }
  return null;
}
