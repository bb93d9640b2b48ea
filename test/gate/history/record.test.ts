import { afterAll, describe, expect, test } from 'vitest';
import { catalogOf } from '#gate/find/catalog.ts';
import { createVersionCounter, versionKey, type Version } from '#gate/history/count-version.ts';
import {
  backfillCommits,
  policiesOfThen,
  policyAt,
  recordCommit,
  wantedBy,
  type RecordBench,
} from '#gate/history/record.ts';
import { readCommit } from '#host/data-branch/walk.ts';
import { openRepository, type Repository } from '#host/git/repository.ts';
import type { LatencyOutcome } from '#judge/types.ts';
import { planFor } from '#policy/model-plan.ts';
import { defaultPolicy } from '#policy/default.ts';
import { net } from '../../support/models.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

/** MACs of the net by its own docstring: conv i is size² · channels · (3 or channels) · 9, then channels · 10. */
const macsOf = (channels: number, size = 16): string =>
  String(size * size * channels * 3 * 9 + size * size * channels * channels * 9 + channels * 10);

const policy = `version: 1
history: { branch: figures }
models:
  - { id: net, path: net.onnx, budgets: { macs: { max: 1G } }, cases: [{ name: large, dims: { side: 32 } }] , dims: { side: 16 } }
  - { id: broken, path: broken.onnx }
`;

function repository(): TestRepository {
  const repo = testRepository();
  repo.write('flopgate.yml', policy);
  repo.write('net.onnx', net({ size: 'side' }));
  repo.write('copy/net.onnx', net());
  repo.write('copy/same.onnx', net());
  repo.write('broken.onnx', 'no model');
  return repo;
}

async function recorded(repo: TestRepository, sha: string, bench?: RecordBench) {
  const host = await openRepository(repo.root);
  const counter = createVersionCounter(host, new Map());
  const question = { commit: await readCommit(repo.root, sha), version: '1.2.3', counter };
  const made = await recordCommit(host, { ...question, ...(bench === undefined ? {} : { bench }) });
  return { ...made, read: counter.read };
}

const order = (a: unknown, b: unknown): number => (String(a) < String(b) ? -1 : 1);

describe('a commit’s record', () => {
  test('holds every model in every case, with the figures that a sum on paper gives, and one that can’t be read', async () => {
    const repo = repository();
    const sha = repo.commit('all of it\n\nFlopgate-Accept: net.macs +9% no base: not read');
    const { record, branch, read, layers } = await recorded(repo, sha);
    expect(branch).toBe('figures');
    expect(record).toMatchObject({
      schema: 'flopgate/record/1',
      sha,
      parents: [],
      subject: 'all of it',
      version: '1.2.3',
      backfilled: false,
      acceptances: [],
    });
    const rows = record.models.map((model) => [
      model.id,
      model.case,
      model.figures.macs,
      model.failure?.code,
      model.budgets.macs,
    ]);
    expect(rows.toSorted(order)).toEqual(
      [
        ['net', '', macsOf(8), undefined, '1000000000'],
        ['net', 'large', macsOf(8, 32), undefined, '1000000000'],
        ['copy/net.onnx', '', macsOf(8), undefined, undefined],
        ['copy/same.onnx', '', macsOf(8), undefined, undefined],
        ['broken', '', undefined, record.models.find(({ id }) => id === 'broken')?.failure?.code, undefined],
      ].toSorted(order),
    );
    expect(record.models.find(({ id }) => id === 'broken')).toMatchObject({ exact: false, figures: {}, format: null });
    // Two files of one content are read once, and one of two cases once.
    expect(read).toBe(3);
    expect(layers.size).toBe(3);
    const keys = record.models.map(({ key }) => key);
    expect(new Set(keys).size).toBe(4);
    for (const key of layers.keys()) expect(keys).toContain(key);
  });

  test('holds what people accepted in the commits that it brought', async () => {
    const repo = repository();
    repo.commit('first');
    repo.write('net.onnx', net({ channels: 9 }));
    const sha = repo.commit('wider\n\nFlopgate-Accept: net.macs +30% we want it');
    expect((await recorded(repo, sha)).record.acceptances).toEqual([
      { model: 'net', metric: 'macs', reason: 'we want it', by: sha },
    ]);
  });

  test.each([
    ['version: 9', 'bad-policy'],
    ['version: 1\nhistory: { branch: "../x" }', 'bad-policy'],
  ])('under a policy that can’t be read is none: %s', async (text, code) => {
    const repo = repository();
    repo.write('flopgate.yml', text);
    await expect(recorded(repo, repo.commit('bad'))).rejects.toMatchObject({ code });
  });

  test('without a policy is by the built-in one; a named one must be there', async () => {
    const repo = testRepository();
    const sha = repo.commit('nothing');
    const host = await openRepository(repo.root);
    expect((await policyAt(host, { kind: 'commit', sha })).path).toBeNull();
    await expect(policyAt(host, { kind: 'commit', sha }, 'own.yml')).rejects.toMatchObject({ code: 'missing-policy' });
  });
});

const timed = (headMs: number | null): LatencyOutcome =>
  ({
    verdict: 'within',
    ratio: 1.1,
    interval: [1, 1.2],
    headMs,
    provider: 'cpu',
    threads: 1,
    clock: 'cpu',
    reason: headMs === null ? 'out of time' : null,
  }) as unknown as LatencyOutcome;

describe('latency', () => {
  test('is measured of what differs from the parent and can be counted, and recorded where there is a time', async () => {
    const repo = repository();
    repo.write('flopgate.yml', `${policy}defaults: { budgets: { latency: { fail: +5% } } }\n`);
    repo.commit('first');
    repo.write('net.onnx', net({ size: 'side', channels: 9 }));
    repo.write('broken.onnx', 'still no model');
    repo.write('copy/same.onnx', net({ depth: 1 }));
    const sha = repo.commit('second');
    const asked: string[] = [];
    const bench: RecordBench = async (pairs) => {
      asked.push(
        ...pairs.map(({ base, head, casePlan }) => `${base?.path ?? '-'} ${head?.path ?? '-'} ${casePlan.name}`),
      );
      const outcomes = new Map(pairs.map(({ key, head }) => [key, timed(head?.path === 'net.onnx' ? 5 : null)]));
      return { outcomes, environment: { cpu: 'x' } };
    };
    const { record, unmeasured } = await recorded(repo, sha, bench);
    expect(asked.toSorted()).toEqual([
      'copy/same.onnx copy/same.onnx ',
      'net.onnx net.onnx ',
      'net.onnx net.onnx large',
    ]);
    expect(record.environment).toEqual({ cpu: 'x' });
    const times = record.models.map(({ id, latency }) => [id, latency?.ms ?? null]);
    expect(times.filter(([, ms]) => ms !== null)).toEqual([
      ['net', 5],
      ['net', 5],
    ]);
    expect(unmeasured).toEqual([{ path: 'copy/same.onnx', reason: 'out of time' }]);
  });
});

const file = (id: string | null, path = 'a.onnx') => ({ tree: { kind: 'worktree' } as const, path, id });

describe('versions', () => {
  const [plan] = [planFor(defaultPolicy, 'a.onnx')];
  const [casePlan] = plan?.cases ?? [];
  if (plan === null || plan === undefined || casePlan === undefined) throw new Error('no plan');
  const key = (
    more: Partial<Parameters<typeof versionKey>[2]> = {},
    external: Parameters<typeof versionKey>[1] = [],
    counter = '1',
  ): string => versionKey(file('c'.repeat(40)), external, { ...casePlan, ...more }, counter);

  test('of other content, sizes, inputs, weights or counters have other keys; a path or name changes none', () => {
    const keys = [
      key(),
      key({ dims: new Map([['n', 1n]]) }),
      key({ dims: new Map([['n', 2n]]) }),
      key({ dims: new Map([['m', 1n]]) }),
      key({ inputs: new Map([['n', [1n]]]) }),
      key({ inputs: new Map([['n', [1n, 1n]]]) }),
      key({}, [file('d')]),
      key({}, [file('e')]),
      key({}, [file('d'), file('e')]),
      key({}, [], '2'),
      versionKey(file('f'.repeat(40)), [], casePlan, '1'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    for (const one of keys) expect(one).toMatch(/^[0-9a-f]{40}-[0-9a-f]{16}$/);
    expect(versionKey(file('c'.repeat(40), 'b.onnx'), [], { ...casePlan, name: 'other' }, '1')).toBe(key());
  });

  test('that are known aren’t read; those that fail are tried again, and never kept', async () => {
    const repo = testRepository();
    repo.write('a.onnx', net());
    repo.write('b.onnx', 'no model');
    const sha = repo.commit('models');
    const host: Repository = await openRepository(repo.root);
    const files = await host.list({ kind: 'commit', sha }, (path) => path.endsWith('.onnx'));
    const versions = files.map((one): Version => ({ key: one.path, plan, casePlan, file: one, external: [] }));
    const known = new Map();
    const counter = createVersionCounter(host, known);
    const first = await counter.count(versions);
    expect([counter.read, [...known.keys()], [...first.fresh.keys()]]).toEqual([2, ['a.onnx'], ['a.onnx']]);
    expect(first.figures.get('a.onnx')).toMatchObject({ exact: true, format: 'onnx', figures: { macs: macsOf(8) } });
    expect(first.figures.get('b.onnx')?.failure).not.toBeNull();
    const second = await counter.count(versions);
    expect([counter.read, second.fresh.size]).toEqual([3, 0]);
    expect(second.figures).toEqual(first.figures);
  });

  test('of long ago are counted by today’s policy, each content once, without budgets if there was no policy', async () => {
    const repo = repository();
    const shas = [repo.commit('one'), repo.commit('two: the same')];
    const host = await openRepository(repo.root);
    const head = await policyAt(host, { kind: 'commit', sha: shas[1] ?? '' });
    const catalog = catalogOf(head);
    const counter = createVersionCounter(host, new Map());
    const commits = await Promise.all(
      shas.map(async (sha) => ({
        commit: await readCommit(repo.root, sha),
        files: await host.list({ kind: 'commit', sha }, wantedBy(catalog)),
      })),
    );
    const policyOf = policiesOfThen({ text: async () => null });
    const { records } = await backfillCommits(host, commits, {
      catalog,
      counter,
      version: '1',
      policyOf,
      before: null,
    });
    expect(records.map(({ backfilled, models }) => [backfilled, models.length])).toEqual([
      [true, 5],
      [true, 5],
    ]);
    expect(records.flatMap(({ models }) => models).every(({ budgets }) => Object.keys(budgets).length === 0)).toBe(
      true,
    );
    expect(counter.read).toBe(3);
  });
});
