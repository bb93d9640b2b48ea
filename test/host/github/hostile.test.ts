import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openGitHub, type GitHub } from '#host/github/client.ts';
import { putComment } from '#host/github/comment.ts';
import { putIssue } from '#host/github/issues.ts';
import { isMember, labelledBy } from '#host/github/people.ts';
import { artifactText, mergeBaseOf, pullCommits, pullFacts, pullsOfCommit, pullsOfHead } from '#host/github/pulls.ts';
import type { Patience } from '#host/github/patience.ts';

const patience: Patience = { retries: 3, tryMs: 2000, allMs: 8000, secondMs: 10 };

interface Hostile extends AsyncDisposable {
  readonly url: string;
  readonly asked: string[];
  readonly github: GitHub;
}

/** A server that answers each request as it is told. */
async function hostile(answer: (response: ServerResponse, url: string, origin: string) => void): Promise<Hostile> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    request.resume();
    response.on('error', () => undefined);
    answer(response, request.url ?? '', origin());
  });
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = origin();
  return {
    url,
    asked,
    github: await openGitHub({ token: 'x', apiUrl: url, graphqlUrl: `${url}/graphql`, patience }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const json = (response: ServerResponse, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(200, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

const comments = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const place = { owner: 'octo', repo: 'models', issue_number: 1 };

const bomb = gzipSync(Buffer.alloc(64 << 20, ' '));

const endless = (response: ServerResponse): void => {
  const block = Buffer.alloc(1 << 20, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(block));
    if (!response.destroyed) response.once('drain', more);
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  more();
};

describe('an answer without end or measure: refused, asked once, in bounded time and memory', () => {
  test.each<[string, (response: ServerResponse, url: string, origin: string) => void, RegExp]>([
    ['bytes without end', endless, /is longer than \d+ bytes/],
    [
      'a gzip bomb',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
        response.end(bomb);
      },
      /is longer than \d+ bytes/,
    ],
    ['a nest', (response) => json(response, '['.repeat(1e6) + ']'.repeat(1e6)), /nested more than 100 deep/],
    ['a million items', (response) => json(response, `[${'1,'.repeat(1e6)}1]`), /more than 500000 keys and items/],
    ['a number of a million digits', (response) => json(response, `[${'9'.repeat(1e6)}]`), /a number of more than/],
    ['an object for a list', (response) => json(response, { a: 1 }), /the answer is no list/],
    ['a text for a list', (response) => json(response, '"a"'), /the answer is no list/],
  ])('%s', async (_, answer, message) => {
    await using server = await hostile(answer);
    const before = process.memoryUsage().rss;
    await expect(server.github.list(comments, place)).rejects.toMatchObject({
      code: 'github-refused',
      message: expect.stringMatching(message) as string,
    });
    expect(server.asked).toHaveLength(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(400e6);
  });

  test('pages without end: a part of the list is not taken for all of it', { timeout: 60_000 }, async () => {
    await using server = await hostile((response, url, origin) => {
      const page = Number(new URL(url, origin).searchParams.get('page') ?? 1);
      json(response, [{ id: page }], { link: `<${origin}/x?page=${page + 1}>; rel="next"` });
    });
    await expect(server.github.list(comments, place)).rejects.toMatchObject({
      code: 'github-refused',
      message: expect.stringContaining('more than 100 pages') as string,
    });
    expect(server.asked.length).toBeLessThanOrEqual(101);
  });

  test('a next page on another server: the token isn’t sent there', async () => {
    await using other = await hostile((response) => json(response, []));
    await using server = await hostile((response) =>
      json(response, [1], { link: `<${other.url}/x?page=2>; rel="next"` }),
    );
    await expect(server.github.list(comments, place)).rejects.toMatchObject({ code: 'github-refused' });
    expect(other.asked).toEqual([]);
  });

  test('a byte now and then: given up when its time is over', { timeout: 60_000 }, async () => {
    await using server = await hostile((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 50);
      response.on('close', () => clearInterval(timer));
    });
    await expect(server.github.request(comments, place)).rejects.toMatchObject({ code: 'github-unavailable' });
  });

  test.each(['1000000000', '99999999999999999999', '1e9', '-5', 'never'])('Retry-After: %s', async (pause) => {
    await using server = await hostile((response) => {
      response.writeHead(429, { 'content-type': 'application/json', 'retry-after': pause });
      response.end('{}');
    });
    const code = expect.stringMatching(/^github-(?:limit|unavailable)$/) as string;
    await expect(server.github.request(comments, place)).rejects.toMatchObject({ code });
  });
});

describe('items that are no items: as if they weren’t there, never a defect of ours', () => {
  const odd = [null, 1, 'a', [], {}, { id: '1' }, { user: null, body: null }, { number: null, labels: 7 }];
  const sha = 'a'.repeat(40);
  const marker = `<!-- flopgate:1 key=default run=1 attempt=1 head=${sha} -->\n`;
  const odder = [
    ...odd,
    { id: 1, body: marker, user: null },
    { id: 2, body: marker, user: { login: 5 } },
    { event: 'labeled', label: null, actor: null },
    { event: 'labeled', label: { name: 7 }, actor: { type: 'User' } },
    { number: 1, head: null },
    { number: 1, head: { sha, repo: null } },
    { sha: null, commit: null },
    { name: 'n', id: null },
  ];

  test.each<[string, unknown, (github: GitHub) => Promise<unknown>, unknown]>([
    ['pull requests', odder, (github) => pullsOfHead(github, 'o/m', { repository: 'o/m', branch: 'b', sha }), []],
    [
      'the timeline',
      odder,
      (github) => labelledBy(github, { repository: 'o/m', number: 1, headSha: sha }, 'l'),
      { kind: 'none' },
    ],
    ['a team', null, (github) => isMember(github, 'o/t', 'ada'), false],
    [
      'a pull request',
      null,
      (github) => pullFacts(github, 'o/m', 1),
      { number: 0, author: '', headSha: '', fork: true },
    ],
    ['pull requests of a commit', odder, (github) => pullsOfCommit(github, 'o/m', sha, 'main'), []],
    [
      'comments',
      odder,
      (github) => putComment(github, { repository: 'o/m', issue: 1, body: marker, create: false }),
      { kind: 'none', url: null },
    ],
    ['a comparison', null, (github) => mergeBaseOf(github, 'o/m', 'a', 'b'), null],
    ['artifacts', { artifacts: odder }, (github) => artifactText(github, 'o/m', 1, 'n', 9), null],
    ['no artifacts', null, (github) => artifactText(github, 'o/m', 1, 'n', 9), null],
  ])('%s', async (_, body, ask, outcome) => {
    await using server = await hostile((response) => json(response, body));
    const answer = await ask(server.github);
    expect(answer).toEqual(outcome);
  });

  test('commits', async () => {
    await using server = await hostile((response) => json(response, odder));
    const messages = await pullCommits(server.github, 'o/m', 1);
    expect(new Set(messages.map(({ message }) => message))).toEqual(new Set(['']));
  });

  test('issues', async () => {
    await using server = await hostile((response) => json(response, odder));
    const question = {
      repository: 'o/m',
      marker: '<!-- m -->',
      title: 't',
      body: 'b',
      label: 'l',
      reopens: () => false,
    };
    await expect(putIssue(server.github, question)).resolves.toEqual({ kind: 'created', url: null });
  });
});
