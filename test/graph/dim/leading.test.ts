import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, leadingTerms, parseDim, symbolsOf } from '#graph/dim.ts';
import type { Dim, LeadingTerm } from '#graph/dim.ts';

const dim = (text: string): Dim => parseDim(text) ?? 0;

const text = (terms: readonly LeadingTerm[]): string =>
  terms.map(({ coefficient, factors }) => `${coefficient}${factors === '' ? '' : `*${factors}`}`).join(' + ');

describe('leadingTerms', () => {
  test.each([
    ['a polynomial stays', '3*h^2 - 2*h + 1', ['3*h^2 + -2*h + 1']],
    ['rounding up is dropped', '8*n*floor((h + 1)/2)*floor((w + 31)/32)', ['0.125*h*n*w']],
    ['equal monomials add up', '4*floor((h + 1)/2) + 8*floor((h + 3)/4)', ['4*h']],
    ['what is added beyond rounding stays', 'floor((h + 70)/32)', ['0.03125*h + 2']],
    ['an unpadded window', 'floor((h - 7)/4)', ['0.25*h + -2']],
    ['an unknown divisor is a factor', '3*floor(h/w)', ['3*floor(h/w)']],
    ['powers of one factor', 'floor(h/2)*floor(h/4)', ['0.125*h^2']],
    ['a smaller sum of a maximum', 'max(64*h*w, 16*h*w + 4*h, 6000*n)', ['64*h*w', '6000*n']],
    ['a sum below a mean of two', 'max(10*h, 10*w, 4*h + 5*w)', ['10*h', '10*w']],
    ['a sum above that mean', 'max(10*h, 10*w, 6*h + 5*w)', ['6*h + 5*w', '10*h', '10*w']],
    ['a constant stays beside a size that may outgrow it', 'max(1000000, 24*h)', ['1000000', '24*h']],
    ['nested maxima', 'max(max(9*h*w, 8*h*w + 1), max(7*h*h, 6*h*w))', ['9*h*w', '7*h^2']],
    ['a size that tells whether others differ', '3*h*min(h - floor((h + 7)/8), 1)', ['3*h']],
    ['a size that is 0 where others are alike', '3*h*max(min(h - w, 1), 0)', ['3*h*max(min(h - w, 1), 0)']],
    ['a size of at most 2', '3*h*min(floor((h + 7)/8), 2)', ['6*h']],
    ['a size of at most 3', '3*h*min(h, 3)', ['3*h*min(h, 3)']],
    ['a maximum inside a product', '2*n*max(h, w)', ['2*max(h, w)*n']],
  ])('%s: %s', (_, formula, expected) => {
    expect(leadingTerms(dim(formula))?.map(text)).toEqual(expected);
  });

  test('of many terms: none', () => {
    const names = Array.from({ length: 300 }, (_, i) => `s${i}`);
    expect(leadingTerms(dim(names.join(' + ')))).toBeUndefined();
  });

  test('a size is close to the formula where sizes are large', () => {
    const floors = fc.tuple(
      fc.integer({ min: 1, max: 2000 }),
      fc.integer({ min: 0, max: 40 }),
      fc.constantFrom(1, 2, 4, 8, 16, 32),
    );
    const term = fc
      .tuple(floors, fc.constantFrom('h', 'w', 's'), fc.constantFrom('h', 'w', 'n'))
      .map(([[coefficient, added, divisor], a, b]) => `${coefficient}*floor((${a} + ${added})/${divisor})*${b}`);
    const sum = fc.array(term, { minLength: 1, maxLength: 4 }).map((terms) => terms.join(' + '));
    fc.assert(
      fc.property(fc.array(sum, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2000, max: 9000 }), (sums, size) => {
        const formula = dim(sums.length === 1 ? (sums[0] ?? '') : `max(${sums.join(', ')})`);
        const sizes = new Map([...symbolsOf(formula)].map((name, i) => [name, BigInt(size + 997 * i)]));
        const exact = Number(evaluate(formula, sizes));
        const valueOf = (terms: readonly LeadingTerm[]): number =>
          terms.reduce(
            (total, { coefficient, factors }) =>
              total + coefficient * (factors === '' ? 1 : Number(evaluate(dim(factors), sizes))),
            0,
          );
        const brief = Math.max(...(leadingTerms(formula) ?? []).map(valueOf));
        expect(Math.abs(brief - exact) / exact).toBeLessThan(0.03);
      }),
      { numRuns: 300 },
    );
  });
});
