import { afterAll, expect, test } from 'vitest';
import { recordPath } from '#history/record.ts';
import { backfill } from '#gate/history/story.ts';
import { openRepository } from '#host/git/repository.ts';
import { walkCommits } from '#host/data-branch/walk.ts';
import type { HistoryRecord } from '#history/record.ts';
import { residualNet } from '../../support/residual-net.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const policy = (budgets: string, more = ''): string =>
  `version: 1\nmodels: [{ id: net, path: net.onnx, budgets: { macs: { ${budgets} } }${more} }]\n`;

interface Step {
  readonly policy?: string;
  readonly model?: Uint8Array;
  readonly message?: string;
}

function commit(repo: TestRepository, { policy: text, model, message = 'change' }: Step): string {
  if (text !== undefined) repo.write('flopgate.yml', text);
  if (model !== undefined) repo.write('net.onnx', model);
  return repo.commit(message);
}

/** What a backfill of all commits writes, oldest first, and how often a policy's text was asked for. */
async function backfilled(
  repo: TestRepository,
): Promise<{ readonly records: readonly HistoryRecord[]; readonly texts: number }> {
  const repository = await openRepository(repo.root);
  const files = new Map<string, string>();
  let texts = 0;
  const host = {
    ...repository,
    text: async (...asked: Parameters<typeof repository.text>) => {
      texts += 1;
      return repository.text(...asked);
    },
  };
  const shas = repo.git('rev-list', '--reverse', 'HEAD').split('\n');
  const branch = {
    append: async (_: string, compose: Parameters<Parameters<typeof backfill>[1]['append']>[1]) => {
      const tip = { present: async () => new Set<string>(), read: async () => null };
      for (const { path, text } of (await compose(tip)) as readonly { path: string; text: string }[])
        files.set(path, text);
      return { kind: 'written' as const, tries: 1 };
    },
  };
  await backfill(host, branch, {
    version: 'test',
    policyOf: shas.at(-1) ?? '',
    walk: (wanted) => walkCommits(repo.root, 'HEAD', wanted),
    progress: () => undefined,
  });
  return { texts, records: shas.map((sha) => JSON.parse(files.get(recordPath(sha)) ?? 'null') as HistoryRecord) };
}

test('each commit has the ceilings of its own time, and what was accepted with its change', async () => {
  const repo = testRepository();
  commit(repo, { model: residualNet() });
  commit(repo, { policy: policy('max: 80M') });
  commit(repo, {
    model: residualNet({ widths: [16, 34, 64] }),
    message: 'wider\n\nFlopgate-Accept: net.macs +20% better',
  });
  commit(repo, { message: 'nothing\n\nFlopgate-Accept: net.macs +20% of no model' });
  commit(repo, { policy: 'version: [' });
  commit(repo, { policy: policy('max: 90M') });
  const { records } = await backfilled(repo);
  expect(records.map(({ models }) => models[0]?.budgets)).toEqual([
    {},
    { macs: '80000000' },
    { macs: '80000000' },
    { macs: '80000000' },
    {},
    { macs: '90000000' },
  ]);
  expect(records.map(({ acceptances }) => acceptances.map(({ metric, reason }) => `${metric} ${reason}`))).toEqual([
    [],
    [],
    ['macs better'],
    [],
    [],
    [],
  ]);
});

test('a ceiling for other sizes is none for today’s', async () => {
  const repo = testRepository();
  const open = residualNet({ batch: 'n' });
  commit(repo, { policy: policy('max: 80M', ', dims: { n: 1 }'), model: open });
  commit(repo, { policy: policy('max: 800M', ', dims: { n: 8 }') });
  const { records } = await backfilled(repo);
  expect(records.map(({ models }) => models[0]?.budgets)).toEqual([{}, { macs: '800000000' }]);
});

test('a policy is read once for each of its versions', async () => {
  const repo = testRepository();
  commit(repo, { policy: policy('max: 80M'), model: residualNet() });
  for (let i = 0; i < 6; i += 1) commit(repo, {});
  const { texts, records } = await backfilled(repo);
  expect(records).toHaveLength(7);
  expect(texts).toBeLessThanOrEqual(2);
});
