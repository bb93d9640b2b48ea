import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { startThreads, threadsOf, type Threads } from '#system/threads.ts';

const entry = join(import.meta.dirname, '../support/ending-thread.mjs');
const started: Threads[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map(async (threads) => threads.close()));
});

function threadsUpTo(most: number): Threads {
  const threads = startThreads(entry, most, {});
  started.push(threads);
  return threads;
}

test('results belong to their work, however much of it waits for a thread', async () => {
  const threads = threadsUpTo(2);
  const numbers = Array.from({ length: 40 }, (_, i) => i);
  expect(await Promise.all(numbers.map(async (n) => threads.run('twice', n)))).toEqual(numbers.map((n) => n * 2));
});

test('what ends a thread fails its own work, and the rest is done by a new one', async () => {
  const threads = threadsUpTo(1);
  const results = await Promise.allSettled([
    threads.run('twice', 1),
    threads.run('end', null),
    threads.run('twice', 2),
    threads.run('end', null),
    threads.run('twice', 3),
  ]);
  expect(
    results.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as { code: string }).code)),
  ).toEqual([2, 'thread-ended', 4, 'thread-ended', 6]);
});

test('a thread that is gone while idle is replaced', async () => {
  const threads = threadsUpTo(1);
  await expect(threads.run('end', null)).rejects.toMatchObject({ code: 'thread-ended' });
  await expect(threads.run('twice', 4)).resolves.toBe(8);
});

test('for a few pieces of work none are started', () => {
  expect(threadsOf(7, {})).toBeNull();
});
