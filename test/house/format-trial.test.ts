import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, type CliResult } from '../support/cli.ts';
import { model, node, tensor, value } from '../support/onnx-writer.ts';
import { gitEnv, removeScratch, testRepository, type TestRepository } from '../support/repository.ts';
import { buildCopy, copySource, typeCheckCopy } from '../support/source-copy.ts';

/**
 * A newcomer's trial: a format is a folder with its reader and one row in `read/formats.ts`. Text whose name others have, too, with
 * members beside its root: nothing else of src/ is touched, and what is built of it counts, compares and judges the format.
 */
const row = `  {
    name: 'toy',
    what: 'a toy net',
    endings: ['.toy', '.toys/net.txt'],
    isShared: true,
    access: 'random',
    sniff: (head) => String.fromCharCode(...head.subarray(0, 4)) === 'toy ',
    memberOf: (path) => /^(.+\\.toy)\\.part$/.exec(path)?.[1] ?? /^(.+\\.toys\\/)part$/.exec(path)?.[1]?.concat('net.txt') ?? null,
    readsMembers: true,
    load: async () => (await import('./toy/toy.ts')).readToy,
  },
`;

/** Every line a layer of so many outputs: the first of the root is the input's width, those of the part come last. */
const reader = `import type { Model } from '#graph/graph.ts';
import { Fault } from '#graph/fault.ts';
import type { Artifact } from '#read/format.ts';
import type { Reading } from '#read/reading.ts';

/** @throws Fault \`bad-toy\` */
export function* readToy(_: Uint8Array, { path, fileBytes, members }: Artifact): Reading<Model> {
  const root = yield { offset: 4, length: 1000 };
  const widths = numbers(root);
  for (const { path: member, bytes } of members) {
    // From its end to its start, as formats with an index at their end do.
    const last = yield { member, offset: Math.max(0, (bytes ?? 1) - 1), length: 1 };
    if (last.length === 1) widths.push(...numbers(yield { member, offset: 0, length: 1000 }));
  }
  if (widths.some((width) => !(width > 0))) throw new Fault('bad-toy', path + ' holds no widths', 'write numbers');
  const layers = widths.slice(1);
  const from = widths[0] ?? 1;
  return {
    path,
    format: 'toy',
    fileBytes,
    origin: { producer: '', onnx: null },
    opsets: new Map([['', 21]]),
    graph: {
      name: '',
      inputs: [{ name: 'h0', type: { kind: 'tensor', dtype: 'f32', shape: [1, from] } }],
      outputs: [{ name: 'h' + layers.length, type: { kind: 'unknown' } }],
      nodes: layers.map((_, index) => ({
        name: 'layer' + index,
        op: 'MatMul',
        domain: '',
        overload: '',
        inputs: ['h' + index, 'w' + index],
        outputs: ['h' + (index + 1)],
        attrs: new Map(),
        index,
      })),
      initializers: new Map(
        layers.map((width, i) => [
          'w' + i,
          { name: 'w' + i, dtype: 'f32', dims: [widths[i] ?? 1, width], bytes: null, external: false },
        ]),
      ),
      initializerInputs: new Set(),
      declared: new Map(),
    },
    functions: new Map(),
    findings: [],
  };
}

const numbers = (bytes: Uint8Array): number[] =>
  String.fromCharCode(...bytes)
    .trim()
    .split(/\\s+/)
    .map(Number);
`;

/** On paper: 16·32 + 32·8 multiply-accumulates; with a part that is 4 wider, 16·32 + 32·12. */
const [before, after] = [768, 896];

const policy = `version: 1
models:
  - { id: net, path: nets/a.toy, budgets: { macs: { fail: +5% } } }
`;

let home: string;
let checked: ReturnType<typeof typeCheckCopy>;
let entry: string;
let clone: TestRepository;

const run = (...args: readonly string[]): CliResult =>
  runCli(entry)(args, { cwd: clone.root, env: gitEnv as Record<string, string> });
const json = (...args: readonly string[]): unknown => JSON.parse(run(...args).stdout);
const macs = (total: number) => ({ models: [{ format: 'toy', totals: { macs: String(total) } }] });

beforeAll(async () => {
  home = copySource('flopgate-format-');
  mkdirSync(join(home, 'src/read/toy'));
  writeFileSync(join(home, 'src/read/toy/toy.ts'), reader);
  const table = join(home, 'src/read/formats.ts');
  const parts = readFileSync(table, 'utf8').split(/^(?=\];)/m);
  if (parts.length !== 2) throw new Error('the table of formats ends otherwise');
  writeFileSync(table, parts.join(row));
  checked = typeCheckCopy(home);
  entry = await buildCopy(home);

  clone = testRepository();
  clone.write('flopgate.yml', policy);
  clone.write('nets/a.toy', 'toy 16 32');
  clone.write('nets/a.toy.part', '8');
  clone.write('nets/F.toys/net.txt', 'toy 16 32');
  clone.write('nets/F.toys/part', '8');
  clone.write('conf/app.toy', 'name = app');
  clone.write('net.onnx', onnx());
  clone.commit('eight');
  clone.write('nets/a.toy.part', '12');
  clone.write('nets/F.toys/part', '12');
  clone.write('conf/app.toy', 'name = other');
  clone.commit('twelve');
});

afterAll(async () => {
  await checked;
  removeScratch();
});

const onnx = (): Uint8Array =>
  model({
    inputs: [value('x', 'f32', [1, 4])],
    nodes: [node('MatMul', ['x', 'w'], ['y'])],
    initializers: [tensor('w', 'f32', [4, 2])],
    outputs: [value('y', 'f32', null)],
  });

/** Names of the chunks that a run loads, as the module loader meets them. */
function chunksOf(...args: readonly string[]): readonly string[] {
  const hook = join(home, 'loads.mjs');
  const print = "process.stderr.write('loads ' + url + '\\n')";
  writeFileSync(
    hook,
    `import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => (${print}, next(url, context)) });`,
  );
  const { stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, entry, ...args], {
    cwd: clone.root,
    encoding: 'utf8',
    env: { ...process.env, ...gitEnv },
  });
  const chunks = [...stderr.matchAll(/^loads file:\S+\/([^/]+)\.js$/gm)].map(([, name]) => name ?? '');
  if (!chunks.includes('cli')) throw new Error(stderr);
  return chunks;
}

describe('a folder and a row are a format', () => {
  test('that is counted: a file, a folder, compressed, and never one of another kind', () => {
    expect(json('count', 'nets/a.toy', '--json')).toMatchObject(macs(after));
    expect(json('count', 'nets/F.toys', '--json')).toMatchObject({
      models: [{ path: 'nets/F.toys', format: 'toy', totals: { macs: String(after) } }],
    });
    const { code, stderr } = run('count', 'conf/app.toy');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/not-toy: .*app\.toy is not a toy net/),
    });
  });

  test('that is compared: a member alone changed', () => {
    const figures = { models: [{ figures: { macs: { base: String(before), head: String(after) } } }] };
    expect(json('diff', 'HEAD~1:nets/a.toy', 'HEAD:nets/a.toy', '--json')).toMatchObject(figures);
    expect(json('diff', 'HEAD~1', 'HEAD', '--json')).toMatchObject({
      models: [
        { path: 'nets/F.toys', ...figures.models[0] },
        { path: 'nets/a.toy', ...figures.models[0] },
      ],
    });
  });

  test.each([['HEAD'], ['worktree']])('that is judged: a member alone changed, at %s', (head) => {
    const report = json('check', '--base', 'HEAD~1', '--head', head, '--json');
    expect(report).toMatchObject({
      verdict: 'fail',
      models: [
        {
          id: 'net',
          path: 'nets/a.toy',
          verdict: 'fail',
          figures: { macs: { base: String(before), head: String(after) } },
        },
        { path: 'nets/F.toys', figures: { macs: { base: String(before), head: String(after) } } },
      ],
    });
    // A file that only shares the name is no model, changed or not.
    expect(JSON.stringify(report)).not.toContain('conf/app.toy');
  });

  test('whose reader is loaded when a file of it is met, and not for an ONNX model', () => {
    expect(chunksOf('count', 'net.onnx')).not.toContain('toy');
    expect(chunksOf('count', 'nets/a.toy')).toContain('toy');
    expect(chunksOf('check', '--base', 'HEAD', '--head', 'HEAD', '--all', '--paths', 'net.onnx')).not.toContain('toy');
  });

  test('for the compiler', async () => {
    expect(await checked).toEqual({ code: 0, output: '' });
  });
});
