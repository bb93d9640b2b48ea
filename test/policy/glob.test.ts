import { array, assert, constant, constantFrom, oneof, property, tuple } from 'fast-check';
import picomatch from 'picomatch/posix.js';
import { describe, expect, test } from 'vitest';
import { globBase, globTest, isGlob } from '#policy/glob.ts';

describe('what a pattern fits', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['models/a.onnx', ['models/a.onnx'], ['models/b.onnx', 'a.onnx']],
    ['./models/a.onnx', ['models/a.onnx'], ['./b.onnx']],
    ['*.onnx', ['a.onnx', '.onnx', '.hidden.onnx'], ['b/a.onnx', 'a.onnx.data']],
    ['models/*.onnx', ['models/a.onnx'], ['models/b/a.onnx', 'models/a.tflite']],
    ['models/**/*.onnx', ['models/a.onnx', 'models/b/c/a.onnx', 'models/.b/a.onnx'], ['other/a.onnx']],
    ['**/*.onnx', ['a.onnx', 'b/c/a.onnx'], ['a.txt']],
    ['models/**', ['models/a', 'models/b/c', 'models'], ['modelsb/a']],
    ['models/', ['models/a', 'models/b/c'], ['modelsb/a']],
    ['*/**', ['a/b', 'a/b/c'], ['a']],
    ['**', ['a', 'a/b'], []],
    ['a**b', ['ab', 'axb'], ['a/b']],
    ['a?c', ['abc'], ['ac', 'a/c']],
    ['a[0-9].onnx', ['a1.onnx'], ['ab.onnx', 'a12.onnx']],
    ['a[!0-9].onnx', ['ab.onnx'], ['a1.onnx', 'a/.onnx']],
    ['a[[:digit:]]', ['a7'], ['ab']],
    ['model[1].onnx', ['model1.onnx', 'model[1].onnx'], ['model2.onnx']],
    ['{a,b}/{c,d/**}/e', ['a/c/e', 'b/d/x/y/e'], ['c/c/e']],
    ['{a}.onnx', ['{a}.onnx'], ['a.onnx']],
    ['v{1..12}.onnx', ['v1.onnx', 'v12.onnx'], ['v0.onnx', 'v13.onnx', 'v01.onnx']],
    ['v{01..12}', ['v01', 'v12'], ['v1', 'v13']],
    ['v{1..999999999}', ['v999999999', 'v5'], ['v1000000000', 'v0']],
    ['v{a..c}', ['va', 'vc'], ['vd']],
    ['+(ab|c).onnx', ['ab.onnx', 'cabc.onnx'], ['.onnx', 'a.onnx']],
    ['?(a)b', ['b', 'ab'], ['aab']],
    ['@(a|b)', ['a', 'b'], ['ab']],
    ['*(a|b)c', ['c', 'abac'], ['dc']],
    ['!(a|b).onnx', ['c.onnx', 'ab.onnx'], ['a.onnx', 'b.onnx', 'x/c.onnx']],
    ['(a|b).onnx', ['a.onnx'], ['c.onnx']],
    ['model (1).onnx', ['model (1).onnx'], ['model 1.onnx']],
    ['[0-9]+.onnx', ['12.onnx'], ['.onnx', 'a.onnx']],
    ['\\*.onnx', ['*.onnx'], ['a.onnx']],
  ])('%s', (pattern, fits, others) => {
    const fit = globTest(pattern);
    expect(fits.filter((path) => !fit(path))).toEqual([]);
    expect(others.filter(fit)).toEqual([]);
  });
});

test.each([
  ['models/a.onnx', false, 'models'],
  ['models/**/*.onnx', true, 'models'],
  ['./models/x/*.onnx', true, 'models/x'],
  ['**/*.onnx', true, ''],
  ['a{b,c}/d', true, ''],
  ['zoo/model (1).onnx', false, 'zoo'],
])('%s: a pattern %s, below %j', (pattern, glob, base) => {
  expect(isGlob(pattern)).toBe(glob);
  expect(globBase(pattern)).toBe(base);
});

/** Names over few letters, so that patterns fit often. */
const letter = constantFrom('a', 'b', 'c', '.', '1');
const letters = array(letter, { minLength: 1, maxLength: 3 })
  .map((some) => some.join(''))
  .filter((name) => !name.includes('..') && !name.endsWith('.'));
const paths = array(
  letters.filter((name) => name !== '.' && name !== '..'),
  { minLength: 1, maxLength: 4 },
).map((names) => names.join('/'));
const piece = oneof(
  { weight: 4, arbitrary: letter },
  { weight: 2, arbitrary: constant('*') },
  constantFrom('?', '[ab]', '[a-c]', '[^a]', '[0-9]'),
  tuple(letters, letters).map(([a, b]) => `{${a},${b}}`),
);
const names = array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join('').replaceAll(/\*+/g, '*'));
const patterns = array(oneof({ weight: 3, arbitrary: names }, constant('**')), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'))
  .filter((pattern) => !pattern.startsWith('./') && picomatch.scan(pattern).isGlob);

test('it fits what picomatch says, in the syntax that people use', () => {
  let fitted = 0;
  assert(
    property(patterns, array(paths, { minLength: 4, maxLength: 12 }), (pattern, some) => {
      const [fit, oracle] = [globTest(pattern), picomatch(pattern, { dot: true, nonegate: true })];
      for (const path of some) expect(`${path} ${fit(path)}`).toBe(`${path} ${path === pattern || oracle(path)}`);
      fitted += some.filter(fit).length;
    }),
    { numRuns: 5000 },
  );
  expect(fitted).toBeGreaterThan(500);
});

test.each([
  ['**/*a*a*a*a*a*a*a*b', `${'a'.repeat(3000)}c`],
  ['**/a/**/a/**/a/**/a/**/a/**/b', `${'a/'.repeat(1500)}c`],
  ['+(a|aa)+(a|aa)b', `${'a'.repeat(3000)}c`],
  [`${'{a,b,}'.repeat(40)}c`, 'ab'.repeat(100)],
  ['+(+(+(a)))b', `${'a'.repeat(3000)}c`],
  ['!(!(!(a*)))b', `${'a'.repeat(100)}c`],
])('%s: the work is the pattern’s length times the path’s', (pattern, path) => {
  const work = { steps: 0 };
  const before = process.cpuUsage();
  expect(globTest(pattern, work)(path)).toBe(false);
  expect(work.steps).toBeLessThan(20_000_000);
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
});
