import type { GateReport } from '#judge/types.ts';
import { badMerge, mergeReports, type ShardReport } from '#judge/merge-reports.ts';
import { parseReport } from '#judge/report-json.ts';
import { asFault, Fault } from '#graph/fault.ts';
import type { Missing } from '#judge/reason.ts';
import { missingText } from '#report/reason.ts';

type FailedShard = Extract<Missing, { readonly kind: 'failed-shard' }>;

/** A report file, as a shard's job wrote it; anybody may have. */
export interface ReportFile {
  /** As the user names it. */
  readonly name: string;
  readonly text: string;
}

/**
 * One report of many: what `merge` gives. A file that reports a failure stands for a shard that is lost; any other that is no report
 * is refused.
 * @throws Fault `bad-report`, `bad-merge`
 */
export function mergeFiles(files: readonly ReportFile[]): GateReport {
  const shards: ShardReport[] = [];
  const lost: FailedShard[] = [];
  for (const { name, text } of files) {
    const failure = failureIn(text);
    if (failure === null) shards.push({ name, report: parseReport(text, name) });
    else lost.push(failure);
  }
  if (shards.length === 0)
    throw badMerge(`there is no report to merge${lost.map((one) => `: ${missingText(one)}`).join('')}`);
  return mergeReports(shards, lost);
}

/** What a file of schema `flopgate/error/1` says; null if it is none. */
function failureIn(text: string): FailedShard | null {
  if (text.length > 64_000) return null;
  try {
    const { schema, error } = JSON.parse(text) as { readonly schema?: unknown; readonly error?: unknown };
    if (schema !== 'flopgate/error/1') return null;
    const { code, message } = (error ?? {}) as Readonly<Record<string, unknown>>;
    return {
      kind: 'failed-shard',
      code: typeof code === 'string' ? code : '?',
      message: typeof message === 'string' ? message.slice(0, 1000) : '',
    };
  } catch {
    return null;
  }
}

/** For doors that have no file at all. */
export function noReports(where: string, cause?: unknown): Fault {
  const why = cause === undefined ? '' : `: ${asFault(cause).message}`;
  return new Fault(
    'bad-merge',
    `${where} holds no report${why}`,
    'give report files, or the folder that the artifacts were put in',
  );
}
