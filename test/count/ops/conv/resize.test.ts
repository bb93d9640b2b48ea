import { expect, test } from 'vitest';
import type { OneCall, Size } from '../../../support/one-call.ts';
import { evaluate, format, symbol } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf, unranked } from '../../../support/one-call.ts';

const byScales = (sizes: readonly Size[], scales: readonly number[], attrs: OneCall['attrs'] = {}) =>
  countOne({ op: 'Resize', attrs, inputs: [f32(...sizes), null, holding('f32', scales)] });

const bySizes = (sizes: readonly Size[], to: readonly number[], attrs: OneCall['attrs'] = {}) =>
  countOne({ op: 'Resize', attrs, inputs: [f32(...sizes), null, null, holding('i64', to)] });

const text = (layer: ReturnType<typeof countOne>): string => shapeOf(layer)?.map(format).join(' ') ?? '?';

test.each([
  [2, '2*h'],
  [0.5, 'floor(h/2)'],
  [0.0625, 'floor(h/16)'],
  [1.5, 'h + floor(h/2)'],
  [1, 'h'],
  [1.3, 'layer.dim2'],
  [1 / 3, 'layer.dim2'],
])('a symbolic size scaled by %f is %s', (scale, expected) => {
  expect(text(byScales([1, 3, 'h', 4], [1, 1, scale, 1]))).toBe(`1 3 ${expected} 4`);
});

test('formulas of symbolic sizes agree with the numbers, rounded in 32 bits', () => {
  for (const scale of [0.5, 0.25, 0.375, 1.5, 2.625, 0.0625, 7]) {
    const formula = shapeOf(byScales([1, 1, 'h', 1], [1, 1, scale, 1]))?.[2] ?? 0;
    for (const h of [1, 7, 33, 640, 4095]) {
      const number = shapeOf(byScales([1, 1, h, 1], [1, 1, scale, 1]))?.[2];
      const value = evaluate(formula, new Map([['h', BigInt(h)]]));
      expect([h, scale, value]).toEqual([h, scale, BigInt(number as number)]);
    }
  }
});

test.each([
  [10, 1.3, 13],
  [10, 1.1, 11],
  [3, 1 / 3, 1],
  [100, 0.07, 7],
])('%i scaled by %f in 32 bits is %i', (size, scale, expected) => {
  expect(text(byScales([size], [Math.fround(scale)]))).toBe(String(expected));
});

const n = 2 * 3 * 10 * 12;
test.each([
  ['nearest', byScales([2, 3, 5, 6], [1, 1, 2, 2]), 0],
  ['bilinear', byScales([2, 3, 5, 6], [1, 1, 2, 2], { mode: 'linear' }), 7 * n],
  ['bicubic', byScales([2, 3, 5, 6], [1, 1, 2, 2], { mode: 'cubic' }), 31 * n],
  ['linear along one axis', byScales([2, 3, 10, 6], [1, 1, 1, 2], { mode: 'linear' }), 3 * n],
  ['bilinear to sizes', bySizes([2, 3, 5, 6], [2, 3, 10, 12], { mode: 'linear' }), 7 * n],
  ['to the same sizes', bySizes([2, 3, 10, 12], [2, 3, 10, 12], { mode: 'linear' }), 0],
  ['trilinear', byScales([1, 1, 2, 2, 2], [1, 1, 2, 2, 2], { mode: 'linear' }), 15 * 64],
  [
    'antialiased to a quarter: 8 samples an axis',
    byScales([1, 1, 40, 40], [1, 1, 0.25, 0.25], { mode: 'linear', antialias: 1 }),
    127 * 100,
  ],
  ['antialiased upwards: as without', byScales([1, 1, 4, 4], [1, 1, 2, 2], { mode: 'linear', antialias: 1 }), 7 * 64],
])('work of resampling: %s', (_, { figures, status }, f) => {
  expect([figures.elementwise, status]).toEqual([f, 'exact']);
});

test.each([
  [
    'scales only running tells',
    { op: 'Resize', inputs: [f32(1, 3, 'h', 4), null, of('f32', 4)] },
    'layer.dim0 layer.dim1 layer.dim2 layer.dim3',
  ],
  [
    'sizes that are symbols',
    {
      op: 'Resize',
      inputs: [f32(1, 3, 8, 8), null, null, holding('i64', [symbol('a'), symbol('b')])],
      attrs: { axes: [2, 3] },
    },
    '1 3 a b',
  ],
  ['an input of unknown rank', { op: 'Resize', inputs: [unranked, null, of('f32', 4)] }, '?'],
  [
    'scales on two axes',
    { op: 'Resize', inputs: [f32(1, 3, 'h', 4), null, holding('f32', [2, 3])], attrs: { axes: [-1, 2] } },
    '1 3 3*h 8',
  ],
  [
    'a kept ratio of symbols',
    {
      op: 'Resize',
      inputs: [f32('h', 4), null, null, holding('i64', [9, 9])],
      attrs: { keep_aspect_ratio_policy: 'not_larger' },
    },
    'layer.dim0 layer.dim1',
  ],
  [
    'a height and a width',
    {
      op: 'Upsample',
      opset: 1,
      inputs: [f32(1, 3, 'h', 4)],
      attrs: { height_scale: { float: 2 }, width_scale: { float: 3 } },
    },
    '1 3 2*h 12',
  ],
  [
    'whole scales as an attribute',
    { op: 'Upsample', domain: 'com.microsoft.nchwc', inputs: [f32(1, 'c', 'h', 4)], attrs: { scales: [1, 1, 2, 2] } },
    '1 c 2*h 8',
  ],
] as const)('shape with %s', (_, one, expected) => {
  expect(text(countOne(one as OneCall))).toBe(expected);
});

test.each([
  [
    'neither scales nor sizes',
    { op: 'Resize', inputs: [f32(1, 2), null, holding('f32', [])] },
    /neither scales nor sizes/,
  ],
  [
    'both',
    { op: 'Resize', inputs: [f32(1, 2), null, holding('f32', [1, 2]), holding('i64', [1, 2])] },
    /both scales and sizes/,
  ],
  ['a scale of 0', { op: 'Resize', inputs: [f32(1, 2), null, holding('f32', [1, 0])] }, /a scale is 0/],
  ['too few scales', { op: 'Resize', inputs: [f32(1, 2), null, holding('f32', [1])] }, /1 scales for 2 axes/],
  [
    'a negative size',
    { op: 'Resize', inputs: [f32(1, 2), null, null, holding('i64', [1, -2])] },
    /size of axis 1 would be -2/,
  ],
  ['an absurd scale', { op: 'Resize', inputs: [f32(1, 2), null, holding('f32', [1, 3e38])] }, /makes a size of/],
  [
    'an unknown policy',
    {
      op: 'Resize',
      inputs: [f32(1, 2), null, null, holding('i64', [1, 2])],
      attrs: { keep_aspect_ratio_policy: 'some' },
    },
    /keep_aspect_ratio_policy is some/,
  ],
] as const)('a resize with %s is refused', (_, one, message) => {
  expect(() => countOne(one)).toThrow(message);
});
