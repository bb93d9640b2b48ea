import type { Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { bit, ms, optional, product } from './sample.ts';

const scale = holding('f32', 0.1);
const zero = holding('u8', 3);

const conversions: Sample = {
  ops: [
    'DequantizeLinear',
    'QuantizeLinear',
    'DynamicQuantizeLinear',
    ...ms('DequantizeLinear', 'QuantizeLinear', 'DequantizeWithOrder', 'QuantizeBFP', 'QuantizeWithOrder'),
  ],
  draw: (draw, op) => {
    const shape = draw.sizes(3);
    const x = /(?:^|::)Dequantize/.test(op) ? of('u8', ...shape) : f32(...shape);
    return {
      inputs: op.startsWith('Dynamic') ? [x] : [x, scale, ...(op.endsWith('Linear') ? [zero] : [])],
      letters: { N: product(shape) },
    };
  },
};

const fromBlocks: Sample = {
  ops: ms('DequantizeBFP'),
  draw: (draw) => {
    const [shape, bytes] = [draw.sizes(2), draw.size(50)];
    return { inputs: [of('u8', bytes), holding('i64', shape), holding('i64', [1, 1])], letters: { N_in: bytes } };
  },
};

const gathered: Sample = {
  ops: ms('GatherBlockQuantized'),
  draw: (draw) => {
    const [rows, width, count] = [draw.size(), 16 * draw.size(3), draw.size()];
    return {
      inputs: [of('u4', rows, width), of('i64', count), f32(rows, width / 16)],
      attrs: { block_size: 16, gather_axis: 0, quantize_axis: 1 },
      letters: { N: count * width },
    };
  },
};

const pairs: Sample = {
  ops: ms('QLinearAdd', 'QLinearMul'),
  draw: (draw) => {
    const shape = draw.sizes(3);
    const narrow = shape.map((size) => (draw.flag() ? size : 1));
    return {
      inputs: [of('u8', ...shape), scale, zero, of('u8', ...narrow), scale, zero, scale, zero],
      letters: { N: product(shape), N_A: product(shape), N_B: product(narrow) },
    };
  },
};

const chosen: Sample = {
  ops: ms('QLinearWhere'),
  draw: (draw) => {
    const shape = draw.sizes(2);
    const narrow = shape.map((size) => (draw.flag() ? size : 1));
    const inputs = [
      of('bool', ...shape),
      of('u8', ...narrow),
      scale,
      zero,
      of('u8', ...shape),
      scale,
      zero,
      scale,
      zero,
    ];
    return { inputs, letters: { N: product(shape), N_X: product(narrow), N_Y: product(shape) } };
  },
};

const single: Sample = {
  ops: ms('QLinearLeakyRelu', 'QLinearSigmoid', 'QLinearSoftmax', 'QOrderedGelu'),
  draw: (draw) => {
    const shape = draw.sizes(3);
    return { inputs: [of('u8', ...shape), scale, zero, scale, zero], letters: { N: product(shape) } };
  },
};

const mean: Sample = {
  ops: ms('QLinearReduceMean'),
  draw: (draw) => {
    const shape = draw.sizes(3);
    const inputs = [of('u8', ...shape), scale, zero, scale, zero];
    return {
      inputs,
      attrs: { axes: [1], keepdims: 0 },
      letters: { N: (shape[0] ?? 1) * (shape[2] ?? 1), N_in: product(shape) },
    };
  },
};

const joined: Sample = {
  ops: ms('QLinearConcat'),
  draw: (draw) => {
    const [[rows = 1, a = 1, b = 1]] = [draw.sizes(3)];
    const inputs = [scale, zero, of('u8', rows, a), scale, zero, of('u8', rows, b), scale, zero];
    return { inputs, attrs: { axis: 1 }, letters: { N: rows * (a + b) } };
  },
};

const integers: Sample = {
  ops: ms('MulInteger'),
  draw: (draw) => {
    const [shape, first, second] = [draw.sizes(2), draw.flag(), draw.flag()];
    const narrow = shape.map((size) => (draw.flag() ? size : 1));
    return {
      inputs: [of('u8', ...shape), optional(first, zero), of('u8', ...narrow), optional(second, zero)],
      letters: {
        N: product(shape),
        N_A: product(shape),
        N_B: product(narrow),
        'zero point of A': bit(first),
        'zero point of B': bit(second),
      },
    };
  },
};

const norm: Sample = {
  ops: ms('QOrderedLayerNormalization'),
  draw: (draw) => {
    const [rows, width, bias] = [draw.size(), draw.size(), draw.flag()];
    const inputs = [of('i8', 1, rows, width), scale, f32(width), optional(bias, f32(width)), scale];
    return { inputs, letters: { N: rows * width, R: rows, bias: bit(bias) } };
  },
};

/** Quantisation and arithmetic on quantised tensors. */
export const quantizedSamples: readonly Sample[] = [
  conversions,
  fromBlocks,
  gathered,
  pairs,
  chosen,
  single,
  mean,
  joined,
  integers,
  norm,
];
