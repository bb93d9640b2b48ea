import { Fault } from '#graph/fault.ts';
import type { GitHub } from './client.ts';
import { numberAt, objectAt, objectOf, placeOf, textAt } from './fields.ts';
import { unzipOne } from '#host/zip.ts';

/** Where `head` left `base`; null if GitHub doesn't know the two. @throws as GitHub.request */
export async function mergeBaseOf(
  github: GitHub,
  repository: string,
  base: string,
  head: string,
): Promise<string | null> {
  const parameters = { ...placeOf(repository), basehead: `${base}...${head}`, per_page: 1 };
  const answer = await github.request('GET /repos/{owner}/{repo}/compare/{basehead}', parameters);
  const sha = textAt(objectAt(answer, 'merge_base_commit'), 'sha');
  return /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
}

/** Messages of a pull request's commits, newest first, as many as GitHub lists (250). @throws as GitHub.request */
export async function pullMessages(
  github: GitHub,
  repository: string,
  number: number,
): Promise<readonly { readonly sha: string; readonly message: string }[]> {
  const parameters = { ...placeOf(repository), pull_number: number };
  const commits = await github.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', parameters);
  return commits
    .map((commit) => ({ sha: textAt(commit, 'sha'), message: textAt(objectAt(commit, 'commit'), 'message') }))
    .toReversed();
}

/** Roles that may put a label on somebody else's pull request. */
const labellers = new Set(['admin', 'maintain', 'write', 'triage']);

/**
 * Login of the person who put the label on the pull request, if it is still there and that person may do so; else null. A
 * label that a workflow put there is no person's word.
 * @throws as GitHub.request
 */
export async function labelledBy(
  github: GitHub,
  repository: string,
  number: number,
  label: string,
): Promise<string | null> {
  const place = placeOf(repository);
  const events = await github.list('GET /repos/{owner}/{repo}/issues/{issue_number}/timeline', {
    ...place,
    issue_number: number,
  });
  const last = events.findLast(
    (event) =>
      ['labeled', 'unlabeled'].includes(textAt(event, 'event')) &&
      textAt(objectAt(event, 'label'), 'name').toLowerCase() === label.toLowerCase(),
  );
  const actor = objectAt(last, 'actor');
  const login = textAt(actor, 'login');
  if (textAt(last, 'event') !== 'labeled' || textAt(actor, 'type') !== 'User' || login === '') return null;
  const route = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';
  const answer = await github.request(route, { ...place, username: login }).catch(unlessUnknown);
  return labellers.has(textAt(answer, 'role_name') || textAt(answer, 'permission')) ? login : null;
}

function unlessUnknown(thrown: unknown): null {
  if (thrown instanceof Fault && thrown.code === 'github-not-found') return null;
  throw thrown;
}

/**
 * Numbers of the open pull requests that a commit is the head of. Payloads of workflow_run name none for forks, and no number from an
 * artifact is to be trusted, so they are looked up by the branch and held to the commit.
 * @throws as GitHub.request
 */
export async function pullsOfHead(
  github: GitHub,
  repository: string,
  head: { readonly repository: string; readonly branch: string; readonly sha: string },
): Promise<readonly number[]> {
  const { owner } = placeOf(head.repository);
  const parameters = { ...placeOf(repository), state: 'open', head: `${owner}:${head.branch}` };
  const pulls = await github.list('GET /repos/{owner}/{repo}/pulls', parameters);
  return pulls.flatMap((pull) => {
    const number = numberAt(pull, 'number');
    const its = objectAt(pull, 'head');
    const same = textAt(its, 'sha') === head.sha && textAt(objectAt(its, 'repo'), 'full_name') === head.repository;
    return same && number !== null ? [number] : [];
  });
}

/** Bytes of a zipped artifact that are brought at most. */
const MAX_ARTIFACT = 16 << 20;

/**
 * The JSON file in a run's artifact, as text; null if the run has no such artifact (any more).
 * @param most bytes of the file
 * @throws Fault `bad-archive`, and as GitHub.request
 */
export async function artifactText(
  github: GitHub,
  repository: string,
  run: number,
  name: string,
  most: number,
): Promise<string | null> {
  const place = placeOf(repository);
  const answer = await github.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
    ...place,
    run_id: run,
    name,
  });
  const list = objectOf(answer)['artifacts'];
  const found = (Array.isArray(list) ? (list as unknown[]) : []).filter(
    (one) => textAt(one, 'name') === name && objectOf(one)['expired'] !== true,
  );
  const newest = found.reduce<number>((id, one) => Math.max(id, numberAt(one, 'id') ?? -1), -1);
  if (newest < 0) return null;
  const address = await github.location('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
    ...place,
    artifact_id: newest,
    archive_format: 'zip',
  });
  if (address === null) return null;
  return unzipOne(await github.download(address, MAX_ARTIFACT), '.json', most).toString('utf8');
}
