import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Scalar } from '#graph/value.ts';
import type { ScalarRule } from '#count/ops/elementwise/scalar.ts';
import { castScalar } from '#count/ops/elementwise/cast.ts';
import { fit, ratio, roundFloat, roundHalfEven, wrapInteger } from '#count/ops/shared/rounding.ts';
import { ceilFloat, floorFloat } from '#count/ops/elementwise/scalar-float.ts';
import {
  addScalars,
  andScalars,
  atLeastScalars,
  atMostScalars,
  divScalars,
  equalScalars,
  floorModScalars,
  greaterScalars,
  lessScalars,
  maxScalars,
  minScalars,
  mulScalars,
  orScalars,
  powScalars,
  subScalars,
  truncModScalars,
  xorScalars,
} from '#count/ops/elementwise/scalar.ts';
import { add, equal, evaluate, format, fromBigInt, min, mul, symbol } from '#graph/dim.ts';

const n = symbol('N');
const m = symbol('M');

const show = (scalar: Scalar | undefined): string | undefined => {
  if (typeof scalar === 'string' || scalar === undefined) return scalar;
  if (typeof scalar === 'number') return String(scalar);
  if (scalar.kind === 'poly') return format(scalar);
  return `${format(scalar.numerator)} / ${scalar.denominator}`;
};

test.each<readonly [string, ScalarRule, DType, Scalar, Scalar, string | undefined]>([
  ['adds sizes', addScalars, 'i64', n, 1, 'N + 1'],
  ['subtracts sizes', subScalars, 'i64', n, n, '0'],
  ['multiplies sizes', mulScalars, 'i64', n, m, 'M*N'],
  ['divides a multiple', divScalars, 'i64', mul(n, 4), 2, '2*N'],
  ['truncates negatives', divScalars, 'i32', -7, 2, '-3'],
  ['divides by 0 to nothing', divScalars, 'i64', n, 0, undefined],
  ['wraps around 32 bits', mulScalars, 'i32', 65536, 65536, '0'],
  ['wraps around 64 bits', addScalars, 'i64', fromBigInt(2n ** 63n - 1n), 1, '-9223372036854775808'],
  ['wraps below 0', subScalars, 'u8', 3, 5, '254'],
  ['knows no size in 8 bits', addScalars, 'i8', n, 1, undefined],
  ['takes the remainder of a multiple', floorModScalars, 'i64', mul(n, 6), 3, '0'],
  ['takes the sign of the divisor', floorModScalars, 'i64', -7, 3, '2'],
  ['takes the sign of the dividend', truncModScalars, 'i64', -7, 3, '-1'],
  [
    'adds floats of one precision',
    addScalars,
    'f32',
    0.1,
    0.2,
    String(Math.fround(Math.fround(0.1) + Math.fround(0.2))),
  ],
  ['scales a size', mulScalars, 'f32', ratio(n, 1), 0.5, 'N / 2'],
  ['scales it back', mulScalars, 'f32', ratio(n, 2), 2, 'N / 1'],
  ['divides a size', divScalars, 'f32', ratio(n, 1), 32, 'N / 32'],
  ['knows no product beyond 24 bits', mulScalars, 'f32', ratio(n, 1), 5001, undefined],
  ['knows no product that is rounded', mulScalars, 'f32', ratio(n, 1), Math.fround(1.3), undefined],
  ['knows no quotient of strangers', divScalars, 'f32', ratio(n, 1), ratio(m, 1), undefined],
  ["divides by an equal size that isn't 0", divScalars, 'f32', ratio(add(n, 1), 1), ratio(add(n, 1), 1), '1'],
  ['knows no 0/0', divScalars, 'f32', ratio(n, 1), ratio(n, 1), undefined],
  ['orders a size and itself plus 1', lessScalars, 'i64', n, add(n, 1), '1'],
  ["knows a size isn't negative", equalScalars, 'i64', n, -1, '0'],
  ['a truth that hangs on a size is one', equalScalars, 'i64', n, 0, '-min(N, 1) + 1'],
  ['whether two sizes are equal', equalScalars, 'i64', n, m, '-max(min(-M + N, 1), min(M - N, 1), 0) + 1'],
  ['floats of sizes as sizes', greaterScalars, 'f32', ratio(n, 2), ratio(m, 1), 'max(min(-2*M + N, 1), 0)'],
  ['a float size and a constant', lessScalars, 'f64', ratio(n, 1), 2.5, 'max(min(-2*N + 5, 1), 0)'],
  ['which floats are rounded to one is not known', lessScalars, 'f16', ratio(n, 1), ratio(m, 1), undefined],
  ['a float size and a constant between sizes of 24 bits', lessScalars, 'f32', ratio(n, 1), 5001.5, undefined],
  ['a size of at most 4', atMostScalars, 'i64', n, 4, '-max(min(N - 4, 1), 0) + 1'],
  ['a size of at least 4', atLeastScalars, 'i64', n, 4, '-max(min(-N + 4, 1), 0) + 1'],
  ['both of two truths', andScalars, 'bool', min(n, 1), min(m, 1), 'min(M, 1)*min(N, 1)'],
  ['a truth and itself', andScalars, 'bool', min(n, 1), min(n, 1), 'min(N, 1)'],
  ['none of two truths', andScalars, 'bool', min(n, 1), 0, '0'],
  ['either of two truths', orScalars, 'bool', min(n, 1), min(m, 1), '-min(M, 1)*min(N, 1) + min(M, 1) + min(N, 1)'],
  ['one of two truths', xorScalars, 'bool', min(n, 1), 1, '-min(N, 1) + 1'],
  ['knows a size is at least 0', atLeastScalars, 'i64', n, 0, '1'],
  ['which of two is greater', greaterScalars, 'i64', n, m, 'max(min(-M + N, 1), 0)'],
  ['takes the larger', maxScalars, 'i64', n, 0, 'N'],
  ['keeps two sizes apart', minScalars, 'i64', n, m, 'min(M, N)'],
  ['takes the larger float', maxScalars, 'f32', ratio(add(n, 1), 2), ratio(n, 2), 'N + 1 / 2'],
  ['lets NaN win', maxScalars, 'f32', Number.NaN, 1, 'NaN'],
  ['compares NaN to nothing', equalScalars, 'f32', Number.NaN, Number.NaN, '0'],
  ['tells texts apart', equalScalars, 'string', 'a', 'b', '0'],
])('%s', (_, rule, dtype, a, b, expected) => {
  expect(show(rule(dtype, a, b))).toBe(expected);
});

test.each<readonly [string, Scalar, number, DType, DType, string | undefined]>([
  ['a square', n, 2, 'i64', 'i64', 'N^2'],
  ['an integer root', 9, 0.5, 'i32', 'f32', '3'],
  ['a wrapped power', 2, 63, 'i64', 'i64', '-9223372036854775808'],
  ['a negative exponent of an integer', 2, -1, 'i64', 'i64', undefined],
  ['a vast exponent', -1, 1e15 + 1, 'i64', 'i64', '-1'],
  ['a square of a float size', ratio(n, 2), 2, 'f32', 'f32', 'N^2 / 4'],
])('power: %s', (_, base, exponent, dtype, type, expected) => {
  expect(show(powScalars(dtype, type, base, exponent))).toBe(expected);
});

test.each<readonly [string, DType, DType, Scalar, string | undefined]>([
  ['a size as a float', 'i64', 'f32', n, 'N / 1'],
  ['a float size back', 'f32', 'i64', ratio(n, 1), 'N'],
  ['half a size', 'f32', 'i64', ratio(n, 2), 'floor(N/2)'],
  ['a float toward zero', 'f32', 'i64', -2.7, '-2'],
  ['a float out of range', 'f32', 'i8', 300, undefined],
  ['NaN', 'f32', 'i32', Number.NaN, undefined],
  ['an integer that wraps', 'i64', 'i8', 300, '44'],
  ['a size to half precision', 'i64', 'f16', n, 'N / 1'],
  ['a size to bfloat16', 'i64', 'bf16', n, undefined],
  ['a large constant', 'i64', 'f32', fromBigInt(2n ** 62n), String(2 ** 62)],
  ['truth of a size', 'i64', 'bool', n, 'min(N, 1)'],
  ['truth of a size above 0', 'i64', 'bool', add(n, 1), '1'],
  ['text to integer', 'string', 'i64', '12', '12'],
  ['text to float', 'string', 'f32', '-inf', '-Infinity'],
  ['text that is none', 'string', 'f32', 'one', undefined],
])('cast of %s', (_, from, to, scalar, expected) => {
  expect(show(castScalar(from, to, scalar))).toBe(expected);
});

test.each<readonly [DType, number, number | undefined]>([
  ['f16', 65519, 65504],
  ['f16', 65520, Number.POSITIVE_INFINITY],
  ['f16', 2049, 2048],
  ['f16', 2 ** -25, 0],
  ['f16', 3 * 2 ** -25, 2 ** -23],
  ['bf16', 257, 256],
  ['bf16', 259, 260],
  ['f8e4m3fn', 464, 448],
  ['f8e4m3fn', 465, Number.NaN],
  ['f8e5m2', 61440, Number.POSITIVE_INFINITY],
  ['f8e4m3fnuz', 1000, Number.NaN],
  ['f4e2m1', 5, 4],
  ['f4e2m1', -9, -6],
  ['f6e2m3', 7.6, 7.5],
])('%s holds %d as %d', (dtype, x, expected) => {
  expect(roundFloat(dtype, x)).toBe(expected);
});

test('8-bit floats saturate where asked', () => {
  expect(roundFloat('f8e4m3fn', 1e9, true)).toBe(448);
  expect(roundFloat('f8e5m2', Number.NEGATIVE_INFINITY, true)).toBe(-57344);
});

test.each([
  [0.5, 0],
  [1.5, 2],
  [-0.5, -0],
  [2.5, 2],
  [-3.5, -4],
  [2 ** 52 + 1, 2 ** 52 + 1],
])('%d rounds to %d', (x, expected) => {
  expect(roundHalfEven(x)).toBe(expected);
});

/** The neighbour of x on the grid of f16 that is nearest, the even one of two. */
const nearest = (x: number): number => {
  const step = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), -14) - 10);
  const [low, high] = [Math.floor(x / step) * step, Math.ceil(x / step) * step];
  return x - low < high - x ? low : x - low > high - x ? high : (low / step) % 2 === 0 ? low : high;
};

test('half precision rounds to the nearest value', () => {
  fc.assert(
    fc.property(fc.double({ min: -60000, max: 60000, noNaN: true }), (x) => {
      fc.pre(Math.abs(x) > 1e-300);
      expect(roundFloat('f16', x)).toBe(nearest(x));
    }),
  );
});

const width = fc.constantFrom<DType>('i64', 'i32', 'i16', 'i8', 'u64', 'u32', 'u16', 'u8', 'i4', 'u4');

test("integers wrap around as two's complement", () => {
  fc.assert(
    fc.property(width, fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }), (dtype, value) => {
      const bits = Number(dtype.slice(1));
      const expected = dtype.startsWith('i') ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
      const got = wrapInteger(dtype, fromBigInt(value));
      expect(got !== undefined && equal(got, fromBigInt(expected))).toBe(true);
    }),
  );
});

type Op = readonly [ScalarRule, (a: bigint, b: bigint) => bigint | undefined];
const floorMod = (a: bigint, b: bigint): bigint => ((a % b) + b) % b;
const ops: readonly Op[] = [
  [addScalars, (a, b) => a + b],
  [subScalars, (a, b) => a - b],
  [mulScalars, (a, b) => a * b],
  [divScalars, (a, b) => (b === 0n ? undefined : a / b)],
  [floorModScalars, (a, b) => (b === 0n ? undefined : floorMod(a, b))],
  [minScalars, (a, b) => (a < b ? a : b)],
  [maxScalars, (a, b) => (a > b ? a : b)],
  [lessScalars, (a, b) => (a < b ? 1n : 0n)],
  [equalScalars, (a, b) => (a === b ? 1n : 0n)],
];

/** A size and its value for N = n, M = m. */
const size = fc.record({
  a: fc.integer({ min: -4, max: 9 }),
  b: fc.integer({ min: 0, max: 5 }),
  c: fc.integer({ min: 0, max: 3 }),
});
const build = ({ a, b, c }: { a: number; b: number; c: number }): Dim => add(add(mul(n, b), mul(m, c)), a);

test('arithmetic of symbolic sizes is that of their values', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ops), size, size, fc.nat(40), fc.nat(40), ([rule, truth], x, y, nn, mm) => {
      const env = new Map([
        ['N', BigInt(nn)],
        ['M', BigInt(mm)],
      ]);
      const [left, right] = [build(x), build(y)];
      const [p, q] = [evaluate(left, env), evaluate(right, env)];
      const got = rule('i64', left, right);
      const expected = truth(p as bigint, q as bigint);
      if (got === undefined || expected === undefined) return;
      expect(evaluate(got as Dim, env)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('floor and ceiling of a scaled size are those of f32 arithmetic', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0.5, 0.25, 2, 1.5, 0.75, 0.0625),
      fc.integer({ min: 1, max: 64 }),
      fc.nat(4000),
      (scale, divisor, length) => {
        const env = new Map([['N', BigInt(length)]]);
        const scaled = divScalars('f32', mulScalars('f32', ratio(n, 1), scale), divisor);
        const float = Math.fround(Math.fround(length * scale) / divisor);
        const check = (rounded: ReturnType<typeof floorFloat>, expected: number): void => {
          const dim = castScalar('f32', 'i64', rounded) as Dim;
          expect(evaluate(dim, env)).toBe(BigInt(expected));
        };
        expect(scaled).toBeDefined();
        check(floorFloat(scaled as Parameters<typeof floorFloat>[0]), Math.floor(float));
        check(ceilFloat(scaled as Parameters<typeof floorFloat>[0]), Math.ceil(float));
      },
    ),
  );
});

test('a type takes only what it can hold', () => {
  expect(fit('string', 3)).toBeUndefined();
  expect(fit('i64', 'a')).toBeUndefined();
  expect(fit('i64', 1.5)).toBeUndefined();
  expect(fit('bool', 7)).toBe(1);
  expect(fit('c64', 1)).toBeUndefined();
});
