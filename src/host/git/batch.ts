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
  let git: ReturnType<typeof startReader> | null = null;
  let chunks: Buffer[] = [];
  let [held, wanted] = [0, 0];

  function fail(fault: Fault): void {
    git = null;
    [chunks, held, wanted] = [[], 0, 0];
    for (const { reject } of queue.splice(0)) reject(fault);
  }

  function start(): ReturnType<typeof startReader> {
    const child = startReader(
      'git cat-file',
      [repository, ['cat-file', '--batch'], { lazyFetch: true, stdin: 'pipe' }],
      ({ code }) => (code === 'no-git' ? code : 'git-failed'),
    );
    child.on('error', (cause) =>
      fail(new Fault('no-git', `git can't be run: ${cause.message}`, 'install git and put it on PATH', { cause })),
    );
    child.on('close', () => {
      if (git === child)
        fail(new Fault('git-failed', 'git cat-file ended before it had answered', 'run git fsck in the repository'));
    });
    child.stdin?.on('error', () => undefined);
    child.stderr?.resume();
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      held += chunk.length;
      if (held >= wanted) answer();
    });
    child.unref();
    return child;
  }

  /** Answers as many as what has come allows; `wanted` is what the next needs at least. */
  function answer(): void {
    let bytes = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
    for (;;) {
      const [first] = queue;
      const end = bytes.indexOf(10);
      if (first === undefined || end === -1) break;
      const [, type, length] = bytes.toString('latin1', 0, end).split(' ');
      const size = type === 'missing' ? -1 : Number(length);
      wanted = end + 1 + size + 1;
      if (bytes.length < wanted) break;
      first.resolve(type === 'blob' ? Buffer.from(bytes.subarray(end + 1, end + 1 + size)) : null);
      bytes = bytes.subarray(wanted);
      wanted = 0;
      queue.shift();
    }
    chunks = bytes.length === 0 ? [] : [bytes];
    held = bytes.length;
    if (queue.length === 0) hold(false);
  }

  /** Only a read that isn't answered yet keeps the process alive. */
  function hold(on: boolean): void {
    for (const stream of [git?.stdin, git?.stdout, git?.stderr] as readonly unknown[]) {
      const socket = stream as { ref?: () => void; unref?: () => void } | undefined;
      if (on) socket?.ref?.();
      else socket?.unref?.();
    }
  }

  return {
    async read(id) {
      if (!/^[0-9a-f]{40,64}$/.test(id)) return null;
      git ??= start();
      hold(true);
      const { stdin } = git;
      return new Promise((resolve, reject) => {
        queue.push({ id, resolve, reject });
        stdin?.write(`${id}\n`);
      });
    },
  };
}
