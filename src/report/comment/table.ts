import type { BudgetMetric } from '#policy/metrics.ts';
import { budgetMetrics, isTimed, metricOf, usualMetrics } from '#policy/metrics.ts';
import { markdownTable } from 'markdown-table';
import { boundText } from '#report/reason.ts';
import { timedText } from '#report/words.ts';
import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { address, elided, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import type { CommentContext, Extent } from './extent.ts';
import { changeWords, icons, outcomeWords, percentOf, sideNumber, sideText } from '#report/words.ts';

/** A GitHub table: cells must be safe markdown already, without line breaks. */
export function table(
  heads: readonly Markdown[],
  align: readonly ('l' | 'r')[],
  rows: readonly (readonly Markdown[])[],
): Markdown {
  return markdownTable([heads, ...rows], { align, alignDelimiters: false }) as Markdown;
}

/** The models, worst first, and what isn't shown of them. */
export function modelTable(report: GateReport, extent: Extent, { runUrl }: CommentContext): Markdown[] {
  const shown = report.models.slice(0, extent.rows);
  const rest = report.models.length - shown.length;
  const where =
    runUrl === undefined
      ? 'the job summary and the report file have them all'
      : marked`[the job summary](${address(runUrl)}) has them all`;
  const blocks: Markdown[] = [];
  if (shown.length > 0) {
    const columns = columnsOf(report, extent);
    const heads = [
      marked`model`,
      ...columns.map((metric) => (metric === 'latency' ? latencyHead(report) : markdownText(metricOf(metric).head))),
      marked`verdict`,
    ];
    const rows = shown.map((model) => [
      modelCell(model),
      ...columns.map((metric) => figureCell(model, metric)),
      verdictCell(model),
    ]);
    blocks.push(table(heads, ['l', ...columns.map(() => 'r' as const), 'l'], rows));
  }
  if (rest > 0)
    blocks.push(
      marked`${shown.length > 0 ? marked`… and ${rest} more` : marked`${rest}`} ${rest === 1 ? 'model' : 'models'} not shown here: ${where}.`,
    );
  return blocks;
}

/** The usual figures, latency if measured, and whatever else isn't a pass. */
function columnsOf({ models }: GateReport, { columns }: Extent): readonly BudgetMetric[] {
  if (columns === 'none') return [];
  const measured = models.some(({ latency }) => latency !== null);
  const told = new Set(
    models.flatMap(({ judgements }) =>
      judgements.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped').map(({ metric }) => metric),
    ),
  );
  const usual = usualMetrics(columns === 'few' ? 'smallest' : 'any');
  return budgetMetrics.filter(
    (metric) => usual.includes(metric) || (metric === 'latency' && measured) || (columns === 'all' && told.has(metric)),
  );
}

function latencyHead({ models }: GateReport): Markdown {
  const confidence = models.find(({ latency }) => latency !== null)?.latency?.confidence;
  return confidence === undefined || confidence <= 0
    ? marked`latency`
    : marked`latency (${Math.round(confidence * 100)} % interval)`;
}

/** The name, and in words how it came to be here. */
function modelCell(model: ModelOutcome): Markdown {
  const name = marked`**${markdownCode(elided(model.id, 60), 'cell')}**`;
  const notes = [
    ...(model.case === '' ? [] : [marked`(${markdownText(model.case, 'cell')})`]),
    ...(model.basePath === null ? [] : [marked`was ${markdownCode(elided(model.basePath, 40), 'cell')}`]),
  ];
  return joined([name, ...notes], ' ');
}

function figureCell(model: ModelOutcome, metric: BudgetMetric): Markdown {
  const judgement = model.judgements.find((one) => one.metric === metric);
  const mark =
    judgement === undefined || isCalm(judgement) ? '' : marked` ${icons[judgement.verdict]}${limitText(judgement)}`;
  if (isTimed(metric)) {
    const pair = metric === 'latency' ? model.latency : (model.latency?.load ?? null);
    return pair === null ? marked`–` : marked`${unbroken(timedText({ ...pair, baseMs: null }))}${mark}`;
  }
  const text = sideText(model, 'head', metric, 40);
  if (text === null) return marked`–`;
  const percent = percentOf(model, metric);
  const figure = sideNumber(model, 'head', metric) ?? markdownCode(text, 'cell');
  return marked`${unbroken(marked`${figure}${percent === null ? '' : marked` (${percent})`}`)}${mark}`;
}

/** A number keeps its unit on its line. */
const unbroken = (text: Markdown): Markdown => text.replaceAll(/(?<=\d) (?=[%\p{L}])/gu, '\u00a0') as Markdown;

const isCalm = ({ verdict }: Judgement): boolean => verdict === 'pass' || verdict === 'skipped';

/** `max 4.2G` behind a figure that is over it. */
function limitText({ verdict, broke, limit }: Judgement): Markdown {
  if (limit === null || (verdict !== 'fail' && verdict !== 'warn')) return marked``;
  if (broke === 'growth') return marked` growth`;
  return marked` ${markdownText(`${broke === 'max' ? 'max' : 'allowed'} ${limit}`, 'cell')}`;
}

function verdictCell(model: ModelOutcome): Markdown {
  const words = outcomeWords(model);
  const change = changeWords(model);
  const accepted = model.judgements.find((judgement) => judgement.accepted !== null)?.accepted ?? null;
  const by = accepted === null ? '' : marked` ${markdownText(`(${boundText(accepted)})`, 'cell')}`;
  return marked`${icons[model.verdict]} ${words}${by}${change === null || change === words ? '' : marked`, ${change}`}`;
}
