import type { OpEntry } from '#count/ops/registry.ts';
import { free } from '#count/ops/cost.ts';
import { op } from '#count/ops/registry.ts';
import { bitCastShape, castLikeShape, castShape } from './cast.ts';

const nothing = { cost: () => free, formula: '0' };

/** Operators that change the element type. */
export const castOps: readonly OpEntry[] = [
  op('BitCast', { since: 26, shape: bitCastShape, ...nothing }),
  op('Cast', { since: 1, shape: castShape(true), ...nothing }, { since: 6, shape: castShape(), ...nothing }),
  op('CastLike', { since: 15, shape: castLikeShape, ...nothing }),
];
