import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, type CliResult } from '../support/cli.ts';
import { model, node, value } from '../support/onnx-writer.ts';
import { gitEnv, removeScratch, testRepository, type TestRepository } from '../support/repository.ts';
import { buildCopy, copySource, typeCheckCopy } from '../support/source-copy.ts';

/**
 * A newcomer's trial: a metric is one row. A copy of src/ gets a row more in `policy/metrics.ts`, nothing else, and what is
 * built of it has to know the metric wherever a user meets one.
 */
const row = `{
  name: 'effective_macs',
  unit: 'count',
  of: 'effectiveMacs',
  isStored: false,
  words: 'effective MACs',
  head: 'effective MACs',
  description: 'Multiply-accumulates after masks.',
  columns: 'when told',
},
`;

/** Causal attention of one head over `tokens` tokens of width 4: the score of a pair is 4 MACs, its part of the outcome 4 more. */
function causal(tokens: number): Uint8Array {
  const shape = [1, 1, tokens, 4];
  return model({
    opset: 23,
    inputs: ['q', 'k', 'v'].map((name) => value(name, 'f32', shape)),
    nodes: [node('Attention', ['q', 'k', 'v'], ['y'], { is_causal: 1 })],
    outputs: [value('y', 'f32', shape)],
  });
}

/** On paper: a token sees itself and those before it, so that n(n + 1)/2 of the n² pairs count: 10 of 16, then 36 of 64. */
const [before, after] = [10 * 8, 36 * 8];

const policy = `version: 1
models:
  - { id: net, path: net.onnx, budgets: { effective_macs: { max: 200, fail: +5% } } }
accept: { max: true }
`;

let home: string;
let checked: ReturnType<typeof typeCheckCopy>;
let entry: string;
let clone: TestRepository;

const run = (...args: readonly string[]): CliResult =>
  runCli(entry)(args, { cwd: clone.root, env: gitEnv as Record<string, string> });
const ok = (...args: readonly string[]): string => {
  const { code, stdout, stderr } = run(...args);
  if (code !== 0) throw new Error(stderr);
  return stdout;
};

/** A copy of src/ with one row more; fails where the table isn't what the way to add a metric says. */
function copyWithRow(): string {
  const folder = copySource('flopgate-metric-');
  const table = join(folder, 'src/policy/metrics.ts');
  const parts = readFileSync(table, 'utf8').split(/(?=\]\s*as\s+const\s+satisfies\s+readonly\s+MetricRow\[\])/);
  const [rows = '', rest = ''] = parts.map((part) => part.trimEnd());
  expect(parts).toHaveLength(2);
  expect(rows).not.toContain('effective_macs');
  writeFileSync(table, `${rows}${rows.endsWith(',') ? '' : ','}\n${row}${rest}\n`);
  return folder;
}

beforeAll(async () => {
  home = copyWithRow();
  checked = typeCheckCopy(home);
  entry = await buildCopy(home);

  const origin = testRepository();
  origin.git('config', 'receive.denyCurrentBranch', 'ignore');
  clone = testRepository();
  clone.git('remote', 'add', 'origin', `file://${origin.root}`);
  clone.write('flopgate.yml', policy);
  clone.write('net.onnx', causal(4));
  clone.commit('four tokens');
  clone.write('net.onnx', causal(8));
  clone.commit('eight tokens');
});

afterAll(async () => {
  await checked;
  removeScratch();
});

describe('a row in policy/metrics.ts is a metric', () => {
  test('of the policy: its schema, what it reads, and what it explains', () => {
    expect(ok('schema')).toMatch(/"effective_macs":\s*\{\s*"description":\s*"Multiply-accumulates after masks\."/);
    expect(ok('policy', '--explain', 'net')).toMatch(/effective_macs/);
    clone.write('wrong.yml', policy.replace('effective_macs', 'effectve_macs'));
    expect(run('policy', '--config', 'wrong.yml').stderr).toContain('did you mean effective_macs?');
    clone.remove('wrong.yml');
  });

  test('of the gate: judged, told in words, in JSON and in the comment', () => {
    const report = join(home, 'report.json');
    writeFileSync(report, run('check', '--base', 'HEAD~1', '--head', 'HEAD', '--shard', '1/1', '--json').stdout);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({
      verdict: 'fail',
      models: [{ figures: { effective_macs: { base: String(before), head: String(after) } } }],
    });
    const breach = `effective MACs ${before} → ${after} (+260 %): above the ceiling of 200`;
    expect(readFileSync(report, 'utf8')).toContain(`"text": "${breach}`);
    const merged = run('merge', report, '--md');
    expect(merged.code).toBe(1);
    expect(merged.stdout).toMatch(/^\|.*\| effective MACs +\|/m);

    clone.git(
      'commit',
      '-q',
      '--amend',
      '-m',
      'eight tokens\n\nFlopgate-Accept: net.effective_macs +260% longer texts',
    );
    const accepted = run('check', '--base', 'HEAD~1', '--head', 'HEAD');
    expect(accepted.code).toBe(0);
    expect(accepted.stdout).toContain(breach);
  });

  test('of the history: recorded, shown, exported, on a badge and on the page', () => {
    ok('history', 'record', 'HEAD~1');
    ok('history', 'record');
    expect(JSON.parse(ok('badge', 'net', '--metric', 'effective_macs'))).toEqual({
      schemaVersion: 1,
      label: 'net effective MACs',
      message: String(after),
      color: 'red',
    });
    expect(ok('history', 'show', 'net', '--metric', 'effective_macs')).toMatch(/effective MACs[^]*80[^]*288/);
    const [heads = '', ...lines] = ok('history', 'export').trimEnd().split('\r\n');
    const place = heads.split(',').indexOf('effective_macs');
    expect(lines.map((line) => line.split(',')[place])).toEqual([String(before), String(after)]);
    expect(ok('history', 'export', '--format', 'openmetrics')).toContain(
      '# HELP flopgate_effective_macs effective MACs\n',
    );
    expect(ok('dashboard', '--out', '-')).toMatch(/"name":"effective_macs","title":"effective MACs"/);
  });

  test('for the compiler', async () => {
    expect(await checked).toEqual({ code: 0, output: '' });
  });
});
