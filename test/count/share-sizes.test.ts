import { describe, expect, test } from 'vitest';
import type { CountOptions } from '#count/bind.ts';
import { shareSizes } from '#count/share-sizes.ts';
import { parseDim, symbol } from '#graph/dim.ts';
import type { ValueInfo } from '#graph/graph.ts';

type Size = number | string;

/** Inputs as `NAME[SIZES]`; `?` is a size without a name. */
const inputs = (shapes: Readonly<Record<string, readonly Size[]>>): readonly ValueInfo[] =>
  Object.entries(shapes).map(([name, sizes]) => ({
    name,
    type: {
      kind: 'tensor',
      dtype: 'f32',
      shape: sizes.map((size, axis) =>
        typeof size === 'number' ? size : size === '?' ? symbol(`${name}.dim${axis}`) : (parseDim(size) ?? 0),
      ),
    },
  }));

const given = (dims: Readonly<Record<string, number>>): CountOptions => ({
  dims: new Map(Object.entries(dims).map(([name, size]) => [name, BigInt(size)])),
});

/** `N=1 s77→N`: the sizes that a side is counted with, and its renames. */
function text({ dims, renames, inputs: shapes, overrides }: CountOptions): string {
  return [
    ...[...(dims ?? [])].map(([name, size]) => `${name}=${size}`),
    ...[...(renames ?? [])].map(([from, to]) => `${from}→${to}`),
    ...[...(shapes ?? [])].map(([name, shape]) => `${name}=${shape.join('x')}`),
    ...[...(overrides ?? [])].map(([name, sizes]) => `${name}!${sizes.map((size) => size ?? '_').join('x')}`),
  ].join(' ');
}

type Shapes = Readonly<Record<string, readonly Size[]>>;

describe('sizes of two interfaces', () => {
  test.each<[string, Shapes, Shapes, Readonly<Record<string, number>>, string, string]>([
    ['open against fixed', { x: ['N', 3] }, { x: [1, 3] }, {}, 'N=1', ''],
    ['fixed against open', { x: [1, 3] }, { x: ['N', 3] }, {}, '', 'N=1'],
    ['open against open', { x: ['N', 'L'] }, { x: ['s77', 's27'] }, {}, '', 's77→N s27→L'],
    ['equal names', { x: ['N', 'L'] }, { x: ['N', 'L'] }, {}, '', ''],
    ['names that changed places', { x: ['H', 'W'] }, { x: ['W', 'H'] }, {}, '', 'W→H H→W'],
    ['no names at base', { x: ['?', 4] }, { x: ['batch', 4] }, {}, '', 'batch→x.dim0'],
    [
      'one name at head for two without',
      { x: ['?'], y: ['?'] },
      { x: ['B'], y: ['B'] },
      {},
      'y.dim0→x.dim0',
      'B→x.dim0',
    ],
    ['two names at head for one', { x: ['N', 'N'] }, { x: ['a', 'b'] }, {}, '', 'a→N b→N'],
    ['head’s fixed size follows to all axes', { x: ['N'], y: ['N'] }, { x: ['B'], y: [8] }, {}, 'N=8', 'N=8 B→N'],
    ['a name that base means otherwise', { x: [1, 'N'] }, { x: ['N', 'L'] }, {}, '', 'N_head=1 N→N_head L→N'],
    ['sums follow', { x: ['L', 'L + 1'] }, { x: ['s', 's + 1'] }, {}, '', 's→L'],
    ['inputs renamed', { x: ['N', 3] }, { image: ['B', 3] }, {}, '', 'B→N'],
    ['inputs of another rank', { x: ['N', 3] }, { image: ['B', 3, 3] }, {}, '', ''],
    ['given by base’s name', { x: ['N'] }, { x: ['B'] }, { N: 4 }, 'N=4', 'N=4 B→N'],
    ['given by head’s name', { x: ['N'] }, { x: ['B'] }, { B: 4 }, 'N=4', 'N=4 B→N'],
    ['given by both', { x: ['N'] }, { x: ['B'] }, { N: 4, B: 5 }, 'N=4', 'N=4 B→N'],
    ['given over a fixed size', { x: [1, 3] }, { x: ['N', 3] }, { N: 8 }, 'x!8x_', 'N=8'],
    ['given as the file fixes it', { x: [8, 3] }, { x: ['N', 3] }, { N: 8 }, '', 'N=8'],
    ['given to nobody', { x: ['N'] }, { x: ['N'] }, { M: 8 }, 'M=8', 'M=8'],
    ['given to one side', { x: ['N'], y: ['M'] }, { x: ['N'] }, { M: 8 }, 'M=8', ''],
  ])('%s', (_, base, head, dims, before, after) => {
    const shared = shareSizes(inputs(base), inputs(head), given(dims));
    expect([text(shared.base), text(shared.head), shared.findings]).toEqual([before, after, []]);
  });

  test.each<[string, Shapes, Shapes, string, string]>([
    ['two of base’s names under one of head’s', { x: ['N', 'M'] }, { x: ['S', 'S'] }, '', 'S→N'],
    ['the same, where one is head’s, too', { x: ['N', 'M'] }, { x: ['M', 'M'] }, '', ''],
    ['two fixed sizes for one open', { x: ['N', 'N'] }, { x: [1, 8] }, '', ''],
  ])('a contradiction is said, and its sizes stay apart: %s', (_, base, head, before, after) => {
    const shared = shareSizes(inputs(base), inputs(head), {});
    expect([text(shared.base), text(shared.head)]).toEqual([before, after]);
    expect(shared.findings.map(({ code }) => code)).toEqual(['sizes-contradict']);
  });

  test('shapes that are given by the other side’s input name', () => {
    const options: CountOptions = { inputs: new Map([['image', [1n, 3n]]]) };
    const shared = shareSizes(inputs({ x: ['N', 3] }), inputs({ image: ['B', 3] }), options);
    expect([text(shared.base), text(shared.head)]).toEqual(['x=1x3', 'B→N image=1x3']);
  });
});
