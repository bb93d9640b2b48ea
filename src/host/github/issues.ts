import type { GitHub } from './client.ts';
import { numberAt, objectAt, objectOf, placeOf, textAt, type Json } from './fields.ts';

/** An issue of ours, known by its marker and its author. */
export interface IssueQuestion {
  /** `owner/name`. */
  readonly repository: string;
  /** First line of the body: an HTML comment that names what the issue is about. */
  readonly marker: string;
  readonly title: string;
  /** Markdown that follows the marker. */
  readonly body: string;
  /** Labels that ours carry; GitHub makes one that isn't there. */
  readonly label: string;
  /** Says of an issue that people closed whether what is new deserves to open it again. */
  readonly reopens: (was: string) => boolean;
}

export interface IssueOutcome {
  readonly kind: 'created' | 'updated' | 'same' | 'closed';
  readonly url: string | null;
}

/** Whose issues a job's own token writes, where GitHub doesn't say whose token it is. */
const JOB_BOT = 'github-actions[bot]';

/**
 * One issue about one thing: made if there is none, updated if its words changed; one that people closed stays closed
 * unless there is news.
 * @throws Fault as GitHub.request
 */
export async function putIssue(github: GitHub, question: IssueQuestion): Promise<IssueOutcome> {
  const { repository, marker, title, label, reopens } = question;
  const { owner, repo } = placeOf(repository);
  const body = `${marker}\n${question.body}`;
  const listed = await github.list('GET /repos/{owner}/{repo}/issues', { owner, repo, labels: label, state: 'all' });
  const author = (await github.viewer()) ?? JOB_BOT;
  const own = listed
    .map(objectOf)
    .filter((issue) => textOf(issue['body']).startsWith(`${marker}\n`) && loginOf(issue) === author)
    .filter((issue) => issue['pull_request'] === undefined && numberAt(issue, 'number') !== null)
    .toSorted((a, b) => Number(a['number']) - Number(b['number']));
  const found = own.find((issue) => issue['state'] === 'open') ?? own.at(-1);
  if (found === undefined) {
    const made = await github.request('POST /repos/{owner}/{repo}/issues', {
      owner,
      repo,
      title,
      body,
      labels: [label],
    });
    return { kind: 'created', url: urlOf(objectOf(made)) };
  }
  const was = textOf(found['body']);
  if (found['state'] !== 'open' && !reopens(was)) return { kind: 'closed', url: urlOf(found) };
  if (was === body && found['state'] === 'open') return { kind: 'same', url: urlOf(found) };
  const place = { owner, repo, issue_number: Number(found['number']) };
  await github.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { ...place, title, body, state: 'open' });
  return { kind: 'updated', url: urlOf(found) };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '');
const urlOf = (issue: Json): string | null => textOf(issue['html_url']) || null;
const loginOf = (issue: Json): string => textAt(objectAt(issue, 'user'), 'login');
