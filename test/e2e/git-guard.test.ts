import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAction } from '../support/action-run.ts';
import { checkout, openPullRequest, serve } from '../support/checkout.ts';
import { buildCli, runCli, type Cli } from '../support/cli.ts';
import { pullRequestPayload } from '../support/events.ts';
import { startGithub } from '../support/github-server.ts';
import { bareLayout, evilProgram, marker, type Marker } from '../support/hostile-git.ts';
import { net } from '../support/models.ts';
import { removeScratch, runGitIn, scratchFolder, testRepository, type TestRepository } from '../support/repository.ts';

afterAll(removeScratch);

const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;

let flopgate: Cli;
beforeAll(async () => {
  flopgate = runCli(await buildCli());
}, 60_000);

const alone = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', INPUT_TOKEN: 's3cret' };

function lay(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A repository with a model, and what a pull request adds. */
function repository(files: Readonly<Record<string, string>> = {}): TestRepository {
  const repo = testRepository();
  repo.write('models/a.onnx', net());
  repo.write('sub/README', 'x');
  repo.commit('base');
  lay(repo.root, files);
  repo.commit('head');
  return repo;
}

const under = (folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));

const promisor = (remote: string): string => `[core]
	repositoryformatversion = 1
	bare = true
[extensions]
	partialClone = origin
[remote "origin"]
	promisor = true
${remote}`;

/** Settings of a repository that have git run a command; each stands for a kind. */
const kinds: readonly (readonly [name: string, config: (evil: Marker) => string])[] = [
  ['remote.*.uploadpack', (evil) => promisor(`\turl = .\n\tuploadpack = "${evil.command};"\n`)],
  ['core.sshCommand', (evil) => promisor(`\turl = ssh://localhost/x\n[core]\n\tsshCommand = "${evil.command};"\n`)],
  ['core.gitProxy', (evil) => promisor(`\turl = git://localhost/x\n[core]\n\tgitProxy = ${evilProgram(evil)}\n`)],
  ['an ext:: address', (evil) => promisor(`\turl = "ext::${evilProgram(evil)}"\n[protocol "ext"]\n\tallow = always\n`)],
  [
    'url.*.insteadOf',
    (evil) =>
      promisor(
        `\turl = https://localhost/\n[url "ext::${evilProgram(evil)} "]\n\tinsteadOf = https://localhost/\n[protocol "ext"]\n\tallow = always\n`,
      ),
  ],
  ['include.path', () => `${promisor('')}[include]\n\tpath = included\n`],
  [
    'core.alternateRefsCommand',
    (evil) => promisor(`\turl = ../.git\n[core]\n\talternateRefsCommand = "${evil.command};"\n`),
  ],
  ['core.fsmonitor', (evil) => `[core]\n\tbare = false\n\tworktree = ..\n\tfsmonitor = "${evil.command};"\n`],
  [
    'filter.*.clean',
    (evil) => `[core]\n\tbare = false\n\tworktree = ..\n[filter "evil"]\n\tclean = "${evil.command};"\n`,
  ],
];

/** What a pull request brings: the layout in sub/, with a commit that is there where files are to be looked into. */
function evilRepository(config: (evil: Marker) => string, evil: Marker): TestRepository {
  const text = config(evil);
  const repo = repository({
    ...under('sub', bareLayout(text)),
    'sub/included': `[remote "origin"]\n\turl = .\n\tuploadpack = "${evil.command};"\n`,
    '.gitattributes': '*.txt filter=evil\n',
    'changed.txt': 'before\n',
  });
  if (text.includes('worktree')) {
    writeFileSync(join(repo.root, 'sub/refs/heads/main'), `${repo.git('rev-parse', 'HEAD')}\n`);
    repo.git('read-tree', '--index-output=sub/index', 'HEAD');
    writeFileSync(join(repo.root, 'changed.txt'), 'after!\n');
    repo.commit('with an index');
  }
  return repo;
}

describe('a bare repository’s layout that was committed in sub/', () => {
  test.each(kinds)('%s: nothing of it is run from there, and the repository around it is judged', (_, config) => {
    const evil = marker();
    const repo = evilRepository(config, evil);
    const { code, stdout } = flopgate(['check'], { cwd: join(repo.root, 'sub'), env: alone });
    expect(evil.made()).toBe(false);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('no model changed') as string });
  });

  test.each([
    'check',
    'plan --shards 2',
    'doctor',
    'init --dry-run',
    'policy models/a.onnx',
    'diff HEAD~1 HEAD',
    'history record HEAD',
    'history show',
    'dashboard',
    'badge models/a.onnx',
  ])('no command runs it: %s', (line) => {
    const evil = marker();
    const repo = evilRepository(kinds[0]?.[1] ?? (() => ''), evil);
    flopgate(line.split(' '), { cwd: join(repo.root, 'sub'), env: alone });
    expect(evil.made()).toBe(false);
  });

  test.each(['pull_request', 'pull_request_target'])(
    'working-directory: sub under %s',
    async (event) => {
      const evil = marker();
      const repo = testRepository();
      repo.write('models/a.onnx', net());
      repo.commit('base');
      repo.git('checkout', '-q', '-b', 'feature');
      lay(repo.root, under('sub', bareLayout(promisor(`\turl = .\n\tuploadpack = "${evil.command};"\n`))));
      repo.commit('head');
      const origin = openPullRequest(repo);
      serve(repo);
      await using github = await startGithub();
      github.state.pulls.push({
        number: 7,
        state: 'open',
        headRepository: 'mallory/models',
        headBranch: 'feature',
        baseBranch: 'main',
        headSha: origin.headSha,
      });
      const clone = checkout(`file://${repo.root}`, origin.mergeSha, 'remotes/pull/7/merge');
      const result = await runAction({
        event,
        payload: pullRequestPayload({ headSha: origin.headSha, headRepo: 'mallory/models' }),
        workspace: clone.root,
        github,
        inputs: { 'working-directory': 'sub' },
      });
      expect(evil.made()).toBe(false);
      expect(result.log).not.toContain('no-checkout');
      expect(result.code).toBe(0);
    },
    60_000,
  );
});

const evilConfig = (evil: Marker): string =>
  promisor(`\turl = .\n\tuploadpack = "${evil.command};"\n`).replace('bare = true', 'bare = false');

describe('a repository that lies where the pull request’s files are', () => {
  test.each<readonly [string, (evil: Marker) => Readonly<Record<string, string>>]>([
    ['a .git that a build left among tracked files', (evil) => under('sub/.git', bareLayout(evilConfig(evil)))],
    [
      'a .git file that names a tracked folder',
      (evil) => ({ 'sub/.git': 'gitdir: ./evil\n', ...under('sub/evil', bareLayout(evilConfig(evil))) }),
    ],
    [
      'a .git file in a folder of its own that names a tracked one',
      (evil) => ({ 'new/.git': 'gitdir: ../sub/evil\n', ...under('sub/evil', bareLayout(evilConfig(evil))) }),
    ],
  ])('%s is refused, with the reason', (_, files) => {
    const evil = marker();
    const laid = files(evil);
    const repo = repository(Object.fromEntries(Object.entries(laid).filter(([path]) => !path.includes('.git'))));
    lay(repo.root, laid);
    const folder = Object.keys(laid).some((path) => path.startsWith('new')) ? 'new' : 'sub';
    const { code, stderr } = flopgate(['check'], { cwd: join(repo.root, folder), env: alone });
    expect(evil.made()).toBe(false);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /foreign-repository: .*\.git lies among the files of .*\nhint: .*GIT_DIR/,
      ) as string,
    });
  });

  test('a bare repository of unknown settings is opened only where GIT_DIR names it', () => {
    const evil = marker();
    const folder = scratchFolder();
    lay(folder, bareLayout(promisor(`\turl = .\n\tuploadpack = "${evil.command};"\n`)));
    const { code, stderr } = flopgate(['check'], { cwd: folder, env: alone });
    expect(evil.made()).toBe(false);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(
        /foreign-repository: .* sets (?:extensions|remote)\..*\nhint: .*GIT_DIR=/,
      ) as string,
    });
  });

  test('working-directory is no link into another repository', async () => {
    const other = repository();
    const repo = repository();
    symlinkSync(other.root, join(repo.root, 'sub/link'));
    repo.commit('a link');
    const workspace = scratchFolder();
    for (const [name, from] of [
      ['pr', repo],
      ['other', other],
    ] as const)
      runGitIn(workspace, ['clone', '-q', `file://${from.root}`, name]);
    symlinkSync('../../other', join(workspace, 'pr/sub/near'));
    await using github = await startGithub();
    for (const folder of ['pr/sub/link', 'pr/sub/near']) {
      // oxlint-disable-next-line no-await-in-loop
      const { code, log } = await runAction({
        event: 'workflow_dispatch',
        payload: {},
        workspace,
        github,
        inputs: { 'working-directory': folder },
      });
      expect(code).toBe(2);
      expect(log).toMatch(/is a link into another repository|is no git repository/);
    }
  }, 60_000);
});

describe('in a repository of the user’s own', () => {
  test.each<readonly [string, (repo: TestRepository, evil: Marker) => void]>([
    ['core.fsmonitor', (repo, { command }) => repo.git('config', 'core.fsmonitor', `${command};`)],
    [
      'a filter that .gitattributes names',
      (repo, { command }) => {
        for (const what of ['clean', 'smudge']) repo.git('config', `filter.evil.${what}`, `${command};`);
        repo.git('config', 'filter.evil.required', 'true');
      },
    ],
    [
      'an altered filter of Git LFS',
      (repo, { command }) => {
        for (const what of ['clean', 'smudge', 'process']) repo.git('config', `filter.lfs.${what}`, `${command};`);
      },
    ],
    ['textconv', (repo, { command }) => repo.git('config', 'diff.evil.textconv', `${command};`)],
    ['an external diff', (repo, { command }) => repo.git('config', 'diff.external', `${command};`)],
    ['an external diff of a driver', (repo, { command }) => repo.git('config', 'diff.evil.command', `${command};`)],
    ['a pager', (repo, { command }) => repo.git('config', 'core.pager', `${command};`)],
    ['an editor', (repo, { command }) => repo.git('config', 'core.editor', `${command};`)],
    [
      'hooks',
      (repo, { command }) => {
        const hooks = scratchFolder();
        for (const name of ['post-index-change', 'reference-transaction', 'pre-auto-gc', 'post-checkout', 'pre-push'])
          writeFileSync(join(hooks, name), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
        repo.git('config', 'core.hooksPath', hooks);
      },
    ],
  ])('%s is never run by a check', (_, set) => {
    const evil = marker();
    const repo = repository({
      '.gitattributes': '*.txt filter=evil diff=evil\n*.onnx filter=lfs diff=evil\n',
      'changed.txt': 'before\n',
      'flopgate.yml':
        'version: 1\nmodels: [{ path: out/b.onnx }]\nbuild: "mkdir -p out && cp models/a.onnx out/b.onnx"\n',
    });
    writeFileSync(join(repo.root, 'changed.txt'), 'after!\n');
    writeFileSync(join(repo.root, 'models/a.onnx'), net({ channels: 16 }));
    set(repo, evil);
    const env = { ...alone, FLOPGATE_CACHE: scratchFolder() };
    const { stdout } = flopgate(['check', '--json'], { cwd: repo.root, env });
    expect(evil.made()).toBe(false);
    const { models } = JSON.parse(stdout) as { models: readonly { path: string; change: string }[] };
    expect(models).toContainEqual(expect.objectContaining({ path: 'models/a.onnx', change: 'changed' }));
    expect(models).toContainEqual(expect.objectContaining({ path: 'out/b.onnx' }));
  });

  test.skipIf(!hasLfs)(
    'Git LFS’s own filter is run: for what a build sees, and for files that were only touched (needs git-lfs)',
    () => {
      const repo = testRepository();
      repo.git('lfs', 'install', '--local');
      repo.write('.gitattributes', '*.onnx filter=lfs diff=lfs merge=lfs -text\n');
      repo.write('models/a.onnx', net());
      repo.write(
        'flopgate.yml',
        'version: 1\nmodels: [{ path: out/b.onnx }]\nbuild: "! grep -q git-lfs models/a.onnx && mkdir out && cp models/a.onnx out/b.onnx"\n',
      );
      repo.commit('base');
      repo.write('README', 'x');
      repo.commit('head');
      expect(repo.git('cat-file', 'blob', 'HEAD:models/a.onnx')).toMatch(/^version https:\/\/git-lfs/);
      utimesSync(join(repo.root, 'models/a.onnx'), 1_000_000_000, 1_000_000_000);
      const env = { ...alone, FLOPGATE_CACHE: scratchFolder() };
      const { code, stdout } = flopgate(['check', '--all'], { cwd: repo.root, env });
      expect({ code, stdout }).toEqual({
        code: 0,
        stdout: expect.stringContaining('(2 are the same as at base)') as string,
      });
    },
  );

  test('a signature in the log is not checked by a program', () => {
    const evil = marker();
    const repo = repository({ 'models/a.onnx': 'x' });
    repo.git('config', 'log.showSignature', 'true');
    repo.git('config', 'gpg.program', evilProgram(evil));
    const signed = repo
      .git('cat-file', 'commit', 'HEAD')
      .replace('\n\n', '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----\n\n');
    writeFileSync(join(repo.root, '.git/signed'), `${signed}\n`);
    repo.git('update-ref', 'HEAD', repo.git('hash-object', '-t', 'commit', '-w', '.git/signed'));
    const { code } = flopgate(['check', '--head', 'HEAD', '--base', 'HEAD~1'], { cwd: repo.root, env: alone });
    flopgate(['history', 'record', 'HEAD'], { cwd: repo.root, env: alone });
    expect(evil.made()).toBe(false);
    expect(code).toBe(2);
  });

  test('.lfsconfig of a pull request names no program', () => {
    const evil = marker();
    const oid = 'a'.repeat(64);
    const program = evilProgram(evil);
    const repo = repository({
      '.lfsconfig': `[lfs]
	url = ssh://localhost/x
	standalonetransferagent = evil
	customtransfer.evil.path = ${program}
	sshtransfer = always
[lfs "customtransfer.evil"]
	path = ${program}
[lfs "extension.evil"]
	clean = ${program}
	smudge = ${program}
[core]
	sshCommand = ${program}
[credential]
	helper = ${program}
`,
      'models/a.onnx': `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 3\n`,
    });
    const { code, stdout } = flopgate(['check', '--head', 'HEAD', '--json'], { cwd: repo.root, env: alone });
    expect(evil.made()).toBe(false);
    expect(code).toBe(2);
    expect(stdout).toContain('git-lfs-pointer');
  });
});
