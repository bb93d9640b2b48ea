import { afterAll, describe, expect, test } from 'vitest';
import { openPorcelain } from '#host/git/porcelain.ts';
import { resolveCommit } from '#host/git/revision.ts';
import { gate, line, worktreeSide } from './support/gate.ts';
import { net } from './support/models.ts';
import { cloneOf, removeScratch, testRepository, type TestRepository } from './support/repository.ts';

afterAll(removeScratch);

/** By the formula in find/catalog.ts: 16²·8·(3 + 8)·9 + 80, and the same with 16 channels. */
const small = 202_832n;
const large = 700_576n;

const detectorAt = (path: string): string => `version: 1\nmodels:\n  - { id: detector, path: ${path} }\n`;

/** Files at base, and what becomes of them at head; null removes. */
async function pullRequest(
  base: Readonly<Record<string, string | Uint8Array>>,
  head: Readonly<Record<string, string | Uint8Array | null>>,
): Promise<{ readonly repo: TestRepository; readonly base: string; readonly head: string }> {
  const repo = testRepository();
  for (const [path, content] of Object.entries(base)) repo.write(path, content);
  const from = repo.commit('base');
  for (const [path, content] of Object.entries(head)) {
    if (content === null) repo.remove(path);
    else repo.write(path, content);
  }
  return { repo, base: from, head: repo.commit('head') };
}

const lines = async (pr: Awaited<ReturnType<typeof pullRequest>>): Promise<readonly string[]> =>
  (await gate(pr.repo, pr.base, pr.head)).models.map(line);

describe('what became of a model', () => {
  test('nothing: skipped, at once', async () => {
    const pr = await pullRequest({ 'a.onnx': net(), 'x.txt': 'a' }, { 'x.txt': 'b' });
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report).toMatchObject({ verdict: 'skipped', exitCode: 0, models: [], unchanged: 1 });
  });

  test('changed', async () => {
    const pr = await pullRequest({ 'a.onnx': net(), 'b.onnx': net() }, { 'a.onnx': net({ channels: 16 }) });
    expect(await lines(pr)).toEqual([`changed a.onnx ${small} → ${large} warn`]);
  });

  test('added and removed', async () => {
    const pr = await pullRequest({ 'a.onnx': net() }, { 'a.onnx': null, 'b/c.onnx': net({ depth: 9, channels: 64 }) });
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report.models.map(line)).toEqual([
      `removed a.onnx ${small} → - warn`,
      `added b/c.onnx - → ${256n * 64n * 27n + 8n * 256n * 64n * 64n * 9n + 640n} skipped`,
    ]);
  });

  test('moved: the same content elsewhere', async () => {
    const pr = await pullRequest({ 'a.onnx': net() }, { 'a.onnx': null, 'models/b.onnx': net() });
    expect(await lines(pr)).toEqual([`moved a.onnx → models/b.onnx ${small} → ${small} pass`]);
  });

  test('renamed and edited: known by its structure, whatever the names inside', async () => {
    const pr = await pullRequest(
      { 'a.onnx': net({ depth: 6 }), 'other.onnx': net({ channels: 32 }) },
      {
        'a.onnx': null,
        'b.onnx': net({ depth: 7, names: 'new/' }),
        'other.onnx': null,
        'zoo/other.onnx': net({ channels: 32, depth: 3 }),
      },
    );
    const [conv, fc, first] = [256n * 64n * 9n, 80n, 55_296n];
    const [wide, layer] = [256n * 32n * 27n + 320n, 256n * 32n * 32n * 9n];
    expect(await lines(pr)).toEqual([
      `renamed a.onnx → b.onnx ${first + 5n * conv + fc} → ${first + 6n * conv + fc} warn`,
      `renamed other.onnx → zoo/other.onnx ${wide + layer} → ${wide + 2n * layer} warn`,
    ]);
  });

  test('renamed, known by the id that each side’s policy gives it', async () => {
    const pr = await pullRequest(
      { 'flopgate.yml': detectorAt('a.onnx'), 'a.onnx': net({ depth: 1 }) },
      { 'flopgate.yml': detectorAt('b.onnx'), 'a.onnx': null, 'b.onnx': net({ channels: 16, depth: 4 }) },
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report.models.map(({ id, change, basePath, path }) => [id, change, basePath, path])).toEqual([
      ['detector', 'renamed', 'a.onnx', 'b.onnx'],
    ]);
  });

  test('first commit of all: everything is new, no pass without a word', async () => {
    const repo = testRepository();
    repo.write('a.onnx', net());
    const head = repo.commit('first');
    const report = await gate(repo, null, head);
    expect(report.base).toBeNull();
    expect(report.models.map(line)).toEqual([`added a.onnx - → ${small} skipped`]);
    expect(report.models[0]?.judgements[0]?.reasons).toEqual([{ kind: 'new' }]);
  });

  test('in the worktree, not known to git yet', async () => {
    const repo = testRepository();
    repo.write('a.onnx', net());
    const base = repo.commit('base');
    repo.write('a.onnx', net({ channels: 16 }));
    repo.write('b.onnx', net());
    const report = await gate(repo, base, worktreeSide);
    expect(report.models.map(line)).toEqual([
      `changed a.onnx ${small} → ${large} warn`,
      `added b.onnx - → ${small} skipped`,
    ]);
  });

  test('only its weights beside it: size changes, operations don’t', async () => {
    const policy = 'version: 1\ndefaults: { budgets: { size: { fail: +5% } } }\n';
    const model = net();
    const pr = await pullRequest(
      { 'flopgate.yml': policy, 'a.onnx': model, 'a.onnx.data': 'x'.repeat(1000), 'b.onnx_data': 'x' },
      { 'a.onnx.data': 'x'.repeat(2000), 'b.onnx_data': 'y' },
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report.models.map(line)).toEqual([`changed a.onnx ${small} → ${small} fail`]);
    const size = BigInt(model.length);
    expect(report.models[0]?.figures.size).toMatchObject({ base: size + 1000n, head: size + 2000n });
  });
});

describe('failures of one model stay its own', () => {
  const cases: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ['empty', '', /is empty/],
    ['cut short', net().subarray(0, 500), /cut|ends|passes the end/],
    ['text', '{"a": "a model by its name alone"}', /JSON text/],
    [
      'pointer',
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`,
      /Git LFS pointer.*12345 bytes/,
    ],
  ];
  test.each(cases)('%s', async (_, content, message) => {
    const pr = await pullRequest(
      { 'bad.onnx': net(), 'good.onnx': net() },
      { 'bad.onnx': content, 'good.onnx': net({ channels: 16 }) },
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report.models.map(line)).toEqual([
      `changed bad.onnx ${small} → - fail`,
      `changed good.onnx ${small} → ${large} warn`,
    ]);
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 2 });
    const bad = report.models[0]?.head;
    expect(bad).toMatchObject({ kind: 'failed', failure: { message: expect.stringMatching(message) as string } });
    expect(bad?.kind === 'failed' && bad.failure.hint.length > 0).toBe(true);
  });

  test('an unreadable base leaves the comparison undecided, never a pass', async () => {
    const policy = 'version: 1\ndefaults: { budgets: { macs: { fail: +2%, on_inconclusive: fail } } }\n';
    const pr = await pullRequest(
      { 'flopgate.yml': policy, 'a.onnx': 'not a model at all, but text' },
      { 'a.onnx': net() },
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report).toMatchObject({ verdict: 'undecided', exitCode: 3 });
  });

  test('an unknown operator: a finding, a lower bound, an undecided ceiling', async () => {
    const policy = 'version: 1\ndefaults: { budgets: { macs: { max: 1M, on_inconclusive: fail } } }\n';
    const tail = { op: 'Mystery', domain: 'acme' };
    const pr = await pullRequest({ 'flopgate.yml': policy, 'a.onnx': net() }, { 'a.onnx': net({ tail }) });
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report).toMatchObject({ verdict: 'undecided', exitCode: 3 });
    const [model] = report.models;
    expect(model?.head).toMatchObject({
      exact: false,
      findings: [{ code: 'unknown-op', level: 'lower-bound' }, { code: 'unknown-shape' }],
    });
    expect(model?.judgements.flatMap(({ reasons }) => reasons)).toContainEqual({
      kind: 'unknown-cost',
      layers: 1,
      ops: { first: ['Mystery'], count: 1 },
    });
  });
});

describe('the policy', () => {
  const strict = 'version: 1\ndefaults: { budgets: { macs: { fail: +2% } } }\n';
  const loose = 'version: 1\ndefaults: { budgets: { macs: { fail: +900% } } }\n';
  const change = { 'a.onnx': net({ channels: 16 }) };

  test('a budget breached: exit code 1', async () => {
    const pr = await pullRequest({ 'flopgate.yml': strict, 'a.onnx': net() }, change);
    expect(await gate(pr.repo, pr.base, pr.head)).toMatchObject({
      verdict: 'fail',
      exitCode: 1,
      policy: { from: 'head' },
    });
  });

  test('is the pull request’s own, which is announced where it loosens', async () => {
    const pr = await pullRequest({ 'flopgate.yml': strict, 'a.onnx': net() }, { ...change, 'flopgate.yml': loose });
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report).toMatchObject({ exitCode: 0, policy: { from: 'head', changes: [{ kind: 'loosened' }] } });
  });

  test('and base’s where head isn’t trusted', async () => {
    const pr = await pullRequest(
      { '.github/flopgate.yml': strict, 'a.onnx': net() },
      { ...change, '.github/flopgate.yml': loose },
    );
    const report = await gate(pr.repo, pr.base, pr.head, { policyFrom: 'base' });
    expect(report).toMatchObject({
      verdict: 'fail',
      exitCode: 1,
      policy: { from: 'base', path: '.github/flopgate.yml' },
    });
  });

  test('and base’s where that says policy: base', async () => {
    const own = `${strict}policy: base\n`;
    const pr = await pullRequest({ 'flopgate.yml': own, 'a.onnx': net() }, { ...change, 'flopgate.yml': loose });
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1, policy: { from: 'base' } });
    const late = await pullRequest({ 'flopgate.yml': loose, 'a.onnx': net() }, { ...change, 'flopgate.yml': own });
    expect(await gate(late.repo, late.base, late.head)).toMatchObject({ policy: { from: 'head' } });
  });

  test('none at base: an untrusted head’s isn’t heard', async () => {
    const pr = await pullRequest({ 'a.onnx': net() }, { ...change, 'flopgate.yml': loose });
    const report = await gate(pr.repo, pr.base, pr.head, { policyFrom: 'base' });
    expect(report).toMatchObject({ verdict: 'warn', exitCode: 0, policy: { from: 'defaults', path: null } });
  });

  test('broken: a fault with its line', async () => {
    const pr = await pullRequest(
      { 'a.onnx': net() },
      { ...change, 'flopgate.yml': 'version: 1\ndefaults:\n  budgts: {}\n' },
    );
    await expect(gate(pr.repo, pr.base, pr.head)).rejects.toMatchObject({
      code: 'bad-policy',
      message: expect.stringMatching(/^flopgate\.yml:3:3: .*did you mean budgets/) as string,
    });
  });

  test('broken where it doesn’t judge: told, not fatal', async () => {
    const pr = await pullRequest(
      { 'flopgate.yml': 'version: 7\n', 'a.onnx': net() },
      { ...change, 'flopgate.yml': strict },
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report).toMatchObject({ exitCode: 1, findings: [{ code: 'policy-unreadable' }] });
  });

  test('configured, but not there: a fault', async () => {
    const pr = await pullRequest({ 'a.onnx': net() }, change);
    await expect(gate(pr.repo, pr.base, pr.head, { config: 'ci/gate.yml' })).rejects.toMatchObject({
      code: 'missing-policy',
    });
  });

  test('an entry that fits no model is told', async () => {
    const policy = `${strict}models: [{ path: modles/*.onnx }, { path: a.onnx }]\n`;
    const pr = await pullRequest({ 'flopgate.yml': policy, 'a.onnx': net() }, change);
    expect((await gate(pr.repo, pr.base, pr.head)).findings).toMatchObject([{ code: 'unmatched-entry' }]);
  });

  test('new limits judge models that didn’t change', async () => {
    const tight = 'version: 1\nmodels: [{ path: a.onnx, budgets: { macs: { max: 100k } } }]\n';
    const pr = await pullRequest(
      { 'flopgate.yml': strict, 'a.onnx': net(), 'b.onnx': net() },
      { 'flopgate.yml': tight },
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report.models.map(line)).toContain(`unchanged a.onnx ${small} → ${small} fail`);
    expect(report.exitCode).toBe(1);
    const first = await pullRequest({ 'a.onnx': net(), 'b.onnx': net() }, { 'flopgate.yml': tight });
    expect((await gate(first.repo, first.base, first.head)).exitCode).toBe(1);
  });

  test('cases, and sizes that only the policy knows', async () => {
    const policy = `version: 1\nmodels:\n  - path: a.onnx\n    dims: { batch: 1, side: 16 }\n    cases: [{ name: b8, dims: { batch: 8 } }]\n`;
    const dynamic = { batch: 'batch', size: 'side' };
    const pr = await pullRequest(
      { 'flopgate.yml': policy, 'a.onnx': net(dynamic) },
      { 'a.onnx': net({ ...dynamic, channels: 16 }) },
    );
    expect(await lines(pr)).toEqual([
      `changed a.onnx ${small} → ${large} warn`,
      `changed a.onnx (b8) ${8n * small} → ${8n * large} warn`,
    ]);
  });

  test('a model that it names need not have a known extension; one that it ignores is left alone', async () => {
    const policy = 'version: 1\nmodels: [{ path: weights/*.bin }]\nignore: ["**/test/**"]\n';
    const pr = await pullRequest(
      { 'flopgate.yml': policy, 'weights/m.bin': net(), 'x/test/a.onnx': net() },
      { 'weights/m.bin': net({ channels: 16 }), 'x/test/a.onnx': net({ channels: 16 }) },
    );
    expect(await lines(pr)).toEqual([`changed weights/m.bin ${small} → ${large} warn`]);
  });

  test('a trailer of a head commit accepts, not where head isn’t trusted; a wrong one is told', async () => {
    const repo = testRepository();
    repo.write('flopgate.yml', strict);
    repo.write('a.onnx', net());
    const base = repo.commit('base');
    repo.write('a.onnx', net({ channels: 16 }));
    const head = repo.commit(
      'Wider\n\nFlopgate-Accept: a.onnx.macs +250% needed for accuracy\nFlopgate-Accept: a.onnx.mac +1%\n',
    );
    const report = await gate(repo, base, head);
    expect(report).toMatchObject({
      verdict: 'warn',
      exitCode: 0,
      acceptances: [{ via: 'trailer', by: head }],
      findings: [{ code: 'bad-acceptance' }],
    });
    expect(await gate(repo, base, head, { policyFrom: 'base' })).toMatchObject({ exitCode: 1, acceptances: [] });
  });
});

describe('clones', () => {
  test('of depth 1: the base commit is fetched alone, and of its files those that changed', async () => {
    const pr = await pullRequest({ 'a.onnx': net(), 'b.onnx': net({ depth: 3 }) }, { 'a.onnx': net({ channels: 16 }) });
    const clone = cloneOf(pr.repo, '--depth=1');
    const base = await resolveCommit(clone.root, await openPorcelain(clone.root), 'HEAD^', 'base');
    const report = await gate(clone, base, pr.head);
    expect(report.models.map(line)).toEqual([`changed a.onnx ${small} → ${large} warn`]);
  });

  test('without blobs: only changed models are fetched', async () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i) => [`${name}.onnx`, net({ depth: i + 1 })]),
    );
    const pr = await pullRequest(files, { 'a.onnx': net({ channels: 16 }), 'b.onnx': net({ channels: 32 }) });
    const clone = cloneOf(pr.repo, '--filter=blob:none', '--no-checkout');
    const report = await gate(clone, pr.base, pr.head);
    expect(report.models).toHaveLength(2);
    const missing = clone
      .git('rev-list', '--objects', '--missing=print', '--all')
      .split('\n')
      .filter((l) => l.startsWith('?'));
    expect(missing).toHaveLength(6);
  });
});

describe('many', () => {
  test('models of one content are counted once, each under its own path', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `m${String(i).padStart(2, '0')}.onnx`);
    const pr = await pullRequest(
      Object.fromEntries(names.map((name) => [name, net()])),
      Object.fromEntries(names.map((name) => [name, net({ channels: 16 })])),
    );
    const report = await gate(pr.repo, pr.base, pr.head);
    expect(report.models.map(line)).toEqual(names.map((name) => `changed ${name} ${small} → ${large} warn`));
  });

  test('shards part the models among them', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}.onnx`);
    const pr = await pullRequest(
      Object.fromEntries(names.map((name) => [name, net()])),
      Object.fromEntries(names.map((name) => [name, net({ channels: 16 })])),
    );
    const shards = await Promise.all(
      [1, 2].map(async (index) => gate(pr.repo, pr.base, pr.head, { shard: { index, of: 2 } })),
    );
    expect(shards.flatMap(({ models }) => models.map(({ path }) => path)).toSorted()).toEqual(names);
  });

  test('progress tells each model', async () => {
    const pr = await pullRequest({ 'a.onnx': net() }, { 'a.onnx': net({ channels: 16 }) });
    const seen: string[] = [];
    await gate(pr.repo, pr.base, pr.head, {
      progress: ({ stage, done, of, what }) => seen.push(`${stage} ${done}/${of} ${what}`),
    });
    expect(seen).toEqual(['policy 0/null ', 'changes 0/null ', 'count 0/1 a.onnx']);
  });

  test('the bench is asked once, about counted heads, and its answer judged', async () => {
    const pr = await pullRequest(
      { 'a.onnx': net(), 'bad.onnx': net() },
      { 'a.onnx': net({ channels: 16 }), 'bad.onnx': 'xx', 'new.onnx': net({ depth: 5 }) },
    );
    const asked: string[] = [];
    await gate(pr.repo, pr.base, pr.head, {
      bench: async (pairs) => {
        asked.push(...pairs.map(({ plan, base, head }) => `${plan.path} ${base?.path} ${head?.path}`));
        return { outcomes: new Map(), environment: { cpu: 'x' } };
      },
    });
    expect(asked.toSorted()).toEqual(['a.onnx a.onnx a.onnx', 'new.onnx undefined new.onnx']);
  });
});
