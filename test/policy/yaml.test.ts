import { describe, expect, test } from 'vitest';
import { parseYaml } from '#policy/yaml.ts';

const valueOf = (text: string): unknown => parseYaml(text, 'flopgate.yml').value;

describe('YAML as plain data', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', undefined],
    ['a comment alone', '# none\n', undefined],
    ['a map', 'a: 1\nb: [x, true, null, 1.5]\n', { a: 1, b: ['x', true, null, 1.5] }],
    ['JSON', '{"a": {"b": [1]}}', { a: { b: [1] } }],
    ['a whole number beyond 2^53 as its digits', 'n: 9007199254740993', { n: '9007199254740993' }],
    ['the largest safe number as a number', 'n: 9007199254740991', { n: 9_007_199_254_740_991 }],
    ['YAML 1.2: no is a text', 'a: no', { a: 'no' }],
    ['an alias', 'a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    ['an empty key', '? \n: 1\n', { '': 1 }],
  ])('%s', (_, text, value) => {
    expect(valueOf(text)).toEqual(value);
  });
});

describe('refused, with line and column', () => {
  test.each([
    ['a key twice', 'a: 1\nb: 2\na: 3\n', /^flopgate\.yml:3:1: Map keys must be unique: `a` is here twice$/],
    ['a key twice in different quotes', '"a": 1\na: 2\n', /^flopgate\.yml:2:1: /],
    ['a prototype', 'a: 1\n__proto__: {b: 1}\n', /^flopgate\.yml:2:1: "__proto__" is no key here$/],
    ['a list as key', '[1]: 2\n', /^flopgate\.yml:1:1: a key must be a text$/],
    ['an alias to nothing', 'a: *gone\n', /^flopgate\.yml:1:4: /],
    ['an alias to what holds it', 'a: &x [*x]\n', /^flopgate\.yml:1:8: `\*x` holds itself$/],
    ['a second document', 'a: 1\n---\nb: 2\n', /^flopgate\.yml:\d:\d: a second document begins here/],
    ['a number of 101 digits', `n: ${'9'.repeat(101)}\n`, /^flopgate\.yml:1:4: a number of 101 digits is no size$/],
    ['51 levels', `a: ${'['.repeat(52)}${']'.repeat(52)}\n`, /nested more than 50 deep$/],
    ['a bracket that stays open', 'a: [1\n', /^flopgate\.yml:\d:\d: /],
  ])('%s', (_, text, message) => {
    expect(() => valueOf(text)).toThrow(
      expect.objectContaining({ code: 'bad-policy', message: expect.stringMatching(message) }),
    );
  });

  test('aliases that multiply are counted for what they stand for', () => {
    const levels = Array.from(
      { length: 9 },
      (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`,
    );
    expect(() => valueOf(`l0: &l0 [1, 2, 3]\n${levels.join('\n')}\n`)).toThrow(/more than 200000 keys and items$/);
  });

  test('more than a million characters are not read', () => {
    expect(() => valueOf(`# ${'x'.repeat(1_000_000)}`)).toThrow(/holds 1000002 characters$/);
  });
});

test.each<[readonly (string | number)[], number, number]>([
  [['models', 0, 'path'], 2, 5],
  [['models', 1], 3, 5],
  [['models', 0, 'gone'], 2, 5],
  [[], 1, 1],
])('the place of %j is %i:%i', (path, line, column) => {
  const tree = parseYaml('models:\n  - path: a\n  - path: b\n', 'flopgate.yml');
  expect(tree.locate(path)).toEqual({ line, column });
});
