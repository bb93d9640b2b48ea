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

/** A commit of a pull request. */
export interface PullCommit {
  readonly sha: string;
  readonly message: string;
  /** Login of whoever signed the commit, by GitHub's word; null where it has no signature that GitHub knows to be right. */
  readonly signer: string | null;
}

/** A pull request's commits, newest first, as many as GitHub lists (250). @throws as GitHub.request */
export async function pullCommits(github: GitHub, repository: string, number: number): Promise<readonly PullCommit[]> {
  const parameters = { ...placeOf(repository), pull_number: number };
  const commits = await github.list('GET /repos/{owner}/{repo}/pulls/{pull_number}/commits', parameters);
  return commits
    .map((one) => {
      const commit = objectAt(one, 'commit');
      return { sha: textAt(one, 'sha'), message: textAt(commit, 'message'), signer: signerOf(one) };
    })
    .toReversed();
}

/** A commit made on the website is signed by GitHub for its author, any other by its committer. */
function signerOf(commit: unknown): string | null {
  if (objectAt(objectAt(commit, 'commit'), 'verification')['verified'] !== true) return null;
  const committer = textAt(objectAt(commit, 'committer'), 'login');
  const login = committer === 'web-flow' ? textAt(objectAt(commit, 'author'), 'login') : committer;
  return login === '' ? null : login;
}

/** A pull request as far as it says whose decision it waits for. */
export interface PullFacts {
  readonly number: number;
  readonly author: string;
  readonly headSha: string;
  /** From another repository, or from one that is gone. */
  readonly fork: boolean;
}

/** @throws as GitHub.request */
export async function pullFacts(github: GitHub, repository: string, number: number): Promise<PullFacts> {
  const parameters = { ...placeOf(repository), pull_number: number };
  return factsOf(await github.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', parameters), repository);
}

/** The merged pull requests that brought a commit to a branch. @throws as GitHub.request */
export async function pullsOfCommit(
  github: GitHub,
  repository: string,
  sha: string,
  branch: string,
): Promise<readonly PullFacts[]> {
  const parameters = { ...placeOf(repository), commit_sha: sha };
  const pulls = await github.list('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', parameters);
  return pulls
    .filter((pull) => textAt(pull, 'merged_at') !== '' && textAt(objectAt(pull, 'base'), 'ref') === branch)
    .map((pull) => factsOf(pull, repository));
}

function factsOf(pull: unknown, repository: string): PullFacts {
  const head = objectAt(pull, 'head');
  return {
    number: numberAt(pull, 'number') ?? 0,
    author: textAt(objectAt(pull, 'user'), 'login'),
    headSha: textAt(head, 'sha'),
    fork: textAt(objectAt(head, 'repo'), 'full_name') !== repository,
  };
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
