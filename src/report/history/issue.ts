import type { ChangePoint } from '#history/latency.ts';
import type { HistoryRecord } from '#history/record.ts';
import { percentText } from '#text/number-text.ts';
import { elided, markdownCode, markdownText } from '#text/escape.ts';
import { joined, marked, type Markdown } from '#text/safe.ts';
import { table } from '#report/comment/table.ts';
import { shortSha } from '#report/words.ts';

/** An issue about one model's latency. */
export interface ChangeIssue {
  readonly marker: string;
  readonly title: string;
  readonly body: Markdown;
  /** Short ids of the commits that it names. */
  readonly commits: readonly string[];
}

/** Changes that an issue lists: the newest. */
const LISTED = 20;

/**
 * What an issue says of the lasting changes of a model's latency; null if there is none.
 * @param changes by series (the model's own sizes and its cases)
 */
export function changeIssue(
  id: string,
  history: readonly HistoryRecord[],
  changes: ReadonlyMap<string, readonly ChangePoint[]>,
): ChangeIssue | null {
  const rows = [...changes]
    .flatMap(([series, points]) => points.map((point) => ({ series, point, record: history[point.at] })))
    .flatMap(({ record, ...rest }) => (record === undefined ? [] : [{ record, ...rest }]))
    .toSorted((a, b) => b.point.at - a.point.at)
    .slice(0, LISTED);
  if (rows.length === 0) return null;
  const name = elided(id, 100);
  const heads = [marked`commit`, marked`date`, marked`model`, marked`latency`, marked`p`, marked`subject`];
  const body = table(
    heads,
    ['l', 'l', 'l', 'r', 'r', 'l'],
    rows.map(({ series, point, record }) => [
      markdownText(shortSha(record.sha), 'cell'),
      markdownText(record.committedAt.slice(0, 10), 'cell'),
      markdownCode(elided(series, 60), 'cell'),
      percentText(point.ratio - 1),
      marked`${point.p}`,
      markdownText(elided(record.subject, 80), 'cell'),
    ]),
  );
  return {
    marker: `<!-- flopgate-history:1 ${encodeURIComponent(name).replaceAll('-', '%2D')} -->`,
    title: `Latency of ${markerFree(name)} changed`,
    body: joined(
      [
        marked`The latency of ${markdownCode(name)} changed, and stayed changed:`,
        body,
        marked`A change is reported if a permutation test on the measurements before and after it gives p ≤ 0.001, it is at least 3 %, and at least 8 measurements bear it out. Close this issue when it is dealt with: it opens again only for a change that isn’t listed here.`,
      ],
      '\n\n',
    ),
    commits: rows.map(({ record }) => shortSha(record.sha)),
  };
}

/** A title is plain text, but names in it notify. */
const markerFree = (text: string): string => text.replaceAll(/[@#\p{C}]/gu, '_');
