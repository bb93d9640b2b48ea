import { expect, test } from 'vitest';
import { withImportsMoved } from '../../tools/old-layout.ts';

const there = new Set(['src/diff/policy.ts', 'src/graph/dim.ts', 'src/report/words.ts', 'src/gate.ts']);
const moves = new Map([
  ['src/diff/policy.ts', 'src/policy/read/policy.ts'],
  ['src/report/words.ts', 'src/text/words.ts'],
]);

test.each([
  ["import { a } from '#graph/dim.ts';", "import { a } from '../../graph/dim.ts';"],
  ["export * from '../report/words.ts';", "export * from '../../text/words.ts';"],
  ["const b = await import('#report/words.ts');", "const b = await import('../../text/words.ts');"],
  ["new URL('../report/words.ts', import.meta.url)", "new URL('../../text/words.ts', import.meta.url)"],
  ["import type { C } from '#gate';", "import type { C } from '../../gate.ts';"],
  ["import { d } from 'node:fs';", "import { d } from 'node:fs';"],
  ["from './none.ts'", "from './none.ts'"],
])('%s of a file that was moved', (text, expected) => {
  expect(withImportsMoved('src/diff/policy.ts', text, moves, (file) => there.has(file))).toBe(expected);
});
