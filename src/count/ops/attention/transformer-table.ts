import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import { opIn } from '#count/ops/registry.ts';
import {
  embeddingForm,
  embeddingNormCost,
  embeddingNormShape,
  quantizedEmbeddingForm,
} from '#count/ops/norm/embedding-norm.ts';
import {
  causalConvCost,
  causalConvForm,
  causalConvShape,
  deltaNetCost,
  deltaNetShape,
  linearAttentionCost,
  linearAttentionShape,
  mambaCost,
  mambaShape,
  packedConvForm,
} from './linear-attention.ts';
import { lowRankMixCost, lowRankMixShape } from '#count/ops/matmul/low-rank-mix.ts';
import {
  groupRouterCost,
  groupRouterShape,
  moeCost,
  moeForm,
  moeShape,
  packedMoeCost,
  quantizedMoeForm,
} from '#count/ops/matmul/moe.ts';
import {
  angleRotaryCost,
  angleRotaryShape,
  normRotaryCost,
  normRotaryShape,
  rotaryEmbeddingCost,
  rotaryShape,
} from './rotary.ts';

/** `layers` matrices of inner × H an expert, two of them where gate and value are one. */
const experts =
  'active = tokens·k; M = active·inner·H·layers; F = active·(inner·(layers − 1)·[bias] + H·[bias] + inner·(F_act + [product])); T = active·inner·T_act (all experts in denseMacs)';
const causal = 'M = N·k; F = N·[bias] + 4N·[SiLU]; T = N·[SiLU]';
const recurrence =
  'state = Hkv·dk·dv; M = tokens·(state·(1 + [delta]) + Hq·dk·dv); F = tokens·(state·(1 + [decay]) + Hq·dv + 2·Hkv·dv·[delta]); T = tokens·decays';
const deltaNet =
  'state = Hkv·dk·dv; gates = tokens·decays; rates = tokens·Hkv·[rate]; rows = 2·tokens·Hk·[norm]; M = tokens·(state·(1 + [delta]) + Hr·dk·dv); F = tokens·(state·(1 + [decay]) + Hr·dv + 2·Hkv·dv·[delta]) + gates·(3 + F_act)·[gate] + 3·rates + rows·(3·dk + 1); T = gates + gates·T_act·[gate] + rates + rows';

function ms(name: string, row: Omit<OpRow, 'since'>): OpEntry {
  return opIn('com.microsoft', name, { since: 1, ...row });
}

/** Parts of transformers and state-space models as onnxruntime fuses them: experts, embeddings, positions, recurrences. */
export const transformerOps: readonly OpEntry[] = [
  ms('CausalConvWithState', {
    shape: causalConvShape(causalConvForm),
    cost: causalConvCost(causalConvForm),
    formula: causal,
  }),
  ms('EmbedLayerNormalization', {
    shape: embeddingNormShape(embeddingForm),
    cost: embeddingNormCost(embeddingForm),
    formula: 'F = 8N + N·[segments] + 3R; T = R',
  }),
  ms('GatedDeltaNet', { shape: deltaNetShape, cost: deltaNetCost, formula: deltaNet }),
  ms('GemmaRotaryEmbedding', {
    shape: angleRotaryShape,
    cost: angleRotaryCost,
    formula: 'F = 3·N_q + 3·N_k; T = 2·angles',
  }),
  ms('HyperConnectionLowRankMix', {
    shape: lowRankMixShape,
    cost: lowRankMixCost,
    formula: 'M = N·(2r + C); F = 9N + 2N·[previous block] + tokens·(5r + 7C + H); T = N + tokens·(r + 2C)',
  }),
  ms('LinearAttention', { shape: linearAttentionShape, cost: linearAttentionCost, formula: recurrence }),
  ms('MRotaryEmbedding', { shape: rotaryShape, cost: rotaryEmbeddingCost, formula: 'F = 3·N_rotated' }),
  ms('Mamba2Verify', {
    shape: mambaShape,
    cost: mambaCost,
    formula:
      'M = rows·(4·channels + 2·heads·state·width); F = rows·(2·heads·state·width + 13·heads·width + 5·channels + 4·heads + 2·groups); T = rows·(channels + 3·heads + heads·width + groups)',
  }),
  ms('MoE', { shape: moeShape, cost: moeCost(moeForm), formula: experts }),
  ms('MoEGroupRouter', {
    shape: groupRouterShape,
    cost: groupRouterCost,
    formula: 'M = N·width·[projection]; F = 4N; T = 2N − N·[projection]',
  }),
  ms('MoEPacked', { shape: moeShape, cost: packedMoeCost, formula: experts }),
  ms('QEmbedLayerNormalization', {
    shape: embeddingNormShape(quantizedEmbeddingForm),
    cost: embeddingNormCost(quantizedEmbeddingForm),
    formula: 'F = 12N + 3N·[segments] + 3R; T = R',
  }),
  ms('QMoE', { shape: moeShape, cost: moeCost(quantizedMoeForm), formula: experts }),
  ms('RMSNormRotary', {
    shape: normRotaryShape,
    cost: normRotaryCost,
    formula: 'F = 4N + 2R + 3·N_rotated; T = R',
  }),
  ms('RotaryEmbedding', {
    shape: rotaryShape,
    cost: rotaryEmbeddingCost,
    formula: 'F = 3·N_rotated',
  }),
  ms('VarlenCausalConvWithState', {
    shape: causalConvShape(packedConvForm),
    cost: causalConvCost(packedConvForm),
    formula: causal,
  }),
];
