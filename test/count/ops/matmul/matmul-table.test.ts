import { expect, test } from 'vitest';
import type { OneInput, OneOp } from '../../../support/one-op.ts';
import { judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const count = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
const filled = (dtype: OneInput['dtype'], ...dims: readonly number[]): OneInput => ({
  dtype,
  dims,
  data: Array.from({ length: count(dims) }, (_, i) => (i * 7) % 5),
});
const x = (...dims: readonly number[]): OneInput => filled('f32', ...dims);
const scalar = (dtype: OneInput['dtype'], value: number): OneInput => ({ dtype, dims: [], data: [value] });
const list = (...data: readonly number[]): OneInput => ({ dtype: 'i64', dims: [data.length], data, asked: true });
const ms = 'com.microsoft';
const scale = scalar('f32', 0.5);

const rows: readonly (readonly [string, OneOp])[] = [
  ['matrices', { op: 'MatMul', inputs: [x(3, 4), x(4, 5)] }],
  ['batches broadcast', { op: 'MatMul', inputs: [x(2, 1, 3, 4), x(5, 4, 2)] }],
  ['vector by matrix', { op: 'MatMul', inputs: [x(4), x(2, 4, 5)] }],
  ['matrix by vector', { op: 'MatMul', inputs: [x(2, 3, 4), x(4)] }],
  ['two vectors', { op: 'MatMul', inputs: [x(4), x(4)] }],
  ['an empty contraction', { op: 'MatMul', inputs: [x(2, 0), x(0, 3)] }],
  ['integers', { op: 'MatMulInteger', inputs: [filled('u8', 2, 3), filled('i8', 3, 4)] }],
  [
    'quantised',
    {
      op: 'QLinearMatMul',
      inputs: [
        filled('u8', 2, 3),
        scale,
        scalar('u8', 1),
        filled('u8', 3, 4),
        scale,
        scalar('u8', 2),
        scale,
        scalar('u8', 3),
      ],
    },
  ],
  ['gemm', { op: 'Gemm', attrs: { transA: 1, transB: 1, alpha: 0.5 }, inputs: [x(4, 3), x(5, 4), x(5)] }],
  ['gemm without C', { op: 'Gemm', inputs: [x(3, 4), x(4, 5)] }],
  ['gemm with a column', { op: 'Gemm', inputs: [x(3, 4), x(4, 5), x(3, 1)] }],
  ['einsum: matrices', { op: 'Einsum', attrs: { equation: 'ij,jk->ik' }, inputs: [x(2, 3), x(3, 4)] }],
  ['einsum: implicit output', { op: 'Einsum', attrs: { equation: 'ba' }, inputs: [x(2, 3)] }],
  [
    'einsum: attention',
    { op: 'Einsum', attrs: { equation: 'bhid,bhjd->bhij' }, inputs: [x(1, 2, 3, 4), x(1, 2, 5, 4)] },
  ],
  ['einsum: ellipsis', { op: 'Einsum', attrs: { equation: '...ij,...jk->...ik' }, inputs: [x(2, 2, 3), x(2, 3, 4)] }],
  ['einsum: ellipsis moved', { op: 'Einsum', attrs: { equation: 'i...j->...ij' }, inputs: [x(2, 4, 5, 3)] }],
  ['einsum: diagonal', { op: 'Einsum', attrs: { equation: 'iij->ij' }, inputs: [x(2, 2, 3)] }],
  ['einsum: trace', { op: 'Einsum', attrs: { equation: 'ii->' }, inputs: [x(3, 3)] }],
  ['einsum: size 1 broadcasts', { op: 'Einsum', attrs: { equation: 'ij,j->i' }, inputs: [x(2, 1), x(5)] }],
  ['einsum: scalar', { op: 'Einsum', attrs: { equation: 'ij,->ij' }, inputs: [x(2, 3), scalar('f32', 2)] }],
  [
    'einsum: three operands',
    { op: 'Einsum', attrs: { equation: ' ij , jk,kl -> il' }, inputs: [x(2, 3), x(3, 4), x(4, 5)] },
  ],
  ['determinants', { op: 'Det', opset: 11, inputs: [x(2, 3, 3)] }],
  [
    'fused, transposed',
    { op: 'FusedMatMul', domain: ms, attrs: { transA: 1, transB: 1 }, inputs: [x(2, 4, 3), x(5, 4)] },
  ],
  [
    'fused, batches transposed',
    {
      op: 'FusedMatMul',
      domain: ms,
      attrs: { transBatchA: 1, transBatchB: 1, transB: 1 },
      inputs: [x(3, 2, 4), x(5, 2, 4)],
    },
  ],
  ['transposed', { op: 'TransposeMatMul', domain: ms, attrs: { transA: 1 }, inputs: [x(4, 3), x(4, 5)] }],
  ['fused gemm', { op: 'FusedGemm', domain: ms, attrs: { activation: 'Relu' }, inputs: [x(3, 4), x(4, 5), x(5)] }],
  [
    'quantised on the fly',
    {
      op: 'DynamicQuantizeMatMul',
      domain: ms,
      inputs: [x(2, 3, 4), filled('u8', 4, 5), scale, scalar('u8', 1), x(5)],
    },
  ],
  [
    'integers to float',
    {
      op: 'MatMulIntegerToFloat',
      domain: ms,
      inputs: [filled('u8', 2, 4), filled('u8', 4, 5), scale, scale, scalar('u8', 0), scalar('u8', 1)],
    },
  ],
  [
    'quantised gemm',
    {
      op: 'QGemm',
      domain: ms,
      attrs: { transB: 1 },
      inputs: [
        filled('u8', 2, 4),
        scale,
        scalar('u8', 0),
        filled('u8', 5, 4),
        scale,
        scalar('u8', 1),
        null,
        scale,
        scalar('u8', 3),
      ],
    },
  ],
  [
    'quantised gemm to float',
    {
      op: 'QGemm',
      domain: ms,
      inputs: [filled('u8', 2, 4), scale, scalar('u8', 0), filled('u8', 4, 5), scale, scalar('u8', 1)],
    },
  ],
  [
    '4-bit blocks',
    {
      op: 'MatMulNBits',
      domain: ms,
      attrs: { K: 32, N: 6, bits: 4, block_size: 16 },
      inputs: [x(2, 3, 32), filled('u8', 6, 2, 8), x(12)],
    },
  ],
  [
    '4-bit normal floats',
    {
      op: 'MatMulBnb4',
      domain: ms,
      attrs: { K: 32, N: 4, block_size: 16, quant_type: 1 },
      inputs: [x(3, 32), filled('u8', 64), x(8)],
    },
  ],
  ['distances', { op: 'CDist', domain: ms, attrs: { metric: 'euclidean' }, inputs: [x(3, 4), x(5, 4)] }],
];

const verified = new Set<string>();

test.each(rows)('%s: inference agrees with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  for (const telling of tellings) {
    const { mark, got } = judgeOneOp(one, truth, telling);
    const allowed = telling === 'symbols' || telling === 'blind' ? ['right', 'unknown'] : ['right'];
    expect({ telling, got, truth, right: allowed.includes(mark) }).toMatchObject({ right: true });
  }
  for (const row of rowOfOne(one)) verified.add(row);
});

test('blocks and shapes given as contents', () => {
  const one: OneOp = {
    op: 'MatMulFpQ4',
    domain: ms,
    inputs: [x(2, 64), filled('u8', 100), list(64, 5)],
  };
  expect(judgeOneOp(one, [{ dtype: 'f32', dims: [2, 5], data: [] }], 'shapes').mark).toBe('right');
  expect(judgeOneOp(one, [{ dtype: 'f32', dims: [2, 5], data: [] }], 'blind').mark).toBe('unknown');
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'matmul'));
});
