import type { Layer } from '#count/model-report.ts';
import type { Neighbours } from './neighbours.ts';
import { constantOf } from '#graph/dim.ts';
import { isFixed } from './neighbours.ts';

/** An activation as its author called it. */
export interface Activation {
  readonly name: 'relu' | 'leaky_relu' | 'prelu' | 'elu' | 'relu6' | 'gelu' | 'silu';
  /** Operators that the exporter writes for it. */
  readonly parts: readonly string[];
}

const single: Readonly<Record<string, Activation['name']>> = {
  Relu: 'relu',
  LeakyRelu: 'leaky_relu',
  PRelu: 'prelu',
  Elu: 'elu',
  Gelu: 'gelu',
  FastGelu: 'gelu',
  BiasGelu: 'gelu',
  Silu: 'silu',
};

/** The activation whose middle this layer is: each is found once. */
export function activationOf(wiring: Neighbours, layer: Layer): Activation | undefined {
  const name = single[layer.op];
  if (name !== undefined) return { name, parts: [layer.op] };
  if (layer.op === 'Clip') return isRelu6(layer) ? { name: 'relu6', parts: ['Clip'] } : undefined;
  if (layer.op === 'Erf') return { name: 'gelu', parts: ['Div', 'Erf', 'Add', 'Mul'] };
  if (layer.op === 'Tanh')
    return isTanhGelu(wiring, layer) ? { name: 'gelu', parts: ['Pow', 'Mul', 'Add', 'Tanh'] } : undefined;
  if (layer.op === 'Sigmoid') return isSilu(wiring, layer) ? { name: 'silu', parts: ['Sigmoid', 'Mul'] } : undefined;
  return undefined;
}

/** Bounds 0 and 6, as attributes or as constants. */
function isRelu6({ node, inputValues }: Layer): boolean {
  const bound = (name: string, at: number): number | undefined => {
    const attr = node.attrs.get(name);
    if (attr?.kind === 'float') return attr.value;
    const value = inputValues[at];
    const [data] = value?.kind === 'tensor' ? (value.data ?? []) : [];
    return typeof data === 'number' ? data : undefined;
  };
  return bound('min', 1) === 0 && bound('max', 2) === 6;
}

/** ½x(1 + tanh(…)): an addition and a multiplication follow. */
function isTanhGelu(wiring: Neighbours, layer: Layer): boolean {
  const [sum] = wiring.consumers(layer);
  return sum?.op === 'Add' && sum.inputValues.some(isFixed) && wiring.consumers(sum).some(({ op }) => op === 'Mul');
}

/** x · sigmoid(x). */
function isSilu(wiring: Neighbours, layer: Layer): boolean {
  return wiring.consumers(layer).some(({ op, inputs }) => op === 'Mul' && inputs.includes(layer.inputs[0] ?? ''));
}

/** True of a batch of one: the first size of the first input of the graph's first layer with MACs. */
export function isBatchOfOne({ live }: Neighbours): boolean {
  const first = live.find(({ macs }) => macs !== 0)?.inputValues[0];
  const [batch] = first?.kind === 'tensor' ? (first.shape ?? []) : [];
  return batch !== undefined && constantOf(batch) === 1n;
}
