import { describe, expect, test } from 'vitest';
import { openGitHub, type GitHub } from '#host/github/client.ts';
import { artifactText, labelledBy, mergeBaseOf, pullMessages, pullsOfHead } from '#host/github/pulls.ts';
import { jobToken, startGithub, type GithubServer } from '../../support/github-server.ts';
import { jobBot, type Labelling, type Person, type Role } from '../../support/github-state.ts';
import { zipOf } from '../../support/zip.ts';

const repository = 'octo/models';
const ada: Person = { login: 'ada', id: 1, type: 'User' };
const sha = 'a'.repeat(40);

const client = async ({ url, graphqlUrl }: GithubServer): Promise<GitHub> =>
  openGitHub({ token: jobToken, apiUrl: url, graphqlUrl });

describe.concurrent('a label counts', () => {
  test.for<[string, Labelling['event'][], Person, Role, string | null]>([
    ['from somebody who may write', ['labeled'], ada, 'write', 'ada'],
    ['from somebody who may triage', ['labeled'], ada, 'triage', 'ada'],
    ['put back', ['labeled', 'unlabeled', 'labeled'], ada, 'admin', 'ada'],
    ['not from somebody who may only read', ['labeled'], ada, 'read', null],
    ['not from a stranger', ['labeled'], ada, 'none', null],
    ['not from a workflow', ['labeled'], jobBot, 'write', null],
    ['not taken off again', ['labeled', 'unlabeled'], ada, 'admin', null],
    ['not where it never was', [], ada, 'admin', null],
  ])('%s', async ([, events, by, role, expected]) => {
    await using github = await startGithub();
    github.state.roles.set(by.login, role);
    const add = (event: Labelling['event'], label: string): void =>
      void github.state.labellings.push({ issue: 7, event, label, by });
    for (const event of events) add(event, 'flopgate-accept');
    for (let i = 0; i < 120; i += 1) add('labeled', `other-${i}`);
    expect(await labelledBy(await client(github), repository, 7, 'Flopgate-Accept')).toBe(expected);
  });
});

test('messages of a pull request’s commits, newest first, over all pages', async () => {
  await using github = await startGithub();
  const commits = Array.from({ length: 130 }, (_, i) => ({ sha: String(i), message: `commit ${i}` }));
  const common = {
    state: 'open',
    headRepository: repository,
    headBranch: 'feature',
    headSha: sha,
    baseBranch: 'main',
  } as const;
  github.state.pulls.push({ number: 7, ...common, commits });
  const messages = await pullMessages(await client(github), repository, 7);
  expect(messages).toHaveLength(130);
  expect(messages[0]).toEqual({ sha: '129', message: 'commit 129' });
});

test('the merge base, by GitHub’s word', async () => {
  await using github = await startGithub();
  github.state.mergeBases.set(`main...${sha}`, 'b'.repeat(40));
  expect(await mergeBaseOf(await client(github), repository, 'main', sha)).toBe('b'.repeat(40));
});

test('pull requests of a commit: open ones of that very branch of that very repository', async () => {
  await using github = await startGithub();
  const pull = {
    state: 'open',
    headRepository: 'eve/fork',
    headBranch: 'feature',
    headSha: sha,
    baseBranch: 'main',
  } as const;
  github.state.pulls.push(
    { number: 1, ...pull },
    { number: 2, ...pull, state: 'closed' },
    { number: 3, ...pull, headSha: 'c'.repeat(40) },
    { number: 4, ...pull, headRepository: 'eve/another' },
    { number: 5, ...pull, headRepository: 'mallory/fork' },
    { number: 6, ...pull, headBranch: 'other' },
  );
  const head = { repository: 'eve/fork', branch: 'feature', sha };
  expect(await pullsOfHead(await client(github), repository, head)).toEqual([1]);
});

test('the newest artifact of a name that hasn’t expired', async () => {
  await using github = await startGithub();
  const add = (id: number, text: string, more: { name?: string; run?: number; expired?: boolean } = {}): void =>
    void github.state.artifacts.push({
      id,
      run: 41,
      name: 'report',
      expired: false,
      zip: zipOf([{ name: 'r.json', content: text }]),
      ...more,
    });
  add(10, 'old');
  add(11, 'new');
  add(12, 'expired', { expired: true });
  add(13, 'of another run', { run: 42 });
  add(14, 'of another name', { name: 'report-2' });
  const its = await client(github);
  expect(await artifactText(its, repository, 41, 'report', 100)).toBe('new');
  expect(await artifactText(its, repository, 43, 'report', 100)).toBeNull();
});
