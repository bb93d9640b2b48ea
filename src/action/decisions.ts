import type { Decisions, LabelWord, SignedCommit } from '#gate/find/acceptances.ts';
import { asFault, Fault } from '#graph/fault.ts';
import type { GitHub } from '#host/github/client.ts';
import { isMember, labelledBy } from '#host/github/people.ts';
import { pullCommits, pullFacts, pullsOfCommit, type PullFacts } from '#host/github/pulls.ts';
import { markdownCode, markdownText } from '#text/escape.ts';
import { marked, type Markdown } from '#text/safe.ts';
import type { Job } from './job.ts';

/** Pushed commits whose pull requests are asked for, the newest of them; more is no merge of a pull request. */
const MAX_PUSHED = 20;

/**
 * What people decided on the pull requests that this job judges: that of the event, the one that the merge queue tries, or those whose
 * merge was pushed. A question that GitHub doesn't answer accepts nothing, and is said in `notes`.
 * @param isShallow whether the clone lacks the history of the pull request's commits
 */
export function decisionsOf(job: Job, isShallow: () => Promise<boolean>, notes: Markdown[]): Decisions {
  const { event, repository } = job.context;
  let asked: Promise<readonly PullFacts[]> | null = null;

  async function pulls(github: GitHub): Promise<readonly PullFacts[]> {
    asked ??= pullsOf(job, github);
    return asked;
  }

  /** `none` where GitHub doesn't answer, or can't be asked. */
  async function answered<T>(what: Markdown, none: T, ask: (github: GitHub) => Promise<T>): Promise<T> {
    try {
      const github = await job.github();
      return github === null ? none : await ask(github);
    } catch (thrown) {
      notes.push(marked`${what}: ${markdownText(asFault(thrown).message)}`);
      return none;
    }
  }

  return {
    async commits(known, needSigners) {
      const ownPull = event.kind === 'pull_request';
      if (!ownPull && event.kind !== 'merge_group' && event.kind !== 'push') return known();
      if (ownPull && !needSigners && !(await isShallow())) return known();
      if ((await job.github()) === null) return known();
      const what = marked`Commit messages couldn’t be read, so that none of them accepts anything`;
      return answered<readonly SignedCommit[]>(what, [], async (github) =>
        commitsOf(github, repository, await pulls(github), known),
      );
    },
    labels: async (label) =>
      answered<readonly LabelWord[]>(
        marked`Whether the label ${markdownCode(label)} accepts this couldn’t be asked`,
        [],
        async (github) => labelsOf(github, job, await pulls(github), label),
      ),
    async isMember(team, login) {
      const github = await job.github();
      if (github === null)
        throw new Fault('github-forbidden', 'there is no token', 'leave the input token at its default');
      return isMember(github, team, login);
    },
  };
}

async function pullsOf({ context }: Job, github: GitHub): Promise<readonly PullFacts[]> {
  const { event, repository } = context;
  switch (event.kind) {
    case 'pull_request':
      return [event];
    case 'merge_group':
      return event.pull === null ? [] : [await pullFacts(github, repository, event.pull)];
    case 'push': {
      const branch = /^refs\/heads\/(.+)$/.exec(event.ref)?.[1];
      if (branch === undefined || event.deleted) return [];
      const commits = [...new Set([...event.commits.slice(-MAX_PUSHED), event.after])];
      const found = await Promise.all(commits.map(async (sha) => pullsOfCommit(github, repository, sha, branch)));
      return [...new Map(found.flat().map((pull) => [pull.number, pull])).values()];
    }
    case 'workflow_run':
    case 'other':
      return [];
  }
}

/** Trailers of a pull request from a fork accept nothing, in the merge queue and after the merge neither. */
async function commitsOf(
  github: GitHub,
  repository: string,
  pulls: readonly PullFacts[],
  known: () => Promise<readonly SignedCommit[]>,
): Promise<readonly SignedCommit[]> {
  if (pulls.some(({ fork }) => fork)) return [];
  const asked = await Promise.all(
    pulls.map(async ({ number, author }) =>
      (await pullCommits(github, repository, number)).map((commit) => ({ ...commit, author })),
    ),
  );
  const commits = asked.flat();
  const shas = new Set(commits.map(({ sha }) => sha));
  // The commit of a squash or merge is in git alone.
  return [...commits, ...(await known()).filter(({ sha }) => !shas.has(sha))];
}

/** A label speaks for its own pull request: of several that are judged together, each must have it. */
async function labelsOf(
  github: GitHub,
  { context }: Job,
  pulls: readonly PullFacts[],
  label: string,
): Promise<readonly LabelWord[]> {
  const { event, repository } = context;
  // A push says itself when it came, whatever dates its commits claim.
  const since = event.kind === 'pull_request' && event.action === 'synchronize' ? event.updatedAt : '';
  const words = await Promise.all(
    pulls.map(async ({ number, author, headSha }): Promise<LabelWord | null> => {
      const found = await labelledBy(github, { repository, number, headSha }, label, since === '' ? null : since);
      if (found.kind === 'none') return null;
      return { login: found.login, author, pull: number, headSha, isStale: found.kind === 'stale' };
    }),
  );
  const given = words.filter((word) => word !== null);
  return given.length === words.length ? given : [];
}
