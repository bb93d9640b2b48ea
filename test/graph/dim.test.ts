import { describe, expect, test } from 'vitest';
import {
  add,
  ceilDiv,
  constantOf,
  equal,
  floorDiv,
  format,
  fromBigInt,
  isConstant,
  max,
  min,
  mod,
  mul,
  neg,
  product,
  sub,
  sum,
  symbol,
  truncDiv,
} from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

const largest = Number.MAX_SAFE_INTEGER;
const [h, w, batch] = [symbol('h'), symbol('w'), symbol('batch')];

describe('numbers', () => {
  test.each<[string, Dim, Dim]>([
    ['2 + 3', add(2, 3), 5],
    ['2 - 3', sub(2, 3), -1],
    ['-4 * 3', mul(-4, 3), -12],
    ['0 * -3 is not -0', mul(0, -3), 0],
    ['-0', neg(0), 0],
    ['floor(7/2)', floorDiv(7, 2), 3],
    ['floor(-7/2)', floorDiv(-7, 2), -4],
    ['floor(7/-2)', floorDiv(7, -2), -4],
    ['floor(-7/-2)', floorDiv(-7, -2), 3],
    ['floor(0/-5)', floorDiv(0, -5), 0],
    ['floor(-1/5)', floorDiv(-1, 5), -1],
    ['floor of the largest', floorDiv(largest, 2), 4_503_599_627_370_495],
    ['floor of the least', floorDiv(-largest, 2), -4_503_599_627_370_496],
    ['trunc(-7/2)', truncDiv(-7, 2), -3],
    ['trunc(7/-2)', truncDiv(7, -2), -3],
    ['trunc(-1/2) is not -0', truncDiv(-1, 2), 0],
    ['ceil(7/2)', ceilDiv(7, 2), 4],
    ['ceil(-7/2)', ceilDiv(-7, 2), -3],
    ['ceil(7/-2)', ceilDiv(7, -2), -3],
    ['mod(7, 4)', mod(7, 4), 3],
    ['mod(-7, 4)', mod(-7, 4), 1],
    ['mod(7, -4)', mod(7, -4), -1],
    ['max', max(3, -5), 3],
    ['min', min(3, -5), -5],
    ['sum of none', sum([]), 0],
    ['product of none', product([]), 1],
    ['product', product([2, 3, 224, 224]), 301_056],
  ])('%s', (_, actual, expected) => expect(actual).toBe(expected));

  test.each<[string, Dim, bigint]>([
    ['largest + 1', add(largest, 1), 2n ** 53n],
    ['largest + largest', add(largest, largest), 2n ** 54n - 2n],
    ['-largest - 2', sub(-largest, 2), -(2n ** 53n) - 1n],
    ['(2^40 + 1)^2', mul(2 ** 40 + 1, 2 ** 40 + 1), (2n ** 40n + 1n) ** 2n],
    ['product', product([2 ** 50, 3, 2 ** 50]), 3n * 2n ** 100n],
    ['sum', sum([largest, largest, 5]), 2n ** 54n + 3n],
    ['floor(2^70/3)', floorDiv(fromBigInt(2n ** 70n), 3), 2n ** 70n / 3n],
    ['max', max(fromBigInt(2n ** 70n), 3), 2n ** 70n],
  ])('%s stays exact beyond 2^53', (_, actual, expected) => {
    expect(constantOf(actual)).toBe(expected);
    expect(isConstant(actual)).toBe(true);
    expect(format(actual)).toBe(String(expected));
  });

  test('a constant that comes back below 2^53 is a plain number again', () => {
    expect(sub(add(largest, 10), 11)).toBe(largest - 1);
    expect(floorDiv(mul(2 ** 50, 2 ** 50), 2 ** 50)).toBe(2 ** 50);
    expect(fromBigInt(BigInt(largest))).toBe(largest);
    expect(fromBigInt(-5n)).toBe(-5);
  });
});

describe('polynomials', () => {
  test.each<[Dim, string]>([
    [mul(4_089_184_256, batch), '4089184256*batch'],
    [add(sub(product([2, h, h]), mul(3, h)), 1), '2*h^2 - 3*h + 1'],
    [sub(5, h), '-h + 5'],
    [mul(add(h, w), sub(h, w)), 'h^2 - w^2'],
    [product([w, batch, h, 3]), '3*batch*h*w'],
    [mul(fromBigInt(2n ** 64n), batch), '18446744073709551616*batch'],
    [mul(floorDiv(h, 2), batch), 'batch*floor(h/2)'],
    [mul(floorDiv(h, 2), floorDiv(h, 2)), 'floor(h/2)^2'],
    [sub(add(h, w), w), 'h'],
    [sub(h, h), '0'],
    [mul(h, 0), '0'],
    [add(h, -0), 'h'],
  ])('%#: %s', (dim, text) => expect(format(dim)).toBe(text));

  test('equal is equality of canonical forms, however they came about', () => {
    expect(equal(mul(add(h, 1), add(h, 1)), sum([1, mul(h, h), h, h]))).toBe(true);
    expect(equal(symbol('h'), h)).toBe(true);
    expect(equal(h, w)).toBe(false);
    expect(equal(h, 1)).toBe(false);
    expect(equal(add(largest, 1), fromBigInt(2n ** 53n))).toBe(true);
    expect(equal(3, 3)).toBe(true);
  });

  test('two symbols whose names could run into one another stay apart', () => {
    expect(equal(symbol('a*b'), mul(symbol('a'), symbol('b')))).toBe(false);
    expect(equal(symbol('3'), 3)).toBe(false);
    expect(equal(symbol('#1'), symbol('"#1"'))).toBe(false);
    expect(equal(symbol('a"*"b'), mul(symbol('a'), symbol('b')))).toBe(false);
    expect(equal(symbol('floor(h/2)'), floorDiv(h, 2))).toBe(false);
    expect(equal(symbol(' h'), h)).toBe(false);
  });

  test('constantOf and isConstant', () => {
    expect(constantOf(-3)).toBe(-3n);
    expect(constantOf(h)).toBeUndefined();
    expect(isConstant(7)).toBe(true);
    expect(isConstant(add(h, 1))).toBe(false);
  });
});
