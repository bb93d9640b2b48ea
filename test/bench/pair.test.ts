import { afterAll, describe, expect, test } from 'vitest';
import { ArmFailure } from '#bench/arm.ts';
import { benchPair } from '#bench/pair.ts';
import { profileModel, ranOn, readProfile } from '#bench/profile.ts';
import { countModel } from '#count/count.ts';
import { layerTimes } from '#gate/measure/layer-times.ts';
import { readModel } from '#read/read.ts';
import { benchArm, benchRequest } from '../support/bench-arms.ts';
import { convNet, mlpNet, transformerNet } from '../support/bench-models.ts';
import { fileLike } from '../support/byte-sources.ts';
import { removeScratch, scratchFolder } from '../support/repository.ts';

afterAll(removeScratch);

const small = (layers: number): Uint8Array => mlpNet(layers, 2, 128, 16);

// Each takes seconds of its own; a machine that others use makes minutes of them.
describe('real models in the real runtime', { timeout: 180_000 }, () => {
  test('twice the work is over, and confirmed by fresh rounds', async () => {
    const result = await benchPair(await benchRequest(small(5), small(10)));
    expect(result).toMatchObject({
      verdict: 'over',
      reason: null,
      clock: 'cpu',
      provider: 'cpu',
      runtimeVersion: '1.30.0',
    });
    const kinds = result.rounds.map(({ kind }) => kind);
    expect(kinds[0]).toBe('pilot');
    expect(kinds.filter((kind) => kind === 'confirmation').length).toBeGreaterThanOrEqual(5);
    expect(result.estimate?.interval[0]).toBeGreaterThan(1.2);
    for (const { order, kind } of result.rounds.filter((round) => round.kind !== 'pilot'))
      expect(`${kind} ${order}`).toMatch(/^\w+ (?:ABBA|BAAB)(?: (?:ABBA|BAAB))*$/);
  });

  test('the same work is within, at the first look', async () => {
    const result = await benchPair(await benchRequest(small(5), small(5), { allowance: { ratio: 1 } }));
    expect(result).toMatchObject({ verdict: 'within', allowance: 1 });
    expect(result.rounds).toHaveLength(7);
    expect(result.head?.peakBytes).toBeGreaterThan(30e6);
    expect(result.head?.loadCpuMs).toBeGreaterThan(0);
  });

  test('half the work is improved; an allowance in milliseconds becomes one of base', async () => {
    const request = await benchRequest(small(12), small(4), { allowance: { milliseconds: 50 }, warn: { ratio: 0.1 } });
    const result = await benchPair(request);
    expect(result.verdict).toBe('improved');
    expect(result.allowance).toBeGreaterThan(1);
  });

  test('alone there is a time and no ratio', async () => {
    const result = await benchPair(await benchRequest(null, convNet(2, 1, 16, 8)));
    expect(result).toMatchObject({ verdict: 'alone', estimate: null, base: null });
    expect(result.head?.wallMs).toBeGreaterThan(0);
  });

  test('out of time is undecided, never a pass', async () => {
    const from = performance.now();
    const result = await benchPair(await benchRequest(small(5), small(5), { seconds: 2.5 }));
    expect(result).toMatchObject({ verdict: 'undecided', reason: 'out of time' });
    expect(performance.now() - from).toBeLessThan(4500);
  });

  test('alone, too: no time is told that nothing measured', async () => {
    const result = await benchPair(await benchRequest(null, convNet(2, 1, 16, 8), { seconds: 1 }));
    expect(result.verdict).toMatch(/^(?:undecided|failed)$/);
  });

  test('a provider that this runtime has not is refused', async () => {
    const request = await benchRequest(small(2), small(2));
    const result = await benchPair({ ...request, settings: { ...request.settings, provider: 'cuda' } });
    expect(result).toMatchObject({ verdict: 'failed', problem: { why: 'refused' }, clock: 'wall' });
  });
});

/** A run of the runtime's trace, with one kernel. */
const run = (ts: number, dur: number): object[] => [
  { cat: 'Session', name: 'model_run', ts, dur: dur + 10 },
  {
    cat: 'Node',
    name: 'fc_kernel_time',
    ts: ts + 1,
    dur,
    args: { op_name: 'Gemm', provider: 'CPUExecutionProvider' },
  },
  { cat: 'Node', name: 'fc_fence_before', ts: ts + 1, dur: 5 },
];

describe('time by layer', () => {
  test.each([
    ['conv', convNet(3, 1, 16, 8)],
    ['transformer', transformerNet(2, 3, 32, 16, 50)],
    ['mlp', small(3)],
  ])('%s: every multiply-accumulate finds the kernel that does it', async (_, bytes) => {
    const request = await benchRequest(null, bytes);
    const profile = await profileModel({
      arm: 'head',
      model: request.arms.head,
      settings: request.settings,
      launch: { cores: [], memoryLimit: null, folder: scratchFolder() },
      deadline: performance.now() + 20_000,
      folder: scratchFolder(),
      milliseconds: 20,
    });
    const report = countModel(await readModel(fileLike(bytes), 'm.onnx'), {});
    const times = layerTimes(profile, report);
    expect(times.reduce((sum, { macs }) => sum + (macs ?? 0n), 0n)).toBe(report.totals.macs);
    expect(profile.nodes.reduce((sum, { micros }) => sum + micros, 0)).toBeGreaterThan(0);
    expect([ranOn(profile, 'cpu'), ranOn(profile, 'cuda')]).toEqual([true, false]);
  });

  test('a run that was disturbed does not count, nor does the first', () => {
    const text = JSON.stringify([...run(0, 900), ...run(1000, 20), ...run(2000, 500), ...run(3000, 22)]);
    expect(readProfile(text)).toEqual({
      nodes: [{ name: 'fc', op: 'Gemm', provider: 'CPUExecutionProvider', micros: 22 }],
      micros: 32,
      runs: 3,
    });
  });
});

test('both arms are fed with the same', async () => {
  const [a, b] = [await benchArm(small(2)), await benchArm(small(3))];
  expect(a.inputs).toEqual(b.inputs);
  expect(new ArmFailure('head', 'crashed', 'x')).toBeInstanceOf(Error);
});
