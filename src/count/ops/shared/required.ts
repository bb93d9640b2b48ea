import type { Shape, TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import { Fault } from '#graph/fault.ts';
import { has, shapeFault, tensorAt } from '#count/ops/call.ts';

/** The fault of a node without its input `i`. */
export function missing(call: Call, i: number): Fault {
  return new Fault(
    'bad-node',
    `${call.name}: ${call.node.op} lacks its input ${i}`,
    'the node is not valid ONNX: export the model again, or run onnx.checker on it',
  );
}

/**
 * Shape of a required input; null if it isn't known.
 * @throws Fault `bad-node` if the node has no such input
 */
export function requiredShape(call: Call, i: number): Shape {
  if (!has(call, i)) throw missing(call, i);
  return tensorAt(call, i)?.shape ?? null;
}

/** A required input as a tensor; undefined if its value isn't known to be one. @throws Fault `bad-node` */
export function requiredTensor(call: Call, i: number): TensorValue | undefined {
  if (!has(call, i)) throw missing(call, i);
  return tensorAt(call, i);
}

/**
 * Shape of a required input that has `least` axes or more; null if it isn't known.
 * @throws Fault `bad-node` if the node has no such input, `shape` if it has fewer axes
 */
export function shapeOfRank(call: Call, i: number, least: number): Shape {
  const shape = requiredShape(call, i);
  if (shape !== null && shape.length < least)
    throw shapeFault(call, `input ${i} has ${shape.length} axes, expected ${least} or more`);
  return shape;
}
