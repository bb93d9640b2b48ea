import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import { opIn } from '#count/ops/registry.ts';
import { erfGelu } from '#count/ops/elementwise/activation.ts';
import { sameAsInput } from '#count/ops/elementwise/elementwise.ts';
import { quantizeCost } from './quantize.ts';
import {
  blockFloatShape,
  convertedShape,
  fromBlockFloatShape,
  integerProductCost,
  integerProductShape,
  integerSumCost,
  integerSumShape,
  quantizedCost,
  quantizedMeanCost,
  quantizedNormCost,
  quantizedShape,
} from './quantized-math.ts';
import { reduceShape } from '#count/ops/reduce/reduce.ts';

/** An operator of onnxruntime's own domain, version 1. */
function ms(name: string, row: Omit<OpRow, 'since'>): OpEntry {
  return opIn('com.microsoft', name, { since: 1, ...row });
}

const binary = {
  shape: quantizedShape([0, 3]),
  cost: quantizedCost([0, 3], { elementwise: 1 }),
  formula: 'F = 2·N_A + 2·N_B + 3N',
};

/** Arithmetic on quantised tensors: what lies between is counted as if dequantised, computed and quantised again. */
export const quantizedMathOps: readonly OpEntry[] = [
  ms('DequantizeBFP', { shape: fromBlockFloatShape, cost: quantizeCost, formula: 'F = 2·N_in' }),
  ms('DequantizeWithOrder', { shape: convertedShape('f32'), cost: quantizeCost, formula: 'F = 2N' }),
  ms('MulInteger', {
    shape: integerProductShape,
    cost: integerProductCost,
    formula: 'F = N + N_A·[zero point of A] + N_B·[zero point of B]',
  }),
  ms('QLinearAdd', { ...binary }),
  ms('QLinearLeakyRelu', { shape: sameAsInput, cost: quantizedCost([0], { elementwise: 2 }), formula: 'F = 6N' }),
  ms('QLinearMul', binary),
  ms('QLinearReduceMean', {
    shape: reduceShape('attribute'),
    cost: quantizedMeanCost,
    formula: 'F = 3·N_in + 3N',
  }),
  ms('QLinearSigmoid', {
    shape: sameAsInput,
    cost: quantizedCost([0], { elementwise: 3, transcendentals: 1 }),
    formula: 'F = 7N; T = N',
  }),
  ms('QLinearSoftmax', {
    shape: sameAsInput,
    cost: quantizedCost([0], { elementwise: 4, transcendentals: 1 }),
    formula: 'F = 8N; T = N',
  }),
  ms('QLinearWhere', {
    shape: quantizedShape([0, 1, 4], 1),
    cost: quantizedCost([1, 4], {}),
    formula: 'F = 2·N_X + 2·N_Y + 2N',
  }),
  ms('QOrderedGelu', { shape: sameAsInput, cost: quantizedCost([0], erfGelu), formula: 'F = 8N; T = N' }),
  ms('QOrderedLayerNormalization', {
    shape: sameAsInput,
    cost: quantizedNormCost,
    formula: 'F = 10N + N·[bias] + 3R; T = R',
  }),
  ms('QuantizeBFP', { shape: blockFloatShape, cost: quantizeCost, formula: 'F = 2N' }),
  ms('QuantizeWithOrder', { shape: convertedShape('i8'), cost: quantizeCost, formula: 'F = 2N' }),
  ms('ReduceSumInteger', { shape: integerSumShape, cost: integerSumCost, formula: 'F = N_in' }),
];
