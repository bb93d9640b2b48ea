import type { Dim } from '#graph/dim.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { broadcast } from '#graph/dim.ts';
import { has, intAttr, shapeAt, shapeFault, stringAttr, tensor } from '#count/ops/call.ts';
import { elements } from '#count/ops/sizes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { costOf, ifCounted, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { requireVector } from '#count/ops/norm/norm.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** Shape of the labels: the scores' [N, C, d…] without the classes; what labels (input 1) know better is taken from them. */
function labelShape(call: Call): Shape {
  const [scores, labels] = [requiredShape(call, 0), requiredShape(call, 1)];
  if (scores === null) return labels;
  if (scores.length < 2) throw shapeFault(call, `scores of shape ${shapeText(scores)} have no axis of classes`);
  requireVector(call, 2, scores[1]);
  const expected = [...scores.slice(0, 1), ...scores.slice(2)];
  if (labels === null) return expected;
  if (labels.length !== expected.length)
    throw shapeFault(call, `labels of shape ${shapeText(labels)} for scores of shape ${shapeText(scores)}`);
  return expected.map((size, axis) => agreed(call, size, labels[axis] ?? size));
}

function agreed(call: Call, a: Dim, b: Dim): Dim {
  const size = broadcast(a, b);
  if (size === undefined || (typeof a === 'number' && typeof b === 'number' && a !== b))
    throw shapeFault(call, `labels of ${shapeText([b])} for scores of ${shapeText([a])}`);
  return size;
}

/** How attribute `reduction` joins the losses; `mean` by default. */
function reductionOf(call: Call): string {
  return stringAttr(call, 'reduction') ?? 'mean';
}

/** A loss for each label, or one for all by attribute `reduction`; `logits`: the log-probabilities are output 1. */
export function lossShape(logits: boolean): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    const labels = labelShape(call);
    const dtype = x?.dtype ?? 'unknown';
    const loss = tensor(dtype, reductionOf(call) === 'none' ? labels : []);
    return logits ? [loss, tensor(dtype, x?.shape ?? null)] : [loss];
  };
}

/** Of L labels: negation L, weights L, their sum L (or mean: L + 1, with weights two sums and a division). */
function likelihoodCost(call: Call): Cost {
  const labels = labelShape(call);
  const weighted = has(call, 2) || intAttr(call, 'ignore_index') !== undefined;
  const reduction = reductionOf(call);
  const sums = reduction === 'none' ? 0 : reduction === 'mean' && weighted ? 2 : 1;
  const each = 1 + (weighted ? 1 : 0) + sums;
  return plusCost(costOf(elements(labels), { elementwise: each }), { elementwise: reduction === 'mean' ? 1 : 0 });
}

export const negativeLikelihoodCost: CostRule = (call) => ifCounted(call, 0, () => likelihoodCost(call));

/** LogSoftmax of the scores, then the negative log likelihood. */
export const crossEntropyCost: CostRule = (call) =>
  ifCounted(call, 0, () =>
    plusCost(costOf(elements(shapeAt(call, 0)), { elementwise: 4, transcendentals: 2 }), likelihoodCost(call)),
  );
