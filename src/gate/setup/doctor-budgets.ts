import type { Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { ModelPlan } from '#policy/policy.ts';
import type { Advice } from './doctor-workflows.ts';
import { mapPool } from '#gate/map-pool.ts';
import { createCounter } from '#gate/side.ts';
import { judgeModel } from '#judge/judge.ts';
import { judgementText } from '#report/reason.ts';
import { visible } from '#text/escape.ts';

/** Models that are counted for it, and pieces of advice that are given. */
const most = { models: 500, advice: 20 };

/** Budgets that can't decide though the model is the same as at base: each model as it lies, judged against itself. */
export async function adviseBudgets(
  models: readonly TreeFile[],
  planOf: (path: string) => ModelPlan | null,
  open: (file: TreeFile) => Promise<Source>,
): Promise<readonly Advice[]> {
  const counter = createCounter(open);
  const all = await mapPool(models.slice(0, most.models), 2, async (file) => {
    const plan = planOf(file.path);
    if (plan === null || plan.cases.every(({ budgets }) => budgets.size === 0)) return [];
    const sides = await counter.count(file, plan.cases, null);
    return plan.cases.flatMap((casePlan, i) => undecidedIn(plan, casePlan, sides[i] ?? null));
  });
  const advice = all.flat();
  const rest = advice.length - most.advice;
  return [...advice.slice(0, most.advice), ...(rest > 0 ? [undecided(`${rest} more budgets can't decide`)] : [])];
}

function undecidedIn(
  plan: ModelPlan,
  casePlan: ModelPlan['cases'][number],
  side: Parameters<typeof judgeModel>[0]['head'],
): readonly Advice[] {
  if (side?.kind !== 'counted') return [];
  const facts = { plan, casePlan, change: 'unchanged', basePath: null, latency: null, acceptances: [] } as const;
  const outcome = judgeModel({ ...facts, base: side, head: side });
  const name = casePlan.name === '' ? plan.id : `${plan.id} (${casePlan.name})`;
  return outcome.judgements
    .filter(({ verdict }) => verdict === 'undecided')
    .map((one) => undecided(`${visible(name)}: ${visible(judgementText(one, outcome))}`));
}

const undecided = (text: string): Advice => ({
  check: 'undecided-budget',
  level: 'warn',
  text,
  hint: 'give its open sizes under dims:, or take the budget away: it decides nothing',
});
