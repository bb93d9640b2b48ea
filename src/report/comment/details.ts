import { isBlind } from '#judge/blind.ts';
import { timedText } from '#report/words.ts';
import { interfaceChanges } from '#diff/interface.ts';
import { bytesText, percentText } from '#text/number-text.ts';
import type { GateReport, LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import type { Figure, LayerChange } from '#diff/types.ts';
import { judgementText } from '#report/reason.ts';
import { elided, htmlCode, htmlPre, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { failedBuilds } from './build-log.ts';
import type { Extent } from './extent.ts';
import { table } from './table.ts';
import { changeText, keptJudgements, openChange, titleOf } from '#report/words.ts';

/** What only some readers want, folded: layers, latency, findings, the policy. */
export function detailBlocks(report: GateReport, extent: Extent): Markdown[] {
  if (extent.details === 0) return [];
  return [
    ...buildBlocks(report),
    ...layerBlocks(report, extent),
    ...latencyBlock(report, extent),
    ...findingBlock(report),
    ...policyBlock(report),
  ];
}

/** A folded block. The blank lines make GitHub read markdown inside. */
function folded(title: Markdown, body: Markdown): Markdown {
  return marked`<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

function buildBlocks(report: GateReport): Markdown[] {
  return failedBuilds(report, 20).map(({ note, lines }) =>
    folded(marked`What the build at ${note.side} said last`, htmlPre(lines)),
  );
}

function layerBlocks({ models }: GateReport, { details, layers: rows }: Extent): Markdown[] {
  const changed = models.filter(
    (model) => model.layers !== null && (model.layers.changes.length > 0 || interfaceChanges(model).length > 0),
  );
  return changed
    .slice(0, details)
    .map((model) =>
      folded(marked`What changed in ${htmlCode(elided(titleOf(model), 80))}, layer by layer`, layerBody(model, rows)),
    );
}

const layerHeads = [marked`layer`, marked`operator`, marked`MACs`, marked`params`, marked`moved`, marked`what changed`];

function layerBody(model: ModelOutcome, rows: number): Markdown {
  const { layers } = model;
  if (layers === null) return marked``;
  const told = [...interfaceChanges(model).slice(0, 15), ...layers.causes.slice(0, 10)];
  const { counts, changes, omitted } = layers;
  const parts = [
    marked`${counts.changed} changed${counts.follows > 0 ? marked` (${counts.follows} only as a consequence)` : ''}`,
    marked`${counts.added} added`,
    marked`${counts.removed} removed`,
    ...(counts.renamed > 0 ? [marked`${counts.renamed} only renamed`] : []),
    marked`${counts.same} the same`,
  ];
  const shown = changes.slice(0, rows);
  const rest = changes.length - shown.length + omitted;
  return joined(
    [
      marked`Layers: ${joined(parts, ', ')}.`,
      ...(told.length > 0
        ? [
            joined(
              told.map((sentence) => marked`- ${markdownText(sentence)}`),
              '\n',
            ),
          ]
        : []),
      ...(shown.length > 0 ? [table([...layerHeads], ['l', 'l', 'r', 'r', 'r', 'l'], shown.map(layerRow))] : []),
      ...(rest > 0 ? [marked`… and ${rest} more.`] : []),
    ],
    '\n\n',
  );
}

function figureCell(value: Figure, metric: 'macs' | 'params' | 'moved'): Markdown {
  if (value.delta !== null) return value.delta === 0n ? marked`` : (changeText(value, metric) ?? marked``);
  const text = openChange(value, metric, 40);
  return text === null ? marked`` : markdownCode(text, 'cell');
}

function layerRow(change: LayerChange): Markdown[] {
  const what =
    change.kind === 'changed'
      ? joined(
          change.why.map((reason) => markdownText(reason, 'cell')),
          '; ',
        )
      : marked`${change.kind}`;
  const was = change.baseName === null ? '' : marked` was ${markdownCode(elided(change.baseName, 50), 'cell')}`;
  return [
    marked`${markdownCode(elided(change.name, 60), 'cell')}${was}`,
    markdownCode(elided(change.op, 40), 'cell'),
    figureCell(change.macs, 'macs'),
    figureCell(change.params, 'params'),
    figureCell(change.moved, 'moved'),
    what,
  ];
}

function latencyBlock(report: GateReport, { rows }: Extent): Markdown[] {
  const measured = report.models.filter((model) => model.latency !== null).slice(0, rows);
  if (measured.length === 0) return [];
  const heads = [
    marked`model`,
    marked`base → head`,
    marked`interval`,
    marked`rounds`,
    marked`could have seen`,
    marked`load time`,
    marked`process memory`,
    marked`remark`,
  ];
  const body = measured.map((model) => latencyRow(model, model.latency as LatencyOutcome));
  const first = measured[0]?.latency;
  const how =
    first === null || first === undefined
      ? marked``
      : marked`Base and head ran in turns, each in fresh processes; ${first.clock === 'cpu' ? 'CPU' : 'wall'} clock, ${markdownText(first.provider)}, ${first.threads} ${first.threads === 1 ? 'thread' : 'threads'}.`;
  const facts = Object.entries(report.environment ?? {})
    .slice(0, 20)
    .map(([name, value]) => markdownText(`${name}: ${value}`));
  return [
    folded(
      marked`How latency was measured`,
      joined(
        [
          how,
          table(heads, ['l', 'r', 'r', 'r', 'r', 'r', 'r', 'l'], body),
          ...(facts.length > 0 ? [joined(facts, ' · ')] : []),
        ],
        '\n\n',
      ),
    ),
  ];
}

function latencyRow(model: ModelOutcome, latency: LatencyOutcome): Markdown[] {
  const { interval, detectable, load, peakBytes, reason, rounds } = latency;
  return [
    markdownCode(elided(titleOf(model), 60), 'cell'),
    timedText({ ...latency, interval: null }),
    interval === null
      ? marked`–`
      : joined(
          interval.map((edge) => percentText(edge - 1)),
          ' … ',
        ),
    marked`${rounds}`,
    detectable === null ? marked`–` : percentText(detectable),
    load === null ? marked`–` : timedText({ ...load, interval: null }),
    peakBytes?.head === null || peakBytes?.head === undefined ? marked`–` : bytesText(peakBytes.head),
    reason === null ? marked`` : markdownText(reason, 'cell'),
  ];
}

/** Findings of the run and of each model that aren't mere information. */
function findingBlock({ findings, models }: GateReport): Markdown[] {
  const lines = findings
    .filter((finding) => finding.level !== 'info' && !isBlind(finding))
    .map(({ code, detail }) => marked`- ${markdownText(code)}: ${markdownText(detail)}`);
  for (const model of models) {
    for (const judgement of keptJudgements(model).slice(0, 5))
      lines.push(
        marked`- ${markdownCode(elided(titleOf(model), 60))} ${markdownText(elided(judgementText(judgement, model), 300))}`,
      );
    const told = model.head?.kind === 'counted' ? model.head.findings.filter(({ level }) => level !== 'info') : [];
    for (const { code, layer, detail } of told.slice(0, 5)) {
      const where = layer === undefined ? '' : marked` ${markdownCode(elided(layer, 60))}`;
      lines.push(
        marked`- ${markdownCode(elided(titleOf(model), 60))} ${markdownText(code)}${where}: ${markdownText(elided(detail, 300))}`,
      );
    }
    if (told.length > 5)
      lines.push(marked`- ${markdownCode(elided(titleOf(model), 60))} … and ${told.length - 5} more`);
  }
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 40);
  if (lines.length > shown.length) shown.push(marked`- … and ${lines.length - shown.length} more`);
  return [folded(marked`What to know about these figures`, joined(shown, '\n'))];
}

function policyBlock({ policy, acceptances }: GateReport): Markdown[] {
  const judged =
    policy.path === null
      ? marked`No policy file: built-in warnings.`
      : marked`Judged by ${markdownCode(policy.path)} at ${policy.from}${policy.from === 'base' ? ', as pull requests from forks are' : ''}.`;
  const changes = policy.changes
    .filter(({ kind }) => kind !== 'loosened')
    .slice(0, 15)
    .map(
      ({ kind, where, text }) =>
        marked`- ${kind === 'tightened' ? 'tightened: ' : ''}${markdownCode(where)} ${markdownText(text)}`,
    );
  const accepted = acceptances
    .slice(0, 10)
    .map(
      ({ model, metric, by, reason, via }) =>
        marked`- ${via} by ${markdownCode(by.slice(0, 40))}: ${markdownCode(`${model}.${metric}`)}${reason === '' ? '' : marked` ${markdownText(reason)}`}`,
    );
  if (changes.length === 0 && accepted.length === 0) return [];
  return [
    folded(
      marked`Policy and acceptances`,
      joined(
        [
          judged,
          ...(changes.length > 0 ? [joined(changes, '\n')] : []),
          ...(accepted.length > 0 ? [marked`Acceptances:\n\n${joined(accepted, '\n')}`] : []),
        ],
        '\n\n',
      ),
    ),
  ];
}
