import type { CostRule, OpEntry, OpRow, ShapeRule } from '../registry.ts';
import type { GemmForm, MatMulForm } from '../rules/matmul.ts';
import { dtypeAt } from '../call.ts';
import { op, opIn, opsLike } from '../registry.ts';
import { dtypeOfInput, int32 } from '../rules/conv.ts';
import { activationAttrCost, fusedActivation } from '../rules/fused-activation.ts';
import { distancesCost, distancesShape, determinantCost, determinantShape } from '../rules/linear-algebra.ts';
import { gemmCost, gemmShape, matMulCost, matMulShape, plainGemm, plainMatMul } from '../rules/matmul.ts';
import {
  byteWeights,
  gatedMlpCost,
  gatedMlpShape,
  loraCost,
  nibbleWeights,
  packedBnb4,
  packedByAttrs,
  packedByInput,
  packedCost,
  packedRows,
  packedShape,
  qkvCost,
  qkvShape,
} from '../rules/packed-matmul.ts';
import type { Packing } from '../rules/packed-matmul.ts';
import {
  dynamicMatMul,
  dynamicMatMulCost,
  float8Gemm,
  gatedRouterCost,
  gatedRouterShape,
  matMulToFloat,
  matMulToFloatCost,
  quantizedGemm,
} from '../rules/quantized-matmul.ts';

const oracle = 'node oracle, corpus';
const runtime = 'onnxruntime schema, definition';
const product = 'M = prod(out)·K';
const gemm = 'M = m·n·k; F = N bias, N each for alpha ≠ 1 and beta ≠ 1';

function matMul(form: MatMulForm, row: Omit<OpRow, 'shape' | 'since'> & { readonly since?: number }): OpRow {
  return { since: 1, shape: matMulShape(form), cost: matMulCost(form), ...row };
}

const gemmOf = (form: GemmForm, cost: CostRule = gemmCost(form), formula = gemm, verified = runtime): OpRow => ({
  since: 1,
  shape: gemmShape(form),
  cost,
  formula,
  verified,
});

const ms = (name: string, row: Omit<OpRow, 'since' | 'verified'> & { readonly verified?: string }): OpEntry =>
  opIn('com.microsoft', name, { since: 1, verified: runtime, ...row });

function packed(
  name: string,
  packing: Packing,
  bias: number,
  formula = `${product} at the packed width; F = N bias`,
): OpEntry {
  return ms(name, { shape: packedShape(packing), cost: packedCost(packing, bias), formula });
}

const turning: MatMulForm = { ...plainMatMul, turns: true };
const quantized: MatMulForm = { a: 0, b: 3, dtype: dtypeOfInput(7) };
const ordered: MatMulForm = { a: 0, b: 2, bias: 5 };
const words: MatMulForm = {
  a: 0,
  b: 1,
  dtype: (call) => (dtypeAt(call, 0) === 'u16' && dtypeAt(call, 1) === 'u16' ? 'u32' : 'i32'),
};
const gelu: MatMulForm = { ...plainMatMul, bias: 2 };
const determinant: { readonly shape: ShapeRule; readonly cost: CostRule } = {
  shape: determinantShape,
  cost: determinantCost,
};

/** Products of matrices: batched, affine, quantised, packed and fused; determinants and distances. */
export const matMulOps: readonly OpEntry[] = [
  op('Det', {
    since: 11,
    ...determinant,
    formula: 'M = n(n − 1)(2n − 1)/6, F = n(n − 1)/2 + n − 1 a matrix (elimination)',
    verified: 'node oracle, brute force',
  }),
  op('Gemm', gemmOf(plainGemm, undefined, undefined, oracle)),
  op('MatMul', matMul(plainMatMul, { formula: product, verified: oracle })),
  op('MatMulInteger', matMul({ ...plainMatMul, dtype: int32 }, { since: 10, formula: product, verified: oracle })),
  op('QLinearMatMul', matMul(quantized, { since: 10, formula: product, verified: 'node oracle' })),
  ms('CDist', { shape: distancesShape, cost: distancesCost, formula: 'F = (3n − 1)N; T = N for euclidean' }),
  ms('DynamicQuantizeMatMul', {
    shape: matMulShape(dynamicMatMul),
    cost: dynamicMatMulCost,
    formula: `${product}; F = DynamicQuantizeLinear of A + N scale + scales + N bias`,
  }),
  ms('FusedGemm', gemmOf(plainGemm, gemmCost(plainGemm, activationAttrCost), `${gemm}; F and T of the activation`)),
  ...opsLike(
    'com.microsoft',
    ['FusedMatMul', 'TransposeMatMul', 'SparseToDenseMatMul'],
    matMul(turning, { formula: `${product}; F = N for alpha ≠ 1`, verified: runtime }),
  ),
  ms(
    'FusedMatMulActivation',
    matMul(turning, {
      cost: matMulCost(turning, activationAttrCost),
      formula: `${product}; F = N for alpha ≠ 1; F and T of the activation`,
    }),
  ),
  ms(
    'GemmFastGelu',
    matMul(gelu, {
      cost: matMulCost(gelu, (_, size) => fusedActivation('FastGelu', size)),
      formula: `${product}; F = N bias + 6N; T = 2N`,
    }),
  ),
  ms('GemmFloat8', gemmOf(float8Gemm, gemmCost(float8Gemm, activationAttrCost), `${gemm}; F and T of the activation`)),
  packed('MatMulBlockQuantizedFp4Weight', nibbleWeights, 5),
  packed('MatMulBlockQuantizedFp8Weight', byteWeights, 4),
  packed('MatMulBnb4', packedBnb4, -1, `${product} in 4 bits`),
  packed('MatMulFpQ4', packedByInput, -1, `${product} in 4 bits`),
  ms('MatMulInteger16', matMul(words, { formula: product })),
  ms('MatMulIntegerToFloat', {
    shape: matMulShape(matMulToFloat),
    cost: matMulToFloatCost,
    formula: `${product}; F = N scale + scales + N bias`,
  }),
  packed('MatMulNBits', packedByAttrs, 5),
  ms('MatMulNBitsMlp', {
    shape: gatedMlpShape,
    cost: gatedMlpCost,
    formula: 'M = 2·rows·K·N; F = 4·N_in + 2R norm + N_in skip + N each bias + activation + N; T = R norm',
  }),
  ms('MatMulNBitsQLoRA', {
    shape: packedShape(packedByAttrs),
    cost: loraCost,
    formula: 'M = rows·(N·K + R·K + N·R); F = N',
  }),
  ms('MatMulNBitsQkv', {
    shape: qkvShape,
    cost: qkvCost,
    formula: 'M = rows·K·(Nq + 2·Nkv); F = 4·N_in + 2R norm + N_in skip + N each bias; T = R',
  }),
  packed('MatMulPacked', packedRows, -1, `${product} at the packed width; F and T of the activation`),
  ms('QGemm', gemmOf(quantizedGemm, undefined, 'M = m·n·k; F = N bias, N for alpha ≠ 1', 'corpus, definition')),
  ms('QOrderedMatMul', matMul(ordered, { formula: `${product}; F = N bias` })),
  ms('RouterGateUpProj', {
    shape: gatedRouterShape,
    cost: gatedRouterCost,
    formula: 'M = rows·K·(router + 2·inter); F = 5·rows·inter; T = rows·inter',
  }),
];
