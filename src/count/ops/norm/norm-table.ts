import type { OpEntry } from '#count/ops/registry.ts';
import { op } from '#count/ops/registry.ts';
import { batchNormCost, batchNormShape } from './batch-norm.ts';
import { perElement, sameAsInput } from '#count/ops/elementwise/elementwise.ts';
import {
  groupNormCost,
  groupNormShape,
  instanceNormCost,
  instanceNormShape,
  layerNormOverAxes,
  layerNormShape,
  localResponseCost,
  lpNormCost,
  meanVarianceCost,
  rmsNormOverAxes,
} from './norm.ts';
import { alongAxis, logSoftmaxCost, softmaxCost } from './softmax.ts';

const layerNorm = 'F = 6N + N·[bias] + 3R; T = R';
const rmsNorm = 'F = 4N + 2R; T = R';
const batchNorm = 'F = 2N + (5N + 9C)·[training]; T = C·[training]';

/** Softmax and its like: axis 1 by default before opset 13, the last axis since. */
function overAxis(name: string, row: Pick<OpEntry['rows'][number], 'cost' | 'formula'>): OpEntry {
  return op(name, { since: 1, shape: alongAxis(1), ...row }, { since: 13, shape: alongAxis(-1), ...row });
}

/** Normalisations and softmax. */
export const normOps: readonly OpEntry[] = [
  op(
    'BatchNormalization',
    { since: 1, shape: batchNormShape([3, 4, 3, 4]), cost: batchNormCost('outputs'), formula: batchNorm },
    { since: 14, shape: batchNormShape([3, 4]), cost: batchNormCost('training_mode'), formula: batchNorm },
  ),
  op(
    'GroupNormalization',
    { since: 18, shape: groupNormShape('group'), cost: groupNormCost, formula: 'F = 7N + 3R; T = R' },
    { since: 21, shape: groupNormShape('channel'), cost: groupNormCost, formula: 'F = 7N + 3R; T = R' },
  ),
  overAxis('Hardmax', { cost: perElement({ elementwise: 1 }), formula: 'F = N' }),
  op('InstanceNormalization', {
    since: 1,
    shape: instanceNormShape(),
    cost: instanceNormCost(),
    formula: 'F = 7N + 3R; T = R',
  }),
  op('LRN', {
    since: 1,
    shape: sameAsInput,
    cost: localResponseCost,
    formula: 'F = (size + 3)·N; T = N',
  }),
  op('LayerNormalization', {
    since: 17,
    shape: layerNormShape(),
    cost: layerNormOverAxes,
    formula: layerNorm,
  }),
  overAxis('LogSoftmax', { cost: logSoftmaxCost, formula: 'F = 4N; T = 2N' }),
  op('LpNormalization', {
    since: 1,
    shape: alongAxis(-1),
    cost: lpNormCost,
    formula: 'F = 3N; T = R·[p = 2]',
  }),
  op('MeanVarianceNormalization', {
    since: 1,
    shape: sameAsInput,
    cost: meanVarianceCost,
    formula: 'F = 4N + 4R; T = N + 2R',
  }),
  op('RMSNormalization', {
    since: 23,
    shape: layerNormShape({ typed: 1, outputs: 1 }),
    cost: rmsNormOverAxes,
    formula: rmsNorm,
  }),
  op('SimplifiedLayerNormalization', {
    since: 1,
    shape: layerNormShape({ typed: 1, outputs: 2 }),
    cost: rmsNormOverAxes,
    formula: rmsNorm,
  }),
  overAxis('Softmax', { cost: softmaxCost, formula: 'F = 4N; T = N' }),
];
