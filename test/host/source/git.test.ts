import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openGitBlob } from '#host/source/git.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopgate-git-'));
afterAll(() => rmSync(folder, { recursive: true }));

const git = (...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 7919 + (i >> 9)) & 0xff));
let oid = '';

beforeAll(() => {
  git('init', '-q');
  writeFileSync(join(folder, 'model.onnx'), bytes);
  oid = git('hash-object', '-w', 'model.onnx');
  rmSync(join(folder, 'model.onnx'));
});

test('ranges of a blob, without a checkout', async () => {
  const source = openGitBlob({ repository: folder, oid, size: bytes.length, name: 'HEAD:model.onnx' });
  expect(source).toMatchObject({ name: 'HEAD:model.onnx', size: bytes.length, forward: true });
  expect(Buffer.from(await source.read(0, 4096)).equals(bytes.subarray(0, 4096))).toBe(true);
  expect(Buffer.from(await source.read(2_000_000, 50)).equals(bytes.subarray(2_000_000, 2_000_050))).toBe(true);
  expect(Buffer.from(await source.read(2_999_990, 100)).equals(bytes.subarray(2_999_990))).toBe(true);
  await source.close();
});

test('closed early, git is stopped and that is no error', async () => {
  const source = openGitBlob({ repository: folder, oid, name: 'HEAD:model.onnx' });
  await source.read(0, 10);
  await expect(source.close()).resolves.toBeUndefined();
});

test('git runs only once something is read', async () => {
  const source = openGitBlob({ repository: join(folder, 'absent'), oid, name: 'm' });
  await expect(source.close()).resolves.toBeUndefined();
});

test.each<[string, string, { repository?: string; oid?: string }]>([
  ['a blob that is not there', 'missing-object', { oid: '1'.repeat(40) }],
  ['no repository', 'git-failed', { repository: join(folder, 'absent') }],
])('%s is a Fault %s', async (_, code, where) => {
  const source = openGitBlob({ repository: folder, oid, name: 'HEAD:m.onnx', ...where });
  await expect(source.read(0, 10)).rejects.toMatchObject({
    name: 'Fault',
    code,
    message: expect.stringContaining('HEAD:m.onnx'),
  });
  await source.close();
});

test('no git is a Fault no-git', async () => {
  vi.stubEnv('PATH', folder);
  const source = openGitBlob({ repository: folder, oid, name: 'm' });
  await expect(source.read(0, 10)).rejects.toMatchObject({ code: 'no-git' });
});

test.each(['', 'HEAD', '--help', `${'1'.repeat(40)};`, '1'.repeat(39)])('%j is no object id', (bad) => {
  expect(() => openGitBlob({ repository: folder, oid: bad, name: 'm' })).toThrow(
    expect.objectContaining({ code: 'bad-object' }),
  );
});
