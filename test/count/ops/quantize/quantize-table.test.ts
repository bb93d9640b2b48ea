import { expect, test } from 'vitest';
import type { OneOp } from '../../../support/one-op.ts';
import { floats, given, positive, scalar, scale, u8, zero } from '../../../support/one-inputs.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const rows: readonly (readonly [string, OneOp])[] = [
  ['QuantizeLinear', { op: 'QuantizeLinear', inputs: [floats(2, 5), scale, zero] }],
  ['QuantizeLinear to i8', { op: 'QuantizeLinear', inputs: [floats(2, 5), scale, scalar(-3, 'i8')] }],
  [
    'QuantizeLinear of channels',
    { op: 'QuantizeLinear', attrs: { axis: 0 }, inputs: [floats(2, 5), positive(2), given('u8', [2], [1, 7])] },
  ],
  ['QuantizeLinear without zero point', { op: 'QuantizeLinear', inputs: [positive(5), scale] }],
  ['DequantizeLinear', { op: 'DequantizeLinear', inputs: [u8(2, 5), scale, zero] }],
  [
    'DequantizeLinear of channels',
    { op: 'DequantizeLinear', attrs: { axis: 1 }, inputs: [u8(2, 3), positive(3), given('u8', [3], [1, 7, 9])] },
  ],
  ['DequantizeLinear of i32', { op: 'DequantizeLinear', inputs: [given('i32', [3], [1, -7, 9]), scale] }],
  ['DynamicQuantizeLinear', { op: 'DynamicQuantizeLinear', inputs: [floats(2, 5)], outputs: 3 }],
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
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'quantize'));
});
