import type { ModelOutcome } from '#judge/types.ts';
import { Fault } from '#graph/fault.ts';
import { batchesOf } from './batches.ts';
import { openShelf, type Shelf } from './distant.ts';
import { failedOutcomes, type Files, type Task } from './outcomes.ts';

/** Threads that do the gate's work; src/system/threads.ts has them. */
interface Threads {
  run(name: string, argument: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts threads for so many pieces of work; null if they aren't worth it. `handlers` is what they may call here. */
export type StartThreads = (
  pieces: number,
  handlers: Readonly<Record<keyof Shelf, (argument: never) => unknown>>,
) => Threads | null;

/**
 * `outcomesOf`, spread over threads: this one reads the files for them. Undefined if there are none to be had.
 * @throws Fault as `outcomesOf`; what only ends a thread is the failure of its models
 */
export async function judgeInThreads(
  start: StartThreads | undefined,
  tasks: readonly Task[],
  { open, bytesOf }: Files,
  begun: (task: Task, index: number) => void,
): Promise<readonly (readonly ModelOutcome[])[] | undefined> {
  const batches = batchesOf(tasks.map(({ change }) => change));
  const shelf = openShelf(open, bytesOf);
  const threads = start?.(batches.length, { ...shelf });
  if (threads === undefined || threads === null) return undefined;
  const outcomes: (readonly ModelOutcome[])[] = [];
  const judge = async (batch: readonly number[]): Promise<void> => {
    const part = batch.map((i) => tasks[i] as Task);
    const judged = await judgedBy(threads, part);
    for (const [at, i] of batch.entries()) {
      begun(tasks[i] as Task, i);
      outcomes[i] = judged[at] ?? [];
    }
  };
  try {
    await Promise.all(batches.map(judge));
  } finally {
    await threads.close();
  }
  return outcomes;
}

async function judgedBy(threads: Threads, part: readonly Task[]): Promise<readonly (readonly ModelOutcome[])[]> {
  try {
    return (await threads.run('judge', part)) as readonly (readonly ModelOutcome[])[];
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'thread-ended') throw thrown;
    return part.map((task) => failedOutcomes(task, thrown));
  }
}
