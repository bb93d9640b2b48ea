import { boundText, judgementText } from '#report/reason.ts';
import { interfaceChanges } from '#diff/interface.ts';
import type { GateReport, ModelOutcome } from '#judge/types.ts';
import type { LayerChange } from '#diff/types.ts';
import { elided, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, plain, type Markdown } from '#text/safe.ts';
import type { Extent } from './extent.ts';
import {
  changeText,
  openChange,
  growthSentences,
  inputCauses,
  otherCauses,
  outcomeWords,
  toldJudgements,
} from '#report/words.ts';

/** Why the worst models are over budget: what broke, and what in the model caused it. */
export function whyLines(report: GateReport, { why }: Extent): Markdown[] {
  const told = report.models.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  const blocks = told.slice(0, why).map(explained);
  const rest = told.length - blocks.length;
  if (rest > 0 && blocks.length > 0) blocks.push(marked`… and ${rest} more that ${rest === 1 ? 'is' : 'are'} no pass.`);
  return [...blocks, ...addedAndRemoved(report)];
}

/** Models that came or went, and what that means for the check. */
function addedAndRemoved({ models }: GateReport): Markdown[] {
  const [added, removed] = [named(models, 'added'), named(models, 'removed')];
  return [
    ...(added === ''
      ? []
      : [marked`**New** ${added}: there is no base to compare with, so only ceilings (\`max\`) apply.`]),
    ...(removed === '' ? [] : [marked`**Removed** ${removed}: no longer judged.`]),
  ];
}

function named(models: readonly ModelOutcome[], change: ModelOutcome['change']): Markdown {
  const told = models.filter(
    (model) => model.change === change && (change !== 'removed' || model.verdict === 'skipped'),
  );
  const ids = [...new Set(told.map(({ id }) => id))];
  const rest = ids.length > 5 ? marked` and ${ids.length - 5} more` : '';
  return marked`${joined(
    ids.slice(0, 5).map((id) => markdownCode(elided(id, 80))),
    ', ',
  )}${rest}`;
}

function explained(model: ModelOutcome): Markdown {
  const title = marked`${markdownCode(elided(model.id, 80))}${model.case === '' ? '' : marked` (${markdownText(model.case)})`}`;
  const lines = [marked`**Why** ${title}: ${outcomeWords(model)}`];
  lines.push(
    ...inputCauses(model)
      .slice(0, 2)
      .map((cause) => marked`- ${markdownText(cause)}`),
  );
  for (const judgement of toldJudgements(model).slice(0, 8)) {
    const { accepted } = judgement;
    const by =
      accepted === null
        ? ''
        : marked` – accepted ${markdownText(`(${boundText(accepted)})`)} by ${markdownCode(accepted.by.slice(0, 40))}${accepted.reason === '' ? '' : marked`: ${markdownText(accepted.reason)}`}`;
    lines.push(marked`- ${markdownText(judgementText(judgement, model))}${by}`);
  }
  if (model.head?.kind === 'failed') lines.push(marked`- hint: ${markdownText(model.head.failure.hint)}`);
  lines.push(...causeLines(model));
  return joined(lines, '\n');
}

/** What in the model changed: what explains many layers, else the largest changes. */
function causeLines(model: ModelOutcome): Markdown[] {
  const { layers } = model;
  const lines = [...growthSentences(model).slice(0, 3), ...interfaceChanges(model).slice(0, 4)].map(
    (text) => marked`- ${markdownText(text)}`,
  );
  if (layers === null) return lines;
  lines.push(
    ...otherCauses(model)
      .slice(0, 3)
      .map((cause) => marked`- ${markdownText(cause)}`),
  );
  const own = layers.changes.filter(({ follows }) => !follows);
  const most = layers.causes.length > 0 ? 1 : 3;
  for (const change of own.slice(0, most)) lines.push(marked`- ${layerSentence(change)}`);
  const rest = own.length - most + (layers.omitted > 0 ? layers.omitted : 0);
  if (rest > 0) lines.push(marked`- … and ${rest} more ${rest === 1 ? 'layer' : 'layers'}`);
  const { follows } = layers.counts;
  if (follows > 0)
    lines.push(marked`- ${follows} ${follows === 1 ? 'layer changes' : 'layers change'} as a consequence`);
  return lines;
}

/** `Conv_118`: output channels 32 → 34 (+18 M MACs). */
function layerSentence(change: LayerChange): Markdown {
  const why =
    change.kind === 'changed'
      ? joined(
          change.why.map((reason) => markdownText(reason)),
          '; ',
        )
      : marked`${markdownText(change.op)} ${change.kind}`;
  const figures = [
    figureText(change, 'macs', 'MACs'),
    figureText(change, 'params', 'parameters'),
    figureText(change, 'macs', 'MACs') === null ? figureText(change, 'moved', 'moved') : null,
  ].filter((text) => text !== null);
  return marked`${markdownCode(elided(change.name, 100))}${why === '' ? '' : marked`: ${why}`}${figures.length > 0 ? marked` (${joined(figures, ', ')})` : ''}`;
}

function figureText(
  change: LayerChange,
  metric: 'macs' | 'params' | 'moved',
  unit: 'MACs' | 'parameters' | 'moved',
): Markdown | null {
  const { delta } = change[metric];
  if (delta !== null) return delta === 0n ? null : plain`${changeText(change[metric], metric) ?? ''} ${unit}`;
  const text = openChange(change[metric], metric, 40);
  return text === null ? null : marked`${markdownCode(text)} ${unit}`;
}
