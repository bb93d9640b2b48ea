import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtDist } from '../support/built.ts';
import { closedScratchFolder } from '../support/repository.ts';

const root = join(import.meta.dirname, '../..');
const model = join(root, 'test/fixtures/onnx/tv_resnet18_ts17.onnx');

let cache: string;
/** Not in the system's temporary folder, where others can write. */
beforeEach(() => {
  cache = closedScratchFolder();
});
afterEach(() => rmSync(cache, { recursive: true }));

function count(env: NodeJS.ProcessEnv = {}): string {
  const cli = join(builtDist(), 'cli.js');
  const options = { encoding: 'utf8', env: { ...process.env, CI: '', XDG_CACHE_HOME: cache, ...env } } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [cli, 'count', model, '--json'], options);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

const entries = (): string[] =>
  readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bin'))
    .map((name) => join(cache, name));

function entry(): string {
  const [file, ...others] = entries();
  expect(others).toEqual([]);
  return file as string;
}

const labelOf = (file: string): string => readFileSync(file).subarray(-128).toString('latin1').trim();

test.each([{ NODE_DISABLE_COMPILE_CACHE: '1' }, { CI: 'true' }])('no code is kept under %o', (env) => {
  count(env);
  expect(entries()).toEqual([]);
});

test('code is kept for the next runs, which tell the same', () => {
  const plain = count({ NODE_DISABLE_COMPILE_CACHE: '1' });
  for (const writes of [1, 2, 3, 4, 4]) {
    expect(count()).toBe(plain);
    expect(labelOf(entry())).toMatch(new RegExp(`;${writes};\\d+;$`));
  }
  expect(statSync(entry()).mode & 0o777).toBe(0o600);
});

test.each<[string, (file: string) => void]>([
  ['that others may write', (file) => chmodSync(file, 0o622)],
  ['of another build', (file) => replace(file, (bytes) => bytes.fill('1', bytes.length - 128, bytes.length - 122))],
  ['that is no code', (file) => replace(file, (bytes) => bytes.fill(0, 0, bytes.length - 128))],
  ['that is a link', (file) => (renameSync(file, `${file}.aside`), symlinkSync(`${file}.aside`, file))],
  ['that broke off', (file) => replace(file, (bytes) => bytes.subarray(0, 50))],
])('code %s is not taken, but written anew', (_, spoil) => {
  const before = count();
  count();
  spoil(entry());
  expect(count()).toBe(before);
  expect(labelOf(entry())).toMatch(/;1;\d+;$/);
});

function replace(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)));
}

test('a folder that cannot be made is no fault', () => {
  const file = join(cache, 'file');
  writeFileSync(file, '');
  expect(count({ XDG_CACHE_HOME: file })).toContain('"macs"');
});

test('it lies in the cache of the user, not in the shared temporary folder', () => {
  const shared = join(cache, 'tmp');
  mkdirSync(shared);
  count({ XDG_CACHE_HOME: '', HOME: cache, TMPDIR: shared });
  expect(readdirSync(shared)).toEqual([]);
  const below = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
  expect(dirname(entry())).toBe(join(cache, below, 'flopgate/code'));
  expect(statSync(dirname(entry())).mode & 0o777).toBe(0o700);
});

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

describe.skipIf(process.platform === 'win32')('no code is kept or taken where another user could put it', () => {
  const attacks: readonly (readonly [string, () => void])[] = [
    ['a folder on the way is open to its group', () => chmodSync(cache, 0o775)],
    ['a folder on the way is open to all, though sticky', () => chmodSync(cache, 0o1777)],
    ['our folder is open to all', () => chmodSync(join(cache, 'flopgate'), 0o777)],
    ['our folder is a link', () => relink(join(cache, 'flopgate'))],
    ['the folder in ours is a link', () => relink(join(cache, 'flopgate/code'))],
    ...(isRoot
      ? ([
          ["our folder is another user's", () => chownSync(join(cache, 'flopgate'), nobody, nobody)],
          ["a folder on the way is another user's", () => chownSync(cache, nobody, nobody)],
        ] as const)
      : []),
  ];
  test.each(attacks)('%s', (_, attack) => {
    const before = count();
    const file = entry();
    const label = labelOf(file);
    attack();
    expect(count()).toBe(before);
    expect(labelOf(file)).toBe(label);
  });

  test('NODE_COMPILE_CACHE is held to the same', () => {
    const given = join(cache, 'given');
    mkdirSync(given);
    chmodSync(given, 0o777);
    count({ NODE_COMPILE_CACHE: given });
    expect(existsSync(join(given, 'flopgate/code'))).toBe(false);
    chmodSync(given, 0o755);
    count({ NODE_COMPILE_CACHE: given });
    expect(existsSync(join(given, 'flopgate/code'))).toBe(true);
  });
});

function relink(folder: string): void {
  renameSync(folder, `${folder}.aside`);
  symlinkSync(`${folder}.aside`, folder);
}
