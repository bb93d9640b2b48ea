import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtDist } from '../support/built.ts';
import { writeNet } from '../support/bench-models.ts';
import { pullRequestPayload } from '../support/events.ts';
import { endlessNet } from '../support/hostile-models.ts';
import { mergeCheckout, modelRepository, resnet18Again } from '../support/model-repository.ts';
import { net } from '../support/models.ts';
import { endOf, livingWith, pause, shell, start, until, type Surroundings } from '../support/programs.ts';
import { cloneOf, removeScratch, scratchFolder, testRepository, type TestRepository } from '../support/repository.ts';

/** Seconds that nobody else sleeps: the processes of this test are known by them. */
const nap = 1_000_000 + process.pid;

/** A server that takes every question and answers none: whoever asks it waits. */
let silent: Server;
let nobody: string;
let repo: TestRepository;
let partial: TestRepository;
let building: TestRepository;

beforeAll(async () => {
  builtDist();
  silent = createServer(() => undefined);
  await new Promise<void>((resolve_) => silent.listen(0, '127.0.0.1', resolve_));
  nobody = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  repo = testRepository();
  repo.write('flopgate.yml', 'version: 1\nmodels: [{ id: net, path: net.onnx }]\n');
  repo.write('net.onnx', net());
  repo.commit('one');
  repo.write('net.onnx', net({ channels: 9 }));
  writeNet(join(repo.root, 'endless.onnx'), endlessNet());
  repo.commit('two');
  partial = cloneOf(repo, '--filter=blob:none', '--no-checkout');
  partial.git('remote', 'set-url', 'origin', `${nobody}/x.git`);
  repo.git('remote', 'add', 'origin', `${nobody}/x.git`);
  building = testRepository();
  building.write('flopgate.yml', policyWith(`sleep ${nap}`));
  building.commit('one');
  building.write('README.md', 'two');
  building.commit('two');
});
afterAll(() => {
  silent.closeAllConnections();
  silent.close();
  removeScratch();
});

const policyWith = (build: string): string =>
  `version: 1\nmodels: [{ id: net, path: out/net.onnx }]\nbuild: ${JSON.stringify(build)}\n`;

interface Run {
  readonly args: string;
  readonly at: () => TestRepository;
  /** What it has started when the signal comes. */
  readonly child: RegExp;
  readonly env?: () => Readonly<Record<string, string>>;
  /** Beside the sources lies the lock file by which a runtime is fetched; beside a build for tests it doesn't. */
  readonly door?: 'source';
}

const runtime = resolve('node_modules');
const runs: readonly Run[] = [
  { args: 'history record', at: () => repo, child: /git-remote-http|git remote-http/ },
  { args: 'history record --backfill HEAD~1..HEAD', at: () => repo, child: /git-remote-http|git remote-http/ },
  { args: 'dashboard', at: () => repo, child: /git-remote-http|git remote-http/ },
  { args: 'check --base HEAD~1', at: () => partial, child: /git-remote-http|git remote-http/ },
  { args: 'plan --base HEAD~1 --shards 2', at: () => partial, child: /git-remote-http|git remote-http/ },
  { args: 'diff HEAD~1:net.onnx HEAD:net.onnx', at: () => partial, child: /git-remote-http|git remote-http/ },
  { args: 'check --base HEAD~1', at: () => building, child: new RegExp(`^sleep ${nap}`) },
  {
    args: `bench HEAD:endless.onnx --time 60s --runtime-path ${runtime}`,
    at: () => repo,
    child: /worker\.js/,
  },
  {
    args: 'bench net.onnx',
    at: () => repo,
    child: /npm/,
    // A home of its own: a runtime may lie in the user's cache.
    env: () => ({ npm_config_registry: nobody, RUNNER_TOOL_CACHE: '', HOME: scratchFolder() }),
    door: 'source',
  },
];

/** Starts a run, with a folder of its own for temporary files, and waits until it is in the middle of it. */
async function begin({ args, at, child, env, door }: Run) {
  const mark = randomUUID();
  const temp = join(scratchFolder(), mark);
  mkdirSync(temp);
  const own: Surroundings = {
    cwd: at().root,
    env: { TMPDIR: temp, npm_config_cache: temp, XDG_CACHE_HOME: join(temp, '.cache'), ...env?.() },
  };
  const gate = start(args.split(' '), own, door);
  const children = (): readonly string[] =>
    [...livingWith(mark), ...(child.source.includes('sleep') ? sleepers() : [])].filter(
      (line) => !/\/cli\.[jt]s/.test(line),
    );
  await until(children, (lines) => lines.some((line) => child.test(line)));
  expect(children().join('\n')).toMatch(new RegExp(child, 'm'));
  return { gate, temp, children };
}

/** What the build runs has nothing of the environment. */
const sleepers = (): readonly string[] => livingWith(`sleep\u{0}${nap}`).map((line) => line.trim());

const left = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('flopgate-'));

describe.skipIf(process.platform !== 'linux')('a run that a signal ends', () => {
  const rows = runs.flatMap((run) => (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => ({ run, signal })));
  test.each(rows)('$signal, flopgate $run.args', async ({ run, signal }) => {
    const { gate, temp, children } = await begin(run);
    gate.kill(signal);
    expect(await endOf(gate)).toBe(signal);
    expect(left(temp)).toEqual([]);
    expect(await until(children, (lines) => lines.length === 0)).toEqual([]);
  });

  test('twice, as a launcher hands a terminal’s signal on: removes all the same', async () => {
    const { gate, temp } = await begin(runs[0] as Run);
    gate.kill('SIGINT');
    gate.kill('SIGINT');
    expect(await endOf(gate)).toBe('SIGINT');
    expect(left(temp)).toEqual([]);
  });

  test('ends children that don’t want to, and doesn’t wait for them', async () => {
    const stubborn = testRepository();
    stubborn.write('flopgate.yml', policyWith(`trap '' TERM INT HUP; sleep ${nap}; sleep ${nap}`));
    stubborn.commit('one');
    stubborn.write('README.md', 'two');
    stubborn.commit('two');
    const { gate, temp, children } = await begin({
      args: 'check --base HEAD~1',
      at: () => stubborn,
      child: new RegExp(`^sleep ${nap}`),
    });
    const from = performance.now();
    gate.kill('SIGTERM');
    await pause(300);
    gate.kill('SIGINT');
    expect(await endOf(gate)).toMatch(/^SIG(?:TERM|INT)$/);
    expect(performance.now() - from).toBeLessThan(10_000);
    expect(left(temp)).toEqual([]);
    expect(await until(children, (lines) => lines.length === 0)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s, the action', async (signal) => {
    const models = modelRepository((one) => {
      one.write('models/classifier.onnx', resnet18Again.file);
      one.write('flopgate.yml', policyWith(`sleep ${nap}`));
    });
    const origin = models.origin();
    const { root } = mergeCheckout(`file://${models.repository.root}`, origin);
    const temp = scratchFolder();
    writeFileSync(join(temp, 'event.json'), JSON.stringify(pullRequestPayload({ headSha: origin.headSha })));
    for (const name of ['output', 'summary']) writeFileSync(join(temp, name), '');
    const env = {
      TMPDIR: temp,
      RUNNER_TEMP: temp,
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: join(temp, 'event.json'),
      GITHUB_REPOSITORY: 'octo/models',
      GITHUB_RUN_ID: '1',
      GITHUB_WORKSPACE: root,
      GITHUB_OUTPUT: join(temp, 'output'),
      GITHUB_STEP_SUMMARY: join(temp, 'summary'),
    };
    const job = start([], { cwd: root, env }, 'action');
    await until(sleepers, (lines) => lines.length > 0);
    job.kill(signal);
    expect(await endOf(job)).toBe(signal);
    expect(left(temp)).toEqual([]);
    expect(await until(sleepers, (lines) => lines.length === 0)).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('what a killed run left', () => {
  test('is swept by a later run; what a run uses is not, nor what is somebody else’s', async () => {
    const { gate, temp } = await begin(runs[7] as Run);
    for (const name of ['flopgate-bench-notes', 'flopgate-1', 'bench-1.1.00000000-abcdef']) mkdirSync(join(temp, name));
    const others = ['flopgate-1', 'flopgate-bench-notes'];
    const remote = testRepository();
    const next = (): void => {
      const { code, stderr } = shell('$flopgate history show', { cwd: remote.root, env: { TMPDIR: temp } });
      expect({ code, stderr }).toMatchObject({ stderr: expect.not.stringContaining('internal') as string });
      expect(code).not.toBe(null);
    };
    remote.write('flopgate.yml', 'version: 1\n');
    remote.commit('one');
    next();
    expect(left(temp)).toHaveLength(3);
    gate.kill('SIGKILL');
    expect(await endOf(gate)).toBe('SIGKILL');
    expect(left(temp)).toHaveLength(3);
    next();
    expect(left(temp).toSorted()).toEqual(others);
  });
});
