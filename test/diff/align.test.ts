import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align, increasing } from '#diff/align.ts';
import type { Pairs } from '#diff/align.ts';

const letters = (text: string): string[] => text.split('');
const pairText = (pairs: Pairs): string => pairs.map(([i, j]) => `${i}-${j}`).join(' ');

describe('two lists in order', () => {
  test.each([
    ['abc', 'abc', '0-0 1-1 2-2'],
    ['abc', 'axc', '0-0 2-2'],
    ['abc', 'xabc', '0-1 1-2 2-3'],
    ['aaaa', 'aaaaa', '0-0 1-1 2-2 3-3'],
    ['', 'abc', ''],
    ['xyz', 'abc', ''],
  ])('%s against %s', (base, head, told) => {
    const pairs = align(letters(base), letters(head));
    expect(pairText(pairs)).toBe(told);
  });
});

const keys = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { nil: undefined, freq: 8 }), {
  maxLength: 40,
});

test('pairs are of equal keys, in order on both sides, none used twice', () => {
  fc.assert(
    fc.property(keys, keys, (base, head) => {
      const pairs = align(base, head);
      expect(pairs.every(([i, j]) => base[i] !== undefined && base[i] === head[j])).toBe(true);
      const ascends = pairs.every(
        ([i, j], at) => at === 0 || (i > (pairs[at - 1]?.[0] ?? i) && j > (pairs[at - 1]?.[1] ?? j)),
      );
      expect(ascends).toBe(true);
    }),
  );
});

test('a list is matched whole to itself with anything put in', () => {
  const few = fc.array(fc.constantFrom<string>('a', 'b', 'c'), { maxLength: 30 });
  fc.assert(
    fc.property(few, fc.nat(30), (base, at) => {
      const head = base.toSpliced(at, 0, 'new');
      expect(align(base, head)).toHaveLength(base.length);
    }),
  );
});

const repeated = (n: number): string[] => Array.from({ length: n }, () => 'r');

test('what is unique in both holds the rest in its place, however long the repetitions around it', () => {
  const base = [...repeated(900), 'u1', ...repeated(900), 'u2', ...repeated(900)];
  const head = ['x', ...repeated(1800), 'u1', ...repeated(900), 'y', 'u2', ...repeated(1200), 'z'];
  expect(align(base, head)).toHaveLength(base.length);
});

test('the longest ascending part', () => {
  const perm = fc.array(fc.nat(12), { maxLength: 10 }).map((list): Pairs => [...new Set(list)].map((j, i) => [i, j]));
  fc.assert(
    fc.property(perm, (pairs) => {
      const longest = (from: number, last: number): number =>
        pairs
          .slice(from)
          .reduce((best, [, j], k) => (j > last ? Math.max(best, 1 + longest(from + k + 1, j)) : best), 0);
      const chosen = increasing(pairs);
      expect(chosen).toHaveLength(longest(0, -1));
      expect(chosen.every(([, j], k) => k === 0 || j > (chosen[k - 1]?.[1] ?? 0))).toBe(true);
    }),
  );
});

const list = (n: number, period: number): string[] => Array.from({ length: n }, (_, i) => `k${(i * 7919) % period}`);

test('work grows about linearly with length, also where all keys are the same or none are unique', () => {
  for (const period of [1, 7, 500]) {
    const base = list(40_000, period);
    const head = base.filter((_, i) => i % 13 !== 5);
    const pairs = align(base, head);
    expect(pairs.length).toBeGreaterThan(head.length * 0.5);
  }
});
