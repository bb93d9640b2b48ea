import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { openBlobReader } from '#host/git/batch.ts';
import { cloneOf, removeScratch, scratchFolder, testRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const away = 'a'.repeat(40);

test('many at once, of every size, in the order that they are asked for', async () => {
  const repo = testRepository();
  const contents = [0, 1, 10, 65_535, 65_536, 300_000, 2, 1_000_000].map((length) => randomBytes(length));
  contents.push(Buffer.from('\n\n missing\n'));
  contents.forEach((bytes, i) => repo.write(`f${i}`, bytes));
  repo.commit('files');
  const ids = contents.map((_, i) => repo.git('rev-parse', `HEAD:f${i}`));
  const reader = openBlobReader(repo.root);
  const asked = [...ids, away, ...ids.toReversed()];
  const read = await Promise.all(asked.map(async (id) => reader.read(id)));
  expect(read).toEqual([...contents, null, ...contents.toReversed()]);
  // Again, after a pause in which nothing was asked.
  expect(await reader.read(ids[2] ?? '')).toEqual(contents[2]);
  expect(await reader.read(repo.git('rev-parse', 'HEAD^{tree}'))).toBeNull();
});

test('what came by a later fetch is found, and what a partial clone lacks is fetched', async () => {
  const origin = testRepository();
  origin.write('a', 'one');
  origin.commit('one');
  const clone = cloneOf(origin, '--filter=blob:none', '--no-checkout');
  const reader = openBlobReader(clone.root);
  expect(String(await reader.read(origin.git('rev-parse', 'HEAD:a')))).toBe('one');
  origin.write('a', 'two');
  origin.commit('two');
  clone.git('fetch', '-q', 'origin', 'main');
  expect(String(await reader.read(origin.git('rev-parse', 'HEAD:a')))).toBe('two');
});

test.each([
  ['no id', 'HEAD', null],
  ['two lines', `${away}\n${away}`, null],
])('%s is never sent to git', async (_, id, expected) => {
  expect(await openBlobReader(testRepository().root).read(id)).toBe(expected);
});

test('git that ends, or can’t start, is a fault', async () => {
  await expect(openBlobReader(scratchFolder()).read(away)).rejects.toMatchObject({ code: 'git-failed' });
  await expect(openBlobReader('/nowhere').read(away)).rejects.toMatchObject({ code: 'no-git' });
});
