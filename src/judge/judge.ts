import { isTimed } from '#policy/metrics.ts';
import type { ModelReport } from '#count/model-report.ts';
import { withAcceptance } from './accept.ts';
import { growthChanges } from './growth.ts';
import { judgeCounted } from './counted.ts';
import { judgeTimed } from './timed.ts';
import { apart } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';
import { clipped } from '#text/clip.ts';
import { diffLayers } from '#diff/layer-diff.ts';
import { interfaceOf } from '#diff/interface.ts';
import { figuresOf } from '#diff/figures.ts';
import type { UnsupportedOps } from '#policy/policy.ts';
import { listed, quote } from '#text/quote.ts';
import type { Comparison, ExitCode, Judgement, ModelOutcome, Verdict } from './types.ts';
import type { Side, SideFacts } from '#diff/types.ts';

const badness: Readonly<Record<Verdict, number>> = { skipped: 0, pass: 1, warn: 2, undecided: 3, fail: 4 };

/** Worst first. */
export const compareVerdicts = (a: Verdict, b: Verdict): number => badness[b] - badness[a];

/** The worst of the verdicts; `skipped` where there is none. */
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
    figures: figuresOf(base, head),
    growth: growthChanges(base, head),
    verdict: worstOf(judgements.map(({ verdict }) => verdict)),
    judgements,
    layers: diff?.layers ?? null,
    latency,
  });
}

function judgementsOf(comparison: Comparison, sameUnknowns: boolean): Judgement[] {
  const { base, head } = comparison;
  const blind = comparison.watch?.blind ?? null;
  if (blind !== null) {
    const path = comparison.basePath ?? comparison.plan.path;
    const text = `${quote(path)} ${blind}: it can't be held to the budgets of the base branch`;
    const gone = { ...ofModel('undecided', null, null, text), undecidedFails: true };
    return [withAcceptance(gone, comparison), ...(head === null ? [] : judgedSides(comparison, sameUnknowns))];
  }
  const judgements = judgedSides(comparison, sameUnknowns);
  if (comparison.watch === undefined || base === null || !judgements.some(isOpen)) return judgements;
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

/** Undecided for what the files hold; what a noisy runner leaves undecided is told by the budget's own `on_inconclusive`. */
const isOpen = ({ verdict, metric, accepted }: Judgement): boolean =>
  verdict === 'undecided' && metric !== 'latency' && metric !== 'load' && accepted === null;

const failsClosed = (judgement: Judgement): Judgement => ({
  ...judgement,
  text: `${judgement.text} (a pull request from a fork must leave what the base branch judges decidable)`,
  undecidedFails: true,
});

function judgedSides(comparison: Comparison, sameUnknowns: boolean): Judgement[] {
  const { casePlan, base, head, latency, plan } = comparison;
  if (head === null) return [ofModel('skipped', null, null, 'the model is removed: there is nothing to judge')];
  if (head.kind === 'failed') {
    const { message, code } = head.failure;
    return [ofModel('fail', 'unreadable', code, `the model can't be judged: ${message}`)];
  }
  const judgements = [...aboutModel(base, head.report, plan.unsupportedOps)];
  for (const [metric, budget] of casePlan.budgets) {
    if (isTimed(metric)) judgements.push(judgeTimed(metric, budget, latency));
    else judgements.push(judgeCounted(metric, budget, base, head, sameUnknowns));
  }
  return judgements.map((judgement) => withAcceptance(judgement, comparison));
}

function ofModel(verdict: Verdict, broke: Judgement['broke'], limit: string | null, text: string): Judgement {
  return { metric: 'model', verdict, broke, limit, text, accepted: null, undecidedFails: false };
}

/** What must be said of the model beside its figures. */
function aboutModel(base: Side | null, head: ModelReport, unsupported: UnsupportedOps): Judgement[] {
  const said: Judgement[] = [];
  const unknown = head.layers.filter(({ status }) => status === 'unknown');
  if (head.coverage.unknown > 0 && unsupported !== 'off') {
    const ops = listed([...new Set(unknown.map(({ op }) => quote(op)))]);
    const text = `${count(head.coverage.unknown, 'layer')} without a known cost (${ops}): totals are lower bounds`;
    said.push(ofModel(unsupported, unsupported === 'fail' ? 'unsupported-ops' : null, unsupported, text));
  }
  const lies = head.findings.filter(({ code }) => code === 'declared-shape-mismatch');
  const [first] = lies;
  if (first !== undefined)
    said.push(
      ofModel(
        'warn',
        null,
        null,
        `the file declares other shapes than its inputs make (${count(lies.length, 'contradiction')}; first in ${quote(first.layer ?? '?')}): counted by its inputs`,
      ),
    );
  if (base === null)
    said.push(ofModel('skipped', null, null, 'new: there is no base to compare with, only a max applies'));
  if (base?.kind === 'failed')
    said.push(ofModel('undecided', null, null, `the model at base can't be read: ${base.failure.message}`));
  return said;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

function factsOf(side: Side | null): SideFacts | null {
  if (side === null || side.kind === 'failed') return side;
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

/** 1: a budget is breached · 2: a model can't be judged at all · 3: undecided where that fails · 0 otherwise. */
export function exitCodeOf(models: readonly ModelOutcome[]): ExitCode {
  const judgements = models.flatMap((model) => model.judgements);
  const failed = judgements.filter(({ verdict }) => verdict === 'fail');
  if (failed.some(({ broke }) => broke !== 'unreadable')) return 1;
  if (failed.length > 0) return 2;
  return judgements.some(({ undecidedFails }) => undecidedFails) ? 3 : 0;
}
