import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesText, countText, deltaText, exactText, pairText, percentText, timeText } from '#text/number-text.ts';

test.each<[bigint, string]>([
  [0n, '0'],
  [999n, '999'],
  [55_296n, '55.3 k'],
  [999_499n, '999 k'],
  [999_500n, '1 M'],
  [4_089_184_256n, '4.09 G'],
  [25_557_032n, '25.6 M'],
  [-1_500_000n, '−1.5 M'],
  [10n ** 30n, '1.00e+30'],
])('count %s', (value, text) => expect(countText(value)).toBe(text));

test.each<[bigint, string]>([
  [0n, '0 B'],
  [1023n, '1023 B'],
  [1024n, '1 KiB'],
  [9_633_792n, '9.19 MiB'],
  [102_031_776n, '97.3 MiB'],
  [1_073_741_823n, '1 GiB'],
])('bytes %s', (value, text) => expect(bytesText(value)).toBe(text));

test.each([
  [0, '0 %'],
  [0.025, '+2.5 %'],
  [-0.12, '−12 %'],
  [0.00001, '+<0.01 %'],
  [0.28, '+28 %'],
  [-0.999, '−99.9 %'],
  [9, '+900 %'],
  [11, '12×'],
])('percent %s', (ratio, text) => expect(percentText(ratio)).toBe(text));

test('times', () => {
  expect([340.2, 12_123, 1_250_000].map((micros) => timeText(micros))).toEqual(['340 µs', '12.1 ms', '1.25 s']);
});

test('differences have their sign, numbers their groups', () => {
  expect([deltaText(18_000_000n, 'count'), deltaText(-3_145_728n, 'bytes'), deltaText(0n, 'count')]).toEqual([
    '+18 M',
    '−3 MiB',
    '0',
  ]);
  expect([exactText(4_089_184_256n), exactText(12n)]).toEqual(['4,089,184,256', '12']);
});

test('two figures that differ never print the same', () => {
  expect(pairText(4_200_300_000n, 4_200_000_000n, 'count')).toEqual(['4.2003 G', '4.2 G']);
  const figure = fc.bigInt({ min: 0n, max: 10n ** 24n });
  fc.assert(
    fc.property(figure, figure, fc.constantFrom('count' as const, 'bytes' as const), (a, b, kind) => {
      const [x, y] = pairText(a, b, kind);
      return (a === b) === (x === y);
    }),
  );
});

test('a count is told to within half a unit of its last digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), (value) => {
      const [number = '', unit = ''] = countText(value).split(' ');
      const told = Number(number) * 1000 ** ' kMGTPE'.indexOf(unit === '' ? ' ' : unit);
      expect(Math.abs(told - Number(value)) / Number(value)).toBeLessThan(0.00501);
    }),
  );
});
