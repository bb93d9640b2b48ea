import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chooseSides, type Sides, type SidesQuestion } from '#host/actions/commits.ts';
import { readEvent } from '#host/actions/event.ts';
import { openPorcelain } from '#host/git/porcelain.ts';
import { checkout, openPullRequest, serve, type Origin } from '../../support/checkout.ts';
import { mergeGroupPayload, pullRequestPayload, pushPayload, zeros, type Payload } from '../../support/events.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

let origin: Origin;
let url: string;
/** Where the pull request left main. */
let forkPoint: string;
let firstSha: string;

beforeAll(() => {
  const repository = testRepository();
  repository.write('a.txt', '1');
  firstSha = repository.commit('first');
  repository.write('a.txt', '2');
  forkPoint = repository.commit('second');
  repository.git('checkout', '-q', '-b', 'feature');
  repository.write('b.txt', 'feature');
  repository.commit('feature');
  repository.git('checkout', '-q', 'main');
  repository.write('c.txt', 'main goes on');
  repository.commit('third');
  serve(repository);
  origin = openPullRequest(repository);
  url = `file://${repository.root}`;
});

afterAll(removeScratch);

const choose = async (
  { root }: TestRepository,
  name: string,
  payload: Payload,
  more: Partial<SidesQuestion> = {},
): Promise<Sides> =>
  chooseSides({ repository: root, git: await openPorcelain(root), event: readEvent(name, payload), ...more });

const trees = ({ base, head }: Sides): unknown[] => [base?.tree, head.tree];
const commits = (base: string, head: string): unknown[] => [
  { kind: 'commit', sha: base },
  { kind: 'commit', sha: head },
];
const mergeRef = 'remotes/pull/7/merge';

describe('pull_request', () => {
  test.each([
    ['of depth one', 1, 1],
    ['of depth two', 2, 1],
    ['with all history', 0, 3],
  ])('a checkout of the merge commit %s: against its first parent, known by the head', async (_, depth, known) => {
    const clone = checkout(url, origin.mergeSha, mergeRef, depth);
    const sides = await choose(clone, 'pull_request', pullRequestPayload({ headSha: origin.headSha }));
    expect(trees(sides)).toEqual(commits(origin.mainSha, origin.mergeSha));
    expect(sides).toMatchObject({
      base: { sha: origin.mainSha, how: 'merge parent on main' },
      head: { sha: origin.headSha, how: 'pull request #7, merged into main' },
    });
    // What the base holds comes when it is read, and nothing else did.
    expect(clone.git('show', `${origin.mainSha}:c.txt`)).toBe('main goes on');
    expect(clone.git('diff', '--name-only', origin.mainSha, 'HEAD')).toBe('b.txt');
    expect(clone.git('rev-list', '--count', origin.mainSha)).toBe(String(known));
  });

  test('base.sha of the payload is never looked at', async () => {
    const clone = checkout(url, origin.mergeSha, mergeRef);
    const payload = pullRequestPayload({ headSha: origin.headSha, baseSha: firstSha });
    expect((await choose(clone, 'pull_request', payload)).base?.sha).toBe(origin.mainSha);
  });

  test('a merge commit of an older head is repaired: the newer head against where it left its base branch', async () => {
    const { repository } = origin;
    repository.git('checkout', '-q', '-b', 'newer', 'feature');
    repository.write('b.txt', 'newer');
    const headSha = repository.commit('newer');
    repository.git('checkout', '-q', 'main');
    const clone = checkout(url, origin.mergeSha, mergeRef);
    const mergeBase = async (): Promise<string> => forkPoint;
    const sides = await choose(clone, 'pull_request', pullRequestPayload({ headSha }), { mergeBase });
    expect(trees(sides)).toEqual(commits(forkPoint, headSha));
    expect(sides.head.how).toContain('newer than what was merged');
  });

  test('a merge commit of an older head, whose newer one is nowhere, is stale', async () => {
    const clone = checkout(url, origin.mergeSha, mergeRef);
    const asked = choose(clone, 'pull_request', pullRequestPayload({ headSha: 'f'.repeat(40) }));
    await expect(asked).rejects.toMatchObject({
      code: 'stale-merge-ref',
      hint: expect.stringContaining('run it again') as string,
    });
  });

  test('a checkout of the head, with history: against the merge base', async () => {
    const clone = checkout(url, origin.headSha, 'remotes/pull/7/head', 0);
    const sides = await choose(clone, 'pull_request', pullRequestPayload({ headSha: origin.headSha }));
    expect(trees(sides)).toEqual(commits(forkPoint, origin.headSha));
  });

  test('a shallow checkout of the head: GitHub is asked for the merge base', async () => {
    const clone = checkout(url, origin.headSha, 'remotes/pull/7/head');
    const payload = pullRequestPayload({ headSha: origin.headSha });
    const asked: string[][] = [];
    const mergeBase = async (...question: string[]): Promise<string> => {
      asked.push(question);
      return Promise.resolve(forkPoint);
    };
    expect(trees(await choose(clone, 'pull_request', payload, { mergeBase }))).toEqual(
      commits(forkPoint, origin.headSha),
    );
    expect(asked).toEqual([['main', origin.headSha]]);
    await expect(choose(checkout(url, origin.headSha, 'x'), 'pull_request', payload)).rejects.toMatchObject({
      code: 'missing-base',
    });
  });

  test.each(['pull_request', 'pull_request_target'])(
    '%s with the base branch checked out compares nothing',
    async (name) => {
      const clone = checkout(url, origin.mainSha, 'remotes/origin/main');
      const asked = choose(clone, name, pullRequestPayload({ headSha: origin.headSha }));
      await expect(asked).rejects.toMatchObject({ code: 'wrong-checkout' });
    },
  );

  test('a base that can’t be fetched', async () => {
    const clone = checkout(url, origin.mergeSha, mergeRef);
    clone.git('remote', 'set-url', 'origin', `${url}/gone`);
    const asked = choose(clone, 'pull_request', pullRequestPayload({ headSha: origin.headSha }));
    await expect(asked).rejects.toMatchObject({ code: 'missing-base' });
  });
});

describe('merge_group', () => {
  test('against the base of the payload', async () => {
    const clone = checkout(url, origin.mergeSha, 'remotes/origin/queue');
    const sides = await choose(clone, 'merge_group', mergeGroupPayload(origin.mergeSha, origin.mainSha));
    expect(trees(sides)).toEqual(commits(origin.mainSha, origin.mergeSha));
  });

  test('with something else checked out', async () => {
    const clone = checkout(url, origin.mainSha, 'remotes/origin/main');
    const asked = choose(clone, 'merge_group', mergeGroupPayload(origin.mergeSha, origin.mainSha));
    await expect(asked).rejects.toMatchObject({ code: 'wrong-checkout' });
  });
});

describe('push', () => {
  const main = 'remotes/origin/main';

  test.each([
    ['onto a branch: against the commit before', () => firstSha, () => firstSha, 'before the push'],
    ['of a new branch: first parent', () => zeros, () => forkPoint, 'first parent'],
    [
      'that rewrote history whose end is gone: first parent',
      () => 'e'.repeat(40),
      () => forkPoint,
      'first parent: the',
    ],
    ['that rewrote history: against the commit before', () => origin.headSha, () => origin.headSha, 'before the push'],
  ])('%s', async (_, before, base, how) => {
    const clone = checkout(url, origin.mainSha, main);
    const sides = await choose(clone, 'push', pushPayload(before(), origin.mainSha));
    expect(trees(sides)).toEqual(commits(base(), origin.mainSha));
    expect(sides.base?.how).toContain(how);
  });

  test.each([
    ['a push of a new branch', 'push', 1],
    ['a push of a new branch', 'push', 0],
    ['workflow_dispatch', 'workflow_dispatch', 1],
    ['workflow_dispatch', 'workflow_dispatch', 2],
    ['workflow_dispatch', 'workflow_dispatch', 0],
  ])('%s (%s), at depth %d: against where it left the default branch', async (_, name, depth) => {
    const clone = checkout(url, origin.headSha, 'heads/checked-out', depth);
    const repository = { default_branch: 'main', full_name: 'octo/models' };
    const payload =
      name === 'push' ? pushPayload(zeros, origin.headSha, { ref: 'refs/heads/feature', repository }) : { repository };
    const mergeBase = async (): Promise<string> => forkPoint;
    const sides = await choose(clone, name, payload, { mergeBase });
    expect(trees(sides)).toEqual(commits(forkPoint, origin.headSha));
    expect(sides.base?.how).toBe('merge base with main');
  });

  test('the first commit of all has no base', async () => {
    const clone = checkout(url, firstSha, main);
    expect((await choose(clone, 'push', pushPayload(zeros, firstSha))).base).toBeNull();
  });
});

describe('other events', () => {
  test.each(['workflow_dispatch', 'schedule', 'repository_dispatch', 'issue_comment'])(
    '%s on main: first parent',
    async (name) => {
      const clone = checkout(url, origin.mainSha, 'remotes/origin/main');
      const sides = await choose(clone, name, {});
      expect(trees(sides)).toEqual(commits(forkPoint, origin.mainSha));
    },
  );

  test('workflow_dispatch on a branch with history: where it left main', async () => {
    const clone = checkout(url, origin.headSha, 'heads/checked-out', 0);
    expect(trees(await choose(clone, 'workflow_dispatch', {}))).toEqual(commits(forkPoint, origin.headSha));
  });
});

describe('inputs', () => {
  test('base and head by name', async () => {
    const clone = checkout(url, origin.mergeSha, mergeRef, 0);
    const sides = await choose(clone, 'workflow_dispatch', {}, { base: 'origin/main~2', head: 'origin/feature' });
    expect(trees(sides)).toEqual(commits(firstSha, origin.headSha));
  });

  test('base alone: the pull request’s own commit still names it', async () => {
    const clone = checkout(url, origin.mergeSha, mergeRef);
    const payload = pullRequestPayload({ headSha: origin.headSha });
    const sides = await choose(clone, 'pull_request', payload, { base: firstSha });
    expect(trees(sides)).toEqual(commits(firstSha, origin.mergeSha));
    expect(sides.head.sha).toBe(origin.headSha);
  });

  test('the worktree as head', async () => {
    const clone = checkout(url, origin.mainSha, 'remotes/origin/main');
    const sides = await choose(clone, 'schedule', {}, { head: 'worktree' });
    expect(trees(sides)).toEqual([{ kind: 'commit', sha: forkPoint }, { kind: 'worktree' }]);
  });
});

test('an empty repository', async () => {
  await expect(choose(testRepository(), 'push', pushPayload(zeros, firstSha))).rejects.toMatchObject({
    code: 'no-checkout',
  });
});
