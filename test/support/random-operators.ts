import { pick } from './mutate.ts';
import {
  floatAttr,
  functionOf,
  graph,
  intsAttr,
  node,
  refAttr,
  tensor,
  value,
  type Written,
  type WrittenAttr,
} from './onnx-writer.ts';
import {
  axisOf,
  below,
  elements,
  fresh,
  ints,
  put,
  size,
  weight,
  withAxes,
  type Draft,
  type Made,
  type Maker,
} from './random-draft.ts';

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
  else if (random() < 0.35) attrs['auto_pad'] = pick(random, ['SAME_UPPER', 'SAME_LOWER', 'VALID', 'NOTSET']);
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

/** One for each kind of operator, those that runtimes and we may read differently twice. */
export const makers: readonly Maker[] = [
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
