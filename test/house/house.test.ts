import { describe, expect, test } from 'vitest';
import { circlesOf, measureHouse, perThousand, readSource, sharedNames } from '../../tools/house.ts';

const aliases = { '#graph/*': './src/graph/*', '#gate': './src/gate.ts' };
const read = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).map(([path, text]) => readSource(path, text, aliases));

test('no circle of imports, nothing over its limit, plain words, a test for every file over 100 lines', () => {
  expect(measureHouse('.').faults).toEqual([]);
});

describe('a circle is found where a file sees another', () => {
  test.each([
    ['by import', "import { b } from './b.ts';"],
    ['by import type', "import type { B } from './b.ts';"],
    ['by a type among values', "import { type B, c } from './b.ts';"],
    ['by its room', "import { b } from '#graph/b.ts';"],
    ['by export', "export { b } from './b.ts';"],
    ['by export star', "export * from './b.ts';"],
    ['by export type', "export type { B } from './b.ts';"],
    ['for its effect', "import './b.ts';"],
    ['by import()', "export const b = async () => import('./b.ts');"],
  ])('%s', (_, line) => {
    const files = read({ 'src/graph/a.ts': line, 'src/graph/b.ts': "import type { A } from './a.ts';" });
    expect(circlesOf(files)).toEqual([['src/graph/a.ts', 'src/graph/b.ts']]);
  });

  test('around several files and folders, each circle once', () => {
    const files = read({
      'src/gate.ts': "import './read/x.ts';",
      'src/read/x.ts': "import '#graph/y.ts'; import 'node:fs'; import 'zod';",
      'src/graph/y.ts': "import '#gate'; import './leaf.ts';",
      'src/graph/leaf.ts': 'export const one = 1;',
      'src/graph/p.ts': "import './q.ts'; import './leaf.ts';",
      'src/graph/q.ts': "import '../graph/p.ts';",
      'src/graph/self.ts': "import type { S } from './self.ts';",
    });
    expect(
      circlesOf(files)
        .map((circle) => circle.join(' '))
        .toSorted(),
    ).toEqual(['src/gate.ts src/graph/y.ts src/read/x.ts', 'src/graph/p.ts src/graph/q.ts', 'src/graph/self.ts']);
  });

  test('and none where two files share a third', () => {
    expect(
      circlesOf(read({ 'a.ts': "import './c.ts'; import './b.ts';", 'b.ts': "import './c.ts';", 'c.ts': '' })),
    ).toEqual([]);
  });
});

test('what a file holds is counted by its syntax', () => {
  const text = `/** Documented. */
export function one(): number {
  return [1].map((x) => x + 1)[0] ?? 0;
}
// Not a docstring.
export const two = (): number => 2;
/** Of the class. */
export class Three {
  method(): void {}
}
const text = '/** in a text */ function none() {}';
const late = { field: () => text };
`;
  expect(readSource('src/x.ts', text, {})).toMatchObject({
    lines: 12,
    functions: [3, 1, 1, 1],
    exports: 3,
    documentedExports: 2,
    prose: '* Documented. \n Not a docstring.\n* Of the class. ',
  });
});

test('base names are shared between folders only', () => {
  expect([...sharedNames(['src/a/x.ts', 'src/b/x.ts', 'src/b/y.ts'])]).toEqual([['x.ts', ['src/a', 'src/b']]]);
});

test('words are counted per thousand', () => {
  expect(perThousand(`It is told where it stands and mended.${' word'.repeat(992)}`)).toEqual({
    'tell, told': 1,
    'where it, that, none, …': 1,
    'mend, parts the two, comings': 1,
  });
});
