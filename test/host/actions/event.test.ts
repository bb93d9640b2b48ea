import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readContext } from '#host/actions/context.ts';
import { readEvent } from '#host/actions/event.ts';
import { mergeGroupPayload, pullRequestPayload, pushPayload, workflowRunPayload, zeros } from '../../support/events.ts';

const sha = 'a'.repeat(40);
const other = 'b'.repeat(40);

describe('events', () => {
  test.each([
    ['own', pullRequestPayload({ headSha: sha }), { fork: false, dependabot: false, privileged: false }],
    ['of a fork', pullRequestPayload({ headSha: sha, headRepo: 'eve/models' }), { fork: true }],
    ['of a fork that is gone', pullRequestPayload({ headSha: sha, headRepo: null }), { fork: true }],
    [
      'of Dependabot',
      pullRequestPayload({ headSha: sha, login: 'dependabot[bot]' }),
      { dependabot: true, fork: false },
    ],
    ['a draft', pullRequestPayload({ headSha: sha, draft: true }), { action: 'synchronize' }],
    ['closed', pullRequestPayload({ headSha: sha, action: 'closed' }), { action: 'closed' }],
  ])('pull_request, %s', (_, payload, expected) => {
    const common = { kind: 'pull_request', number: 7, headSha: sha, headBranch: 'feature', baseBranch: 'main' };
    expect(readEvent('pull_request', payload)).toMatchObject({ ...common, ...expected });
  });

  test('pull_request_target has the base’s rights', () => {
    expect(readEvent('pull_request_target', pullRequestPayload({ headSha: sha }))).toMatchObject({ privileged: true });
  });

  test.each([
    ['onto a branch', pushPayload(sha, other), { before: sha, after: other, deleted: false }],
    ['of a new branch', pushPayload(zeros, other, { created: true }), { before: null, deleted: false }],
    ['that deletes one', pushPayload(sha, zeros, { deleted: true }), { deleted: true }],
    ['of a tag', pushPayload(zeros, other, { ref: 'refs/tags/v1' }), { ref: 'refs/tags/v1', before: null }],
  ])('push, %s', (_, payload, expected) => expect(readEvent('push', payload)).toMatchObject(expected));

  test.each(['', '--upload-pack=x', '0', 'a'.repeat(39)])('push whose new commit is %j is refused', (after) => {
    expect(() => readEvent('push', pushPayload(sha, after))).toThrow(/no commit in after/);
  });

  test('merge_group', () => {
    expect(readEvent('merge_group', mergeGroupPayload(sha, other))).toEqual({
      kind: 'merge_group',
      headSha: sha,
      baseSha: other,
      pull: 7,
    });
  });

  test.each([
    [`refs/heads/gh-readonly-queue/main/pr-12-${sha}`, 12],
    [`refs/heads/gh-readonly-queue/release/2.0/pr-3-${sha}`, 3],
    ['refs/heads/gh-readonly-queue/main/pr-12', null],
    [`refs/heads/pr-12-${sha}`, null],
    [7, null],
  ])('the pull request behind the queue’s branch %s: %s', (ref, pull) => {
    const payload = { merge_group: { head_sha: sha, base_sha: other, head_ref: ref } };
    expect(readEvent('merge_group', payload)).toMatchObject({ pull });
  });

  test('commits of a push, those that are some', () => {
    const commits = [{ id: sha }, { id: '--x' }, null, { id: other }];
    expect(readEvent('push', pushPayload(sha, other, { commits }))).toMatchObject({ commits: [sha, other] });
    expect(readEvent('push', pushPayload(sha, other, { commits: 'x' }))).toMatchObject({ commits: [] });
  });

  test('workflow_run', () => {
    expect(readEvent('workflow_run', workflowRunPayload({ headSha: sha, headRepo: null, attempt: 2 }))).toEqual({
      kind: 'workflow_run',
      run: 41,
      attempt: 2,
      event: 'pull_request',
      headSha: sha,
      headBranch: 'feature',
      headRepository: null,
    });
  });

  test.each(['workflow_dispatch', 'schedule', 'release', ''])('%s is another', (name) =>
    expect(readEvent(name, {})).toEqual({ kind: 'other', name, defaultBranch: null }),
  );

  test.each([
    ['main', 'main'],
    ['release/1.x', 'release/1.x'],
    ['--upload-pack=x', null],
    ['a b', null],
    [7, null],
  ])('a default branch %s is %s', (written, name) => {
    const repository = { default_branch: written };
    expect(readEvent('workflow_dispatch', { repository })).toMatchObject({ defaultBranch: name });
    expect(readEvent('push', pushPayload(sha, other, { repository }))).toMatchObject({ defaultBranch: name });
  });

  test.each([
    ['pull_request', null],
    ['pull_request', {}],
    ['pull_request', { ...pullRequestPayload({ headSha: 'main' }) }],
    ['pull_request', { action: 1, pull_request: {} }],
    ['push', { ref: 'refs/heads/main' }],
    ['merge_group', { merge_group: { head_sha: sha, base_sha: '--upload-pack=x' } }],
    [
      'workflow_run',
      { workflow_run: { ...(workflowRunPayload({ headSha: sha })['workflow_run'] as object), id: '1' } },
    ],
  ])('%s with a payload like %j is no event', (name, payload) => {
    expect(() => readEvent(name, payload)).toThrow(expect.objectContaining({ code: 'bad-event' }) as Error);
  });
});

describe('context', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flopgate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'event.json');
  const env = {
    GITHUB_REPOSITORY: 'octo/models',
    GITHUB_RUN_ID: '12',
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    GITHUB_EVENT_PATH: path,
  };

  test('is read from what the runner sets', () => {
    writeFileSync(path, JSON.stringify(pushPayload(sha, other)));
    const read = readContext({
      ...env,
      GITHUB_EVENT_NAME: 'push',
      GITHUB_RUN_ATTEMPT: '3',
      GITHUB_SERVER_URL: 'https://git.example/',
      GITHUB_ACTION_REPOSITORY: 'octo/gate',
      GITHUB_ACTION_REF: 'v1',
    });
    expect(read).toMatchObject({
      repository: 'octo/models',
      run: 12,
      attempt: 3,
      apiUrl: 'https://api.github.com',
      runUrl: 'https://git.example/octo/models/actions/runs/12',
      filesUrl: 'https://git.example/octo/models/blob',
      docsUrl: 'https://git.example/octo/gate/blob/v1/docs',
      event: { kind: 'push', before: sha },
    });
  });

  test.each([
    [{}],
    [{ GITHUB_ACTION_REPOSITORY: 'octo/gate', GITHUB_ACTION_REF: '' }],
    [{ GITHUB_ACTION_REPOSITORY: 'a/b/../../evil', GITHUB_ACTION_REF: 'v1' }],
    [{ GITHUB_ACTION_REPOSITORY: 'octo/gate', GITHUB_ACTION_REF: '../../../evil' }],
  ])('there is no page of docs where %j', (more) => {
    writeFileSync(path, JSON.stringify(pushPayload(sha, other)));
    expect(readContext({ ...env, ...more }).docsUrl).toBeNull();
  });

  test.each([
    ['no-runner', { GITHUB_REPOSITORY: '' }],
    ['no-runner', { GITHUB_RUN_ID: 'x' }],
    ['no-runner', { GITHUB_API_URL: 'file:///etc' }],
    ['bad-event', { GITHUB_EVENT_NAME: 'push' }],
  ])('%s where %j', (code, more) => {
    writeFileSync(path, code === 'bad-event' ? '{' : '{}');
    expect(() => readContext({ ...env, ...more })).toThrow(expect.objectContaining({ code }) as Error);
  });
});
