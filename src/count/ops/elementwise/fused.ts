import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { DropoutMode } from './dropout.ts';
import type { PerElement } from './elementwise.ts';
import { ceilDiv, floorDiv, mod, mul } from '#graph/dim.ts';
import { has, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost, view } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { broadcastShapes, shapeText } from '#count/ops/shared/broadcast.ts';
import { dropoutTrains } from './dropout.ts';
import { commonType, costOf, ifCounted, outputCount, plusCost } from './elementwise.ts';
import { requireInto } from '#count/ops/norm/norm.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** Output like input 0, into which the inputs `others` broadcast (biases, skips); the first `required` inputs must be given. */
export function fusedShape(required: number, others: readonly number[]): ShapeRule {
  return (call) => {
    for (let i = 1; i < required; i++) requiredShape(call, i);
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    for (const i of others) requireInto(call, x.shape, i);
    return [tensor(x.dtype, x.shape)];
  };
}

/** `each` for every element of output 0 and one add more for each of the inputs `added` that is given. */
export function fusedCost(each: PerElement, added: readonly number[]): CostRule {
  return (call, outputs) => {
    const adds = added.filter((i) => has(call, i)).length;
    return ifCounted(call, 0, () =>
      costOf(outputCount(outputs), { ...each, elementwise: (each.elementwise ?? 0) + adds }),
    );
  };
}

/** The last size halved. @throws Fault `shape` if it is known to be odd, or there is none */
export function halvedLast(call: Call, shape: readonly Dim[]): readonly Dim[] {
  const last = shape.at(-1);
  if (last === undefined || mod(last, 2) === 1)
    throw shapeFault(call, `${shapeText(shape)} has no even last size to be halved`);
  return [...shape.slice(0, -1), floorDiv(last, 2)];
}

/** Input 0 and bias, halved along the last axis: one half times the activated other half. */
export const splitShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  requiredShape(call, 1);
  if (x === undefined) return [undefined];
  requireInto(call, x.shape, 1);
  return [tensor(x.dtype, x.shape === null ? null : halvedLast(call, x.shape))];
};

/** A bias on each element of the input; for each of the output the activation and a multiply. */
export function splitCost(each: PerElement): CostRule {
  return (call, outputs) =>
    ifCounted(call, 0, () =>
      plusCost(
        costOf(elements(shapeAt(call, 0)), { elementwise: 1 }),
        costOf(outputCount(outputs), { ...each, elementwise: (each.elementwise ?? 0) + 1 }),
      ),
    );
}

/** Adds for the inputs `added` that are given, then a dropout; without adds an inference is a view. */
export function fusedDropoutCost(mode: DropoutMode, added: readonly number[]): CostRule {
  return (call) => {
    const adds = added.filter((i) => has(call, i)).length;
    const trains = dropoutTrains(call, mode);
    if (trains === false && adds === 0) return view;
    const cost = ifCounted(call, 0, () =>
      costOf(elements(shapeAt(call, 0)), { elementwise: adds + (trains === true ? 2 : 0) }),
    );
    return trains === undefined ? plusCost(cost, unknownCost) : cost;
  };
}

/** Output like input 0, and a mask: bools of its shape, or one bit an element in a vector of u32. */
export function fusedDropoutShape(required: number, others: readonly number[], mask: 'bools' | 'bits'): ShapeRule {
  const output = fusedShape(required, others);
  return (call) => {
    const shape = shapeAt(call, 0);
    const count = elements(shape);
    const bits = tensor('u32', count === undefined ? [call.fresh('mask')] : [ceilDiv(count, 32)]);
    return [...output(call), mask === 'bools' ? tensor('bool', shape) : bits];
  };
}

/** Two tensors of complex numbers, real and imaginary part along the last axis, that broadcast. */
export const complexShape: ShapeRule = (call) => {
  const shape = broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 1)]);
  return [tensor(commonType(call, [0, 1]), shape)];
};

/** Inverses of square matrices over the last two axes. @throws Fault `shape` if they aren't square */
export const inverseShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  const [rows, columns] = x.shape === null ? [] : x.shape.slice(-2);
  const isBad =
    x.shape !== null &&
    (rows === undefined ||
      columns === undefined ||
      (typeof rows === 'number' && typeof columns === 'number' && rows !== columns));
  if (isBad) throw shapeFault(call, `${shapeText(x.shape)} is not a batch of square matrices`);
  return [tensor(x.dtype, x.shape)];
};

/** Gauss–Jordan elimination: n³ multiply–accumulates for each matrix of n × n. */
export const inverseCost: CostRule = (call) =>
  ifCounted(call, 0, () => {
    const shape = shapeAt(call, 0);
    const count = elements(shape);
    return count === undefined ? unknownCost : { macs: mul(count, shape?.at(-1) ?? 1) };
  });

/** One truth for all the inputs. */
export const allFiniteShape: ShapeRule = (call) => {
  requiredShape(call, 0);
  return [tensor('bool', [])];
};

/** Hashes of each element: u32, or i32 where attribute `positive` is 0. */
export const hashShape: ShapeRule = (call): readonly Value[] => [
  tensor((intAttr(call, 'positive') ?? 1) === 0 ? 'i32' : 'u32', requiredShape(call, 0)),
];
