import type { BudgetMetric } from '#policy/metrics.ts';
import { isTimed } from '#policy/metrics.ts';
import type { ModelReport } from '#count/model-report.ts';
import { withAcceptance } from './accept.ts';
import { anchorJudgements } from './anchor.ts';
import { contractJudgements } from './contract.ts';
import { growthChanges } from './growth.ts';
import { judgeCounted } from './counted.ts';
import { judgeTimed } from './timed.ts';
import { apart } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';
import { clipped } from '#text/clip.ts';
import { diffLayers } from '#diff/layer-diff.ts';
import { interfaceOf } from '#diff/interface.ts';
import { comparedFigures } from '#diff/figures.ts';
import type { UnsupportedOps } from '#policy/policy.ts';
import { someOf } from './some.ts';
import type { Reason } from './reason.ts';
import type { Comparison, ExitCode, Judgement, LatencyOutcome, ModelOutcome, Verdict } from './types.ts';
import { NOT_COUNTED, type Side, type SideFacts } from '#diff/types.ts';

const badness: Readonly<Record<Verdict, number>> = { skipped: 0, pass: 1, warn: 2, undecided: 3, fail: 4 };

/** Worst first. */
export const compareVerdicts = (a: Verdict, b: Verdict): number => badness[b] - badness[a];

/** The worst of the verdicts; `skipped` if there is none. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return verdicts.toSorted(compareVerdicts)[0] ?? 'skipped';
}

/**
 * One model in one case against its budgets. It has an allotment of steps of its own, however many models were judged before; one whose
 * comparison takes more is a model that can't be judged.
 */
export function judgeModel(comparison: Comparison): ModelOutcome {
  try {
    return apart(() => judged(comparison), nodesOf(comparison));
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'expansion-limit') throw thrown;
    const { code, message, hint } = thrown;
    return judged({ ...comparison, base: null, head: { kind: 'failed', failure: { code, message, hint } } });
  }
}

function nodesOf({ base, head }: Comparison): number {
  return [base, head].reduce((nodes, side) => nodes + (side?.kind === 'counted' ? side.report.layers.length : 0), 0);
}

function judged(comparison: Comparison): ModelOutcome {
  const { plan, casePlan, change, basePath, base, head, latency } = comparison;
  const bothCounted = base?.kind === 'counted' && head?.kind === 'counted';
  const diff = bothCounted ? diffLayers(base.report, head.report) : null;
  const judgements = judgementsOf(comparison, diff?.sameUnknowns ?? false).toSorted((a, b) =>
    compareVerdicts(a.verdict, b.verdict),
  );
  return clipped({
    id: plan.id,
    case: casePlan.name,
    path: plan.path,
    basePath,
    change,
    base: factsOf(base),
    head: factsOf(head),
    figures: comparedFigures(base, head),
    growth: growthChanges(base, head),
    verdict: worstOf(judgements.map(({ verdict }) => verdict)),
    judgements,
    layers: diff?.layers ?? null,
    latency,
  });
}

/** What judging measured times needs beside the model's outcome. */
export type Timing = Pick<Comparison, 'plan' | 'casePlan' | 'acceptances'> & { readonly latency: LatencyOutcome };

/** An outcome that was judged before anything was measured, with the judgements of what was. */
export function judgeTimes(outcome: ModelOutcome, timing: Timing): ModelOutcome {
  const { casePlan, latency } = timing;
  const comparison: Comparison = { ...timing, change: outcome.change, basePath: null, base: null, head: null };
  const order = [...casePlan.budgets.keys()];
  const judgements = outcome.judgements
    .map((one) => {
      const { metric } = one;
      const budget = isTimed(metric) ? casePlan.budgets.get(metric) : undefined;
      if (budget === undefined || !isTimed(metric)) return one;
      return withAcceptance(judgeTimed(metric, budget, latency), comparison);
    })
    // As they were before they were sorted.
    .toSorted((a, b) => order.indexOf(a.metric as BudgetMetric) - order.indexOf(b.metric as BudgetMetric))
    .toSorted((a, b) => compareVerdicts(a.verdict, b.verdict));
  return {
    ...outcome,
    verdict: worstOf(judgements.map(({ verdict }) => verdict)),
    judgements: clipped(judgements),
    latency: clipped(latency),
  };
}

function judgementsOf(comparison: Comparison, sameUnknowns: boolean): Judgement[] {
  const { base, head, watch } = comparison;
  const blind = watch?.blind ?? null;
  if (watch !== undefined && blind !== null) {
    const path = comparison.basePath ?? comparison.plan.path;
    const gone = blindSpot({ kind: 'out-of-reach', path, how: blind }, watch.fork || watch.strict);
    return [withAcceptance(gone, comparison), ...(head === null ? [] : judgedSides(comparison, sameUnknowns))];
  }
  const judgements = judgedSides(comparison, sameUnknowns);
  if (watch?.fork !== true || base === null || !judgements.some(isOpen)) return judgements;
  // What is undecided between base and itself was so before the pull request.
  const before = new Set(
    judgedSides({ ...comparison, head: base, acceptances: [] }, true)
      .filter(isOpen)
      .map(({ metric }) => metric),
  );
  return judgements.map((one) =>
    isOpen(one) && !before.has(one.metric) ? withAcceptance(failsClosed(one), comparison) : one,
  );
}

/** Something watched isn't judged: a warning, or undecided where that fails. */
function blindSpot(reason: Reason, fails: boolean): Judgement {
  return { ...ofModel(fails ? 'undecided' : 'warn', reason), undecidedFails: fails };
}

/** Undecided for what the files hold; the budget's own `on_inconclusive` says what a noisy runner leaves undecided. */
const isOpen = ({ verdict, metric, accepted }: Judgement): boolean =>
  verdict === 'undecided' && metric !== 'latency' && metric !== 'load' && accepted === null;

const failsClosed = (judgement: Judgement): Judgement => ({
  ...judgement,
  reasons: [...judgement.reasons, { kind: 'fork-closed' }],
  undecidedFails: true,
});

function judgedSides(comparison: Comparison, sameUnknowns: boolean): Judgement[] {
  const { casePlan, base, head, latency, plan } = comparison;
  if (head === null) return [ofModel('skipped', { kind: 'removed' })];
  if (head.kind === 'failed') {
    const { message, code } = head.failure;
    if (code === NOT_COUNTED) return judgedBySize(comparison, head, message);
    return [ofModel('fail', { kind: 'unreadable', message }, 'unreadable', code)];
  }
  const judgements = [
    ...aboutModel(base, head.report, plan.unsupportedOps),
    ...contractJudgements(plan.contract, base, head.report),
  ];
  for (const [metric, budget] of casePlan.budgets) {
    if (isTimed(metric)) judgements.push(judgeTimed(metric, budget, latency));
    else judgements.push(judgeCounted(metric, budget, base, head, sameUnknowns, comparison));
  }
  return [...judgements.map((judgement) => withAcceptance(judgement, comparison)), ...anchorJudgements(comparison)];
}

/** A file that no reader counts: its bytes are held to the budget on its size. */
function judgedBySize(comparison: Comparison, head: Side, message: string): Judgement[] {
  const { base, casePlan, watch } = comparison;
  const size = casePlan.budgets.get('size');
  const judgements = [
    blindSpot({ kind: 'not-counted', message }, watch?.strict === true),
    ...(size === undefined ? [] : [judgeCounted('size', size, base, head, false)]),
  ];
  return judgements.map((judgement) => withAcceptance(judgement, comparison));
}

function ofModel(
  verdict: Verdict,
  reason: Reason,
  broke: Judgement['broke'] = null,
  limit: string | null = null,
): Judgement {
  return { metric: 'model', verdict, broke, limit, reasons: [reason], accepted: null, undecidedFails: false };
}

/** What must be said of the model beside its figures. */
function aboutModel(base: Side | null, head: ModelReport, unsupported: UnsupportedOps): Judgement[] {
  const said: Judgement[] = [];
  const unknown = head.layers.filter(({ status }) => status === 'unknown');
  if (head.coverage.unknown > 0 && unsupported !== 'off') {
    const ops = someOf([...new Set(unknown.map(({ op }) => op))]);
    const reason: Reason = { kind: 'unknown-cost', layers: head.coverage.unknown, ops };
    said.push(ofModel(unsupported, reason, unsupported === 'fail' ? 'unsupported-ops' : null, unsupported));
  }
  // Of a file that is counted at other sizes than it fixes, what it declares is of its own sizes.
  const isResized = head.findings.some(({ code }) => code === 'input-override');
  const lies = isResized ? [] : head.findings.filter(({ code }) => code === 'declared-shape-mismatch');
  const [first] = lies;
  if (first !== undefined)
    said.push(ofModel('warn', { kind: 'declared-shapes', contradictions: lies.length, first: first.layer ?? '?' }));
  if (base === null) said.push(ofModel('skipped', { kind: 'new' }));
  if (base?.kind === 'failed')
    said.push(ofModel('undecided', { kind: 'base-unreadable', message: base.failure.message }));
  return said;
}

function factsOf(side: Side | null): SideFacts | null {
  if (side === null) return null;
  if (side.kind === 'failed') return { kind: 'failed', failure: side.failure };
  const { report } = side;
  return {
    kind: 'counted',
    format: report.format,
    sizes: Object.fromEntries([...report.sizes].map(([name, size]) => [name, String(size)])),
    unbound: report.unbound,
    exact: report.exact,
    coverage: report.coverage,
    findings: report.findings,
    interface: interfaceOf(report),
  };
}

/** 1: a budget is breached · 2: a model can't be judged at all · 3: undecided, if that fails · 0 otherwise. */
export function exitCodeOf(models: readonly ModelOutcome[]): ExitCode {
  const judgements = models.flatMap((model) => model.judgements);
  const failed = judgements.filter(({ verdict }) => verdict === 'fail');
  if (failed.some(({ broke }) => broke !== 'unreadable')) return 1;
  if (failed.length > 0) return 2;
  return judgements.some(({ undecidedFails }) => undecidedFails) ? 3 : 0;
}
