import { afterAll, describe, expect, test } from 'vitest';
import { Fault } from '#graph/fault.ts';
import { reportJson } from '#report/json.ts';
import { startThreads } from '#system/threads.ts';
import { join } from 'node:path';
import { gate, line } from '../../support/gate.ts';
import { net } from '../../support/models.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const entry = join(import.meta.dirname, '../../../src/thread.ts');
const policy =
  'version: 1\ndefaults: { budgets: { macs: { fail: +5% } } }\nmodels: [{ path: m1.onnx, cases: [{ name: twice }, { name: again }] }]\n';

function manyModels(): { readonly repo: TestRepository; readonly base: string; readonly head: string } {
  const repo = testRepository();
  repo.write('flopgate.yml', policy);
  for (let i = 0; i < 6; i += 1) repo.write(`m${i}.onnx`, net({ channels: 8 + i }));
  // One content at two paths, and one that can't be read.
  repo.write('same.onnx', net({ channels: 8 }));
  repo.write('broken.onnx', net());
  const base = repo.commit('base');
  for (let i = 0; i < 6; i += 1) repo.write(`m${i}.onnx`, net({ channels: 8 + 2 * i, names: 'head/' }));
  repo.write('same.onnx', net({ channels: 8, names: 'head/' }));
  repo.write('broken.onnx', 'not a model\n');
  return { repo, base, head: repo.commit('head') };
}

describe('threads', () => {
  test('come to the report that one thread comes to', async () => {
    const { repo, base, head } = manyModels();
    const alone = await gate(repo, base, head);
    const seen: string[] = [];
    let pieces = 0;
    const spread = await gate(repo, base, head, {
      threads: (count, handlers) => {
        pieces = count;
        return startThreads(entry, 2, handlers);
      },
      progress: ({ stage, what, of }) => stage === 'count' && seen.push(`${what} of ${of}`),
    });
    expect(reportJson(spread)).toBe(reportJson(alone));
    expect(alone.models).toHaveLength(9);
    expect(pieces).toBe(6);
    expect(seen.toSorted()).toEqual(
      ['broken', 'm0', 'm1', 'm2', 'm3', 'm4', 'm5', 'same'].map((name) => `${name}.onnx of 8`),
    );
  });

  test('one that ends fails the models that it had, and no other', async () => {
    const { repo, base, head } = manyModels();
    const report = await gate(repo, base, head, {
      threads: (_, handlers) => {
        const threads = startThreads(entry, 1, handlers);
        let calls = 0;
        return {
          close: async () => threads.close(),
          async run(name, argument) {
            calls += 1;
            if (calls === 2) throw new Fault('thread-ended', 'a model took more memory than a thread has', 'shard');
            return threads.run(name, argument);
          },
        };
      },
    });
    const failed = report.models.filter(
      ({ head: side }) => side?.kind === 'failed' && side.failure.code === 'thread-ended',
    );
    expect(failed.map(line)).toEqual(['changed m1.onnx (again) - → - fail', 'changed m1.onnx (twice) - → - fail']);
    expect(report.models).toHaveLength(9);
  });
});
