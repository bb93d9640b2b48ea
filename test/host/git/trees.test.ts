import { symlinkSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { Tree } from '#graph/tree.ts';
import { openRepository } from '#host/git/repository.ts';
import { cloneOf, removeScratch, scratchFolder, testRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const worktree: Tree = { kind: 'worktree' };
const commitTree = (sha: string): Tree => ({ kind: 'commit', sha });
const all = (): boolean => true;

/** Names that break tools which split lines, glob, quote, or take a leading dash for an option. */
const hostile = [
  'new\nline.onnx',
  'tab\there.onnx',
  'quote".onnx',
  "it's.onnx",
  '-rf.onnx',
  '--output=x.onnx',
  ':(glob)*.onnx',
  '*.onnx',
  '[a].onnx',
  'back\\slash.onnx',
  '$(touch pwned).onnx',
  ' leading and trailing .onnx',
  'ünïcode/模型.onnx',
  'a/HEAD:b.onnx',
  '\u202egnp.onnx',
  '::set-output name=x::y.onnx',
];

const texts = async (chunks: { read(a: number, b: number): Uint8Array | Promise<Uint8Array> }): Promise<string> =>
  Buffer.from(await chunks.read(0, 1000)).toString('utf8');

describe('hostile names', () => {
  const repo = testRepository();
  const first = repo.commit('empty');
  hostile.forEach((name, i) => repo.write(name, `content ${i}`));
  const second = repo.commit('hostile');

  test('are listed, told apart and read from a commit', async () => {
    const host = await openRepository(repo.root);
    const { files } = await host.diff(commitTree(first), commitTree(second), all);
    expect(files.map(({ path }) => path).toSorted()).toEqual(hostile.toSorted());
    const heads = await host.list(commitTree(second), all);
    expect(heads.map(({ path }) => path)).toEqual(hostile.toSorted());
    const contents = await Promise.all(
      heads.map(async (file) => {
        const source = await host.open(file);
        const text = await texts(source);
        await source.close();
        return [file.path, text];
      }),
    );
    expect(Object.fromEntries(contents)).toEqual(Object.fromEntries(hostile.map((name, i) => [name, `content ${i}`])));
  });

  test('and from the worktree, known to git or not', async () => {
    const host = await openRepository(repo.root);
    const files = await host.list(worktree, all);
    expect(files.map(({ path }) => path)).toEqual(hostile.toSorted());
    expect(await Promise.all(files.map(async (file) => texts(await host.open(file))))).toEqual(
      files.map(({ path }) => `content ${hostile.indexOf(path)}`),
    );
    const fresh = testRepository();
    const start = fresh.commit('empty');
    hostile.forEach((name, i) => fresh.write(name, `content ${i}`));
    const { files: untracked } = await (await openRepository(fresh.root)).diff(commitTree(start), worktree, all);
    expect(untracked.map(({ path }) => path).toSorted()).toEqual(hostile.toSorted());
  });

  test('as a policy path', async () => {
    const host = await openRepository(repo.root);
    for (const [i, name] of hostile.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await host.text(commitTree(second), name)).toBe(`content ${i}`);
    }
    expect(await host.text(commitTree(second), 'absent')).toBeNull();
    expect(await host.text(commitTree(second), 'ünïcode')).toBeNull();
  });
});

describe('what differs', () => {
  test('between commits: added, changed, removed; modes, links and other files are none', async () => {
    const repo = testRepository();
    repo.write('stays.onnx', 'a');
    repo.write('changes.onnx', 'a');
    repo.write('goes.onnx', 'a');
    repo.write('mode.onnx', 'a');
    repo.write('note.txt', 'a');
    const base = repo.commit('base');
    repo.write('changes.onnx', 'b');
    repo.remove('goes.onnx');
    repo.write('comes.onnx', 'a');
    repo.write('note.txt', 'b');
    repo.git('update-index', '--chmod=+x', 'mode.onnx');
    repo.git('-c', 'core.fileMode=false', 'add', 'changes.onnx', 'comes.onnx', 'note.txt');
    repo.git('rm', '-q', '--cached', 'goes.onnx');
    repo.git('commit', '-q', '-m', 'head');
    const head = repo.git('rev-parse', 'HEAD');
    const host = await openRepository(repo.root);
    const { files, submodules } = await host.diff(commitTree(base), commitTree(head), (path) => path.endsWith('.onnx'));
    expect(files.map(({ path, base: was, head: is }) => [path, was !== null, is !== null])).toEqual([
      ['changes.onnx', true, true],
      ['comes.onnx', false, true],
      ['goes.onnx', true, false],
    ]);
    expect(submodules).toEqual([]);
  });

  test('a symbolic link in place of a model is a model that went', async () => {
    const repo = testRepository();
    repo.write('a.onnx', 'a');
    const base = repo.commit('base');
    repo.remove('a.onnx');
    symlinkSync('/etc/passwd', `${repo.root}/a.onnx`);
    const head = repo.commit('link');
    const host = await openRepository(repo.root);
    for (const tree of [commitTree(head), worktree]) {
      // oxlint-disable-next-line no-await-in-loop
      const { files } = await host.diff(commitTree(base), tree, all);
      expect(files.map(({ path, base: was, head: is }) => [path, was?.path, is])).toEqual([['a.onnx', 'a.onnx', null]]);
      // oxlint-disable-next-line no-await-in-loop
      expect(await host.list(tree, all)).toEqual([]);
    }
  });

  test('in the worktree: staged, unstaged, untracked; not what git ignores, nor what is only touched', async () => {
    const repo = testRepository();
    for (const name of ['touched', 'staged', 'unstaged', 'deleted', 'untracked-again']) repo.write(`${name}.onnx`, 'a');
    repo.write('.gitignore', 'ignored.onnx\n');
    const base = repo.commit('base');
    repo.write('touched.onnx', 'b');
    repo.git('status');
    repo.write('touched.onnx', 'a');
    repo.write('staged.onnx', 'b');
    repo.git('add', 'staged.onnx');
    repo.write('unstaged.onnx', 'b');
    repo.remove('deleted.onnx');
    repo.git('rm', '-q', '--cached', 'untracked-again.onnx');
    repo.write('new.onnx', 'c');
    repo.write('ignored.onnx', 'c');
    const host = await openRepository(repo.root);
    const { files } = await host.diff(commitTree(base), worktree, (path) => path.endsWith('.onnx'));
    expect(
      files.map(
        ({ path, base: was, head: is }) => `${path} ${was === null ? '' : 'base'} ${is === null ? '' : 'head'}`,
      ),
    ).toEqual(['deleted.onnx base ', 'new.onnx  head', 'staged.onnx base head', 'unstaged.onnx base head']);
    expect((await host.list(worktree, (path) => path.endsWith('.onnx'))).map(({ path }) => path)).toEqual(
      ['new', 'staged', 'touched', 'unstaged', 'untracked-again'].map((name) => `${name}.onnx`),
    );
  });

  test('in the middle of a merge conflict', async () => {
    const repo = testRepository();
    repo.write('a.onnx', 'a');
    const base = repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('a.onnx', 'b');
    repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('a.onnx', 'c');
    repo.commit('main');
    expect(() => repo.git('merge', 'side')).toThrow('Command failed');
    const host = await openRepository(repo.root);
    const { files } = await host.diff(commitTree(base), worktree, all);
    expect(files.map(({ path, base: was, head: is }) => [path, was?.id !== null, is?.id])).toEqual([
      ['a.onnx', true, null],
    ]);
  });

  test('a submodule is named and left alone', async () => {
    const inner = testRepository();
    inner.write('m.onnx', 'a');
    inner.commit('one');
    const repo = testRepository();
    const base = repo.commit('base');
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${inner.root}`, 'third.onnx');
    const head = repo.commit('submodule');
    const host = await openRepository(repo.root);
    for (const tree of [commitTree(head), worktree]) {
      // oxlint-disable-next-line no-await-in-loop
      const { files, submodules } = await host.diff(commitTree(base), tree, (path) => path.endsWith('.onnx'));
      expect([files, submodules]).toEqual([[], ['third.onnx']]);
      // oxlint-disable-next-line no-await-in-loop
      expect(await host.list(tree, (path) => path.endsWith('.onnx'))).toEqual([]);
    }
  });

  test('without a base everything is new', async () => {
    const repo = testRepository();
    repo.write('a.onnx', 'a');
    const head = repo.commit('first');
    const host = await openRepository(repo.root);
    const { files } = await host.diff(null, commitTree(head), all);
    expect(files.map(({ path, base }) => [path, base])).toEqual([['a.onnx', null]]);
  });

  test('a sparse checkout takes nothing away', async () => {
    const repo = testRepository();
    repo.write('in/a.onnx', 'a');
    repo.write('out/b.onnx', 'b');
    const head = repo.commit('first');
    repo.git('sparse-checkout', 'set', 'in');
    const host = await openRepository(repo.root);
    expect((await host.diff(commitTree(head), worktree, all)).files).toEqual([]);
    const files = await host.list(worktree, all);
    expect(files.map(({ path }) => path)).toEqual(['in/a.onnx', 'out/b.onnx']);
    expect(await Promise.all(files.map(async (file) => texts(await host.open(file))))).toEqual(['a', 'b']);
  });
});

describe('a folder that is no repository', () => {
  test('is a fault with a hint', async () => {
    await expect(openRepository(scratchFolder())).rejects.toMatchObject({
      code: 'not-a-repository',
      hint: expect.stringContaining('flopgate diff') as string,
    });
  });

  test('a bare repository is one', async () => {
    const repo = testRepository();
    repo.write('a.onnx', 'a');
    const head = repo.commit('first');
    const bare = cloneOf(repo, '--bare');
    const host = await openRepository(bare.root);
    expect((await host.list(commitTree(head), all)).map(({ path }) => path)).toEqual(['a.onnx']);
  });
});
