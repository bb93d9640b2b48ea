import type { Sample } from './sample.ts';
import { f32, holding } from '../one-call.ts';
import { bit, given, ms, nchwc, nhwc, product } from './sample.ts';

const windows: Sample = {
  ops: ['BlackmanWindow', 'HammingWindow', 'HannWindow'],
  draw: (draw) => {
    const size = 1 + draw.size(30);
    return { inputs: [holding('i64', size)], letters: { N: size } };
  },
};

const transform: Sample = {
  ops: ['DFT'],
  draw: (draw, _, since) => {
    const [batch, n, real] = [draw.size(), 1 + draw.size(20), draw.flag()];
    const x = f32(batch, n, real ? 1 : 2);
    return {
      inputs: since >= 20 ? [x, null, holding('i64', 1)] : [x],
      attrs: since >= 20 ? {} : { axis: 1 },
      letters: { transforms: batch, n, real: bit(real) },
    };
  },
};

const realTransform: Sample = {
  ops: ms('Rfft', 'Irfft'),
  draw: (draw, op) => {
    const [batch, half] = [draw.size(), draw.size(9)];
    const n = 2 * half;
    const x = op.endsWith('Irfft') ? f32(batch, half + 1, 2) : f32(batch, n);
    return { inputs: [x], attrs: { signal_ndim: 1, normalized: 0, onesided: 1 }, letters: { transforms: batch, n } };
  },
};

const shortTime: Sample = {
  ops: ['STFT'],
  draw: (draw) => {
    const [batch, n, step, steps, real, window] = [
      draw.size(3),
      1 + draw.size(9),
      draw.size(4),
      draw.size(5),
      draw.flag(),
      draw.flag(),
    ];
    const parts = real ? 1 : 2;
    const x = f32(batch, n + step * (steps - 1), parts);
    return {
      inputs: [x, holding('i64', step), window ? f32(n) : null, holding('i64', n)],
      attrs: { onesided: bit(real) },
      letters: { frames: batch * steps, n, parts, real: bit(real), window: bit(window) },
    };
  },
};

const mel: Sample = {
  ops: ['MelWeightMatrix'],
  draw: (draw) => {
    const [bins, half] = [draw.size(), draw.size(9)];
    const inputs = [
      holding('i64', bins),
      holding('i64', 2 * half),
      holding('i64', 8000),
      holding('f32', 0),
      holding('f32', 4000),
    ];
    return { inputs, letters: { N: bins * (half + 1), bins } };
  },
};

const grid: Sample = {
  ops: ['AffineGrid'],
  draw: (draw) => {
    const [batch, spatial, isImage, aligned] = [draw.size(), draw.sizes(3), draw.flag(), draw.flag()];
    const axes = isImage ? spatial.slice(1) : spatial.map((size) => size + 1);
    const [theta, size] = [isImage ? f32(batch, 2, 3) : f32(batch, 3, 4), holding('i64', [batch, 3, ...axes])];
    const [d = 1, h = 1, w = 1] = isImage ? [1, ...axes] : axes;
    // A depth above 1, or none: with aligned corners a volume of depth 1 takes an operation less.
    const steps = aligned && !isImage ? 6 : aligned ? 5 : 9;
    return {
      inputs: [theta, size],
      attrs: { align_corners: bit(aligned) },
      letters: { B: batch, D: d, H: h, W: w, image: bit(isImage), steps, 'size not constant': 1 },
    };
  },
};

const sampling: Sample = {
  ops: ['GridSample', ...ms('GridSample'), ...nhwc('GridSample')],
  draw: (draw, op) => {
    const [[n = 1, c = 1, h = 1, w = 1, oh = 1, ow = 1]] = [draw.sizes(6)];
    const mode = draw.pick(['linear', 'cubic', 'nearest']);
    const x = op.startsWith('com.ms') ? f32(n, h, w, c) : f32(n, c, h, w);
    return {
      inputs: [x, f32(n, oh, ow, 2)],
      attrs: { mode },
      letters: { N: n * c * oh * ow, r: 2, linear: bit(mode === 'linear'), cubic: bit(mode === 'cubic') },
    };
  },
};

const columns: Sample = {
  ops: ['Col2Im'],
  draw: (draw) => {
    const [n, c] = [draw.size(), draw.size()];
    return {
      inputs: [f32(n, c * 4, 9), holding('i64', [4, 4]), holding('i64', [2, 2])],
      letters: { N_in: n * c * 36 },
    };
  },
};

const regions: Sample = {
  ops: ['RoiAlign', ...ms('CropAndResize')],
  draw: (draw, op) => {
    const [[c = 1, rois = 1, h = 1, w = 1, s = 1], flag] = [draw.sizes(5, 4), draw.flag()];
    const x = f32(1, c, 9, 9);
    const isAlign = op === 'RoiAlign';
    const inputs = [
      x,
      f32(rois, 4),
      holding(
        'i64',
        Array.from({ length: rois }, () => 0),
      ),
      holding('i32', [h, w]),
    ];
    return {
      inputs: isAlign ? inputs.slice(0, 3) : inputs,
      attrs: isAlign
        ? { output_height: h, output_width: w, sampling_ratio: s, mode: flag ? 'max' : 'avg' }
        : { mode: flag ? 'bilinear' : 'nearest' },
      letters: { N: rois * c * h * w, s, max: bit(flag), bilinear: bit(flag) },
    };
  },
};

const resizing: Sample = {
  ops: ['Resize', 'Upsample', ...nchwc('Upsample'), ...nhwc('Resize')],
  draw: (draw, op, since) => {
    const [[n = 1, c = 1, h = 1, w = 1]] = [draw.sizes(4)];
    const [up, kind] = [1 + draw.size(3), draw.pick(['nearest', 'linear', 'cubic'])];
    const isResize = op.endsWith('Resize');
    const mode = kind === 'cubic' && !isResize ? 'linear' : kind;
    const x = f32(n, c, h, w);
    const scales = holding('f32', [1, 1, up, up]);
    const inputs = !isResize
      ? since >= 9
        ? [x, scales]
        : [x]
      : op === 'Resize' && since < 11
        ? [x, scales]
        : [x, null, scales];
    const attrs =
      since >= 9 || isResize
        ? {}
        : op === 'Upsample' && since < 7
          ? { height_scale: { float: up }, width_scale: { float: up } }
          : { scales: { floats: [1, 1, up, up] } };
    return {
      inputs,
      attrs: given({ mode, ...attrs }),
      letters: { N: n * c * h * w * up * up, taps: mode === 'cubic' ? 16 : 4, interpolated: bit(mode !== 'nearest') },
    };
  },
};

const warping: Sample = {
  ops: ms('DynamicTimeWarping'),
  draw: (draw) => {
    const shape = draw.sizes(2);
    return { inputs: [f32(...shape)], letters: { cells: product(shape) } };
  },
};

/** Signals, images and their samples. */
export const signalSamples: readonly Sample[] = [
  windows,
  transform,
  realTransform,
  shortTime,
  mel,
  grid,
  sampling,
  columns,
  regions,
  resizing,
  warping,
];
