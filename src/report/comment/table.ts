import type { BudgetMetric } from '#policy/metrics.ts';
import { budgetMetrics, isTimed, metricOf, usualMetrics } from '#policy/metrics.ts';
import { markdownTable } from 'markdown-table';
import { boundText } from '#report/reason.ts';
import { timedText } from '#report/words.ts';
import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { elided, markdownCode, markdownText } from '#text/escape.ts';
import type { CommentContext, Extent } from './extent.ts';
import { changeWords, icons, outcomeWords, percentOf, sideText } from '#report/words.ts';

/** A GitHub table: cells must be safe markdown already, without line breaks. */
export function table(
  heads: readonly string[],
  align: readonly ('l' | 'r')[],
  rows: readonly (readonly string[])[],
): string {
  return markdownTable([heads, ...rows], { align, alignDelimiters: false });
}

/** The models, worst first, and what isn't shown of them. */
export function modelTable(report: GateReport, extent: Extent, { runUrl }: CommentContext): string[] {
  const shown = report.models.slice(0, extent.rows);
  const rest = report.models.length - shown.length;
  const where =
    runUrl === undefined
      ? 'the job summary and the report file have them all'
      : `[the job summary](${runUrl}) has them all`;
  const blocks: string[] = [];
  if (shown.length > 0) {
    const columns = columnsOf(report, extent);
    const heads = [
      'model',
      ...columns.map((metric) => (metric === 'latency' ? latencyHead(report) : metricOf(metric).head)),
      'verdict',
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
      `${shown.length > 0 ? `… and ${rest} more` : `${rest}`} ${rest === 1 ? 'model' : 'models'} not shown here: ${where}.`,
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

function latencyHead({ models }: GateReport): string {
  const confidence = models.find(({ latency }) => latency !== null)?.latency?.confidence;
  return confidence === undefined || confidence <= 0
    ? 'latency'
    : `latency (${Math.round(confidence * 100)} % interval)`;
}

/** The name, and in words how it came to be here. */
function modelCell(model: ModelOutcome): string {
  const name = `**${markdownCode(elided(model.id, 60), 'cell')}**`;
  const notes = [
    ...(model.case === '' ? [] : [`(${markdownText(model.case, 'cell')})`]),
    ...(model.basePath === null ? [] : [`was ${markdownCode(elided(model.basePath, 40), 'cell')}`]),
  ];
  return [name, ...notes].join(' ');
}

function figureCell(model: ModelOutcome, metric: BudgetMetric): string {
  const judgement = model.judgements.find((one) => one.metric === metric);
  const mark =
    judgement === undefined || isCalm(judgement) ? '' : ` ${icons[judgement.verdict]}${limitText(judgement)}`;
  if (isTimed(metric)) {
    const pair = metric === 'latency' ? model.latency : (model.latency?.load ?? null);
    return pair === null ? '–' : `${unbroken(timedText({ ...pair, baseMs: null }))}${mark}`;
  }
  const text = sideText(model, 'head', metric, 40);
  if (text === null) return '–';
  const percent = percentOf(model, metric);
  const figure = model.figures[metric].head === null ? markdownCode(text, 'cell') : text;
  return `${unbroken(`${figure}${percent === null ? '' : ` (${percent})`}`)}${mark}`;
}

/** A number keeps its unit on its line. */
const unbroken = (text: string): string => text.replaceAll(/(?<=\d) (?=[%\p{L}])/gu, '\u00a0');

const isCalm = ({ verdict }: Judgement): boolean => verdict === 'pass' || verdict === 'skipped';

/** `max 4.2G` behind a figure that is over it. */
function limitText({ verdict, broke, limit }: Judgement): string {
  if (limit === null || (verdict !== 'fail' && verdict !== 'warn')) return '';
  if (broke === 'growth') return ' growth';
  return ` ${markdownText(`${broke === 'max' ? 'max' : 'allowed'} ${limit}`, 'cell')}`;
}

function verdictCell(model: ModelOutcome): string {
  const words = outcomeWords(model);
  const change = changeWords(model);
  const accepted = model.judgements.find((judgement) => judgement.accepted !== null)?.accepted ?? null;
  const by = accepted === null ? '' : ` ${markdownText(`(${boundText(accepted)})`, 'cell')}`;
  return `${icons[model.verdict]} ${words}${by}${change === null || change === words ? '' : `, ${change}`}`;
}
