import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const model = join(root, 'test/fixtures/onnx/tv_resnet18_ts17.onnx');

let cache: string;
beforeEach(() => void (cache = mkdtempSync(join(tmpdir(), 'flopgate-code-'))));
afterEach(() => rmSync(cache, { recursive: true }));

function count(env: NodeJS.ProcessEnv = {}): string {
  const cli = join(root, 'dist/cli.js');
  const options = { encoding: 'utf8', env: { ...process.env, CI: '', NODE_COMPILE_CACHE: cache, ...env } } as const;
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

const labelOf = (file: string): string => readFileSync(file).subarray(-96).toString('latin1').trim();

test.each([{ NODE_DISABLE_COMPILE_CACHE: '1' }, { CI: 'true' }])('no code is kept under %o', (env) => {
  count(env);
  expect(entries()).toEqual([]);
});

test('code is kept for the next runs, which tell the same', () => {
  const plain = count({ NODE_DISABLE_COMPILE_CACHE: '1' });
  for (const writes of [1, 2, 3, 4, 4]) {
    expect(count()).toBe(plain);
    expect(labelOf(entry())).toMatch(new RegExp(`;${writes};$`));
  }
  expect(statSync(entry()).mode & 0o777).toBe(0o600);
});

test.each<[string, (file: string) => void]>([
  ['that others may write', (file) => chmodSync(file, 0o622)],
  ['of another build', (file) => replace(file, (bytes) => bytes.fill('1', bytes.length - 96, bytes.length - 90))],
  ['that is no code', (file) => replace(file, (bytes) => bytes.fill(0, 0, bytes.length - 96))],
  ['that is a link', (file) => (renameSync(file, `${file}.aside`), symlinkSync(`${file}.aside`, file))],
  ['that broke off', (file) => replace(file, (bytes) => bytes.subarray(0, 50))],
])('code %s is not taken, but written anew', (_, spoil) => {
  const before = count();
  count();
  spoil(entry());
  expect(count()).toBe(before);
  expect(labelOf(entry())).toMatch(/;1;$/);
});

function replace(file: string, change: (bytes: Buffer) => Buffer): void {
  writeFileSync(file, change(readFileSync(file)));
}

test('a folder that cannot be made is no fault', () => {
  const file = join(cache, 'file');
  writeFileSync(file, '');
  expect(count({ NODE_COMPILE_CACHE: file })).toContain('"macs"');
});
