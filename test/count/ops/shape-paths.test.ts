import { describe, expect, test } from 'vitest';
import type { Value } from '#graph/value.ts';
import type { Written, WrittenAttr, WrittenDim } from '../../support/onnx-writer.ts';
import { runModel } from '../../support/run.ts';
import { format } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { floatAttr, floatsAttr, model, node, sparse, stringsAttr, tensor, value } from '../../support/onnx-writer.ts';
import { memorySource } from '../../support/truth.ts';

/** One line of a graph: output = op(inputs, attributes). */
type Line = readonly [
  output: string,
  op: string,
  inputs: readonly string[],
  attrs?: Readonly<Record<string, WrittenAttr>>,
];

const i64 = (name: string, ...data: readonly (number | bigint)[]): Written<'tensor'> =>
  tensor(name, 'i64', [data.length], data);
const scalar = (name: string, n: number | bigint): Written<'tensor'> => tensor(name, 'i64', [], [n]);
const endless = 2n ** 63n - 1n;

interface Spec {
  readonly inputs: Readonly<Record<string, readonly WrittenDim[] | null>>;
  readonly constants?: readonly Written<'tensor'>[];
  readonly lines: readonly Line[];
  readonly opset?: number;
}

/** The last line's output. */
function inferred({ inputs, constants = [], lines, opset = 18 }: Spec): Value | undefined {
  const last = lines.at(-1)?.[0] ?? '';
  const bytes = model({
    opset,
    nodes: lines.map(([output, op, from, attrs]) => node(op, from, [output], attrs ?? {})),
    initializers: constants,
    inputs: Object.entries(inputs).map(([name, dims]) => value(name, 'f32', dims)),
    outputs: [value(last, null)],
  });
  return runModel(readModelSync(memorySource(bytes, 'paths'), 'paths'), { sizes: new Map(), inputs: new Map() }).run
    .outputs[0];
}

/** `[n, 3]` or `?`. */
function shapeOf(spec: Spec): string {
  const found = inferred(spec);
  return found?.kind === 'tensor' && found.shape !== null ? `[${found.shape.map(format).join(', ')}]` : '?';
}

const constants = [
  scalar('zero', 0),
  scalar('one', 1),
  scalar('two', 2),
  i64('axis0', 0),
  i64('one_', 1),
  i64('minus', -1),
  i64('end', endless),
];
const sizeOf = (x: string, axis: string, to: string): readonly Line[] => [
  [`${to}_shape`, 'Shape', [x]],
  [to, 'Gather', [`${to}_shape`, axis], { axis: 0 }],
];
const listed = (x: string): Line => [`${x}_`, 'Unsqueeze', [x, 'axis0']];

describe('idioms of the exporters keep symbolic sizes exact', () => {
  test.each<[string, string, Spec]>([
    [
      'view(n, s, 12, 64) of torch',
      '[n, s, 12, 64]',
      {
        inputs: { x: ['n', 's', 768] },
        constants: [...constants, i64('heads', 12), i64('depth', 64)],
        lines: [
          ...sizeOf('x', 'zero', 'n'),
          ...sizeOf('x', 'one', 's'),
          listed('n'),
          listed('s'),
          ['sizes', 'Concat', ['n_', 's_', 'heads', 'depth'], { axis: 0 }],
          ['y', 'Reshape', ['x', 'sizes']],
        ],
      },
    ],
    [
      'view(-1, s) finds n by dividing polynomials',
      '[12*n, 64*s]',
      {
        inputs: { x: ['n', 's', 768] },
        constants: [...constants, scalar('depth', 64)],
        lines: [
          ...sizeOf('x', 'one', 's'),
          ['row', 'Mul', ['s', 'depth']],
          listed('row'),
          ['sizes', 'Concat', ['minus', 'row_'], { axis: 0 }],
          ['y', 'Reshape', ['x', 'sizes']],
        ],
      },
    ],
    [
      'flatten by 0 and -1',
      '[n, s, 12, 64]',
      {
        inputs: { x: ['n', 's', 768] },
        constants: [i64('sizes', 0, 0, -1, 64)],
        lines: [['y', 'Reshape', ['x', 'sizes']]],
      },
    ],
    [
      'a list that only running tells leaves the total',
      '[6*n]',
      {
        inputs: { x: ['n', 6], z: [1] },
        lines: [
          ['sizes', 'Cast', ['z'], { to: 7 }],
          ['y', 'Reshape', ['x', 'sizes']],
        ],
      },
    ],
    [
      'expand of -1 by Equal and Where',
      '[n, 4, s]',
      {
        inputs: { x: ['n', 1, 's'] },
        constants: [...constants, i64('asked', -1, 4, -1), i64('minuses', -1, -1, -1)],
        lines: [
          ['shape', 'Shape', ['x']],
          ['own', 'Equal', ['asked', 'minuses']],
          ['sizes', 'Where', ['own', 'shape', 'asked']],
          ['y', 'Expand', ['x', 'sizes']],
        ],
      },
    ],
    [
      'expand to a symbolic size where the size may be -1',
      '[b, n, s]',
      {
        inputs: { x: [1, 'n', 's'], like: ['b'] },
        constants: [...constants, i64('three', 3), i64('rest', -1, -1)],
        lines: [
          ...sizeOf('like', 'zero', 'b'),
          listed('b'),
          ['asked', 'Concat', ['b_', 'rest'], { axis: 0 }],
          ['ones', 'ConstantOfShape', ['three'], { value: tensor('', 'i64', [1], [1]) }],
          ['minuses', 'Mul', ['ones', 'minus']],
          ['own', 'Equal', ['asked', 'minuses']],
          ['sizes', 'Where', ['own', 'ones', 'asked']],
          ['y', 'Expand', ['x', 'sizes']],
        ],
      },
    ],
    [
      'all but the last',
      '[n, s - 1]',
      { inputs: { x: ['n', 's'] }, constants, lines: [['y', 'Slice', ['x', 'axis0', 'minus', 'one_']]] },
    ],
    [
      'the last',
      '[n, 1]',
      { inputs: { x: ['n', 's'] }, constants, lines: [['y', 'Slice', ['x', 'minus', 'end', 'one_']]] },
    ],
    [
      'everything',
      '[n, s]',
      { inputs: { x: ['n', 's'] }, constants, lines: [['y', 'Slice', ['x', 'axis0', 'end', 'one_']]] },
    ],
    [
      'backward',
      '[n, s]',
      {
        inputs: { x: ['n', 's'] },
        constants: [...constants, i64('start', -1), i64('stop', -endless)],
        lines: [['y', 'Slice', ['x', 'start', 'stop', 'one_', 'minus']]],
      },
    ],
    [
      'at most 512',
      '[n, min(s, 512)]',
      {
        inputs: { x: ['n', 's'] },
        constants: [...constants, i64('most', 512)],
        lines: [['y', 'Slice', ['x', 'axis0', 'most', 'one_']]],
      },
    ],
    [
      'the last 512 at most',
      '[n, min(s, 512)]',
      {
        inputs: { x: ['n', 's'] },
        constants: [...constants, i64('most', -512)],
        lines: [['y', 'Slice', ['x', 'most', 'end', 'one_']]],
      },
    ],
    [
      'arange of opset 9, numbering ones',
      '[s]',
      {
        opset: 9,
        inputs: { x: ['n', 's'] },
        constants,
        lines: [
          ...sizeOf('x', 'one', 's'),
          ['s_', 'Unsqueeze', ['s'], { axes: [0] }],
          ['ones', 'ConstantOfShape', ['s_'], { value: tensor('', 'i64', [1], [1]) }],
          ['places', 'NonZero', ['ones']],
          ['column', 'Transpose', ['places']],
          ['y', 'Squeeze', ['column'], { axes: [1] }],
        ],
      },
    ],
    [
      'halves of a rotary embedding',
      '[n, floor(h/2)]',
      {
        inputs: { x: ['n', 'h'] },
        constants,
        lines: [
          ...sizeOf('x', 'one', 'h'),
          ['half', 'Div', ['h', 'two']],
          listed('half'),
          ['y', 'Slice', ['x', 'axis0', 'half_', 'one_']],
        ],
      },
    ],
    [
      'every second from 1',
      '[n, floor(s/2)]',
      {
        inputs: { x: ['n', 's'] },
        constants: [...constants, i64('step', 2)],
        lines: [['y', 'Slice', ['x', 'one_', 'end', 'one_', 'step']]],
      },
    ],
    [
      'rows past to past + s of a causal mask broadcast with s rows of scores',
      '[s]',
      {
        inputs: { x: ['past'], z: ['s'] },
        constants: [...constants, tensor('mask', 'f32', [1024])],
        lines: [
          ...sizeOf('x', 'zero', 'past'),
          ...sizeOf('z', 'zero', 's'),
          ['total', 'Add', ['past', 's']],
          listed('past'),
          listed('total'),
          ['rows', 'Slice', ['mask', 'past_', 'total_', 'axis0']],
          ['y', 'Add', ['rows', 'z']],
        ],
      },
    ],
    [
      'positions from past to past + s',
      '[s]',
      {
        inputs: { x: ['past'], z: ['s'] },
        constants,
        lines: [
          ...sizeOf('x', 'zero', 'past'),
          ...sizeOf('z', 'zero', 's'),
          ['total', 'Add', ['past', 's']],
          ['y', 'Range', ['past', 'total', 'one']],
        ],
      },
    ],
    [
      'windows of 7, padded up',
      '[n, 7*floor((h + 6)/7), c]',
      {
        inputs: { x: ['n', 'h', 'c'] },
        constants: [...constants, scalar('seven', 7), i64('front', 0, 0, 0, 0), i64('back', 0)],
        lines: [
          ...sizeOf('x', 'one', 'h'),
          ['rest', 'Mod', ['h', 'seven']],
          ['need', 'Sub', ['seven', 'rest']],
          ['pad', 'Mod', ['need', 'seven']],
          listed('pad'),
          ['pads', 'Concat', ['front', 'pad_', 'back'], { axis: 0 }],
          ['y', 'Pad', ['x', 'pads']],
        ],
      },
    ],
    [
      'tile by a symbolic count',
      '[2*n, 3]',
      {
        inputs: { x: [2, 3], z: ['n'] },
        constants,
        lines: [
          ['n_', 'Shape', ['z']],
          ['repeats', 'Concat', ['n_', 'one_'], { axis: 0 }],
          ['y', 'Tile', ['x', 'repeats']],
        ],
      },
    ],
    [
      'concat of symbolic lengths',
      '[past + s, 64]',
      { inputs: { x: ['past', 64], z: ['s', 64] }, lines: [['y', 'Concat', ['x', 'z'], { axis: 0 }]] },
    ],
    ['flatten', '[n, 3*h*w]', { inputs: { x: ['n', 3, 'h', 'w'] }, lines: [['y', 'Flatten', ['x']]] }],
    [
      'largest of at most 100',
      '[n, min(s, 100)]',
      {
        inputs: { x: ['n', 's'] },
        constants: [...constants, scalar('most', 100)],
        lines: [...sizeOf('x', 'one', 's'), ['k', 'Min', ['s', 'most']], listed('k'), ['y', 'TopK', ['x', 'k_']]],
      },
    ],
  ])('%s', (_, expected, spec) => {
    expect(shapeOf(spec)).toBe(expected);
  });
});

describe('a constant in every form', () => {
  test.each<[string, Readonly<Record<string, WrittenAttr>>, object]>([
    ['an int', { value_int: 3 }, { dtype: 'i64', shape: [], data: [3] }],
    ['ints', { value_ints: [3, -4] }, { dtype: 'i64', shape: [2], data: [3, -4] }],
    ['a float', { value_float: floatAttr(0.1) }, { dtype: 'f32', shape: [], data: [Math.fround(0.1)] }],
    ['floats', { value_floats: floatsAttr([1, 2]) }, { dtype: 'f32', shape: [2], data: [1, 2] }],
    ['a text', { value_string: 'a' }, { dtype: 'string', shape: [], data: ['a'] }],
    ['texts', { value_strings: stringsAttr(['a', 'b']) }, { dtype: 'string', shape: [2], data: ['a', 'b'] }],
    ['a tensor', { value: tensor('', 'i32', [1, 2], [5, 6]) }, { dtype: 'i32', shape: [1, 2], data: [5, 6] }],
    [
      'a sparse tensor',
      { sparse_value: sparse(tensor('', 'f32', [1], [7]), tensor('', 'i64', [1], [2]), [2, 2]) },
      { dtype: 'f32', shape: [2, 2] },
    ],
  ])('%s', (_, attrs, expected) => {
    expect(inferred({ inputs: {}, lines: [['y', 'Constant', [], attrs]] })).toMatchObject(expected);
  });

  test('without any it is a fault', () => {
    expect(() => inferred({ inputs: {}, lines: [['y', 'Constant', []]] })).toThrow(
      expect.objectContaining({ code: 'bad-attribute' }),
    );
  });
});

test('a range to a size as a float is exact', () => {
  const lines: readonly Line[] = [
    ...sizeOf('x', 'zero', 'n'),
    ['float', 'Cast', ['n'], { to: 1 }],
    ['start', 'Constant', [], { value_float: floatAttr(0) }],
    ['step', 'Constant', [], { value_float: floatAttr(2) }],
    ['y', 'Range', ['start', 'float', 'step']],
  ];
  expect(shapeOf({ inputs: { x: ['n'] }, constants, lines })).toBe('[floor((n + 1)/2)]');
});
