import { afterAll, describe, expect, test } from 'vitest';
import { gate, line } from '../support/gate.ts';
import { net } from '../support/models.ts';
import { removeScratch, testRepository, type TestRepository } from '../support/repository.ts';

afterAll(removeScratch);

const policy = (budgets: string): string =>
  `version: 1\ngroups: [{ id: encoders, paths: 'encoders/**', budgets: { ${budgets} } }]\ndefaults: { budgets: {} }\n`;

/** Three encoders and a decoder under a policy; the change is head's. */
function fleet(budgets: string, change: (repository: TestRepository) => void) {
  const repo = testRepository();
  repo.write('flopgate.yml', policy(budgets));
  for (const name of ['encoders/a', 'encoders/b', 'encoders/c', 'decoder'])
    repo.write(`${name}.onnx`, net({ channels: 4 }));
  const base = repo.commit('base');
  change(repo);
  return { repo, base, head: repo.commit('head') };
}

const widen = (path: string, channels: number) => (repo: TestRepository) => repo.write(path, net({ channels }));

describe('a sum over a glob', () => {
  test.each<[string, string, (repo: TestRepository) => void, number]>([
    ['a model at three times the cost, of three: +71 %', 'macs: { fail: +70% }', widen('encoders/a.onnx', 8), 1],
    ['within what the sum may grow', 'macs: { fail: +75% }', widen('encoders/a.onnx', 8), 0],
    ['a new model counts', 'macs: { fail: +30% }', widen('encoders/d.onnx', 4), 1],
    ['above the ceiling of the sum', 'params: { max: 400 }', widen('encoders/a.onnx', 40), 1],
    ['another model is none of it', 'macs: { fail: +1% }', widen('decoder.onnx', 400), 0],
    ['bytes, too', 'size: { fail: +1% }', widen('encoders/a.onnx', 40), 1],
    [
      'one that moves out counts at base only',
      'macs: { fail: +0% }',
      (repo) => repo.git('mv', 'encoders/a.onnx', 'a.onnx'),
      0,
    ],
    [
      'one that moves in counts at head only',
      'macs: { fail: +30% }',
      (repo) => repo.git('mv', 'decoder.onnx', 'encoders/d.onnx'),
      1,
    ],
    ['one that goes away', 'macs: { fail: +0% }', (repo) => repo.remove('encoders/c.onnx'), 0],
  ])('%s', async (_, budgets, change, exitCode) => {
    const { repo, base, head } = fleet(budgets, change);
    expect(await gate(repo, base, head)).toMatchObject({ exitCode });
  });

  test('the sum stands in the report as a model does, with all that it holds', async () => {
    const { repo, base, head } = fleet('macs: { fail: +30% }', widen('encoders/a.onnx', 8));
    const report = await gate(repo, base, head);
    const sum = report.models.find(({ id }) => id === 'encoders');
    expect(sum).toMatchObject({ case: 'sum of 3 models', path: 'encoders/**', verdict: 'fail' });
    const one = report.models.find(({ id }) => id === 'encoders/a.onnx')?.figures.macs;
    expect(sum?.figures.macs).toMatchObject({ base: 3n * (one?.base ?? 0n), delta: one?.delta });
    expect(report.models.map(line)).toHaveLength(2);
  });

  test('a run that is narrowed to some paths sums all of the group', async () => {
    const { repo, base, head } = fleet('macs: { fail: +30% }', widen('encoders/a.onnx', 8));
    const report = await gate(repo, base, head, { paths: ['encoders/a.onnx'] });
    expect(report.models.find(({ id }) => id === 'encoders')).toMatchObject({ case: 'sum of 3 models' });
  });

  test('shards: the first judges the sum, whoever judges its models', async () => {
    const { repo, base, head } = fleet('macs: { fail: +30% }', (of) => {
      widen('encoders/a.onnx', 8)(of);
      widen('encoders/b.onnx', 8)(of);
    });
    const reports = await Promise.all([1, 2].map(async (index) => gate(repo, base, head, { shard: { index, of: 2 } })));
    expect(reports.map(({ models }) => models.filter(({ id }) => id === 'encoders').length)).toEqual([1, 0]);
    expect(reports[0]?.exitCode).toBe(1);
  });

  test('a person accepts a sum as a model', async () => {
    const { repo, base } = fleet('macs: { fail: +30% }', widen('encoders/a.onnx', 8));
    repo.write('a.txt', 'x');
    const head = repo.commit('x\n\nFlopgate-Accept: encoders.macs +75% a better encoder');
    expect(await gate(repo, base, head)).toMatchObject({ exitCode: 0, verdict: 'warn' });
  });
});

test('a member that can’t be read: the sum can’t be judged', async () => {
  const { repo, base, head } = fleet('macs: { fail: +30% }', (of) => of.write('encoders/a.onnx', 'nothing'));
  const report = await gate(repo, base, head);
  expect(report.exitCode).toBe(2);
  expect(report.models.find(({ id }) => id === 'encoders')).toMatchObject({ verdict: 'fail' });
});
