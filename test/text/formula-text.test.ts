import { describe, expect, test } from 'vitest';
import { briefFormula, briefPair } from '#text/formula-text.ts';

const conv = (c: number, added: number): string =>
  `${c}*N*floor((H + ${added})/${added + 1})*floor((W + ${added})/${added + 1})`;
const macs = `${conv(9408, 1)} + ${conv(147_456, 3)} + ${conv(524_288, 7)} + 512000*N`;
const peak = `max(${conv(256, 1)}, ${conv(384, 3)}, 6000*N, 4*N + 16777216)`;

describe('briefFormula', () => {
  test.each([
    ['short ones stay as they are', '4089184256*batch', 'count', 100, '4089184256*batch'],
    ['a sum', macs, 'count', 100, '≈ 19.8k*H*N*W + 512k*N'],
    ['a maximum of bytes', peak, 'bytes', 100, '≈ max(64B*H*N*W, 16MiB + 4B*N, 5.86KiB*N)'],
    ['fewer terms where there is less room', macs, 'count', 20, '≈ 19.8k*H*N*W + …'],
    ['fewer sums where there is less room', peak, 'bytes', 32, '≈ max(64B*H*N*W, … 2 more)'],
    ['the largest, cut, where there is hardly any', macs, 'count', 10, '≈ 19.8k*H…'],
    ['a coefficient beyond doubles is cut', `${'1'.repeat(400)}*N + N^2`, 'count', 12, '11111111111…'],
    ['a text that is no formula is cut', '('.repeat(200), 'count', 12, '≈ "((((((((…'],
  ] as const)('%s', (_, formula, kind, most, expected) => {
    const brief = briefFormula(formula, { kind, most });
    expect(brief).toBe(expected);
    expect(brief.length).toBeLessThanOrEqual(most);
  });

  test('formulas that differ a little look different', () => {
    const pair = briefPair(macs, macs.replace('9408', '9400'), { kind: 'count' });
    expect(pair).toEqual(['≈ 19.76k*H*N*W + 512k*N', '≈ 19.758k*H*N*W + 512k*N']);
  });
});
