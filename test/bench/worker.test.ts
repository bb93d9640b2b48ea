import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { benchPair } from '#bench/pair.ts';
import { mlpNet, writeNet } from '../support/bench-models.ts';
import { benchRequest } from '../support/bench-arms.ts';
import { crashingNet, endlessNet, greedyNet } from '../support/hostile-models.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { removeScratch, scratchFolder, testRepository } from '../support/repository.ts';

afterAll(removeScratch);

const small = (): Uint8Array => mlpNet(2, 2, 64, 8);

/** Processes of workers that belong to this one or to nobody, by the kernel's own account. */
function workersOf(parents: readonly number[]): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        const [, parent] = /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
        return /bench\/worker\.ts/.test(command) && parents.includes(Number(parent));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** Another bench on this machine may have workers of its own. */
const before = process.platform === 'linux' ? workersOf([1]) : [];

describe('a model that harms its process is a finding of that model', () => {
  test('it crashes the runtime', async () => {
    const result = await benchPair(await benchRequest(small(), crashingNet()));
    expect(result).toMatchObject({
      verdict: 'failed',
      problem: { arm: 'head', why: 'crashed' },
      reason: expect.stringMatching(/^head: it crashed the runtime \(SIGFPE\)/) as string,
    });
  });

  test('it never ends: the time is kept', async () => {
    const from = performance.now();
    const result = await benchPair(await benchRequest(endlessNet(), small(), { seconds: 3 }));
    expect(result).toMatchObject({ verdict: 'failed', problem: { arm: 'base', why: 'timeout' } });
    expect(performance.now() - from).toBeLessThan(5000);
  });

  test('it eats memory', async () => {
    const memoryLimit = 600 * 2 ** 20;
    const result = await benchPair(await benchRequest(null, greedyNet(), { memoryLimit }));
    expect(result).toMatchObject({
      verdict: 'failed',
      problem: { arm: 'head' },
      reason: expect.stringMatching(/^head: it ran out of memory/) as string,
    });
  });

  test('it is no model that the runtime takes', async () => {
    const request = await benchRequest(null, small());
    const file = writeNet(join(scratchFolder(), 'broken.onnx'), new Uint8Array([8, 8, 1, 2, 3]));
    const result = await benchPair({ ...request, arms: { base: null, head: { ...request.arms.head, file } } });
    expect(result).toMatchObject({ verdict: 'failed', problem: { arm: 'head', why: 'refused' } });
  });

  test.skipIf(process.platform !== 'linux')('no worker is left over', () => {
    expect(workersOf([process.pid, 1]).filter((pid) => !before.includes(pid))).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('a bench that is killed leaves nobody behind', () => {
  test.each([
    ['SIGKILL', 'with the system’s tools', process.env['PATH'] ?? ''],
    ['SIGTERM', 'with the system’s tools', process.env['PATH'] ?? ''],
    ['SIGINT', 'with the system’s tools', process.env['PATH'] ?? ''],
    ['SIGKILL', 'without them', '/nowhere'],
  ] as const)('by %s, %s', async (signal, _, path) => {
    const endless = writeNet(join(scratchFolder(), 'endless.onnx'), endlessNet());
    const gate = spawn(process.execPath, ['src/cli.ts', 'bench', endless, '--time', '60s'], {
      stdio: 'ignore',
      env: { ...process.env, PATH: path },
    });
    const pid = gate.pid ?? 0;
    const [worker = 0] = await until(
      () => workersOf([pid]),
      (list) => list.length > 0,
    );
    // It runs, and so can't hear that the channel closes.
    await until(
      () => cpuTicks(worker),
      (ticks) => ticks > 60,
    );
    gate.kill(signal);
    await until(
      () => isAlive(worker),
      (alive) => !alive,
    );
    expect(isAlive(worker)).toBe(false);
  });
});

async function until<T>(look: () => T, isEnough: (value: T) => boolean): Promise<T> {
  const end = performance.now() + 20_000;
  for (;;) {
    const seen = look();
    if (isEnough(seen) || performance.now() > end) return seen;
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((done) => setTimeout(done, 50));
  }
}

function cpuTicks(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

test('a model of a commit is measured with the weights that lie beside it there', { timeout: 60_000 }, () => {
  const repo = testRepository();
  const weights = new Float32Array(64).fill(0.5);
  const far = model({
    nodes: [node('MatMul', ['x', 'w'], ['y'])],
    initializers: [tensor('w', 'f32', [8, 8], undefined, { external: { location: 'm.onnx.data', length: '256' } })],
    inputs: [value('x', 'f32', [4, 8])],
    outputs: [value('y', 'f32', [4, 8])],
  });
  repo.write('nets/m.onnx', far);
  repo.write('nets/m.onnx.data', new Uint8Array(weights.buffer));
  repo.commit('a model');
  const cli = resolve('src/cli.ts');
  const args = [cli, 'bench', 'HEAD:nets/m.onnx', '--json', '--runtime-path', resolve('node_modules')];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repo.root, encoding: 'utf8' });
  expect(stderr).not.toMatch(/error/i);
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ result: { verdict: 'alone' }, head: { macs: '256' } });
});
