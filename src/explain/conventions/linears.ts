import type { Layer } from '#count/model-report.ts';
import type { Neighbours } from './neighbours.ts';
import { dimsOf, inputSize, outputSize, times } from './ledger.ts';
import { fixedInput, isFixed } from './neighbours.ts';

/** MACs of the projections inside an operator that is attention as a whole; 0 of one that has none. */
export function linearMacs(layer: Layer): bigint | undefined {
  if (layer.domain !== 'com.microsoft' || layer.op !== 'Attention') return 0n;
  return times(inputSize(layer, 0), dimsOf(layer.inputValues[1])?.at(-1) ?? 0n);
}

/** True of nn.Linear's product: a matrix of activations by a weight. */
export const isLinear = ({ op, inputValues: [, weight] }: Layer): boolean =>
  op === 'Gemm' || ((op === 'MatMul' || op === 'FusedMatMul') && isFixed(weight));

/** Elements of the bias that a linear layer adds, its own or that of the addition after it; 0 if it has none. */
export function linearBias(wiring: Neighbours, layer: Layer): bigint | undefined {
  if (layer.op === 'Gemm') return layer.inputs[2] === undefined || layer.inputs[2] === '' ? 0n : outputSize(layer);
  const [next, ...others] = wiring.consumers(layer);
  const at = next?.op === 'Add' && others.length === 0 ? fixedInput(next) : undefined;
  if (next === undefined || at === undefined || dimsOf(next.inputValues[at])?.length !== 1) return 0n;
  return outputSize(next);
}
