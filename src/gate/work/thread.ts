import type { ModelOutcome } from '#judge/types.ts';
import type { Member } from '#graph/source.ts';
import type { FileRange, OpenedFile, Shelf } from './distant.ts';
import { openFrom } from './distant.ts';
import { outcomesOf, type Files, type Task } from './outcomes.ts';

/** Calls a function of the thread that the work comes from. */
type Call = (name: string, argument: unknown) => Promise<unknown>;

/** What a thread of the gate does: it counts and judges tasks, whose files it asks for by `call`. */
export function threadWork(call: Call): (tasks: readonly Task[]) => Promise<readonly (readonly ModelOutcome[])[]> {
  const shelf: Shelf = {
    open: async (file) => (await call('open', file)) as OpenedFile,
    read: async (range: FileRange) => (await call('read', range)) as Uint8Array,
    close: async (handle) => void (await call('close', handle)),
    bytes: async (file) => (await call('bytes', file)) as bigint | null,
    members: async (handle) => (await call('members', handle)) as readonly Member[],
    openMember: async (member) => (await call('openMember', member)) as OpenedFile,
  };
  const files: Files = { open: openFrom(shelf), bytesOf: shelf.bytes };
  return async (tasks) => outcomesOf(tasks, files, 2);
}
