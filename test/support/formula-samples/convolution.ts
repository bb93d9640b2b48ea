import type { Draw, Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { bit, given, ms, nchwc, nhwc, optional, product } from './sample.ts';

/** Activations of fused operators: name, F and T an element. */
export const fusedActivations: readonly (readonly [name: string, f: number, t: number])[] = [
  ['', 0, 0],
  ['Relu', 1, 0],
  ['Sigmoid', 3, 1],
  ['Tanh', 0, 1],
  ['HardSwish', 5, 0],
];

interface Sizes {
  readonly n: number;
  readonly groups: number;
  readonly perGroup: number;
  readonly outPerGroup: number;
  readonly spatial: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: number;
  readonly pad: number;
}

function sizesOf(draw: Draw): Sizes {
  const kernel = draw.sizes(2, 3);
  return {
    n: draw.size(3),
    groups: draw.size(3),
    perGroup: draw.size(4),
    outPerGroup: draw.size(4),
    spatial: kernel.map((k) => k + draw.size(6)),
    kernel,
    stride: draw.size(3),
    pad: draw.size(2) - 1,
  };
}

const slid = ({ spatial, kernel, stride, pad }: Sizes): readonly number[] =>
  spatial.map((size, i) => Math.floor((size + 2 * pad - (kernel[i] ?? 1)) / stride) + 1);

const attrsOf = ({ groups, stride, pad, kernel }: Sizes) => ({
  group: groups,
  strides: [stride, stride],
  pads: [pad, pad, pad, pad],
  kernel_shape: kernel,
});

const laid = (isLast: boolean, n: number, c: number, spatial: readonly number[]): readonly number[] =>
  isLast ? [n, ...spatial, c] : [n, c, ...spatial];

const plain: Sample = {
  ops: ['Conv', ...ms('FusedConv', 'NhwcConv', 'NhwcFusedConv'), ...nchwc('Conv'), ...nhwc('Conv')],
  draw: (draw, op) => {
    const sizes = sizesOf(draw);
    const { n, groups, perGroup, outPerGroup, spatial, kernel } = sizes;
    const isFused = op !== 'Conv' && !op.endsWith('::NhwcConv');
    const isLast = /nhwc/i.test(op);
    const [out, m] = [slid(sizes), groups * outPerGroup];
    const [bias, summand] = [draw.flag(), isFused && !op.startsWith('com.ms.') && draw.flag()];
    const [activation, f, t] = isFused ? draw.pick(fusedActivations) : ['', 0, 0];
    const size = n * m * product(out);
    const y = f32(...laid(isLast, n, m, out));
    return {
      inputs: [
        f32(...laid(isLast, n, groups * perGroup, spatial)),
        f32(m, perGroup, ...kernel),
        optional(bias, f32(m)),
        optional(summand, y),
      ],
      attrs: given({ ...attrsOf(sizes), activation: activation === '' ? undefined : activation }),
      letters: {
        'prod(out)': size,
        'prod(W[1:])': perGroup * product(kernel),
        N: size,
        bias: bit(bias),
        summand: bit(summand),
        F_act: f,
        T_act: t,
      },
    };
  },
};

const integer: Sample = {
  ops: ['ConvInteger', 'QLinearConv', ...ms('QLinearConv'), ...nhwc('QLinearConv')],
  draw: (draw, op) => {
    const sizes = sizesOf(draw);
    const { n, groups, perGroup, outPerGroup, spatial, kernel } = sizes;
    const last = op.startsWith('com.microsoft') ? draw.flag() : op.startsWith('com.ms');
    const [out, m] = [slid(sizes), groups * outPerGroup];
    const [x, w] = [of('u8', ...laid(last, n, groups * perGroup, spatial)), of('i8', m, perGroup, ...kernel)];
    const [scale, zero, bias] = [holding('f32', 0.1), holding('u8', 3), draw.flag()];
    return {
      inputs:
        op === 'ConvInteger' ? [x, w] : [x, scale, zero, w, scale, zero, scale, zero, optional(bias, of('i32', m))],
      attrs: given({ ...attrsOf(sizes), channels_last: op.startsWith('com.microsoft') ? bit(last) : undefined }),
      letters: {
        'prod(out)': n * m * product(out),
        'prod(W[1:])': perGroup * product(kernel),
        N: n * m * product(out),
        bias: bit(bias),
      },
    };
  },
};

const transposed: Sample = {
  ops: ['ConvTranspose', ...ms('ConvTransposeWithDynamicPads'), ...nhwc('ConvTranspose', 'QLinearConvTranspose')],
  draw: (draw, op) => {
    const { n, groups, perGroup, outPerGroup, spatial, kernel, stride } = sizesOf(draw);
    const isLast = op.startsWith('com.ms');
    const out = spatial.map((size, i) => stride * (size - 1) + (kernel[i] ?? 1));
    const [channels, m, bias] = [groups * perGroup, groups * outPerGroup, draw.flag()];
    const [x, w, b] = [laid(isLast, n, channels, spatial), [channels, outPerGroup, ...kernel], optional(bias, f32(m))];
    const [scale, zero] = [holding('f32', 0.1), holding('u8', 3)];
    const isQuantized = op.includes('QLinear');
    const inputs = isQuantized
      ? [of('u8', ...x), scale, zero, of('i8', ...w), scale, zero, scale, zero, optional(bias, of('i32', m))]
      : op.endsWith('DynamicPads')
        ? [f32(...x), f32(...w), holding('i64', [0, 0, 0, 0]), b]
        : [f32(...x), f32(...w), b];
    return {
      inputs,
      attrs: { group: groups, strides: [stride, stride], kernel_shape: kernel },
      letters: {
        'prod(in)': product(x),
        'prod(W[1:])': outPerGroup * product(kernel),
        N: n * m * product(out),
        bias: bit(bias),
      },
    };
  },
};

const deformed: Sample = {
  ops: ['DeformConv'],
  draw: (draw) => {
    const sizes = { ...sizesOf(draw), groups: 1 };
    const { n, perGroup, outPerGroup, spatial, kernel } = sizes;
    const [out, bias, mask] = [slid(sizes), draw.flag(), draw.flag()];
    const cells = product(kernel);
    return {
      inputs: [
        f32(n, perGroup, ...spatial),
        f32(outPerGroup, perGroup, ...kernel),
        f32(n, 2 * cells, ...out),
        optional(bias, f32(outPerGroup)),
        optional(mask, f32(n, cells, ...out)),
      ],
      attrs: attrsOf(sizes),
      letters: {
        'prod(out)': n * outPerGroup * product(out),
        'prod(W[1:])': perGroup * cells,
        'prod(W[2:])': cells,
        'prod(out[2:])': product(out),
        B: n,
        C: perGroup,
        N: n * outPerGroup * product(out),
        r: 2,
        bias: bit(bias),
        mask: bit(mask),
      },
    };
  },
};

const pools: Sample = {
  ops: [
    'AveragePool',
    'MaxPool',
    'LpPool',
    ...ms('MaxpoolWithMask', 'NhwcMaxPool', 'QLinearAveragePool'),
    ...nchwc('AveragePool', 'MaxPool'),
    ...nhwc('AveragePool', 'LpPool', 'MaxPool', 'QLinearAveragePool'),
  ],
  draw: (draw, op) => {
    const sizes = { ...sizesOf(draw), pad: 0 };
    const { n, perGroup: c, spatial, kernel, stride } = sizes;
    const isQuantized = op.includes('QLinear');
    const isLast = /nhwc/i.test(op) && !isQuantized;
    const [out, p] = [slid(sizes), draw.pick([1, 2, 3])];
    const x = laid(isLast, n, c, spatial);
    const scale = holding('f32', 0.1);
    const mask = op.endsWith('WithMask') ? [of('i32', ...x)] : [];
    return {
      inputs: isQuantized ? [of('u8', ...x), scale, holding('u8', 0), scale, holding('u8', 0)] : [f32(...x), ...mask],
      attrs: given({ kernel_shape: kernel, strides: [stride, stride], p: op.endsWith('LpPool') ? p : undefined }),
      letters: { N: n * c * product(out), k: product(kernel), 'p = 2': bit(p === 2), 'p > 2': bit(p > 2) },
    };
  },
};

const globals: Sample = {
  ops: [
    'GlobalAveragePool',
    'GlobalMaxPool',
    'GlobalLpPool',
    ...ms('QLinearGlobalAveragePool'),
    ...nchwc('GlobalAveragePool', 'GlobalMaxPool'),
    ...nhwc('GlobalAveragePool', 'GlobalMaxPool', 'GlobalLpPool'),
  ],
  draw: (draw, op) => {
    const [n = 1, c = 1, h = 1, w = 1] = draw.sizes(4);
    const p = draw.pick([1, 2, 3]);
    const isQuantized = op.includes('QLinear');
    const x = laid(/nhwc/.test(op), n, c, [h, w]);
    const scale = holding('f32', 0.1);
    return {
      inputs: isQuantized ? [of('u8', ...x), scale, holding('u8', 0), scale, holding('u8', 0)] : [f32(...x)],
      attrs: given({ p: op.endsWith('LpPool') ? p : undefined, channels_last: isQuantized ? 0 : undefined }),
      letters: { N: n * c, N_in: n * c * h * w, 'p = 2': bit(p === 2), 'p > 2': bit(p > 2) },
    };
  },
};

/** Convolutions and pooling. */
export const convolutionSamples: readonly Sample[] = [plain, integer, transposed, deformed, pools, globals];
