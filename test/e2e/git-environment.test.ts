import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction } from '../support/action-run.ts';
import { checkout, openPullRequest, serve } from '../support/checkout.ts';
import { buildCli, runCli, type Cli } from '../support/cli.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGitServer } from '../support/git-server.ts';
import { startGithub } from '../support/github-server.ts';
import { settingsOf, watchGit } from '../support/hostile-git.ts';
import { net } from '../support/models.ts';
import { removeScratch, testRepository, type TestRepository } from '../support/repository.ts';

afterAll(removeScratch);

let flopgate: Cli;
beforeAll(async () => {
  flopgate = runCli(await buildCli());
}, 60_000);

const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', INPUT_TOKEN: 's3cret' };

/** A model, then another that can't be read. */
function repository(): TestRepository {
  const repo = testRepository();
  repo.write('models/a.onnx', net());
  repo.commit('base');
  repo.write('models/b.onnx', 'x');
  repo.commit('head');
  return repo;
}

describe('what git is told', () => {
  const allowed = /^(?:PATH|HOME|LANG|LC_\w+|USER|LOGNAME|SHELL|TERM|TMPDIR|TZ|PWD|OLDPWD|SHLVL|_|GIT_\w+)$/;

  test('by the action: no input, nothing of the runner’s, and the token only where it is lent', async () => {
    const repo = testRepository();
    repo.write('models/a.onnx', net());
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'feature');
    repo.write('models/a.onnx', net({ channels: 16 }));
    repo.commit('head');
    const origin = openPullRequest(repo);
    serve(repo);
    const folder = dirname(repo.root);
    const watch = watchGit();
    await using git = await startGitServer(folder, 's3cret-token');
    await using github = await startGithub();
    const clone = checkout(`file://${repo.root}`, origin.mergeSha, 'remotes/pull/7/merge');
    clone.git('remote', 'set-url', 'origin', `${git.url}/${repo.root.slice(folder.length + 1)}`);
    const result = await runAction({
      event: 'pull_request',
      payload: pullRequestPayload({ headSha: origin.headSha }),
      workspace: clone.root,
      github,
      serverUrl: git.url,
      token: 's3cret-token',
      env: {
        PATH: `${watch.folder}:${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
        GITHUB_TOKEN: 's3cret-github',
        GH_TOKEN: 's3cret-gh',
        ACTIONS_RUNTIME_TOKEN: 's3cret-runtime',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 's3cret-id',
        GIT_TOKEN: 's3cret-git',
        DEPLOY_KEY: 's3cret-deploy',
      },
    });
    expect(result.log).toContain('models/a.onnx');
    expect(git.calls.filter((call) => call.startsWith('refused'))).toEqual([]);
    expect(git.calls.length).toBeGreaterThan(0);
    const calls = watch.calls();
    expect(calls.length).toBeGreaterThan(8);
    const names = new Set(calls.flatMap(({ env }) => Object.keys(env)));
    expect([...names].filter((name) => !allowed.test(name) || name === 'GIT_TOKEN')).toEqual([]);
    const lent = `AUTHORIZATION: basic ${Buffer.from('x-access-token:s3cret-token').toString('base64')}`;
    for (const call of calls) {
      const values = Object.values(call.env).filter((value) => value !== lent);
      expect(values.filter((value) => /s3cret|eC1hY2Nlc3M/.test(value))).toEqual([]);
    }
    // A command that stays on this machine is lent none.
    const local = calls.filter(({ env }) => env['GIT_NO_LAZY_FETCH'] === '1');
    expect(local.length).toBeGreaterThan(0);
    expect(local.flatMap(({ env }) => Object.values(env))).not.toContain(lent);
    expect(calls.some(({ env }) => Object.values(env).includes(lent))).toBe(true);
  }, 60_000);

  test.each([
    'check',
    'check --no-build --head HEAD',
    'doctor',
    'diff HEAD~1 HEAD',
    'history record HEAD',
    'history record --backfill HEAD~1..HEAD',
    'history show',
    'init --dry-run',
  ])('by %s: every call is guarded', (line) => {
    const repo = repository();
    const watch = watchGit();
    const env = { ...alone, GITHUB_TOKEN: 's3cret', PATH: `${watch.folder}:${process.env['PATH']}` };
    flopgate(line.split(' '), { cwd: repo.root, env });
    const calls = watch.calls();
    expect(calls.length).toBeGreaterThan(1);
    for (const call of calls.filter(
      ({ args: [first = ''] }) =>
        !/^(?:upload-pack|receive-pack|unpack-objects|index-pack|maintenance|rev-list|gc)$/.test(first),
    )) {
      expect({ args: call.args, settings: settingsOf(call) }).toMatchObject({
        settings: {
          'safe.bareRepository': 'explicit',
          'core.fsmonitor': 'false',
          'core.hooksPath': '/dev/null',
          'protocol.ext.allow': 'never',
        },
      });
    }
    expect(calls.flatMap(({ env: one }) => Object.values(one)).filter((value) => value.includes('s3cret'))).toEqual([]);
  });
});
