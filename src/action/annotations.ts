import type { GateReport, ModelOutcome } from '#judge/types.ts';
import { noteText } from '#text/escape.ts';
import { judgementText } from '#report/reason.ts';
import { notLookedAt, titleOf, toldJudgements } from '#report/words.ts';
import type { Note } from './job.ts';

/** Annotations of each level that GitHub keeps of a step. */
const MAX_EACH = 10;

/**
 * What is over budget or worth a look, beside the files: worst first, as many as GitHub keeps.
 * @param folder of the repository, from the workspace; '' if it is the workspace itself
 */
export function annotationsOf(report: GateReport, folder = ''): readonly Note[] {
  const all = [...report.models.flatMap((model) => ofModel(model, folder)), ...ofRun(report)];
  return [
    ...all.filter(({ level }) => level === 'error').slice(0, MAX_EACH),
    ...all.filter(({ level }) => level === 'warning').slice(0, MAX_EACH),
  ];
}

/** Of something watched that can't be looked at there is no file beside which it would show. */
function ofRun(report: GateReport): readonly Note[] {
  const level = report.policy.strict === true ? 'error' : 'warning';
  return notLookedAt(report).map((text) => ({
    level,
    title: noteText('Flopgate: not judged'),
    message: noteText(text),
  }));
}

function ofModel(model: ModelOutcome, folder: string): readonly Note[] {
  return toldJudgements(model)
    .filter(({ verdict }) => verdict !== 'skipped')
    .map((judgement) => ({
      level: judgement.verdict === 'fail' || judgement.undecidedFails ? 'error' : 'warning',
      title: noteText(`Flopgate: ${titleOf(model)}`),
      message: noteText(judgementText(judgement, model)),
      file: noteText(folder === '' ? model.path : `${folder}/${model.path}`),
    }));
}
