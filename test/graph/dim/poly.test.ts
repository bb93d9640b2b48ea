import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asAtom,
  asGroup,
  childrenOf,
  commonMonomial,
  compareMonomials,
  divideMonomials,
  extremeAtom,
  fromAtom,
  fromTerms,
  keyOfDim,
  multiplyMonomials,
  one,
  quotientAtom,
  symbolAtom,
  termsOf,
  type Monomial,
} from '#graph/dim/poly.ts';
import { evaluate, floorDiv } from '#graph/dim.ts';
import { add, mul, symbol } from '#graph/dim/ring.ts';

const letters = ['a', 'b', 'c', 'd'] as const;
type Powers = readonly number[];

/** a^2·c as powers of the letters. */
const monomialOf = (powers: Powers): Monomial =>
  powers.reduce((all, power, i) => {
    const [term] = termsOf(symbol(letters[i] ?? ''));
    return Array.from({ length: power }).reduce<Monomial>((m) => multiplyMonomials(m, term?.monomial ?? one), all);
  }, one);
const powersOf = ({ factors }: Monomial): Powers =>
  letters.map((letter) => factors.find(({ atom }) => atom.key === letter)?.power ?? 0);
const powers = array(integer({ min: 0, max: 4 }), { minLength: 4, maxLength: 4 });
const monomial = powers.map(monomialOf);

describe('monomials', () => {
  test('multiply, divide and share as their powers do', () => {
    assert(
      property(powers, powers, (p, q) => {
        const [a, b] = [monomialOf(p), monomialOf(q)];
        expect(powersOf(multiplyMonomials(a, b))).toEqual(p.map((power, i) => power + (q[i] ?? 0)));
        expect(powersOf(commonMonomial(a, b))).toEqual(p.map((power, i) => Math.min(power, q[i] ?? 0)));
        const rest = p.map((power, i) => power - (q[i] ?? 0));
        const quotient = divideMonomials(a, b);
        expect(quotient && powersOf(quotient)).toEqual(rest.every((power) => power >= 0) ? rest : undefined);
        expect(divideMonomials(multiplyMonomials(a, b), b)?.key).toBe(a.key);
      }),
      { numRuns: 500 },
    );
  });

  test('are in a monomial order: total, 1 the last, and kept by multiplication', () => {
    assert(
      property(monomial, monomial, monomial, (a, b, c) => {
        const order = Math.sign(compareMonomials(a, b));
        expect(order === 0).toBe(a.key === b.key);
        expect(Math.sign(compareMonomials(b, a))).toBe(0 - order);
        expect(compareMonomials(a, one)).toBeLessThanOrEqual(0);
        expect(Math.sign(compareMonomials(multiplyMonomials(a, c), multiplyMonomials(b, c)))).toBe(order);
        expect(order > 0 || compareMonomials(b, c) > 0 || compareMonomials(a, c) <= 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('know their degree', () => {
    assert(
      property(powers, (p) => {
        expect(monomialOf(p).degree).toBe(p.reduce((a, b) => a + b, 0));
      }),
    );
  });
});

describe('a polynomial', () => {
  test('is one object, whatever order its terms came in; no term is the number 0, a constant a number', () => {
    const [a, b] = [symbol('a'), symbol('b')];
    expect(add(mul(a, 2), b)).toBe(add(b, mul(2, a)));
    expect(fromTerms([])).toBe(0);
    expect(fromTerms([{ coefficient: 7n, monomial: one }])).toBe(7);
    expect(keyOfDim(add(mul(mul(a, a), -3), add(b, -1)))).toBe('-3*a^2 + b - 1');
  });

  test('of too many terms is kept whole: its value is the same, its terms one', () => {
    const n = 600;
    const terms = Array.from({ length: n }, (_, i) => symbol(`x${i}`));
    const total = terms.reduce(add, 0);
    expect(termsOf(total).length).toBeLessThan(n);
    expect(evaluate(total, new Map(Array.from({ length: n }, (_, i) => [`x${i}`, BigInt(i)])))).toBe(
      BigInt((n * (n - 1)) / 2),
    );
  });

  test.each([
    ['a degree', () => Array.from({ length: 300 }).reduce<ReturnType<typeof mul>>((d) => mul(d, symbol('a')), 1)],
    ['a coefficient', () => Array.from({ length: 5000 }).reduce<ReturnType<typeof mul>>((d) => mul(d, 2), symbol('a'))],
    [
      'a nesting',
      () =>
        Array.from({ length: 500 }).reduce<ReturnType<typeof mul>>(
          (d, _, i) => add(floorDiv(d, symbol(`k${i}`)), symbol('a')),
          symbol('a'),
        ),
    ],
  ])('of too large %s is a Fault that says how to go on', (_, make) => {
    expect(make).toThrow(
      expect.objectContaining({ code: 'overflow', hint: expect.stringContaining('--dim') as string }),
    );
  });
});

describe('atoms', () => {
  const [a, b] = [symbol('a'), symbol('b')];
  test.each([
    ['a symbol', symbolAtom('a'), 'a', []],
    ['a name that reads as more than one', symbolAtom('a + b'), undefined, []],
    ['a floor', quotientAtom('floor', add(a, 1), b), 'floor((a + 1)/b)', [add(a, 1), b]],
    ['a floor over a product', quotientAtom('floor', a, mul(2, b)), 'floor(a/(2*b))', [a, mul(2, b)]],
    ['a truncation', quotientAtom('trunc', a, -2), 'trunc(a/-2)', [a, -2]],
    ['a maximum', extremeAtom('max', [a, add(b, 1), 4]), 'max(a, b + 1, 4)', [a, add(b, 1), 4]],
  ])('%s: its key is its print, and its children what it is made of', (_, atom, key, children) => {
    expect(atom.key).not.toBe(keyOfDim(add(a, b)));
    expect(atom.key).toBe(key ?? atom.key);
    expect(childrenOf(atom)).toEqual(children);
    expect(asAtom(fromAtom(atom))).toBe(atom);
  });

  test('are found in what is one atom and nothing else', () => {
    expect([asAtom(5), asAtom(mul(2, a)), asAtom(mul(a, a)), asAtom(add(a, b)), asAtom(mul(a, b))]).toEqual(
      Array.from({ length: 5 }),
    );
  });

  test('a group is worth its body, and made once', () => {
    const named = constantFrom(...letters).map((name) => symbol(name));
    assert(
      property(tuple(named, named, integer({ min: 1, max: 9 })), ([x, y, n]) => {
        const body = add(mul(x, n), add(y, 1));
        const group = asGroup(body);
        expect(asGroup(body)).toBe(group);
        expect(asGroup(group)).toBe(group);
        const sizes = new Map(letters.map((letter, i) => [letter as string, BigInt(i + 2)]));
        expect(evaluate(group, sizes)).toBe(evaluate(body, sizes));
      }),
    );
    expect([asGroup(5), asGroup(a)]).toEqual([5, a]);
  });
});
