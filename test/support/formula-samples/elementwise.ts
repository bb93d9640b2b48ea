import type { Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { bit, given, ms, optional, product } from './sample.ts';

const unary: Sample = {
  ops: [
    'Abs',
    'Acos',
    'Acosh',
    'Affine',
    'Asin',
    'Asinh',
    'Atan',
    'Atanh',
    'Ceil',
    'Celu',
    'Clip',
    'Cos',
    'Cosh',
    'CumProd',
    'CumSum',
    'Elu',
    'Erf',
    'Exp',
    'Floor',
    'HardSigmoid',
    'HardSwish',
    'Hardmax',
    'ImageScaler',
    'LeakyRelu',
    'Log',
    'LogSoftmax',
    'Mish',
    'Neg',
    'ParametricSoftplus',
    'Reciprocal',
    'Relu',
    'Round',
    'Scale',
    'ScaledTanh',
    'Selu',
    'Shrink',
    'Sigmoid',
    'Sign',
    'Sin',
    'Sinh',
    'Softmax',
    'Softplus',
    'Softsign',
    'Sqrt',
    'Tan',
    'Tanh',
    'ThresholdedRelu',
    ...ms('Gelu', 'QuickGelu', 'ScaledSiLU'),
  ],
  draw: (draw, op) => {
    const shape = draw.sizes(draw.size(3) + 1);
    const axis = op.startsWith('Cum') ? [holding('i64', 0)] : [];
    return { inputs: [f32(...shape), ...axis], letters: { N: product(shape) } };
  },
};

/** Two operands that broadcast: an axis of the second may be 1, or the first axis missing. */
const binary: Sample = {
  ops: ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Mod'],
  draw: (draw, _, since) => {
    const shape = draw.sizes(3);
    const narrow = shape.map((size) => (draw.flag() ? size : 1));
    const [a, b] = draw.flag() && since >= 7 ? [narrow.slice(1), shape] : [shape, since >= 7 ? narrow : shape];
    return { inputs: [f32(...a), f32(...b)], letters: { N: product(shape) } };
  },
};

const variadic: Sample = {
  ops: ['Max', 'Min', 'Sum', 'Mean'],
  draw: (draw) => {
    const [shape, n] = [draw.sizes(2), draw.size(4)];
    return { inputs: Array.from({ length: n }, () => f32(...shape)), letters: { N: product(shape), n } };
  },
};

const prelu: Sample = {
  ops: ['PRelu'],
  draw: (draw) => {
    const shape = draw.sizes(3);
    return { inputs: [f32(...shape), f32(shape[1] ?? 1, 1)], letters: { N: product(shape) } };
  },
};

const gelu: Sample = {
  ops: ['Gelu'],
  draw: (draw) => {
    const [shape, tanh] = [draw.sizes(3), draw.flag()];
    return {
      inputs: [f32(...shape)],
      attrs: { approximate: tanh ? 'tanh' : 'none' },
      letters: { N: product(shape), tanh: bit(tanh) },
    };
  },
};

const swish: Sample = {
  ops: ['Swish', 'SwiGLU'],
  draw: (draw, op) => {
    const [shape, scaled] = [draw.sizes(3), draw.flag()];
    const inputs = op === 'SwiGLU' ? [f32(...shape), f32(...shape)] : [f32(...shape)];
    return {
      inputs,
      attrs: given({ alpha: scaled ? { float: 1.5 } : undefined }),
      letters: { N: product(shape), 'alpha ≠ 1': bit(scaled) },
    };
  },
};

const gatedLinear: Sample = {
  ops: ms('SwiGLU'),
  draw: (draw) => {
    const [rows, width, halves, scaled, beta, limit] = [
      draw.size(),
      draw.size(),
      draw.flag(),
      draw.flag(),
      draw.flag(),
      draw.flag(),
    ];
    const attrs = given({
      activation_alpha: scaled ? { float: 1.7 } : undefined,
      activation_beta: beta ? { float: 1 } : undefined,
      limit: limit ? { float: 7 } : undefined,
    });
    const inputs = halves ? [f32(rows, 2 * width)] : [f32(rows, width), f32(rows, width)];
    return {
      inputs,
      attrs,
      letters: { N: rows * width, 'alpha ≠ 1': bit(scaled), beta: bit(beta), limit: bit(limit) },
    };
  },
};

const biased: Sample = {
  ops: ms('BiasAdd', 'BiasGelu', 'BiasSoftmax', 'FastGelu', 'GatedAdd'),
  draw: (draw, op) => {
    const [rows, width, bias] = [draw.size(), draw.size(), draw.flag()];
    const x = f32(rows, width);
    const third = op.endsWith('Add') ? [x] : [];
    const isBiased = op.endsWith('FastGelu') ? bias : true;
    return { inputs: [x, optional(isBiased, f32(width)), ...third], letters: { N: rows * width, bias: bit(isBiased) } };
  },
};

const splitGelu: Sample = {
  ops: ms('BiasSplitGelu'),
  draw: (draw) => {
    const [rows, width] = [draw.size(), draw.size()];
    return { inputs: [f32(1, rows, 2 * width), f32(2 * width)], letters: { N: rows * width, N_in: 2 * rows * width } };
  },
};

const complex: Sample = {
  ops: ms('ComplexMul', 'ComplexMulConj'),
  draw: (draw) => {
    const shape = [...draw.sizes(2), 2];
    return { inputs: [f32(...shape), f32(...shape)], letters: { N: product(shape) } };
  },
};

const dropout: Sample = {
  ops: ['Dropout', ...ms('BitmaskDropout')],
  draw: (draw, op, since) => {
    const [shape, flag] = [draw.sizes(3), draw.flag()];
    const byInput = op !== 'Dropout' || since >= 12;
    const training = byInput ? flag : since < 7 && flag;
    const attrs = since < 7 && !byInput ? { is_test: training ? 0 : 1 } : {};
    const inputs = byInput ? [f32(...shape), holding('f32', 0.5), holding('bool', training ? 1 : 0)] : [f32(...shape)];
    return { inputs, attrs, letters: { N: product(shape), training: bit(training) } };
  },
};

const biasDropout: Sample = {
  ops: ms('BiasDropout', 'BitmaskBiasDropout'),
  draw: (draw) => {
    const [shape, residual, training] = [draw.sizes(2), draw.flag(), draw.flag()];
    const inputs = [
      f32(...shape),
      f32(shape[1] ?? 1),
      optional(residual, f32(...shape)),
      holding('f32', 0.5),
      holding('bool', training ? 1 : 0),
    ];
    return { inputs, letters: { N: product(shape), residual: bit(residual), training: bit(training) } };
  },
};

const reductions: Sample = {
  ops: ['L1', 'L2', 'LogSum', 'LogSumExp', 'Max', 'Mean', 'Min', 'Prod', 'Sum', 'SumSquare'].map(
    (name) => `Reduce${name}`,
  ),
  draw: (draw, op, since) => {
    const [shape, axis, keep] = [draw.sizes(3), draw.pick([0, 1, 2]), draw.pick([0, 1])];
    const byInput = since >= (op === 'ReduceSum' ? 13 : 18);
    const kept = product(shape.filter((_, i) => i !== axis));
    return {
      inputs: byInput ? [f32(...shape), holding('i64', [axis])] : [f32(...shape)],
      attrs: { keepdims: keep, ...(byInput ? {} : { axes: [axis] }) },
      letters: { N: kept, N_in: product(shape) },
    };
  },
};

const arg: Sample = {
  ops: ['ArgMax', 'ArgMin'],
  draw: (draw) => {
    const shape = draw.sizes(3);
    return { inputs: [f32(...shape)], attrs: { axis: draw.pick([0, 1, 2]) }, letters: { N_in: product(shape) } };
  },
};

const integerSum: Sample = {
  ops: ms('ReduceSumInteger'),
  draw: (draw) => {
    const shape = draw.sizes(3);
    return { inputs: [of('i8', ...shape)], attrs: { axes: [1] }, letters: { N_in: product(shape) } };
  },
};

const scatter: Sample = {
  ops: ['ScatterElements', 'ScatterND'],
  draw: (draw, op, since) => {
    const [[rows = 1, width = 1, count = 1], kind] = [draw.sizes(3), draw.pick(['none', 'add', 'mul'])];
    const reduces = since >= 16 && kind !== 'none';
    const indices = op === 'ScatterND' ? of('i64', count, 1) : of('i64', count, width);
    return {
      inputs: [f32(rows + count, width), indices, f32(count, width)],
      attrs: reduces ? { reduction: kind } : {},
      letters: { N_updates: count * width, reduction: bit(reduces) },
    };
  },
};

/** Element-wise operators, reductions and what goes with them. */
export const elementwiseSamples: readonly Sample[] = [
  unary,
  binary,
  variadic,
  prelu,
  gelu,
  swish,
  gatedLinear,
  biased,
  splitGelu,
  complex,
  dropout,
  biasDropout,
  reductions,
  arg,
  integerSum,
  scatter,
];
