import { expect, test } from 'vitest';
import {
  add,
  ceilDiv,
  degree,
  evaluate,
  floorDiv,
  format,
  growth,
  max,
  min,
  mod,
  mul,
  product,
  sub,
  substitute,
  symbol,
  symbolsOf,
} from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

const [h, w, n] = ['h', 'w', 'n'].map(symbol) as [Dim, Dim, Dim];

test.each<[string, Dim, ReturnType<typeof growth>]>([
  ['7', 7, 'constant'],
  ['w', w, 'constant'],
  ['h', h, 'linear'],
  ['w*h + h + 1', add(add(mul(w, h), h), 1), 'linear'],
  ['floor((h + 31)/32)', ceilDiv(h, 32), 'linear'],
  ['floor(h/2)*floor(h/4)', mul(floorDiv(h, 2), floorDiv(h, 4)), 'quadratic'],
  ['h^2*w + h', add(product([h, h, w]), h), 'quadratic'],
  ['h^3', product([h, h, h]), 'cubic'],
  ['h^4', product([h, h, h, h]), 'polynomial'],
  ['floor(h*h/w)', floorDiv(mul(h, h), w), 'quadratic'],
  ['floor(w/h)', floorDiv(w, h), 'constant'],
  ['floor(h^2*w/(h + w))', floorDiv(product([h, h, w]), add(h, w)), 'linear'],
  ['max(h, w)', max(h, w), 'linear'],
  ['max(h*h, w)', max(mul(h, h), w), 'quadratic'],
  ['min(h, 512)', min(h, 512), 'constant'],
  ['min(h, w)', min(h, w), 'constant'],
  ['min(h*h, h + w)', min(mul(h, h), add(h, w)), 'linear'],
  ['h mod 32', mod(h, 32), 'constant'],
])('growth of %s in h', (_, dim, expected) => expect(growth(dim, 'h')).toBe(expected));

test('degree counts powers beyond cubic', () => {
  expect(degree(product([h, h, h, h, w]), 'h')).toBe(4);
  expect(degree(product([h, h, h, h, w]), 'w')).toBe(1);
  expect(degree(5, 'h')).toBe(0);
});

test('symbolsOf looks into every atom', () => {
  const dim = add(mul(ceilDiv(h, 32), max(w, 4)), min(n, floorDiv(100, symbol('/model/a.dim0'))));
  expect([...symbolsOf(dim)].toSorted()).toEqual(['/model/a.dim0', 'h', 'n', 'w']);
  expect(symbolsOf(12).size).toBe(0);
});

test('substitute binds what it is given, all at once', () => {
  const dim = add(mul(ceilDiv(h, 32), w), max(h, w));
  expect(format(substitute(dim, new Map([['h', 64]])))).toBe('2*w + max(w, 64)');
  expect(
    substitute(
      dim,
      new Map([
        ['h', 640],
        ['w', 480],
      ]),
    ),
  ).toBe(20 * 480 + 640);
  expect(
    format(
      substitute(
        sub(mul(2, h), w),
        new Map<string, Dim>([
          ['h', w],
          ['w', h],
        ]),
      ),
    ),
  ).toBe('-h + 2*w');
  expect(substitute(dim, new Map([['z', 3]]))).toEqual(dim);
  expect(format(substitute(ceilDiv(h, 2), new Map([['h', ceilDiv(h, 2)]])))).toBe('floor((h + 3)/4)');
});

test('evaluate is undefined while a symbol is unbound, and exact beyond 2^53', () => {
  const dim = mul(mul(h, h), ceilDiv(w, 2));
  expect(evaluate(dim, new Map([['h', 3n]]))).toBeUndefined();
  expect(
    evaluate(
      dim,
      new Map([
        ['h', 2n ** 40n],
        ['w', 3n],
      ]),
    ),
  ).toBe(2n ** 81n);
  expect(evaluate(max(h, w), new Map([['w', 3n]]))).toBeUndefined();
  expect(evaluate(9, new Map())).toBe(9n);
});

test('a divisor that becomes 0 is a Fault', () => {
  const dim = floorDiv(h, w);
  const fault = expect.objectContaining({ name: 'Fault', code: 'shape' });
  expect(() =>
    evaluate(
      dim,
      new Map([
        ['h', 3n],
        ['w', 0n],
      ]),
    ),
  ).toThrow(fault);
  expect(() => substitute(dim, new Map([['w', 0]]))).toThrow(fault);
});
