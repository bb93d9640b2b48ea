import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import { free, view } from '#count/ops/cost.ts';
import { opIn } from '#count/ops/registry.ts';
import { erfGelu, scaledSilu, swishCost, tanhGelu } from './activation.ts';
import { perElement, sameAsInput } from './elementwise.ts';
import {
  allFiniteShape,
  complexShape,
  fusedCost,
  fusedDropoutCost,
  fusedDropoutShape,
  fusedShape,
  hashShape,
  inverseCost,
  inverseShape,
  splitCost,
  splitShape,
} from './fused.ts';
import {
  branchNormCost,
  decayGateCost,
  decayGateShape,
  gatedAddCost,
  gatedLinearCost,
  gatedLinearShape,
  gatedNormCost,
  memoryGateCost,
  memoryGateShape,
  postMixCost,
  preMixCost,
  preMixShape,
} from './gated.ts';
import { trilu } from '#count/ops/movement/select.ts';
import { alongAxis } from '#count/ops/norm/softmax.ts';

/** An operator of onnxruntime's own domain, version 1. */
function ms(name: string, row: Omit<OpRow, 'since'>): OpEntry {
  return opIn('com.microsoft', name, { since: 1, ...row });
}

const softmax = { elementwise: 4, transcendentals: 1 };

const activations: readonly OpEntry[] = [
  ms('BiasAdd', { shape: fusedShape(3, [1, 2]), cost: fusedCost({}, [1, 2]), formula: 'F = 2N' }),
  ms('BiasGelu', {
    shape: fusedShape(2, [1]),
    cost: fusedCost(erfGelu, [1]),
    formula: 'F = 5N; T = N',
  }),
  ms('BiasSoftmax', { shape: alongAxis(1), cost: fusedCost(softmax, [1]), formula: 'F = 5N; T = N' }),
  ms('BiasSplitGelu', { shape: splitShape, cost: splitCost(erfGelu), formula: 'F = N_in + 5N; T = N' }),
  ms('FastGelu', {
    shape: fusedShape(1, [1]),
    cost: fusedCost(tanhGelu, [1]),
    formula: 'F = 6N + N·[bias]; T = 2N',
  }),
  ms('Gelu', { shape: sameAsInput, cost: perElement(erfGelu), formula: 'F = 4N; T = N' }),
  ms('QuickGelu', { shape: sameAsInput, cost: swishCost(1.702), formula: 'F = 5N; T = N' }),
  ms('ScaledSiLU', { shape: sameAsInput, cost: perElement(scaledSilu), formula: 'F = 5N; T = N' }),
  ms('SwiGLU', {
    shape: gatedLinearShape,
    cost: gatedLinearCost,
    formula: 'F = 5N + N·[alpha ≠ 1] + N·[beta] + 3N·[limit]; T = N',
  }),
];

const dropouts: readonly OpEntry[] = [
  ms('BiasDropout', {
    shape: fusedDropoutShape(2, [1, 2], 'bools'),
    cost: fusedDropoutCost({ input: 4 }, [1, 2]),
    formula: 'F = N + N·[residual] + 2N·[training]',
  }),
  ms('BitmaskBiasDropout', {
    shape: fusedDropoutShape(2, [1, 2], 'bits'),
    cost: fusedDropoutCost({ input: 4 }, [1, 2]),
    formula: 'F = N + N·[residual] + 2N·[training]',
  }),
  ms('BitmaskDropout', {
    shape: fusedDropoutShape(1, [], 'bits'),
    cost: fusedDropoutCost({ input: 2 }, []),
    formula: 'F = 2N·[training]',
  }),
];

const gates: readonly OpEntry[] = [
  ms('BranchwiseRMSNorm', {
    shape: sameAsInput,
    cost: branchNormCost,
    formula: 'F = 3N + N·[scale] + 2R; T = R',
  }),
  ms('EngramGate', {
    shape: memoryGateShape,
    cost: memoryGateCost,
    formula: 'F = 11N + 12R + (4N + 2R)·[second output]; T = 4R + R·[second output]',
  }),
  ms('GatedAdd', { shape: fusedShape(3, [1, 2]), cost: gatedAddCost, formula: 'F = 2N' }),
  ms('GatedRMSNorm', {
    shape: fusedShape(3, [2]),
    cost: gatedNormCost,
    formula: 'F = 9N − N·[sigmoid] + 2R; T = N + R',
  }),
  ms('HyperConnectionPostMix', {
    shape: fusedShape(3, []),
    cost: postMixCost,
    formula: 'M = N·branches·[mixing matrix]; F = 2N',
  }),
  ms('HyperConnectionPreMix', { shape: preMixShape, cost: preMixCost, formula: 'F = 2·N_in + N' }),
  ms('LinearAttentionGate', {
    shape: decayGateShape,
    cost: decayGateCost,
    formula: 'F = 3N + 3N·[beta]; T = 2N + N·[beta]',
  }),
];

const others: readonly OpEntry[] = [
  ms('ComplexMul', { shape: complexShape, cost: perElement({ elementwise: 3 }), formula: 'F = 3N' }),
  ms('ComplexMulConj', { shape: complexShape, cost: perElement({ elementwise: 3 }), formula: 'F = 3N' }),
  ms('Inverse', { shape: inverseShape, cost: inverseCost, formula: 'M = B·n^3' }),
  ms('IsAllFinite', { shape: allFiniteShape, cost: () => free, formula: '0' }),
  ms('MurmurHash3', { shape: hashShape, cost: () => free, formula: '0 (integer arithmetic)' }),
  ms('SampleOp', { shape: sameAsInput, cost: () => view, formula: '0' }),
  ms('Trilu', { shape: trilu, cost: () => free, formula: '0' }),
];

/** Fused activations, gates and the like of onnxruntime. */
export const fusedOps: readonly OpEntry[] = [...activations, ...dropouts, ...gates, ...others];
