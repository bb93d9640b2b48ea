import { expect, test } from 'vitest';
import type { OneOp } from '../../../support/one-op.ts';
import { floats, positive, vector } from '../../../support/one-inputs.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const rows: readonly (readonly [string, OneOp])[] = [
  [
    'BatchNormalization',
    { op: 'BatchNormalization', inputs: [floats(2, 3, 4), vector(3), vector(3), vector(3), vector(3)] },
  ],
  [
    'BatchNormalization, training',
    {
      op: 'BatchNormalization',
      attrs: { training_mode: 1 },
      inputs: [floats(2, 3, 4), vector(3), vector(3), vector(3), vector(3)],
      outputs: 3,
    },
  ],
  ['InstanceNormalization', { op: 'InstanceNormalization', inputs: [floats(2, 3, 4), vector(3), vector(3)] }],
  [
    'GroupNormalization',
    { op: 'GroupNormalization', attrs: { num_groups: 2 }, inputs: [floats(2, 4, 3), vector(4), vector(4)] },
  ],
  [
    'LayerNormalization',
    {
      op: 'LayerNormalization',
      attrs: { axis: 1 },
      inputs: [floats(2, 3, 4), positive(3, 4), positive(3, 4)],
      outputs: 3,
    },
  ],
  ['LayerNormalization without bias', { op: 'LayerNormalization', inputs: [floats(2, 3, 4), vector(4)], outputs: 3 }],
  ['LRN', { op: 'LRN', attrs: { size: 3 }, inputs: [floats(1, 5, 2, 2)] }],
  ['LpNormalization', { op: 'LpNormalization', attrs: { axis: 0, p: 1 }, inputs: [floats(3, 4)] }],
  ['MeanVarianceNormalization', { op: 'MeanVarianceNormalization', inputs: [floats(2, 3, 2, 2)] }],
  ['Softmax', { op: 'Softmax', inputs: [floats(3, 4)] }],
  ['Softmax before 13', { op: 'Softmax', opset: 11, inputs: [floats(3, 4)] }],
  ['LogSoftmax', { op: 'LogSoftmax', attrs: { axis: 0 }, inputs: [floats(3, 4)] }],
  ['Hardmax', { op: 'Hardmax', inputs: [floats(3, 4)] }],
  [
    'SimplifiedLayerNormalization',
    { op: 'SimplifiedLayerNormalization', attrs: { axis: -1 }, inputs: [floats(2, 3, 4), vector(4)], outputs: 2 },
  ],
];

const verified = new Set<string>();

test.each(rows)('%s: inference agrees with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  for (const telling of tellings) {
    const { mark, got } = judgeOneOp(one, truth, telling);
    expect(mark, `${telling}: ${got} against ${JSON.stringify(truth)}`).not.toBe('wrong');
  }
  expect(judgeOneOp(one, truth, 'contents').mark).toBe('right');
  for (const row of rowOfOne(one)) verified.add(row);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'norm'));
});
