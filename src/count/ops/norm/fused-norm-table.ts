import type { OpEntry } from '#count/ops/registry.ts';
import { opIn } from '#count/ops/registry.ts';
import { batchNormCost, batchNormShape } from './batch-norm.ts';
import { sameAsInput } from '#count/ops/elementwise/elementwise.ts';
import { instanceNormCost, instanceNormShape, localResponseCost, withActivation } from './norm.ts';
import { channelGroupNormCost, channelGroupNormShape, skipNormCost, skipNormShape } from './skip-norm.ts';

const microsoft = 'com.microsoft';
const nhwc = 'com.ms.internal.nhwc';
const layer = { beta: 3, bias: 4 };
const rms = { bias: 3 };
const batchNorm = 'F = 2N + (5N + 9C)·[training]; T = C·[training]';

/** Normalisations that onnxruntime fuses or lays out with channels last. */
export const fusedNormOps: readonly OpEntry[] = [
  opIn(microsoft, 'GroupNorm', {
    since: 1,
    shape: channelGroupNormShape(false),
    cost: channelGroupNormCost(false),
    formula: 'F = 7N + 3R + 4N·[SiLU]; T = R + N·[SiLU]',
  }),
  opIn(microsoft, 'SkipGroupNorm', {
    since: 1,
    shape: channelGroupNormShape(true),
    cost: channelGroupNormCost(true),
    formula: 'F = 8N + N·[bias] + 3R + 4N·[SiLU]; T = R + N·[SiLU]',
  }),
  opIn(microsoft, 'SkipLayerNormalization', {
    since: 1,
    shape: skipNormShape(layer),
    cost: skipNormCost(layer, 'layer'),
    formula: 'F = 7N + N·[beta] + N·[bias] + 3R; T = R',
  }),
  opIn(microsoft, 'SkipSimplifiedLayerNormalization', {
    since: 1,
    shape: skipNormShape(rms),
    cost: skipNormCost(rms, 'rms'),
    formula: 'F = 5N + N·[bias] + 2R; T = R',
  }),
  opIn(
    nhwc,
    'BatchNormalization',
    {
      since: 7,
      shape: batchNormShape([3, 4, 3, 4], 'last'),
      cost: withActivation(batchNormCost('outputs', 'last')),
      formula: batchNorm,
    },
    {
      since: 14,
      shape: batchNormShape([3, 4], 'last'),
      cost: withActivation(batchNormCost('training_mode', 'last')),
      formula: batchNorm,
    },
  ),
  opIn(nhwc, 'InstanceNormalization', {
    since: 6,
    shape: instanceNormShape('last'),
    cost: withActivation(instanceNormCost('last')),
    formula: 'F = 7N + 3R; T = R',
  }),
  opIn(nhwc, 'LRN', {
    since: 1,
    shape: sameAsInput,
    cost: localResponseCost,
    formula: 'F = (size + 3)·N; T = N',
  }),
];
