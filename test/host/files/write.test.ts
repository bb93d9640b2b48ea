import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeText } from '#host/files/write.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'flopgate-write-'))));
afterEach(() => rmSync(folder, { recursive: true }));

test('a file is written over, in folders that are made', () => {
  const path = join(folder, 'a/b.txt');
  for (const text of ['one', 'two']) {
    writeText(path, text);
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
  expect(readdirSync(join(folder, 'a'))).toEqual(['b.txt']);
});

test.each([
  ['through a file', 'file/b.txt'],
  ['where a folder is', '.'],
])('a path %s is a fault that names it', (_, path) => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeText(join(folder, path), 'text', 'the report')).toThrow(
    expect.objectContaining({ code: 'unwritable-file', message: expect.stringContaining('the report') }),
  );
  expect(readdirSync(folder)).toEqual(['file']);
});
