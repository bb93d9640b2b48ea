import { policyJsonSchema } from '#policy/schema.ts';
import { comparePolicies } from '#policy/policy-changes.ts';
import { explainPlan, planFor } from '#policy/model-plan.ts';
import { readPolicy } from '#policy/read-policy.ts';
import { budgetMetrics } from '#policy/metrics.ts';
import { parseYaml } from '#policy/yaml.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Random } from '../../test/support/mutate.ts';
import { anyJson, chance, hostile, type Json, many, mutated, pick, record, scrambled, whole } from './draw.ts';
import { inertMarkdown, inertTerminal, type Kind, must, orFault, same } from './property.ts';
import { markdownText, terminalText } from '#text/escape.ts';

/** Policies: made by the grammar, changed, and scrambled as text. What is read is read again from its data as JSON, to the same. */
export const policy: Kind = { input, check };

const valid = `version: 1
models:
  - id: detector                      # keys history
    path: models/detector.onnx
    dims: { batch: 1, height: 640 }
    inputs: { images: 1x3x640x640, x: scalar }
    values: { steps: 5, "a b": [1, 2.5] }
    cases: [ { name: b8, dims: { batch: 8 } } ]
    budgets: { macs: { max: 4.2G, growth: { sequence: linear } } }
    external: [weights/*.bin]
    input_files: data/x.npz
  - &a { path: "models/**/*.onnx", bench: false, unsupported_ops: fail }
ignore: ['test/**']
defaults:
  budgets:
    macs:    { fail: +2%, warn: +0.5% }
    size:    { max: 25MiB, fail: +5% }
    latency: { fail: +5%, warn: +2%, on_inconclusive: warn }
build: { run: python export.py, timeout: 10m }
bench: { time: 120s, providers: [cpu], threads: 1 }
accept: { label: flopgate-accept, trailer: Flopgate-Accept }
history: { branch: flopgate-data }
comment: { mode: on-change, rows: 15 }
`;
const pieces = [
  '&a ',
  '*a',
  '<<: *a',
  '? ',
  '!!set ',
  '!!binary ',
  '!!js/function ',
  '--- ',
  '...',
  '%YAML 1.1\n---\n',
  '|\n',
  '>-\n  ',
  '{',
  '}',
  '[',
  ']',
  ': ',
  '- ',
  ', ',
  '#',
  '"',
  "'",
  '\t',
  '\n  ',
  '\r\n',
  '\u0085',
  '\ufeff',
  '.inf',
  '.nan',
  '0o17',
  '~',
  '__proto__: { x: 1 }',
  'constructor: { prototype: { x: 1 } }',
  'version: 1',
  'models:',
  '12345678901234567890',
  '+2%',
  '1_000',
];
const globs = [
  '**/*.onnx',
  'models/*.onnx',
  '*',
  '**',
  'a/?.onnx',
  '[a-c].onnx',
  '{a,b}/c.onnx',
  'models/',
  './a.onnx',
  '!a',
  '\\*',
  'a b',
];
const quantities = [
  '4.2G',
  '25MiB',
  '20ms',
  '0',
  '1_000',
  '9'.repeat(41),
  '1.5k',
  '7 B',
  '2 min',
  '-1',
  '1e3',
  '4.2 Q',
  5,
  0,
  -1,
  2.5,
  2 ** 53,
];
const increases = [
  '+5%',
  '5%',
  '+0.5 %',
  '+2M',
  '+1KiB',
  '2M',
  '-5%',
  '+5',
  '+%',
  '+99999999999999999999999999999999999999999%',
];

type Made = readonly (readonly [string, Json])[];
const some = (random: Random, entries: Made): { [key: string]: Json } =>
  record(
    entries.filter(() => chance(random, 0.4)).concat(chance(random, 0.01) ? [[hostile(random), anyJson(random)]] : []),
  );
/** Mostly what is meant there, rarely anything. */
const or = (random: Random, meant: Json): Json => (chance(random, 0.01) ? anyJson(random) : meant);
const bounded = (random: Random, most: number): string => hostile(random).slice(0, most) || 'x';

function budgets(random: Random): Json {
  const words = ['constant', 'linear', 'quadratic', 'cubic', 'same'];
  return some(
    random,
    budgetMetrics.map((metric) => [
      metric,
      chance(random, 0.05)
        ? null
        : some(random, [
            ['max', or(random, pick(random, chance(random, 0.9) ? quantities.slice(0, 9) : quantities))],
            ['fail', pick(random, chance(random, 0.9) ? increases.slice(0, 2) : increases)],
            ['warn', pick(random, [null, '+1%', '+0.25%'])],
            ['on_inconclusive', pick(random, ['warn', 'fail'])],
            [
              'growth',
              or(
                random,
                chance(random, 0.5) ? pick(random, words) : record([[bounded(random, 50), pick(random, words)]]),
              ),
            ],
          ]),
    ]),
  );
}

function binding(random: Random): Made {
  const size = (): Json => or(random, whole(random, 0, 4096));
  const named = (make: () => Json): Json => record(many(random, 4, () => [bounded(random, 60), make()] as const));
  return [
    ['dims', named(size)],
    ['inputs', named(() => pick(random, ['1x3x224x224', 'scalar', [1, 2], [], '1x', or(random, '2x2')]))],
    ['values', named(() => anyJson(random))],
  ];
}

function model(random: Random): Json {
  const path = chance(random, 0.6)
    ? `models/${whole(random, 0, 999)}.onnx`
    : chance(random, 0.7)
      ? pick(random, globs)
      : bounded(random, 100);
  const names = many(random, 4, () => `c${whole(random, 0, 99)}`);
  return {
    path,
    ...some(random, [
      ['id', or(random, `id${whole(random, 0, 9999)}`)],
      ...binding(random),
      ['cases', names.map((name) => ({ name, ...some(random, [...binding(random), ['budgets', budgets(random)]]) }))],
      ['budgets', budgets(random)],
      ['unsupported_ops', pick(random, ['off', 'warn', 'fail'])],
      ['external', pick(random, [pick(random, globs), [pick(random, globs)]])],
      ['input_files', pick(random, ['data/x.npz', ['ids=a.npy'], 'x.txt'])],
      ['bench', chance(random, 0.5)],
    ]),
  };
}

const drawn = (random: Random): Json => ({
  version: or(random, 1),
  ...some(random, [
    ['models', many(random, 5, () => model(random))],
    ['ignore', many(random, 4, () => pick(random, globs))],
    [
      'defaults',
      some(random, [
        ['budgets', budgets(random)],
        ['unsupported_ops', pick(random, ['off', 'warn', 'fail'])],
      ]),
    ],
    ['build', pick(random, ['make', { run: 'make', timeout: pick(random, ['10m', 5, '1.5s', 0]) }])],
    ['bench', pick(random, ['off', { time: '90s', providers: ['cpu'], threads: 2 }, {}])],
    [
      'accept',
      some(random, [
        ['label', bounded(random, 40)],
        ['trailer', pick(random, ['X-Y', '-x', 'A'])],
      ]),
    ],
    ['history', some(random, [['branch', pick(random, ['data', 'a/b', '../x', 'a..b', 'x@{1}', '-x'])]])],
    [
      'comment',
      some(random, [
        ['mode', 'never'],
        ['rows', whole(random, 0, 201)],
      ]),
    ],
  ]),
});

/** As YAML: JSON in flow style, blocks, with comments, anchors and odd but lawful spelling. */
function written(value: Json, random: Random, indent: string): string {
  const flow = chance(random, 0.2);
  if (flow || typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return ` ${JSON.stringify(value)}\n`;
  const anchor = chance(random, 0.05) ? ` &n${whole(random, 0, 9)}` : '';
  const lines = Array.isArray(value)
    ? value.map((item) => `${indent}-${written(item, random, `${indent}  `)}`)
    : Object.entries(value).map(
        ([key, item]) => `${indent}${keyText(key, random)}:${written(item, random, `${indent}  `)}`,
      );
  return `${anchor}${chance(random, 0.1) ? ' # note' : ''}\n${lines.join('')}`;
}

const keyText = (key: string, random: Random): string =>
  /^\w+$/.test(key) && chance(random, 0.9) ? key : JSON.stringify(key);

function input(random: Random): string {
  const kind = random();
  if (kind < 0.15) return scrambled(valid, random, pieces);
  if (kind < 0.2) return many(random, 40, () => pick(random, pieces)).join('');
  const value = kind < 0.7 ? drawn(random) : mutated(drawn(random), random);
  const text = written(value, random, '').replace(/^ ?\n?/, '');
  return kind < 0.9 ? text : scrambled(text, random, pieces);
}

const valued = new Ajv2020({ strict: false, logger: false }).compile(policyJsonSchema());
const paths = ['models/1.onnx', 'models/detector.onnx', 'a/b.onnx', 'test/x/__proto__.onnx'];

function check(text: string): string {
  const read = orFault(() => readPolicy(text, 'flopgate.yml'));
  if ('fault' in read) {
    must(read.fault === 'bad-policy', `an unreadable policy is ${read.fault}`);
    return 'refused';
  }
  const { value } = parseYaml(text, 'flopgate.yml');
  same(readPolicy(jsonOf(value), 'flopgate.yml'), read.value, 'its data as JSON is another policy');
  must(valued(value), `the published schema refuses it: ${JSON.stringify(valued.errors?.[0])?.slice(0, 300)}`);
  same(comparePolicies(read.value, read.value, paths), [], 'it differs from itself');
  for (const { kind, where, text: told } of comparePolicies(
    read.value,
    readPolicy('version: 1', 'flopgate.yml'),
    paths,
  )) {
    inertTerminal(terminalText(`${kind} ${where} ${told}`), 'a change');
    inertMarkdown(markdownText(told), 'a change');
  }
  for (const path of paths) {
    const plan = planFor(read.value, path);
    if (plan === null) continue;
    must(plan.cases.length > 0, `${path} has no case`);
    for (const line of explainPlan(plan, read.value).split('\n')) inertTerminal(terminalText(line), 'an explanation');
  }
  return 'read';
}

/** JSON, but for the numbers that it hasn't got and YAML has. */
function jsonOf(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${jsonOf(item)}`)
    .join(', ')}}`;
}
