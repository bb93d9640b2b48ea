import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { PerElement } from './elementwise.ts';
import { stringAttr } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { erfGelu, scaledSilu, silu, tanhGelu } from './activation.ts';
import { costOf } from './elementwise.ts';

const each = (elementwise: number, transcendentals = 0): PerElement => ({ elementwise, transcendentals });

/** What an activation costs per element as an operator of its own, by the names that fused operators give it, in lower case. */
const activations: ReadonlyMap<string, PerElement> = new Map([
  ['', each(0)],
  ['none', each(0)],
  ['identity', each(0)],
  ['affine', each(2)],
  ['celu', each(4, 1)],
  ['clip', each(2)],
  ['elu', each(2, 1)],
  ['fastgelu', tanhGelu],
  ['gelu', erfGelu],
  ['hardsigmoid', each(4)],
  ['hardswish', each(5)],
  ['leakyrelu', each(2)],
  ['parametricsoftplus', each(3, 2)],
  ['quickgelu', scaledSilu],
  ['relu', each(1)],
  ['relu2', each(2)],
  ['relu_squared', each(2)],
  ['scaledtanh', each(2, 1)],
  ['selu', each(4, 1)],
  ['sigmoid', each(3, 1)],
  ['silu', silu],
  ['softmax', each(4, 1)],
  ['logsoftmax', each(4, 2)],
  ['softplus', each(1, 2)],
  ['softsign', each(3)],
  ['swish', silu],
  ['tanh', each(0, 1)],
  ['thresholdedrelu', each(1)],
]);

/** Cost of the activation `name` on `size` elements, as if it were a node of its own; a lower bound for a name not known. */
export function fusedActivation(name: string, size: Dim): Cost {
  const found = activations.get(name.toLowerCase());
  return found === undefined ? unknownCost : costOf(size, found);
}

/** Cost of the activation that the attribute `activation` names, if any. */
export function activationAttrCost(call: Call, size: Dim): Cost {
  return fusedActivation(stringAttr(call, 'activation') ?? '', size);
}
