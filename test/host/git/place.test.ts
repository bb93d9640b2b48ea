import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { findPlace, findPlaceIn, type PlaceQuestions } from '#host/git/place.ts';
import {
  removeScratch,
  runGitIn,
  scratchFolder,
  testRepository,
  type TestRepository,
} from '../../support/repository.ts';

afterAll(removeScratch);

/** Git's own answers. */
const ask: PlaceQuestions = {
  tracks: ({ top }, paths) =>
    runGitIn(top, ['ls-files', '--stage', '--', ...paths])
      .split('\n')
      .some((line) => line !== '' && !line.startsWith('160000 ')),
  keysIn: (file) => runGitIn(dirname(file), ['config', '--file', file, '--name-only', '--list']).split('\n'),
};

const fault = (code: string, words = ''): unknown =>
  expect.objectContaining({ name: 'Fault', code, message: expect.stringContaining(words) as string });

let repo: TestRepository;
beforeEach(() => {
  repo = testRepository();
  repo.write('a/b/model.onnx', 'x');
  repo.commit('files');
});

const bare = (...settings: readonly (readonly [string, string])[]): string => {
  const folder = join(scratchFolder(), 'bare.git');
  runGitIn('.', ['init', '-q', '--bare', folder]);
  for (const [key, value] of settings) runGitIn(folder, ['config', key, value]);
  return folder;
};

describe('the repository around a folder', () => {
  test.each(['', 'a', 'a/b'])('from %j up', (folder) => {
    const found = findPlace(join(repo.root, folder), ask);
    expect(found).toEqual({ top: repo.root, gitDir: join(repo.root, '.git'), bare: false, owned: false });
    expect(repo.git('rev-parse', '--show-toplevel')).toBe(found.top);
  });

  test('is git’s own of a linked worktree and of a submodule', () => {
    const linked = join(repo.root, 'a/linked');
    repo.git('worktree', 'add', '-q', linked);
    expect(findPlace(linked, ask)).toMatchObject({
      top: linked,
      gitDir: runGitIn(linked, ['rev-parse', '--absolute-git-dir']),
    });
    const other = testRepository();
    other.commit('other');
    repo.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', `file://${other.root}`, 'sub');
    repo.commit('submodule');
    expect(findPlace(join(repo.root, 'sub'), ask)).toMatchObject({ gitDir: join(repo.root, '.git/modules/sub') });
  });

  test('is none above the ceiling', () => {
    expect(() => findPlace(join(repo.root, 'a/b'), ask, join(repo.root, 'a'))).toThrow(fault('not-a-repository'));
    expect(findPlace(join(repo.root, 'a/b'), ask, repo.root).top).toBe(repo.root);
  });

  test.each<[string, (folder: string) => void, string, string]>([
    ['isn’t there', (at) => rmSync(at, { recursive: true }), 'no-git', 'doesn’t exist'.replace('’', "'")],
    ['is in none', () => undefined, 'not-a-repository', 'is in no git repository'],
    [
      'has a .git that names nothing',
      (at) => writeFileSync(join(at, '.git'), 'gitdir: ./gone\n'),
      'not-a-repository',
      'which is no git repository',
    ],
    [
      'has a .git of other words',
      (at) => writeFileSync(join(at, '.git'), 'hello\n'),
      'not-a-repository',
      'names no folder',
    ],
    ['has an empty .git', (at) => mkdirSync(join(at, '.git')), 'not-a-repository', 'is in no git repository'],
  ])('a folder that %s', (_, make, code, words) => {
    const folder = scratchFolder();
    make(folder);
    expect(() => findPlace(folder, ask)).toThrow(fault(code, words));
  });
});

const inside = (path: string): string => {
  mkdirSync(join(repo.root, path), { recursive: true });
  runGitIn(repo.root, ['init', '-q', path]);
  return join(repo.root, path);
};

describe('a repository inside another', () => {
  test('is one by itself where the outer knows nothing of its files', () => {
    const folder = inside('checkout');
    writeFileSync(join(folder, 'x'), 'x');
    expect(findPlace(folder, ask).top).toBe(folder);
  });

  test('is refused between files that the outer tracks', () => {
    const folder = inside('a');
    expect(() => findPlace(folder, ask)).toThrow(fault('foreign-repository', `${join(folder, '.git')} lies among`));
    expect(() => findPlace(join(folder, 'b'), ask)).toThrow(fault('foreign-repository'));
  });

  test('is refused where its .git names a folder of the outer’s files', () => {
    const hidden = inside('hidden');
    repo.write('a/copy', 'x');
    runGitIn(repo.root, ['config', '--file', join(hidden, '.git/config'), 'core.bare', 'false']);
    mkdirSync(join(repo.root, 'fresh'));
    // The layout of a git directory under another name is what a commit can hold.
    const layout = join(repo.root, 'a/b');
    for (const name of ['objects', 'refs']) mkdirSync(join(layout, name));
    writeFileSync(join(layout, 'HEAD'), 'ref: refs/heads/main\n');
    writeFileSync(join(repo.root, 'fresh/.git'), 'gitdir: ../a/b\n');
    expect(() => findPlace(join(repo.root, 'fresh'), ask)).toThrow(fault('foreign-repository'));
  });
});

describe('a bare repository', () => {
  test.each([
    ['as git makes it', [], null],
    ['with a remote', [['remote.origin.url', 'https://example.org/a']], null],
    ['that runs a hook', [['core.hookspath', '/tmp/x']], 'core.hookspath'],
    ['that runs a monitor', [['core.fsmonitor', 'x']], 'core.fsmonitor'],
    ['that includes other settings', [['include.path', '/tmp/x']], 'include.path'],
    ['that names a program to fetch with', [['remote.origin.uploadpack', 'x']], 'remote.origin.uploadpack'],
  ] as [string, [string, string][], string | null][])('%s', (_, settings, key) => {
    const folder = bare(...settings);
    const place = (): unknown => {
      try {
        return findPlace(folder, ask);
      } catch (thrown) {
        return thrown;
      }
    };
    const found = { top: folder, gitDir: folder, bare: true, owned: false };
    expect(place()).toEqual(key === null ? found : fault('foreign-repository', `sets ${key}`));
  });

  test('is never a job’s own', () => {
    expect(() => findPlace(bare(), ask, undefined, true)).toThrow(fault('not-a-repository'));
  });

  test('that a commit holds is not looked into: the repository around it is', () => {
    const layout = join(repo.root, 'a');
    for (const name of ['objects', 'refs']) mkdirSync(join(layout, name));
    writeFileSync(join(layout, 'HEAD'), 'ref: refs/heads/main\n');
    expect(findPlace(layout, ask).top).toBe(repo.root);
  });
});

describe('the folder of a job', () => {
  test.each(['.', 'a', 'a/b'])('%s of the workspace', (folder) => {
    expect(findPlaceIn(repo.root, folder, ask)).toMatchObject({ top: repo.root, owned: true });
  });

  test('is no link into another repository, also from deep inside', () => {
    const other = testRepository();
    other.write('sub/x', 'x');
    symlinkSync(other.root, join(repo.root, 'a/link'));
    expect(() => findPlaceIn(repo.root, 'a/link', ask)).not.toThrow(fault('not-a-repository'));
    const nested = join(repo.root, 'nested');
    mkdirSync(nested);
    runGitIn(repo.root, ['init', '-q', nested]);
    symlinkSync(nested, join(repo.root, 'a/in'));
    expect(() => findPlaceIn(repo.root, 'a/in', ask)).toThrow(fault('foreign-repository', 'is a link into another'));
  });

  test('elsewhere is taken at its word', () => {
    const other = testRepository();
    expect(findPlaceIn(repo.root, other.root, ask)).toMatchObject({ top: other.root, owned: true });
  });
});
