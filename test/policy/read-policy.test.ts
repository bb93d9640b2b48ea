import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { readPolicy } from '#policy/read-policy.ts';
import { policyJsonSchema } from '#policy/schema.ts';
import { Fault } from '#graph/fault.ts';

const contract = `version: 1
models:
  - id: detector                      # keys history, survives renames; default: the path
    path: models/detector.onnx        # or a glob
    dims: { batch: 1, height: 640, width: 640 }
    cases: [ { name: b8, dims: { batch: 8 } } ]
    budgets: { macs: { max: 4.2G } }
defaults:
  budgets:
    macs:    { fail: +2%, warn: +0.5% }
    params:  { fail: +5% }
    size:    { max: 25MiB, fail: +5% }
    memory:  { fail: +10% }           # planned peak of activations
    latency: { fail: +5%, warn: +2%, on_inconclusive: warn }
  unsupported_ops: warn               # off | warn | fail; never a silent zero
build: python export.py               # optional
bench: { time: 120s, providers: [cpu], threads: 1 }
accept: { label: flopgate-accept, trailer: Flopgate-Accept }
history: { branch: flopgate-data }
comment: { mode: on-change, rows: 15 }
`;

test('the policy of the contract', () => {
  const policy = readPolicy(contract, 'flopgate.yml');
  const [detector] = policy.models;
  expect(detector).toMatchObject({
    id: 'detector',
    path: 'models/detector.onnx',
    dims: new Map([
      ['batch', 1n],
      ['height', 640n],
      ['width', 640n],
    ]),
  });
  expect(detector?.cases).toMatchObject([{ name: 'b8', dims: new Map([['batch', 8n]]) }]);
  expect(detector?.budgets.get('macs')).toEqual({ max: { value: 4_200_000_000n, text: '4.2G' } });
  expect(policy.defaults.budgets.get('latency')).toMatchObject({
    fail: { text: '+5%' },
    warn: { text: '+2%' },
    onInconclusive: 'warn',
  });
  expect(policy.defaults).toMatchObject({ unsupportedOps: 'warn', builtIn: false });
  expect(policy).toMatchObject({
    build: { run: 'python export.py' },
    bench: { enabled: true, timeMs: 120_000, providers: ['cpu'], threads: 1 },
    accept: { label: 'flopgate-accept', trailer: 'Flopgate-Accept' },
    history: { branch: 'flopgate-data' },
    comment: { mode: 'on-change', rows: 15 },
  });
});

test('further forms', () => {
  const policy = readPolicy(
    JSON.stringify({
      version: 1,
      models: [
        {
          path: 'a/**/*.onnx',
          inputs: { 'x.1': '1x3x8x8', y: [2, 0], z: 'scalar' },
          values: { steps: [1, 2] },
          external: 'a/*.bin',
          input_files: ['a/x.npz', 'ids=a/i.pb'],
          bench: false,
          unsupported_ops: 'fail',
          budgets: {
            macs: { growth: { seq: 'linear', '*': 'same' }, fail: null },
            latency: null,
            weights: { max: 1000 },
          },
        },
      ],
      ignore: ['test/**'],
      build: { run: 'make', timeout: '2m' },
      bench: 'off',
    }),
    'flopgate.json',
  );
  const [rule] = policy.models;
  expect(rule?.inputs).toEqual(
    new Map([
      ['x.1', [1n, 3n, 8n, 8n]],
      ['y', [2n, 0n]],
      ['z', []],
    ]),
  );
  expect(rule?.values).toEqual(new Map([['steps', [1, 2]]]));
  expect(rule).toMatchObject({
    external: ['a/*.bin'],
    inputFiles: ['a/x.npz', 'ids=a/i.pb'],
    bench: false,
    unsupportedOps: 'fail',
  });
  expect(rule?.budgets.get('macs')).toEqual({
    fail: null,
    growth: new Map([
      ['seq', 'linear'],
      ['*', 'same'],
    ]),
  });
  expect(rule?.budgets.get('latency')).toEqual({ max: null, fail: null, warn: null, growth: new Map() });
  expect(rule?.budgets.get('weights')).toEqual({ max: { value: 1000n, text: '1000' } });
  expect(policy).toMatchObject({
    build: { run: 'make', timeoutMs: 120_000 },
    bench: { enabled: false },
    ignore: ['test/**'],
  });
  expect(policy.defaults.builtIn).toBe(true);
});

describe('what is wrong is told with its place', () => {
  test.each<[string, string, string]>([
    [
      'a misspelt metric',
      'version: 1\nmodels:\n  - path: a.onnx\n    budgets:\n      mac: { max: 4G }\n',
      'flopgate.yml:5:7: models[0].budgets: "mac" is no key here: did you mean macs?',
    ],
    [
      'a misspelt top key',
      'version: 1\ndefault: {}\n',
      'flopgate.yml:2:1: "default" is no key here: did you mean defaults?',
    ],
    [
      'a misspelt inner key',
      'version: 1\nbench: { tim: 3s }',
      'flopgate.yml:2:10: bench: "tim" is no key here: did you mean time?',
    ],
    [
      'a key that resembles none',
      'version: 1\naccept: { zzzzzz: 1 }',
      'flopgate.yml:2:11: accept: "zzzzzz" is no key here: known keys are label, trailer',
    ],
    [
      'a wrong unit',
      'version: 1\ndefaults:\n  budgets:\n    macs: { max: 4.2 GiB }\n',
      'flopgate.yml:4:13: defaults.budgets.macs.max must be a quantity such as 4.2G',
    ],
    [
      'a bare increase',
      'version: 1\ndefaults: { budgets: { size: { fail: 5 } } }',
      'flopgate.yml:2:32: defaults.budgets.size.fail must be an increase over base such as +5% or +25MiB',
    ],
    ['a decrease', 'version: 1\ndefaults: { budgets: { size: { fail: -5% } } }', 'must be an increase over base'],
    [
      'growth of a time',
      'version: 1\ndefaults: { budgets: { latency: { growth: linear } } }',
      '"growth" is no key here',
    ],
    [
      'a misspelt growth',
      'version: 1\ndefaults: { budgets: { macs: { growth: { s: linaer } } } }',
      'did you mean linear?',
    ],
    ['a misspelt mode', 'version: 1\ncomment: { mode: on_change }', 'did you mean on-change?'],
    ['another version', 'version: 2', 'flopgate.yml:1:1: version must be 1, the only version there is'],
    ['no version', 'models: []', 'version is missing'],
    ['no path', 'version: 1\nmodels: [{ id: a }]', 'models[0].path is missing'],
    ['no list', 'version: 1\nmodels: 3', 'flopgate.yml:2:1: models must be a list'],
    ['no mapping', '- a', 'must be a mapping'],
    [
      'a key that would be passed over',
      'version: 1\nmodels: [{ path: a, dims: { __proto__: x } }]',
      'flopgate.yml:2:29: "__proto__" is no key here',
    ],
    ['a bad shape', 'version: 1\nmodels: [{ path: a, inputs: { x: 1x3xn } }]', 'models[0].inputs.x must be a shape'],
    ['an id with a space', 'version: 1\nmodels: [{ path: a, id: "a b" }]', 'models[0].id must have no spaces'],
    [
      'one id twice',
      'version: 1\nmodels:\n  - { path: a, id: x }\n  - { path: b, id: x }',
      'flopgate.yml:4:16: models[1].id is "x" again, as models[0]',
    ],
    ['one path twice', 'version: 1\nmodels: [{ path: a }, { path: a }]', 'models[1].path is "a" again'],
    [
      'one case twice',
      'version: 1\nmodels: [{ path: a, cases: [{ name: x }, { name: x }] }]',
      'models[0].cases[1].name is "x" again',
    ],
    ['one key twice', 'version: 1\nversion: 1', 'flopgate.yml:2:1: Map keys must be unique'],
    ['two documents', 'version: 1\n---\nversion: 1', 'a second document begins here'],
    ['nothing', '', 'flopgate.yml is empty'],
    ['only a comment', '# hello', 'flopgate.yml is empty'],
    ['broken YAML', 'a: [', 'flopgate.yml:1:5: '],
    ['a tag', 'version: 1\nx: !!js/function "a"', 'Unresolved tag'],
    [
      'an alias bomb',
      `a: &a [${'1,'.repeat(99)}1]\nb: &b [${'*a,'.repeat(99)}]\nc: [${'*b,'.repeat(99)}]`,
      'flopgate.yml:3:59: here are more than 200000 keys and items',
    ],
    ['a key of JavaScript', 'version: 1\n__proto__: { models: [] }', '"__proto__" is no key here'],
  ])('%s', (_, text, message) => {
    const read = (): unknown => readPolicy(text, 'flopgate.yml');
    expect(read).toThrow(Fault);
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'bad-policy', hint: expect.stringMatching(/./) }));
  });
});

const trees = (texts: readonly string[]): unknown[] => texts.map((text) => JSON.parse(text));

describe('the published schema', () => {
  const check = new Ajv2020({ strict: false }).compile(policyJsonSchema());

  test('lets through what is read', () => {
    const good = trees([
      '{"version":1}',
      '{"version":1,"models":[{"path":"a","budgets":{"macs":{"max":"4.2G","growth":"same"},"latency":null}}],"bench":"off"}',
    ]);
    expect(good.map((tree) => check(tree))).toEqual([true, true]);
  });

  test('refuses what is refused', () => {
    const bad = trees([
      '{}',
      '{"version":1,"modles":[]}',
      '{"version":1,"defaults":{"budgets":{"macs":{"max":"4.2GiB"}}}}',
      '{"version":1,"defaults":{"budgets":{"macs":{"fail":"-5%"}}}}',
    ]);
    expect(bad.map((tree) => check(tree))).toEqual([false, false, false, false]);
  });

  test('describes every key at the top', () => {
    const { properties } = policyJsonSchema() as { properties: Record<string, { description?: string }> };
    const mute = Object.entries(properties).filter(
      ([name, { description }]) => description === undefined && name !== 'version' && name !== 'comment',
    );
    expect(mute.map(([name]) => name)).toEqual([]);
  });
});

test('schemas of the policy are loaded through one door', () => {
  expect(readFileSync(new URL('../../src/policy/zod.ts', import.meta.url), 'utf8')).toContain("from 'zod'");
});
