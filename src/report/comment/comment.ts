import type { GateReport } from '#judge/types.ts';
import type { CommentContext, Extent } from './extent.ts';
import { missingText } from '#report/reason.ts';
import { acceptBlock } from './accept-block.ts';
import { nextSteps } from './advice.ts';
import { address, elided, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { detailBlocks } from './details.ts';
import { modelRows } from './rows.ts';
import { headline, icons, notLookedAt, shortSha } from '#report/words.ts';

/** What the first line of a comment says to a later run. */
export interface MarkerFields {
  readonly key: string;
  readonly run: string;
  readonly attempt: string;
  readonly head: string;
}

/** Characters of a comment; GitHub refuses more than 65,536. */
export const maxComment = 60_000;
/** UTF-8 bytes of a job summary; GitHub refuses more than 1 MiB a step. */
export const maxSummary = 1_000_000;

/** A value that can neither end the comment that it stands in nor be read as another field. */
function clean(text: string): string {
  return text
    .replaceAll(/[^\w./-]/g, '_')
    .replaceAll(/-{2,}/g, '-')
    .slice(0, 100);
}

/** `<!-- flopgate:1 key=default run=123 attempt=1 head=abc1234 -->`; fields are cut to letters, digits, `.`, `_`, `/` and single `-`. */
export function markerLine({ key, run, attempt, head }: MarkerFields): Markdown {
  return `<!-- flopgate:1 key=${clean(key)} run=${clean(run)} attempt=${clean(attempt)} head=${clean(head)} -->` as Markdown;
}

/** The sticky comment: at most `maxComment` characters, by fewer rows and details, then fewer columns. */
export function renderComment(report: GateReport, marker: MarkerFields, context: CommentContext = {}): Markdown {
  const rows = report.comment.rows;
  const body = fitted(report, context, commentSteps(rows), (text) => text.length <= maxComment - 300);
  return marked`${markerLine(marker)}\n${body}`;
}

/** The job summary: the same with more rows, at most `maxSummary` bytes. */
export function renderSummary(report: GateReport, context: CommentContext = {}): Markdown {
  const { length } = report.models;
  const encoder = new TextEncoder();
  const fits = (text: string): boolean => text.length <= maxSummary && encoder.encode(text).length <= maxSummary;
  return fitted(report, context, summarySteps(length), fits);
}

function commentSteps(rows: number): readonly Extent[] {
  return [
    { rows, causes: true, figures: rows, details: 5, layers: 15 },
    { rows, causes: true, figures: rows, details: 3, layers: 8 },
    { rows, causes: true, figures: rows, details: 1, layers: 5 },
    ...[rows, Math.ceil(rows / 2), Math.ceil(rows / 4)].map((fewer): Extent => ({
      rows: fewer,
      causes: true,
      figures: 0,
      details: 0,
      layers: 0,
    })),
    ...[15, 5].map((fewer): Extent => ({
      rows: Math.min(rows, fewer),
      causes: true,
      figures: 0,
      details: 0,
      layers: 0,
    })),
    { rows: 5, causes: false, figures: 0, details: 0, layers: 0 },
    { rows: 0, causes: false, figures: 0, details: 0, layers: 0 },
  ];
}

function summarySteps(models: number): readonly Extent[] {
  return [
    { rows: models, causes: true, figures: models, details: 30, layers: 40 },
    { rows: models, causes: true, figures: models, details: 10, layers: 20 },
    { rows: 500, causes: true, figures: 500, details: 5, layers: 10 },
    ...commentSteps(100),
  ];
}

function fitted(
  report: GateReport,
  context: CommentContext,
  steps: readonly Extent[],
  fits: (text: string) => boolean,
): Markdown {
  let text = marked``;
  for (const extent of steps) {
    text = render(report, context, extent);
    if (fits(text)) break;
  }
  return text;
}

function render(report: GateReport, context: CommentContext, extent: Extent): Markdown {
  const blocks = [
    marked`## ${icons[report.verdict]} Flopgate: ${markdownText(headline(report))}`,
    ...(context.notes ?? []),
    ...alerts(report),
    ...modelRows(report, extent, context),
    ...nextLine(report),
    ...detailBlocks(report, extent, context),
    originLine(report, context),
  ];
  return marked`${joined(blocks, '\n\n')}\n`;
}

/** What was compared, and the pages that know more. */
function originLine(
  { base, head, unchanged, models, shard }: GateReport,
  { runUrl, historyUrl }: CommentContext,
): Markdown {
  const against =
    base === null
      ? marked`without a base to compare with`
      : marked`against ${markdownCode(shortSha(base.sha))} (${markdownText(base.how)})`;
  const parts = [
    marked`${markdownCode(shortSha(head.sha))} ${against}`,
    ...(runUrl === undefined ? [] : [marked`[run](${address(runUrl)})`]),
    ...(historyUrl === undefined ? [] : [marked`[history](${address(historyUrl)})`]),
    ...(shard === null ? [] : [marked`shard ${shard.index} of ${shard.of}`]),
    ...(unchanged > 0 && models.length > 0 ? [marked`${unchanged} unchanged`] : []),
  ];
  return joined(parts, ' · ');
}

/** What a reader must see before the figures: what is missing, and budgets that the pull request loosens. */
function alerts(report: GateReport): Markdown[] {
  const { incomplete, policy } = report;
  const blocks: Markdown[] = [];
  if (incomplete.length > 0)
    blocks.push(
      marked`**Incomplete** ${joined(
        incomplete.slice(0, 5).map((missing) => markdownText(missingText(missing))),
        '; ',
      )}${more(incomplete.length, 5)}`,
    );
  const blind = notLookedAt(report);
  if (blind.length > 0) {
    const lines = blind.slice(0, 10).map((text) => marked`- ${markdownText(text)}`);
    blocks.push(
      joined(
        [marked`**Not judged** ⚠️ this is watched, and can’t be looked at:`, ...lines, ...rest(blind.length)],
        '\n',
      ),
    );
  }
  const loosened = policy.changes.filter(({ kind }) => kind === 'loosened');
  if (loosened.length > 0) {
    const shown = loosened
      .slice(0, 3)
      .map(({ where, text }) => marked`${markdownCode(elided(where, 80))} ${markdownText(elided(text, 200))}`);
    blocks.push(
      marked`⚠️ **Budgets loosened here** This pull request changes the policy that judges it: ${joined(shown, '; ')}${more(loosened.length, 3)}.`,
    );
  }
  return blocks;
}

const rest = (all: number): Markdown[] => (all > 10 ? [marked`- … and ${all - 10} more`] : []);

const more = (all: number, shown: number): Markdown => (all > shown ? marked` and ${all - shown} more` : marked``);

function nextLine(report: GateReport): Markdown[] {
  const steps = nextSteps(report).map((step) => markdownText(step));
  const lines = steps.length === 0 ? [] : [marked`**Next** ${joined(steps, ' · ')}`];
  const block = acceptBlock(report);
  if (block !== null) lines.push(block);
  if (report.policy.path === null && report.models.length > 0)
    lines.push(
      marked`There is no \`flopgate.yml\`, so increases are only warned of: \`npx flopgate init\` writes one with today’s figures as ceilings.`,
    );
  return lines;
}
