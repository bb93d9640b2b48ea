import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction, type ActionResult, type ActionRun } from '../support/action-run.ts';
import type { Origin } from '../support/checkout.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGithub, type GithubServer, type Trouble } from '../support/github-server.ts';
import type { Answer } from '../support/github-state.ts';
import { mergeCheckout, modelRepository, resnet50 } from '../support/model-repository.ts';
import { removeScratch } from '../support/repository.ts';

const larger = modelRepository((repository) => repository.write('models/classifier.onnx', resnet50.file));
let origin: Origin;

beforeAll(() => {
  origin = larger.origin();
});
afterAll(removeScratch);

/** Each job has a checkout of its own. */
const judge = async (github: GithubServer, more: Partial<ActionRun> = {}): Promise<ActionResult> => {
  const workspace = mergeCheckout(`file://${larger.repository.root}`, origin).root;
  const payload = pullRequestPayload({ headSha: origin.headSha });
  return runAction({ event: 'pull_request', payload, workspace, github, ...more });
};

/** The verdict of a job is never lost: exit code, summary, report file and outputs stand. */
const expectVerdict = (result: ActionResult): void => {
  expect(result).toMatchObject({ code: 1 });
  expect(result.summary).toContain('1 of 1 model over budget');
  expect(result.outputs).toMatchObject({ verdict: 'fail', failed: '1' });
  expect(result.report).toMatchObject({ schema: 'flopgate/report/1', verdict: 'fail' });
};

const message = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body: { message: text, documentation_url: '' },
});

describe.concurrent('what GitHub does wrong', () => {
  test.for<[string, Trouble, boolean]>([
    ['a 502 at each first try', { on: /comments$/, answer: { status: 502, body: {} } }, true],
    [
      'a 429 with Retry-After',
      { on: /^POST .*comments$/, answer: message(429, 'Too many', { 'retry-after': '1' }) },
      true,
    ],
    [
      'a secondary limit',
      { on: /^POST .*comments$/, answer: message(403, 'a secondary rate limit', { 'retry-after': '1' }) },
      true,
    ],
    ['a connection cut after the work was done', { on: /^POST .*comments$/, cut: 'after' }, true],
    ['an expired token', { on: /./, times: 99, answer: message(401, 'Bad credentials') }, false],
    [
      'a comment that it finds too long',
      { on: /^POST .*comments$/, times: 9, answer: message(422, 'Body is too long') },
      false,
    ],
    [
      'a limit used up for an hour',
      {
        on: /./,
        times: 99,
        answer: message(403, 'API rate limit exceeded', {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': '9999999999',
        }),
      },
      false,
    ],
    ['a pull request that it doesn’t know', { on: /./, times: 99, answer: message(404, 'Not Found') }, false],
    ['errors without end', { on: /./, times: 99, answer: { status: 500, body: {} } }, false],
  ])('%s', { timeout: 120_000 }, async ([, trouble, commented]) => {
    await using github = await startGithub();
    github.trouble(trouble);
    const result = await judge(github);
    expectVerdict(result);
    expect(github.state.comments).toHaveLength(commented ? 1 : 0);
    expect(result.summary.includes('No comment.')).toBe(!commented);
  });

  test('a locked conversation', async () => {
    await using github = await startGithub();
    github.state.locked.add(7);
    const result = await judge(github);
    expectVerdict(result);
    expect(result.summary).toContain('unlock it');
  });

  test('nobody there', { timeout: 120_000 }, async () => {
    await using github = await startGithub();
    await github[Symbol.asyncDispose]();
    const result = await judge(github);
    expectVerdict(result);
    expect(result.summary).toContain('No comment.');
  });
});

describe.concurrent('other servers', () => {
  test('Enterprise Server: a base path, no Checks API, no GraphQL', async () => {
    await using github = await startGithub({ basePath: '/api/v3', without: /^checks\/|graphql/ });
    const result = await judge(github, { inputs: { 'check-run': 'true' } });
    expectVerdict(result);
    expect(github.state.comments).toHaveLength(1);
    expect(result.summary).toContain('No check run.');
    await judge(github, { run: 101 });
    expect(github.state.comments.map(({ body }) => body.includes('run=101'))).toEqual([true]);
    expect(github.calls.every(({ path }) => path.startsWith('/api/'))).toBe(true);
  });

  test('a check run, where asked for', async () => {
    await using github = await startGithub();
    await judge(github, { inputs: { 'check-run': 'true' } });
    expect(github.state.checkRuns).toMatchObject([
      { name: 'Flopgate', head_sha: origin.headSha, status: 'completed', conclusion: 'failure' },
    ]);
  });
});

test('two runs at once leave the newer one’s comment', async () => {
  await using github = await startGithub();
  // Each looks before either has written.
  github.trouble({ on: /^GET .*comments$/, times: 2, delayMs: 500 });
  const results = await Promise.all([judge(github, { run: 100 }), judge(github, { run: 101 })]);
  for (const result of results) expectVerdict(result);
  expect(github.state.comments.map(({ body }) => /run=(\d+)/.exec(body)?.[1])).toEqual(['101']);
});

test('without a token: judged, nothing asked', async () => {
  await using github = await startGithub();
  expectVerdict(await judge(github, { token: '' }));
  expect(github.calls).toEqual([]);
});
