import { array, assert, bigInt, constantFrom, integer, oneof, property, record, type Arbitrary } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '#graph/dim.ts';
import {
  add,
  constantOf,
  equal,
  fromBigInt,
  isConstant,
  mul,
  neg,
  product,
  sub,
  sum,
  symbol,
} from '#graph/dim/ring.ts';
import type { Dim } from '#graph/dim/poly.ts';

/** A formula, and what it comes to in plain bigint arithmetic. */
interface Known {
  readonly dim: Dim;
  readonly value: bigint;
}

const sizes = { a: 3n, b: 0n, c: 1_000_003n, d: 2n ** 40n } as const;
const env = new Map<string, bigint>(Object.entries(sizes));

const atom: Arbitrary<Known> = oneof(
  constantFrom('a', 'b', 'c', 'd').map((name) => ({ dim: symbol(name), value: sizes[name] })),
  integer({ min: -9, max: 9 }).map((n) => ({ dim: n, value: BigInt(n) })),
  bigInt(-(2n ** 70n), 2n ** 70n).map((n) => ({ dim: fromBigInt(n), value: n })),
);
const step = record({ op: constantFrom('+', '-', '*', 'neg'), other: atom });
const known: Arbitrary<Known> = array(step, { maxLength: 8 }).chain((steps) =>
  atom.map((from) => steps.reduce(apply, from)),
);

function apply({ dim, value }: Known, { op, other }: { readonly op: string; readonly other: Known }): Known {
  switch (op) {
    case '+':
      return { dim: add(dim, other.dim), value: value + other.value };
    case '-':
      return { dim: sub(dim, other.dim), value: value - other.value };
    case '*':
      return { dim: mul(dim, other.dim), value: value * other.value };
    default:
      return { dim: neg(dim), value: -value };
  }
}

const same = (a: Dim, b: Dim): void => expect(equal(a, b) ? 'equal' : [a, b]).toBe('equal');

describe('sizes are a commutative ring', () => {
  test('whatever is computed is what bigints make of it', () => {
    assert(
      property(known, ({ dim, value }) => {
        expect(evaluate(dim, env)).toBe(value);
      }),
      { numRuns: 1000 },
    );
  });

  test('its laws hold in the canonical form, not only by value', () => {
    assert(
      property(known, known, known, ({ dim: a }, { dim: b }, { dim: c }) => {
        same(add(a, b), add(b, a));
        same(mul(a, b), mul(b, a));
        same(add(add(a, b), c), add(a, add(b, c)));
        same(mul(mul(a, b), c), mul(a, mul(b, c)));
        same(mul(a, add(b, c)), add(mul(a, b), mul(a, c)));
        same(sub(a, b), add(a, neg(b)));
        same(neg(neg(a)), a);
        same(sub(a, a), 0);
        same(add(a, 0), a);
        same(mul(a, 1), a);
        same(mul(a, 0), 0);
      }),
      { numRuns: 500 },
    );
  });

  test('sums and products of lists are chains of two', () => {
    assert(
      property(array(known, { maxLength: 12 }), (list) => {
        const dims = list.map(({ dim }) => dim);
        same(sum(dims), dims.reduce(add, 0));
        expect(evaluate(product(dims.slice(0, 5)), env)).toBe(
          list.slice(0, 5).reduce((all, { value }) => all * value, 1n),
        );
      }),
    );
  });

  test('a sum of thousands of symbols is the chain’s', () => {
    const names = Array.from({ length: 1500 }, (_, i) => symbol(`s${i % 700}`));
    const at = new Map(Array.from({ length: 700 }, (_, i) => [`s${i}`, BigInt(i)]));
    const expected = Array.from({ length: 1500 }, (_, i) => i % 700).reduce((a, b) => a + b, 0);
    expect(evaluate(sum([...names, 7]), at)).toBe(BigInt(expected + 7));
  });
});

const edge = Number.MAX_SAFE_INTEGER;

test.each<[string, Dim, bigint]>([
  ['add', add(edge, 1), 2n ** 53n],
  ['add, below', add(-edge, -2), -(2n ** 53n) - 1n],
  ['sub', sub(-edge, edge), -(2n ** 54n) + 2n],
  ['mul', mul(edge, edge), (2n ** 53n - 1n) ** 2n],
  ['sum', sum([edge, edge, 3]), 2n ** 54n + 1n],
  ['product', product([2 ** 40, 2 ** 40]), 2n ** 80n],
])('%s is exact beyond 2^53, and a number again below it', (_, dim, value) => {
  expect([typeof dim, constantOf(dim), isConstant(dim)]).toEqual(['object', value, true]);
  expect(sub(dim, fromBigInt(value - 5n))).toBe(5);
});

test('zero has one form', () => {
  expect(
    [mul(0, -3), neg(0), sub(symbol('a'), symbol('a')), mul(symbol('a'), 0)].map((zero) => Object.is(zero, 0)),
  ).toEqual([true, true, true, true]);
  expect([constantOf(symbol('a')), isConstant(symbol('a'))]).toEqual([undefined, false]);
});
