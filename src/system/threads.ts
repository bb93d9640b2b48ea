import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { Fault } from '#graph/fault.ts';
import { connect, type Channel, type Handlers } from './calls.ts';

/** Threads that do one piece of work after another, each with a heap of its own. */
export interface Threads {
  /** Gives a piece of work to the next thread that is free. @throws Fault of the work, or `thread-ended` if it ended the thread */
  run(name: string, argument: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * Threads for so many pieces of work; null if doing it here is as fast.
 * @throws Fault `internal` if the file that they run is missing
 */
export function threadsOf(pieces: number, handlers: Handlers): Threads | null {
  const most = threadsFor(pieces);
  return most === 0 ? null : startThreads(threadEntry(), most, handlers);
}

/** The file that threads run: beside this one's folder, as a source or in dist/. */
function threadEntry(): string {
  const folder = import.meta.dirname;
  const path = ['../thread.ts', '../thread.js', 'thread.js'].map((name) => join(folder, name)).find(existsSync);
  if (path !== undefined) return path;
  throw new Fault('internal', `thread.js is missing beside ${folder}`, 'dist/ is incomplete: get it whole');
}

/** Threads that are worth having for so many pieces of work of some 50 ms: starting one takes as long as two of them. */
function threadsFor(pieces: number): number {
  const cores = availableParallelism();
  return cores < 2 || pieces < 8 ? 0 : Math.min(cores, Math.floor(pieces / 4));
}

interface Thread {
  readonly worker: Worker;
  readonly channel: Channel;
}

/** Work of seconds: a nursery that grows, as V8 has it by itself (src/cli/v8-flags.ts keeps it small for a short run). */
function newWorker(entry: string): Worker {
  setFlagsFromString('--semi-space-growth-factor=2');
  return new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb: 32 } });
}

async function endAll(threads: ReadonlySet<Thread>): Promise<void> {
  await Promise.all([...threads].map(async ({ worker }) => worker.terminate()));
}

const outOfMemory = (): Fault =>
  new Fault(
    'thread-ended',
    'a model took more memory than a thread has',
    'give the machine more memory, or judge fewer models at once with --shard',
  );

/**
 * Starts threads.
 * @param entry the file that they run
 * @param most how many; each is started with the first work for it
 * @param handlers what they may call here
 */
export function startThreads(entry: string, most: number, handlers: Handlers): Threads {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const waiting: ((thread: Thread) => void)[] = [];

  function start(): Thread {
    const worker = newWorker(entry);
    const channel = connect(worker, handlers);
    const thread = { worker, channel };
    all.add(thread);
    const end = (): void => {
      all.delete(thread);
      channel.fail(outOfMemory());
    };
    worker.on('error', end);
    worker.on('exit', end);
    return thread;
  }

  async function take(): Promise<Thread> {
    const free = idle.findLast((thread) => all.has(thread));
    if (free !== undefined) {
      idle.splice(idle.indexOf(free), 1);
      return free;
    }
    if (all.size < most) return start();
    return new Promise((resolve) => waiting.push(resolve));
  }

  function give(thread: Thread): void {
    // One that ended has a successor only where somebody waits for it.
    const next = all.has(thread) ? thread : waiting.length > 0 ? start() : null;
    if (next === null) return;
    const first = waiting.shift();
    if (first === undefined) idle.push(next);
    else first(next);
  }

  return {
    async run(name, argument) {
      const thread = await take();
      try {
        return await thread.channel.call(name, argument);
      } finally {
        give(thread);
      }
    },
    close: async () => endAll(all),
  };
}
