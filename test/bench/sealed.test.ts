import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sessionOptions } from '#bench/runtime/ort.ts';
import { mlpNet, writeNet } from '../support/bench-models.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { removeScratch, scratchFolder } from '../support/repository.ts';

afterAll(removeScratch);

const has = (program: string, ...args: readonly string[]): boolean =>
  process.platform === 'linux' && spawnSync(program, args, { timeout: 10_000 }).status === 0;

/** A user with nothing in the environment that would keep the runtime silent. */
function user(): {
  readonly folder: string;
  readonly env: Record<string, string>;
  readonly left: () => readonly string[];
} {
  const folder = scratchFolder();
  const homes = {
    HOME: 'home',
    TMPDIR: 'tmp',
    XDG_CACHE_HOME: 'cache',
    XDG_CONFIG_HOME: 'config',
    LOCALAPPDATA: 'local',
  };
  const own = Object.entries(homes).map(([name, below]) => [name, join(folder, below)] as const);
  for (const [, path] of own) mkdirSync(path);
  const env = { PATH: process.env['PATH'] ?? '', NODE_DISABLE_COMPILE_CACHE: '1', ...Object.fromEntries(own) };
  const left = (): readonly string[] =>
    own.flatMap(([, path]) => readdirSync(path, { recursive: true, encoding: 'utf8' }));
  return { folder, env, left };
}

function bench(file: string): readonly string[] {
  return [process.execPath, resolve('src/cli.ts'), 'bench', file, '--json', '--runtime-path', resolve('node_modules')];
}

function run(words: readonly string[], env: Record<string, string>): string {
  const [program = '', ...args] = words;
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  return `${stdout}${stderr}`;
}

test('a real round leaves nothing in the home, cache and temporary folders of the user', () => {
  const { folder, env, left } = user();
  run(bench(writeNet(join(folder, 'm.onnx'), mlpNet(2, 2, 64, 8))), env);
  expect(left()).toEqual([]);
});

test.skipIf(!has('strace', '-f', 'true'))('a real round tries no network and writes no telemetry anywhere', () => {
  const { folder, env } = user();
  const trace = ['strace', '-f', '-qq', '-e', 'trace=socket,openat', '-e', 'signal=none'];
  const said = run([...trace, ...bench(writeNet(join(folder, 'm.onnx'), mlpNet(2, 2, 64, 8)))], env);
  const lines = said.split('\n');
  expect(lines.some((line) => line.includes('libonnxruntime'))).toBe(true);
  expect(lines.filter((line) => /AF_INET|resolv\.conf|mat-debug|deviceid|onnxruntime\.db/.test(line))).toEqual([]);
});

test('options of a session that a model carries are not taken, whatever the environment says', () => {
  const { folder, env } = user();
  const config = JSON.stringify({ session_options: { enable_profiling: 1, intra_op_num_threads: 'none' } });
  const net = model({
    nodes: [node('Relu', ['x'], ['y'])],
    inputs: [value('x', 'f32', [4, 8])],
    outputs: [value('y', 'f32', [4, 8])],
    metadata: { ort_config: config },
  });
  const file = writeNet(join(folder, 'm.onnx'), net);
  const said = run(bench(file), { ...env, ORT_LOAD_CONFIG_FROM_MODEL: '1' });
  expect(said).toContain('"verdict": "alone"');
});

test('a session gets these options and no others: no library of operators, no context of a provider', () => {
  expect(sessionOptions({ provider: 'cpu', threads: 1 }, undefined)).toEqual({
    executionProviders: ['cpu'],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  });
});

/** Models that name a file outside of their folder, each by a way of its own. */
const outside: readonly (readonly [string, (file: string) => Uint8Array])[] = [
  [
    'a context of a provider (EPContext)',
    (file) =>
      model({
        nodes: [
          node(
            'EPContext',
            ['x'],
            ['y'],
            { embed_mode: 0, ep_cache_context: file, main_context: 1, source: 'CPU' },
            { domain: 'com.microsoft' },
          ),
        ],
        inputs: [value('x', 'f32', [4, 8])],
        outputs: [value('y', 'f32', [4, 8])],
        opset: { '': 17, 'com.microsoft': 1 },
      }),
  ],
  [
    'external data outside of its folder',
    () =>
      model({
        nodes: [node('Add', ['x', 'w'], ['y'])],
        inputs: [value('x', 'f32', [4, 8])],
        outputs: [value('y', 'f32', [4, 8])],
        initializers: [
          tensor('w', 'f32', [8], undefined, { external: { location: '../named-outside.so', length: '32' } }),
        ],
      }),
  ],
  [
    'a library of operators, in its metadata',
    (file) =>
      model({
        nodes: [node('Relu', ['x'], ['y'])],
        inputs: [value('x', 'f32', [4, 8])],
        outputs: [value('y', 'f32', [4, 8])],
        metadata: {
          'session.custom_ops': file,
          ort_config: JSON.stringify({ session_options: { custom_ops_library: file, optimized_model_filepath: file } }),
        },
      }),
  ],
];

test.skipIf(!has('strace', '-f', 'true')).each(outside)('a file that a model names is not opened: %s', (_, of) => {
  const { folder, env } = user();
  const file = join(folder, 'named-outside.so');
  writeFileSync(file, new Uint8Array(32));
  mkdirSync(join(folder, 'model'));
  const words = bench(writeNet(join(folder, 'model/m.onnx'), of(file)));
  const [program, ...trace] = ['strace', '-f', '-qq', '-e', 'trace=openat,open,execve', '-e', 'signal=none', ...words];
  const { stdout, stderr } = spawnSync(program, trace, {
    env: { ...env, ORT_LOAD_CONFIG_FROM_MODEL: '1' },
    encoding: 'utf8',
  });
  const lines = `${stdout}${stderr}`.split('\n');
  // It came as far as the runtime.
  expect(lines.some((line) => line.includes('libonnxruntime'))).toBe(true);
  expect(lines.filter((line) => /(?:open|execve)\w*\(/.test(line) && line.includes('named-outside'))).toEqual([]);
});
