import type { BudgetMetric } from '#policy/metrics.ts';
import { budgetMetrics, isTimed, usualMetrics } from '#policy/metrics.ts';
import { markdownTable } from 'markdown-table';
import { timedText } from '#report/words.ts';
import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { elided, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { icons, percentOf, sideNumber, sideText } from '#report/words.ts';
import type { CommentContext } from './extent.ts';
import { metricLink } from './links.ts';

/** A GitHub table: cells must be safe markdown already, without line breaks. */
export function table(
  heads: readonly Markdown[],
  align: readonly ('l' | 'r')[],
  rows: readonly (readonly Markdown[])[],
): Markdown {
  return markdownTable([heads, ...rows], { align, alignDelimiters: false }) as Markdown;
}

/** Keeps a number and its unit on one line: `4.2 G`, `+2.5 %`, `22.4 MiB`. */
export const unbroken = (text: Markdown): Markdown =>
  text.replaceAll(/(?<=\d) (?=(?:%|×|[kMGTPE]?B|[KMGTPE]iB|[kMGTPE]|[mµ]?s)(?![\p{L}\d]))/gu, '\u00a0') as Markdown;

/** All figures of the models, worst first. */
export function figureTable(report: GateReport, most: number, context: CommentContext): Markdown {
  const columns = columnsOf(report);
  const heads = [marked`model`, ...columns.map((metric) => headOf(report, metric, context))];
  const rows = report.models
    .slice(0, most)
    .map((model) => [modelCell(model), ...columns.map((metric) => figureCell(model, metric))]);
  return table(heads, ['l', ...columns.map(() => 'r' as const)], rows);
}

/** The usual figures, latency if measured, and whatever else isn't a pass. */
function columnsOf({ models }: GateReport): readonly BudgetMetric[] {
  const measured = models.some(({ latency }) => latency !== null);
  const told = new Set(
    models.flatMap(({ judgements }) =>
      judgements.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped').map(({ metric }) => metric),
    ),
  );
  const usual = usualMetrics('any');
  return budgetMetrics.filter(
    (metric) => usual.includes(metric) || (metric === 'latency' && measured) || told.has(metric),
  );
}

function headOf({ models }: GateReport, metric: BudgetMetric, context: CommentContext): Markdown {
  const head = metricLink(metric, context);
  const confidence = models.find(({ latency }) => latency !== null)?.latency?.confidence ?? 0;
  return metric === 'latency' && confidence > 0
    ? marked`${head} (${Math.round(confidence * 100)}\u00a0% interval)`
    : head;
}

/** The name, and in words how it came to be here. */
function modelCell(model: ModelOutcome): Markdown {
  const name = marked`${icons[model.verdict]} ${markdownCode(elided(model.id, 60), 'cell')}`;
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

const isCalm = ({ verdict }: Judgement): boolean => verdict === 'pass' || verdict === 'skipped';

/** `max 4.2G` behind a figure that is over it. */
function limitText({ verdict, broke, limit }: Judgement): Markdown {
  if (limit === null || (verdict !== 'fail' && verdict !== 'warn')) return marked``;
  if (broke === 'growth') return marked` growth`;
  return marked` ${markdownText(`${broke === 'max' ? 'max' : 'allowed'} ${limit}`, 'cell')}`;
}
