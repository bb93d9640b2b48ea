import { Fault } from '#graph/fault.ts';
import type { GitHub } from './client.ts';
import { objectAt, objectOf, placeOf, textAt, type Json } from './fields.ts';

/** A pull request whose people are asked about. */
export interface PullPlace {
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  /** Newest commit of the pull request. */
  readonly headSha: string;
}

/** What became of a label: it counts for the newest commit, it was put there for an earlier one, or it doesn't count. */
export type Labelled =
  | { readonly kind: 'valid'; readonly login: string }
  | { readonly kind: 'stale'; readonly login: string }
  | { readonly kind: 'none' };

const noLabel: Labelled = { kind: 'none' };

/**
 * Who put the label on the pull request, if it is still there, was put there after the newest commit, and that person may do so. A label
 * that a workflow put there is no person's word.
 * @param since time (ISO 8601) at which the newest commit is known to have come, beside the order of the timeline
 * @throws as GitHub.request
 */
export async function labelledBy(
  github: GitHub,
  { repository, number, headSha }: PullPlace,
  label: string,
  since: string | null = null,
): Promise<Labelled> {
  const place = placeOf(repository);
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}/timeline';
  const events = await github.list(route, { ...place, issue_number: number });
  const at = events.findLastIndex(
    (event) =>
      ['labeled', 'unlabeled'].includes(textAt(event, 'event')) &&
      textAt(objectAt(event, 'label'), 'name').toLowerCase() === label.toLowerCase(),
  );
  const last = events[at];
  const actor = objectAt(last, 'actor');
  const login = textAt(actor, 'login');
  if (textAt(last, 'event') !== 'labeled' || textAt(actor, 'type') !== 'User' || login === '') return noLabel;
  if (!(await mayLabel(github, repository, login))) return noLabel;
  const isStale = at < newestCommit(events, headSha) || (since !== null && isBefore(textAt(last, 'created_at'), since));
  return { kind: isStale ? 'stale' : 'valid', login };
}

/** Place of the last event that changed the pull request's commits; past the end if the newest commit isn't listed at all. */
function newestCommit(events: readonly unknown[], headSha: string): number {
  if (!events.some((event) => textAt(event, 'event') === 'committed' && textAt(event, 'sha') === headSha))
    return events.length;
  const kinds = ['committed', 'head_ref_force_pushed', 'head_ref_restored'];
  return events.findLastIndex((event) => kinds.includes(textAt(event, 'event')));
}

/** A time that can't be read is before any other. */
function isBefore(time: string, since: string): boolean {
  return !(Date.parse(time) >= Date.parse(since));
}

/** GitHub's own roles, and whether they may put a label on somebody else's pull request. */
const roles: ReadonlyMap<string, boolean> = new Map([
  ['admin', true],
  ['maintain', true],
  ['write', true],
  ['triage', true],
  ['read', false],
  ['none', false],
]);

/** True of whoever may triage. A custom role counts by the permissions that it holds. */
async function mayLabel(github: GitHub, repository: string, login: string): Promise<boolean> {
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  const parameters = { ...placeOf(repository), username: login };
  const answer = objectOf(await github.request(route, parameters).catch(unlessUnknown));
  const permission = textAt(answer, 'permission');
  const known = roles.get(textAt(answer, 'role_name') || permission);
  return known ?? (permission === 'admin' || permission === 'write' || mayTriage(answer));
}

const mayTriage = (answer: Json): boolean => objectAt(objectAt(answer, 'user'), 'permissions')['triage'] === true;

function unlessUnknown(thrown: unknown): null {
  if (thrown instanceof Fault && thrown.code === 'github-not-found') return null;
  throw thrown;
}

/**
 * True of an active member of a team (`organisation/team`).
 * @throws as GitHub.request; `github-forbidden` where the token may not read the organisation's members
 */
export async function isMember(github: GitHub, team: string, login: string): Promise<boolean> {
  const [org = '', slug = ''] = team.split('/');
  const route = 'GET /orgs/{org}/teams/{team_slug}/memberships/{username}';
  const answer = await github.request(route, { org, team_slug: slug, username: login }).catch(unlessUnknown);
  return textAt(answer, 'state') === 'active';
}
