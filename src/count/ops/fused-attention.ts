import type { OpEntry, OpRow } from '../registry.ts';
import { unknownCost } from '../cost.ts';
import { opIn } from '../registry.ts';
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
} from '../rules/cached-attention.ts';
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
} from '../rules/fused-attention.ts';
import {
  indexerShape,
  pagedCost,
  pagedForm,
  pagedShape,
  selectedAttentionCost,
  sparsePagedForm,
} from '../rules/paged-attention.ts';
import { likeInput } from '../rules/packed.ts';

const scores = 'M = B·N·S·T·(Dqk + Dv), T = past + new; on the B·N·S·T scores F = 5 (+ 1 each mask, bias), T = 1';
const projected = `projections M = B·S·D·(Dq + Dk + Dv), F = biases; then ${scores}`;

function ms(name: string, row: Omit<OpRow, 'since'>): OpEntry {
  return opIn('com.microsoft', name, { since: 1, verified: 'definition', ...row });
}

/** Attention as onnxruntime fuses it. */
export const fusedAttentionOps: readonly OpEntry[] = [
  ms('Attention', {
    shape: fusedAttentionShape(fusedForm),
    cost: fusedAttentionCost(fusedForm),
    formula: projected,
    verified: 'runtime',
  }),
  ms('DecoderAttention', {
    shape: decoderAttentionShape,
    cost: decoderAttentionCost,
    formula: `projections of what is new; then ${scores}`,
  }),
  ms('DecoderMaskedMultiHeadAttention', {
    shape: multiHeadShape(decoderForm),
    cost: multiHeadCost(decoderForm),
    formula: scores,
  }),
  ms('DecoderMaskedSelfAttention', {
    shape: fusedAttentionShape(fusedForm),
    cost: fusedAttentionCost(fusedForm),
    formula: projected,
  }),
  ms('DynamicSparseAttention', {
    shape: groupedShape(dynamicSparseForm),
    cost: selectedAttentionCost,
    formula: `${scores}, T = selected entries (+ local window); rotary 3, norms as RMSNormalization`,
  }),
  ms('GatedRelativePositionBias', {
    shape: gatedBiasShape,
    cost: gatedBiasCost,
    formula: 'M = B·N·S·h·D; F = B·N·S·(h + 2·D + 10) + N_out; T = 2·B·N·S',
  }),
  ms('GroupQueryAttention', {
    shape: groupedShape(groupedForm),
    cost: groupedCost(groupedForm),
    formula: `${scores}, T = total_sequence_length; rotary 3 an element, norms as RMSNormalization`,
    verified: 'corpus, runtime',
  }),
  ms('LongformerAttention', {
    shape: likeInput(0),
    cost: longformerCost(1),
    formula: `projections 2·B·S·D·3D; then ${scores}, dense; the window in effectiveMacs`,
  }),
  ms('MultiHeadAttention', {
    shape: multiHeadShape(multiHeadForm),
    cost: multiHeadCost(multiHeadForm),
    formula: scores,
    verified: 'runtime',
  }),
  ms('PackedAttention', {
    shape: fusedAttentionShape(packedForm),
    cost: fusedAttentionCost(packedForm),
    formula: projected,
  }),
  ms('PackedMultiHeadAttention', { shape: packedMultiHeadShape, cost: packedMultiHeadCost, formula: scores }),
  ms('PackedSparseAttentionIndexer', { shape: () => [], cost: () => unknownCost, formula: 'unknown' }),
  ms('PagedAttention', {
    shape: pagedShape,
    cost: pagedCost(pagedForm),
    formula: 'M = N·(Dqk + Dv)·Σ new·(past + new); scores as GroupQueryAttention',
  }),
  ms('QAttention', {
    shape: fusedAttentionShape(quantizedForm),
    cost: fusedAttentionCost(quantizedForm),
    formula: `${projected}; projections in integers, F + 1 each for scaling back`,
    verified: 'runtime',
  }),
  ms('QOrderedAttention', {
    shape: orderedAttentionShape,
    cost: orderedAttentionCost,
    formula: `${projected}; all in int8`,
  }),
  ms('QOrderedLongformerAttention', {
    shape: likeInput(0),
    cost: longformerCost(2),
    formula: 'as LongformerAttention, in int8',
  }),
  ms('RelativePositionBias', {
    shape: relativeBiasShape,
    cost: relativeBiasCost,
    formula: 'F = 3, T = 1 a pair of positions',
  }),
  ms('SparseAttention', {
    shape: groupedShape(sparseForm),
    cost: groupedCost(sparseForm),
    formula: `${scores}, dense, T = total_sequence_length`,
  }),
  ms('SparseAttentionIndexer', { shape: indexerShape, cost: () => unknownCost, formula: 'unknown' }),
  ms('SparsePagedAttention', {
    shape: pagedShape,
    cost: pagedCost(sparsePagedForm),
    formula: 'M = N·(Dqk + Dv)·tokens·(selected entries + local window); scores as GroupQueryAttention',
  }),
];
