import type { GateReport, ModelOutcome } from '#judge/types.ts';
import type { Annotation } from '#host/actions/runner.ts';
import { visible } from '#text/escape.ts';
import { judgementText } from '#report/reason.ts';
import { notLookedAt, titleOf, toldJudgements } from '#report/words.ts';

/** Annotations of each level that GitHub keeps of a step. */
const MAX_EACH = 10;

/**
 * What is over budget or worth a look, beside the files: worst first, as many as GitHub keeps.
 * @param folder of the repository, from the workspace; '' if it is the workspace itself
 */
export function annotationsOf(report: GateReport, folder = ''): readonly Annotation[] {
  const all = [...report.models.flatMap((model) => ofModel(model, folder)), ...ofRun(report)];
  return [
    ...all.filter(({ level }) => level === 'error').slice(0, MAX_EACH),
    ...all.filter(({ level }) => level === 'warning').slice(0, MAX_EACH),
  ];
}

/** Of something watched that can't be looked at there is no file beside which it would show. */
function ofRun(report: GateReport): readonly Annotation[] {
  const level = report.policy.strict === true ? 'error' : 'warning';
  return notLookedAt(report).map((text) => ({ level, title: 'Flopgate: not judged', message: visible(text) }));
}

function ofModel(model: ModelOutcome, folder: string): readonly Annotation[] {
  return toldJudgements(model)
    .filter(({ verdict }) => verdict !== 'skipped')
    .map((judgement) => ({
      level: judgement.verdict === 'fail' || judgement.undecidedFails ? 'error' : 'warning',
      title: visible(`Flopgate: ${titleOf(model)}`),
      message: visible(judgementText(judgement, model)),
      file: visible(folder === '' ? model.path : `${folder}/${model.path}`),
    }));
}
