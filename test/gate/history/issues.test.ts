import { afterAll, describe, expect, test } from 'vitest';
import { changeIssues } from '../../../src/gate/history/issues.ts';
import { openGitHub } from '../../../src/host/github/client.ts';
import { putIssue } from '../../../src/host/github/issues.ts';
import { jobToken, startGithub, type GithubServer } from '../../support/github-server.ts';
import { removeScratch } from '../../support/repository.ts';
import { syntheticHistory } from '../../support/synthetic-history.ts';

afterAll(removeScratch);

const { history } = syntheticHistory({ commits: 60, models: ['detector', 'tracker'], measured: 2 });

test('one issue a model, whatever happened how often', () => {
  const issues = changeIssues(history);
  expect(issues.map(({ title }) => title)).toEqual(['Latency of detector changed', 'Latency of tracker changed']);
  expect(issues[0]?.body).toMatch(
    /\| `?0000001`? \| 2016-01-11 \| `detector` \| \+1[12]\S* % \| 0\.00\d+ \| Change 30 \|/,
  );
  const calm = history.slice(0, 30);
  expect(changeIssues(calm)).toEqual([]);
});

test('a hostile id ends neither marker nor code', () => {
  const hostile = syntheticHistory({ commits: 60, models: ['a--> @team `x` <b>'], measured: 1 });
  const [issue] = changeIssues(hostile.history);
  expect(issue?.marker).toBe('<!-- flopgate-history:1 a%2D%2D%3E%20%40team%20%60x%60%20%3Cb%3E -->');
  expect(issue?.title).toBe('Latency of a--> _team `x` <b> changed');
  expect(issue?.body.split('\n')[0]).toBe('The latency of `` a--> @team `x` <b> `` changed, and stayed changed:');
});

const put = async (server: GithubServer, body: string, reopens = false) => {
  const patience = { retries: 0, secondMs: 1, tryMs: 5000, allMs: 20_000 };
  const github = await openGitHub({ token: jobToken, apiUrl: server.url, graphqlUrl: server.graphqlUrl, patience });
  const question = { repository: 'octo/models', marker: '<!-- m -->', title: 'T', label: 'flopgate' };
  return putIssue(github, { ...question, body, reopens: () => reopens });
};

describe('an issue on GitHub', () => {
  test('is made once, brought up to date, left alone where closed, opened again for news', async () => {
    await using server = await startGithub();
    const { issues } = server.state;
    // Anybody can write our marker: somebody else's issue isn't ours.
    const stranger = { login: 'mallory', id: 7, type: 'User' } as const;
    const forged = { number: 1, title: 'x', body: '<!-- m -->\nforged', state: 'open', labels: ['flopgate'] } as const;
    issues.push({ ...forged, by: stranger });
    expect((await put(server, 'one')).kind).toBe('created');
    expect((await put(server, 'one')).kind).toBe('same');
    expect((await put(server, 'two')).kind).toBe('updated');
    const [, own] = issues;
    if (own === undefined) throw new Error('no issue');
    expect(own.body).toBe('<!-- m -->\ntwo');
    own.state = 'closed';
    expect((await put(server, 'three')).kind).toBe('closed');
    expect([own.body, own.state]).toEqual(['<!-- m -->\ntwo', 'closed']);
    expect((await put(server, 'three', true)).kind).toBe('updated');
    expect([own.body, own.state]).toEqual(['<!-- m -->\nthree', 'open']);
    expect(issues).toHaveLength(2);
    expect(issues[0]?.body).toBe('<!-- m -->\nforged');
  });
});
