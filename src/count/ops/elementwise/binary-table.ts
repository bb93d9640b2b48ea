import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import type { ScalarRule } from './scalar.ts';
import { free } from '#count/ops/cost.ts';
import { op } from '#count/ops/registry.ts';
import { bitShiftShape, modShape, powShape, whereShape } from './binary.ts';
import { alignedBinaryShape, binaryShape, perElement, variadicCost, variadicShape } from './elementwise.ts';
import {
  addScalars,
  andScalars,
  atLeastScalars,
  atMostScalars,
  bitAndScalars,
  bitOrScalars,
  bitXorScalars,
  divByCount,
  divScalars,
  equalScalars,
  greaterScalars,
  lessScalars,
  maxScalars,
  minScalars,
  mulScalars,
  orScalars,
  subScalars,
  xorScalars,
} from './scalar.ts';

const costs = { cost: perElement({ elementwise: 1 }), formula: 'F = N' };
const nothing = { cost: () => free, formula: '0' };

/** Two operands; `broadcast` and `axis` attributes before opset 7, numpy's broadcasting since. */
function broadcasting(
  name: string,
  content: ScalarRule,
  rest: Omit<OpRow, 'since' | 'shape'>,
  result?: 'bool',
): OpEntry {
  return op(
    name,
    { since: 1, shape: alignedBinaryShape(content, result), ...rest },
    { since: 7, shape: binaryShape(content, result), ...rest },
  );
}

/** Any number of operands that broadcast (before opset 8 of one shape). */
function variadic(name: string, content: ScalarRule, formula: string, last?: typeof divByCount): OpEntry {
  const cost = variadicCost(last === undefined ? 0 : 1);
  return op(name, { since: 1, shape: variadicShape(content, last), cost, formula });
}

/** Operators on several tensors, element by element. */
export const binaryOps: readonly OpEntry[] = [
  broadcasting('Add', addScalars, costs),
  broadcasting('And', andScalars, nothing, 'bool'),
  op('BitShift', { since: 11, shape: bitShiftShape, ...nothing }),
  op('BitwiseAnd', { since: 18, shape: binaryShape(bitAndScalars), ...nothing }),
  op('BitwiseOr', { since: 18, shape: binaryShape(bitOrScalars), ...nothing }),
  op('BitwiseXor', { since: 18, shape: binaryShape(bitXorScalars), ...nothing }),
  broadcasting('Div', divScalars, costs),
  broadcasting('Equal', equalScalars, nothing, 'bool'),
  broadcasting('Greater', greaterScalars, nothing, 'bool'),
  op('GreaterOrEqual', { since: 12, shape: binaryShape(atLeastScalars, 'bool'), ...nothing }),
  broadcasting('Less', lessScalars, nothing, 'bool'),
  op('LessOrEqual', { since: 12, shape: binaryShape(atMostScalars, 'bool'), ...nothing }),
  variadic('Max', maxScalars, 'F = (n − 1)·N'),
  variadic('Mean', addScalars, 'F = n·N', divByCount),
  variadic('Min', minScalars, 'F = (n − 1)·N'),
  op('Mod', { since: 10, shape: modShape, ...costs }),
  broadcasting('Mul', mulScalars, costs),
  broadcasting('Or', orScalars, nothing, 'bool'),
  op(
    'Pow',
    { since: 1, shape: powShape(true), cost: perElement({ transcendentals: 1 }), formula: 'T = N' },
    { since: 7, shape: powShape(), cost: perElement({ transcendentals: 1 }), formula: 'T = N' },
  ),
  broadcasting('Sub', subScalars, costs),
  variadic('Sum', addScalars, 'F = (n − 1)·N'),
  op('Where', { since: 9, shape: whereShape, ...nothing }),
  broadcasting('Xor', xorScalars, nothing, 'bool'),
];
