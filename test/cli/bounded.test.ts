import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countModel } from '#count/count.ts';
import { readModelSync } from '#read/read.ts';
import { bombs } from '../support/bombs.ts';
import { buildCli } from '../support/cli.ts';
import { wideFunction } from '../support/layer-bombs.ts';
import { net } from '../support/models.ts';
import { removeScratch, scratchFolder } from '../support/repository.ts';
import { memorySource } from '../support/truth.ts';

/** Small files that once took minutes or gigabytes: each ends, and says what is left out. */

const home = scratchFolder();
let entry: string;
beforeAll(async () => {
  entry = await buildCli();
  for (const name of ['functions', 'dim_mod', 'dim_min', 'broadcast', 'dim_name', 'split'])
    writeFileSync(join(home, `${name}.onnx`), bombs[name]?.() ?? '');
  writeFileSync(join(home, 'small.onnx'), net());
});
afterAll(removeScratch);

/** Far more than it takes, far less than it took: for a machine that does much else. */
const timeout = 40_000;

function cli(...args: readonly string[]) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['--max-old-space-size=450', entry, ...args], {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
    timeout,
    env: { ...process.env, NODE_OPTIONS: '', NO_COLOR: '1' },
  });
  return { code: signal === null ? status : `killed after ${timeout / 1000} s`, stdout, stderr };
}

/** Layers of 14 functions of which each calls the one before 12 times: the nodes of a body, and what each of them holds. */
function layersOf(depth: number, width: bigint): bigint {
  let layers = 1n;
  for (let i = 1; i < depth; i++) layers = width + width * layers;
  return 1n + layers;
}

describe('a model that calls itself into explosion', () => {
  test('is counted whole and listed in part', () => {
    const { code, stdout } = cli('count', 'functions.onnx', '--json');
    expect(code).toBe(0);
    expect(stdout.length).toBeLessThan(32_000_000);
    const [model] = (JSON.parse(stdout) as { models: [Record<string, unknown>] }).models;
    expect(model['formulas']).toMatchObject({ elementwise: `${12n ** 13n}*n` });
    const listed = (model['layers'] as readonly unknown[]).length;
    expect(listed).toBeGreaterThan(1000);
    expect(model['layersOmitted']).toBe(String(layersOf(14, 12n) - BigInt(listed)));
    expect(model['findings']).toContainEqual(expect.objectContaining({ code: 'layers-cut', level: 'warning' }));
  }, 60_000);

  test.each([
    ['explain', ['explain', 'functions.onnx'], /more layers of functions and bodies aren't listed/],
    ['diff', ['diff', 'small.onnx', 'functions.onnx'], /only a part of the layers is compared/],
    ['compare', ['compare', 'small.onnx', 'functions.onnx'], /functions\.onnx/],
  ])(
    '%s ends and says what is left out',
    (_, args, said) => {
      const { code, stdout } = cli(...args);
      expect(code).toBe(0);
      expect(stdout).toMatch(said);
    },
    60_000,
  );
});

test.each(['dim_mod', 'dim_min', 'broadcast'])(
  'size formulas of %s stop at a fault that names them',
  (name) => {
    const { code, stderr } = cli('count', `${name}.onnx`);
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`^flopgate: expansion-limit: ${name}\\.onnx: working out its size formulas`));
    expect(stderr).toMatch(/^hint: .*--dim NAME=N/m);
  },
  60_000,
);

test('the long name of a size is told once, not in every layer', () => {
  const { code, stdout } = cli('count', 'dim_name.onnx', '--json');
  expect(code).toBe(0);
  expect(stdout.length).toBeLessThan(8_000_000);
}, 60_000);

test('a node of a hundred thousand operands is counted', () => {
  const { code, stdout } = cli('count', 'split.onnx', '--dim', 'n=200000');
  expect(code).toBe(0);
  expect(stdout).toMatch(/layers\s+2 exact/);
}, 60_000);

test('a peak that a body can’t tell is unknown outside of it, too', () => {
  const report = countModel(readModelSync(memorySource(wideFunction(120), 'wide.onnx'), 'wide.onnx'));
  expect(report.formulas.peakActivationBytes).toBeNull();
  expect(report.totals.peakActivationBytes).toBeNull();
  expect(report.findings).toContainEqual(expect.objectContaining({ code: 'no-formula', level: 'warning' }));
});
