import { mergeReports } from '#judge/merge-reports.ts';
import { parseReport } from '#judge/report-json.ts';
import type { GateReport } from '#judge/types.ts';
import { reportJson } from '#report/json.ts';
import { maxComment, maxSummary, renderComment, renderSummary } from '#report/comment/comment.ts';
import { renderCheck } from '#report/terminal/check.ts';
import { accepted, failing, hostile, many, passing, undecided, unruled } from '../../test/support/scenes.ts';
import type { Random } from '../../test/support/mutate.ts';
import { chance, type Json, jsonText, mutated, pick } from './draw.ts';
import { inertMarkdown, inertTerminal, type Kind, must, orFault, same } from './property.ts';

/** Reports as merge and mode: report read them: what is read is printed, read to the same, merged and rendered, and nothing in it acts. */
export const report: Kind = { input, check };

const scenes = [passing(), failing(), undecided(), accepted(), unruled(), hostile(), many(2)].map(
  (one) => JSON.parse(reportJson(one)) as Record<string, Json>,
);
const shard = (index: number): Json => ({ index, of: 2, plan: 'a'.repeat(16) });

function input(random: Random): string {
  const scene = pick(random, scenes);
  return jsonText(mutated(chance(random, 0.5) ? scene : { ...scene, shard: shard(1) }, random), random);
}

const marker = { key: 'default', run: '1', attempt: '1', head: 'abc' };

function check(text: string, random: Random): string {
  const read = orFault(() => parseReport(text, 'report.json'));
  if ('fault' in read) {
    must(read.fault === 'bad-report', `an unreadable report is ${read.fault}`);
    return 'refused';
  }
  same(parseReport(reportJson(read.value), 'again.json'), read.value, 'printed and read again it is another');
  render(read.value, random);
  const other = {
    ...read.value,
    shard: read.value.shard === null ? null : { ...read.value.shard, index: 2 },
    models: [],
  };
  const merged = orFault(() =>
    mergeReports(
      [
        { name: 'a.json', report: read.value },
        { name: 'b.json', report: other },
      ],
      [],
    ),
  );
  if ('fault' in merged) return `read, not merged: ${merged.fault}`;
  must(merged.value.models.length === read.value.models.length, 'a model is lost in the merge');
  return 'read and merged';
}

/** In the terminal one report of two, in markdown as GitHub shows it one of sixteen: that takes longer than all the rest. */
function render(value: GateReport, random: Random): void {
  if (chance(random, 1 / 2)) inertTerminal(renderCheck(value, { color: false, width: 100 }), 'the terminal');
  if (!chance(random, 1 / 8)) return;
  const comment = renderComment(value, marker);
  must(comment.length <= maxComment, `a comment of ${comment.length} characters`);
  if (chance(random, 1 / 2)) inertMarkdown(comment, 'the comment');
  must(Buffer.byteLength(renderSummary(value)) <= maxSummary, 'the summary is too long');
}
