import type { OpEntry } from '#count/ops/registry.ts';
import { free } from '#count/ops/cost.ts';
import { op } from '#count/ops/registry.ts';
import { dropoutCost, dropoutShape } from './dropout.ts';
import { eyeLikeShape, multinomialShape, randomLikeShape, randomShape } from './random.ts';

const drawn = { cost: () => free, formula: '0 (bytes written only)' };
const dropped = { formula: 'F = 2N·[training]' };
const byInput = { input: 2 };

/** Random tensors, dropout and constant patterns. */
export const randomOps: readonly OpEntry[] = [
  op('Bernoulli', { since: 15, shape: randomLikeShape, ...drawn }),
  op(
    'Dropout',
    { since: 1, shape: dropoutShape('is_test'), cost: dropoutCost('is_test'), ...dropped },
    { since: 7, shape: dropoutShape('never'), cost: dropoutCost('never'), ...dropped },
    { since: 10, shape: dropoutShape('never', 'bool'), cost: dropoutCost('never'), ...dropped },
    { since: 12, shape: dropoutShape(byInput, 'bool'), cost: dropoutCost(byInput), ...dropped },
  ),
  op('EyeLike', { since: 9, shape: eyeLikeShape, ...drawn }),
  op('Multinomial', { since: 7, shape: multinomialShape, ...drawn }),
  op('RandomNormal', { since: 1, shape: randomShape, ...drawn }),
  op('RandomNormalLike', { since: 1, shape: randomLikeShape, ...drawn }),
  op('RandomUniform', { since: 1, shape: randomShape, ...drawn }),
  op('RandomUniformLike', { since: 1, shape: randomLikeShape, ...drawn }),
];
