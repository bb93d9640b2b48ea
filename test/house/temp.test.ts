import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const files = globSync('src/**/*.ts', { cwd: root }).map((path) => path.replaceAll('\\', '/'));

const holding = (pattern: RegExp): readonly string[] =>
  files.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8'))).toSorted();

test.each<readonly [string, RegExp, readonly string[]]>([
  ['makes temporary folders', /\bmkdtemp/, ['src/system/temp.ts']],
  [
    'listens to signals',
    /process\s*\.\s*(?:on|once|addListener)\(\s*(?:name|signal|['"]SIG)/,
    ['src/system/ending.ts'],
  ],
])('one file %s', (_, pattern, expected) => {
  expect(holding(pattern)).toEqual(expected);
});
