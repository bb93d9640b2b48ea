import { clipped } from '#text/clip.ts';
import { compareVerdicts, exitCodeOf, worstOf } from './judge.ts';
import { runBlindSpots } from './blind.ts';
import type { Acceptance, ExitCode, GateReport, ModelOutcome, Verdict } from './types.ts';

/** A report without what follows from the rest of it. */
export type ReportFacts = Omit<GateReport, 'schema' | 'verdict' | 'exitCode' | 'unchanged'>;

/**
 * The gate's answer from what it found; models are put worst first, unchanged ones that nothing is said of left out.
 * @param unchanged models that weren't even compared, being the same file
 */
export function gateReport(facts: ReportFacts, unchanged: number): GateReport {
  const shown = facts.models.filter(
    (model) => model.change !== 'unchanged' || compareVerdicts(model.verdict, 'pass') < 0,
  );
  return {
    schema: 'flopgate/report/1',
    ...facts,
    policy: clipped(facts.policy),
    findings: clipped(facts.findings),
    acceptances: clipped(facts.acceptances),
    incomplete: clipped(facts.incomplete),
    environment: clipped(facts.environment),
    ...conclusion(shown, facts),
    models: inOrder(withinBounds(shown)),
    unchanged: unchanged + facts.models.length - shown.length,
  };
}

/** Layer changes that a report holds, over all models. */
const maxChanges = 10_000;

/** With many models each keeps its largest changes only, so that the report stays of a size to be sent around. */
function withinBounds(models: readonly ModelOutcome[]): readonly ModelOutcome[] {
  const all = models.reduce((sum, { layers }) => sum + (layers?.changes.length ?? 0), 0);
  if (all <= maxChanges) return models;
  const each = Math.max(5, Math.floor(maxChanges / models.length));
  return models.map((model) => {
    const { layers } = model;
    if (layers === null || layers.changes.length <= each) return model;
    const omitted = layers.omitted + layers.changes.length - each;
    return { ...model, layers: { ...layers, changes: layers.changes.slice(0, each), omitted } };
  });
}

/** Worst first, then by id and case. */
function inOrder(models: readonly ModelOutcome[]): readonly ModelOutcome[] {
  const keyed = models.map((model) => ({ model, key: `${model.id}\u0000${model.case}` }));
  return keyed
    .toSorted(
      (a, b) => compareVerdicts(a.model.verdict, b.model.verdict) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
    .map(({ model }) => model);
}

/** `incomplete`: something that belongs to the answer is missing, so that it can't be a pass. */
function conclusion(
  models: readonly ModelOutcome[],
  facts: ReportFacts,
): { readonly verdict: Verdict; readonly exitCode: ExitCode } {
  const isIncomplete = facts.incomplete.length > 0;
  const spots = runBlindSpots(facts);
  const fails = facts.policy.strict === true && spots.length > 0 && !facts.acceptances.some(acceptsAll);
  const ofRun: readonly Verdict[] = isIncomplete || fails ? ['undecided'] : spots.length > 0 ? ['warn'] : [];
  const verdict = worstOf([...models.map((model) => model.verdict), ...ofRun]);
  const exitCode = exitCodeOf(models);
  return { verdict, exitCode: exitCode === 0 && (isIncomplete || fails) ? 3 : exitCode };
}

const acceptsAll = ({ model, metric, bound }: Acceptance): boolean => model === '*' && metric === '*' && bound === null;
