import type { CostRule, OpEntry, OpRow, ShapeRule } from '#count/ops/registry.ts';
import type { GemmForm, MatMulForm } from './matmul.ts';
import { dtypeAt } from '#count/ops/call.ts';
import { op, opIn, opsLike } from '#count/ops/registry.ts';
import { dtypeOfInput, int32 } from '#count/ops/conv/conv.ts';
import { activationAttrCost, fusedActivation } from '#count/ops/elementwise/fused-activation.ts';
import { distancesCost, distancesShape, determinantCost, determinantShape } from './linear-algebra.ts';
import { gemmCost, gemmShape, matMulCost, matMulShape, plainGemm, plainMatMul } from './matmul.ts';
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
} from './packed-matmul.ts';
import type { Packing } from './packed-matmul.ts';
import {
  dynamicMatMul,
  dynamicMatMulCost,
  float8Gemm,
  gatedRouterCost,
  gatedRouterShape,
  matMulToFloat,
  matMulToFloatCost,
  quantizedGemm,
} from './quantized-matmul.ts';

const product = 'M = prod(out)·K';
const gemm = 'M = m·n·k; F = N·([bias] + [alpha ≠ 1] + [beta ≠ 1])';
const gemmActivated = 'M = m·n·k; F = N·([bias] + [alpha ≠ 1] + [beta ≠ 1] + F_act); T = N·T_act';

function matMul(form: MatMulForm, row: Omit<OpRow, 'shape' | 'since'> & { readonly since?: number }): OpRow {
  return { since: 1, shape: matMulShape(form), cost: matMulCost(form), ...row };
}

const gemmOf = (form: GemmForm, cost: CostRule = gemmCost(form), formula = gemm): OpRow => ({
  since: 1,
  shape: gemmShape(form),
  cost,
  formula,
});

const ms = (name: string, row: Omit<OpRow, 'since'>): OpEntry => opIn('com.microsoft', name, { since: 1, ...row });

function packed(
  name: string,
  packing: Packing,
  bias: number,
  formula = `${product}; F = N·[bias] (at the packed width)`,
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
    formula: 'M = B·n·(n − 1)·(2n − 1)/6; F = B·(n·(n − 1)/2 + n − 1) (by elimination)',
  }),
  op('Gemm', gemmOf(plainGemm)),
  op('MatMul', matMul(plainMatMul, { formula: product })),
  op('MatMulInteger', matMul({ ...plainMatMul, dtype: int32 }, { since: 10, formula: product })),
  op('QLinearMatMul', matMul(quantized, { since: 10, formula: product })),
  ms('CDist', { shape: distancesShape, cost: distancesCost, formula: 'F = (3n − 1)N; T = N·[euclidean]' }),
  ms('DynamicQuantizeMatMul', {
    shape: matMulShape(dynamicMatMul),
    cost: dynamicMatMulCost,
    formula: `${product}; F = 4·N_A + 9 + N + scales + N·[bias]`,
  }),
  ms('FusedGemm', gemmOf(plainGemm, gemmCost(plainGemm, activationAttrCost), gemmActivated)),
  ...opsLike(
    'com.microsoft',
    ['FusedMatMul', 'TransposeMatMul', 'SparseToDenseMatMul'],
    matMul(turning, { formula: `${product}; F = N·[alpha ≠ 1]` }),
  ),
  ms(
    'FusedMatMulActivation',
    matMul(turning, {
      cost: matMulCost(turning, activationAttrCost),
      formula: `${product}; F = N·([alpha ≠ 1] + F_act); T = N·T_act`,
    }),
  ),
  ms(
    'GemmFastGelu',
    matMul(gelu, {
      cost: matMulCost(gelu, (_, size) => fusedActivation('FastGelu', size)),
      formula: `${product}; F = N·[bias] + 6N; T = 2N`,
    }),
  ),
  ms('GemmFloat8', gemmOf(float8Gemm, gemmCost(float8Gemm, activationAttrCost), gemmActivated)),
  packed('MatMulBlockQuantizedFp4Weight', nibbleWeights, 5),
  packed('MatMulBlockQuantizedFp8Weight', byteWeights, 4),
  packed('MatMulBnb4', packedBnb4, -1, `${product} (in 4 bits)`),
  packed('MatMulFpQ4', packedByInput, -1, `${product} (in 4 bits)`),
  ms('MatMulInteger16', matMul(words, { formula: product })),
  ms('MatMulIntegerToFloat', {
    shape: matMulShape(matMulToFloat),
    cost: matMulToFloatCost,
    formula: `${product}; F = N + scales + N·[bias]`,
  }),
  packed('MatMulNBits', packedByAttrs, 5),
  ms('MatMulNBitsMlp', {
    shape: gatedMlpShape,
    cost: gatedMlpCost,
    formula:
      'M = 2·rows·K·n; F = (4·N_in + 2·rows)·[norm] + N_in·[skip] + rows·n·([gate bias] + [up bias] + F_act + 1); T = rows·[norm] + rows·n·T_act',
  }),
  ms('MatMulNBitsQLoRA', {
    shape: packedShape(packedByAttrs),
    cost: loraCost,
    formula: 'M = rows·(n·K + r·K + n·r); F = N',
  }),
  ms('MatMulNBitsQkv', {
    shape: qkvShape,
    cost: qkvCost,
    formula:
      'M = rows·K·(Nq + 2·Nkv); F = (4·N_in + 2·rows)·[norm] + N_in·[skip] + rows·(Nq·[q bias] + Nkv·([k bias] + [v bias])); T = rows·[norm]',
  }),
  packed('MatMulPacked', packedRows, -1, `${product}; F = N·F_act; T = N·T_act (at the packed width)`),
  ms('QGemm', gemmOf(quantizedGemm, undefined, 'M = m·n·k; F = N·([bias] + [alpha ≠ 1])')),
  ms('QOrderedMatMul', matMul(ordered, { formula: `${product}; F = N·[bias]` })),
  ms('RouterGateUpProj', {
    shape: gatedRouterShape,
    cost: gatedRouterCost,
    formula: 'M = rows·K·(router + 2·inter); F = 5·rows·inter; T = rows·inter',
  }),
];
