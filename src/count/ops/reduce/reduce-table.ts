import type { OpEntry } from '#count/ops/registry.ts';
import type { AxesFrom, ReduceContent, ReducePer } from './reduce.ts';
import { op } from '#count/ops/registry.ts';
import { cumulativeShape } from './cumulative.ts';
import { perElement } from '#count/ops/elementwise/elementwise.ts';
import { argShape, reduceCost, reduceShape } from './reduce.ts';
import { greaterScalars, addScalars, lessScalars, mulScalars } from '#count/ops/elementwise/scalar.ts';
import {
  l1Total,
  l2Total,
  logSumExpTotal,
  logSumTotal,
  maxTotal,
  meanTotal,
  minTotal,
  productTotal,
  sumSquareTotal,
  sumTotal,
} from './totals.ts';

/** A reduction whose axes were an attribute before opset `inputSince`; N_in elements are read. */
function reduction(name: string, inputSince: number, total: ReduceContent, per: ReducePer, formula: string): OpEntry {
  const row = (since: number, from: AxesFrom) => ({
    since,
    shape: reduceShape(from, total),
    cost: reduceCost(from, per),
    formula,
  });
  return op(name, row(1, 'attribute'), row(inputSince, 'input'));
}

const one = { elementwise: 1 };
const sum: ReducePer = { input: one };

/** Reductions over axes, index of the extreme, running totals. */
export const reduceOps: readonly OpEntry[] = [
  ...[
    { name: 'ArgMax', better: greaterScalars },
    { name: 'ArgMin', better: lessScalars },
  ].map(({ name, better }) =>
    op(name, {
      since: 1,
      shape: argShape(better),
      cost: reduceCost('attribute', sum),
      formula: 'F = N_in',
    }),
  ),
  op('CumProd', {
    since: 26,
    shape: cumulativeShape(mulScalars, 1),
    cost: perElement(one),
    formula: 'F = N',
  }),
  op('CumSum', {
    since: 11,
    shape: cumulativeShape(addScalars, 0),
    cost: perElement(one),
    formula: 'F = N',
  }),
  reduction('ReduceL1', 18, l1Total, { input: { elementwise: 2 } }, 'F = 2·N_in'),
  reduction(
    'ReduceL2',
    18,
    l2Total,
    { input: { elementwise: 2 }, output: { transcendentals: 1 } },
    'F = 2·N_in; T = N',
  ),
  reduction('ReduceLogSum', 18, logSumTotal, { input: one, output: { transcendentals: 1 } }, 'F = N_in; T = N'),
  reduction(
    'ReduceLogSumExp',
    18,
    logSumExpTotal,
    { input: { elementwise: 1, transcendentals: 1 }, output: { transcendentals: 1 } },
    'F = N_in; T = N_in + N',
  ),
  reduction('ReduceMax', 18, maxTotal, sum, 'F = N_in'),
  reduction('ReduceMean', 18, meanTotal, { input: one, output: one }, 'F = N_in + N'),
  reduction('ReduceMin', 18, minTotal, sum, 'F = N_in'),
  reduction('ReduceProd', 18, productTotal, sum, 'F = N_in'),
  reduction('ReduceSum', 13, sumTotal, sum, 'F = N_in'),
  reduction('ReduceSumSquare', 18, sumSquareTotal, { input: { elementwise: 2 } }, 'F = 2·N_in'),
];
