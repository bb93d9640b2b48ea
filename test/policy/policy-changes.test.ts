import { describe, expect, test } from 'vitest';
import { comparePolicies } from '#policy/policy-changes.ts';
import { policyOf } from '../support/outcomes.ts';

const one = (budgets: string, rest = ''): string => `version: 1\ndefaults: { budgets: { ${budgets} } }\n${rest}`;
const kinds = (base: string, head: string, paths = ['a.onnx']): string[] =>
  comparePolicies(policyOf(base), policyOf(head), paths).map(({ kind, where, text }) => `${kind} ${where}: ${text}`);

describe('limits of a model', () => {
  test.each([
    ['macs: { max: 4G }', 'macs: { max: 5G }', 'loosened a.onnx: macs max 4G → 5G'],
    ['macs: { max: 4G }', 'macs: { max: 3G }', 'tightened a.onnx: macs max 4G → 3G'],
    ['macs: { max: 4G, fail: +2% }', 'macs: { fail: +2% }', 'loosened a.onnx: macs max 4G → none'],
    ['macs: { fail: +2% }', 'macs: { fail: +2.5% }', 'loosened a.onnx: macs fail +2% → +2.5%'],
    ['macs: { fail: +2% }', 'macs: { fail: +1% }', 'tightened a.onnx: macs fail +2% → +1%'],
    ['macs: { fail: +2% }', 'macs: { fail: +2M }', 'loosened a.onnx: macs fail +2% → +2M'],
    ['macs: { growth: linear }', 'macs: { growth: quadratic }', 'loosened a.onnx: macs growth in * linear → quadratic'],
    [
      'macs: { fail: +2%, on_inconclusive: fail }',
      'macs: { fail: +2% }',
      'loosened a.onnx: macs on_inconclusive fail → warn',
    ],
  ])('%s → %s', (base, head, told) => expect(kinds(one(base), one(head))).toEqual([told]));

  test('the same limit in other words is none', () => {
    expect(kinds(one('macs: { fail: +2%, max: 4G }'), one('macs: { fail: 2.0%, max: 4000M }'))).toEqual([]);
  });
});

test('what takes a model out of judgement is loosened', () => {
  const base = one('macs: { fail: +2% }', 'models: [{ path: a.onnx, budgets: { macs: { max: 1G } }}]');
  expect(kinds(base, one('macs: { fail: +2% }', 'ignore: [a.onnx]'))).toEqual(['loosened a.onnx: is now ignored']);
  expect(kinds(base, one('macs: { fail: +2% }'))).toContain('loosened a.onnx: macs max 1G → none');
  expect(
    kinds(base, one('macs: { fail: +2% }', 'bench: "off"\nmodels: [{ path: a.onnx, budgets: { macs: { max: 1G } } }]')),
  ).toContain('loosened a.onnx: latency is no longer measured');
});

const sized = (n: number): string => one('macs: { max: 1G }', `models: [{ path: a.onnx, dims: { h: ${n} } }]`);

test('smaller sizes make a ceiling easier', () => {
  expect(kinds(sized(640), sized(320))).toEqual(['loosened a.onnx: dims h 640 → 320']);
  expect(kinds(sized(320), sized(640))).toEqual(['other a.onnx: dims h 320 → 640']);
});

test.each([
  ['inputs: { x: 1x3x640x640 }', 'inputs: { x: 1x3x64x64 }', 'loosened a.onnx: inputs x 1x3x640x640 → 1x3x64x64'],
  ['inputs: { x: 2x3 }', 'inputs: { x: 3x2 }', 'other a.onnx: inputs x 2x3 → 3x2'],
  ['values: { n: 5 }', 'values: { n: 4 }', 'other a.onnx: values n 5 → 4'],
  ['values: { n: 5 }', 'bench: true', 'other a.onnx: values n 5 → unset'],
  ['input_files: a.npz', 'input_files: [b.npz]', 'other a.onnx: input_files a.npz → b.npz'],
])('%s → %s', (base, head, told) => {
  const [before, after] = [base, head].map((text) => one('macs: { max: 1G }', `models: [{ path: a.onnx, ${text} }]`));
  expect(kinds(before ?? '', after ?? '')).toEqual([told]);
});

test('a change of many models is told once', () => {
  const paths = ['a.onnx', 'b.onnx', 'c.onnx', 'd.onnx'];
  expect(kinds(one('macs: { max: 4G }'), one('macs: { max: 5G }'), paths)).toEqual([
    'loosened a.onnx and 3 more: macs max 4G → 5G',
  ]);
});

test('coming, going, and the rest of the file', () => {
  const policy = policyOf(one('macs: { max: 4G }'));
  expect(comparePolicies(null, policy, [])).toMatchObject([{ kind: 'other' }]);
  expect(comparePolicies(policy, null, [])).toMatchObject([{ kind: 'loosened' }]);
  expect(comparePolicies(null, null, [])).toEqual([]);
  expect(kinds(one('macs: { max: 4G }'), one('macs: { max: 4G }', 'accept: { label: yes-please }'))).toEqual([
    'other flopgate.yml: accept.label flopgate-accept → yes-please',
  ]);
});

test.each([
  ['strict: true', '', 'loosened flopgate.yml: strict true → false'],
  ['', 'strict: true', 'other flopgate.yml: strict false → true'],
  ['strict: true', 'strict: true\non_inconclusive: warn', 'loosened flopgate.yml: on_inconclusive unset → warn'],
  ['policy: base', 'policy: head', 'loosened flopgate.yml: policy base → head'],
  ['build: make', '', 'loosened flopgate.yml: build make → none'],
  ['build: make', 'build: make all', 'other flopgate.yml: build make → make all'],
  ['comment: { mode: always }', 'comment: { mode: never }', 'loosened flopgate.yml: comment.mode always → never'],
])('of the whole policy: %j → %j', (base, head, told) => {
  expect(kinds(`version: 1\n${base}\n`, `version: 1\n${head}\n`)).toEqual([told]);
});
