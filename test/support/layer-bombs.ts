import type { Written } from './onnx-writer.ts';
import { chain, io, long, one, range, relus } from './bomb-parts.ts';
import {
  functionOf,
  graph,
  intsAttr,
  model,
  node,
  optionalType,
  sequenceType,
  tensor,
  tensorType,
  value,
} from './onnx-writer.ts';

/** f0 calls nothing; each further one calls the one before `width` times. */
function calls(depth: number, width: number, name = (i: number): string => `F${i}`, leaf = relus(1)) {
  const functions = range(depth, (i) =>
    functionOf({
      name: name(i),
      domain: 'my',
      inputs: ['x'],
      outputs: ['y'],
      opset: { '': 17, my: 1 },
      nodes: i === 0 ? leaf : chain(width, (from, to) => node(name(i - 1), [from], [to], {}, { domain: 'my' })),
    }),
  );
  return model({
    opset: { '': 17, my: 1 },
    functions,
    nodes: [node(name(depth - 1), ['x'], ['y'], {}, { domain: 'my', name: 'top' })],
    inputs: [io('x', ['n'])],
    outputs: [io('y', [null])],
  });
}

/** Calls that no other call equals: each level adds another length to one of two branches. */
function unequalCalls(depth: number): Uint8Array {
  const functions = range(depth, (i) =>
    functionOf({
      name: `F${i}`,
      domain: 'my',
      inputs: ['x'],
      outputs: ['y'],
      opset: { '': 17, my: 1 },
      nodes:
        i === 0
          ? [node('ReduceMax', ['x'], ['y'], { keepdims: 0 })]
          : [
              node('Constant', [], ['pads'], { value: tensor('', 'i64', [2], [0, 2 ** i]) }),
              node('Pad', ['x', 'pads'], ['longer']),
              node(`F${i - 1}`, ['x'], ['a'], {}, { domain: 'my' }),
              node(`F${i - 1}`, ['longer'], ['b'], {}, { domain: 'my' }),
              node('Add', ['a', 'b'], ['y']),
            ],
    }),
  );
  return model({
    opset: { '': 17, my: 1 },
    functions,
    nodes: [node(`F${depth - 1}`, ['x'], ['y'], {}, { domain: 'my' })],
    inputs: [io('x', ['n'])],
    outputs: [io('y', [])],
  });
}

/** A loop around a loop, `depth` of them, whose value grows by one in each turn of each. */
function loop(depth: number, from: string, to: string): Written<'node'> {
  const [own, inner] = [`v${depth}`, `u${depth}`];
  const body = graph({
    nodes: [
      node('Identity', [`go${depth}`], [`on${depth}`]),
      ...(depth > 1 ? [loop(depth - 1, own, inner)] : []),
      node('Concat', [depth > 1 ? inner : own, 'one'], [`w${depth}`], { axis: 0 }),
    ],
    inputs: [value(`k${depth}`, 'i64', []), value(`go${depth}`, 'bool', []), io(own, [null])],
    outputs: [value(`on${depth}`, 'bool', []), io(`w${depth}`, [null])],
  });
  return node('Loop', ['trips', '', from], [to], { body });
}

const looped = (count: number, depth: number, trips: number): Uint8Array =>
  model({
    nodes: [
      ...range(count, (i) => loop(depth, 'x', `m${i}`)),
      node(
        'Sum',
        range(count, (i) => `m${i}`),
        ['y'],
      ),
    ],
    initializers: [tensor('trips', 'i64', [], [trips]), tensor('one', 'f32', [1], [1])],
    inputs: [io('x', ['n'])],
    outputs: [io('y', [null])],
  });

/** Two branches each, one inside the other, sharing what is inside by a function. */
function branches(depth: number): Uint8Array {
  const functions = range(depth, (i) => {
    const call = (to: string): Written<'node'> =>
      i === 0 ? node('Relu', ['x'], [to]) : node(`F${i - 1}`, ['x', 'c'], [to], {}, { domain: 'my' });
    return functionOf({
      name: `F${i}`,
      domain: 'my',
      inputs: ['x', 'c'],
      outputs: ['y'],
      opset: { '': 17, my: 1 },
      nodes: [
        node('If', ['c'], ['y'], {
          then_branch: graph({ nodes: [call('a')], outputs: [io('a', [null])] }),
          else_branch: graph({ nodes: [call('b')], outputs: [io('b', [null])] }),
        }),
      ],
    });
  });
  return model({
    opset: { '': 17, my: 1 },
    functions,
    nodes: [node(`F${depth - 1}`, ['x', 'c'], ['y'], {}, { domain: 'my' })],
    inputs: [io('x', ['n']), value('c', 'bool', [])],
    outputs: [io('y', [null])],
  });
}

/** Contents of `length` open sizes, through `steps` operations. */
function contents(length: number, steps: number, op: string): Uint8Array {
  return model({
    nodes: [
      node('Shape', ['x'], ['s']),
      node('Expand', ['s', 'length'], ['t0']),
      node('Range', ['zero', 'limit', 'unit'], ['r']),
      node('Add', ['t0', 'r'], ['u0']),
      ...range(steps, (i) => node(op, [`u${i}`, i === 0 ? 'r' : `u${i - 1}`], [`u${i + 1}`])),
      node('Expand', ['x', `u${steps}`], ['y']),
    ],
    initializers: [
      tensor('length', 'i64', [1], [length]),
      tensor('zero', 'i64', [], [0]),
      tensor('limit', 'i64', [], [length]),
      tensor('unit', 'i64', [], [1]),
    ],
    inputs: [io('x', ['n'])],
    outputs: [io('y', [null])],
  });
}

/** Files whose layers, text, attributes or contents ask for much. */
export const layerBombs: Readonly<Record<string, () => Uint8Array>> = {
  functions: () => calls(14, 12),
  functions_binary: () => calls(120, 2),
  functions_near_cut: () => calls(6, 9),
  functions_long_names: () => calls(10, 8, (i) => `${long(4000, 'f')}${i}`),
  functions_long_inner: () => calls(5, 8, undefined, relus(20, long(5000, 'r'))),
  functions_wide_leaf: () =>
    calls(5, 10, undefined, [
      node('Split', ['x'], ['y', ...range(200, (i) => `${long(200)}${i}`)], { axis: 0, num_outputs: 201 }),
    ]),
  functions_unequal: () => unequalCalls(22),
  functions_deep: () => calls(127, 1),
  if_nest: () => branches(60),
  loops_in_loops: () => looped(1, 4, 9),
  loops_deep: () => looped(1, 8, 3),
  loops_many: () => looped(150, 1, 600),
  chain_long: () => one(['n', 4], relus(100_000)),
  chain_numbers: () => one([2, 4], relus(100_000)),
  chain_text: () => one([2], relus(2000, long(1000))),
  unknown_ops: () =>
    one(
      [2],
      chain(30_000, (from, to, i) => node(`Op${i}`, [from], [to], {}, { domain: 'nobody' })),
    ),
  split: () =>
    model({
      nodes: [
        node(
          'Split',
          ['x'],
          range(100_000, (i) => `s${i}`),
          { axis: 0, num_outputs: 100_000 },
        ),
        node(
          'Concat',
          range(100_000, (i) => `s${i}`),
          ['y'],
          { axis: 0 },
        ),
      ],
      opset: 18,
      inputs: [io('x', ['n'])],
      outputs: [io('y', [null])],
    }),
  fan_in: () =>
    model({
      nodes: [
        ...range(300, (i) =>
          node(
            'Sum',
            range(1000, (j) => `i${j}`),
            [`s${i}`],
          ),
        ),
        node(
          'Sum',
          range(300, (i) => `s${i}`),
          ['y'],
        ),
      ],
      inputs: range(1000, (i) => io(`i${i}`, ['n'])),
      outputs: [io('y', [null])],
    }),
  inputs: () =>
    model({
      nodes: [node('Relu', ['i0'], ['y'])],
      inputs: range(100_000, (i) => io(`i${i}`, [`n${i}`, 3])),
      outputs: [io('y', [null])],
    }),
  outputs: () =>
    model({
      nodes: range(30_000, (i) => node('Relu', ['x'], [`y${i}`])),
      inputs: [io('x', ['n'])],
      outputs: range(30_000, (i) => io(`y${i}`, ['m'])),
    }),
  value_info: () =>
    model({
      nodes: relus(10_000),
      inputs: [io('x', ['n'])],
      outputs: [io('y', [null])],
      valueInfo: range(10_000, (i) => io(`t${i}`, [`v${i} + floor(w${i}/3)`, 2])),
    }),
  // Attributes and contents.
  attributes: () => one([2], [node('Relu', ['x'], ['y'], Object.fromEntries(range(50_000, (i) => [`a${i}`, i])))]),
  attribute_list: () => one([2], [node('Relu', ['x'], ['y'], { list: intsAttr(range(1_000_000, (i) => i)) })]),
  attribute_lists: () =>
    one(
      [2],
      chain(200, (from, to, i) => node('Relu', [from], [to], { list: range(5000, (j) => i + j) })),
    ),
  strings: () => one([2], [node('Relu', ['x'], ['y'], { text: long(3_000_000) }, { name: long(3_000_000) })]),
  einsum: () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    return model({
      nodes: [
        node(
          'Einsum',
          range(26, (i) => `i${i}`),
          ['y'],
          {
            equation: `${range(26, (i) => letters.slice(i * 2, i * 2 + 2) + letters.charAt((i * 2 + 3) % 52)).join(',')}->a`,
          },
        ),
      ],
      inputs: range(26, (i) => io(`i${i}`, [`n${i}`, `m${i}`, `m${(i + 1) % 26}`])),
      outputs: [io('y', [null])],
    });
  },
  einsum_many: () =>
    model({
      nodes: [
        node(
          'Einsum',
          range(1000, (i) => `i${i % 10}`),
          ['y'],
          { equation: `${range(1000, () => 'ab').join(',')}->a` },
        ),
      ],
      inputs: range(10, (i) => io(`i${i}`, ['n', 'm'])),
      outputs: [io('y', [null])],
    }),
  contents_add: () => contents(4096, 60, 'Add'),
  contents_mul: () => contents(4096, 60, 'Mul'),
  contents_max: () => contents(1024, 40, 'Max'),
  contents_div: () => contents(4096, 40, 'Div'),
  contents_numbers: () =>
    model({
      nodes: [
        node('Range', ['zero', 'limit', 'unit'], ['u0']),
        ...range(3000, (i) => node('Mul', [`u${i}`, 'unit'], [`u${i + 1}`])),
        node('Expand', ['x', 'u3000'], ['y']),
      ],
      initializers: [
        tensor('zero', 'i64', [], [0]),
        tensor('limit', 'i64', [], [4096]),
        tensor('unit', 'i64', [], [1]),
      ],
      inputs: [io('x', [1])],
      outputs: [io('y', [null])],
    }),
  expand: () =>
    model({
      nodes: [
        node('Expand', ['x', 'shape'], ['t1']),
        ...range(300, (i) => node('Expand', [`t${i + 1}`, 'shape'], [`t${i + 2}`])),
        node('Relu', ['t301'], ['y']),
      ],
      initializers: [
        tensor(
          'shape',
          'i64',
          [4096],
          range(4096, () => 1n),
        ),
      ],
      inputs: [io('x', ['n'])],
      outputs: [io('y', [null])],
    }),
  sequence_map: () =>
    model({
      nodes: [
        node(
          'SequenceConstruct',
          range(1000, (i) => `i${i}`),
          ['s'],
        ),
        node('SequenceMap', ['s'], ['m'], {
          body: graph({
            nodes: range(200, (i) => node('Relu', [i === 0 ? 'e' : `r${i}`], [i === 199 ? 'r' : `r${i + 1}`])),
            inputs: [io('e', [null])],
            outputs: [io('r', [null])],
          }),
        }),
        node('ConcatFromSequence', ['m'], ['y'], { axis: 0 }),
      ],
      inputs: range(1000, (i) => io(`i${i}`, [`n${i}`])),
      outputs: [io('y', [null])],
    }),
  types: () => {
    let type = tensorType('f32', ['n']);
    for (let i = 0; i < 60; i++) type = i % 2 === 0 ? sequenceType(type) : optionalType(type);
    return model({
      nodes: chain(3000, (from, to) => node('Identity', [from], [to])),
      inputs: [value('x', type)],
      outputs: [value('y', type)],
    });
  },
  scan: () =>
    model({
      nodes: [
        node('Scan', ['x'], ['y'], {
          num_scan_inputs: 1,
          body: graph({
            nodes: range(500, (i) => node('Relu', [i === 0 ? 'e' : `r${i}`], [i === 499 ? 'r' : `r${i + 1}`])),
            inputs: [io('e', ['k'])],
            outputs: [io('r', ['k'])],
          }),
        }),
      ],
      inputs: [io('x', [4096, 'k'])],
      outputs: [io('y', [null, null])],
    }),
};

/** A function whose buffers are of as many open sizes, none known to be above another. */
export function wideFunction(sizes: number): Uint8Array {
  const names = range(sizes, (i) => `i${i}`);
  return model({
    opset: { '': 17, my: 1 },
    functions: [
      functionOf({
        name: 'Wide',
        domain: 'my',
        inputs: names,
        outputs: ['y'],
        nodes: [
          ...range(sizes, (i) => node('Concat', [`i${i}`, `i${(i * 7) % sizes}`], [`a${i}`], { axis: 0 })),
          ...range(sizes, (i) => node('Relu', [`a${i}`], [`b${i}`])),
          ...range(sizes, (i) => node('ReduceMax', [`b${i}`], [`c${i}`], { keepdims: 0 })),
          node(
            'Sum',
            range(sizes, (i) => `c${i}`),
            ['y'],
          ),
        ],
      }),
    ],
    nodes: [node('Wide', names, ['y'], {}, { domain: 'my' })],
    inputs: range(sizes, (i) => io(`i${i}`, [`s${i}`])),
    outputs: [io('y', [])],
  });
}
