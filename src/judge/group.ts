import { metrics as totals, type Metric as Total, type ModelReport } from '#count/model-report.ts';
import type { Side } from '#diff/types.ts';
import { noContract } from '#policy/contract.ts';
import { countedMetrics, totalOf } from '#policy/metrics.ts';
import type { CountedMetric } from '#policy/metrics.ts';
import { groupBudgets } from '#policy/model-plan.ts';
import type { GroupRule, Policy } from '#policy/policy.ts';
import { fromBigInt, type Dim } from '#graph/dim.ts';
import { judgeModel } from './judge.ts';
import type { Acceptance, ModelOutcome } from './types.ts';

/**
 * A group's sum against its budgets, as the outcome of a model: its id is the group's, its path the group's paths.
 * @param name what the sum is called, in the place of a case
 * @param members outcomes of every model of the group, each in its first case
 * @param isIn whether a path is one of the group's: a model that moves in or out counts on one side only
 */
export function judgeGroup(
  rule: GroupRule,
  policy: Policy,
  name: string,
  members: readonly ModelOutcome[],
  isIn: (path: string) => boolean,
  acceptances: readonly Acceptance[],
): ModelOutcome {
  const { id, paths } = rule;
  const before = members.filter((one) => one.base !== null && isIn(one.basePath ?? one.path));
  const after = members.filter((one) => one.head !== null && isIn(one.path));
  const budgets = groupBudgets(rule, policy);
  const casePlan = {
    name,
    dims: new Map(),
    inputs: new Map(),
    values: new Map(),
    budgets,
    newBudgets: budgets,
  };
  const outcome = judgeModel({
    plan: {
      id,
      path: paths.join(', '),
      rule: null,
      unsupportedOps: 'off',
      contract: noContract,
      contractOrigin: {},
      external: [],
      inputFiles: [],
      bench: false,
      cases: [casePlan],
    },
    casePlan,
    change: 'changed',
    basePath: null,
    base: before.length === 0 ? null : sumOf(before, 'base'),
    head: after.length === 0 ? null : sumOf(after, 'head'),
    latency: null,
    acceptances,
  });
  const isSame = countedMetrics.every((metric) => outcome.figures[metric].delta === 0n);
  return isSame ? { ...outcome, change: 'unchanged' } : outcome;
}

/** The members' figures on one side, added up; a figure that any member lacks is unknown. */
function sumOf(members: readonly ModelOutcome[], at: 'base' | 'head'): Side {
  for (const member of members) {
    const side = member[at];
    if (side?.kind === 'failed')
      return { kind: 'failed', failure: { ...side.failure, message: `${member.path}: ${side.failure.message}` } };
  }
  const sum = (metric: CountedMetric): bigint | null =>
    members.reduce<bigint | null>((total, { figures }) => {
      const figure = figures[metric][at];
      return total === null || figure === null ? null : total + figure;
    }, 0n);
  const sums = new Map(countedMetrics.map((metric) => [totalOf(metric), sum(metric)]));
  const exact = members.every((member) => {
    const side = member[at];
    return side?.kind === 'counted' && side.exact;
  });
  return { kind: 'counted', report: reportOf(sums, exact), bytes: sum('size') };
}

const each = (value: (total: Total) => unknown): unknown =>
  Object.fromEntries(totals.map((total) => [total, value(total)]));

const dimOf = (sum: bigint | null | undefined): Dim | null =>
  sum === null || sum === undefined ? null : fromBigInt(sum);

function reportOf(sums: ReadonlyMap<Total | null, bigint | null>, exact: boolean): ModelReport {
  return {
    path: '',
    format: '',
    fileBytes: null,
    origin: { producer: '', onnx: null },
    inputs: [],
    outputs: [],
    sizes: new Map(),
    unbound: [],
    totals: each((total) => sums.get(total) ?? null) as ModelReport['totals'],
    figures: each((total) => dimOf(sums.get(total))) as ModelReport['figures'],
    formulas: each(() => null) as ModelReport['formulas'],
    growth: {},
    exact,
    coverage: { exact: 0, bounded: 0, unknown: 0 },
    layers: [],
    layersOmitted: 0n,
    findings: [],
  };
}
