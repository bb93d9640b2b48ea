import { expect, test } from 'vitest';
import {
  add,
  ceilDiv,
  evaluate,
  floorDiv,
  format,
  fromBigInt,
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

const [h, w, n, m, c, batch] = ['h', 'w', 'n', 'm', 'c', 'batch'].map(symbol) as [Dim, Dim, Dim, Dim, Dim, Dim];

/** Output size of a convolution: floor((size + pads - (dilation*(kernel - 1) + 1))/stride) + 1. */
function conv(size: Dim, kernel: number, stride: number, pads: number): Dim {
  return add(floorDiv(add(size, pads - kernel), stride), 1);
}

function times(count: number, step: (size: Dim) => Dim, size: Dim): Dim {
  return count === 0 ? size : times(count - 1, step, step(size));
}

test.each<[string, Dim, string]>([
  ['five convolutions, kernel 3, stride 2, pad 1', times(5, (size) => conv(size, 3, 2, 2), h), 'floor((h + 31)/32)'],
  ['kernel 7, stride 2, pad 3, then a pool of 3, stride 2, pad 1', conv(conv(h, 7, 2, 6), 3, 2, 2), 'floor((h + 3)/4)'],
  ['a convolution that keeps the size', conv(h, 3, 1, 2), 'h'],
  ['a convolution without padding', conv(h, 3, 1, 0), 'h - 2'],
  ['five pools of 2, stride 2', times(5, (size) => conv(size, 2, 2, 0), h), 'floor(h/32)'],
  ['floor((n + 4)/2) - floor(n/2)', sub(floorDiv(add(n, 4), 2), floorDiv(n, 2)), '2'],
  ['nested floors', floorDiv(add(floorDiv(add(h, 5), 3), 1), 4), 'floor((h + 8)/12)'],
  ['whole multiples leave', floorDiv(sum([mul(7, h), mul(4, w), 9]), 4), 'h + w + floor((3*h + 1)/4) + 2'],
  ['a negative constant leaves', floorDiv(sub(h, 1), 2), 'floor((h + 1)/2) - 1'],
  ['integers cancel', floorDiv(add(mul(6, h), 4), 8), 'floor((3*h + 2)/4)'],
  ['the constant is rounded when integers cancel', floorDiv(add(mul(6, h), 5), 8), 'floor((3*h + 2)/4)'],
  ['a ceiling written with two negations', neg(floorDiv(neg(h), 16)), 'floor((h + 15)/16)'],
  ['ceilDiv', ceilDiv(h, 16), 'floor((h + 15)/16)'],
  ['ceilings nest', ceilDiv(ceilDiv(h, 2), 2), 'floor((h + 3)/4)'],
  ['the other half, halved', floorDiv(sub(h, floorDiv(h, 2)), 2), 'floor((h + 1)/4)'],
  ['division by 1', floorDiv(h, 1), 'h'],
  ['division by -1', floorDiv(h, -1), '-h'],
  ['division by -2', floorDiv(mul(4, h), -2), '-2*h'],
  ['division of itself', floorDiv(h, h), '1'],
  ['a known part of a reshape', floorDiv(product([n, c, h, w]), mul(c, h)), 'n*w'],
  ['with numbers', floorDiv(product([n, 64, h, w]), mul(16, h)), '4*n*w'],
  ['with numbers that are not whole', floorDiv(product([n, 6, h]), mul(4, h)), 'n + floor(n/2)'],
  ['polynomial by polynomial', floorDiv(add(mul(n, m), n), add(m, 1)), 'n'],
  [
    'polynomial by polynomial, two unknowns',
    floorDiv(mul(add(h, mul(2, w)), sub(mul(3, h), 1)), add(h, mul(2, w))),
    '3*h - 1',
  ],
  ['a common polynomial cancels', floorDiv(mul(n, add(m, 1)), mul(2, add(m, 1))), 'floor(n/2)'],
  ['a common symbol cancels', floorDiv(mul(n, h), mul(w, h)), 'floor(n/w)'],
  ['whole multiples of a symbol leave', floorDiv(add(mul(n, w), 5), w), 'n + floor(5/w)'],
  ['smaller than the divisor', floorDiv(n, add(n, 1)), '0'],
  ['the remainder is smaller than the divisor', floorDiv(mod(h, 8), 8), '0'],
  ['symbolic divisors nest', floorDiv(floorDiv(n, w), 2), 'floor(n/(2*w))'],
  ['mod of a multiple', mod(mul(8, h), 4), '0'],
  ['mod of a mod', mod(mod(h, 8), 8), 'h - 8*floor(h/8)'],
  ['padding to a window of 7', add(h, mod(sub(7, mod(h, 7)), 7)), '7*floor((h + 6)/7)'],
  ['zero by a symbol', floorDiv(0, h), '0'],
  ['beyond 2^53', floorDiv(mul(fromBigInt(2n ** 80n), batch), 2 ** 40), '1099511627776*batch'],
])('%s', (_, dim, text) => expect(format(dim)).toBe(text));

test.each<[string, Dim, string]>([
  ['both known to be ≥ 0: the floor', truncDiv(h, 2), 'floor(h/2)'],
  ['a negative numerator', truncDiv(neg(h), 2), '-floor(h/2)'],
  ['a negative divisor', truncDiv(h, -2), '-floor(h/2)'],
  ['both negative', truncDiv(neg(h), -2), 'floor(h/2)'],
  ['exact, sign unknown', truncDiv(mul(2, sub(h, w)), 2), 'h - w'],
  ['sign unknown', truncDiv(sub(h, 5), 2), 'trunc((h - 5)/2)'],
])('truncDiv: %s', (_, dim, text) => expect(format(dim)).toBe(text));

test('truncDiv of unknown sign rounds toward zero on either side', () => {
  const dim = truncDiv(sub(h, 5), 2);
  const at = (size: bigint): bigint | undefined => evaluate(dim, new Map([['h', size]]));
  expect([0n, 1n, 2n, 4n, 5n, 6n, 7n, 8n].map(at)).toEqual([-2n, -2n, -1n, 0n, 0n, 0n, 1n, 1n]);
});

test('nested floors keep their value whatever the signs of the divisors', () => {
  const inner = floorDiv(h, sub(w, 3));
  const [plus, minus, outer] = [
    floorDiv(add(n, inner), 2),
    floorDiv(sub(n, inner), 2),
    floorDiv(floorDiv(h, 2), sub(w, 3)),
  ];
  for (const [x, y] of [
    [7, 1],
    [7, 2],
    [6, 1],
    [5, 9],
    [8, 6],
  ] as const) {
    const env = new Map([
      ['h', BigInt(x)],
      ['w', BigInt(y)],
      ['n', 4n],
    ]);
    const floor = BigInt(Math.floor(x / (y - 3)));
    expect(evaluate(plus, env)).toBe((4n + floor + 100n) / 2n - 50n);
    expect(evaluate(minus, env)).toBe((4n - floor + 100n) / 2n - 50n);
    expect(evaluate(outer, env)).toBe(BigInt(Math.floor(Math.floor(x / 2) / (y - 3))));
  }
});

test.each<[string, () => unknown]>([
  ['floorDiv', () => floorDiv(h, 0)],
  ['floorDiv of numbers', () => floorDiv(4, 0)],
  ['ceilDiv', () => ceilDiv(4, 0)],
  ['mod', () => mod(4, 0)],
  ['truncDiv', () => truncDiv(4, 0)],
  ['truncDiv of a symbol', () => truncDiv(sub(h, 5), 0)],
  ['a divisor that cancels to 0', () => floorDiv(4, sub(h, h))],
])('%s by zero is a Fault', (_, divide) => {
  expect(divide).toThrow(expect.objectContaining({ name: 'Fault', code: 'shape' }));
});
