import { boundText, judgementText } from '#report/reason.ts';
import { interfaceChanges } from '#diff/interface.ts';
import type { GateReport, ModelOutcome } from '#judge/types.ts';
import type { LayerChange } from '#diff/types.ts';
import { elided, markdownCode, markdownText } from '#text/escape.ts';
import type { Extent } from './extent.ts';
import { changeText, growthSentences, outcomeWords, toldJudgements } from '#report/words.ts';

/** Why the worst models are over budget: what broke, and what in the model caused it. */
export function whyLines(report: GateReport, { why }: Extent): string[] {
  const told = report.models.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
  const blocks = told.slice(0, why).map(explained);
  const rest = told.length - blocks.length;
  if (rest > 0 && blocks.length > 0) blocks.push(`… and ${rest} more that ${rest === 1 ? 'is' : 'are'} no pass.`);
  return [...blocks, ...addedAndRemoved(report)];
}

/** Models that came or went, and what that means for the check. */
function addedAndRemoved({ models }: GateReport): string[] {
  const [added, removed] = [named(models, 'added'), named(models, 'removed')];
  return [
    ...(added === '' ? [] : [`**New** ${added}: there is no base to compare with, so only ceilings (\`max\`) apply.`]),
    ...(removed === '' ? [] : [`**Removed** ${removed}: no longer judged.`]),
  ];
}

function named(models: readonly ModelOutcome[], change: ModelOutcome['change']): string {
  const told = models.filter(
    (model) => model.change === change && (change !== 'removed' || model.verdict === 'skipped'),
  );
  const ids = [...new Set(told.map(({ id }) => id))];
  const rest = ids.length > 5 ? ` and ${ids.length - 5} more` : '';
  return (
    ids
      .slice(0, 5)
      .map((id) => markdownCode(elided(id, 80)))
      .join(', ') + rest
  );
}

function explained(model: ModelOutcome): string {
  const title = `${markdownCode(elided(model.id, 80))}${model.case === '' ? '' : ` (${markdownText(model.case)})`}`;
  const lines = [`**Why** ${title}: ${outcomeWords(model)}`];
  for (const judgement of toldJudgements(model).slice(0, 8)) {
    const { accepted } = judgement;
    const by =
      accepted === null
        ? ''
        : ` – accepted ${markdownText(`(${boundText(accepted)})`)} by ${markdownCode(accepted.by.slice(0, 40))}${accepted.reason === '' ? '' : `: ${markdownText(accepted.reason)}`}`;
    lines.push(`- ${markdownText(judgementText(judgement, model))}${by}`);
  }
  if (model.head?.kind === 'failed') lines.push(`- hint: ${markdownText(model.head.failure.hint)}`);
  lines.push(...causeLines(model));
  return lines.join('\n');
}

/** What in the model changed: what explains many layers, else the largest changes. */
function causeLines(model: ModelOutcome): string[] {
  const { layers } = model;
  const lines = [...growthSentences(model).slice(0, 3), ...interfaceChanges(model).slice(0, 4)].map(
    (text) => `- ${markdownText(text)}`,
  );
  if (layers === null) return lines;
  lines.push(...layers.causes.slice(0, 3).map((cause) => `- ${markdownText(cause)}`));
  const own = layers.changes.filter(({ follows }) => !follows);
  const most = layers.causes.length > 0 ? 1 : 3;
  for (const change of own.slice(0, most)) lines.push(`- ${layerSentence(change)}`);
  const rest = own.length - most + (layers.omitted > 0 ? layers.omitted : 0);
  if (rest > 0) lines.push(`- … and ${rest} more ${rest === 1 ? 'layer' : 'layers'}`);
  const { follows } = layers.counts;
  if (follows > 0) lines.push(`- ${follows} ${follows === 1 ? 'layer changes' : 'layers change'} as a consequence`);
  return lines;
}

/** `Conv_118`: output channels 32 → 34 (+18 M MACs). */
function layerSentence(change: LayerChange): string {
  const why =
    change.kind === 'changed'
      ? change.why.map((reason) => markdownText(reason)).join('; ')
      : `${markdownText(change.op)} ${change.kind}`;
  const figures = [
    figureText(change, 'macs', 'MACs'),
    figureText(change, 'params', 'parameters'),
    change.macs.delta === 0n ? figureText(change, 'moved', 'moved') : null,
  ].filter((text) => text !== null);
  return `${markdownCode(elided(change.name, 100))}${why === '' ? '' : `: ${why}`}${figures.length > 0 ? ` (${figures.join(', ')})` : ''}`;
}

function figureText(change: LayerChange, metric: 'macs' | 'params' | 'moved', unit: string): string | null {
  const { delta } = change[metric];
  return delta === null || delta === 0n ? null : `${changeText(change[metric], metric) ?? ''} ${unit}`;
}
