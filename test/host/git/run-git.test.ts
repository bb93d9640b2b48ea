import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { asFault } from '#graph/fault.ts';
import { askGit, enterWorkspace, gitFault, guarded, runGit, startReader } from '#host/git/run-git.ts';
import { cloneOf, removeScratch, scratchFolder, testRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const away = 'a'.repeat(40);
const textOf = ({ stdout }: { readonly stdout: Buffer }): string => stdout.toString('utf8').trim();

/** Messages as git 2.39, curl and the kernel write them. */
describe('what git says is a fault of a code that says what to do', () => {
  test.each([
    ['fatal: not a git repository (or any of the parent directories): .git', 'not-a-repository'],
    ['fatal: this operation must be run in a work tree', 'not-a-repository'],
    ["fatal: detected dubious ownership in repository at '/w/r'", 'git-ownership'],
    ["fatal: could not read Username for 'https://github.com': terminal prompts disabled", 'git-access'],
    ["fatal: Authentication failed for 'https://github.com/a/b/'", 'git-access'],
    ['git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.', 'git-access'],
    ["fatal: unable to access 'https://x/': The requested URL returned error: HTTP 403", 'git-access'],
    ["fatal: couldn't find remote ref refs/heads/gone", 'missing-commit'],
    [`fatal: remote error: upload-pack: not our ref ${away}`, 'missing-commit'],
    ['error: Server does not allow request for unadvertised object', 'missing-commit'],
    ["fatal: ambiguous argument 'x': unknown revision or path not in the working tree.", 'missing-commit'],
    ["fatal: unable to access 'https://x/': Could not resolve host: x", 'git-network'],
    ["fatal: '../gone' does not appear to be a git repository", 'git-network'],
    ["fatal: bad revision 'no-such..HEAD'", 'missing-commit'],
    [`fatal: Invalid revision range ${away}..HEAD`, 'missing-commit'],
    ['error: unable to write file a: No space left on device', 'no-space'],
    ['fatal: write error: Disk quota exceeded', 'no-space'],
    ['fatal: bad config line 1 in file .git/config', 'git-failed'],
    ['', 'git-failed'],
  ])('%s', (said, code) => expect(gitFault('fetch', said)).toMatchObject({ code }));

  test.each([
    ['warning: slow\nfatal: the end\n', 'git log: fatal: the end'],
    ['warning: slow\n  hint: none\n', 'git log: warning: slow'],
    ['  \n', 'git log: no message'],
  ])('%j is quoted by its line that matters', (said, message) => {
    expect(gitFault('log', said).message).toBe(message);
  });
});

describe('a git process', () => {
  test('gets its input, and gives bytes as they are', async () => {
    const repo = testRepository();
    const bytes = Buffer.from([0, 255, 10, 13, 128]);
    repo.write('raw', bytes);
    repo.commit('bytes');
    const { stdout } = await runGit(repo.root, ['cat-file', 'blob', 'HEAD:raw']);
    expect(stdout).toEqual(bytes);
    const asked = await runGit(repo.root, ['cat-file', '--batch-check'], { input: `HEAD:raw\n${away}\n` });
    expect(textOf(asked)).toBe(`${repo.git('rev-parse', 'HEAD:raw')} blob 5\n${away} missing`);
  });

  test('may answer by an exit code; any other is a fault', async () => {
    const repo = testRepository();
    const command = ['config', '--get', 'no.such'];
    expect(await runGit(repo.root, command, { answers: [1] })).toEqual({ code: 1, stdout: Buffer.alloc(0) });
    await expect(runGit(repo.root, command)).rejects.toMatchObject({ name: 'Fault', code: 'git-failed' });
    await expect(runGit(repo.root, command, { answers: [2] })).rejects.toMatchObject({ code: 'git-failed' });
  });

  test.each([
    ['an id that isn’t here', ['cat-file', '-p', away], 'missing-commit'],
    ['a branch that isn’t there', ['fetch', '-q', 'origin', 'refs/heads/gone'], 'missing-commit'],
    ['a remote that isn’t there', ['fetch', '-q', 'elsewhere', 'main'], 'git-network'],
  ])('%s', async (_, command, code) => {
    const origin = testRepository();
    origin.commit('one');
    await expect(runGit(cloneOf(origin).root, command)).rejects.toMatchObject({ code });
  });

  test('runs at the top of the repository, from whatever folder of it is named', async () => {
    const repo = testRepository();
    repo.write('a/b/c', 'x');
    repo.write('top', 'x');
    repo.commit('files');
    const listed = await runGit(join(repo.root, 'a/b'), ['ls-files']);
    expect(textOf(listed).split('\n')).toEqual(['a/b/c', 'top']);
  });

  test('asks no program of the repository’s settings, and finds no repository around', async () => {
    const repo = testRepository();
    repo.write('a', 'one');
    repo.commit('one');
    const mark = join(scratchFolder(), 'ran');
    repo.git('config', 'core.fsmonitor', `touch ${mark}; false`);
    repo.write('a', 'two');
    const { stdout } = await runGit(repo.root, ['status', '--porcelain']);
    expect([String(stdout), existsSync(mark)]).toEqual([' M a\n', false]);
    await expect(runGit(scratchFolder(), ['status'])).rejects.toMatchObject({ code: 'not-a-repository' });
  });

  test('that can’t start is a fault, as is a folder that isn’t there', async () => {
    const repo = testRepository();
    vi.stubEnv('PATH', scratchFolder());
    await expect(runGit(repo.root, ['status'])).rejects.toMatchObject({ code: 'no-git' });
    vi.unstubAllEnvs();
    await expect(runGit(join(repo.root, 'gone'), ['status'])).rejects.toMatchObject({ code: 'no-git' });
  });

  test('says its version outside any repository, and null of what it can’t do', () => {
    expect(askGit(['--version'])).toMatch(/^git version \d+\.\d+/);
    expect(askGit(['rev-parse', '--show-toplevel'])).toBeNull();
  });
});

describe('the repository', () => {
  test('that GIT_DIR names is taken, by a path that holds in any folder', async () => {
    const repo = testRepository();
    repo.commit('named');
    vi.stubEnv('GIT_DIR', join(repo.root, '.git'));
    const { cwd, env } = guarded(scratchFolder());
    expect(cwd).not.toBe(repo.root);
    expect(env['GIT_DIR']).toBe(join(repo.root, '.git'));
    expect(textOf(await runGit(cwd, ['log', '--format=%s']))).toBe('named');
  });

  test('of a job is the one around the named folder, and none above the workspace', () => {
    const outer = testRepository();
    outer.commit('outer');
    const workspace = join(outer.root, 'work');
    mkdirSync(join(workspace, 'sub'), { recursive: true });
    expect(() => enterWorkspace(workspace, 'sub')).toThrow(expect.objectContaining({ code: 'not-a-repository' }));
    const inner = testRepository();
    inner.write('sub/a', 'x');
    expect(enterWorkspace(inner.root, 'sub')).toBe(join(inner.root, 'sub'));
    expect(guarded(join(inner.root, 'sub')).cwd).toBe(inner.root);
  });

  test('that can’t be read from is a failure of the reading', () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'a'), 'x');
    const start = (failure?: (code: string) => string): string => {
      try {
        startReader('a.onnx', [folder, ['cat-file', '--batch']], failure && (({ code }) => failure(code)));
      } catch (thrown) {
        const { code, message } = asFault(thrown);
        return `${code} ${message}`;
      }
      return '';
    };
    expect(start()).toBe(`git-failed a.onnx: ${folder} is in no git repository`);
    expect(start((code) => `was-${code}`)).toMatch(/^was-not-a-repository a\.onnx: /);
  });
});
