import { expect, test } from 'vitest';
import { atEnd, holdChildren, withChildren } from '#system/ending.ts';

/** Whether a signal is ours to handle: only while there is something to undo or to end. */
const watched = (): number => process.listenerCount('SIGTERM');

test('signals are handled while children are held, and left to the system after', async () => {
  const before = watched();
  await withChildren(async () => {
    expect(watched()).toBe(before + 1);
    await Promise.resolve();
  });
  expect(watched()).toBe(before);
});

test('a release that is called twice gives up its own hold only', () => {
  const before = watched();
  const [first, second] = [holdChildren(), holdChildren()];
  first();
  first();
  expect(watched()).toBe(before + 1);
  second();
  expect(watched()).toBe(before);
});

test('a cleanup keeps signals handled until it is taken back, uncalled', () => {
  const before = watched();
  let calls = 0;
  const release = atEnd(() => (calls += 1));
  expect(watched()).toBe(before + 1);
  release();
  expect([watched(), calls]).toEqual([before, 0]);
});
