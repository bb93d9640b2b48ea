import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BenchDocument, BenchSide } from '#report/bench-entry.ts';
import type { ArmSummary, BenchResult } from '#bench/measurement.ts';
import { benchJson, renderBench } from '#report/terminal/bench.ts';

const arm = (wallMs: number): ArmSummary => ({
  wallMs,
  cpuMs: wallMs - 0.01,
  loadWallMs: 7,
  loadCpuMs: 5.9,
  peakBytes: 112_386_048,
});
const side = (path: string): BenchSide => ({
  path,
  bytes: 187_541,
  sha256: 'a'.repeat(64),
  inputs: [{ name: 'images', dtype: 'f32', shape: [1, 3, 8, 8], filled: 'normal' }],
  macs: 106_168_320n,
  profile: null,
});
const figures = { ...arm(2), wallUnits: [2], cpuUnits: [2], drift: 0 };
const rounds = (['pilot', ...Array.from({ length: 8 }, () => 'round'), 'confirmation'] as const).map((kind) => ({
  kind: kind as 'pilot' | 'round' | 'confirmation',
  base: figures,
  head: figures,
  order: 'ABBA',
  cores: [],
  seconds: 0.6,
}));
const over: BenchResult = {
  verdict: 'over',
  reason: null,
  problem: null,
  estimate: { ratio: 1.0488, interval: [1.0433, 1.0559], confidence: 0.9785, detectable: 0.0317 },
  load: { ratio: 1.02, interval: [0.95, 1.1], confidence: 0.9785, detectable: null },
  base: arm(2.13),
  head: arm(2.25),
  unfit: [],
  clock: 'cpu',
  provider: 'cpu',
  threads: 1,
  cores: [1],
  seed: 1,
  allowance: 0.025,
  schedule: { runs: 1, units: 6, blocks: 6 },
  runtimeVersion: '1.30.0',
  rounds,
  seconds: 6.04,
};
const document = (more: Partial<BenchDocument> = {}, result: Partial<BenchResult> = {}): BenchDocument => ({
  schema: 'flopgate/bench/1',
  version: '0.1.0',
  createdAt: '2026-01-01T00:00:00.000Z',
  environment: { cpu: 'A CPU', cores: '2 of 2', runtime: 'onnxruntime-node 1.30.0', fingerprint: '0123456789ab' },
  base: side('old.onnx'),
  head: side('new.onnx'),
  limits: { fail: '+2.5%', warn: null },
  result: { ...over, ...result },
  ...more,
});
const plain = { color: false, width: Infinity };
const profile: BenchSide['profile'] = {
  runs: 30,
  micros: 2600,
  layers: [
    {
      name: 'fused /a/Conv',
      op: 'Conv',
      provider: 'CPUExecutionProvider',
      micros: 2000,
      layers: ['/a/Conv', '/a/Relu'],
      macs: 100_000_000n,
    },
    { name: 'ReorderInput', op: 'ReorderInput', provider: 'CPUExecutionProvider', micros: 500, layers: [], macs: null },
  ],
};

describe('what people read', () => {
  test.each<readonly [string, BenchDocument]>([
    ['bench-over.txt', document()],
    ['bench-undecided.txt', document({}, { verdict: 'undecided', reason: 'out of time', unfit: ['steal time 12 %'] })],
    [
      'bench-failed.txt',
      document(
        {},
        {
          verdict: 'failed',
          reason: 'head: it crashed the runtime (SIGSEGV)',
          problem: { arm: 'head', why: 'crashed', message: 'it crashed the runtime (SIGSEGV)' },
          estimate: null,
          load: null,
          base: null,
          head: null,
          rounds: [],
        },
      ),
    ],
    [
      'bench-profile.txt',
      document(
        { base: null, head: { ...side('new.onnx'), profile }, limits: { fail: null, warn: null } },
        { verdict: 'alone', estimate: null, load: null, base: null, cores: [], threads: 4, clock: 'wall' },
      ),
    ],
  ])('%s', async (name, one) => {
    await expect(renderBench(one, plain)).toMatchFileSnapshot(resolve('test/golden', name));
  });

  test('names and reasons come from strangers: nothing of them acts', () => {
    const evil = 'x\u001b[2J\n::error::y';
    const text = renderBench(
      document({ base: side(evil), head: { ...side(evil), profile } }, { reason: evil, verdict: 'undecided' }),
      plain,
    );
    expect(text).not.toContain('\u001b');
    expect(text).not.toMatch(/^::/m);
  });
});

test('the record is one JSON document, counts as strings', () => {
  const record = JSON.parse(benchJson(document())) as { schema: string; head: { macs: unknown }; result: BenchResult };
  expect(record).toMatchObject({ schema: 'flopgate/bench/1', head: { macs: '106168320' } });
  expect(record.result.rounds).toHaveLength(10);
});
