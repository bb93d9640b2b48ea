import { Fault } from '#graph/fault.ts';
import { startReader } from './run-git.ts';

/** Whole blobs from one git process that stays: starting one for each would cost more than reading it. */
export interface BlobReader {
  /**
   * The blob's bytes; null if it isn't here and can't be fetched.
   * @throws Fault `no-git`, `git-failed`
   */
  read(id: string): Promise<Buffer | null>;
}

interface Waiting {
  readonly id: string;
  readonly resolve: (bytes: Buffer | null) => void;
  readonly reject: (fault: Fault) => void;
}

/** Git is started by the first read; it doesn't keep this process from ending. */
export function openBlobReader(repository: string): BlobReader {
  const queue: Waiting[] = [];
  let git: Child | null = null;
  let chunks: Buffer[] = [];
  let [held, wanted] = [0, 0];

  function fail(fault: Fault): void {
    git = null;
    [chunks, held, wanted] = [[], 0, 0];
    for (const { reject } of queue.splice(0)) reject(fault);
  }

  function start(): Child {
    const child = startBatch(repository);
    child.on('error', (cause) => fail(noGit(cause)));
    child.on('close', () => (git === child ? fail(endedEarly()) : undefined));
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      held += chunk.length;
      if (held >= wanted) answer();
    });
    return child;
  }

  /** Answers as many as what has come allows; `wanted` is what the next needs at least. */
  function answer(): void {
    const done = answerAll(queue, chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks));
    chunks = done.rest.length === 0 ? [] : [done.rest];
    [held, wanted] = [done.rest.length, done.wanted];
    if (queue.length === 0 && git !== null) keepAlive(git, false);
  }

  return {
    async read(id) {
      if (!/^[0-9a-f]{40,64}$/.test(id)) return null;
      git ??= start();
      keepAlive(git, true);
      const { stdin } = git;
      return new Promise((resolve, reject) => {
        queue.push({ id, resolve, reject });
        stdin?.write(`${id}\n`);
      });
    },
  };
}

const noGit = (cause: Error): Fault =>
  new Fault('no-git', `git can't be run: ${cause.message}`, 'install git and put it on PATH', { cause });

const endedEarly = (): Fault =>
  new Fault('git-failed', 'git cat-file ended before it had answered', 'run git fsck in the repository');

type Child = ReturnType<typeof startReader>;

function startBatch(repository: string): Child {
  const child = startReader(
    'git cat-file',
    [repository, ['cat-file', '--batch'], { lazyFetch: true, stdin: 'pipe' }],
    ({ code }) => (code === 'no-git' ? code : 'git-failed'),
  );
  child.stdin?.on('error', () => undefined);
  child.stderr?.resume();
  child.unref();
  return child;
}

/** Answers the first of the queue, as many as the bytes hold; `wanted`: bytes that the next answer needs, 0 if unknown. */
function answerAll(queue: Waiting[], all: Buffer): { readonly rest: Buffer; readonly wanted: number } {
  let rest = all;
  for (;;) {
    const [first] = queue;
    const answered = first === undefined ? null : answerIn(rest);
    if (first === undefined || answered === null) return { rest, wanted: 0 };
    if (rest.length < answered.length) return { rest, wanted: answered.length };
    first.resolve(answered.blob === null ? null : Buffer.from(rest.subarray(...answered.blob)));
    rest = rest.subarray(answered.length);
    queue.shift();
  }
}

/** The first answer in the bytes: its whole length, and the range of the blob's content; null if its head isn't complete. */
function answerIn(bytes: Buffer): { readonly length: number; readonly blob: [from: number, to: number] | null } | null {
  const end = bytes.indexOf(10);
  if (end === -1) return null;
  const [, type, length] = bytes.toString('latin1', 0, end).split(' ');
  const size = type === 'missing' ? -1 : Number(length);
  return { length: end + 1 + size + 1, blob: type === 'blob' ? [end + 1, end + 1 + size] : null };
}

/** Only a read that isn't answered yet keeps the process alive. */
function keepAlive({ stdin, stdout, stderr }: Child, on: boolean): void {
  for (const stream of [stdin, stdout, stderr] as readonly unknown[]) {
    const socket = stream as { ref?: () => void; unref?: () => void } | undefined;
    if (on) socket?.ref?.();
    else socket?.unref?.();
  }
}
