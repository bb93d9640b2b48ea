import { expect, test } from 'vitest';
import {
  add,
  constantOf,
  equal,
  evaluate,
  floorDiv,
  format,
  fromBigInt,
  max,
  min,
  mul,
  sub,
  substitute,
  sum,
  symbol,
  symbolsOf,
} from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

const h = symbol('h');
const overflow = expect.objectContaining({ name: 'Fault', code: 'overflow' });
const many = Array.from({ length: 1200 }, (_, at) => symbol(`x${at}`));
const env = new Map(many.map((_, at) => [`x${at}`, BigInt(at % 7)]));

function repeat(count: number, start: Dim, step: (d: Dim, at: number) => Dim): Dim {
  let d = start;
  for (let at = 0; at < count; at += 1) d = step(d, at);
  return d;
}

test('a coefficient beyond 64 bits is exact', () => {
  const dim = mul(fromBigInt(2n ** 64n), h);
  expect(evaluate(dim, new Map([['h', 3n]]))).toBe(3n * 2n ** 64n);
  expect(equal(floorDiv(dim, 2 ** 32), mul(2 ** 32, h))).toBe(true);
});

test.each<[string, Dim]>([
  ['a symbol', h],
  ['a sum', add(h, 1)],
  ['a sum of many', sum(many)],
  ['a floor', floorDiv(add(h, 1), 3)],
  ['a number', 3],
])('squaring %s a thousand times is a Fault', (_, start) => {
  expect(() => repeat(1000, start, (d) => mul(d, d))).toThrow(overflow);
});

test('nesting without end is a Fault', () => {
  expect(() => repeat(2000, h, (d, at) => floorDiv(mul(3, add(d, symbol(`y${at}`))), 7))).toThrow(overflow);
});

test('deep nesting below the limit evaluates and substitutes', () => {
  const dim = repeat(300, h, (d, at) => floorDiv(mul(3, add(d, symbol(`x${at}`))), 7));
  const expected = Array.from({ length: 300 }, (_, at) => BigInt(at % 7)).reduce(
    (value, x) => (3n * (value + x)) / 7n,
    5n,
  );
  const bound = new Map([...env, ['h', 5n] as const]);
  expect(evaluate(dim, bound)).toBe(expected);
  expect(constantOf(substitute(dim, new Map([...bound].map(([name, n]) => [name, fromBigInt(n)]))))).toBe(expected);
  expect(symbolsOf(dim).size).toBe(301);
});

test('a sum of more terms than are kept apart still has its value', () => {
  const expected = [...env.values()].reduce((a, b) => a + b, 0n);
  const [bulk, stepwise] = [sum(many), many.reduce(add, 0)];
  for (const dim of [bulk, stepwise]) {
    expect(evaluate(dim, env)).toBe(expected);
    expect(symbolsOf(dim).size).toBe(1200);
    expect(equal(sub(dim, dim), 0)).toBe(true);
    expect(equal(floorDiv(mul(dim, h), h), dim)).toBe(true);
  }
});

test('a product of large sums still has its value', () => {
  const [left, right] = [sum(many.slice(0, 100)), sum(many.slice(50, 200))];
  const dim = add(mul(left, right), h);
  const zero = new Map([...env, ['h', 0n] as const]);
  expect(evaluate(dim, zero)).toBe((evaluate(left, zero) ?? -1n) * (evaluate(right, zero) ?? -1n));
  expect(format(dim).length).toBeLessThan(25_000);
});

test('a max of many is flat up to a point, and right beyond it', () => {
  expect(evaluate(many.slice(0, 60).reduce(max), env)).toBe(6n);
  expect(evaluate(many.slice(1, 60).reduce(min), env)).toBe(0n);
});

test('sharing costs nothing: a formula that doubles at every step stays small', () => {
  const dim = repeat(120, h, (d, at) => max(floorDiv(mul(3, d), 5), floorDiv(mul(3, add(d, symbol(`x${at}`))), 7)));
  const expected = Array.from({ length: 120 }, (_, at) => BigInt(at % 7)).reduce((v, x) => {
    const [a, b] = [(3n * v) / 5n, (3n * (v + x)) / 7n];
    return a > b ? a : b;
  }, 10n ** 30n);
  expect(evaluate(dim, new Map([...env, ['h', 10n ** 30n]]))).toBe(expected);
  expect(format(dim).length).toBeLessThan(50_000);
});
