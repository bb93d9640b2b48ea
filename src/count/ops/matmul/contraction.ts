import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import { add, equal, floorDiv, min, mul, product } from '#graph/dim.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';

/**
 * Cost of multiply–accumulates between two operands: bit operations by their widths, effective MACs by the stored elements of
 * sparse weights (every element of a weight takes part in equally many MACs). `macs` undefined: a lower bound.
 * @param a position of the activations, `b` of the weights
 */
export function contraction(call: Call, macs: Dim | undefined, a: number, b: number, rest: Cost = {}): Cost {
  if (macs === undefined) return { ...rest, ...unknownCost };
  const widths = operandBits(call.inputs[a]) * operandBits(call.inputs[b]);
  const effective = [call.inputs[a], call.inputs[b]].flatMap((operand) => sparseShare(macs, operand) ?? []);
  return {
    ...rest,
    macs,
    bitOps: mul(macs, widths),
    ...(effective.length === 0 ? {} : { effectiveMacs: effective.reduce(min) }),
  };
}

/** MACs that touch a stored element of this operand; undefined if it is dense or mixed with other tensors. */
function sparseShare(macs: Dim, operand: Value | undefined): Dim | undefined {
  if (operand?.kind !== 'tensor' || operand.shape === null || operand.weights === undefined) return undefined;
  const { weights } = operand;
  if (weights.every((weight) => weight.nonZeros === undefined)) return undefined;
  const all = product(operand.shape);
  const stored = weights.reduce<Dim>((total, weight) => add(total, weight.nonZeros ?? weight.elements), 0);
  const told = weights.reduce<Dim>((total, weight) => add(total, weight.elements), 0);
  return all === 0 || !equal(told, all) ? undefined : floorDiv(mul(macs, stored), all);
}
