import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCommit, walkCommits, type WalkedCommit } from '#host/data-branch/walk.ts';
import type { TreeFile } from '#graph/tree.ts';
import { itemsOf } from '../../support/items.ts';
import { cloneOf, removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const isModel = (path: string): boolean => path.endsWith('.onnx');

async function walked(
  { root }: Pick<TestRepository, 'root'>,
  range: string,
): Promise<readonly { readonly commit: WalkedCommit; readonly files: readonly TreeFile[] }[]> {
  return itemsOf(walkCommits(root, range, isModel));
}

/** What `git ls-tree` lists of regular files. */
const listed = (repo: TestRepository, sha: string): readonly string[] =>
  repo
    .git('ls-tree', '-r', '-z', sha)
    .split('\0')
    .flatMap((line) => {
      const [, id = '', path = ''] = /^100\d+ blob (\w+)\t(.*)$/s.exec(line) ?? [];
      return isModel(path) ? [`${path} ${id}`] : [];
    })
    .toSorted();

/** Files that come, change, move, become links and go, on a line with a merge; names that git would quote. */
function history(): TestRepository {
  const repo = testRepository();
  const step = (message: string, change: () => void): void => {
    change();
    repo.commit(message);
  };
  step('first', () => {
    repo.write('a.onnx', 'a1');
    repo.write('deep/ä "b"\n.onnx', 'b1');
    repo.write('notes.txt', 'x');
  });
  step('changed', () => repo.write('a.onnx', 'a2'));
  step('nothing of ours', () => repo.write('notes.txt', 'y'));
  repo.git('checkout', '-q', '-b', 'side');
  step('on a side', () => repo.write('side.onnx', 's1'));
  repo.git('checkout', '-q', 'main');
  step('moved', () => {
    repo.remove('a.onnx');
    repo.write('moved/a.onnx', 'a2');
  });
  repo.git('merge', '-q', '--no-ff', '-m', 'merge: side', 'side');
  step('a link', () => {
    repo.remove('side.onnx');
    symlinkSync('moved/a.onnx', join(repo.root, 'side.onnx'));
  });
  step('a folder of that name', () => {
    repo.remove('side.onnx');
    repo.write('side.onnx/in.onnx', 's2');
  });
  step('empty', () => undefined);
  return repo;
}

test('each commit of the first parents’ line has the files that git lists of it', async () => {
  const repo = history();
  const shas = repo.git('log', '--first-parent', '--reverse', '--format=%H').split('\n');
  const all = await walked(repo, 'HEAD');
  expect(all.map(({ commit }) => commit.sha)).toEqual(shas);
  for (const { commit, files } of all) {
    expect([commit.subject, ...files.map(({ path, id }) => `${path} ${id}`).toSorted()]).toEqual([
      commit.subject,
      ...listed(repo, commit.sha),
    ]);
    expect(files.every(({ tree }) => tree.kind === 'commit' && tree.sha === commit.sha)).toBe(true);
  }
  const some = await walked(repo, 'HEAD~3..HEAD');
  expect(some).toEqual(all.slice(-3));
});

test('a commit names itself as git does: a merge with both its parents, in a shallow clone, too', async () => {
  const repo = history();
  const sha = repo.git('log', '--merges', '--format=%H');
  const [parents = '', committedAt = '', subject = ''] = repo
    .git('show', '-s', '--format=%P%n%cI%n%s', sha)
    .split('\n');
  const expected = { sha, parents: parents.split(' '), committedAt, subject };
  expect(await readCommit(repo.root, sha)).toEqual(expected);
  repo.git('branch', 'at-merge', sha);
  const shallow = cloneOf(repo, '--depth=1', '--branch=at-merge');
  expect(shallow.git('log', '--format=%P')).toBe('');
  expect(await readCommit(shallow.root, 'HEAD')).toEqual(expected);
});

test.each(['no-such..HEAD', `${'a'.repeat(40)}..HEAD`])('%s is a fault', async (range) => {
  await expect(walked(history(), range)).rejects.toMatchObject({ code: 'missing-commit' });
});

test('a walk that is broken off leaves no process', async () => {
  const repo = history();
  for await (const { commit } of walkCommits(repo.root, 'HEAD', isModel)) {
    expect(commit.subject).toBe('first');
    break;
  }
});

test('a commit that isn’t here is a fault, and no option', async () => {
  const repo = history();
  await expect(readCommit(repo.root, 'a'.repeat(40))).rejects.toMatchObject({ name: 'Fault' });
  await expect(readCommit(repo.root, '--all')).rejects.toMatchObject({ name: 'Fault' });
});
