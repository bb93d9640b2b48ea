import { expect, test } from 'vitest';
import type { OneInput, OneOp } from '../../../support/one-op.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const count = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
/** Floats of a shape between −2 and 3, no two neighbours alike. */
const x = (...dims: readonly number[]): OneInput => ({
  dtype: 'f32',
  dims,
  data: Array.from({ length: count(dims) }, (_, i) => ((i * 7) % 11) / 2 - 2),
});
const scalarOf = (dtype: OneInput['dtype'], value: number, asked = false): OneInput => ({
  dtype,
  dims: [],
  data: [value],
  asked,
});
const list = (dtype: OneInput['dtype'], ...data: readonly number[]): OneInput => ({
  dtype,
  dims: [data.length],
  data,
  asked: true,
});

const resampling: readonly (readonly [string, OneOp])[] = [
  ['resize by halves', { op: 'Resize', inputs: [x(1, 2, 7, 5), null, list('f32', 1, 1, 0.5, 2)] }],
  ['resize rounds in 32 bits', { op: 'Resize', inputs: [x(1, 1, 10, 3), null, list('f32', 1, 1, 1.3, 1.1)] }],
  [
    'resize to sizes',
    { op: 'Resize', attrs: { mode: 'linear' }, inputs: [x(1, 2, 7, 5), null, null, list('i64', 1, 2, 9, 11)] },
  ],
  ['resize some axes', { op: 'Resize', attrs: { axes: [3, 2] }, inputs: [x(1, 2, 7, 5), null, list('f32', 2, 3)] }],
  [
    'resize, not larger',
    {
      op: 'Resize',
      attrs: { axes: [2, 3], keep_aspect_ratio_policy: 'not_larger' },
      inputs: [x(1, 1, 7, 5), null, null, list('i64', 9, 9)],
    },
  ],
  [
    'resize, not smaller',
    {
      op: 'Resize',
      attrs: { axes: [2, 3], keep_aspect_ratio_policy: 'not_smaller' },
      inputs: [x(1, 1, 7, 5), null, null, list('i64', 3, 4)],
    },
  ],
  ['resize before 11', { op: 'Resize', opset: 10, inputs: [x(1, 1, 4, 6), list('f32', 1, 1, 2.6, 0.7)] }],
  [
    'resize with an empty roi and empty scales',
    { op: 'Resize', opset: 11, inputs: [x(1, 1, 4, 6), list('f32'), list('f32'), list('i64', 1, 1, 3, 3)] },
  ],
  [
    'crop and resize by scales',
    {
      op: 'Resize',
      attrs: { mode: 'linear', coordinate_transformation_mode: 'tf_crop_and_resize' },
      inputs: [x(9, 8), list('f32', 0.1, 0.2, 0.6, 0.9), list('f32', 1.7, 0.6)],
    },
  ],
  ['upsample by attribute', { op: 'Upsample', opset: 7, attrs: { scales: [1, 1, 2.5, 3] }, inputs: [x(1, 1, 4, 6)] }],
  ['upsample by input', { op: 'Upsample', opset: 9, inputs: [x(1, 1, 4, 6), list('f32', 1, 1, 1.5, 3)] }],
  ['depth to space', { op: 'DepthToSpace', attrs: { blocksize: 2, mode: 'CRD' }, inputs: [x(1, 8, 2, 3)] }],
  ['space to depth', { op: 'SpaceToDepth', attrs: { blocksize: 2 }, inputs: [x(1, 2, 4, 6)] }],
  ['grid sample', { op: 'GridSample', opset: 20, inputs: [x(1, 2, 4, 4), x(1, 3, 5, 2)] }],
  ['grid sample in 3-D', { op: 'GridSample', opset: 20, inputs: [x(1, 2, 3, 4, 4), x(1, 2, 3, 5, 3)] }],
  ['affine grid', { op: 'AffineGrid', opset: 20, inputs: [x(2, 2, 3), list('i64', 2, 3, 5, 6)] }],
  ['affine grid in 3-D', { op: 'AffineGrid', opset: 20, inputs: [x(1, 3, 4), list('i64', 1, 1, 2, 5, 6)] }],
  ['centre crop and pad', { op: 'CenterCropPad', attrs: { axes: [1, -1] }, inputs: [x(5, 4, 3), list('i64', 7, 2)] }],
  [
    'columns to image',
    {
      op: 'Col2Im',
      attrs: { strides: [2, 1], pads: [0, 1, 0, 1] },
      inputs: [x(1, 12, 10), list('i64', 4, 5), list('i64', 2, 3)],
    },
  ],
  [
    'suppression',
    {
      op: 'NonMaxSuppression',
      attrs: { center_point_box: 1 },
      inputs: [
        { dtype: 'f32', dims: [1, 4, 4], data: [0.5, 0.5, 1, 1, 0.5, 0.6, 1, 1, 0.5, 10.5, 1, 1, 0.5, 10.6, 1, 1] },
        { dtype: 'f32', dims: [1, 2, 4], data: [0.9, 0.75, 0.6, 0.95, 0.1, 0.2, 0.3, 0.3] },
        scalarOf('i64', 3, true),
        scalarOf('f32', 0.5, true),
        scalarOf('f32', 0.15, true),
      ],
    },
  ],
  [
    'suppression without limit',
    {
      op: 'NonMaxSuppression',
      inputs: [
        { dtype: 'f32', dims: [1, 1, 4], data: [0, 0, 1, 1] },
        { dtype: 'f32', dims: [1, 1, 1], data: [0.9] },
      ],
    },
  ],
];

const signals: readonly (readonly [string, OneOp])[] = [
  ['dft', { op: 'DFT', opset: 20, inputs: [x(1, 10, 6, 1), null, scalarOf('i64', 1, true)] }],
  ['one-sided dft', { op: 'DFT', opset: 20, attrs: { onesided: 1 }, inputs: [x(1, 10, 1)] }],
  [
    'padded dft',
    { op: 'DFT', opset: 17, attrs: { axis: 1, onesided: 1 }, inputs: [x(1, 10, 1), scalarOf('i64', 15, true)] },
  ],
  ['inverse dft', { op: 'DFT', opset: 20, attrs: { inverse: 1 }, inputs: [x(2, 8, 2)] }],
  ['stft', { op: 'STFT', opset: 17, inputs: [x(1, 30, 1), scalarOf('i64', 4, true), x(8), scalarOf('i64', 8, true)] }],
  [
    'two-sided stft',
    { op: 'STFT', opset: 17, attrs: { onesided: 0 }, inputs: [x(2, 30, 1), scalarOf('i64', 7, true), x(8)] },
  ],
  [
    'mel weights',
    {
      op: 'MelWeightMatrix',
      opset: 17,
      inputs: [
        scalarOf('i64', 5, true),
        scalarOf('i64', 17, true),
        scalarOf('i64', 8000, true),
        scalarOf('f32', 100, true),
        scalarOf('f32', 3000, true),
      ],
    },
  ],
  ['hann window', { op: 'HannWindow', opset: 17, inputs: [scalarOf('i64', 9, true)] }],
  ['hamming window', { op: 'HammingWindow', opset: 17, inputs: [scalarOf('i32', 7, true)] }],
];

const verified = new Set<string>();

test.each([...resampling, ...signals])('%s: inference agrees with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  for (const telling of tellings) {
    const { mark, got } = judgeOneOp(one, truth, telling);
    const allowed = telling === 'contents' ? ['right'] : ['right', 'unknown'];
    expect({ telling, got, truth, right: allowed.includes(mark) }).toMatchObject({ right: true });
  }
  for (const row of rowOfOne(one)) verified.add(row);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'vision-signal'));
});
