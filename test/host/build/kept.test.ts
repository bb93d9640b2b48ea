import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { buildKey, hashOf, keepBuild, keptBuild, type BuiltFile } from '#host/build/kept.ts';
import { closedScratchFolder, removeScratch } from '../../support/repository.ts';

test('a key names its parts and where each ends', () => {
  expect(buildKey(['ab', 'c'])).not.toBe(buildKey(['a', 'bc']));
  expect(buildKey(['ab', 'c'])).toBe(buildKey(['ab', 'c']));
  expect(buildKey(['é'])).toMatch(/^[0-9a-f]{64}$/);
});

afterAll(removeScratch);

describe.skipIf(process.platform === 'win32')('a kept build (Windows has no modes)', () => {
  let folder = '';
  let env: Record<string, string> = {};
  const key = buildKey(['one']);
  const kept = (): string => join(folder, 'flopgate', 'builds', key);

  beforeEach(async () => {
    folder = closedScratchFolder();
    env = { FLOPGATE_CACHE: folder };
    const file = join(folder, 'model.onnx');
    writeFileSync(file, 'a model');
    const built: BuiltFile = { path: 'out/model.onnx', file, hash: await hashOf(file), bytes: 7 };
    keepBuild(key, env, [built], 'made it');
  });

  test('comes back with its log, under the path that it was built at', async () => {
    const found = await keptBuild(key, env);
    expect(found).toMatchObject({ log: 'made it', files: [{ path: 'out/model.onnx', bytes: 7 }] });
    expect(dirname(found?.files[0]?.file ?? '')).toBe(kept());
  });

  test('of another key is none', async () => {
    expect(await keptBuild(buildKey(['two']), env)).toBeNull();
  });

  test.each<[string, () => void]>([
    ['a file was changed', () => writeFileSync(join(kept(), '0'), 'another')],
    ['a file is gone', () => rmSync(join(kept(), '0'))],
    ['the manifest is no JSON', () => writeFileSync(join(kept(), 'manifest.json'), '{')],
    ['the manifest is gone', () => rmSync(join(kept(), 'manifest.json'))],
    ['others may write to it', () => chmodSync(kept(), 0o777)],
    ['others may write above it', () => chmodSync(folder, 0o777)],
  ])('is none where %s', async (_, damage) => {
    damage();
    expect(await keptBuild(key, env)).toBeNull();
  });

  test('is not written where others may write', () => {
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    keepBuild(key, { FLOPGATE_CACHE: open }, [], '');
    expect(readdirSync(open)).toEqual([]);
  });
});
