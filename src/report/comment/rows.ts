import type { GateReport, ModelOutcome } from '#judge/types.ts';
import { metricOf } from '#policy/metrics.ts';
import { briefOf, type Brief } from '#report/brief.ts';
import { changeWords, icons, outcomeWords } from '#report/words.ts';
import { address, elided, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import type { CommentContext, Extent } from './extent.ts';
import { metricLink, policyLink } from './links.ts';
import { table, unbroken } from './table.ts';

/** Characters of a name in a row: as many as a phone shows beside the verdict. The folds have names whole. */
const NAME = 34;

/** A row a model, worst first: sign and verdict, then the model, the figure that decided, the cause. And what isn't shown. */
export function modelRows(report: GateReport, extent: Extent, context: CommentContext): Markdown[] {
  const shown = report.models.slice(0, extent.rows);
  const blocks: Markdown[] = [];
  if (shown.length > 0) {
    const heads = [marked`verdict`, extent.causes ? marked`model, figure, cause` : marked`model`];
    const rows = shown.map((model) => [verdictCell(model), modelCell(report, model, extent, context)]);
    blocks.push(table(heads, ['l', 'l'], rows));
  }
  const rest = report.models.length - shown.length;
  return rest > 0 ? [...blocks, restLine(rest, shown.length, context)] : blocks;
}

function restLine(rest: number, shown: number, { runUrl }: CommentContext): Markdown {
  const where =
    runUrl === undefined
      ? 'the job summary and the report file have them all'
      : marked`[the job summary](${address(runUrl)}) has them all`;
  return marked`${shown > 0 ? marked`… and ${rest} more` : marked`${rest}`} ${rest === 1 ? 'model' : 'models'} not shown here: ${where}.`;
}

const verdictCell = (model: ModelOutcome): Markdown => marked`${icons[model.verdict]} ${outcomeWords(model)}`;

function modelCell(report: GateReport, model: ModelOutcome, { causes }: Extent, context: CommentContext): Markdown {
  const [words, change] = [outcomeWords(model), changeWords(model)];
  const name = joined(
    [
      marked`**${markdownCode(elided(model.id, NAME), 'cell')}**`,
      ...(model.case === '' ? [] : [marked`(${markdownText(elided(model.case, NAME), 'cell')})`]),
      ...(change === null || change === words ? [] : [marked`${change}`]),
    ],
    ' ',
  );
  if (!causes) return name;
  const brief = briefOf(model, NAME);
  const figure = figureText(report, brief, context);
  const cause = unbroken(markdownText(elided(brief.cause, 240), 'cell'));
  return marked`${figure === '' ? name : marked`${name}: ${unbroken(figure)}`}${cause === '' ? '' : marked`<br>${cause}`}`;
}

function figureText(report: GateReport, brief: Brief, context: CommentContext): Markdown {
  const { metric, figure, limit, also, judgement } = brief;
  if (metric === null || figure === '') return marked``;
  const name = metricLink(metric, context);
  const bound =
    limit === null
      ? ''
      : marked`, ${policyLink(markdownText(limit, 'cell'), report, judgement?.line ?? null, context)}`;
  const heads = also.map((one) => markdownText(metricOf(one).head));
  const rest = heads.length > 3 ? marked` and ${heads.length - 2} more` : '';
  const others =
    heads.length === 0 ? '' : marked`; also ${joined(rest === '' ? heads : heads.slice(0, 2), ', ')}${rest}`;
  return marked`${name} ${markdownText(figure, 'cell')}${bound}${others}`;
}
