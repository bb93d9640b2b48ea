import type { CostRule, OpEntry, OpRow } from '#count/ops/registry.ts';
import type { Layout } from './pool.ts';
import { free } from '#count/ops/cost.ts';
import { op, opIn } from '#count/ops/registry.ts';
import {
  averagePoolCost,
  globalAveragePoolCost,
  globalLpPoolCost,
  globalMaxPoolCost,
  globalPoolShape,
  lpPoolCost,
  maxPoolCost,
  maxUnpoolShape,
  poolShape,
} from './pool.ts';

interface Kind {
  readonly cost: CostRule;
  readonly formula: string;
}

const max: Kind = { cost: maxPoolCost, formula: 'F = (k − 1)N' };
const average: Kind = { cost: averagePoolCost, formula: 'F = k·N' };
const lp: Kind = { cost: lpPoolCost, formula: 'F = (2k − 1)N; T = N·[p = 2] + (k + 1)N·[p > 2]' };
const globalMax: Kind = { cost: globalMaxPoolCost, formula: 'F = N_in' };
const globalAverage: Kind = { cost: globalAveragePoolCost, formula: 'F = N_in + N' };
const globalLp: Kind = { cost: globalLpPoolCost, formula: 'F = 2·N_in; T = N·[p = 2] + (N_in + N)·[p > 2]' };

const sliding = (kind: Kind, layout: Layout = 'first'): OpRow => ({
  since: 1,
  shape: poolShape(layout, kind === max),
  ...kind,
});

const whole = (kind: Kind, layout: Layout = 'first'): OpRow => ({
  since: 1,
  shape: globalPoolShape(layout),
  ...kind,
});

const unpool: OpRow = { since: 1, shape: maxUnpoolShape(), cost: () => free, formula: '0' };

const nhwc = (name: string, row: OpRow): OpEntry => opIn('com.ms.internal.nhwc', name, row);
const nchwc = (name: string, row: OpRow): OpEntry => opIn('com.microsoft.nchwc', name, row);

/** Pooling: sliding and global, quantised, with channels last, in blocks. */
export const poolOps: readonly OpEntry[] = [
  op('AveragePool', sliding(average)),
  op('GlobalAveragePool', whole(globalAverage)),
  op('GlobalLpPool', whole(globalLp)),
  op('GlobalMaxPool', whole(globalMax)),
  op('LpPool', sliding(lp)),
  op('MaxPool', sliding(max)),
  op('MaxUnpool', { ...unpool, since: 9 }),
  opIn('com.microsoft', 'MaxpoolWithMask', sliding(max)),
  opIn('com.microsoft', 'NhwcMaxPool', sliding(max, 'last')),
  opIn('com.microsoft', 'QLinearAveragePool', sliding(average, 'attribute')),
  opIn('com.microsoft', 'QLinearGlobalAveragePool', whole(globalAverage, 'attribute')),
  nchwc('AveragePool', sliding(average)),
  nchwc('GlobalAveragePool', whole(globalAverage)),
  nchwc('GlobalMaxPool', whole(globalMax)),
  nchwc('MaxPool', sliding(max)),
  nhwc('AveragePool', sliding(average, 'last')),
  nhwc('GlobalAveragePool', whole(globalAverage, 'last')),
  nhwc('GlobalLpPool', whole(globalLp, 'last')),
  nhwc('GlobalMaxPool', whole(globalMax, 'last')),
  nhwc('LpPool', sliding(lp, 'last')),
  nhwc('MaxPool', sliding(max, 'last')),
  nhwc('MaxUnpool', { ...unpool, shape: maxUnpoolShape('last') }),
  nhwc('QLinearAveragePool', sliding(average, 'attribute')),
];
