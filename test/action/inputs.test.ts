import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readInputs, type Inputs } from '#action/inputs.ts';

const read = (given: Readonly<Record<string, string>> = {}): Inputs => readInputs((name) => given[name] ?? '');

interface Described {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: { readonly using: string; readonly main: string };
}
const described = parse(readFileSync('action.yml', 'utf8')) as Described;

const standard: Inputs = {
  mode: 'auto',
  paths: [],
  comment: null,
  key: 'default',
  checkRun: false,
  token: '',
  workingDirectory: '.',
  warnOnly: false,
  bench: 'auto',
};

describe('action.yml', () => {
  test('names the inputs and outputs of the contract', () => {
    const inputs =
      'config mode paths base head bench bench-time shard comment comment-key check-run token working-directory ' +
      'runtime-version runtime-path warn-only';
    const outputs = 'verdict changed failed report comment-url macs-delta latency-delta base-sha head-sha';
    expect(Object.keys(described.inputs)).toEqual(expect.arrayContaining(inputs.split(' ')));
    expect(Object.keys(described.outputs)).toEqual(expect.arrayContaining(outputs.split(' ')));
    expect(described.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
  });

  test('its defaults are what stands where nothing is given', () => {
    const defaults = Object.fromEntries(Object.entries(described.inputs).map(([name, one]) => [name, one.default]));
    expect(defaults['token']).toBe('${{ github.token }}');
    expect(read({ ...defaults, token: '' })).toEqual(standard);
    expect(read()).toEqual(standard);
  });

  test('every input that the code asks for is described', () => {
    const asked = new Set<string>();
    readInputs((name) => {
      asked.add(name);
      return '';
    });
    expect([...asked].filter((name) => described.inputs[name] === undefined)).toEqual([]);
  });
});

test('what is given', () => {
  const given = {
    mode: 'check',
    config: 'ci/flopgate.yml',
    paths: ' models/**\n\n  *.onnx\n',
    base: 'main',
    head: 'worktree',
    shard: '2/5',
    comment: 'never',
    'comment-key': 'vision-2.b',
    'check-run': 'TRUE',
    token: 't',
    'working-directory': 'src',
    'warn-only': 'true',
    bench: 'off',
    'bench-time': '2m',
    'runtime-version': '1.30.0',
    'runtime-path': '/opt/ort',
  };
  expect(read(given)).toEqual({
    mode: 'check',
    config: 'ci/flopgate.yml',
    paths: ['models/**', '*.onnx'],
    base: 'main',
    head: 'worktree',
    shard: { index: 2, of: 5 },
    comment: 'never',
    key: 'vision-2.b',
    checkRun: true,
    token: 't',
    workingDirectory: 'src',
    warnOnly: true,
    bench: 'off',
    benchTimeMs: 120_000,
    runtimeVersion: '1.30.0',
    runtimePath: '/opt/ort',
  });
});

test.each([
  [{ mode: 'reprot' }, 'did you mean report?'],
  [{ mode: 'measure' }, 'leave it out'],
  [{ comment: 'sometimes' }, 'write one of always'],
  [{ 'comment-key': 'a --> b' }, 'use letters'],
  [{ 'comment-key': '../../x' }, 'use letters'],
  [{ shard: '3/2' }, 'write 2/5'],
  [{ shard: '0/2' }, 'write 2/5'],
  [{ 'warn-only': 'yes' }, 'write one of true, false'],
  [{ bench: 'yes' }, 'write one of auto, on, off'],
  [{ 'bench-time': '120' }, 'write 120s'],
])('%j is refused', (given, hint) => {
  expect(() => read(given)).toThrow(
    expect.objectContaining({ code: 'usage', hint: expect.stringContaining(hint) as string }) as Error,
  );
});
