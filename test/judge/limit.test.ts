import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { standingToIncrease, standingToMax } from '#judge/limit.ts';
import type { Amount } from '#diff/figures.ts';
import type { Increase } from '#policy/policy.ts';
import { parseIncrease } from '#policy/quantity.ts';
import { evaluate, parseDim } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

const number = (value: number, exact = true): Amount => ({ value: BigInt(value), formula: null, exact });
const formula = (text: string, exact = true): Amount => ({ value: null, formula: parseDim(text) ?? null, exact });
const plus = (text: string): Increase => parseIncrease(text, 'count') as Increase;
const five = plus('+5%');

describe('a ceiling', () => {
  test.each<[string, Amount, number, string]>([
    ['below', number(100), 100, 'within'],
    ['above', number(101), 100, 'broken'],
    ['a lower bound below', number(100, false), 100, 'open'],
    ['a lower bound above', number(101, false), 100, 'broken'],
    ['a formula', formula('10*n'), 100, 'open'],
    ['a formula above for every size', formula('10*n + 100'), 100, 'broken'],
    ['a formula that is bounded', formula('min(n, 100)'), 100, 'within'],
    ['a bounded formula that is a lower bound', formula('min(n, 100)', false), 100, 'open'],
    ['nothing known', { value: null, formula: null, exact: true }, 100, 'open'],
  ])('%s', (_, head, max, standing) => expect(standingToMax(head, BigInt(max))).toBe(standing));
});

describe('an increase', () => {
  test.each<[string, Amount, Amount, Increase, string]>([
    ['of nothing', number(100), number(100), five, 'within'],
    ['to the limit', number(100), number(105), five, 'within'],
    ['past it', number(100), number(106), five, 'broken'],
    ['from zero', number(0), number(1), five, 'broken'],
    ['from zero to zero', number(0), number(0), five, 'within'],
    ['by an amount', number(100), number(150), plus('+50'), 'within'],
    ['by more than the amount', number(100), number(151), plus('+50'), 'broken'],
    ['of a formula by its factor', formula('100*n*h'), formula('106*n*h'), five, 'broken'],
    ['of a formula within', formula('100*n*h'), formula('105*n*h'), five, 'within'],
    ['of a formula that depends', formula('100*n'), formula('50*n + 100'), five, 'open'],
    ['from a number to a formula above it', number(100), formula('100*n + 10'), five, 'broken'],
    ['in another symbol', formula('100*n'), formula('100*m'), five, 'open'],
    ['from linear to quadratic', formula('100*n'), formula('100*n + 20*n^2'), five, 'broken'],
    ['without formula', { value: null, formula: null, exact: true }, number(1), five, 'open'],
  ])('%s', (_, base, head, limit, standing) => expect(standingToIncrease(base, head, limit, false)).toBe(standing));
});

describe('lower bounds', () => {
  test.each<[string, Amount, Amount, boolean, string]>([
    ['head may be larger', number(100), number(100, false), false, 'open'],
    ['head is too large already', number(100), number(106, false), false, 'broken'],
    ['base may be larger', number(100, false), number(106), false, 'open'],
    ['base is large enough already', number(100, false), number(105), false, 'within'],
    ['both may be larger', number(100, false), number(100, false), false, 'open'],
    ['both by the same', number(100, false), number(104, false), true, 'within'],
    ['both by the same, but perhaps too much', number(100, false), number(106, false), true, 'open'],
  ])('%s', (_, base, head, same, standing) => expect(standingToIncrease(base, head, five, same)).toBe(standing));

  test('an amount is told however much is unknown on both sides', () => {
    expect(standingToIncrease(number(100, false), number(151, false), plus('+50'), true)).toBe('broken');
  });

  test('what is proved holds whatever the unknown part is', () => {
    const figure = fc.nat(1000);
    fc.assert(
      fc.property(
        figure,
        figure,
        figure,
        figure,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (b, h, u, v, bExact, hExact, same) => {
          const [more, most] = [bExact ? 0 : u, hExact ? 0 : same && !bExact ? u : v];
          const standing = standingToIncrease(number(b, bExact), number(h, hExact), five, same && !bExact && !hExact);
          const truth = (h + most) * 100 > (b + more) * 105 ? 'broken' : 'within';
          expect(['open', truth]).toContain(standing);
        },
      ),
    );
  });
});

test('what is proved of formulas holds at every size', () => {
  const text = fc
    .tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9))
    .map(([a, b, c, d]) => `${a}*n^2 + ${b}*n*h + ${c}*max(n, 8)*h + ${d}`);
  const sizes = fc.record({ n: fc.integer({ min: 1, max: 50 }), h: fc.integer({ min: 1, max: 50 }) });
  fc.assert(
    fc.property(text, text, sizes, fc.constantFrom('+5%', '+100%', '+7'), (base, head, { n, h }, limit) => {
      const [before, after] = [formula(base), formula(head)];
      const increase = plus(limit);
      const at = (amount: Amount): bigint =>
        evaluate(
          amount.formula as Dim,
          new Map([
            ['n', BigInt(n)],
            ['h', BigInt(h)],
          ]),
        ) ?? -1n;
      const numbers = [before, after].map((amount) => number(Number(at(amount)))) as [Amount, Amount];
      const truth = standingToIncrease(...numbers, increase, false);
      expect(['open', truth]).toContain(standingToIncrease(before, after, increase, false));
    }),
    { numRuns: 300 },
  );
});
