import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction, type ActionResult, type ActionRun } from '../support/action-run.ts';
import type { Origin } from '../support/checkout.ts';
import { pullRequestPayload, workflowRunPayload } from '../support/events.ts';
import { readOnlyToken, startGithub, type GithubServer } from '../support/github-server.ts';
import { mergeCheckout, modelRepository, resnet50 } from '../support/model-repository.ts';
import { removeScratch, scratchFolder } from '../support/repository.ts';
import { zipOf, type ZipEntry } from '../support/zip.ts';

const fork = modelRepository((repository) => repository.write('models/classifier.onnx', resnet50.file));
let origin: Origin;
/** What the fork's own run, with its read-only token, handed on. */
let report: string;

beforeAll(async () => {
  origin = fork.origin();
  await using github = await startGithub();
  const workspace = mergeCheckout(`file://${fork.repository.root}`, origin).root;
  const payload = pullRequestPayload({ headSha: origin.headSha, headRepo: 'eve/models' });
  const result = await runAction({ event: 'pull_request', payload, workspace, github, token: readOnlyToken });
  report = JSON.stringify(result.report);
});
afterAll(removeScratch);

const open = (github: GithubServer, more: Partial<GithubServer['state']['pulls'][number]> = {}): void =>
  void github.state.pulls.push({
    number: 7,
    state: 'open',
    headRepository: 'eve/models',
    headBranch: 'feature',
    headSha: origin.headSha,
    baseBranch: 'main',
    ...more,
  });

const artifact = (github: GithubServer, entries: readonly ZipEntry[] | string, name = 'flopgate-report'): void => {
  const zip = zipOf(typeof entries === 'string' ? [{ name: 'flopgate-report.json', content: entries }] : entries);
  github.state.artifacts.push({ id: (github.state.nextId += 1), run: 41, name, zip, expired: false });
};

const tell = async (github: GithubServer, more: Partial<ActionRun> = {}): Promise<ActionResult> => {
  const payload = workflowRunPayload({ headSha: origin.headSha });
  return runAction({ event: 'workflow_run', payload, workspace: scratchFolder(), github, run: 900, ...more });
};

/** The report with something in it changed. */
const forged = (change: (copy: object) => void): string => {
  const copy = JSON.parse(report) as object;
  change(copy);
  return JSON.stringify(copy);
};

const comments = ({ state }: GithubServer): string[] => state.comments.map(({ body }) => body);

describe.concurrent('on behalf of a fork', () => {
  test('the comment is made, from the artifact, for the pull request of the commit', async () => {
    await using github = await startGithub();
    open(github, { number: 6, headBranch: 'other' });
    open(github, { number: 5, headRepository: 'mallory/models' });
    open(github);
    artifact(github, report);
    const result = await tell(github);
    expect(result.log).not.toContain('::error');
    expect(result).toMatchObject({ code: 0, outputs: { verdict: 'fail', failed: '1' } });
    expect(github.state.comments.map(({ issue }) => issue)).toEqual([7]);
    const [body = ''] = comments(github);
    expect(body).toContain(`<!-- flopgate:1 key=default run=41 attempt=1 head=${origin.headSha} -->`);
    expect(body).toContain('1 of 1 model over budget');
    expect(body).toContain('were not counted again here');
    expect(body).toContain(`${github.url}/octo/models/actions/runs/41`);
  });

  test('a key of its own has an artifact of its own', async () => {
    await using github = await startGithub();
    open(github);
    artifact(github, report, 'flopgate-report-vision');
    expect((await tell(github)).outputs).toMatchObject({ verdict: 'skipped' });
    await tell(github, { inputs: { 'comment-key': 'vision' } });
    expect(comments(github)).toEqual([expect.stringContaining('key=vision')]);
  });

  test('a run without an answer is told as such', async () => {
    await using github = await startGithub();
    open(github);
    artifact(
      github,
      JSON.stringify({
        schema: 'flopgate/error/1',
        error: { code: 'bad-policy', message: 'it is <b>bad</b> @octo/team', hint: 'mend it' },
      }),
    );
    expect((await tell(github)).code).toBe(0);
    const [body = ''] = comments(github);
    expect(body).toContain('can’t answer');
    expect(body).not.toMatch(/<b>|@octo\/team/);
  });
});

describe.concurrent('nothing to tell', () => {
  test.for<[string, (github: GithubServer) => void, Partial<ActionRun>, string]>([
    [
      'the pull request has moved on',
      (github) => open(github, { headSha: 'e'.repeat(40) }),
      {},
      'No open pull request',
    ],
    ['the pull request is closed', (github) => open(github, { state: 'closed' }), {}, 'No open pull request'],
    [
      'the branch is somebody else’s',
      (github) => open(github, { headRepository: 'eve/other' }),
      {},
      'No open pull request',
    ],
    ['the run handed nothing on', (github) => open(github), {}, 'has no artifact flopgate-report'],
    [
      'the run was of a push',
      () => undefined,
      { payload: workflowRunPayload({ headSha: 'e'.repeat(40), event: 'push' }) },
      'not of a pull request',
    ],
    [
      'the fork is gone',
      () => undefined,
      { payload: workflowRunPayload({ headSha: 'e'.repeat(40), headRepo: null }) },
      'No open pull request',
    ],
  ])('%s', async ([, prepare, more, words]) => {
    await using github = await startGithub();
    prepare(github);
    const result = await tell(github, more);
    expect(result).toMatchObject({ code: 0, outputs: { verdict: 'skipped' } });
    expect(result.summary).toContain(words);
    expect(comments(github)).toEqual([]);
  });
});

describe.concurrent('a hostile artifact', () => {
  test.for<[string, () => readonly ZipEntry[] | string, string]>([
    ['is no JSON', () => '{"schema":', 'bad-report'],
    ['has a key too few', () => forged((copy) => Reflect.deleteProperty(copy, 'models')), 'bad-report'],
    ['tells of another commit', () => report.replaceAll(origin.headSha, 'e'.repeat(40)), 'bad-report'],
    ['is no report at all', () => [{ name: 'evil.sh', content: 'rm -rf /' }], 'bad-archive'],
    ['is a bomb', () => [{ name: 'a.json', content: Buffer.alloc(64 << 20), claims: 5 }], 'bad-archive'],
  ])('that %s: exit code 2, no comment', async ([, entries, code]) => {
    await using github = await startGithub();
    open(github);
    artifact(github, entries());
    const result = await tell(github);
    expect(result.code).toBe(2);
    expect(result.log).toContain(`::error title=Flopgate%3A ${code}::`);
    expect(comments(github)).toEqual([]);
  });

  test('with names that try to be more than names: nothing of them acts', async () => {
    await using github = await startGithub();
    open(github);
    const evil =
      '@octo/team </details><script>alert(1)</script> | ![x](https://evil.example/x.png)\n::error::owned\u001b[31m\u202e';
    artifact(github, report.replaceAll('models/classifier.onnx', JSON.stringify(evil).slice(1, -1)));
    const result = await tell(github);
    expect(result.code).toBe(0);
    const [body = ''] = comments(github);
    // Inside code nothing is a mention, a tag or an image; outside of it nothing of the name stands.
    const prose = body.replaceAll(/(`+)[^\n]*?\1/g, '').replaceAll(/<code>.*?<\/code>/g, '');
    for (const part of ['@octo', '<script', '![x]', '\u001b', '\u202e']) expect(prose).not.toContain(part);
    expect(result.log).not.toMatch(/^::error/m);
    expect(result.log).not.toContain('\u001b');
  });

  test('an ambiguous commit is nobody’s', async () => {
    await using github = await startGithub();
    open(github);
    open(github, { number: 8, baseBranch: 'release' });
    artifact(github, report);
    const result = await tell(github);
    expect(result.code).toBe(2);
    expect(result.log).toContain('ambiguous-pull-request');
    expect(comments(github)).toEqual([]);
  });
});

test('mode: report outside of workflow_run is a misunderstanding', async () => {
  await using github = await startGithub();
  const payload = pullRequestPayload({ headSha: origin.headSha });
  const result = await tell(github, { event: 'pull_request', payload, inputs: { mode: 'report' } });
  expect(result.code).toBe(2);
  expect(result.log).toContain('workflow_run');
});
