import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstWildcard, globProblem, parseGlob } from '#policy/glob-parse.ts';

const times = (text: string, count: number): string => text.repeat(count);

/** The limits of docs/policy.md: 1,000 characters, 10 deep, 50 groups, 8 wildcards in a name. */
describe('a pattern that nobody would write is said to be one', () => {
  test.each<[string, string, RegExp | null]>([
    ['as long as may be', times('a', 1000), null],
    ['one longer', times('a', 1001), /longer than 1000/],
    ['8 wildcards in each name', `${times('*a', 8)}/${times('*a', 8)}`, null],
    ['9 wildcards in a name', times('*a', 9), /more than 8 wildcards/],
    ['** is one', times('**a', 8), null],
    ['+( and !( are wildcards, too', times('+(a)', 9), /more than 8 wildcards/],
    ['@( is none', times('@(a)', 9), null],
    ['escaped ones are none', times('\\*', 40), null],
    ['50 groups', times('[a]', 50), null],
    ['51 groups', times('[a]', 51), /more than 50 groups/],
    ['51 groups of different kinds', `${times('{a,b}/', 25)}${times('(a|b)/', 26)}`, /more than 50 groups/],
    ['10 deep', `${times('(', 10)}a${times(')', 10)}`, null],
    ['11 deep', `${times('{', 11)}a${times('}', 11)}`, /more than 10 deep/],
    ['deep, and out again, and deep', times(`${times('(', 10)}${times(')', 10)}/`, 5), null],
    ['escaped brackets', times('\\(', 20), null],
  ])('%s', (_, pattern, problem) => {
    expect(globProblem(pattern) ?? 'none').toMatch(problem ?? /^none$/);
  });
});

describe('the first wildcard', () => {
  test.each([
    ['plain/path.onnx', -1],
    ['a*b', 1],
    ['a/?.onnx', 2],
    ['a\\*b*', 4],
    ['model[1', -1],
    ['model[1]', 5],
    ['model[b-a]', -1],
    ['a(b).onnx', -1],
    ['a(b|c).onnx', 1],
    ['{a}', -1],
    ['{a,b}', 0],
    ['{1..9}', 0],
    ['+a', -1],
    ['+(a)', 0],
    ['!a', -1],
    ['a{b\\,c}', -1],
    ['', -1],
  ])('%j', (pattern, at) => expect(firstWildcard(pattern)).toBe(at === -1 ? pattern.length : at));
});

test('a program is about as long as its pattern, ends once, and stays within itself', () => {
  const piece = constantFrom(
    'a',
    '*',
    '**/',
    '/',
    '?',
    '[a-z]',
    '{a,b}',
    '{1..99999}',
    '+(a|b)',
    '!(ab)',
    '(',
    ')',
    '\\',
    '[',
  );
  assert(
    property(array(piece, { maxLength: 40 }), (pieces) => {
      const pattern = pieces.join('');
      const program = parseGlob(pattern);
      expect(program.length).toBeLessThanOrEqual(4 * pattern.length + 4);
      expect(program.filter(({ kind }) => kind === 'done')).toHaveLength(1);
      expect(program.at(-1)).toEqual({ kind: 'done' });
      const targets = program.flatMap((step) => (step.kind === 'fork' ? step.to : []));
      for (const to of targets) expect(program[to]).toBeDefined();
    }),
    { numRuns: 1000 },
  );
});
