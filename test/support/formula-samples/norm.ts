import type { Drawn, Sample } from './sample.ts';
import { f32 } from '../one-call.ts';
import { bit, given, ms, nhwc, optional, product } from './sample.ts';

const layerNorm: Sample = {
  ops: ['LayerNormalization', 'RMSNormalization', 'SimplifiedLayerNormalization'],
  draw: (draw) => {
    const [shape, axis, bias] = [draw.sizes(3), draw.pick([1, 2]), draw.flag()];
    const width = shape.slice(axis);
    return {
      inputs: [f32(...shape), f32(...width), optional(bias, f32(...width))],
      attrs: { axis },
      letters: { N: product(shape), R: product(shape.slice(0, axis)), bias: bit(bias) },
    };
  },
};

/** Channels on axis 1, or last. */
function images(last: boolean, shape: readonly number[]): readonly [x: readonly number[], channels: number] {
  const [n = 1, c = 1, h = 1, w = 1] = shape;
  return last ? [[n, h, w, c], c] : [[n, c, h, w], c];
}

const batchNorm: Sample = {
  ops: ['BatchNormalization', ...nhwc('BatchNormalization')],
  draw: (draw, op, since) => {
    const [x, c] = images(op !== 'BatchNormalization', draw.sizes(4));
    const training = draw.flag();
    const attrs = given({ training_mode: since >= 14 ? bit(training) : undefined });
    return {
      inputs: [f32(...x), ...Array.from({ length: 4 }, () => f32(c))],
      outputs: training ? 3 : 1,
      attrs,
      letters: { N: product(x), C: c, training: bit(training) },
    };
  },
};

const instanceNorm: Sample = {
  ops: ['InstanceNormalization', ...nhwc('InstanceNormalization')],
  draw: (draw, op) => {
    const [x, c] = images(op !== 'InstanceNormalization', draw.sizes(4));
    return { inputs: [f32(...x), f32(c), f32(c)], letters: { N: product(x), R: (x[0] ?? 1) * c } };
  },
};

const groupNorm: Sample = {
  ops: ['GroupNormalization'],
  draw: (draw, _, since) => {
    const [n, groups, each, h] = [draw.size(), draw.size(4), draw.size(4), draw.size()];
    const scale = f32(since >= 21 ? groups * each : groups);
    return {
      inputs: [f32(n, groups * each, h), scale, scale],
      attrs: { num_groups: groups },
      letters: { N: n * groups * each * h, R: n * groups },
    };
  },
};

const channelGroupNorm: Sample = {
  ops: ms('GroupNorm', 'SkipGroupNorm'),
  draw: (draw, op) => {
    const [n, groups, each, h, silu, bias] = [
      draw.size(),
      draw.size(4),
      draw.size(4),
      draw.size(),
      draw.flag(),
      draw.flag(),
    ];
    const c = groups * each;
    const skip = op.endsWith('SkipGroupNorm') ? [f32(n, h, h, c), optional(bias, f32(c))] : [];
    return {
      inputs: [f32(n, h, h, c), f32(c), f32(c), ...skip],
      attrs: { groups, activation: bit(silu), channels_last: 1, epsilon: { float: 1e-5 } },
      letters: { N: n * h * h * c, R: n * groups, SiLU: bit(silu), bias: bit(bias) },
    };
  },
};

const lrn: Sample = {
  ops: ['LRN', ...nhwc('LRN')],
  draw: (draw) => {
    const [shape, size] = [draw.sizes(4), draw.size(5)];
    return { inputs: [f32(...shape)], attrs: { size }, letters: { N: product(shape), size } };
  },
};

const lpNorm: Sample = {
  ops: ['LpNormalization'],
  draw: (draw) => {
    const [shape, p] = [draw.sizes(3), draw.pick([1, 2])];
    return {
      inputs: [f32(...shape)],
      attrs: { p, axis: 1 },
      letters: { N: product(shape), R: (shape[0] ?? 1) * (shape[2] ?? 1), 'p = 2': bit(p === 2) },
    };
  },
};

const meanVariance: Sample = {
  ops: ['MeanVarianceNormalization'],
  draw: (draw, _, since) => {
    const shape = draw.sizes(4);
    const [n = 1, c = 1] = shape;
    // Before opset 9 each channel of each sample by itself, since then each channel by default.
    return { inputs: [f32(...shape)], letters: { N: product(shape), R: since >= 9 ? c : n * c } };
  },
};

const skipNorm: Sample = {
  ops: ms('SkipLayerNormalization', 'SkipSimplifiedLayerNormalization'),
  draw: (draw, op): Drawn => {
    const [rows, width, beta, bias] = [draw.size(), draw.size(), draw.flag(), draw.flag()];
    const [x, vector] = [f32(1, rows, width), f32(width)];
    const inputs = op.endsWith('SkipLayerNormalization')
      ? [x, x, vector, optional(beta, vector), optional(bias, vector)]
      : [x, x, vector, optional(bias, vector)];
    return { inputs, letters: { N: rows * width, R: rows, beta: bit(beta), bias: bit(bias) } };
  },
};

const branchNorm: Sample = {
  ops: ms('BranchwiseRMSNorm'),
  draw: (draw) => {
    const [rows, branches, width, scale] = [draw.size(), draw.size(), draw.size(), draw.flag()];
    return {
      inputs: [f32(rows, branches, width), optional(scale, f32(width))],
      letters: { N: rows * branches * width, R: rows * branches, scale: bit(scale) },
    };
  },
};

const gatedNorm: Sample = {
  ops: ms('GatedRMSNorm'),
  draw: (draw) => {
    const [rows, width, sigmoid] = [draw.size(), draw.size(), draw.flag()];
    const x = f32(rows, width);
    return {
      inputs: [x, f32(width), x],
      attrs: given({ activation: sigmoid ? 'sigmoid' : undefined }),
      letters: { N: rows * width, R: rows, sigmoid: bit(sigmoid) },
    };
  },
};

/** Normalisations. */
export const normSamples: readonly Sample[] = [
  layerNorm,
  batchNorm,
  instanceNorm,
  groupNorm,
  channelGroupNorm,
  lrn,
  lpNorm,
  meanVariance,
  skipNorm,
  branchNorm,
  gatedNorm,
];
