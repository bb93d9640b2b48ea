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
const bytes = (dtype: OneInput['dtype'], ...dims: readonly number[]): OneInput => ({
  dtype,
  dims,
  data: Array.from({ length: count(dims) }, (_, i) => (i * 5) % 7),
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
const scale = scalarOf('f32', 0.5);
const zero = scalarOf('u8', 3);
const ms = 'com.microsoft';

const convolutions: readonly (readonly [string, OneOp])[] = [
  ['conv', { op: 'Conv', inputs: [x(2, 4, 9, 8), x(6, 4, 3, 3), x(6)] }],
  [
    'conv, all attributes',
    {
      op: 'Conv',
      attrs: { kernel_shape: [3, 2], strides: [2, 3], dilations: [2, 1], pads: [1, 0, 2, 1], group: 2 },
      inputs: [x(1, 4, 9, 8), x(6, 2, 3, 2)],
    },
  ],
  ['depthwise conv in 1-D', { op: 'Conv', attrs: { group: 4, pads: [2, 2] }, inputs: [x(1, 4, 10), x(8, 1, 5)] }],
  ['conv in 3-D', { op: 'Conv', attrs: { strides: [2, 2, 2] }, inputs: [x(1, 2, 5, 6, 7), x(3, 2, 2, 2, 2)] }],
  [
    'conv SAME_UPPER',
    { op: 'Conv', attrs: { auto_pad: 'SAME_UPPER', strides: [2, 3] }, inputs: [x(1, 1, 9, 8), x(2, 1, 3, 3)] },
  ],
  [
    'conv SAME_LOWER',
    { op: 'Conv', attrs: { auto_pad: 'SAME_LOWER', strides: [3, 1] }, inputs: [x(1, 1, 9, 8), x(2, 1, 2, 4)] },
  ],
  [
    'conv VALID',
    {
      op: 'Conv',
      attrs: { auto_pad: 'VALID', dilations: [2, 2], strides: [2, 1] },
      inputs: [x(1, 1, 9, 8), x(2, 1, 3, 3)],
    },
  ],
  ['conv of no images', { op: 'Conv', inputs: [x(0, 1, 4, 4), x(2, 1, 3, 3)] }],
  [
    'conv of integers',
    {
      op: 'ConvInteger',
      attrs: { pads: [1, 1, 1, 1] },
      inputs: [bytes('u8', 1, 2, 4, 4), bytes('u8', 3, 2, 3, 3), zero],
    },
  ],
  [
    'quantised conv',
    {
      op: 'QLinearConv',
      attrs: { strides: [2, 2] },
      inputs: [bytes('u8', 1, 2, 5, 5), scale, zero, bytes('i8', 3, 2, 2, 2), scale, scalarOf('i8', 0), scale, zero],
    },
  ],
  [
    'quantised conv, channels last',
    {
      op: 'QLinearConv',
      domain: ms,
      attrs: { channels_last: 1, pads: [1, 1, 1, 1] },
      inputs: [bytes('u8', 1, 5, 6, 2), scale, zero, bytes('u8', 3, 2, 3, 3), scale, zero, scale, zero],
    },
  ],
  [
    'conv with sum and activation',
    {
      op: 'FusedConv',
      domain: ms,
      attrs: { activation: 'Relu', pads: [1, 1, 1, 1] },
      inputs: [x(1, 2, 4, 4), x(3, 2, 3, 3), x(3), x(1, 3, 4, 4)],
    },
  ],
  [
    'deformable conv',
    {
      op: 'DeformConv',
      opset: 22,
      attrs: { pads: [0, 0, 1, 1], kernel_shape: [2, 2] },
      inputs: [x(1, 1, 3, 3), x(1, 1, 2, 2), x(1, 8, 3, 3), x(1), x(1, 4, 3, 3)],
    },
  ],
  [
    'transposed conv',
    {
      op: 'ConvTranspose',
      attrs: { strides: [2, 3], pads: [1, 0, 0, 1], output_padding: [1, 2], group: 2, dilations: [2, 1] },
      inputs: [x(1, 4, 3, 4), x(4, 3, 3, 2), x(6)],
    },
  ],
  [
    'transposed conv SAME',
    { op: 'ConvTranspose', attrs: { auto_pad: 'SAME_UPPER', strides: [2, 2] }, inputs: [x(1, 1, 3, 4), x(1, 2, 3, 3)] },
  ],
  [
    'transposed conv SAME, kernel below stride',
    { op: 'ConvTranspose', attrs: { auto_pad: 'SAME_LOWER', strides: [3, 2] }, inputs: [x(1, 1, 4, 4), x(1, 2, 2, 1)] },
  ],
  [
    'transposed conv SAME, kernel below stride, padded',
    {
      op: 'ConvTranspose',
      attrs: { auto_pad: 'SAME_UPPER', strides: [3], output_padding: [1] },
      inputs: [x(1, 1, 4), x(1, 2, 1)],
    },
  ],
  [
    'transposed conv VALID',
    { op: 'ConvTranspose', attrs: { auto_pad: 'VALID', strides: [2] }, inputs: [x(1, 1, 4), x(1, 2, 3)] },
  ],
  [
    'transposed conv to a size',
    { op: 'ConvTranspose', attrs: { output_shape: [7, 8], strides: [2, 2] }, inputs: [x(1, 1, 4, 4), x(1, 2, 3, 3)] },
  ],
  [
    'transposed conv, pads given',
    {
      op: 'ConvTransposeWithDynamicPads',
      domain: ms,
      attrs: { strides: [2, 2] },
      inputs: [x(1, 1, 4, 4), x(1, 2, 3, 3), list('i64', 1, 0, 0, 2)],
    },
  ],
];

const pools: readonly (readonly [string, OneOp])[] = [
  [
    'max pool',
    { op: 'MaxPool', attrs: { kernel_shape: [3, 2], strides: [2, 2], pads: [1, 0, 1, 1] }, inputs: [x(1, 2, 9, 8)] },
  ],
  [
    'max pool, indices',
    { op: 'MaxPool', attrs: { kernel_shape: [2, 2], dilations: [2, 1] }, inputs: [x(1, 2, 5, 4)], outputs: 2 },
  ],
  ['max pool of bytes', { op: 'MaxPool', attrs: { kernel_shape: [2] }, inputs: [bytes('u8', 1, 2, 5)] }],
  [
    'max pool, ceiling drops a window',
    { op: 'MaxPool', attrs: { kernel_shape: [1], strides: [2], ceil_mode: 1 }, inputs: [x(1, 1, 2)] },
  ],
  [
    'max pool, ceiling keeps one',
    { op: 'MaxPool', attrs: { kernel_shape: [2, 3], strides: [2, 2], ceil_mode: 1 }, inputs: [x(1, 1, 5, 6)] },
  ],
  [
    'max pool, ceiling with pads',
    { op: 'MaxPool', attrs: { kernel_shape: [3], strides: [3], pads: [1, 2], ceil_mode: 1 }, inputs: [x(1, 1, 9)] },
  ],
  [
    'max pool, ceiling larger than the input',
    { op: 'MaxPool', attrs: { kernel_shape: [2], strides: [2], ceil_mode: 1 }, inputs: [x(1, 1, 1)] },
  ],
  [
    'average pool VALID, ceiling',
    {
      op: 'AveragePool',
      attrs: { kernel_shape: [2, 2], strides: [3, 2], auto_pad: 'VALID', ceil_mode: 1 },
      inputs: [x(1, 1, 9, 7)],
    },
  ],
  [
    'average pool SAME',
    {
      op: 'AveragePool',
      attrs: { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_LOWER' },
      inputs: [x(1, 1, 9, 8)],
    },
  ],
  [
    'average pool, dilated',
    {
      op: 'AveragePool',
      attrs: { kernel_shape: [3], dilations: [2], count_include_pad: 1, pads: [1, 1] },
      inputs: [x(1, 1, 9)],
    },
  ],
  [
    'Lp pool',
    { op: 'LpPool', attrs: { kernel_shape: [2, 2], p: 1, ceil_mode: 1, strides: [2, 2] }, inputs: [x(1, 1, 5, 5)] },
  ],
  ['global pools', { op: 'GlobalAveragePool', inputs: [x(2, 3, 4, 5)] }],
  ['global max pool', { op: 'GlobalMaxPool', inputs: [x(2, 3, 4)] }],
  ['global Lp pool', { op: 'GlobalLpPool', attrs: { p: 3 }, inputs: [x(2, 3, 4, 5)] }],
  [
    'unpool',
    {
      op: 'MaxUnpool',
      attrs: { kernel_shape: [2, 2], strides: [2, 2] },
      inputs: [x(1, 1, 2, 2), { dtype: 'i64', dims: [1, 1, 2, 2], data: [0, 3, 8, 11] }],
    },
  ],
  [
    'unpool to a shape',
    {
      op: 'MaxUnpool',
      attrs: { kernel_shape: [2, 2], strides: [2, 2] },
      inputs: [x(1, 1, 2, 2), { dtype: 'i64', dims: [1, 1, 2, 2], data: [0, 3, 8, 11] }, list('i64', 1, 1, 5, 5)],
    },
  ],
  [
    'max pool, channels last',
    {
      op: 'NhwcMaxPool',
      domain: ms,
      attrs: { kernel_shape: [2, 3], strides: [1, 2] },
      inputs: [bytes('u8', 1, 5, 6, 2)],
    },
  ],
  [
    'quantised average pool',
    {
      op: 'QLinearAveragePool',
      domain: ms,
      attrs: { kernel_shape: [2, 2] },
      inputs: [bytes('u8', 1, 2, 5, 6), scale, zero, scale, zero],
    },
  ],
  [
    'quantised average pool, channels last',
    {
      op: 'QLinearAveragePool',
      domain: ms,
      attrs: { kernel_shape: [2, 2], channels_last: 1 },
      inputs: [bytes('u8', 1, 5, 6, 2), scale, zero, scale, zero],
    },
  ],
  [
    'quantised global pool, channels last',
    {
      op: 'QLinearGlobalAveragePool',
      domain: ms,
      attrs: { channels_last: 1 },
      inputs: [bytes('u8', 1, 5, 6, 2), scale, zero, scale, zero],
    },
  ],
  [
    'max roi pool',
    {
      op: 'MaxRoiPool',
      attrs: { pooled_shape: [2, 3] },
      inputs: [x(1, 2, 6, 6), { dtype: 'f32', dims: [2, 5], data: [0, 0, 0, 3, 3, 0, 1, 1, 5, 5] }],
    },
  ],
  [
    'roi align',
    {
      op: 'RoiAlign',
      attrs: { output_height: 2, output_width: 3, sampling_ratio: 2 },
      inputs: [
        x(1, 2, 6, 6),
        { dtype: 'f32', dims: [2, 4], data: [0, 0, 3, 3, 1, 1, 5, 5] },
        { dtype: 'i64', dims: [2], data: [0, 0] },
      ],
    },
  ],
  [
    'crop and resize',
    {
      op: 'CropAndResize',
      domain: ms,
      inputs: [
        x(1, 2, 6, 6),
        { dtype: 'f32', dims: [2, 4], data: [0, 0, 0.5, 0.5, 0.1, 0.1, 1, 1] },
        { dtype: 'i32', dims: [2], data: [0, 0] },
        list('i32', 3, 4),
      ],
    },
  ],
];

const verified = new Set<string>();

test.each([...convolutions, ...pools])('%s: inference agrees with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  for (const telling of tellings) {
    const { mark, got } = judgeOneOp(one, truth, telling);
    const allowed = telling === 'contents' ? ['right'] : ['right', 'unknown'];
    expect({ telling, got, truth, right: allowed.includes(mark) }).toMatchObject({ right: true });
  }
  for (const row of rowOfOne(one)) verified.add(row);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'conv-pool'));
});
