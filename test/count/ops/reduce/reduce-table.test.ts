import { expect, test } from 'vitest';
import type { OneOp } from '../../../support/one-op.ts';
import { floats, given, positive, scalar, sizes } from '../../../support/one-inputs.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const reductions = [
  'ReduceL1',
  'ReduceL2',
  'ReduceLogSum',
  'ReduceLogSumExp',
  'ReduceMax',
  'ReduceMean',
  'ReduceMin',
  'ReduceProd',
  'ReduceSum',
  'ReduceSumSquare',
];

const rows: readonly (readonly [string, OneOp])[] = [
  ...reductions.flatMap((op): (readonly [string, OneOp])[] => [
    [op, { op, inputs: [positive(2, 3, 4), sizes(-1, 0)] }],
    [`${op}, all`, { op, attrs: { keepdims: 0 }, inputs: [positive(2, 3)] }],
    [`${op} by attribute`, { op, opset: 12, attrs: { axes: [1] }, inputs: [positive(2, 3)] }],
  ]),
  ...['ReduceProd', 'ReduceSum', 'ReduceMax', 'ReduceMin'].map(
    (op) => [`${op} of sizes`, { op, inputs: [sizes(3, 4, 5), sizes(0)] }] as const,
  ),
  ['a reduction over no axis', { op: 'ReduceSum', attrs: { noop_with_empty_axes: 1 }, inputs: [floats(2, 3)] }],
  ['a reduction of nothing', { op: 'ReduceSum', inputs: [floats(2, 0), sizes(1)] }],
  ['ArgMax', { op: 'ArgMax', attrs: { axis: -1 }, inputs: [floats(3, 4)] }],
  [
    'ArgMax, the last',
    { op: 'ArgMax', attrs: { select_last_index: 1, keepdims: 0 }, inputs: [given('f32', [4], [1, 2, 2, 0])] },
  ],
  ['ArgMin', { op: 'ArgMin', attrs: { keepdims: 0 }, inputs: [floats(3, 4)] }],
  ['CumSum', { op: 'CumSum', inputs: [floats(3, 4), scalar(1, 'i64')] }],
  ['CumSum backward', { op: 'CumSum', attrs: { reverse: 1, exclusive: 1 }, inputs: [floats(3, 4), scalar(0, 'i64')] }],
  ['CumSum of sizes', { op: 'CumSum', inputs: [sizes(3, 4, 5), scalar(0, 'i64')] }],
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
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'reduce'));
});
