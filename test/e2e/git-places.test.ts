import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction, type ActionResult } from '../support/action-run.ts';
import { checkout, openPullRequest, serve, type Origin } from '../support/checkout.ts';
import { buildCli, runCli, type Cli } from '../support/cli.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGitServer } from '../support/git-server.ts';
import { startGithub } from '../support/github-server.ts';
import { watchGit } from '../support/hostile-git.ts';
import { net } from '../support/models.ts';
import {
  cloneOf,
  removeScratch,
  runGitIn,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../support/repository.ts';

afterAll(removeScratch);

let cli: string;
let flopgate: Cli;
beforeAll(async () => {
  cli = await buildCli();
  flopgate = runCli(cli);
}, 60_000);

const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };

/** A model that the last commit made wider. */
function repository(folder?: string): TestRepository {
  const repo = testRepository(folder);
  if (folder !== undefined) repo.git('init', '-q', '-b', 'main');
  repo.write('models/a.onnx', net());
  repo.write('deep/er/README', 'x');
  repo.commit('base');
  repo.write('models/a.onnx', net({ channels: 16 }));
  repo.commit('head');
  return repo;
}

const emptyFolder = (): string => scratchFolder();

function makeFolder(...parts: readonly string[]): string {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

describe('flopgate check finds the repository', () => {
  test.each<readonly [string, () => string]>([
    ['at its top', () => repository().root],
    ['from a folder deep inside', () => join(repository().root, 'deep/er')],
    [
      'of a linked worktree elsewhere',
      () => {
        const folder = join(emptyFolder(), 'linked');
        repository().git('worktree', 'add', '-q', '--detach', folder);
        return join(folder, 'deep');
      },
    ],
    [
      'of a linked worktree inside the main one',
      () => {
        const repo = repository();
        repo.git('worktree', 'add', '-q', '--detach', 'deep/linked');
        return join(repo.root, 'deep/linked/deep');
      },
    ],
    [
      'of worktrees beside a bare repository',
      () => {
        const folder = emptyFolder();
        runGitIn(folder, ['clone', '-q', '--bare', `file://${repository().root}`, '.bare']);
        writeFileSync(join(folder, '.git'), 'gitdir: ./.bare\n');
        runGitIn(folder, ['worktree', 'add', '-q', 'work', 'main']);
        return join(folder, 'work');
      },
    ],
    [
      'of a submodule',
      () => {
        const outer = testRepository();
        outer.git(
          '-c',
          'protocol.file.allow=always',
          'submodule',
          '--quiet',
          'add',
          `file://${repository().root}`,
          'vendor',
        );
        outer.commit('with a submodule');
        return join(outer.root, 'vendor/deep');
      },
    ],
    [
      'of a submodule of a submodule',
      () => {
        const file = ['-c', 'protocol.file.allow=always'];
        const middle = testRepository();
        middle.git(...file, 'submodule', '--quiet', 'add', `file://${repository().root}`, 'inner');
        middle.commit('with a submodule');
        const outer = testRepository();
        outer.git(...file, 'submodule', '--quiet', 'add', `file://${middle.root}`, 'middle');
        outer.commit('with a submodule');
        outer.git(...file, 'submodule', '--quiet', 'update', '--init', '--recursive');
        return join(outer.root, 'middle/inner');
      },
    ],
    [
      'of a submodule that keeps its own .git folder',
      () => {
        const outer = testRepository();
        repository(makeFolder(outer.root, 'vendor'));
        outer.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'vendor');
        outer.commit('an embedded repository');
        return join(outer.root, 'vendor');
      },
    ],
    [
      'of a clone in an untracked folder of another repository, as actions/checkout makes with path',
      () => {
        const outer = repository();
        runGitIn(outer.root, ['clone', '-q', `file://${repository().root}`, 'pr']);
        return join(outer.root, 'pr/deep');
      },
    ],
    [
      'whose git directory lies elsewhere (init --separate-git-dir)',
      () => {
        const repo = repository();
        const folder = join(emptyFolder(), 'data');
        renameSync(join(repo.root, '.git'), folder);
        writeFileSync(join(repo.root, '.git'), `gitdir: ${folder}\n`);
        return repo.root;
      },
    ],
    ['of a shallow clone', () => cloneOf(repository(), '--depth=1').root],
    ['of a partial clone', () => cloneOf(repository(), '--filter=blob:none').root],
  ])('%s', (_, folder) => {
    const { code, stdout, stderr } = flopgate(['check', '--json', '--base', 'HEAD~1', '--head', 'HEAD'], {
      cwd: folder(),
      env: alone,
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ models: [{ path: 'models/a.onnx', change: 'changed' }] });
  });

  test('that a hook of git’s names by GIT_DIR and GIT_INDEX_FILE', () => {
    const repo = repository();
    const log = join(emptyFolder(), 'log');
    const hook = `#!/bin/sh
[ -n "$GIT_DIR$GIT_INDEX_FILE" ] && echo named >> "${log}"
"${process.execPath}" "${cli}" check >> "${log}" 2>&1
echo "code $?" >> "${log}"
`;
    for (const name of ['pre-commit', 'post-commit']) {
      mkdirSync(join(repo.root, '.git/hooks'), { recursive: true });
      writeFileSync(join(repo.root, '.git/hooks', name), hook, { mode: 0o755 });
    }
    repo.write('models/a.onnx', net({ channels: 24 }));
    repo.git('commit', '-q', '-a', '-m', 'by a hook');
    expect(readFileSync(log, 'utf8')).toMatch(/^named\n[^]*models\/a\.onnx[^]*code 0\nnamed\n[^]*code 0\n$/);
  });

  test.each([
    ['a bare repository', () => cloneOf(repository(), '--bare').root, {}],
    [
      'a bare partial clone that GIT_DIR names',
      () => cloneOf(repository(), '--bare', '--filter=blob:none').root,
      { GIT_DIR: '.' },
    ],
  ])('%s', (_, folder, env) => {
    const { code, stdout, stderr } = flopgate(['check', '--json', '--base', 'HEAD~1', '--head', 'HEAD'], {
      cwd: folder(),
      env: { ...alone, ...env },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(stdout)).toMatchObject({ models: [{ path: 'models/a.onnx', change: 'changed' }] });
  });

  test.each<readonly [string, (folder: string) => void, RegExp]>([
    ['where there is none', () => undefined, /not-a-repository: .* is in no git repository/],
    [
      'where the worktree’s repository is gone',
      (folder) => writeFileSync(join(folder, '.git'), 'gitdir: /nowhere/.git/worktrees/x\n'),
      /not-a-repository: .*\.git names \/nowhere\/\.git\/worktrees\/x, which is no git repository\nhint: .*worktree repair/,
    ],
    [
      'where .git is no such file',
      (folder) => writeFileSync(join(folder, '.git'), 'x'),
      /not-a-repository: .*names no folder/,
    ],
    ['where .git is an empty folder', (folder) => void makeFolder(folder, '.git'), /not-a-repository/],
  ])('or says why it has none: %s', (_, set, message) => {
    const folder = emptyFolder();
    set(folder);
    const { code, stderr } = flopgate(['check'], { cwd: folder, env: alone });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) as string });
  });
});

/** On a server: a pull request that makes the model wider. */
function origin(): Origin {
  const repo = testRepository(makeFolder(emptyFolder(), 'octo/models'));
  repo.git('init', '-q', '-b', 'main');
  serve(repo);
  repo.write('models/a.onnx', net());
  repo.commit('base');
  repo.git('checkout', '-q', '-b', 'feature');
  repo.write('models/a.onnx', net({ channels: 16 }));
  repo.commit('head');
  return openPullRequest(repo);
}

async function act(
  from: Origin,
  workspace: string,
  more: {
    readonly serverUrl?: string;
    readonly inputs?: Record<string, string>;
    readonly env?: Record<string, string>;
  } = {},
): Promise<ActionResult> {
  await using github = await startGithub();
  github.state.pulls.push({
    number: 7,
    state: 'open',
    headRepository: 'octo/models',
    headBranch: 'feature',
    baseBranch: 'main',
    headSha: from.headSha,
  });
  const payload = pullRequestPayload({ headSha: from.headSha });
  return await runAction({ event: 'pull_request', payload, workspace, github, ...more });
}

const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;

describe('in a workflow', () => {
  test('a container’s workspace may belong to somebody else', async () => {
    const from = origin();
    const clone = checkout(`file://${from.repository.root}`, from.mergeSha, 'remotes/pull/7/merge', 2);
    // What git asks first: whose the folder is. Its own tests answer so.
    const other = watchGit('GIT_TEST_ASSUME_DIFFERENT_OWNER=1; export GIT_TEST_ASSUME_DIFFERENT_OWNER');
    const env = { PATH: `${other.folder}:${path}` };
    const result = await act(from, clone.root, { env });
    expect(result).toMatchObject({ code: 0 });
    expect(result.outputs).toMatchObject({ changed: '1' });
    // Outside of a job it is for the user to say.
    const { code, stderr } = flopgate(['check'], { cwd: clone.root, env: { ...alone, ...env } });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('git-ownership') as string });
  }, 60_000);

  test.each<readonly [string, (clone: TestRepository, header: string) => void]>([
    ['extraheader in the local settings', (clone, header) => void clone.git('config', 'http.extraheader', header)],
    [
      'a file that includeIf names, as actions/checkout writes it',
      (clone, header) => {
        const file = join(emptyFolder(), 'git-credentials.config');
        writeFileSync(file, `[http]\n\textraheader = ${header}\n`);
        clone.git('config', `includeIf.gitdir:${join(clone.root, '.git')}.path`, file);
      },
    ],
    [
      'a credential helper',
      (clone) =>
        void clone.git(
          'config',
          'credential.helper',
          '!f() { echo username=x-access-token; echo password=kept-token; }; f',
        ),
    ],
  ])(
    'credentials that the checkout kept are used: %s',
    async (_, keep) => {
      const from = origin();
      await using git = await startGitServer(dirname(dirname(from.repository.root)), 'kept-token');
      const clone = checkout(`file://${from.repository.root}`, from.mergeSha, 'remotes/pull/7/merge');
      clone.git('remote', 'set-url', 'origin', `${git.url}/octo/models`);
      keep(clone, `AUTHORIZATION: basic ${Buffer.from('x-access-token:kept-token').toString('base64')}`);
      const result = await act(from, clone.root);
      expect(result).toMatchObject({ code: 0 });
      expect(result.outputs).toMatchObject({ changed: '1' });
      expect(git.calls.some((call) => call.startsWith('POST'))).toBe(true);
    },
    60_000,
  );

  test('a checkout with path, beside and inside another', async () => {
    const from = origin();
    const outer = repository();
    const clone = checkout(`file://${from.repository.root}`, from.mergeSha, 'remotes/pull/7/merge', 2);
    renameSync(clone.root, join(outer.root, 'pr'));
    const result = await act(from, outer.root, { inputs: { 'working-directory': 'pr' } });
    expect(result).toMatchObject({ code: 0 });
    expect(result.outputs).toMatchObject({ changed: '1' });
  }, 60_000);

  test('what lies above the workspace is not the job’s', async () => {
    const from = origin();
    const workspace = makeFolder(repository().root, 'work');
    const result = await act(from, workspace);
    expect(result.code).toBe(2);
    expect(result.log).toMatch(/no-checkout|is no git repository/);
  }, 60_000);
});
