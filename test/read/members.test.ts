import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import type { Beside, Source } from '#graph/source.ts';
import { openRepository } from '#host/git/repository.ts';
import { openOnDisk } from '#host/source/open.ts';
import { inMemory } from '#read/in-memory.ts';
import { drive, type Reading } from '#read/reading.ts';
import { streamOf } from '../support/byte-sources.ts';
import { removeScratch, scratchFolder, testRepository } from '../support/repository.ts';

afterAll(removeScratch);

const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 31) & 0xff);
const all = (): boolean => true;
const besideOf = ({ beside }: Source): Beside => {
  if (beside === undefined) throw new Error('nothing is beside it');
  return beside;
};

describe('a stream whose format is read from any place', () => {
  test('is kept, its first bytes with it', async () => {
    const stream = streamOf(bytes, [700]);
    const head = await stream.read(0, 100);
    const source = inMemory(stream, head);
    expect(source.forward).toBe(false);
    for (const [offset, length] of [
      [4000, 500],
      [10, 200],
      [4990, 100],
      [0, 5000],
    ] as const)
      // oxlint-disable-next-line no-await-in-loop
      expect(Buffer.from(await source.read(offset, length))).toEqual(
        Buffer.from(bytes.subarray(offset, offset + length)),
      );
  });

  test.each([[null], [5000]])('is too large beyond the bound (its length known: %s)', async (size) => {
    const source = inMemory(streamOf(bytes, [700], size), new Uint8Array(0), 4999);
    await expect((async () => source.read(0, 1))()).rejects.toMatchObject({ code: 'too-large' });
    expect((await inMemory(streamOf(bytes, [700], size), new Uint8Array(0), 5000).read(4999, 9)).length).toBe(1);
  });
});

function* withoutWeights(): Reading<string> {
  try {
    yield { member: 'weights.bin', offset: 0, length: 10 };
    return 'read';
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
}

function* whatever(): Reading<string> {
  try {
    yield { offset: 0, length: 10 };
  } catch {
    // It would hide that there is no model.
  }
  return 'read';
}

const escapes = ['../secret', '/etc/passwd', 'a/../../secret', 'a\\b', 'C:/x', '', 'a//b', './a'];

describe('members', () => {
  test('of a file on disk: listed with their sizes, inflated where they are compressed, never outside the folder', async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, 'm/sub'), { recursive: true });
    for (const [path, content] of Object.entries({
      'm/root': 'r',
      'm/a.bin': 'abc',
      'm/sub/b.bin.gz': gzipSync('inflated'),
      secret: 's',
    }))
      writeFileSync(join(folder, path), content);
    const beside = besideOf(openOnDisk(join(folder, 'm/root')));
    expect(await beside.list((path) => path.includes('.bin'))).toMatchObject([
      { path: 'a.bin', bytes: 3 },
      { path: 'sub/b.bin.gz' },
    ]);
    expect(Buffer.from(await (await beside.open('sub/b.bin.gz')).read(0, 100)).toString()).toBe('inflated');
    for (const path of escapes)
      // oxlint-disable-next-line no-await-in-loop
      await expect((async () => beside.open(path))()).rejects.toMatchObject({ code: 'member-path' });
    await expect((async () => beside.open('c.bin'))()).rejects.toMatchObject({ code: 'missing-file' });
  });

  test('of a commit and of the worktree: a pointer of Git LFS tells size and id, a link is none', async () => {
    const repo = testRepository();
    const oid = 'a'.repeat(64);
    repo.write('m/root', 'r');
    repo.write('m/w.bin', `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 102400123\n`);
    repo.write('m/sub/b.bin', 'abc');
    repo.write('secret', 's');
    symlinkSync('../secret', join(repo.root, 'm/link'));
    repo.commit('model');
    const host = await openRepository(repo.root);
    for (const tree of [
      { kind: 'commit', sha: repo.git('rev-parse', 'HEAD').trim() } as const,
      { kind: 'worktree' } as const,
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      const [root] = await host.list(tree, (path) => path === 'm/root');
      if (root === undefined) throw new Error('no root');
      // oxlint-disable-next-line no-await-in-loop
      const beside = besideOf(await host.open(root));
      // oxlint-disable-next-line no-await-in-loop
      expect(await beside.list(all)).toEqual([
        { path: 'sub/b.bin', bytes: 3, oid: null },
        { path: 'w.bin', bytes: 102400123, oid },
      ]);
      for (const [path, code] of [
        ...escapes.map((one) => [one, 'member-path'] as const),
        ['link', 'missing-file'] as const,
      ])
        // oxlint-disable-next-line no-await-in-loop
        await expect((async () => beside.open(path))()).rejects.toMatchObject({ code });
    }
  });

  test('one that is not there is thrown into the reader, which may do without', async () => {
    expect(await drive(streamOf(bytes, [100]), withoutWeights())).toBe('missing-file');
  });

  test('a root that can not be read ends the reading', async () => {
    const broken: Source = { ...streamOf(bytes, [100]), read: async () => Promise.reject(new Error('gone')) };
    await expect((async () => drive(broken, whatever()))()).rejects.toThrow('gone');
  });
});
