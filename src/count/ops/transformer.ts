import type { OpEntry, OpRow } from '../registry.ts';
import { opIn } from '../registry.ts';
import {
  embeddingForm,
  embeddingNormCost,
  embeddingNormShape,
  quantizedEmbeddingForm,
} from '../rules/embedding-norm.ts';
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
} from '../rules/linear-attention.ts';
import { lowRankMixCost, lowRankMixShape } from '../rules/low-rank-mix.ts';
import {
  groupRouterCost,
  groupRouterShape,
  moeCost,
  moeForm,
  moeShape,
  packedMoeCost,
  quantizedMoeForm,
} from '../rules/moe.ts';
import {
  angleRotaryCost,
  angleRotaryShape,
  normRotaryCost,
  normRotaryShape,
  rotaryEmbeddingCost,
  rotaryShape,
} from '../rules/rotary.ts';

const experts =
  'M = tokens·k·(matrices of one expert); F = biases, activation; T = activation; all experts in denseMacs';
const causal = 'M = N·k; F = N for a bias, 4N for SiLU; T = N for SiLU';
const recurrence = 'as LinearAttention; gates, rates and norms as operators of their own';

function ms(name: string, row: Omit<OpRow, 'since'>): OpEntry {
  return opIn('com.microsoft', name, { since: 1, verified: 'definition', ...row });
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
    formula: 'F = N (2N with segments) + 7N + 3R; T = R',
    verified: 'runtime',
  }),
  ms('GatedDeltaNet', { shape: deltaNetShape, cost: deltaNetCost, formula: recurrence }),
  ms('GemmaRotaryEmbedding', {
    shape: angleRotaryShape,
    cost: angleRotaryCost,
    formula: 'F = 3 an element of q and k; T = 2 an angle',
  }),
  ms('HyperConnectionLowRankMix', {
    shape: lowRankMixShape,
    cost: lowRankMixCost,
    formula: 'a token M = C·H·(2·R + C); F, T by its definition',
  }),
  ms('LinearAttention', { shape: linearAttentionShape, cost: linearAttentionCost, formula: recurrence }),
  ms('MRotaryEmbedding', { shape: rotaryShape, cost: rotaryEmbeddingCost, formula: 'F = 3 an element rotated' }),
  ms('Mamba2Verify', {
    shape: mambaShape,
    cost: mambaCost,
    formula: 'M = R·(4·channels + 2·heads·state·width); F, T by its definition',
  }),
  ms('MoE', { shape: moeShape, cost: moeCost(moeForm), formula: experts, verified: 'runtime' }),
  ms('MoEGroupRouter', {
    shape: groupRouterShape,
    cost: groupRouterCost,
    formula: 'F = 4N; T = 2N; M = N·width with projection',
  }),
  ms('MoEPacked', { shape: moeShape, cost: packedMoeCost, formula: experts }),
  ms('QEmbedLayerNormalization', {
    shape: embeddingNormShape(quantizedEmbeddingForm),
    cost: embeddingNormCost(quantizedEmbeddingForm),
    formula: 'as EmbedLayerNormalization; F + 2 an element dequantised',
  }),
  ms('QMoE', { shape: moeShape, cost: moeCost(quantizedMoeForm), formula: experts }),
  ms('RMSNormRotary', {
    shape: normRotaryShape,
    cost: normRotaryCost,
    formula: 'as RMSNormalization, then 3 an element rotated',
  }),
  ms('RotaryEmbedding', {
    shape: rotaryShape,
    cost: rotaryEmbeddingCost,
    formula: 'F = 3 an element rotated',
    verified: 'runtime',
  }),
  ms('VarlenCausalConvWithState', {
    shape: causalConvShape(packedConvForm),
    cost: causalConvCost(packedConvForm),
    formula: causal,
  }),
];
