import type { GateReport, ModelOutcome } from '#judge/types.ts';
import { noteText } from '#text/escape.ts';
import { judgementText } from '#report/reason.ts';
import { titleOf, toldJudgements } from '#report/words.ts';
import type { Note } from './job.ts';

/** Annotations of each level that GitHub keeps of a step. */
const MAX_EACH = 10;

/** What is over budget or worth a look, beside the files: worst first, as many as GitHub keeps. */
export function annotationsOf(report: GateReport): readonly Note[] {
  const all = report.models.flatMap(ofModel);
  return [
    ...all.filter(({ level }) => level === 'error').slice(0, MAX_EACH),
    ...all.filter(({ level }) => level === 'warning').slice(0, MAX_EACH),
  ];
}

function ofModel(model: ModelOutcome): readonly Note[] {
  return toldJudgements(model)
    .filter(({ verdict }) => verdict !== 'skipped')
    .map((judgement) => ({
      level: judgement.verdict === 'fail' || judgement.undecidedFails ? 'error' : 'warning',
      title: noteText(`Flopgate: ${titleOf(model)}`),
      message: noteText(judgementText(judgement, model)),
      file: noteText(model.path),
    }));
}
