import { expect, test } from 'vitest';
import type { DType } from '#graph/dtype.ts';
import type { TensorValue } from '#graph/value.ts';
import type { ModelReport } from '#count/model-report.ts';
import { countModel } from '#count/count.ts';
import { corpusModel, corpusRows } from '../support/corpus.ts';
import type { OneCall } from '../support/one-call.ts';
import { countOne, f32, holding, of, unranked } from '../support/one-call.ts';
import { sharedPath } from '../support/shared.ts';

const ms = 'com.microsoft';

/** A stored tensor of these sizes. */
function stored(dtype: DType, ...sizes: readonly number[]): TensorValue {
  const elements = sizes.reduce((a, b) => a * b, 1);
  return { ...of(dtype, ...sizes), constant: true, weights: [{ name: 'w', elements, from: 'initializer' }] };
}
const bytes = (...sizes: readonly number[]): TensorValue => stored('u8', ...sizes);
const floats = (...sizes: readonly number[]): TensorValue => stored('f32', ...sizes);

const lora = { K: 64, N: 32, block_size: 16, lora_block_size: 16 };
const qkv = { K: 64, Nq: 32, Nkv: 16, block_size: 32 };

test.each<readonly [string, OneCall, number | string]>([
  [
    'MatMulNBits: K·N and the bias; no scales, zero points or order of groups',
    {
      op: 'MatMulNBits',
      attrs: { K: 64, N: 10, block_size: 32 },
      inputs: [f32(3, 64), bytes(10, 2, 16), floats(20), bytes(10), stored('i32', 64), floats(10)],
    },
    64 * 10 + 10,
  ],
  [
    'MatMulNBits of 2 bits, whose last block is padded',
    {
      op: 'MatMulNBits',
      attrs: { K: 40, N: 10, block_size: 32, bits: 2 },
      inputs: [f32(3, 40), bytes(10, 2, 8), floats(20)],
    },
    40 * 10,
  ],
  [
    'MatMulNBits of an input without a known rank',
    { op: 'MatMulNBits', attrs: { K: 64, N: 10, block_size: 32 }, inputs: [unranked, bytes(10, 2, 16), floats(20)] },
    640,
  ],
  [
    'MatMulBnb4',
    {
      op: 'MatMulBnb4',
      attrs: { K: 64, N: 10, block_size: 64, quant_type: 1 },
      inputs: [f32(3, 64), bytes(320), floats(10)],
    },
    640,
  ],
  [
    'MatMulFpQ4',
    { op: 'MatMulFpQ4', attrs: { blk_quant_type: 1 }, inputs: [f32(3, 64), bytes(400), holding('i64', [64, 10])] },
    640,
  ],
  [
    'MatMulPacked',
    { op: 'MatMulPacked', attrs: { K: 32, N: 5, packed_type: 'q8' }, inputs: [f32(3, 32), bytes(5, 34)] },
    160,
  ],
  [
    'MatMulBlockQuantizedFp4Weight',
    {
      op: 'MatMulBlockQuantizedFp4Weight',
      attrs: { block_size: 16 },
      inputs: [f32(3, 64), bytes(10, 32), bytes(10, 4), floats(1)],
    },
    640,
  ],
  [
    'MatMulNBitsMlp: gate and up',
    {
      op: 'MatMulNBitsMlp',
      attrs: { K: 64, N: 10, block_size: 32, activation: 'silu' },
      inputs: [f32(3, 64), null, floats(64), bytes(10, 2, 16), floats(20), null, bytes(10, 2, 16), floats(20)],
    },
    64 + 2 * 640,
  ],
  [
    'MatMulNBitsQkv',
    {
      op: 'MatMulNBitsQkv',
      attrs: qkv,
      inputs: [
        f32(3, 64),
        null,
        floats(64),
        bytes(32, 2, 16),
        floats(64),
        null,
        bytes(16, 2, 16),
        floats(32),
        null,
        bytes(16, 2, 16),
        floats(32),
        floats(16),
      ],
      outputs: 3,
    },
    64 + 64 * (32 + 16 + 16) + 16,
  ],
  [
    'MatMulNBitsQLoRA: the weight and its adapter of rank 8',
    {
      op: 'MatMulNBitsQLoRA',
      attrs: lora,
      inputs: [f32(3, 64), bytes(32, 4, 8), floats(128), bytes(8, 4, 8), floats(32), bytes(32, 1, 8), floats(32)],
    },
    64 * 32 + 64 * 8 + 8 * 32,
  ],
  [
    'QMoE of 4 bits: all experts',
    {
      op: 'QMoE',
      attrs: { k: 2, expert_weight_bits: 4, activation_type: 'silu' },
      inputs: [f32(6, 32), f32(6, 4), bytes(4, 64, 16), floats(4, 64), null, bytes(4, 32, 32), floats(4, 32)],
    },
    2 * 4 * 32 * 64,
  ],
  [
    'MoEPacked: three matrices of each expert',
    {
      op: 'MoEPacked',
      attrs: { k: 2 },
      inputs: [f32(5, 32), f32(5, 8), bytes(8, 64, 20), bytes(8, 64, 20), bytes(8, 32, 40)],
    },
    3 * 8 * 64 * 32,
  ],
  [
    'GatherBlockQuantized: a table of 4 bits in bytes',
    {
      op: 'GatherBlockQuantized',
      attrs: { block_size: 16 },
      inputs: [bytes(100, 32), of('i64', 3), floats(100, 4), bytes(100, 2)],
    },
    6400,
  ],
  [
    'GatherBlockQuantized: a table of a 4-bit type',
    {
      op: 'GatherBlockQuantized',
      attrs: { block_size: 16 },
      inputs: [stored('u4', 100, 64), of('i64', 3), floats(100, 4)],
    },
    6400,
  ],
  [
    'GatherPacked',
    { op: 'GatherPacked', attrs: { K: 256, packed_type: 0 }, inputs: [bytes(100, 144), of('i64', 'b', 's')] },
    25_600,
  ],
])('%s', (_, call, expected) => {
  expect(countOne({ ...call, domain: ms }).params).toBe(expected);
});

const rows = sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows();

function totals(name: string): ModelReport['totals'] {
  const row = rows.find((one) => one.name === name);
  if (row === undefined) throw new Error(`no ${name} in the corpus`);
  return countModel(corpusModel(row)).totals;
}

test.skipIf(rows.length === 0)('a net has as many parameters in 4 bits as in floats', () => {
  const [whole, packed] = [totals('hf_llama_tiny_ts17'), totals('q_llama_tiny_matmulnbits4')];
  expect(packed.params).toBe(whole.params);
  expect(packed.weightBytes).toBeLessThan((whole.weightBytes ?? 0n) / 2n);
});
