import { expect, test } from 'vitest';
import { add, broadcast, floorDiv, format, isAtLeast, max, min, mod, mul, neg, sign, sub, symbol } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

const [h, w, n] = ['h', 'w', 'n'].map(symbol) as [Dim, Dim, Dim];
const half = floorDiv(h, 2);

test.each<[string, Dim, ReturnType<typeof sign>]>([
  ['7', 7, 1],
  ['-7', -7, -1],
  ['0', 0, 0],
  ['h', h, 'nonneg'],
  ['h + 1', add(h, 1), 1],
  ['h*w + 2*n', add(mul(h, w), mul(2, n)), 'nonneg'],
  ['-h', neg(h), 'nonpos'],
  ['-h - 1', sub(-1, h), -1],
  ['h - 1', sub(h, 1), undefined],
  ['h - w', sub(h, w), undefined],
  ['h - floor(h/2)', sub(h, half), 'nonneg'],
  ['h mod 2', mod(h, 2), 'nonneg'],
  ['1 - h mod 2', sub(1, mod(h, 2)), 'nonneg'],
  ['2 - h mod 2', sub(2, mod(h, 2)), 1],
  ['floor(h/2) - floor(h/4)', sub(half, floorDiv(h, 4)), 'nonneg'],
  ['floor((h + 1)/2) - floor(h/2)', sub(floorDiv(add(h, 1), 2), half), 'nonneg'],
  ['w*h - 2*w*floor(h/2)', sub(mul(w, h), mul(mul(2, w), half)), 'nonneg'],
  ['floor((h - 1)/2)', floorDiv(sub(h, 1), 2), undefined],
  ['floor(h/w)', floorDiv(h, w), 'nonneg'],
  ['h - min(h, 5)', sub(h, min(h, 5)), 'nonneg'],
  ['5 - min(h, 5)', sub(5, min(h, 5)), 'nonneg'],
  ['max(h, w) - h', sub(max(h, w), h), 'nonneg'],
  ['h + w - max(h, w)', sub(add(h, w), max(h, w)), 'nonneg'],
  ['max(h - w, 1)', max(sub(h, w), 1), 1],
  ['min(h, 4) - 4', sub(min(h, 4), 4), 'nonpos'],
])('sign of %s', (_, dim, expected) => expect(sign(dim)).toBe(expected));

test.each<[string, Dim, Dim, boolean | undefined]>([
  ['3 ≥ 3', 3, 3, true],
  ['2 ≥ 3', 2, 3, false],
  ['h + 1 ≥ h', add(h, 1), h, true],
  ['h ≥ h + 1', h, add(h, 1), false],
  ['h ≥ w', h, w, undefined],
  ['h ≥ 1', h, 1, undefined],
  ['h ≥ floor(h/2)', h, half, true],
])('%s', (_, a, b, expected) => expect(isAtLeast(a, b)).toBe(expected));

test.each<[Dim, string]>([
  [max(h, h), 'h'],
  [max(h, add(h, 1)), 'h + 1'],
  [max(w, h), 'max(h, w)'],
  [max(max(n, h), w), 'max(h, n, w)'],
  [max(max(h, 1), max(w, 2)), 'max(h, w, 2)'],
  [max(h, 0), 'h'],
  [max(h, -3), 'h'],
  [max(1, h), 'max(h, 1)'],
  [max(h, max(h, w)), 'max(h, w)'],
  [min(h, max(h, w)), 'h'],
  [min(h, add(h, 1)), 'h'],
  [min(h, 0), '0'],
  [min(min(h, 5), min(3, w)), 'min(h, w, 3)'],
  [max(sub(h, 1), 0), 'max(h - 1, 0)'],
  [max(half, h), 'h'],
])('%#: %s', (dim, text) => expect(format(dim)).toBe(text));

test.each<[string, Dim, Dim, Dim | undefined]>([
  ['equal numbers', 4, 4, 4],
  ['1 and 4', 1, 4, 4],
  ['4 and 1', 4, 1, 4],
  ['0 and 1', 0, 1, 0],
  ['1 and 0', 1, 0, 0],
  ['0 and 4', 0, 4, undefined],
  ['3 and 4', 3, 4, undefined],
  ['equal formulas', add(h, 1), add(1, h), add(h, 1)],
  ['1 and a symbol', 1, h, h],
  ['a symbol and 1', h, 1, h],
  ['a symbol and 4', h, 4, 4],
  ['4 and a symbol', 4, h, 4],
  ['0 and a symbol', 0, h, 0],
  ['two symbols', h, w, max(h, w)],
  ['two symbols, the other way', w, h, max(h, w)],
  ['a symbol and what can not be 1', h, add(w, 2), add(w, 2)],
  ['4 and a formula that is never 4', 4, add(w, 5), undefined],
  ['a size and the size after it', add(h, 2), add(h, 3), undefined],
  ['a size and its half', half, h, h],
])('broadcast: %s', (_, a, b, expected) => expect(broadcast(a, b)).toEqual(expected));
