import { resolve } from 'node:path';
import type { GateReport } from '#judge/types.ts';
import type { Host } from '#gate';
import { branchAt } from '#gate/history/story.ts';
import { recentPath } from '#gate/history/write-history.ts';
import { openHistoryBranch } from '#host/data-branch/data-branch.ts';
import { historyNote } from '#report/history/note.ts';
import type { Markdown } from '#text/safe.ts';
import type { Job } from './job.ts';

/**
 * A line on how the changed models went so far, and where the history lies; none if nothing is recorded. It is an addition: whatever
 * keeps it from being made keeps nothing else.
 */
export async function noteOfHistory(
  { context, inputs }: Job,
  host: Host,
  report: GateReport,
): Promise<readonly Markdown[]> {
  const sha = report.base?.sha ?? report.head.sha;
  if (report.models.length === 0 || sha === 'worktree') return [];
  try {
    const name = await branchAt(host, sha, inputs.config);
    const branch = await openHistoryBranch(resolve(context.workspace, inputs.workingDirectory), name);
    try {
      const recent = await (await branch.tip()).read(recentPath);
      const url = `${context.serverUrl}/${context.repository}/tree/${name.split('/').map(encodeURIComponent).join('/')}`;
      return [historyNote(recent, report, name, url) ?? []].flat();
    } finally {
      branch.close();
    }
  } catch {
    return [];
  }
}
