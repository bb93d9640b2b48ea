import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { PerElement } from '#count/ops/elementwise/elementwise.ts';
import { add } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { shapeAt, stringAttr, stringsAttr, tensor, tensorAt } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';

/** Inputs R, T, then n tensors, their n gradients and `states`·n states. @throws Fault `bad-node` if they don't divide */
function optimized(call: Call, states: number): number {
  const n = (call.node.inputs.length - 2) / (2 + states);
  if (!Number.isInteger(n) || n < 1)
    throw new Fault(
      'bad-node',
      `${call.name}: ${call.node.op} has ${call.node.inputs.length} inputs, expected 2 + ${2 + states}·n`,
      'export the model again; the node is not valid ONNX',
    );
  return n;
}

/** The n updated tensors and their updated states, each like its input. */
export function optimizerShape(states: number): ShapeRule {
  return (call) => {
    const n = optimized(call, states);
    const like = (i: number): Value | undefined => {
      const x = tensorAt(call, i);
      return x === undefined ? undefined : tensor(x.dtype, x.shape);
    };
    const positions = Array.from({ length: n * (1 + states) }, (_, k) => (k < n ? 2 + k : 2 + n + k));
    return positions.map(like);
  };
}

/** `each` for every element of the n tensors, and `once` for the learning rate. */
export function optimizerCost(states: number, each: (call: Call) => PerElement, once: number): CostRule {
  return (call) => {
    const n = optimized(call, states);
    let total: Dim | undefined = 0;
    for (let i = 2; i < 2 + n; i++) {
      const count: Dim | undefined = elements(shapeAt(call, i));
      total = total === undefined || count === undefined ? undefined : add(total, count);
    }
    return plusCost(costOf(total, each(call)), { elementwise: once });
  };
}

/** Regularise 2, velocity 3, step 2; with Nesterov's correction two more. */
export function momentumEach(call: Call): PerElement {
  return { elementwise: stringAttr(call, 'mode') === 'nesterov' ? 9 : 7 };
}

/** One gradient for each name in attribute `xs`, in the shape of that input; the inputs are `xs` then `zs`. */
export const gradientShape: ShapeRule = (call) =>
  (stringsAttr(call, 'xs') ?? []).map((_, i): Value | undefined => {
    const x = tensorAt(call, i);
    return x === undefined ? undefined : tensor(x.dtype, x.shape);
  });

/** The backward pass of a part of the graph: the node alone doesn't say what it costs. */
export const gradientCost = (): Cost => unknownCost;
