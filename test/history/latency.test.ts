import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { HistoryRecord } from '../../src/history/record.ts';
import type { Payload } from '../../src/report/dashboard/payload-types.ts';
import { mlpNet } from '../support/bench-models.ts';
import { runCli, type CliResult } from '../support/cli.ts';
import { gitEnv, removeScratch, runGitIn, scratchFolder, testRepository } from '../support/repository.ts';

afterAll(removeScratch);

const cli = runCli(resolve('src/cli.ts'));
const runtime = resolve('node_modules/onnxruntime-node');

interface Exported {
  readonly commits: readonly HistoryRecord[];
  readonly latency: readonly {
    readonly model: string;
    readonly environments: readonly string[];
    readonly points: readonly {
      readonly sha: string;
      readonly ms: number;
      readonly ratio: number | null;
      readonly chained: number;
      readonly level: number;
      readonly environment: number;
    }[];
  }[];
}

test('three commits measured by the real runtime: each against its parent, chained, told with the machine', () => {
  const origin = join(scratchFolder(), 'origin.git');
  runGitIn('.', ['init', '-q', '--bare', '-b', 'main', origin]);
  runGitIn(origin, ['config', 'uploadpack.allowFilter', 'true']);
  const clone = testRepository();
  clone.git('remote', 'add', 'origin', `file://${origin}`);
  const run = (...args: readonly string[]): CliResult =>
    cli(args, { cwd: clone.root, env: { ...(gitEnv as Record<string, string>), RUNNER_TEMP: scratchFolder() } });
  clone.write('flopgate.yml', 'version: 1\nmodels: [{ id: net, path: net.onnx }]\n');
  const shas = [3, 9, 3].map((layers, i) => {
    clone.write('net.onnx', mlpNet(layers, 2, 128, 32));
    return clone.commit(`${layers} layers, ${i}`);
  });
  for (const sha of shas) {
    const { code, stdout, stderr } = run(
      'history',
      'record',
      sha,
      '--bench',
      '--bench-time',
      '20s',
      '--runtime-path',
      runtime,
    );
    expect({ code, stdout, stderr }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(', latency of 1.') as string,
    });
  }

  const { commits, latency } = JSON.parse(run('history', 'export', '--json').stdout) as Exported;
  expect(commits.map(({ sha, environment }) => [sha, environment?.['runtime']])).toEqual(
    shas.map((sha) => [sha, expect.stringMatching(/^onnxruntime-node \d/)]),
  );
  expect(latency).toMatchObject([
    { model: 'net', environments: [expect.stringMatching(/clock cpu, .*onnxruntime-node/)] },
  ]);
  const points = latency[0]?.points ?? [];
  expect(points.map(({ sha }) => sha)).toEqual(shas);
  const [first, second, third] = points;
  expect(first).toMatchObject({ ratio: null, chained: 1, level: 1 });
  // Three times the layers and back again: bounds that any machine keeps.
  expect(second?.ratio).toBeGreaterThan(1.5);
  expect(third?.ratio).toBeLessThan(1 / 1.5);
  for (const [i, { ratio, chained }] of points.entries())
    expect(chained).toBeCloseTo((points[i - 1]?.chained ?? 1) * (ratio ?? 1), 9);
  const shown = JSON.parse(run('history', 'show', 'net', '--last', '1', '--json').stdout) as Exported;
  expect(shown.latency[0]?.points).toEqual(points.slice(-1));
  expect(run('history', 'show', 'net', '--metric', 'latency').stdout).toMatch(/\+\d+ %\s+9 layers, 1\n.*−\d+ %/);

  const page = join(scratchFolder(), 'page.html');
  expect(run('dashboard', '--out', page)).toMatchObject({ code: 0 });
  const [, json = ''] = /<script[^>]*id="data"[^>]*>([^]*?)<\/script>/.exec(readFileSync(page, 'utf8')) ?? [];
  const [series] = (JSON.parse(json) as Payload).series;
  expect(series?.latency).toMatchObject({ at: [0, 1, 2], environments: latency[0]?.environments });
});

test('what can’t be measured is said, and the figures are recorded all the same', () => {
  const clone = testRepository();
  clone.write('flopgate.yml', 'version: 1\nmodels: [{ id: net, path: net.onnx }]\n');
  clone.write('net.onnx', mlpNet(2, 2, 16, 4));
  clone.commit('one');
  const run = (...args: readonly string[]): CliResult =>
    cli(args, { cwd: clone.root, env: { ...(gitEnv as Record<string, string>), RUNNER_TEMP: scratchFolder() } });
  const { code, stderr, stdout } = run('history', 'record', '--bench', '--runtime-path', scratchFolder());
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 models, 1 read.') as string });
  expect(stderr).toMatch(/net\.onnx: latency isn't recorded: /);
  expect(run('history', 'record', '--backfill', 'HEAD', '--bench')).toMatchObject({ code: 2 });
});
