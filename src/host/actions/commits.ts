import { Fault } from '#graph/fault.ts';
import type { Tree } from '#graph/tree.ts';
import type { Event, PullRequestEvent } from './event.ts';
import type { Porcelain } from '#host/git/porcelain.ts';
import {
  defaultBase,
  fetchCommit,
  findCommit,
  isShallow,
  parentsOf,
  resolveCommit,
  type Chosen,
} from '#host/git/revision.ts';

/** A side of the comparison: what is looked at, by which commit it is known, and how it was chosen. */
interface ChosenSide extends Chosen {
  readonly tree: Tree;
}

export interface Sides {
  /** Null: there is nothing before head. */
  readonly base: ChosenSide | null;
  readonly head: ChosenSide;
}

export interface SidesQuestion {
  /** Folder of the repository. */
  readonly repository: string;
  readonly git: Porcelain;
  readonly event: Event;
  /** Revisions that the user names instead; `worktree` for head. */
  readonly base?: string;
  readonly head?: string;
  /** Merge base by GitHub's word, for clones that know no history; null if it doesn't say. */
  readonly mergeBase?: (base: string, head: string) => Promise<string | null>;
}

/**
 * What a job compares. Under pull_request that is the merge commit that was checked out with its first parent: exactly what merging
 * would change. `pull_request.base.sha` is never looked at, since it goes stale.
 * @throws Fault `stale-merge-ref`, `wrong-checkout`, `no-checkout`, `missing-base`, `missing-head`
 */
export async function chooseSides(question: SidesQuestion): Promise<Sides> {
  const { repository, git } = question;
  const checkedOut = await findCommit(git, 'HEAD');
  if (checkedOut === null) throw noCheckout('the checkout has no commit');
  const named = question.head;
  if (named === undefined && question.base === undefined) return sidesOf(question, checkedOut);
  const head = await namedHead(question, checkedOut);
  if (question.base !== undefined) {
    const sha = await resolveCommit(repository, git, question.base, 'base');
    return { base: sideOf({ sha, how: 'the input base' }), head };
  }
  const sha = head.tree.kind === 'commit' ? head.tree.sha : checkedOut;
  const base = await defaultBase(repository, git, sha);
  return { base: base === null ? null : sideOf(base), head };
}

async function namedHead(question: SidesQuestion, checkedOut: string): Promise<ChosenSide> {
  const { repository, git, event, head } = question;
  if (head === 'worktree') return { sha: 'worktree', how: 'the input head', tree: { kind: 'worktree' } };
  if (head !== undefined)
    return sideOf({ sha: await resolveCommit(repository, git, head, 'head'), how: 'the input head' });
  // The pull request's own commit names the comparison, if it is part of what was checked out.
  const parents = event.kind === 'pull_request' ? await parentsOf(repository, checkedOut) : [];
  if (event.kind === 'pull_request' && parents[1] === event.headSha) return mergedHead(event, checkedOut);
  return sideOf({ sha: checkedOut, how: 'the commit that was checked out' });
}

const sideOf = (chosen: Chosen): ChosenSide => ({ ...chosen, tree: { kind: 'commit', sha: chosen.sha } });

const mergedHead = ({ headSha, number, baseBranch }: PullRequestEvent, merge: string): ChosenSide => ({
  sha: headSha,
  how: `pull request #${number}, merged into ${baseBranch}`,
  tree: { kind: 'commit', sha: merge },
});

async function sidesOf(question: SidesQuestion, checkedOut: string): Promise<Sides> {
  const { repository, git, event } = question;
  switch (event.kind) {
    case 'pull_request':
      return pullRequestSides(question, event, checkedOut);
    case 'merge_group': {
      if (checkedOut !== event.headSha) throw wrongCheckout(checkedOut, `the merge group's head ${event.headSha}`);
      const sha = await fetchCommit(git, event.baseSha);
      return {
        base: sideOf({ sha, how: 'base of the merge group' }),
        head: sideOf({ sha: checkedOut, how: 'merge group' }),
      };
    }
    case 'push':
      return pushSides(question, event, checkedOut);
    case 'workflow_run':
    case 'other': {
      const left = event.kind === 'other' ? await whereItLeft(question, event, checkedOut) : null;
      if (left !== null) return { base: sideOf(left), head: sideOf({ sha: checkedOut, how: 'checked out' }) };
      const base = await defaultBase(repository, git, checkedOut);
      return { base: base === null ? null : sideOf(base), head: sideOf({ sha: checkedOut, how: 'checked out' }) };
    }
  }
}

async function pullRequestSides(question: SidesQuestion, event: PullRequestEvent, checkedOut: string): Promise<Sides> {
  const { repository, git } = question;
  if (checkedOut === event.headSha) {
    const head = sideOf({ sha: checkedOut, how: `head of pull request #${event.number}` });
    return { base: sideOf(await mergeBaseOf(question, event)), head };
  }
  const [first, second, ...more] = await parentsOf(repository, checkedOut);
  if (first === undefined || second === undefined || more.length > 0)
    throw wrongCheckout(checkedOut, `the merge commit of pull request #${event.number}, nor its head ${event.headSha}`);
  if (second !== event.headSha) return repaired(question, event, staleFault(checkedOut, second, event));
  const base = sideOf({ sha: await fetchCommit(git, first), how: `merge parent on ${event.baseBranch}` });
  return { base, head: mergedHead(event, checkedOut) };
}

/**
 * The pull request as it is now, where an older head was merged: its head against the commit at which it left its base branch.
 * @throws Fault `stale-merge-ref` if either isn't to be had
 */
async function repaired(question: SidesQuestion, event: PullRequestEvent, stale: Fault): Promise<Sides> {
  try {
    const sha = await fetchCommit(question.git, event.headSha, 'head');
    const base = sideOf(await mergeBaseOf(question, event));
    return { base, head: sideOf({ sha, how: `head of pull request #${event.number}, newer than what was merged` }) };
  } catch {
    throw stale;
  }
}

const staleFault = (merge: string, merged: string, { number, headSha }: PullRequestEvent): Fault =>
  new Fault(
    'stale-merge-ref',
    `stale merge ref: ${merge} merges ${merged}, but pull request #${number} is at ${headSha}, which can't be fetched`,
    'run it again: GitHub makes the merge commit anew after each push',
  );

/** The commit at which the pull request left its base branch: from git if it has the history, else from GitHub. */
async function mergeBaseOf(question: SidesQuestion, { baseBranch, headSha }: PullRequestEvent): Promise<Chosen> {
  const { git, mergeBase } = question;
  const how = `merge base with ${baseBranch}`;
  const tip = await findCommit(git, `refs/remotes/origin/${baseBranch}`);
  if (tip !== null && !(await isShallow(git))) {
    const sha = await git.ask(['merge-base', headSha, tip]);
    if (sha !== null) return { sha, how };
  }
  const sha = (await mergeBase?.(baseBranch, headSha)) ?? null;
  if (sha !== null) return { sha: await fetchCommit(git, sha), how };
  throw new Fault(
    'missing-base',
    `this clone doesn't know where ${headSha} left ${baseBranch}, and GitHub doesn't say`,
    'let actions/checkout check out the merge commit (leave ref alone), or set fetch-depth: 0',
  );
}

async function pushSides(
  question: SidesQuestion,
  event: Extract<Event, { kind: 'push' }>,
  checkedOut: string,
): Promise<Sides> {
  const { repository, git } = question;
  const head = sideOf({ sha: checkedOut, how: event.ref.replace(/^refs\/(?:heads|tags)\//, '') });
  const before = checkedOut === event.after ? event.before : null;
  if (before !== null) {
    const sha = await fetchCommit(git, before).catch(() => null);
    if (sha !== null) return { base: sideOf({ sha, how: 'before the push' }), head };
  }
  const left = event.before === null ? await whereItLeft(question, event, checkedOut) : null;
  if (left !== null) return { base: sideOf(left), head };
  const [parent] = await parentsOf(repository, checkedOut);
  if (parent === undefined) return { base: null, head };
  const why = before === null ? '' : ': the commit before the push is gone';
  return { base: sideOf({ sha: await fetchCommit(git, parent), how: `first parent${why}` }), head };
}

/** A branch is all that it adds to the default branch, whatever the clone's depth; null if that isn't known, or is the branch itself. */
async function whereItLeft(
  { git, mergeBase }: SidesQuestion,
  { defaultBranch }: { readonly defaultBranch: string | null },
  checkedOut: string,
): Promise<Chosen | null> {
  if (defaultBranch === null) return null;
  const how = `merge base with ${defaultBranch}`;
  const tip = await findCommit(git, `refs/remotes/origin/${defaultBranch}`);
  const known = tip === null || (await isShallow(git)) ? null : await git.ask(['merge-base', checkedOut, tip]);
  const sha = known ?? (await mergeBase?.(defaultBranch, checkedOut)) ?? null;
  return sha === null || sha === checkedOut ? null : { sha: await fetchCommit(git, sha), how };
}

function wrongCheckout(sha: string, expected: string): Fault {
  return new Fault(
    'wrong-checkout',
    `${sha} is checked out, which is not ${expected}`,
    'leave ref of actions/checkout at its default, or name the inputs base and head',
  );
}

/** The folder isn't (yet) a checkout of the repository. */
export function noCheckout(what: string, cause?: unknown): Fault {
  return new Fault('no-checkout', what, 'put actions/checkout before this step (or set working-directory)', { cause });
}
