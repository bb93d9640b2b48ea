import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Source } from '#graph/source.ts';
import type { Tree, TreeFile } from '#graph/tree.ts';
import { openPorcelain } from '#host/git/porcelain.ts';
import { openRepository } from '#host/git/repository.ts';
import { defaultBase, isDirty, fetchCommit, parentsOf, resolveCommit } from '#host/git/revision.ts';
import { cloneOf, removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const commitTree = (sha: string): Tree => ({ kind: 'commit', sha });
const isModel = (path: string): boolean => path.endsWith('.onnx');

async function read(source: Source): Promise<string> {
  const text = Buffer.from(await source.read(0, 100)).toString('utf8');
  await source.close();
  return text;
}

/** Blobs that the repository lacks, looked up without fetching them. */
const missing = (repo: TestRepository, ...revs: readonly string[]): number =>
  repo
    .git('rev-list', '--objects', '--missing=print', ...revs)
    .split('\n')
    .filter((line) => line.startsWith('?')).length;

/** A history of three commits, each with other content in each of its files. */
function origin(files = 6): { readonly repo: TestRepository; readonly shas: readonly string[] } {
  const repo = testRepository();
  const shas = [1, 2, 3].map((round) => {
    for (let i = 0; i < files; i++) repo.write(`models/m${i}.onnx`, `model ${i} of commit ${round}`);
    repo.write('other.bin', `other ${round}`);
    return repo.commit(`commit ${round}`);
  });
  return { repo, shas };
}

describe('a clone of depth 1, as actions/checkout makes it', () => {
  const { repo, shas } = origin();
  const [, second = '', third = ''] = shas;

  test('knows its parent by name, and fetches that one commit without its files', async () => {
    const clone = cloneOf(repo, '--depth=1');
    const git = await openPorcelain(clone.root);
    expect(await parentsOf(clone.root, third)).toEqual([second]);
    expect(await resolveCommit(clone.root, git, 'HEAD^', 'base')).toBe(second);
    expect(clone.git('rev-list', '--count', '--all', second)).toBe('2');
    expect(missing(clone, second)).toBe(7);
    const host = await openRepository(clone.root);
    const { files } = await host.diff(commitTree(second), commitTree(third), isModel);
    expect(files).toHaveLength(6);
    expect(missing(clone, second)).toBe(7);
    const base = files[2]?.base as TreeFile;
    expect(await read(await host.open(base))).toBe('model 2 of commit 2');
    expect(missing(clone, second)).toBe(6);
  });

  test('fetches all the files that will be read in one go, and no others', async () => {
    const clone = cloneOf(repo, '--depth=1');
    const git = await openPorcelain(clone.root);
    await fetchCommit(git, second);
    const host = await openRepository(clone.root);
    const { files } = await host.diff(commitTree(second), commitTree(third), isModel);
    await host.prefetch(files.flatMap(({ base }) => base ?? []));
    expect(missing(clone, second)).toBe(1);
  });

  test('has no base where its remote is gone', async () => {
    const clone = cloneOf(repo, '--depth=1');
    clone.git('remote', 'set-url', 'origin', `file://${clone.root}/nowhere`);
    const git = await openPorcelain(clone.root);
    await expect(resolveCommit(clone.root, git, 'HEAD^', 'base')).rejects.toMatchObject({
      code: 'missing-base',
      message: expect.stringMatching(/fetching it from origin failed: git fetch: fatal: .*nowhere/) as string,
      hint: expect.stringContaining('fetch-depth: 0') as string,
    });
    clone.git('remote', 'remove', 'origin');
    await expect(resolveCommit(clone.root, git, second, 'base')).rejects.toMatchObject({ code: 'missing-base' });
  });

  test('compares with the first parent where nothing else is said', async () => {
    const clone = cloneOf(repo, '--depth=1');
    const git = await openPorcelain(clone.root);
    expect(await defaultBase(clone.root, git, third)).toEqual({ sha: second, how: 'first parent of head' });
  });
});

describe('a blobless clone', () => {
  const { repo, shas } = origin();
  const [first = '', , third = ''] = shas;

  test('is compared and listed without fetching anything', async () => {
    const clone = cloneOf(repo, '--filter=blob:none', '--no-checkout');
    const before = missing(clone, '--all');
    expect(before).toBe(21);
    const host = await openRepository(clone.root);
    const { files } = await host.diff(commitTree(first), commitTree(third), isModel);
    expect(files).toHaveLength(6);
    await host.list(commitTree(third), isModel);
    expect(missing(clone, '--all')).toBe(before);
    expect(await host.bytes(files[0]?.head as TreeFile)).toBeNull();
    expect(missing(clone, '--all')).toBe(before);
  });

  test('a file that can’t be fetched is a fault of that file', async () => {
    const clone = cloneOf(repo, '--filter=blob:none', '--no-checkout');
    clone.git('remote', 'set-url', 'origin', `file://${clone.root}/nowhere`);
    const host = await openRepository(clone.root);
    const [file] = await host.list(commitTree(third), isModel);
    const source = await host.open(file as TreeFile);
    await expect(source.read(0, 10)).rejects.toMatchObject({ code: 'missing-object' });
    await source.close();
  });
});

describe('revisions', () => {
  test.each([
    ['nope', /the base 'nope' is no commit of this repository$/],
    ['--all', /the base '--all' is no commit/],
    ['HEAD~99', /is no commit/],
    ['0000000000000000000000000000000000000000', /isn't in this repository, which has no remote/],
  ])('%s is no base', async (rev, message) => {
    const { repo } = origin(1);
    const git = await openPorcelain(repo.root);
    await expect(resolveCommit(repo.root, git, rev, 'base')).rejects.toMatchObject({
      code: 'missing-base',
      message: expect.stringMatching(message) as string,
    });
  });

  test('branches, tags and short ids are', async () => {
    const { repo, shas } = origin(1);
    const [, second = '', third = ''] = shas;
    repo.git('tag', '-a', '-m', 'x', 'v1', second);
    const git = await openPorcelain(repo.root);
    expect(await resolveCommit(repo.root, git, 'v1', 'base')).toBe(second);
    expect(await resolveCommit(repo.root, git, third.slice(0, 8), 'base')).toBe(third);
    expect(await resolveCommit(repo.root, git, 'main~1', 'base')).toBe(second);
  });

  test('a branch is compared with where it left the main line', async () => {
    const { repo, shas } = origin(1);
    repo.git('checkout', '-q', '-b', 'topic', shas[1] ?? '');
    repo.write('models/m0.onnx', 'topic');
    const head = repo.commit('topic');
    const git = await openPorcelain(repo.root);
    expect(await defaultBase(repo.root, git, head)).toEqual({ sha: shas[1], how: 'merge base with main' });
    repo.git('checkout', '-q', 'main');
    const clone = cloneOf(repo, '--branch=topic');
    expect(await defaultBase(clone.root, await openPorcelain(clone.root), head)).toEqual({
      sha: shas[1],
      how: 'merge base with origin/main',
    });
  });

  test('the main line with its parent, the first commit with nothing', async () => {
    const { repo, shas } = origin(1);
    const git = await openPorcelain(repo.root);
    expect(await defaultBase(repo.root, git, shas[2] ?? '')).toMatchObject({ sha: shas[1] });
    expect(await defaultBase(repo.root, git, shas[0] ?? '')).toBeNull();
  });

  test('uncommitted work on the main line with its last commit, the first one too', async () => {
    const { repo, shas } = origin(1);
    const git = await openPorcelain(repo.root);
    expect(await isDirty(git)).toBe(false);
    repo.write('models/m0.onnx', 'edited');
    expect(await isDirty(git)).toBe(true);
    const head = await resolveCommit(repo.root, git, 'HEAD', 'head');
    expect(await defaultBase(repo.root, git, head, true)).toEqual({ sha: head, how: 'the last commit' });
    expect(await defaultBase(repo.root, git, shas[0] ?? '', true)).toMatchObject({ sha: shas[0] });
  });

  test('the developer’s own settings of git are kept', async () => {
    const { repo, shas } = origin(1);
    const before = { ...process.env };
    Object.assign(process.env, {
      GIT_EDITOR: 'vi',
      PAGER: 'less',
      GIT_SSH_COMMAND: 'ssh -v',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'a.b',
      GIT_CONFIG_VALUE_0: 'c',
    });
    try {
      const git = await openPorcelain(repo.root);
      expect(await git.ask(['config', 'a.b'])).toBe('c');
      expect(await resolveCommit(repo.root, git, 'HEAD', 'head')).toBe(shas[2]);
    } finally {
      for (const key of Object.keys(process.env)) if (!(key in before)) delete process.env[key];
    }
  });
});

const hasLfs = spawnSync('git', ['lfs', 'version']).status === 0;

const pointerTo = (content: string, extra = ''): string =>
  `version https://git-lfs.github.com/spec/v1\n${extra}oid sha256:${createHash('sha256').update(content).digest('hex')}\nsize ${content.length}\n`;

function store(repo: TestRepository, content: string): void {
  const oid = createHash('sha256').update(content).digest('hex');
  const path = join(repo.root, '.git/lfs/objects', oid.slice(0, 2), oid.slice(2, 4), oid);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

describe('Git LFS', () => {
  test('a pointer is followed where its object is here, else it is a fault that says how to fetch it', async () => {
    const repo = testRepository();
    repo.write('here.onnx', pointerTo('the model'));
    repo.write('away.onnx', pointerTo('another model'));
    const sha = repo.commit('pointers');
    store(repo, 'the model');
    const host = await openRepository(repo.root);
    for (const tree of [commitTree(sha), { kind: 'worktree' } as const]) {
      // oxlint-disable-next-line no-await-in-loop
      const [away, here] = (await host.list(tree, isModel)) as [TreeFile, TreeFile];
      // oxlint-disable-next-line no-await-in-loop
      expect([await read(await host.open(here)), await host.bytes(here)]).toEqual(['the model', 9n]);
      // oxlint-disable-next-line no-await-in-loop
      expect(await host.bytes(away)).toBe(13n);
      // oxlint-disable-next-line no-await-in-loop
      await expect(host.open(away)).rejects.toMatchObject({
        code: 'git-lfs-pointer',
        message: expect.stringMatching(
          /away\.onnx is a Git LFS pointer, and its object isn't here \(oid [0-9a-f]{64}, 13 bytes\)/,
        ) as string,
        // Without git-lfs on this machine that comes first.
        hint: expect.stringMatching(
          hasLfs ? /^git lfs (?:pull|fetch)/ : /^install git-lfs, then git lfs (?:pull|fetch)/,
        ) as string,
      });
    }
  });

  test('another way to write the same pointer is no change', async () => {
    const repo = testRepository();
    repo.write('same.onnx', pointerTo('the model'));
    repo.write('other.onnx', pointerTo('the model'));
    const base = repo.commit('base');
    repo.write('same.onnx', pointerTo('the model', 'ext-0-foo sha256:' + 'a'.repeat(64) + '\n'));
    repo.write('other.onnx', pointerTo('another model'));
    const head = repo.commit('head');
    const host = await openRepository(repo.root);
    const { files } = await host.diff(commitTree(base), commitTree(head), isModel);
    expect(files.map(({ path }) => path)).toEqual(['other.onnx']);
  });
});
