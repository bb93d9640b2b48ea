import { boundText, judgementText } from '#report/reason.ts';
import { interfaceChanges } from '#diff/interface.ts';
import type { Acceptance, ModelOutcome } from '#judge/types.ts';
import { markdownCode, markdownText } from '#text/escape.ts';
import { marked, type Markdown } from '#text/safe.ts';
import { unbroken } from './table.ts';
import { growthSentences, inputCauses, otherCauses, shortSha, toldJudgements } from '#report/words.ts';

const item = (text: string): Markdown => marked`- ${unbroken(markdownText(text))}`;

/** Items of a list: every judgement that is no pass, then what explains many layers at once. */
export function whyLines(model: ModelOutcome): Markdown[] {
  const judged = toldJudgements(model)
    .filter(({ verdict }) => verdict !== 'skipped')
    .slice(0, 12)
    .map((judgement) => {
      const by = judgement.accepted === null ? '' : marked` – accepted ${acceptedText(judgement.accepted)}`;
      return marked`- ${unbroken(markdownText(judgementText(judgement, model)))}${by}`;
    });
  const hint = model.head?.kind === 'failed' ? [marked`- ${markdownText(model.head.failure.hint)}`] : [];
  const changes = [
    ...growthSentences(model).slice(0, 3),
    ...interfaceChanges(model).slice(0, 15),
    ...otherCauses(model).slice(0, 10),
  ];
  return [...inputCauses(model).slice(0, 2).map(item), ...judged, ...hint, ...changes.map(item)];
}

/** `(+9%) by `abc1234`: a better backbone`. */
export function acceptedText(accepted: Acceptance): Markdown {
  const { reason } = accepted;
  return marked`${markdownText(`(${boundText(accepted)})`)} by ${acceptedBy(accepted)}${reason === '' ? '' : marked`: ${markdownText(reason)}`}`;
}

/** A person's login, or the first digits of a commit's id. */
const acceptedBy = ({ by, via }: Acceptance): Markdown =>
  markdownCode(via === 'trailer' ? shortSha(by) : by.slice(0, 40));
