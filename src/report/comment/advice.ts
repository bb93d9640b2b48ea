import type { CountedMetric, TimedMetric } from '#policy/metrics.ts';
import { isTimed, unitOf } from '#policy/metrics.ts';
import { exactText } from '#text/number-text.ts';
import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { runBlindSpots } from '#judge/blind.ts';
import { listed, quote } from '#text/quote.ts';

/** What can be done about a report that isn't a pass: sentences with commands and names between backticks. */
export function nextSteps(report: GateReport): readonly string[] {
  const failed = report.models.filter(({ verdict }) => verdict === 'fail');
  const steps = new Set<string>();
  const broken = failed.flatMap((model) =>
    model.judgements.filter(({ verdict }) => verdict === 'fail').map((judgement) => ({ model, judgement })),
  );
  const budgets = broken.filter(({ judgement }) => judgement.broke !== 'unreadable');
  if (budgets.length > 0) {
    steps.add('fix it');
    const policy = quote(report.policy.path ?? 'flopgate.yml');
    const ofBase = report.policy.from === 'base';
    steps.add(ofBase ? `have the budget in the base branch's ${policy} raised` : `raise the budget in ${policy}`);
    if (ofBase) steps.add(`or ask a maintainer to set the label ${quote(report.policy.accept.label)}`);
    const trailers = budgets.slice(0, 10).flatMap(({ model, judgement }) => trailerFor(report, model, judgement) ?? []);
    const lines = ofBase ? [] : [...new Set(trailers)];
    if (lines.length > 0) steps.add(`or accept it with a line in a commit message: ${listed(lines, 3)}`);
  }
  const unreadable = broken.filter(({ judgement }) => judgement.broke === 'unreadable');
  if (unreadable.length > 0)
    steps.add(
      `export ${listed(
        unreadable.map(({ model }) => quote(model.path)),
        3,
      )} again`,
    );
  for (const step of undecidedSteps(report)) steps.add(step);
  const closed = report.models.some(({ judgements }) => judgements.some((one) => isClosed(one)));
  if (report.policy.from === 'base' && closed) {
    steps.add('put the models back where the base branch’s policy looks for them, in a form that it can judge');
    steps.add(`or have the base branch's ${quote(report.policy.path ?? 'flopgate.yml')} changed first`);
    steps.add(`or ask a maintainer to set the label ${quote(report.policy.accept.label)}`);
  }
  const { policy, findings } = report;
  const isBlind = closed || runBlindSpots({ policy, findings }).length > 0;
  if (policy.strict === true && report.exitCode === 3 && isBlind) {
    steps.add('put back what was watched, and the limits that were');
    steps.add(`or, if this is meant, have somebody set the label ${quote(policy.accept.label)}`);
  }
  return [...steps];
}

/** Undecided, and no pass because of it. */
const isClosed = ({ undecidedFails, metric }: Judgement): boolean =>
  undecidedFails && metric !== 'latency' && metric !== 'load';

/** What would decide what is open. */
function undecidedSteps({ models, incomplete, policy }: GateReport): readonly string[] {
  const open = models.flatMap(({ judgements }) => judgements.filter(({ verdict }) => verdict === 'undecided'));
  const steps: string[] = [];
  if (incomplete.length > 0) steps.push('run the jobs again whose part is missing');
  if (open.some(({ metric }) => isTimed(metric)))
    steps.push('run the check again, or give the bench more time (`bench: { time: 300s }`)');
  if (models.some(({ head }) => head?.kind === 'counted' && head.unbound.length > 0) && open.length > 0)
    steps.push(`give the open sizes under \`dims\` in ${quote(policy.path ?? 'flopgate.yml')}`);
  if (models.some(({ head }) => head?.kind === 'counted' && !head.exact) && open.length > 0)
    steps.push('layers without a known cost leave their totals open: the findings say which');
  return steps;
}

/** `Flopgate-Accept: detector.macs +3% reason`, quoted; null if no such line can accept it. */
function trailerFor({ policy }: GateReport, model: ModelOutcome, { metric, broke }: Judgement): string | null {
  if (metric === 'model' || broke === 'growth') return null;
  const bound = isTimed(metric) ? timedBound(model, metric) : countedBound(model, metric);
  return bound === null ? null : quote(`${policy.accept.trailer}: ${model.id}.${metric} ${bound} <reason>`);
}

function timedBound({ latency }: ModelOutcome, metric: TimedMetric): string | null {
  const ratio = metric === 'latency' ? latency?.ratio : latency?.load?.ratio;
  return ratio === null || ratio === undefined || ratio <= 1 ? null : `+${Math.ceil((ratio - 1) * 100)}%`;
}

/** The whole percentage that covers the increase; without a base the figure itself. */
function countedBound({ figures }: ModelOutcome, metric: CountedMetric): string | null {
  const { base, head } = figures[metric];
  if (head === null) return null;
  if (base === null || base <= 0n || head <= base)
    return unitOf(metric) === 'bytes' ? `${head}B` : exactText(head).replaceAll(',', '_');
  const percent = ((head - base) * 100n + base - 1n) / base;
  return `+${percent}%`;
}
