import { describe, expect, test } from 'vitest';
import {
  fit,
  integerRange,
  isSymbolicFloat,
  ratio,
  roundFloat,
  roundHalfEven,
  wrapInteger,
} from '#count/ops/shared/rounding.ts';
import { mul, symbol } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';

test.each([
  [0.5, 0],
  [1.5, 2],
  [2.5, 2],
  [-0.5, -0],
  [-1.5, -2],
  [2.4999, 2],
])('%d to the even integer: %d', (x, even) => {
  expect(roundHalfEven(x)).toBe(even);
});

describe('a number as a float type stores it', () => {
  test.each<[DType, number, number]>([
    ['f32', 0.1, Math.fround(0.1)],
    ['f32', 2 ** 24 + 1, 2 ** 24],
    ['f16', 2049, 2048],
    ['f16', 65_520, Infinity],
    ['f16', 65_519, 65_504],
    ['bf16', 257, 256],
    ['f4e2m1', 2.5, 2],
    ['f4e2m1', 100, 6],
    ['f6e3m2', -100, -28],
  ])('%s of %d is %d', (dtype, x, stored) => {
    expect(roundFloat(dtype, x)).toBe(stored);
  });
});

describe('an integer as its type stores it', () => {
  test.each<[DType, number, number]>([
    ['i8', 128, -128],
    ['i8', -129, 127],
    ['u8', -1, 255],
    ['u8', 256, 0],
    ['i32', 2 ** 31, -(2 ** 31)],
  ])('%s of %d is %d', (dtype, value, stored) => {
    expect(wrapInteger(dtype, value)).toBe(stored);
  });

  test('a size fits 64 bits, and is unknown in 8', () => {
    const n = symbol('n');
    expect(wrapInteger('i64', n)).toBe(n);
    expect(wrapInteger('i8', n)).toBeUndefined();
  });

  test.each<[DType, bigint, bigint]>([
    ['i8', -128n, 127n],
    ['u8', 0n, 255n],
    ['bool', 0n, 1n],
  ])('%s holds %d to %d', (dtype, low, high) => {
    expect(integerRange(dtype)).toEqual({ low, high });
  });
});

test('a ratio of numbers is a number, of sizes a ratio', () => {
  expect(ratio(3, 2)).toBe(1.5);
  expect(isSymbolicFloat(ratio(symbol('n'), 2))).toBe(true);
  expect(ratio(mul(symbol('n'), 6), 3)).toMatchObject({ numerator: mul(symbol('n'), 2), denominator: 1 });
});

test.each<[DType, number, number | undefined]>([
  ['f32', 0.1, Math.fround(0.1)],
  ['u8', 257, 1],
  ['bool', 1, 1],
])('a result fitted into %s: %d is %d', (dtype, value, stored) => {
  expect(fit(dtype, value)).toBe(stored);
});
