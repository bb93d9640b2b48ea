import {
  floatAttr,
  functionOf,
  graph,
  intsAttr,
  model,
  node,
  refAttr,
  tensor,
  value,
  type Written,
  type WrittenAttr,
} from './onnx-writer.ts';
import type { Random } from './mutate.ts';
import { countModel } from '#count/count.ts';
import { constantOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { memorySource } from './truth.ts';

/** A float value of the graph under way. */
interface Made {
  readonly name: string;
  /** As the generator believes; a wrong belief makes a model that both may refuse. */
  readonly shape: readonly number[];
}

interface Draft {
  readonly random: Random;
  readonly opset: number;
  readonly nodes: Written<'node'>[];
  readonly initializers: Written<'tensor'>[];
  readonly functions: Written<'function'>[];
  readonly values: Made[];
  /** Initializers that are listed as inputs too. */
  readonly inputs: Written<'value'>[];
  count: number;
}

const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const below = (random: Random, n: number): number => Math.floor(random() * n);
const sizes = [0, 1, 1, 2, 2, 3, 4, 5, 8];
const size = (random: Random): number => pick(random, sizes);
const elements = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);
/** An axis that mostly fits. */
const axisOf = (random: Random, rank: number): number => below(random, 2 * rank + 1) - rank;

function fresh(draft: Draft): string {
  return `v${draft.count++}`;
}

/** An initializer of whole numbers, so that sums are exact. */
function weight(draft: Draft, shape: readonly number[]): string {
  const name = fresh(draft);
  const data = Array.from({ length: elements(shape) }, (_, i) => (i % 5) - 2);
  draft.initializers.push(tensor(name, 'f32', shape, data));
  if (draft.random() < 0.05) draft.inputs.push(value(name, 'f32', shape));
  return name;
}

function ints(draft: Draft, list: readonly number[], scalar = false): string {
  const name = fresh(draft);
  const data = tensor(draft.random() < 0.5 ? name : '', 'i64', scalar ? [] : [list.length], list, {
    as: pick(draft.random, ['raw', 'typed', 'unpacked'] as const),
  });
  if (draft.random() < 0.5) draft.nodes.push(node('Constant', [], [name], { value: data }));
  else {
    draft.initializers.push(tensor(name, 'i64', scalar ? [] : [list.length], list));
    if (draft.random() < 0.05) draft.inputs.push(value(name, 'i64', scalar ? [] : [list.length]));
  }
  return name;
}

function put(
  draft: Draft,
  op: string,
  inputs: readonly string[],
  shape: readonly number[],
  attrs: Readonly<Record<string, WrittenAttr>> = {},
  domain?: string,
): void {
  const name = fresh(draft);
  draft.nodes.push(node(op, inputs, [name], attrs, domain === undefined ? {} : { domain }));
  draft.values.push({ name, shape });
}

/** A node on a value; `x` is a float one. */
type Maker = (draft: Draft, x: Made) => void;

/** Lists as attributes up to one opset and as inputs from it on. */
function withAxes(
  draft: Draft,
  since: number,
  op: string,
  x: Made,
  axes: readonly number[],
  shape: readonly number[],
  attrs: Record<string, WrittenAttr> = {},
): void {
  if (draft.opset >= since) put(draft, op, [x.name, ints(draft, axes)], shape, attrs);
  else put(draft, op, [x.name], shape, { ...attrs, axes: intsAttr(axes) });
}

const conv: Maker = (draft, x) => {
  const { random } = draft;
  const channels = x.shape[1] ?? 1;
  const group = pick(random, [1, 1, 1, 2, channels]);
  const spatial = Math.max(x.shape.length - 2, 1);
  const each = (from: readonly number[]): number[] => Array.from({ length: spatial }, () => pick(random, from));
  const kernel = each([1, 2, 3]);
  const w = weight(draft, [
    pick(random, [1, 2, 4]) * Math.max(group, 1),
    Math.floor(channels / Math.max(group, 1)),
    ...kernel,
  ]);
  const attrs: Record<string, WrittenAttr> = {};
  if (random() < 0.5) attrs['strides'] = intsAttr(each([1, 1, 2, 3]));
  if (random() < 0.3) attrs['dilations'] = intsAttr(each([1, 2]));
  if (random() < 0.3) attrs['pads'] = intsAttr([...each([0, 1, 2]), ...each([0, 1, 2])]);
  else if (random() < 0.3) attrs['auto_pad'] = pick(random, ['SAME_UPPER', 'SAME_LOWER', 'VALID', 'NOTSET']);
  if (group !== 1) attrs['group'] = group;
  if (random() < 0.3) attrs['kernel_shape'] = intsAttr(kernel);
  put(draft, random() < 0.8 ? 'Conv' : 'ConvTranspose', [x.name, w], x.shape, attrs);
};

const pool: Maker = (draft, x) => {
  const { random } = draft;
  const spatial = Math.max(x.shape.length - 2, 1);
  const each = (from: readonly number[]): number[] => Array.from({ length: spatial }, () => pick(random, from));
  const attrs: Record<string, WrittenAttr> = { kernel_shape: intsAttr(each([1, 2, 3])) };
  if (random() < 0.5) attrs['strides'] = intsAttr(each([1, 2, 3]));
  if (random() < 0.3) attrs['pads'] = intsAttr([...each([0, 1]), ...each([0, 1])]);
  else if (random() < 0.2) attrs['auto_pad'] = pick(random, ['SAME_UPPER', 'SAME_LOWER', 'VALID']);
  if (random() < 0.4) attrs['ceil_mode'] = 1;
  put(draft, pick(random, ['MaxPool', 'AveragePool']), [x.name], x.shape, attrs);
};

const body = (draft: Draft, x: Made, name: string): Written<'graph'> =>
  graph({
    nodes: [node(pick(draft.random, ['Neg', 'Relu', 'Identity', 'Abs']), [x.name], [name])],
    outputs: [value(name, null)],
  });

const branch: Maker = (draft, x) => {
  const condition = fresh(draft);
  draft.initializers.push(tensor(condition, 'bool', [], [below(draft.random, 2)]));
  const branches = {
    then_branch: body(draft, x, fresh(draft)),
    else_branch: body(draft, pick(draft.random, draft.values), fresh(draft)),
  };
  put(draft, 'If', [condition], x.shape, branches);
};

const loop: Maker = (draft, x) => {
  const { random } = draft;
  const [carried, next, flag, kept] = [fresh(draft), fresh(draft), fresh(draft), fresh(draft)];
  const inner = graph({
    nodes: [
      random() < 0.5
        ? node('Add', [carried, x.name], [next])
        : node('Concat', [carried, x.name], [next], { axis: axisOf(random, x.shape.length) }),
      node('Identity', [flag], [kept]),
    ],
    inputs: [value(fresh(draft), 'i64', []), value(flag, 'bool', []), value(carried, 'f32', null)],
    outputs: [value(kept, 'bool', []), value(next, 'f32', null)],
  });
  put(draft, 'Loop', [ints(draft, [below(random, 5) - 1], true), '', x.name], x.shape, { body: inner });
};

/** A call of a function: at times under the name of an operator, of an opset of its own, with attributes that refer. */
const call: Maker = (draft, x) => {
  const { random } = draft;
  const [name, domain] = pick(random, [
    ['F', 'my'],
    ['F', 'my'],
    ['Softmax', 'my'],
    ['Gelu', 'com.microsoft'],
    ['FusedMatMul', 'com.microsoft'],
    ['Relu', ''],
  ] as const);
  const overload = draft.functions.length === 0 ? '' : `o${draft.functions.length}`;
  const axis = axisOf(random, x.shape.length);
  const inner = pick(random, [
    [node('Neg', ['p'], ['q'])],
    [node('Concat', ['p', 'p'], ['q'], { axis: refAttr('axis', 2) })],
    [node('Flatten', ['p'], ['r'], { axis: refAttr('axis', 2) }), node('Relu', ['r'], ['q'])],
    [node('Shape', ['p'], ['s']), node('Reshape', ['p', 's'], ['q'])],
  ]);
  draft.functions.push(
    functionOf({
      name,
      domain,
      overload,
      inputs: random() < 0.2 ? ['p', 'unused'] : ['p'],
      outputs: ['q'],
      nodes: inner,
      opset: { '': pick(random, [draft.opset, draft.opset, draft.opset, 11, 21]) },
      ...(random() < 0.5 ? { attributes: ['axis'] } : { defaults: { axis } }),
    }),
  );
  const out = fresh(draft);
  const attrs = random() < 0.6 ? { axis: axisOf(random, x.shape.length) } : {};
  const inputs = name === 'FusedMatMul' ? [x.name, x.name] : [x.name];
  draft.nodes.push(node(name, inputs, [out], name === 'F' || domain === 'my' ? attrs : {}, { domain, overload }));
  draft.values.push({ name: out, shape: x.shape });
};

const makers: readonly Maker[] = [
  (draft, x) => put(draft, pick(draft.random, ['Relu', 'Neg', 'Sigmoid', 'Identity', 'Abs']), [x.name], x.shape),
  (draft, x) =>
    put(
      draft,
      pick(draft.random, ['Add', 'Mul', 'Sub', 'Max']),
      [x.name, pick(draft.random, draft.values).name],
      x.shape,
    ),
  (draft, x) =>
    put(
      draft,
      'MatMul',
      [x.name, weight(draft, [x.shape.at(-1) ?? 1, size(draft.random)])],
      [...x.shape.slice(0, -1), 1],
    ),
  (draft, x) => {
    const flip = below(draft.random, 2);
    const [k, n] = [x.shape.at(-1) ?? 1, size(draft.random)];
    put(draft, 'Gemm', [x.name, weight(draft, flip === 1 ? [n, k] : [k, n])], [x.shape[0] ?? 1, n], {
      transB: flip,
      alpha: floatAttr(1),
    });
  },
  conv,
  conv,
  pool,
  (draft, x) =>
    put(draft, pick(draft.random, ['GlobalAveragePool', 'GlobalMaxPool']), [x.name], [...x.shape.slice(0, 2), 1, 1]),
  (draft, x) => put(draft, 'Softmax', [x.name], x.shape, { axis: axisOf(draft.random, x.shape.length) }),
  (draft, x) => {
    const perm = x.shape.map((_, i) => i).toSorted(() => draft.random() - 0.5);
    put(
      draft,
      'Transpose',
      [x.name],
      perm.map((i) => x.shape[i] as number),
      draft.random() < 0.9 ? { perm: intsAttr(perm) } : {},
    );
  },
  (draft, x) => {
    const { random } = draft;
    const all = elements(x.shape);
    const target = pick(random, [[-1], [all], [1, -1], [0, -1], [-1, 0], [2, -1], [0, 0, -1], [...x.shape, 1], [0, 4]]);
    put(
      draft,
      'Reshape',
      [x.name, ints(draft, target)],
      [all],
      draft.opset >= 14 && random() < 0.2 ? { allowzero: 1 } : {},
    );
  },
  (draft, x) => put(draft, 'Flatten', [x.name], [1, elements(x.shape)], { axis: axisOf(draft.random, x.shape.length) }),
  (draft, x) =>
    withAxes(
      draft,
      13,
      pick(draft.random, ['Unsqueeze', 'Squeeze']),
      x,
      [axisOf(draft.random, x.shape.length)],
      [1, ...x.shape],
    ),
  (draft, x) =>
    put(draft, 'Concat', [x.name, x.name, x.name].slice(below(draft.random, 3)), x.shape, {
      axis: axisOf(draft.random, x.shape.length),
    }),
  (draft, x) =>
    withAxes(draft, 13, 'ReduceSum', x, [axisOf(draft.random, x.shape.length)], x.shape, {
      keepdims: below(draft.random, 2),
    }),
  (draft, x) =>
    withAxes(
      draft,
      18,
      pick(draft.random, ['ReduceMax', 'ReduceMean']),
      x,
      [axisOf(draft.random, x.shape.length), axisOf(draft.random, x.shape.length)],
      x.shape,
      { keepdims: 0 },
    ),
  (draft, x) =>
    put(
      draft,
      'Gather',
      [x.name, ints(draft, [0, -1, 0].slice(below(draft.random, 3)), draft.random() < 0.2)],
      x.shape,
      { axis: axisOf(draft.random, x.shape.length) },
    ),
  (draft, x) => {
    const { random } = draft;
    const list = (): string => ints(draft, [below(random, 9) - 4]);
    put(
      draft,
      'Slice',
      [
        x.name,
        list(),
        list(),
        ints(draft, [axisOf(random, x.shape.length)]),
        ints(draft, [pick(random, [1, 1, 2, -1, -2])]),
      ],
      x.shape,
    );
  },
  (draft, x) =>
    put(
      draft,
      'Expand',
      [
        x.name,
        ints(
          draft,
          x.shape.map((n) => pick(draft.random, [n, 1, 2])),
        ),
      ],
      x.shape,
    ),
  (draft, x) =>
    put(
      draft,
      'Tile',
      [
        x.name,
        ints(
          draft,
          x.shape.map(() => pick(draft.random, [1, 1, 2, 0])),
        ),
      ],
      x.shape,
    ),
  (draft, x) =>
    put(
      draft,
      'Pad',
      [
        x.name,
        ints(
          draft,
          [...x.shape, ...x.shape].map(() => pick(draft.random, [0, 0, 1, 2, -1])),
        ),
      ],
      x.shape,
      { mode: pick(draft.random, ['constant', 'edge', 'reflect']) },
    ),
  (draft, x) => {
    const shape = fresh(draft);
    draft.nodes.push(
      node(
        'Shape',
        [x.name],
        [shape],
        draft.opset >= 15 && draft.random() < 0.5
          ? { start: below(draft.random, 5) - 2, end: below(draft.random, 5) - 2 }
          : {},
      ),
    );
    put(draft, 'ConstantOfShape', [shape], x.shape);
  },
  (draft, x) => {
    const [a, b] = [fresh(draft), fresh(draft)];
    draft.nodes.push(
      node('Split', [x.name], [a, b], {
        axis: axisOf(draft.random, x.shape.length),
        ...(draft.opset >= 18 ? { num_outputs: 2 } : {}),
      }),
    );
    draft.values.push({ name: a, shape: x.shape }, { name: b, shape: x.shape });
  },
  (draft, x) => {
    const [values, places] = [fresh(draft), fresh(draft)];
    draft.nodes.push(
      node('TopK', [x.name, ints(draft, [below(draft.random, 4)])], [values, places], {
        axis: axisOf(draft.random, x.shape.length),
      }),
    );
    draft.values.push({ name: values, shape: x.shape });
  },
  (draft, x) => {
    const scales = fresh(draft);
    draft.initializers.push(
      tensor(
        scales,
        'f32',
        [x.shape.length],
        x.shape.map(() => pick(draft.random, [1, 1, 2, 0.5, 1.5, 0.7])),
      ),
    );
    put(draft, 'Resize', [x.name, '', scales], x.shape, { mode: pick(draft.random, ['nearest', 'linear']) });
  },
  (draft, x) => put(draft, pick(draft.random, ['DepthToSpace', 'SpaceToDepth']), [x.name], x.shape, { blocksize: 2 }),
  branch,
  loop,
  call,
  call,
];

/**
 * A small model of one to eight operators with attributes that mostly fit: what a differential fuzzer feeds to a runtime. The same
 * seed makes the same model.
 */
export function randomModel(random: Random): Uint8Array {
  const rank = pick(random, [0, 1, 2, 2, 3, 4, 4, 4]);
  const shape = Array.from({ length: rank }, () => size(random));
  const opset = pick(random, [11, 13, 14, 17, 17, 18, 21]);
  const draft: Draft = {
    random,
    opset,
    nodes: [],
    initializers: [],
    functions: [],
    values: [{ name: 'x', shape }],
    inputs: [],
    count: 0,
  };
  for (let left = 1 + below(random, 8); left > 0; left--) grow(draft, shape);
  const outputs = new Set([draft.values.at(-1), draft.values.at(-2), pick(random, draft.values)]);
  return written(draft, pick(random, [3, 7, 8, 10]), shape, random() < 0.1 ? 'ai.onnx' : '', [...outputs]);
}

/** Adds an operator; one that doesn't fit is mostly taken back. */
function grow(draft: Draft, shape: readonly number[]): void {
  const { random, nodes, initializers, functions, values, inputs } = draft;
  const lists: readonly unknown[][] = [nodes, initializers, functions, values, inputs];
  const before = lists.map((list) => list.length);
  pick(random, makers)(draft, pick(random, random() < 0.7 ? values.slice(-2) : values));
  const keepsMisfit = random() < 0.05;
  const made = shapesOf(written(draft, 8, shape, '', values));
  if (made === null && keepsMisfit) return;
  if (made === null) lists.forEach((list, i) => void list.splice(before[i] as number));
  values.forEach(({ name, shape: believed }, i) => void (values[i] = { name, shape: made?.get(name) ?? believed }));
}

/** Sizes of the outputs, those that aren't known left out; null where the model contradicts itself. */
function shapesOf(bytes: Uint8Array): ReadonlyMap<string, readonly number[]> | null {
  try {
    const { outputs } = countModel(readModelSync(memorySource(bytes, 'random.onnx'), 'random.onnx'));
    return new Map(
      outputs.flatMap(({ name, value: got }) => {
        const known = got?.kind === 'tensor' ? got.shape?.map(constantOf) : undefined;
        return known?.every((one) => one !== undefined) === true ? [[name, known.map(Number)] as const] : [];
      }),
    );
  } catch (thrown) {
    if (thrown instanceof Fault) return null;
    throw thrown;
  }
}

function written(
  draft: Draft,
  ir: number,
  shape: readonly number[],
  domain: string,
  outputs: readonly (Made | undefined)[],
): Uint8Array {
  return model({
    ir,
    opset: { [domain]: draft.opset, my: 1, 'com.microsoft': 1 },
    nodes: draft.nodes,
    initializers: draft.initializers,
    inputs: [value('x', 'f32', shape), ...draft.inputs],
    outputs: outputs.flatMap((made) => (made === undefined ? [] : [value(made.name, null)])),
    functions: draft.functions,
  });
}
