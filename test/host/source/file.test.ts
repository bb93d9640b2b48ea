import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openFile } from '#host/source/file.ts';

const folder = mkdtempSync(join(tmpdir(), 'flopgate-file-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'model.onnx');

test('positioned reads, short only at the end', () => {
  writeFileSync(file, 'abcdefghij');
  const source = openFile(file, 'HEAD:model.onnx');
  expect(source).toMatchObject({ name: 'HEAD:model.onnx', size: 10, forward: false });
  expect(Buffer.from(source.read(3, 4)).toString()).toBe('defg');
  expect(Buffer.from(source.read(0, 2)).toString()).toBe('ab');
  expect(Buffer.from(source.read(8, 10)).toString()).toBe('ij');
  expect(source.read(20, 5).length).toBe(0);
  source.close();
});

test('offsets beyond 4 GiB', () => {
  const big = join(folder, 'big');
  writeFileSync(big, '');
  truncateSync(big, 5 * 2 ** 30);
  const source = openFile(big);
  expect(source.size).toBe(5 * 2 ** 30);
  expect([...source.read(5 * 2 ** 30 - 2, 4)]).toEqual([0, 0]);
  source.close();
});

test('a link is followed', () => {
  const link = join(folder, 'link');
  symlinkSync(file, link);
  const source = openFile(link);
  expect(source.size).toBe(10);
  source.close();
});

const linkTo = (name: string, target: string): string => {
  symlinkSync(target, join(folder, name));
  return join(folder, name);
};

test('a closed file says so', () => {
  const source = openFile(file);
  source.close();
  expect(() => source.read(0, 1)).toThrow(expect.objectContaining({ code: 'unreadable-file' }));
});

test.each<[string, () => string, string]>([
  ['a file that is not there', () => join(folder, 'absent.onnx'), 'missing-file'],
  ['a path through a file', () => join(file, 'model.onnx'), 'missing-file'],
  ['a link to nowhere', () => linkTo('absent', 'nowhere'), 'missing-file'],
  ['a git-annex link', () => linkTo('annexed', '.git/annex/objects/Xx/1K/KEY/KEY'), 'git-annex-pointer'],
  ['a folder', () => folder, 'not-a-file'],
  ['a device', () => '/dev/zero', 'not-a-file'],
  [
    'a named pipe, without waiting for its writer',
    () => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      return pipe;
    },
    'not-a-file',
  ],
])('%s', (_, path, code) => {
  expect(() => openFile(path(), 'm.onnx')).toThrow(
    expect.objectContaining({ name: 'Fault', code, message: expect.stringContaining('m.onnx') }),
  );
});
