import { amountOf } from '#diff/figures.ts';
import { isTimed } from '#policy/metrics.ts';
import type { CountedMetric } from '#policy/metrics.ts';
import type { Budget } from '#policy/policy.ts';
import { withAcceptance } from './accept.ts';
import { judgeCounted } from './counted.ts';
import type { Comparison, Judgement } from './types.ts';

/**
 * The increases of a model's budgets, held to an earlier state as well: only what breaks there is said. What can't be decided is what
 * base's comparison says already.
 */
export function anchorJudgements(comparison: Comparison): readonly Judgement[] {
  const { anchor, head, casePlan } = comparison;
  if (anchor?.side?.kind !== 'counted' || head?.kind !== 'counted') return [];
  const { side, name } = anchor;
  return [...casePlan.budgets].flatMap(([metric, budget]): Judgement[] => {
    if (isTimed(metric)) return [];
    const increases: Budget = { ...budget, max: null, growth: new Map() };
    const judged = judgeCounted(metric, increases, side, head, false);
    if (judged.verdict !== 'fail' && judged.verdict !== 'warn') return [];
    const by = increaseOf(comparison, metric);
    const reasons = judged.reasons.flatMap((reason) =>
      reason.kind === 'above-increase'
        ? [{ kind: 'above-anchor' as const, name, by, allowed: reason.limit ?? '' }]
        : [],
    );
    return [withAcceptance({ ...judged, reasons }, { ...comparison, base: side })];
  });
}

/** Increase since the earlier state: 0.05 is +5 %; null for formulas. */
function increaseOf({ anchor, head }: Comparison, metric: CountedMetric): number | null {
  const [was, is] = [amountOf(anchor?.side ?? null, metric)?.value, amountOf(head, metric)?.value];
  if (was === undefined || was === null || was === 0n || is === undefined || is === null) return null;
  return Number(is - was) / Number(was);
}
