import { parentPort } from 'node:worker_threads';
import { threadWork } from '#gate/work/thread.ts';
import { connect, type Channel } from '#system/calls.ts';

/** A thread of the gate (`src/system/threads.ts` starts it): counts and judges models whose bytes the main thread reads. */
if (parentPort !== null) {
  const channel: Channel = connect(parentPort, {
    judge: threadWork(async (name, argument) => channel.call(name, argument)),
  });
}
