import { judgeModel } from './judge.ts';
import type { Change, ModelOutcome, Side } from './types.ts';

/** Two models as `flopgate diff` compares them: no policy, so nothing but failures is judged. */
export function compareModels(
  base: { readonly path: string; readonly side: Side },
  head: { readonly path: string; readonly side: Side },
  change: Change = 'changed',
): ModelOutcome {
  const nothing = { dims: new Map(), inputs: new Map(), values: new Map() };
  const casePlan = { name: '', ...nothing, budgets: new Map() };
  return judgeModel({
    plan: {
      id: head.path,
      path: head.path,
      rule: null,
      unsupportedOps: 'off',
      external: [],
      bench: false,
      cases: [casePlan],
    },
    casePlan,
    change,
    basePath: base.path === head.path ? null : base.path,
    base: base.side,
    head: head.side,
    latency: null,
    acceptances: [],
  });
}
