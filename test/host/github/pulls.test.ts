import { expect, test } from 'vitest';
import { openGitHub, type GitHub } from '#host/github/client.ts';
import { artifactText, mergeBaseOf, pullCommits, pullFacts, pullsOfCommit, pullsOfHead } from '#host/github/pulls.ts';
import { jobToken, startGithub, type GithubServer } from '../../support/github-server.ts';
import type { Person } from '../../support/github-state.ts';
import { zipOf } from '../../support/zip.ts';

const repository = 'octo/models';
const ada: Person = { login: 'ada', id: 1, type: 'User' };
const sha = 'a'.repeat(40);

const client = async ({ url, graphqlUrl }: GithubServer): Promise<GitHub> =>
  openGitHub({ token: jobToken, apiUrl: url, graphqlUrl });

const pull = {
  state: 'open',
  headRepository: repository,
  headBranch: 'feature',
  headSha: sha,
  baseBranch: 'main',
} as const;

test('commits of a pull request, newest first, over all pages', async () => {
  await using github = await startGithub();
  const commits = Array.from({ length: 130 }, (_, i) => ({ sha: String(i), message: `commit ${i}` }));
  github.state.pulls.push({ number: 7, ...pull, commits });
  const found = await pullCommits(await client(github), repository, 7);
  expect(found).toHaveLength(130);
  expect(found[0]).toEqual({ sha: '129', message: 'commit 129', signer: null });
});

test('who signed a commit, as far as GitHub vouches for it', async () => {
  await using github = await startGithub();
  const commits = [
    { sha: '1', message: 'signed', by: ada },
    { sha: '2', message: 'signed by another key', by: ada, isForged: true },
    { sha: '3', message: 'not signed' },
  ];
  github.state.pulls.push({ number: 7, ...pull, commits });
  const found = await pullCommits(await client(github), repository, 7);
  expect(found.map(({ signer }) => signer)).toEqual([null, null, 'ada']);
});

test('what a pull request says of its people', async () => {
  await using github = await startGithub();
  github.state.pulls.push({ number: 7, ...pull, author: ada }, { number: 8, ...pull, headRepository: 'eve/fork' });
  const hub = await client(github);
  expect(await pullFacts(hub, repository, 7)).toEqual({ number: 7, author: 'ada', headSha: sha, fork: false });
  expect((await pullFacts(hub, repository, 8)).fork).toBe(true);
});

test('the pull requests that brought a commit: merged ones, into this branch', async () => {
  await using github = await startGithub();
  github.state.pulls.push(
    { number: 7, ...pull, state: 'closed', isMerged: true, author: ada },
    { number: 8, ...pull },
    { number: 9, ...pull, state: 'closed', isMerged: true, baseBranch: 'release' },
  );
  github.state.brought.set('b'.repeat(40), [7, 8, 9]);
  const found = await pullsOfCommit(await client(github), repository, 'b'.repeat(40), 'main');
  expect(found.map(({ number }) => number)).toEqual([7]);
});

test('the merge base, by GitHub’s word', async () => {
  await using github = await startGithub();
  github.state.mergeBases.set(`main...${sha}`, 'b'.repeat(40));
  expect(await mergeBaseOf(await client(github), repository, 'main', sha)).toBe('b'.repeat(40));
});

test('pull requests of a commit: open ones of that very branch of that very repository', async () => {
  await using github = await startGithub();
  const forked = { ...pull, headRepository: 'eve/fork' } as const;
  github.state.pulls.push(
    { number: 1, ...forked },
    { number: 2, ...forked, state: 'closed' },
    { number: 3, ...forked, headSha: 'c'.repeat(40) },
    { number: 4, ...forked, headRepository: 'eve/another' },
    { number: 5, ...forked, headRepository: 'mallory/fork' },
    { number: 6, ...forked, headBranch: 'other' },
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
