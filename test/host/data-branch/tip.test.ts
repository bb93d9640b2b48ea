import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '#host/data-branch/remote.ts';
import { fetchCommits, fetchTip, filesOf } from '#host/data-branch/tip.ts';
import { olderText } from '#host/data-branch/volumes.ts';
import {
  removeScratch,
  runGitIn,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../../support/repository.ts';
import { itemsOf } from '../../support/items.ts';

afterAll(removeScratch);

const ref = 'refs/heads/data';
const at = (day: number): number => Date.UTC(2026, 0, day) / 1000;
const pathOf = (name: string): string => `v1/${name.slice(0, 2)}/${name}.json`;
const [old, fresh, absent] = ['a0', 'b1', 'c2'].map((two) => two.padEnd(40, '0')) as [string, string, string];

let origin: TestRepository;
let writer: TestRepository;
let scratch: Scratch;

beforeEach(async () => {
  const folder = join(scratchFolder(), 'origin.git');
  runGitIn('.', ['init', '-q', '--bare', folder]);
  origin = testRepository(folder);
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  writer = testRepository();
  writer.git('checkout', '-q', '-b', 'data');
  writer.git('remote', 'add', 'origin', `file://${folder}`);
  scratch = await openScratch(writer.root);
});
afterEach(() => scratch.remove());

/** Commits the files, and nothing else, and brings them to the remote. */
function push(files: Readonly<Record<string, string>>): string {
  writer.git('rm', '-rfq', '--ignore-unmatch', '.');
  for (const [path, text] of Object.entries(files)) writer.write(path, text);
  const sha = writer.commit('data');
  writer.git('push', '-qf', 'origin', 'data');
  return sha;
}

/** A branch whose first commit was closed as a volume of January. */
function closedOnce(): { readonly first: string; readonly last: string } {
  const first = push({ [pathOf(old)]: 'old' });
  const older = olderText([{ tip: first, times: [[at(1), at(31)]] }]);
  return { first, last: push({ [pathOf(fresh)]: 'fresh', 'older.json': older }) };
}

describe('the tip of the data branch', () => {
  test('is none while there is no branch, and holds nothing', async () => {
    const tip = await fetchTip(scratch, ref, 'tree:2');
    expect(tip).toMatchObject({ sha: null });
    expect([
      await tip.read('v1/a'),
      await tip.size(),
      tip.older(),
      [...(await tip.present([{ path: 'v1/a' }]))],
    ]).toEqual([null, 0, [], []]);
  });

  test('of a branch of something else is refused', async () => {
    push({ 'README.md': 'v1', 'src/v1/a': 'x' });
    await expect(fetchTip(scratch, ref, 'tree:2')).rejects.toMatchObject({ code: 'not-a-data-branch' });
    push({ v1: 'a file, no folder' });
    await expect(fetchTip(scratch, ref, 'tree:2')).rejects.toMatchObject({ code: 'not-a-data-branch' });
  });

  test.each(['tree:2', 'tree:3', 'all'] as const)(
    'reads files as they are, whatever came along: %s',
    async (portion) => {
      const text = 'ä\n\n  {"a": 1}\n missing\n';
      const sha = push({ [pathOf(fresh)]: text, 'badges/macs.json': 'badge', 'v1/empty': '' });
      const tip = await fetchTip(scratch, ref, portion);
      expect(tip.sha).toBe(sha);
      const paths = [pathOf(fresh), 'badges/macs.json', 'v1/empty', pathOf(absent), 'v1', 'no\tsuch'];
      expect(await Promise.all(paths.map(async (path) => tip.read(path)))).toEqual([
        text,
        'badge',
        '',
        null,
        null,
        null,
      ]);
    },
  );

  test('counts about as many records and layers as there are', async () => {
    const names = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0').padEnd(40, 'e'));
    const files = names.flatMap((name) => [
      [pathOf(name), 'r'] as const,
      [`layers/${name.slice(0, 2)}/${name}.json`, 'l'] as const,
    ]);
    push(Object.fromEntries(files));
    expect(await (await fetchTip(scratch, ref, 'tree:3')).size()).toBe(512);
  });
});

describe('closed volumes', () => {
  test('are looked into for a file of their time only', async () => {
    closedOnce();
    const tip = await fetchTip(scratch, ref, 'tree:3');
    expect(await tip.read(pathOf(old))).toBeNull();
    expect(await tip.read(pathOf(old), at(60))).toBeNull();
    expect(await tip.read(pathOf(old), at(15))).toBe('old');
    expect(await tip.read(pathOf(fresh), at(15))).toBe('fresh');
    expect(await tip.read(pathOf(absent), at(15))).toBeNull();
  });

  test.each([
    [at(15), [fresh, old]],
    [Number.NaN, [fresh, old]],
    [at(60), [fresh]],
    [undefined, [fresh]],
  ])('say which files are there, at %s', async (time, there) => {
    closedOnce();
    const tip = await fetchTip(scratch, ref, 'tree:3');
    const sought = [fresh, old, absent].map((name) => ({
      path: pathOf(name),
      ...(time === undefined ? {} : { time }),
    }));
    expect([...(await tip.present(sought))].toSorted()).toEqual(there.map(pathOf).toSorted());
  });

  test('that a rewritten branch has lost are as if they weren’t, and a list that can’t be read is a fault', async () => {
    const { first } = closedOnce();
    const older = olderText([
      { tip: absent, times: null },
      { tip: first, times: null },
    ]);
    push({ [pathOf(fresh)]: 'fresh', 'older.json': older });
    const tip = await fetchTip(scratch, ref, 'tree:3');
    expect(await tip.read(pathOf(old), at(15))).toBe('old');
    push({ [pathOf(fresh)]: 'fresh', 'older.json': '{"schema":"flopgate/older/9"}' });
    const odd = await fetchTip(scratch, ref, 'tree:3');
    expect(() => odd.older()).toThrow(expect.objectContaining({ code: 'bad-older' }));
    await expect(odd.read(pathOf(old), at(15))).rejects.toMatchObject({ code: 'bad-older' });
  });

  test('are fetched by their ids where the server allows it, and with the branch where it doesn’t', async () => {
    const { first, last } = closedOnce();
    expect([...(await fetchCommits(scratch, ref, [first, last], 'all'))]).toEqual([first, last]);
    origin.git('config', 'uploadpack.allowAnySHA1InWant', 'false');
    const other = await openScratch(writer.root);
    expect([...(await fetchCommits(other, ref, [first, absent], 'all'))]).toEqual([first]);
    expect([...(await fetchCommits(other, ref, [], 'all'))]).toEqual([]);
    other.remove();
  });
});

test('all files of a commit are read, many more than at once', async () => {
  const files = Object.fromEntries(Array.from({ length: 1203 }, (_, i) => [`v1/${i % 7}/${i}.json`, `text ${i}\n`]));
  const sha = push({ ...files, 'badges/x': 'no record' });
  await fetchCommits(scratch, ref, [sha], 'all');
  const found = await itemsOf(filesOf(scratch, sha, (path) => path.startsWith('v1/')));
  expect(Object.fromEntries(found.map(({ path, text }) => [path, text]))).toEqual(files);
  expect(found).toHaveLength(1203);
});
