import { resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createBench, type BenchDoor } from '#gate/measure/measure.ts';
import { judgementText } from '#report/reason.ts';
import type { GateReport } from '#judge/types.ts';
import { defaultPolicy } from '#policy/default.ts';
import { planFor } from '#policy/model-plan.ts';
import type { CasePlan, ModelPlan } from '#policy/policy.ts';
import { openRepository } from '#host/git/repository.ts';
import { gate } from '../../support/gate.ts';
import { mlpNet } from '../../support/bench-models.ts';
import { endlessNet } from '../../support/hostile-models.ts';
import { npy } from '../../support/npy.ts';
import { model, node, tensor, value } from '../../support/onnx-writer.ts';
import { removeScratch, testRepository, type TestRepository } from '../../support/repository.ts';

afterAll(removeScratch);

const small = (layers: number): Uint8Array => mlpNet(layers, 2, 128, 16);
const policy = (latency: string, more = ''): string =>
  `version: 1\ndefaults:\n  budgets:\n    latency: { ${latency} }\nbench: { time: 60s }\n${more}`;

/** Layers on a batch of open size. */
function dynamicNet(layers: number): Uint8Array {
  return model({
    nodes: Array.from({ length: layers }, (_, i) => node('MatMul', [i === 0 ? 'x' : `h${i - 1}`, 'w'], [`h${i}`])),
    initializers: [tensor('w', 'f32', [8, 8])],
    inputs: [value('x', 'f32', ['batch', 8])],
    outputs: [value(`h${layers - 1}`, 'f32', null)],
  });
}

/** The gate over the last two commits, with the bench and the real runtime. */
async function measured(repo: TestRepository, more: Partial<BenchDoor> = {}): Promise<GateReport> {
  const host = await openRepository(repo.root);
  const bench = createBench({
    open: async (file) => host.open(file),
    list: async (tree, wanted) => host.list(tree, wanted),
    mode: 'auto',
    cwd: repo.root,
    runtimePath: resolve('node_modules'),
    ...more,
  });
  const [head, base] = repo.git('log', '--format=%H').trim().split('\n');
  return gate(repo, base ?? '', head ?? '', { bench });
}

function changed(
  before: Record<string, Uint8Array | string>,
  after: Record<string, Uint8Array | string>,
): TestRepository {
  const repo = testRepository();
  for (const files of [before, after]) {
    for (const [path, content] of Object.entries(files)) repo.write(path, content);
    repo.commit('change');
  }
  return repo;
}

describe('latency in the gate', { timeout: 180_000 }, () => {
  test('a model that takes twice the time fails, in the words of the policy', async () => {
    const files = { 'm.onnx': small(5), 'flopgate.yml': policy('fail: +5%') };
    const report = await measured(changed(files, { 'm.onnx': small(10) }));
    expect(report).toMatchObject({ verdict: 'fail', exitCode: 1 });
    const [outcome] = report.models;
    expect(outcome?.latency).toMatchObject({ verdict: 'over', clock: 'cpu', provider: 'cpu', threads: 1 });
    const latency = outcome?.judgements.find(({ metric }) => metric === 'latency');
    expect(latency).toMatchObject({ verdict: 'fail', broke: 'fail', limit: '+5%' });
    expect(report.environment?.['runtime']).toBe('onnxruntime-node 1.30.0');
  });

  test('a model that never ends is undecided in its own time, and the others are measured', async () => {
    const files = { 'a.onnx': small(3), 'z.onnx': small(3), 'flopgate.yml': policy('fail: +400%') };
    const repo = changed(files, { 'a.onnx': endlessNet(), 'z.onnx': small(4) });
    const report = await measured(repo, { timeMs: 12_000 });
    const verdicts = Object.fromEntries(report.models.map(({ path, latency }) => [path, latency?.verdict]));
    expect(verdicts['a.onnx']).toBe('failed');
    expect(['within', 'undecided']).toContain(verdicts['z.onnx']);
    const [judged] = report.models
      .filter(({ path }) => path === 'a.onnx')
      .flatMap((outcome) =>
        outcome.judgements
          .filter(({ metric }) => metric === 'latency')
          .map((one) => ({ ...one, text: judgementText(one, outcome) })),
      );
    expect(judged).toMatchObject({ verdict: 'undecided', text: expect.stringMatching(/still running/) as string });
  });

  test('an open size is said, never guessed', async () => {
    const report = await measured(
      changed({ 'm.onnx': dynamicNet(1), 'flopgate.yml': policy('fail: +5%') }, { 'm.onnx': dynamicNet(2) }),
    );
    expect(report.models[0]?.latency).toMatchObject({
      verdict: 'failed',
      reason: expect.stringMatching(/batch/) as string,
    });
  });
});

const fed = (names: string): Record<string, string> => ({
  'flopgate.yml': policy('fail: +5%', `models:\n  - { path: m.onnx, input_files: [${names}] }\n`),
});

describe('files with inputs that the policy names', { timeout: 180_000 }, () => {
  const floats = Buffer.from(new Float32Array(24).map((_, i) => i / 24).buffer);

  test('give both sides their contents, and an open size its value', async () => {
    const before = { 'm.onnx': dynamicNet(1), ...fed('x=data/x.npy'), 'data/x.npy': npy('<f4', [3, 8], floats) };
    const report = await measured(changed(before, { 'm.onnx': dynamicNet(40) }));
    expect(report.models[0]?.latency).toMatchObject({ verdict: 'over', reason: null });
  });

  test.each([
    ['x=data/y.npy', /input_files of the policy name data\/y\.npy, which isn't there/],
    ['data/x.npz', /data\/x\.npz/],
    ['wrong=data/x.npy', /wrong/],
  ])('%s is said', async (name, reason) => {
    const before = { 'm.onnx': dynamicNet(1), ...fed(name), 'data/x.npy': npy('<f4', [3, 8], floats) };
    const report = await measured(changed({ ...before, 'data/x.npz': 'no archive' }, { 'm.onnx': dynamicNet(2) }));
    expect(report.models[0]?.latency).toMatchObject({
      verdict: 'failed',
      reason: expect.stringMatching(reason) as string,
    });
  });
});

describe('what is measured', () => {
  test('nothing where the policy limits no time, so that no runtime is fetched', async () => {
    const report = await measured(changed({ 'm.onnx': small(2) }, { 'm.onnx': small(3) }), { runtimePath: '/nowhere' });
    expect(report.environment).toBeNull();
    expect(report.models[0]?.latency).toBeNull();
  });

  test('nothing of a format that the runtime does not run, so that none is looked for', async () => {
    const said: string[] = [];
    const file = { tree: { kind: 'worktree' }, path: 'net.cfg', id: null } as const;
    const bench = createBench({
      open: async () => Promise.reject(new Error('opened')),
      list: async () => [],
      mode: 'on',
      cwd: '/nowhere',
      say: (line) => void said.push(line),
    });
    const pair = { key: '1', format: 'darknet', base: null, head: file, baseExternal: [], headExternal: [] };
    const rule = { ...defaultPolicy.bench, providers: ['cpu'] };
    const plan = planFor(defaultPolicy, 'net.cfg') as ModelPlan;
    expect(await bench([{ ...pair, plan, casePlan: plan.cases[0] as CasePlan }], rule)).toEqual({
      outcomes: new Map(),
      environment: null,
    });
    expect(said).toEqual([]);
  });

  test('without a runtime nothing passes', async () => {
    const files = { 'm.onnx': small(2), 'flopgate.yml': policy('fail: +5%, on_inconclusive: fail') };
    const report = await measured(changed(files, { 'm.onnx': small(3) }), { runtimePath: '/nowhere' });
    expect(report).toMatchObject({ exitCode: 3 });
    expect(report.models[0]?.latency).toMatchObject({
      verdict: 'failed',
      reason: expect.stringMatching(/onnxruntime-node/) as string,
    });
  });
});
