import { unitOf } from '#policy/metrics.ts';
import { timedText } from '#report/words.ts';
import { briefFormula } from '#text/formula-text.ts';
import { interfaceChanges } from '#diff/interface.ts';
import { bytesText, percentText } from '#text/number-text.ts';
import type { GateReport, LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import type { Figure, LayerChange } from '#diff/types.ts';
import { elided, html, htmlCode, markdownCode, markdownText } from '#text/escape.ts';
import { failedBuilds } from './build-log.ts';
import type { Extent } from './extent.ts';
import { table } from './table.ts';
import { changeText, titleOf } from '#report/words.ts';

/** What only some readers want, folded: layers, latency, findings, the policy. */
export function detailBlocks(report: GateReport, extent: Extent): string[] {
  if (extent.details === 0) return [];
  return [
    ...buildBlocks(report),
    ...layerBlocks(report, extent),
    ...latencyBlock(report, extent),
    ...findingBlock(report),
    ...policyBlock(report),
  ];
}

/** A folded block. The blank lines make GitHub read markdown inside. `title` is HTML, trusted or escaped. */
function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** Inside of `pre` nothing is markdown, and no line can end it. */
function buildBlocks(report: GateReport): string[] {
  return failedBuilds(report, 20).map(({ note, lines }) =>
    folded(`What the build at ${note.side} said last`, `<pre>\n${lines.map(html).join('\n')}\n</pre>`),
  );
}

function layerBlocks({ models }: GateReport, { details, layers: rows }: Extent): string[] {
  const changed = models.filter(
    (model) => model.layers !== null && (model.layers.changes.length > 0 || interfaceChanges(model).length > 0),
  );
  return changed
    .slice(0, details)
    .map((model) =>
      folded(`What changed in ${htmlCode(elided(titleOf(model), 80))}, layer by layer`, layerBody(model, rows)),
    );
}

const layerHeads = ['layer', 'operator', 'MACs', 'params', 'moved', 'what changed'] as const;

function layerBody(model: ModelOutcome, rows: number): string {
  const { layers } = model;
  if (layers === null) return '';
  const told = [...interfaceChanges(model).slice(0, 15), ...layers.causes.slice(0, 10)];
  const { counts, changes, omitted } = layers;
  const parts = [
    `${counts.changed} changed${counts.follows > 0 ? ` (${counts.follows} only as a consequence)` : ''}`,
    `${counts.added} added`,
    `${counts.removed} removed`,
    ...(counts.renamed > 0 ? [`${counts.renamed} only renamed`] : []),
    `${counts.same} the same`,
  ];
  const shown = changes.slice(0, rows);
  const rest = changes.length - shown.length + omitted;
  return [
    `Layers: ${parts.join(', ')}.`,
    ...(told.length > 0 ? [told.map((sentence) => `- ${markdownText(sentence)}`).join('\n')] : []),
    ...(shown.length > 0 ? [table([...layerHeads], ['l', 'l', 'r', 'r', 'r', 'l'], shown.map(layerRow))] : []),
    ...(rest > 0 ? [`… and ${rest} more.`] : []),
  ].join('\n\n');
}

function figureCell(value: Figure, metric: 'macs' | 'params' | 'moved'): string {
  if (value.delta !== null) return value.delta === 0n ? '' : (changeText(value, metric) ?? '');
  return value.headFormula === null
    ? ''
    : markdownCode(briefFormula(value.headFormula, { kind: unitOf(metric), most: 40 }), 'cell');
}

function layerRow(change: LayerChange): string[] {
  const what =
    change.kind === 'changed' ? change.why.map((reason) => markdownText(reason, 'cell')).join('; ') : change.kind;
  const was = change.baseName === null ? '' : ` was ${markdownCode(elided(change.baseName, 50), 'cell')}`;
  return [
    `${markdownCode(elided(change.name, 60), 'cell')}${was}`,
    markdownCode(elided(change.op, 40), 'cell'),
    figureCell(change.macs, 'macs'),
    figureCell(change.params, 'params'),
    figureCell(change.moved, 'moved'),
    what,
  ];
}

function latencyBlock(report: GateReport, { rows }: Extent): string[] {
  const measured = report.models.filter((model) => model.latency !== null).slice(0, rows);
  if (measured.length === 0) return [];
  const heads = [
    'model',
    'base → head',
    'interval',
    'rounds',
    'could have seen',
    'load time',
    'process memory',
    'remark',
  ];
  const body = measured.map((model) => latencyRow(model, model.latency as LatencyOutcome));
  const first = measured[0]?.latency;
  const how =
    first === null || first === undefined
      ? ''
      : `Base and head ran in turns, each in fresh processes; ${first.clock === 'cpu' ? 'CPU' : 'wall'} clock, ${markdownText(first.provider)}, ${first.threads} ${first.threads === 1 ? 'thread' : 'threads'}.`;
  const facts = Object.entries(report.environment ?? {})
    .slice(0, 20)
    .map(([name, value]) => markdownText(`${name}: ${value}`));
  return [
    folded(
      'How latency was measured',
      [
        how,
        table(heads, ['l', 'r', 'r', 'r', 'r', 'r', 'r', 'l'], body),
        ...(facts.length > 0 ? [facts.join(' · ')] : []),
      ].join('\n\n'),
    ),
  ];
}

function latencyRow(model: ModelOutcome, latency: LatencyOutcome): string[] {
  const { interval, detectable, load, peakBytes, reason, rounds } = latency;
  return [
    markdownCode(elided(titleOf(model), 60), 'cell'),
    timedText({ ...latency, interval: null }),
    interval === null ? '–' : interval.map((edge) => percentText(edge - 1)).join(' … '),
    String(rounds),
    detectable === null ? '–' : percentText(detectable),
    load === null ? '–' : timedText({ ...load, interval: null }),
    peakBytes?.head === null || peakBytes?.head === undefined ? '–' : bytesText(peakBytes.head),
    reason === null ? '' : markdownText(reason, 'cell'),
  ];
}

/** Findings of the run and of each model that aren't mere information. */
function findingBlock({ findings, models }: GateReport): string[] {
  const lines = findings
    .filter(({ level }) => level !== 'info')
    .map(({ code, detail }) => `- ${markdownText(code)}: ${markdownText(detail)}`);
  for (const model of models) {
    const told = model.head?.kind === 'counted' ? model.head.findings.filter(({ level }) => level !== 'info') : [];
    for (const { code, layer, detail } of told.slice(0, 5)) {
      const where = layer === undefined ? '' : ` ${markdownCode(elided(layer, 60))}`;
      lines.push(
        `- ${markdownCode(elided(titleOf(model), 60))} ${markdownText(code)}${where}: ${markdownText(elided(detail, 300))}`,
      );
    }
    if (told.length > 5) lines.push(`- ${markdownCode(elided(titleOf(model), 60))} … and ${told.length - 5} more`);
  }
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 40);
  if (lines.length > shown.length) shown.push(`- … and ${lines.length - shown.length} more`);
  return [folded('What to know about these figures', shown.join('\n'))];
}

function policyBlock({ policy, acceptances }: GateReport): string[] {
  const judged =
    policy.path === null
      ? 'No policy file: built-in warnings.'
      : `Judged by ${markdownCode(policy.path)} at ${policy.from}${policy.from === 'base' ? ', as pull requests from forks are' : ''}.`;
  const changes = policy.changes
    .filter(({ kind }) => kind !== 'loosened')
    .slice(0, 15)
    .map(
      ({ kind, where, text }) =>
        `- ${kind === 'tightened' ? 'tightened: ' : ''}${markdownCode(where)} ${markdownText(text)}`,
    );
  const accepted = acceptances
    .slice(0, 10)
    .map(
      ({ model, metric, by, reason, via }) =>
        `- ${via} by ${markdownCode(by.slice(0, 40))}: ${markdownCode(`${model}.${metric}`)}${reason === '' ? '' : ` ${markdownText(reason)}`}`,
    );
  if (changes.length === 0 && accepted.length === 0) return [];
  return [
    folded(
      'Policy and acceptances',
      [
        judged,
        ...(changes.length > 0 ? [changes.join('\n')] : []),
        ...(accepted.length > 0 ? [`Acceptances:\n\n${accepted.join('\n')}`] : []),
      ].join('\n\n'),
    ),
  ];
}
