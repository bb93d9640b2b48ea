import { once } from 'node:events';
import { Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';
import { startReader } from '#host/git/run-git.ts';
import { openStream } from './stream.ts';

/** One blob of a repository. */
export interface BlobOptions {
  /** Folder of the repository (work tree or bare). */
  readonly repository: string;
  /** Full object id in hex. */
  readonly oid: string;
  /** Length of the blob where the caller knows it (`git cat-file --batch-check`). */
  readonly size?: number | null;
  /** As the user names it (`REV:path`), for messages. */
  readonly name: string;
  /** In a partial clone, fetch the blob if it isn't there; off, that is a Fault. */
  readonly lazyFetch?: boolean;
}

/**
 * A git blob, streamed from `git cat-file` without a checkout; git is started by the first read and stopped by `close`.
 * Its reads throw Fault `no-git`, `bad-object`, `missing-object`, `git-failed`.
 */
export function openGitBlob(options: BlobOptions): Source {
  if (!/^[0-9a-f]{40,64}$/.test(options.oid)) {
    throw new Fault(
      'bad-object',
      `${options.name}: '${options.oid}' is not an object id`,
      'give the full id of a blob',
    );
  }
  return openStream({ name: options.name, size: options.size ?? null, chunks: () => catFile(options) });
}

async function* catFile({ repository, oid, name, lazyFetch = false }: BlobOptions): AsyncGenerator<Uint8Array> {
  // Below the threshold git would inflate the whole blob before its first byte comes.
  const settings = [['core.bigFileThreshold', '1m']] as const;
  const git = startReader(name, [repository, ['cat-file', 'blob', oid], { settings, lazyFetch }]);
  const exit = once(git, 'close');
  // The generator may never come to await it.
  exit.catch(() => undefined);
  let said = '';
  git.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 4096) said += text;
  });
  try {
    for await (const chunk of git.stdout ?? []) yield chunk as Uint8Array;
    const [code] = (await exit.catch((cause: unknown) => {
      throw new Fault('no-git', `${name}: git can't be run`, 'install git and put it on PATH', { cause });
    })) as [number | null];
    if (code !== 0) throw gitFault(name, oid, said.trim());
  } finally {
    git.stdout?.destroy();
    git.kill();
    await exit.catch(() => undefined);
  }
}

function gitFault(name: string, oid: string, said: string): Fault {
  const line = said.split('\n', 1)[0] ?? '';
  if (/could not get object info|Not a valid object name|bad file|promisor|unable to find|does not exist/i.test(said)) {
    return new Fault(
      'missing-object',
      `${name}: blob ${oid} isn't in this repository (git: ${line})`,
      'fetch it: in a workflow, actions/checkout with a deeper fetch-depth and without a filter',
    );
  }
  return new Fault(
    'git-failed',
    `${name}: git cat-file failed: ${line === '' ? 'no message' : line}`,
    'run git fsck in the repository',
  );
}
