import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { openGitHub, type GitHub } from '#host/github/client.ts';
import type { Patience } from '#host/github/patience.ts';
import { jobToken, startGithub, type GithubServer, type Trouble } from '../../support/github-server.ts';

/** A second of GitHub's lasts 20 ms here. */
const patience: Patience = { retries: 3, tryMs: 1000, allMs: 8000, secondMs: 20 };
const limited = { 'x-ratelimit-remaining': '0' };
const inSeconds = (seconds: number): string => String(Math.floor(Date.now() / 1000) + seconds);
const secondary = { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' };

const client = async (server: GithubServer, options: Partial<Patience> = {}): Promise<GitHub> =>
  openGitHub({
    token: jobToken,
    apiUrl: server.url,
    graphqlUrl: server.graphqlUrl,
    patience: { ...patience, ...options },
  });

const ask = async (github: GitHub): Promise<unknown> =>
  github.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner: 'octo',
    repo: 'models',
    issue_number: 1,
  });

/** Pauses before the second and further tries, in GitHub's seconds. */
const pauses = ({ calls }: GithubServer): number[] =>
  calls.slice(1).map(({ at }, i) => (at - (calls[i]?.at ?? 0)) / patience.secondMs);

describe.concurrent('survived', () => {
  test.for<[string, Trouble, number, number]>([
    ['500', { on: /./, answer: { status: 500, body: {} } }, 2, 1],
    ['502 twice', { on: /./, times: 2, answer: { status: 502, body: {} } }, 3, 1],
    ['503 with Retry-After', { on: /./, answer: { status: 503, body: {}, headers: { 'retry-after': '9' } } }, 2, 9],
    ['429 with Retry-After', { on: /./, answer: { status: 429, body: {}, headers: { 'retry-after': '7' } } }, 2, 7],
    ['429 that says nothing: a minute', { on: /./, answer: { status: 429, body: {} } }, 2, 60],
    [
      'a secondary limit (403) with Retry-After',
      { on: /./, answer: { status: 403, body: secondary, headers: { 'retry-after': '5' } } },
      2,
      5,
    ],
    ['a secondary limit that says nothing: a minute', { on: /./, answer: { status: 403, body: secondary } }, 2, 60],
    [
      'a used-up limit that resets soon',
      { on: /./, answer: { status: 403, body: {}, headers: { ...limited, 'x-ratelimit-reset': inSeconds(20) } } },
      2,
      10,
    ],
    ['a connection cut', { on: /./, cut: 'before' }, 2, 1],
    ['a slow answer, given up and asked again', { on: /./, delayMs: 3000 }, 2, 0],
  ])('%s', async ([, trouble, tries, least]) => {
    await using server = await startGithub();
    server.trouble(trouble);
    await expect(ask(await client(server))).resolves.toEqual([]);
    expect(server.calls).toHaveLength(tries);
    expect(Math.min(...pauses(server))).toBeGreaterThanOrEqual(least === 0 ? -Infinity : least * 0.95);
  });

  test('an answer that breaks off in its middle', async () => {
    await using server = await startGithub();
    let tries = 0;
    const broken = createServer((_, response) => {
      tries += 1;
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '20' });
      if (tries > 1) response.end('[1, 2, 3, 4, 5, 6,7]');
      else response.write('[1, 2', () => response.destroy());
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const github = await openGitHub({
      token: 'x',
      apiUrl: `http://127.0.0.1:${(broken.address() as AddressInfo).port}`,
      graphqlUrl: server.graphqlUrl,
      patience,
    });
    await expect(ask(github)).resolves.toHaveLength(7);
    broken.close();
  });
});

describe.concurrent('given up', () => {
  test.for<[string, Trouble, string, number]>([
    ['404', { on: /./, answer: { status: 404, body: { message: 'Not Found' } } }, 'github-not-found', 1],
    ['401', { on: /./, answer: { status: 401, body: { message: 'Bad credentials' } } }, 'github-unauthorized', 1],
    ['403', { on: /./, answer: { status: 403, body: { message: 'Resource not …' } } }, 'github-forbidden', 1],
    ['409: at once', { on: /./, answer: { status: 409, body: { message: 'Conflict' } } }, 'github-refused', 1],
    ['422: at once', { on: /./, answer: { status: 422, body: { message: 'too long' } } }, 'github-refused', 1],
    ['500 for ever', { on: /./, times: 99, answer: { status: 500, body: {} } }, 'github-unavailable', 4],
    ['connections cut for ever', { on: /./, times: 99, cut: 'before' }, 'github-unavailable', 4],
    [
      'a limit that resets in an hour: at once',
      { on: /./, answer: { status: 403, body: {}, headers: { ...limited, 'x-ratelimit-reset': inSeconds(3600) } } },
      'github-limit',
      1,
    ],
    [
      'Retry-After of an hour: at once',
      { on: /./, answer: { status: 429, body: {}, headers: { 'retry-after': '3600' } } },
      'github-limit',
      1,
    ],
    [
      'a secondary limit for ever',
      { on: /./, times: 99, answer: { status: 403, body: secondary, headers: { 'retry-after': '1' } } },
      'github-limit',
      4,
    ],
  ])('%s', async ([, trouble, code, tries]) => {
    await using server = await startGithub();
    server.trouble(trouble);
    await expect(ask(await client(server))).rejects.toMatchObject({ code });
    expect(server.calls).toHaveLength(tries);
  });

  test('each request has its own tries and pauses, fewer once GitHub is down', async () => {
    await using server = await startGithub();
    server.trouble({ on: /./, times: 99, answer: { status: 500, body: {} } });
    const github = await client(server);
    await ask(github).catch(() => undefined);
    await ask(github).catch(() => undefined);
    expect(server.calls).toHaveLength(4 + 2);
    // After 1, 4 and 9 seconds; then, of the second request, after 1: what one has waited for is no burden on the next.
    expect(pauses(server).at(-1)).toBeLessThan(Math.max(...pauses(server).slice(0, 3)));
  });

  test('a server that never answers', async () => {
    await using server = await startGithub();
    server.trouble({ on: /./, times: 99, delayMs: 60_000 });
    const github = await client(server, { tryMs: 300, allMs: 700 });
    await expect(ask(github)).rejects.toMatchObject({ code: 'github-unavailable' });
    // The clock for all runs out before four tries do.
    expect(server.calls.length).toBeLessThan(4);
  });

  test('nobody listens', async () => {
    await using server = await startGithub();
    await using gone = await startGithub();
    await gone[Symbol.asyncDispose]();
    await expect(ask(await client({ ...server, url: gone.url }))).rejects.toMatchObject({ code: 'github-unavailable' });
  });
});

describe.concurrent('asks', () => {
  test('below a base path, as on Enterprise Server', async () => {
    await using server = await startGithub({ basePath: '/api/v3' });
    const github = await client(server);
    await expect(ask(github)).resolves.toEqual([]);
    await expect(github.viewer()).resolves.toBe('github-actions[bot]');
    expect(server.calls.map(({ path }) => path)).toEqual([
      '/api/v3/repos/octo/models/issues/1/comments',
      '/api/graphql',
    ]);
  });

  test('who a person’s token is, where there is no GraphQL', async () => {
    await using server = await startGithub({ without: /graphql/ });
    server.tokens.set(jobToken, { as: { login: 'ada', id: 1, type: 'User' }, write: true, installation: false });
    await expect((await client(server)).viewer()).resolves.toBe('ada');
  });

  test('for no more than it was told to download', async () => {
    await using server = await startGithub();
    server.state.artifacts.push({ id: 5, run: 1, name: 'x', zip: Buffer.alloc(1000), expired: false });
    const github = await client(server);
    const address = await github.location(
      'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
      {
        owner: 'octo',
        repo: 'models',
        artifact_id: 5,
        archive_format: 'zip',
      },
    );
    await expect(github.download(address ?? '', 1000)).resolves.toHaveLength(1000);
    await expect(github.download(address ?? '', 999)).rejects.toMatchObject({ code: 'github-refused' });
    await expect(github.download('not an address', 9)).rejects.toMatchObject({ code: 'github-unavailable' });
  });
});
