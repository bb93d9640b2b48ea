import { describe, expect, test } from 'vitest';
import { comparePolicies } from '#policy/policy-changes.ts';
import { planFor } from '#policy/model-plan.ts';
import { readPolicy } from '#policy/read-policy.ts';
import { asFault } from '#graph/fault.ts';
import { policyOf } from '../support/outcomes.ts';

const many = (count: number, text: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => text(i)).join('');

/** The fault's message, or `read`; and the seconds of CPU time that it took. */
function reading(text: string): { readonly said: string; readonly seconds: number } {
  const before = process.cpuUsage();
  let said = 'read';
  try {
    readPolicy(text, 'flopgate.yml');
  } catch (thrown) {
    const { code, message } = asFault(thrown);
    said = code === 'bad-policy' ? message : `${code}: ${message}`;
  }
  const { user, system } = process.cpuUsage(before);
  return { said, seconds: (user + system) / 1e6 };
}

const aliases = many(9, (i) =>
  i === 0 ? 'a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n' : `a${i}: &a${i} [${`*a${i - 1},`.repeat(10)}]\n`,
);

describe('a policy made to keep its reader busy: a fault that names line and key, in bounded time', () => {
  test.each<[string, string, string | RegExp]>([
    ['an alias of itself', 'version: 1\na: &a [*a]', /^flopgate.yml:2:8: `\*a` holds itself/],
    ['a nest', `version: 1\nmodels: ${'['.repeat(5000)}`, /^flopgate.yml:2:\d+: is nested more than 50 deep/],
    ['a nest of words', many(1300, (i) => `${' '.repeat(i)}a:\n`), /^flopgate.yml:50:50: is nested more than 50 deep/],
    [
      'a nest in values',
      `version: 1\nmodels: [{path: a, values: {x: ${'['.repeat(900)}${']'.repeat(900)}}}]`,
      /^flopgate.yml:2:\d+: is nested more than 50 deep/,
    ],
    ['60,000 keys', `version: 1\n${many(60_000, (i) => `k${i}: 1\n`)}`, 'flopgate.yml:2:1: "k0" is no key here'],
    [
      '60,000 sizes',
      `version: 1\nmodels:\n- path: a\n  dims: {${many(60_000, (i) => `k${i}: 1,`)}}`,
      'flopgate.yml:4:3: models[0].dims has more than 1000 entries',
    ],
    [
      '70,000 models',
      `version: 1\nmodels: [${many(70_000, (i) => `{path: ${i}},`)}]`,
      /^flopgate.yml:2:(?:1: models has more than 5000 entries|\d+: holds more than \d+ words and signs)/,
    ],
    [
      '20,000 uses of one alias',
      `version: 1\nignore: [&x a,${'*x,'.repeat(20_000)}]`,
      'flopgate.yml:2:1: ignore has more than 1000 entries',
    ],
    ['aliases of aliases', `version: 1\n${aliases}`, /^flopgate.yml:7:10: here are more than 200000 keys and items/],
    ['nothing but signs', `version: 1\nmodels: ${'[ '.repeat(450_000)}`, 'holds more than 600000 words and signs'],
    [
      'a name of a million letters',
      `version: 1\n? "${'a'.repeat(990_000)}"\n: 1\n`,
      /^flopgate.yml:2:3: "a{79}…" is no key here.{1,200}$/,
    ],
    ['a number of 900,000 digits', `version: 1\nx: ${'9'.repeat(900_000)}`, 'flopgate.yml:2:4: a number of 900000'],
    ['a list as a key', 'version: 1\n? [a, b]\n: 1\n', 'flopgate.yml:2:3: a key must be a text'],
    ['100,000 documents', many(100_000, () => '---\na: 1\n'), 'flopgate.yml:3:1: a second document begins here'],
  ])('%s', (_, text, message) => {
    const { said, seconds } = reading(text);
    expect(said).toMatch(message);
    expect(seconds).toBeLessThan(10);
  });

  test('as large as one may be, it is read', () => {
    const rules = many(
      5000,
      (i) => `- { path: zoo/${i}.onnx, id: m${i}, dims: { a: 1 }, budgets: { macs: { max: 2G } } }\n`,
    );
    const { said, seconds } = reading(`version: 1\nmodels:\n${rules}`);
    expect(said).toBe('read');
    expect(seconds).toBeLessThan(10);
  });
});

test('what nobody would write is told by us, not by a library on stderr', async () => {
  const warned: unknown[] = [];
  const listen = (warning: unknown): void => void warned.push(warning);
  process.on('warning', listen);
  for (const text of ['? {a: 1}\n: 2\n', '{[a]: 1}', 'version: 1\n? {a: b}\n: c\n']) reading(text);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  expect(warned).toEqual([]);
});

describe('patterns', () => {
  test.each([
    ['models[0].path', 'models: [{ path: "*a*a*a*a*a*a*a*a*a*a*b" }]', 'has more than 8 wildcards in one name'],
    ['ignore[1]', 'ignore: [a, "**/+(a|+(b|+(c|+(d|+(e|+(f|+(g|+(h|+(i))))))))"]', 'has more than 8 wildcards'],
    ['models[0].external', 'models: [{ path: a, external: "*a*b*c*d*e*f*g*h*i" }]', 'has more than 8 wildcards'],
    ['models[0].external[1]', `models: [{ path: a, external: [b, "${'{a,b}'.repeat(60)}"] }]`, 'more than 50 groups'],
    ['ignore[0]', `ignore: ["${'{a,'.repeat(11)}b${'}'.repeat(11)}"]`, 'nests groups more than 10 deep'],
  ])('beyond what anybody would write: %s is named', (key, text, problem) => {
    expect(reading(`version: 1\n${text}`).said).toMatch(
      new RegExp(`^flopgate.yml:2:\\d+: ${key.replaceAll(/[.[\]]/g, '\\$&')} `),
    );
    expect(reading(`version: 1\n${text}`).said).toContain(problem);
  });

  test('5,000 of them over 20,000 files: each file meets those of its own folders', () => {
    const rules = many(5000, (i) => `- { path: "zoo/${i}/**/*.onnx" }\n`);
    const policy = policyOf(`version: 1\nmodels:\n${rules}`);
    const before = process.cpuUsage();
    for (let i = 0; i < 20_000; i += 1) expect(planFor(policy, `zoo/${i}/a/model.onnx`)?.rule === null).toBe(i >= 5000);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });

  test('more work than there is patience for: a fault that names the pattern', () => {
    const hard = Array.from({ length: 200 }, (_, i) => `"**/*a*/**/*a*/**/*a*/**/*${i}*x"`).join(', ');
    const policy = policyOf(`version: 1\nignore: [${hard}]`);
    const path = `${'aaaaaaaa/'.repeat(400)}x`;
    const all = (): void => {
      for (let i = 0; i < 100; i += 1) planFor(policy, `${path}${'x'.repeat(i)}`);
    };
    expect(all).toThrow(
      expect.objectContaining({ code: 'too-much-work', message: expect.stringContaining('**/*a*/') }),
    );
  });
});

test('one change of 50,000 models is told in bounded time', () => {
  const [base, head] = ['+1%', '+2%'].map((fail) =>
    policyOf(`version: 1\ndefaults: { budgets: { macs: { fail: ${fail} } } }`),
  );
  const paths = Array.from({ length: 50_000 }, (_, i) => `m/${i}.onnx`);
  const before = process.cpuUsage();
  expect(comparePolicies(base ?? null, head ?? null, paths)).toMatchObject([{ kind: 'loosened' }]);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20);
});
