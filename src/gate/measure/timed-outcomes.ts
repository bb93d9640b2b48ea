import type { PlannedChange } from '#gate/find/planned.ts';
import type { Task } from '#gate/work/outcomes.ts';
import type { ModelOutcome } from '#judge/types.ts';
import type { BenchRule, CasePlan } from '#policy/policy.ts';
import type { BenchAnswer, BenchPair } from './pair.ts';

/** Measures the latency of pairs of files. */
export type Measures = (pairs: readonly BenchPair[], rule: BenchRule) => Promise<BenchAnswer>;

/** The outcomes of all cases, with what was measured. */
export async function withTimes(
  tasks: readonly Task[],
  outcomes: readonly (readonly ModelOutcome[])[],
  measured: BenchAnswer['outcomes'],
): Promise<readonly ModelOutcome[]> {
  if (measured.size === 0) return outcomes.flat();
  const { judgeTimes } = await import('#judge/judge.ts');
  return tasks.flatMap(({ change, acceptances }, i) =>
    change.plan.cases.flatMap((casePlan, at) => {
      const outcome = outcomes[i]?.[at];
      if (outcome === undefined) return [];
      const latency = measured.get(keyOf(i, casePlan));
      return latency === undefined
        ? outcome
        : judgeTimes(outcome, { plan: change.plan, casePlan, acceptances, latency });
    }),
  );
}

/** Measures the pairs of files that can be measured; without a bench none. */
export async function measure(
  bench: Measures | undefined,
  rule: BenchRule,
  changes: readonly PlannedChange[],
  outcomes: readonly (readonly ModelOutcome[])[],
): Promise<BenchAnswer> {
  const pairs = changes.flatMap(({ base, head, plan, baseExternal, headExternal }, i) =>
    plan.cases.flatMap((casePlan, at): BenchPair[] => {
      const one = outcomes[i]?.[at];
      return plan.bench && head !== null && one?.head?.kind === 'counted'
        ? [
            {
              key: keyOf(i, casePlan),
              format: one.head.format,
              plan,
              casePlan,
              base: one.base?.kind === 'counted' ? base : null,
              head,
              baseExternal,
              headExternal,
            },
          ]
        : [];
    }),
  );
  if (bench === undefined || pairs.length === 0) return { outcomes: new Map(), environment: null };
  return bench(pairs, rule);
}

const keyOf = (change: number, { name }: CasePlan): string => `${change} ${name}`;
