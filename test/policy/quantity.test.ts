import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ceilingPattern, increasePattern, parseCeiling, parseIncrease } from '#policy/quantity.ts';
import type { QuantityKind } from '#text/number-text.ts';

describe('ceilings', () => {
  test.each<[string, QuantityKind, bigint | undefined]>([
    ['4.2G', 'count', 4_200_000_000n],
    ['1_000_000', 'count', 1_000_000n],
    ['7B', 'count', 7_000_000_000n],
    ['0', 'count', 0n],
    ['25MiB', 'bytes', 26_214_400n],
    ['25 MB', 'bytes', 25_000_000n],
    ['25M', 'bytes', 25_000_000n],
    ['1.5KiB', 'bytes', 1536n],
    ['512B', 'bytes', 512n],
    ['20ms', 'time', 20_000n],
    ['1.5s', 'time', 1_500_000n],
    ['2m', 'time', 120_000_000n],
    ['4.2GiB', 'count', undefined],
    ['4.2', 'time', undefined],
    ['-4G', 'count', undefined],
    ['4.2 G G', 'count', undefined],
    ['', 'count', undefined],
    ['1e9', 'count', undefined],
    ['toString', 'bytes', undefined],
    ['1toString', 'bytes', undefined],
  ])('%s as %s', (text, kind, value) => {
    expect(parseCeiling(text, kind)?.value).toBe(value);
    expect(ceilingPattern(kind).test(text)).toBe(value !== undefined);
  });
});

describe('increases', () => {
  test.each<[string, QuantityKind, [bigint, bigint] | bigint | undefined]>([
    ['+5%', 'count', [5n, 100n]],
    ['5%', 'count', [5n, 100n]],
    ['+0.5 %', 'bytes', [5n, 1000n]],
    ['+2M', 'count', 2_000_000n],
    ['+1MiB', 'bytes', 1_048_576n],
    ['-5%', 'count', undefined],
    ['2M', 'count', undefined],
    ['+5%%', 'count', undefined],
    ['+2ms', 'time', undefined],
  ])('%s of %s', (text, kind, told) => {
    expect(increasePattern(kind).test(text)).toBe(told !== undefined);
    const increase = increasePattern(kind).test(text) ? parseIncrease(text, kind) : undefined;
    const ratio = increase?.ratio ?? undefined;
    expect(ratio === undefined ? (increase?.amount ?? undefined) : [ratio.over, ratio.under]).toEqual(told);
  });

  test('every text that the published pattern lets through is read', () => {
    for (const kind of ['count', 'bytes', 'time'] as const) {
      fc.assert(
        fc.property(fc.stringMatching(ceilingPattern(kind)), fc.stringMatching(increasePattern(kind)), (max, fail) => {
          expect([parseCeiling(max, kind), parseIncrease(fail, kind)]).not.toContain(undefined);
        }),
      );
    }
  });
});
