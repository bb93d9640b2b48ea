import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction, type ActionResult, type ActionRun } from '../support/action-run.ts';
import { checkout, type Origin } from '../support/checkout.ts';
import { mergeGroupPayload, pullRequestPayload, pushPayload, zeros, type Payload } from '../support/events.ts';
import { startGithub, type GithubServer } from '../support/github-server.ts';
import { mergeCheckout, modelRepository, resnet50 } from '../support/model-repository.ts';
import { removeScratch, scratchFolder, testRepository, type TestRepository } from '../support/repository.ts';

const larger = modelRepository((repository) => repository.write('models/classifier.onnx', resnet50.file));
const url = `file://${larger.repository.root}`;
/** Two teams in one repository: the same larger model is over one's budget and within the other's. */
const monorepo = modelRepository((repository) => {
  repository.write('models/classifier.onnx', resnet50.file);
  repository.write('vision/classifier.onnx', resnet50.file);
  repository.write('vision/flopgate.yml', 'version: 1\ndefaults: { budgets: { macs: { max: 1G } } }\n');
  repository.write('models/flopgate.yml', 'version: 1\ndefaults: { budgets: { macs: { max: 9G } } }\n');
});
let origin: Origin;

beforeAll(() => {
  origin = larger.origin();
});
afterAll(removeScratch);

const act = async (
  github: GithubServer,
  event: string,
  payload: Payload,
  workspace: TestRepository | string,
  more: Partial<ActionRun> = {},
): Promise<ActionResult> =>
  runAction({ event, payload, github, workspace: typeof workspace === 'string' ? workspace : workspace.root, ...more });

const pull = (more: Partial<Parameters<typeof pullRequestPayload>[0]> = {}): Payload =>
  pullRequestPayload({ headSha: origin.headSha, ...more });

describe.concurrent('events', () => {
  test.for<[string, string, () => Payload, () => string]>([
    ['merge_group', 'merge_group', () => mergeGroupPayload(origin.mergeSha, origin.mainSha), () => origin.mainSha],
    ['push', 'push', () => pushPayload(origin.mainSha, origin.mergeSha), () => origin.mainSha],
    ['push of a new branch', 'push', () => pushPayload(zeros, origin.mergeSha), () => origin.mainSha],
    ['workflow_dispatch', 'workflow_dispatch', () => ({ inputs: {} }), () => origin.mainSha],
  ])('%s: verdict, summary, outputs, no comment', async ([, event, payload, base]) => {
    await using github = await startGithub();
    const result = await act(github, event, payload(), checkout(url, origin.mergeSha, 'heads/checked-out'));
    expect(result.code).toBe(1);
    expect(result.summary).toContain('1 of 1 model over budget');
    expect(result.outputs).toMatchObject({ verdict: 'fail', 'base-sha': base(), 'head-sha': origin.mergeSha });
    // The label on the pull request that the queue merges is asked for.
    expect(github.calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test.for<[string, string, () => Payload, string]>([
    ['a closed pull request', 'pull_request', () => pull({ action: 'closed' }), 'closed'],
    ['a deleted branch', 'push', () => pushPayload(origin.mainSha, zeros, { deleted: true }), 'deleted'],
  ])('%s: skipped, and said', async ([, event, payload, word]) => {
    await using github = await startGithub();
    const result = await act(github, event, payload(), scratchFolder());
    expect(result).toMatchObject({ code: 0, outputs: { verdict: 'skipped' } });
    expect(result.summary).toContain(word);
    expect(github.calls).toEqual([]);
  });

  test('a draft is judged as any other', async () => {
    await using github = await startGithub();
    const result = await act(github, 'pull_request', pull({ draft: true }), mergeCheckout(url, origin));
    expect(result.code).toBe(1);
    expect(github.state.comments).toHaveLength(1);
  });

  test('the first commit of all: nothing to compare with, judged by its ceilings', async () => {
    await using github = await startGithub();
    const repository = testRepository();
    repository.write('models/classifier.onnx', resnet50.file);
    const sha = repository.commit('first');
    const result = await act(github, 'push', pushPayload(zeros, sha), repository);
    expect(result).toMatchObject({
      code: 0,
      outputs: { 'base-sha': '', changed: '1', 'macs-delta': String(resnet50.macs) },
    });
    expect(result.summary).toContain('without a base to compare with');
  });

  test('no models at all: a pass in silence', async () => {
    await using github = await startGithub();
    const repository = testRepository();
    repository.write('a.txt', '1');
    const before = repository.commit('first');
    repository.write('a.txt', '2');
    const result = await act(github, 'push', pushPayload(before, repository.commit('second')), repository);
    expect(result).toMatchObject({ code: 0, outputs: { changed: '0', failed: '0' } });
    expect(result.summary).toContain('no model changed');
  });
});

describe.concurrent('when to comment', () => {
  const calm = modelRepository((repository) => repository.write('README.txt', 'no model touched'));
  const calmUrl = `file://${calm.repository.root}`;

  test.for<[string, boolean, number]>([
    ['always', false, 1],
    ['on-change', false, 0],
    ['on-failure', false, 0],
    ['on-failure', true, 1],
    ['never', true, 0],
  ])('%s, where something fails: %s', async ([mode, fails, comments]) => {
    await using github = await startGithub();
    const repository = fails ? larger : calm;
    const its = repository.origin();
    const workspace = mergeCheckout(fails ? url : calmUrl, its);
    const payload = pullRequestPayload({ headSha: its.headSha });
    const result = await act(github, 'pull_request', payload, workspace, { inputs: { comment: mode } });
    expect(result.code).toBe(fails ? 1 : 0);
    expect(github.state.comments).toHaveLength(comments);
  });

  test('two gates with keys of their own keep a comment each', async () => {
    await using github = await startGithub();
    const workspace = mergeCheckout(url, origin);
    for (const key of ['vision', 'speech']) {
      // One step after another, as in a job.
      // oxlint-disable-next-line no-await-in-loop
      await act(github, 'pull_request', pull(), workspace, { inputs: { 'comment-key': key } });
    }
    expect(github.state.comments.map(({ body }) => /key=(\w+)/.exec(body)?.[1])).toEqual(['vision', 'speech']);
  });
});

test('a monorepo with several policies: each gate judges its own models by its own', async () => {
  await using github = await startGithub();
  const its = monorepo.origin();
  const workspace = mergeCheckout(`file://${monorepo.repository.root}`, its);
  const payload = pullRequestPayload({ headSha: its.headSha });
  const verdicts: string[] = [];
  for (const team of ['vision', 'models']) {
    const inputs = { config: `${team}/flopgate.yml`, paths: `${team}/**`, 'comment-key': team };
    // One step after another, as in a job.
    // oxlint-disable-next-line no-await-in-loop
    const result = await act(github, 'pull_request', payload, workspace, { inputs });
    verdicts.push(`${team} ${result.outputs['verdict']} ${result.outputs['changed']}`);
  }
  expect(verdicts).toEqual(['vision fail 1', 'models pass 1']);
  expect(github.state.comments.map(({ body }) => /key=(\w+)/.exec(body)?.[1])).toEqual(['vision', 'models']);
});

describe.concurrent('no answer', () => {
  test.for<[string, string, () => Payload, () => string, Partial<ActionRun>]>([
    [
      'stale-merge-ref',
      'pull_request',
      () => pull({ headSha: 'f'.repeat(40) }),
      () => mergeCheckout(url, origin).root,
      {},
    ],
    ['no-checkout', 'pull_request', () => pull(), () => scratchFolder(), {}],
    [
      'missing-base',
      'pull_request',
      () => pull(),
      () => {
        const clone = mergeCheckout(url, origin);
        clone.git('remote', 'set-url', 'origin', `${url}/gone`);
        return clone.root;
      },
      {},
    ],
    [
      'missing-policy',
      'pull_request',
      () => pull(),
      () => mergeCheckout(url, origin).root,
      { inputs: { config: 'x.yml' } },
    ],
  ])('%s: exit code 2, and told in every place', async ([code, event, payload, workspace, more]) => {
    await using github = await startGithub();
    const result = await act(github, event, payload(), workspace(), more);
    expect(result.code).toBe(2);
    expect(result.log).toContain(`::error title=Flopgate%3A ${code}::`);
    expect(result.summary).toContain('Flopgate can’t answer');
    expect(result.outputs).toMatchObject({ verdict: 'undecided' });
    expect(result.report).toMatchObject({ schema: 'flopgate/error/1', error: { code } });
    expect(github.state.comments.map(({ body }) => body)).toEqual([expect.stringContaining('can’t answer')]);
  });

  test('inputs that are none: exit code 2, in the log', async () => {
    await using github = await startGithub();
    const inputs = { mode: 'reprot' };
    const result = await act(github, 'push', pushPayload(zeros, zeros), scratchFolder(), { inputs });
    expect(result).toMatchObject({ code: 2, outputs: { verdict: 'undecided' } });
    expect(result.log).toMatch(/^::error title=Flopgate%3A usage::mode: 'reprot' .*did you mean report\?/m);
  });

  test('warn-only: a breach passes, no answer doesn’t', async () => {
    await using github = await startGithub();
    const inputs = { 'warn-only': 'true' };
    const breach = await act(github, 'pull_request', pull(), mergeCheckout(url, origin), { inputs });
    expect(breach).toMatchObject({ code: 0, outputs: { verdict: 'fail' } });
    expect((await act(github, 'pull_request', pull(), scratchFolder(), { inputs })).code).toBe(2);
  });
});
