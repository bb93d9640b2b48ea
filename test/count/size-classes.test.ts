import { expect, test } from 'vitest';
import { pairInputs } from '#count/pair-inputs.ts';
import { classesOf } from '#count/size-classes.ts';
import { symbol } from '#graph/dim.ts';
import type { ValueInfo } from '#graph/graph.ts';

type Shapes = Readonly<Record<string, readonly (number | string)[]>>;

const inputs = (shapes: Shapes): readonly ValueInfo[] =>
  Object.entries(shapes).map(([name, sizes]) => ({
    name,
    type: {
      kind: 'tensor',
      dtype: 'f32',
      shape: sizes.map((size) => (typeof size === 'number' ? size : symbol(size))),
    },
  }));

/** `N s77→N | N=1`: the names that both sides are counted by, head's renames, fixed sizes, and how many contradictions. */
function text(base: Shapes, head: Shapes): string {
  const [before, after] = [inputs(base), inputs(head)];
  const { names, head: renames, fixed, findings } = classesOf(pairInputs(before, after), before, after);
  return [
    [...names].join(' '),
    [...renames].map(([from, to]) => `${from}→${to}`).join(' '),
    [...fixed].map(([name, size]) => `${name}=${size}`).join(' '),
    String(findings.length),
  ].join(' | ');
}

test.each<[string, Shapes, Shapes, string]>([
  ['nothing open', { x: [1] }, { x: [2] }, ' |  |  | 0'],
  ['one name', { x: ['N'] }, { x: ['N'] }, 'N |  |  | 0'],
  ['a name for a name', { x: ['N'] }, { x: ['s77'] }, 'N | s77→N |  | 0'],
  ['names exchanged', { x: ['H', 'W'] }, { x: ['W', 'H'] }, 'H W | W→H H→W |  | 0'],
  ['fixed by head', { x: ['N'], y: ['N'] }, { x: ['N'], y: [4] }, 'N |  | N=4 | 0'],
  ['fixed twice alike', { x: ['N', 'N'] }, { x: [4, 4] }, 'N |  | N=4 | 0'],
  ['fixed twice otherwise', { x: ['N', 'N'] }, { x: [4, 5] }, 'N |  |  | 1'],
  ['joined by base', { x: ['N', 'N'] }, { x: ['a', 'b'] }, 'N | a→N b→N |  | 0'],
  ['joined by head, apart at base', { x: ['N', 'M'] }, { x: ['a', 'a'] }, 'N M | a→N |  | 1'],
  ['a name of another size at base', { x: [2, 'N'] }, { x: ['N', 'L'] }, 'N N_head | N→N_head L→N | N_head=2 | 0'],
  ['an input that is new', { x: ['N'] }, { x: ['B'], y: ['N', 'K'] }, 'N N_head K | B→N N→N_head |  | 0'],
])('%s', (_, base, head, expected) => expect(text(base, head)).toBe(expected));
