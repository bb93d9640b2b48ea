import type { BudgetMetric } from '#policy/metrics.ts';
import { metricOf, pageOf } from '#policy/metrics.ts';
import type { GateReport } from '#judge/types.ts';
import { address, markdownText } from '#text/escape.ts';
import { marked, type Markdown } from '#text/safe.ts';
import type { CommentContext } from './extent.ts';

/** The metric's name, which links to the page that says how it comes to be. */
export function metricLink(metric: BudgetMetric, { docsUrl }: CommentContext): Markdown {
  const head = markdownText(metricOf(metric).head);
  return docsUrl === undefined ? head : marked`[${head}](${address(`${docsUrl}/${pageOf(metric)}`)})`;
}

/**
 * Words that link to a line of the policy that judged.
 * @param line from 1; null: to the file
 */
export function policyLink(
  words: Markdown,
  { policy, base, head }: GateReport,
  line: number | null,
  { filesUrl }: CommentContext,
): Markdown {
  const sha = (policy.from === 'base' ? base : head)?.sha ?? '';
  const path = pathInAddress(policy.path ?? '');
  if (filesUrl === undefined || path === null || !/^[0-9a-f]{7,64}$/.test(sha)) return words;
  return marked`[${words}](${address(`${filesUrl}/${sha}/${path}${line === null ? '' : `#L${line}`}`)})`;
}

/** A path as part of an address; null if it could lead out of the repository, as the path of a report's file may. */
function pathInAddress(path: string): string | null {
  const parts = path.replaceAll(/\p{Cs}/gu, '\ufffd').split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return null;
  return parts
    .map((part) => encodeURIComponent(part).replaceAll(/[!'()*~_]/g, (c) => `%${c.charCodeAt(0).toString(16)}`))
    .join('/');
}
