import type { GateReport, ModelOutcome } from '#judge/types.ts';

/** Outputs that a report decides. Numbers and fixed words only: no name from a pull request reaches a script by them. */
export function outputsOf(report: GateReport): Readonly<Record<string, string>> {
  return {
    verdict: report.verdict,
    changed: numberOf(report.models.filter(({ change }) => change !== 'unchanged')),
    failed: numberOf(report.models.filter(({ verdict }) => verdict === 'fail')),
    'macs-delta': macsDelta(report.models),
    'latency-delta': latencyDelta(report.models),
    'base-sha': report.base?.sha ?? '',
    'head-sha': report.head.sha,
  };
}

const numberOf = (models: readonly ModelOutcome[]): string => String(new Set(models.map(({ id }) => id)).size);

/** Sum over the models of what their multiply-accumulates grew by, at each model's first sizes; '' if one is unknown. */
function macsDelta(models: readonly ModelOutcome[]): string {
  const firsts = new Map(models.toReversed().map((model) => [model.id, model]));
  let sum = 0n;
  for (const { change, base, head, figures } of firsts.values()) {
    const { macs } = figures;
    const before = change === 'added' ? 0n : base?.kind === 'counted' && base.exact ? macs.base : null;
    const after = change === 'removed' ? 0n : head?.kind === 'counted' && head.exact ? macs.head : null;
    if (before === null || after === null) return '';
    sum += after - before;
  }
  return String(sum);
}

/** The largest change of a latency that was measured: 0.28 is +28 %; '' if none was. */
function latencyDelta(models: readonly ModelOutcome[]): string {
  const ratios = models.flatMap(({ latency }) => latency?.ratio ?? []);
  return ratios.length === 0 ? '' : String(Number((Math.max(...ratios) - 1).toFixed(4)));
}
