import { isBlind } from '#judge/blind.ts';
import type { BudgetMetric } from '#policy/metrics.ts';
import { timedText } from '#report/words.ts';
import { bytesText, percentText } from '#text/number-text.ts';
import type { GateReport, LatencyOutcome, ModelOutcome } from '#judge/types.ts';
import type { Figure, LayerChange, LayerDiff } from '#diff/types.ts';
import { judgementText } from '#report/reason.ts';
import { briefOf, byFigure, layerFigure } from '#report/brief.ts';
import { elided, htmlCode, htmlPre, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { listed, quote } from '#text/quote.ts';
import { failedBuilds } from './build-log.ts';
import type { CommentContext, Extent } from './extent.ts';
import { policyLink } from './links.ts';
import { figureTable, table, unbroken } from './table.ts';
import { acceptedText, whyLines } from './why.ts';
import { changeText, keptJudgements, openChange, titleOf } from '#report/words.ts';

/** What only some readers want, folded: every figure, reasons and layers by model, latency, findings, the policy. */
export function detailBlocks(report: GateReport, extent: Extent, context: CommentContext): Markdown[] {
  return [
    ...figureBlock(report, extent, context),
    ...(extent.details === 0 ? [] : buildBlocks(report)),
    ...modelBlocks(report, extent),
    ...(extent.details === 0 ? [] : [...latencyBlock(report, extent), ...findingBlock(report)]),
    ...policyBlock(report, extent, context),
  ];
}

function figureBlock(report: GateReport, { figures }: Extent, context: CommentContext): Markdown[] {
  if (figures === 0 || report.models.length === 0) return [];
  return [folded(marked`All figures`, figureTable(report, figures, context))];
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

function modelBlocks({ models }: GateReport, { details, layers: rows }: Extent): Markdown[] {
  return models
    .map((model) => ({ model, parts: modelParts(model, rows) }))
    .filter(({ parts }) => parts.length > 0)
    .slice(0, details)
    .map(({ model, parts }) =>
      folded(marked`${htmlCode(elided(titleOf(model), 80))}: why, and layer by layer`, joined(parts, '\n\n')),
    );
}

function modelParts(model: ModelOutcome, rows: number): Markdown[] {
  const why = model.verdict === 'skipped' ? [] : whyLines(model);
  return [...(why.length === 0 ? [] : [joined(why, '\n')]), ...layerParts(model, rows)];
}

function layerParts(model: ModelOutcome, rows: number): Markdown[] {
  const { layers } = model;
  if (layers === null || layers.changes.length === 0) return [];
  const { metric } = briefOf(model);
  const columns = columnsBy(metric);
  const heads = [marked`layer`, marked`operator`, ...columns.map(({ head }) => head), marked`what changed`];
  const shown = byFigure(layers, metric ?? 'macs').slice(0, rows);
  const rest = layers.changes.length - shown.length + layers.omitted;
  const align = ['l', 'l', ...columns.map(() => 'r'), 'l'] as ('l' | 'r')[];
  const body = shown.map((change) => layerRow(change, columns));
  return [
    marked`Layers: ${countsText(layers)}.`,
    ...(shown.length > 0 ? [table(heads, align, body)] : []),
    ...(rest > 0 ? [marked`… and ${rest} more.`] : []),
  ];
}

function countsText({ counts }: LayerDiff): Markdown {
  const parts = [
    marked`${counts.changed} changed${counts.follows > 0 ? marked` (${counts.follows} only as a consequence)` : ''}`,
    marked`${counts.added} added`,
    marked`${counts.removed} removed`,
    ...(counts.renamed > 0 ? [marked`${counts.renamed} only renamed`] : []),
    marked`${counts.same} the same`,
  ];
  return joined(parts, ', ');
}

interface LayerColumn {
  readonly metric: 'macs' | 'elementwise' | 'params' | 'moved';
  readonly head: Markdown;
}

/** The figure that broke first. */
function columnsBy(metric: BudgetMetric | null): readonly LayerColumn[] {
  const usual: readonly LayerColumn[] = [
    { metric: 'macs', head: marked`MACs` },
    { metric: 'params', head: marked`params` },
    { metric: 'moved', head: marked`moved` },
  ];
  const first = metric === null ? 'macs' : layerFigure(metric);
  if (first === 'elementwise') return [{ metric: first, head: marked`other arithmetic` }, ...usual];
  return [...usual].toSorted((a, b) => Number(b.metric === first) - Number(a.metric === first));
}

function figureCell(value: Figure, metric: LayerColumn['metric']): Markdown {
  if (value.delta !== null) return value.delta === 0n ? marked`` : (changeText(value, metric) ?? marked``);
  const text = openChange(value, metric, 40);
  return text === null ? marked`` : markdownCode(text, 'cell');
}

function layerRow(change: LayerChange, columns: readonly LayerColumn[]): Markdown[] {
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
    ...columns.map(({ metric }) => unbroken(figureCell(change[metric], metric))),
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
    marked`detectable`,
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
      marked`Latency: how it was measured, and where`,
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
  ].map(unbroken);
}

/** Findings of the run and of each model that aren't mere information. */
function findingBlock({ findings, models, policy }: GateReport): Markdown[] {
  const lines = findings
    .filter((finding) => finding.level !== 'info' && !isBlind(finding))
    .map(({ detail }) => marked`- ${markdownText(elided(detail, 500))}`);
  for (const model of models) {
    const name = markdownCode(elided(titleOf(model), 60));
    for (const judgement of keptJudgements(model).slice(0, 5))
      lines.push(marked`- ${name} ${unbroken(markdownText(elided(judgementText(judgement, model), 300)))}`);
    const known = model.head?.kind === 'counted' ? model.head.findings.filter(({ level }) => level !== 'info') : [];
    for (const { code, layer, detail } of known.slice(0, 5)) {
      const where = layer === undefined ? '' : marked` ${markdownCode(elided(layer, 60))}`;
      const text = code === 'unbound-size' ? openSizes(model, policy.path) : elided(detail, 300);
      lines.push(marked`- ${name}${where}: ${markdownText(text)}`);
    }
    if (known.length > 5) lines.push(marked`- ${name} … and ${known.length - 5} more`);
  }
  if (lines.length === 0) return [];
  const shown = lines.slice(0, 40);
  if (lines.length > shown.length) shown.push(marked`- … and ${lines.length - shown.length} more`);
  return [folded(marked`What to know about these figures`, joined(shown, '\n'))];
}

/** What a comment's reader can do about open sizes: there is no command line here. */
function openSizes({ head }: ModelOutcome, path: string | null): string {
  const names = head?.kind === 'counted' ? listed(head.unbound.map(quote)) : '';
  return `totals depend on ${names}: give them under \`dims\` in ${quote(path ?? 'flopgate.yml')}`;
}

function policyBlock(report: GateReport, { details }: Extent, context: CommentContext): Markdown[] {
  const { policy, acceptances } = report;
  const most = details === 0 ? 5 : 40;
  const changes = policy.changes
    .toSorted((a, b) => Number(b.kind === 'loosened') - Number(a.kind === 'loosened'))
    .map(
      ({ kind, where, text }) =>
        marked`- ${kind === 'other' ? '' : `${kind}: `}${markdownCode(elided(where, 100))} ${markdownText(elided(text, 300))}`,
    );
  const accepted = acceptances.map((one) => {
    const { model, metric, via } = one;
    return marked`- ${via}: ${markdownCode(elided(`${model}.${metric}`, 100))} ${acceptedText(one)}`;
  });
  if (changes.length === 0 && accepted.length === 0) return [];
  const path = policyLink(markdownCode(policy.path ?? 'flopgate.yml'), report, null, context);
  const judged =
    policy.path === null
      ? marked`No policy file: built-in warnings.`
      : marked`Judged by ${path} at ${policy.from}${policy.from === 'base' ? ', as pull requests from forks are' : ''}.`;
  return [
    folded(
      marked`Policy and acceptances`,
      joined(
        [
          judged,
          ...(changes.length > 0 ? [itemsOf(changes, most)] : []),
          ...(accepted.length > 0 ? [marked`Acceptances:\n\n${itemsOf(accepted, most)}`] : []),
        ],
        '\n\n',
      ),
    ),
  ];
}

/** A list of at most so many items, and how many more there are. */
function itemsOf(items: readonly Markdown[], most: number): Markdown {
  const rest = items.length > most ? [marked`- … and ${items.length - most} more`] : [];
  return joined([...items.slice(0, most), ...rest], '\n');
}
