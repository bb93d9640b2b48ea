import type { OpEntry } from '../registry.ts';
import { opIn } from '../registry.ts';
import { batchNormCost, batchNormShape } from '../rules/batch-norm.ts';
import { sameAsInput } from '../rules/elementwise.ts';
import { instanceNormCost, instanceNormShape, localResponseCost, withActivation } from '../rules/norm.ts';
import { channelGroupNormCost, channelGroupNormShape, skipNormCost, skipNormShape } from '../rules/skip-norm.ts';

const microsoft = 'com.microsoft';
const nhwc = 'com.ms.internal.nhwc';
const layer = { beta: 3, bias: 4 };
const rms = { bias: 3 };
const batchNorm = 'F = 2N (training: 7N + 9C; T = C)';

/** Normalisations that onnxruntime fuses or lays out with channels last. */
export const fusedNormOps: readonly OpEntry[] = [
  opIn(microsoft, 'GroupNorm', {
    since: 1,
    shape: channelGroupNormShape(false),
    cost: channelGroupNormCost(false),
    formula: 'F = 7N + 3R; T = R; with SiLU 4N and N more',
    verified: 'definition',
  }),
  opIn(microsoft, 'SkipGroupNorm', {
    since: 1,
    shape: channelGroupNormShape(true),
    cost: channelGroupNormCost(true),
    formula: 'GroupNorm, and F = N (2N with bias)',
    verified: 'definition',
  }),
  opIn(microsoft, 'SkipLayerNormalization', {
    since: 1,
    shape: skipNormShape(layer),
    cost: skipNormCost(layer, 'layer'),
    formula: 'F = 8N + 3R (N less without beta, N more with bias); T = R',
    verified: 'corpus, definition',
  }),
  opIn(microsoft, 'SkipSimplifiedLayerNormalization', {
    since: 1,
    shape: skipNormShape(rms),
    cost: skipNormCost(rms, 'rms'),
    formula: 'F = 5N + 2R (6N + 2R with bias); T = R',
    verified: 'corpus, definition',
  }),
  opIn(
    nhwc,
    'BatchNormalization',
    {
      since: 7,
      shape: batchNormShape([3, 4, 3, 4], 'last'),
      cost: withActivation(batchNormCost('outputs', 'last')),
      formula: batchNorm,
      verified: 'definition',
    },
    {
      since: 14,
      shape: batchNormShape([3, 4], 'last'),
      cost: withActivation(batchNormCost('training_mode', 'last')),
      formula: batchNorm,
      verified: 'definition',
    },
  ),
  opIn(nhwc, 'InstanceNormalization', {
    since: 6,
    shape: instanceNormShape('last'),
    cost: withActivation(instanceNormCost('last')),
    formula: 'F = 7N + 3R; T = R',
    verified: 'definition',
  }),
  opIn(nhwc, 'LRN', {
    since: 1,
    shape: sameAsInput,
    cost: localResponseCost,
    formula: 'F = (size + 3)·N; T = N',
    verified: 'definition',
  }),
];
