import { afterAll, describe, expect, test } from 'vitest';
import { parseReport } from '#judge/report-json.ts';
import { runAction, type ActionResult } from '../support/action-run.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGitServer } from '../support/git-server.ts';
import { jobToken, readOnlyToken, startGithub, type GithubServer } from '../support/github-server.ts';
import type { Person, PullRequest } from '../support/github-state.ts';
import {
  mergeCheckout,
  modelRepository,
  policyText,
  resnet18,
  resnet18Again,
  resnet50,
} from '../support/model-repository.ts';
import { net } from '../support/models.ts';
import { removeScratch } from '../support/repository.ts';

afterAll(removeScratch);

const pullRequest: Omit<PullRequest, 'headSha'> = {
  number: 7,
  state: 'open',
  headRepository: 'octo/models',
  headBranch: 'feature',
  baseBranch: 'main',
};

const exportAnew = modelRepository((repository) => repository.write('models/classifier.onnx', resnet18Again.file));

test('two exports of one network, then a larger one: one comment, told everywhere, failing the second time', async () => {
  // A private repository, and a checkout that kept no credentials.
  await using git = await startGitServer(exportAnew.folder, jobToken);
  await using github = await startGithub();
  const url = `${git.url}/octo/models`;
  const run = async (number: number, origin = exportAnew.origin()) => {
    github.state.pulls.splice(0, 1, { ...pullRequest, headSha: origin.headSha });
    const workspace = mergeCheckout(`file://${exportAnew.repository.root}`, origin);
    workspace.git('remote', 'set-url', 'origin', url);
    const payload = pullRequestPayload({ headSha: origin.headSha });
    const common = { event: 'pull_request', payload, github, serverUrl: git.url };
    const result = await runAction({ ...common, workspace: workspace.root, run: number });
    return { origin, ...result };
  };

  const first = await run(100);
  expect(first.log).toContain('classifier');
  expect(first.code).toBe(0);
  expect(git.calls.filter((call) => call.startsWith('refused'))).toEqual([]);
  expect(github.state.comments).toHaveLength(1);
  const [comment] = github.state.comments;
  const url1 = `${github.url}/octo/models/pull/7#issuecomment-${comment?.id}`;
  expect(comment?.body.split('\n', 1)[0]).toBe(
    `<!-- flopgate:1 key=default run=100 attempt=1 head=${first.origin.headSha} -->`,
  );
  expect(comment?.body).toContain('classifier');
  expect(comment?.body).toMatch(/1\.81\sG/);
  expect(first.outputs).toMatchObject({
    verdict: 'pass',
    changed: '1',
    failed: '0',
    'macs-delta': String(resnet18Again.macs - resnet18.macs),
    'latency-delta': '',
    'comment-url': url1,
    'base-sha': first.origin.mainSha,
    'head-sha': first.origin.headSha,
  });
  expect(first.summary).toContain('classifier');

  const second = await run(
    101,
    exportAnew.push('larger', (repository) => repository.write('models/classifier.onnx', resnet50.file)),
  );
  expect(second.code).toBe(1);
  expect(github.state.comments).toEqual([comment]);
  expect(comment?.body).toContain(`run=101 attempt=1 head=${second.origin.headSha}`);
  expect(comment?.body).toMatch(/4\.09\sG/);
  expect(comment?.body).toContain('over budget');
  expect(comment?.body).toContain('max 2G');
  expect(second.outputs).toMatchObject({
    verdict: 'fail',
    failed: '1',
    'macs-delta': String(resnet50.macs - resnet18.macs),
    'comment-url': url1,
  });
  expect(second.log).toMatch(/^::error title=Flopgate%3A classifier,file=models\/classifier\.onnx::/m);
  const report = parseReport(JSON.stringify(second.report), 'the report file');
  expect(report.models[0]?.figures.macs).toMatchObject({ base: resnet18.macs, head: resnet50.macs });

  // The first run, delivered again after the second: its words come too late.
  const late = await run(100);
  expect(late.code).toBe(1);
  expect(comment?.body).toContain('run=101');
});

describe.concurrent('pull requests that may not write', () => {
  const greedy = modelRepository((repository) => {
    repository.write('models/classifier.onnx', resnet50.file);
    repository.write('flopgate.yml', policyText.replace('max: 2G', 'max: 9G'));
  });
  const url = `file://${greedy.repository.root}`;

  test.for([
    ['a fork, judged by the base’s policy', { headRepo: 'eve/models' }, 1, 'fork'],
    ['Dependabot, judged by its own', { login: 'dependabot[bot]' }, 0, 'Dependabot'],
  ] as const)('%s: the verdict stands, and the summary says how to have comments', async ([, who, code, word]) => {
    await using github = await startGithub();
    const origin = greedy.origin();
    const workspace = mergeCheckout(url, origin);
    const payload = pullRequestPayload({ headSha: origin.headSha, ...who });
    const result = await runAction({
      event: 'pull_request',
      payload,
      workspace: workspace.root,
      github,
      token: readOnlyToken,
    });
    expect(result.code).toBe(code);
    expect(github.state.comments).toEqual([]);
    expect(result.summary).toContain(word);
    expect(result.summary).toContain('workflow_run:');
    expect(result.summary).toContain('uses: flopgate/flopgate@v1');
    expect(result.summary).toContain('workflows: ["CI"]');
    expect(result.outputs).toMatchObject({ verdict: code === 1 ? 'fail' : 'warn', 'comment-url': '' });
    expect(result.report).toMatchObject({ exitCode: code });
  });

  test('a job without the permission: the YAML that mends it', async () => {
    await using github = await startGithub();
    const origin = greedy.origin();
    const workspace = mergeCheckout(url, origin);
    const payload = pullRequestPayload({ headSha: origin.headSha });
    const result = await runAction({
      event: 'pull_request',
      payload,
      workspace: workspace.root,
      github,
      token: readOnlyToken,
    });
    expect(result.code).toBe(0);
    expect(result.summary).toContain('permissions:\n>   contents: read\n>   pull-requests: write');
    expect(result.summary).not.toContain('workflow_run');
  });
});

describe.concurrent('what people accept', () => {
  const larger = modelRepository((repository) => repository.write('models/classifier.onnx', resnet50.file));
  const url = `file://${larger.repository.root}`;

  const judge = async (github: GithubServer, messages: readonly string[] = []): Promise<ActionResult> => {
    const origin = larger.origin();
    const commits = messages.map((message, i) => ({ sha: String(i).repeat(40), message }));
    github.state.pulls.push({ ...pullRequest, headSha: origin.headSha, commits });
    const payload = pullRequestPayload({ headSha: origin.headSha });
    return runAction({ event: 'pull_request', payload, workspace: mergeCheckout(url, origin).root, github });
  };

  test.for<[string, readonly string[], number]>([
    ['a trailer with room enough', ['larger\n\nFlopgate-Accept: classifier.macs +130% wanted', 'more'], 0],
    ['a trailer without', ['larger\n\nFlopgate-Accept: classifier.macs +100% wanted'], 1],
    ['a trailer for another model', ['larger\n\nFlopgate-Accept: other.macs +130% wanted'], 1],
    ['none', ['larger'], 1],
  ])('%s, from a checkout that knows no history', async ([, messages, code]) => {
    await using github = await startGithub();
    const result = await judge(github, messages);
    expect(result).toMatchObject({ code, outputs: { verdict: code === 0 ? 'warn' : 'fail' } });
  });

  test('a label, put there by somebody who may', async () => {
    await using github = await startGithub();
    github.state.roles.set('ada', 'triage');
    const by: Person = { login: 'ada', id: 1, type: 'User' };
    github.state.labellings.push({ issue: 7, event: 'labeled', label: 'flopgate-accept', by });
    expect(await judge(github)).toMatchObject({ code: 0, outputs: { verdict: 'warn' } });
  });
});

test('with the base’s rights models are counted, never run', async () => {
  await using github = await startGithub();
  const timed = modelRepository((repository) => {
    repository.write('models/classifier.onnx', net({ channels: 4 }));
    repository.write('flopgate.yml', policyText.replace('macs: { max: 2G }', 'latency: { max: 9s }'));
  });
  const origin = timed.origin();
  const result = await runAction({
    event: 'pull_request_target',
    payload: pullRequestPayload({ headSha: origin.headSha }),
    workspace: mergeCheckout(`file://${timed.repository.root}`, origin).root,
    github,
    inputs: { bench: 'on', 'runtime-path': process.cwd() },
  });
  const report = parseReport(JSON.stringify(result.report), 'the report file');
  expect(report.environment).toBeNull();
  expect(report.models.map(({ latency }) => latency)).toEqual([null]);
  expect(github.state.comments[0]?.body).toContain('Latency has a budget that isn’t judged here');
});
