import type { OpEntry } from '#count/ops/registry.ts';
import { noRule, op, opIn } from '#count/ops/registry.ts';
import { crossEntropyCost, lossShape, negativeLikelihoodCost } from './loss.ts';
import { gradientCost, gradientShape, momentumEach, optimizerCost, optimizerShape } from './training.ts';

const preview = 'ai.onnx.preview.training';
const each = 'L·(1 + [weights] + [reduced] + [weights]·[mean]) + [mean]';
const likelihood = `F = ${each}`;

/** Losses, and optimisers of training graphs; L is the number of labels. */
export const lossOps: readonly OpEntry[] = [
  op('NegativeLogLikelihoodLoss', {
    since: 12,
    shape: lossShape(false),
    cost: negativeLikelihoodCost,
    formula: likelihood,
  }),
  op('SoftmaxCrossEntropyLoss', {
    since: 12,
    shape: lossShape(true),
    cost: crossEntropyCost,
    formula: `F = 4·N_in + ${each}; T = 2·N_in`,
  }),
  opIn(preview, 'Adagrad', {
    since: 1,
    shape: optimizerShape(1),
    cost: optimizerCost(1, () => ({ elementwise: 8, transcendentals: 1 }), 3),
    formula: 'F = 8N + 3; T = N',
  }),
  opIn(preview, 'Adam', {
    since: 1,
    shape: optimizerShape(2),
    cost: optimizerCost(2, () => ({ elementwise: 14, transcendentals: 1 }), 6),
    formula: 'F = 14N + 6; T = N',
  }),
  opIn(preview, 'Gradient', {
    since: 1,
    shape: gradientShape,
    cost: gradientCost,
    formula: 'unknown: the backward pass of a part of the graph',
    inWords: noRule,
  }),
  opIn(preview, 'Momentum', {
    since: 1,
    shape: optimizerShape(1),
    cost: optimizerCost(1, momentumEach, 1),
    formula: 'F = 7N + 2N·[nesterov] + 1',
  }),
];
