import { afterAll, expect, test } from 'vitest';
import { gate } from '../../support/gate.ts';
import { residualNet } from '../../support/residual-net.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const policy = `version: 1
models:
  - id: net
    path: net.onnx
    budgets:
      macs:
        max: 80M
defaults:
  budgets:
    params: { fail: +5% }
    size:
      fail: +5%
`;

function commit(repo: TestRepository, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) repo.write(path, content);
  return repo.commit('files');
}

const wider = { widths: [16, 34, 64], kernels: [3, 5] };

test('a judgement knows the line of the limit that broke, in the policy that judged', async () => {
  const repo = testRepository();
  const base = commit(repo, { 'flopgate.yml': policy, 'net.onnx': residualNet() });
  const head = commit(repo, { 'flopgate.yml': `# moved\n${policy}`, 'net.onnx': residualNet(wider) });
  const lines = async (policyFrom: 'head' | 'base'): Promise<readonly string[]> => {
    const { models } = await gate(repo, base, head, { policyFrom });
    return models.flatMap(({ judgements }) =>
      judgements.filter(({ broke }) => broke !== null).map(({ metric, line }) => `${metric} ${line ?? '-'}`),
    );
  };
  expect(await lines('base')).toEqual(expect.arrayContaining(['macs 7', 'params 10', 'size 12']));
  expect(await lines('head')).toEqual(expect.arrayContaining(['macs 8', 'params 11', 'size 13']));
});

test('built-in limits have none', async () => {
  const repo = testRepository();
  const base = commit(repo, { 'net.onnx': residualNet() });
  const head = commit(repo, { 'net.onnx': residualNet(wider) });
  const { models } = await gate(repo, base, head);
  expect(models.flatMap(({ judgements }) => judgements.map(({ line }) => line))).not.toContainEqual(expect.any(Number));
});
