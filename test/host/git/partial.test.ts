import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { gate, line, worktreeSide } from '../../support/gate.ts';
import { net } from '../../support/models.ts';
import { cloneOf, removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const [small, large] = [202_832n, 700_576n];

/** Two folders with a model each; head changes both. */
function origin(): { readonly repo: TestRepository; readonly base: string; readonly head: string } {
  const repo = testRepository();
  for (const folder of ['a', 'b']) repo.write(`${folder}/net.onnx`, net());
  repo.write('b/kept.onnx', net({ depth: 4 }));
  const base = repo.commit('base');
  for (const folder of ['a', 'b']) repo.write(`${folder}/net.onnx`, net({ channels: 16 }));
  return { repo, base, head: repo.commit('head') };
}
const both = ['a', 'b'].map((folder) => `changed ${folder}/net.onnx ${small} → ${large} warn`);

describe('clones that have only a part', () => {
  test.each([
    ['--filter=tree:0'],
    ['--filter=blob:none'],
    ['--filter=blob:limit=1k'],
    ['--depth=2', '--filter=blob:none'],
    ['--depth=2'],
  ])('cloned with %s', async (...flags) => {
    const { repo, base, head } = origin();
    const clone = cloneOf(repo, '--no-checkout', ...flags);
    expect((await gate(clone, base, head)).models.map(line)).toEqual(both);
  });

  test('a sparse checkout: models outside of it are neither gone nor unjudged', async () => {
    const { repo, base, head } = origin();
    const clone = cloneOf(repo);
    clone.git('sparse-checkout', 'set', 'a');
    expect(existsSync(join(clone.root, 'b'))).toBe(false);
    for (const side of [head, worktreeSide]) {
      // oxlint-disable-next-line no-await-in-loop
      const report = await gate(clone, base, side);
      expect(report.models.map(line)).toEqual(both);
      expect(report.unchanged).toBe(1);
    }
    // What is changed inside of it is seen as it lies.
    clone.write('a/net.onnx', net());
    expect((await gate(clone, base, worktreeSide)).models.map(line)).toEqual([both[1]]);
  });

  test('a sparse, partial, shallow clone, as large repositories are checked out', async () => {
    const { repo, base, head } = origin();
    const clone = cloneOf(repo, '--depth=2', '--filter=blob:none', '--sparse');
    clone.git('sparse-checkout', 'set', 'a');
    expect((await gate(clone, base, head)).models.map(line)).toEqual(both);
  });
});

function withSubmodule(): { readonly repo: TestRepository; readonly base: string; readonly head: string } {
  const inner = origin();
  const repo = testRepository();
  repo.write('own.onnx', net());
  repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', `file://${inner.repo.root}`, 'vendor');
  repo.git('-C', 'vendor', 'checkout', '-q', inner.base);
  const base = repo.commit('base');
  repo.git('-C', 'vendor', 'checkout', '-q', inner.head);
  repo.write('own.onnx', net({ channels: 16 }));
  return { repo, base, head: repo.commit('head') };
}

describe('submodules', () => {
  test('aren’t looked into; that one points elsewhere is said', async () => {
    const { repo, base, head } = withSubmodule();
    for (const side of [head, worktreeSide]) {
      // oxlint-disable-next-line no-await-in-loop
      const report = await gate(repo, base, side);
      expect(report.models.map(line)).toEqual([`changed own.onnx ${small} → ${large} warn`]);
      expect(report.findings).toEqual([
        {
          code: 'submodule-changed',
          level: 'warning',
          detail: "`vendor` is a submodule and points elsewhere: models in it aren't looked at",
        },
      ]);
    }
  });

  test('that aren’t fetched, as in a plain checkout', async () => {
    const { repo, base, head } = withSubmodule();
    const clone = cloneOf(repo, '--depth=2');
    const report = await gate(clone, base, head);
    expect(report.models).toHaveLength(1);
    expect(report.findings).toHaveLength(1);
  });
});
