import type { Dim } from '#graph/dim.ts';
import type { Shape, Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ChannelAxis } from './norm.ts';
import { intAttr, shapeAt, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { costOf, ifCounted, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { channelsOf, layerNormCost, requireVector, typedLike } from './norm.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** How a batch norm says that it trains: by its further outputs (unless attribute `is_test` is 1), or attribute `training_mode` = 1. */
export type Training = 'outputs' | 'training_mode';

function trains(call: Call, by: Training): boolean {
  if (by === 'training_mode') return (intAttr(call, 'training_mode') ?? 0) !== 0;
  return (intAttr(call, 'is_test') ?? 0) === 0 && call.node.outputs.slice(1).some((name) => name !== '');
}

/** Shape of the parameters: one a channel, or (attribute `spatial` = 0) one for each element of a sample. */
function parameterShape(call: Call, shape: Shape, at: ChannelAxis): Shape {
  if (shape === null) return [call.fresh('channels')];
  if ((intAttr(call, 'spatial') ?? 1) === 0) return shape.slice(1);
  return shape.length === 1 ? [1] : [channelsOf(call, shape, at) as Dim];
}

/** Output 0 like the input; behind it `further` outputs with the shape of the parameters, typed like inputs `typed`. */
export function batchNormShape(typed: readonly number[], at: ChannelAxis = 'first'): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    requiredShape(call, 4);
    if (x === undefined) return [undefined];
    const parameters = parameterShape(call, x.shape, at);
    if (parameters?.length === 1 && x.shape !== null)
      for (const i of [1, 2, 3, 4]) requireVector(call, i, parameters[0]);
    return [tensor(x.dtype, x.shape), ...typed.map((i): Value => typedLike(call, parameters, i))];
  };
}

/** Inference: a multiply and an add. Training: mean and variance of the batch too, and running averages of both. */
export function batchNormCost(training: Training, at: ChannelAxis = 'first'): CostRule {
  return (call) => {
    const shape = shapeAt(call, 0);
    return ifCounted(call, 0, () => {
      const n = elements(shape);
      if (!trains(call, training)) return costOf(n, { elementwise: 2 });
      if (shape === null) return unknownCost;
      const channels = elements(parameterShape(call, shape, at));
      return plusCost(layerNormCost(n, channels), costOf(channels, { elementwise: 6 }));
    });
  };
}
