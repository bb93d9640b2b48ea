import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isWorkflow, planInit, type InitPlan } from '#gate/setup/init.ts';
import { openRepository } from '#host/git/repository.ts';
import { readPolicy } from '#policy/read-policy.ts';
import { net } from '../../support/models.ts';
import { removeScratch, testRepository } from '../../support/repository.ts';

afterAll(removeScratch);

/** The plan for a repository with these files in its worktree, and how far it said it was. */
async function planned(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<InitPlan & { readonly steps: readonly string[] }> {
  const repo = testRepository();
  for (const [path, content] of Object.entries(files)) repo.write(path, content);
  const steps: string[] = [];
  const plan = await planInit(
    await openRepository(repo.root),
    (done, of, path) => void steps.push(`${done}/${of} ${path}`),
  );
  return { ...plan, steps };
}

const uses = (what: string): string => `on: push\njobs:\n  a:\n    steps:\n      - name: x\n        uses: ${what}\n`;

describe('the workflow', () => {
  test.each([
    ['flopgate/flopgate@v1', true],
    ['"flopgate/flopgate@v1" # pinned', true],
    ['./tools/flopgate@v1', true],
    ['own/flopgate-fork@v1', false],
    ['actions/checkout@v7 # not flopgate@v1', false],
    ['./flopgate', false],
  ])('that uses %s runs it already: %s', async (what, is) => {
    const { workflow, files } = await planned({ '.github/workflows/ci.yaml': uses(what) });
    expect(workflow).toBe(is ? '.github/workflows/ci.yaml' : null);
    expect(files.map(({ path }) => path)).toEqual(['flopgate.yml', ...(is ? [] : ['.github/workflows/flopgate.yml'])]);
  });

  test('at its usual place would be overwritten, whatever it holds', async () => {
    const text = 'on: push\n';
    const { workflow, files } = await planned({
      '.github/workflows/flopgate.yml': text,
      '.github/workflows/a.yml': uses('flopgate/flopgate@v1'),
    });
    expect([workflow, files[1]?.before]).toEqual([null, text]);
  });

  test('is the one that README.md shows', async () => {
    const { files } = await planned({});
    const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
    for (const line of (files[1]?.content ?? '').trim().split('\n')) expect(readme).toContain(line.trim());
  });

  test.each([
    ['.github/workflows/a.yml', true],
    ['.github/workflows/a.yaml', true],
    ['.github/workflows/sub/a.yml', false],
    ['x/.github/workflows/a.yml', false],
    ['.github/workflows/a.json', false],
  ])('%s is one: %s', (path, is) => expect(isWorkflow(path)).toBe(is));
});

describe('the policy', () => {
  test.each(['flopgate.yml', 'flopgate.yaml', '.github/flopgate.yml'])(
    'is written over the one at %s',
    async (path) => {
      const { files } = await planned({ [path]: 'version: 1\n' });
      expect(files[0]).toMatchObject({ path, before: 'version: 1\n' });
    },
  );

  test('counts each model as it lies, weights beside it included, and says which can’t be read', async () => {
    const bytes = net();
    const { files, models, unreadable, steps } = await planned({
      'a.onnx': bytes,
      'b/c.onnx': 'no model',
      'notes.md': '',
    });
    expect([models, unreadable]).toEqual([2, ['b/c.onnx']]);
    expect(steps.toSorted()).toEqual(['0/2 a.onnx', '1/2 b/c.onnx']);
    const policy = readPolicy(files[0]?.content ?? '', 'flopgate.yml');
    expect(policy.models.map(({ path }) => path)).toEqual(['a.onnx', 'b/c.onnx']);
    const size = policy.models[0]?.budgets.get('size')?.max?.value ?? 0n;
    expect(Number(size) / bytes.length).toBeGreaterThanOrEqual(1);
    expect(Number(size) / bytes.length).toBeLessThan(1.011);
  });
});
