import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCli, runCli, type Cli } from '../../support/cli.ts';
import { net } from '../../support/models.ts';
import {
  cloneOf,
  removeScratch,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../../support/repository.ts';

let cli: Cli;
beforeAll(async () => {
  cli = runCli(await buildCli());
});
afterAll(removeScratch);

function setUp(): TestRepository {
  const repo = testRepository();
  repo.write('a.onnx', net());
  repo.commit('model');
  cli(['init'], { cwd: repo.root });
  repo.commit('set up');
  return repo;
}

interface Document {
  readonly ok: boolean;
  readonly checks: readonly { readonly check: string; readonly level: string; readonly text: string }[];
}
const doctor = (root: string, ...args: readonly string[]) => {
  const { code, stdout } = cli(['doctor', '--json', ...args], { cwd: root });
  const { ok, checks } = JSON.parse(stdout) as Document;
  const notes = checks.filter(({ level }) => level !== 'good');
  return { code, ok, notes: notes.map(({ check, level }) => `${level} ${check}`), checks };
};

describe('doctor', () => {
  test('all is well after init', () => {
    const repo = setUp();
    expect(doctor(repo.root)).toMatchObject({ code: 0, ok: true, notes: [] });
    const { stdout } = cli(['doctor'], { cwd: repo.root });
    expect(stdout).toMatch(/^ok {4}flopgate\.yml is valid, 1 model found$/m);
    expect(stdout).toMatch(/^ok {4}\.github\/workflows\/flopgate\.yml runs Flopgate$/m);
  });

  test.each<readonly [string, (repo: TestRepository) => void, number, readonly string[]]>([
    [
      'nothing set up',
      (repo) => ['flopgate.yml', '.github/workflows/flopgate.yml'].forEach((path) => repo.remove(path)),
      0,
      ['warn policy', 'warn workflow'],
    ],
    ['a policy that can’t be read', (repo) => repo.write('flopgate.yml', 'version: 7\n'), 2, ['bad policy']],
    [
      'an entry without a model',
      (repo) => repo.write('flopgate.yml', 'version: 1\nmodels: [{ path: b.onnx }]\n'),
      0,
      ['warn unmatched-entry'],
    ],
    [
      'one that build: makes',
      (repo) => repo.write('flopgate.yml', 'version: 1\nmodels: [{ path: b.onnx }]\nbuild: make\n'),
      0,
      [],
    ],
  ])('%s', (_, change, code, notes) => {
    const repo = setUp();
    change(repo);
    expect(doctor(repo.root)).toMatchObject({ code, notes });
  });

  test('a shallow clone without a remote can’t fetch its base', () => {
    const clone = cloneOf(setUp(), '--depth=1');
    expect(doctor(clone.root)).toMatchObject({ code: 0, notes: [] });
    clone.git('remote', 'remove', 'origin');
    expect(doctor(clone.root)).toMatchObject({ code: 2, notes: ['bad clone'] });
  });

  test('LFS pointers without object and without git-lfs', () => {
    const repo = setUp();
    repo.write('a.onnx', `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`);
    // A git without lfs, whatever this machine has.
    repo.git('config', 'alias.lfs', '!false');
    const { checks } = doctor(repo.root);
    const lfs = checks.find(({ check }) => check === 'lfs');
    expect(lfs?.text).toMatch(/1 model is a Git LFS pointer, 1 without the object \(a\.onnx\)/);
  });

  test('outside of a repository', () => {
    expect(doctor(scratchFolder())).toMatchObject({ code: 2, notes: ['bad repository'] });
  });
});
