import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { noRule, opIn } from '#count/ops/registry.ts';
import {
  decoderForm,
  dynamicSparseForm,
  groupedCost,
  groupedForm,
  groupedShape,
  multiHeadCost,
  multiHeadForm,
  multiHeadShape,
  packedMultiHeadCost,
  packedMultiHeadShape,
  sparseForm,
} from './cached-attention.ts';
import {
  decoderAttentionCost,
  decoderAttentionShape,
  fusedAttentionCost,
  fusedAttentionShape,
  fusedForm,
  gatedBiasCost,
  gatedBiasShape,
  longformerCost,
  orderedAttentionCost,
  orderedAttentionShape,
  packedForm,
  quantizedForm,
  relativeBiasCost,
  relativeBiasShape,
} from './fused-attention.ts';
import {
  indexerShape,
  pagedCost,
  pagedForm,
  pagedShape,
  selectedAttentionCost,
  sparsePagedForm,
} from './paged-attention.ts';
import { likeInput } from '#count/ops/movement/packed.ts';

const added = 'scores·(5 + [mask] + [score bias])';
const scores = `scores = B·Hq·Sq·Skv; M = scores·(Dqk + Dv); F = ${added} + N_biased; T = scores`;
/** Projections to `outputs` elements in all, each with `each` operations, then attention. */
const projecting = (outputs: string, each: string): string =>
  `scores = B·Hq·Sq·Skv; outputs = ${outputs}; M = outputs·D + scores·(Dqk + Dv); F = outputs·(${each}) + ${added} + 3·N_rotated; T = scores`;
const allTokens = 'tokens·Hq·(2·Dqk + Dv)';
const headed = '3·N_rotated + (4·N_normed + 2·R_normed)';
/** Grouped heads over a cache, given how many scores there are. */
const grouped = (count: string): string =>
  `scores = ${count}; M = scores·(Dqk + Dv); F = scores·(5 + [causal] + 2·[soft cap]) + 4·sinks + ${headed}; T = scores·(1 + [soft cap]) + sinks + R_normed`;

function ms(name: string, row: Omit<OpRow, 'since'>): OpEntry {
  return opIn('com.microsoft', name, { since: 1, ...row });
}

/** Attention as onnxruntime fuses it. */
export const fusedAttentionOps: readonly OpEntry[] = [
  ms('Attention', {
    shape: fusedAttentionShape(fusedForm),
    cost: fusedAttentionCost(fusedForm),
    formula: projecting(allTokens, '[bias]'),
  }),
  ms('DecoderAttention', {
    shape: decoderAttentionShape,
    cost: decoderAttentionCost,
    formula: projecting('B·(Sq + 2·new)·D', '1'),
  }),
  ms('DecoderMaskedMultiHeadAttention', {
    shape: multiHeadShape(decoderForm),
    cost: multiHeadCost(decoderForm),
    formula: scores,
  }),
  ms('DecoderMaskedSelfAttention', {
    shape: fusedAttentionShape(fusedForm),
    cost: fusedAttentionCost(fusedForm),
    formula: projecting(allTokens, '[bias]'),
  }),
  ms('DynamicSparseAttention', {
    shape: groupedShape(dynamicSparseForm),
    cost: selectedAttentionCost,
    formula: grouped('B·Hq·Sq·Skv'),
  }),
  ms('GatedRelativePositionBias', {
    shape: gatedBiasShape,
    cost: gatedBiasCost,
    formula: 'rows = B·Hq·Sq; M = rows·h·D; F = rows·(h + 2D + 10) + N; T = 2·rows',
  }),
  ms('GroupQueryAttention', {
    shape: groupedShape(groupedForm),
    cost: groupedCost(groupedForm),
    formula: grouped('B·Hq·Sq·Skv'),
  }),
  ms('LongformerAttention', {
    shape: likeInput(0),
    cost: longformerCost(1),
    formula: projecting('2·tokens·Dw', '1'),
  }),
  ms('MultiHeadAttention', {
    shape: multiHeadShape(multiHeadForm),
    cost: multiHeadCost(multiHeadForm),
    formula: scores,
  }),
  ms('PackedAttention', {
    shape: fusedAttentionShape(packedForm),
    cost: fusedAttentionCost(packedForm),
    formula: projecting(allTokens, '[bias]'),
  }),
  ms('PackedMultiHeadAttention', { shape: packedMultiHeadShape, cost: packedMultiHeadCost, formula: scores }),
  ms('PackedSparseAttentionIndexer', { shape: () => [], cost: () => unknownCost, formula: 'unknown', inWords: noRule }),
  ms('PagedAttention', {
    shape: pagedShape,
    cost: pagedCost(pagedForm),
    formula: grouped('Hq·pairs'),
  }),
  ms('QAttention', {
    shape: fusedAttentionShape(quantizedForm),
    cost: fusedAttentionCost(quantizedForm),
    formula: projecting(allTokens, '[bias] + 1'),
  }),
  ms('QOrderedAttention', {
    shape: orderedAttentionShape,
    cost: orderedAttentionCost,
    formula: projecting(allTokens, '2'),
  }),
  ms('QOrderedLongformerAttention', {
    shape: likeInput(0),
    cost: longformerCost(2),
    formula: projecting('2·tokens·Dw', '1'),
  }),
  ms('RelativePositionBias', {
    shape: relativeBiasShape,
    cost: relativeBiasCost,
    formula: 'F = 3·Sq·Skv; T = Sq·Skv',
  }),
  ms('SparseAttention', {
    shape: groupedShape(sparseForm),
    cost: groupedCost(sparseForm),
    formula: grouped('B·Hq·Sq·Skv'),
  }),
  ms('SparseAttentionIndexer', { shape: indexerShape, cost: () => unknownCost, formula: 'unknown', inWords: noRule }),
  ms('SparsePagedAttention', {
    shape: pagedShape,
    cost: pagedCost(sparsePagedForm),
    formula: grouped('Hq·pairs'),
  }),
];
