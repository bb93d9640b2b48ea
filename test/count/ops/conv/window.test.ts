import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OneAttr } from '../../../support/one-call.ts';
import { evaluate } from '#graph/dim.ts';
import { countOne, f32, shapeOf } from '../../../support/one-call.ts';

interface Axis {
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly begin: number;
  readonly end: number;
}

const axes = fc.record({
  size: fc.integer({ min: 1, max: 40 }),
  kernel: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
  begin: fc.integer({ min: 0, max: 4 }),
  end: fc.integer({ min: 0, max: 4 }),
});

/** Windows counted one by one: those that fit; with `ceil` also one that overhangs but begins before the end padding. */
function windows({ size, kernel, stride, dilation, begin, end }: Axis, ceil: boolean): number {
  let count = 0;
  const padded = begin + size + end;
  const extent = (kernel - 1) * dilation + 1;
  for (let start = 0; start < padded + stride; start += stride) {
    const fits = start + extent <= padded;
    const overhangs = start - stride + extent < padded && start < begin + size;
    if (fits || (ceil && !fits && overhangs)) count++;
    else break;
  }
  return count;
}

const attrsOf = (axis: Axis): Record<string, OneAttr> => ({
  kernel_shape: [axis.kernel],
  strides: [axis.stride],
  dilations: [axis.dilation],
  pads: [axis.begin, axis.end],
});

const pooled = (size: number | string, axis: Axis, ceil: boolean) =>
  countOne({ op: 'MaxPool', attrs: { ...attrsOf(axis), ceil_mode: Number(ceil) }, inputs: [f32(1, 1, size)] });

test('windows are those that can be enumerated', () => {
  fc.assert(
    fc.property(axes, fc.boolean(), (axis, ceil) => {
      fc.pre(axis.begin < axis.kernel && axis.end < axis.kernel);
      const expected = windows(axis, ceil);
      fc.pre(expected > 0 && (axis.kernel - 1) * axis.dilation < axis.begin + axis.size + axis.end);
      expect(shapeOf(pooled(axis.size, axis, ceil))).toEqual([1, 1, expected]);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('a symbolic size gives the formula of every size', () => {
  fc.assert(
    fc.property(axes, fc.boolean(), (axis, ceil) => {
      fc.pre(axis.begin < axis.kernel && axis.end < axis.kernel && windows(axis, ceil) > 0);
      fc.pre((axis.kernel - 1) * axis.dilation < axis.begin + axis.size + axis.end);
      const formula = shapeOf(pooled('n', axis, ceil))?.[2] ?? 0;
      expect(evaluate(formula, new Map([['n', BigInt(axis.size)]]))).toBe(BigInt(windows(axis, ceil)));
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('a transposed window undoes a window that fits without remainder', () => {
  fc.assert(
    fc.property(axes, (axis) => {
      const extent = (axis.kernel - 1) * axis.dilation + 1;
      const size = axis.stride * (axis.size - 1) + extent - axis.begin - axis.end;
      fc.pre(size >= 1);
      const inputs = [f32(1, 1, axis.size), f32(1, 1, axis.kernel)];
      expect(shapeOf(countOne({ op: 'ConvTranspose', attrs: attrsOf(axis), inputs }))).toEqual([1, 1, size]);
      expect(windows({ ...axis, size }, false)).toBe(axis.size);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('five halvings of an image nest to one division', () => {
  const half = { kernel: 3, stride: 2, dilation: 1, begin: 1, end: 1, size: 0 };
  let shape = f32(1, 1, 'h');
  for (let i = 0; i < 5; i++) {
    const [output] = countOne({ op: 'MaxPool', attrs: attrsOf(half), inputs: [shape] }).outputs;
    if (output?.kind === 'tensor') shape = output;
  }
  const [, , size = 0] = shape.shape ?? [];
  expect(typeof size === 'number' ? size : size.key).toBe('floor((h + 31)/32)');
});

const x = f32(1, 2, 8, 8);
const w = f32(4, 2, 3, 3);
const faults: readonly (readonly [string, string, Record<string, OneAttr>, RegExp])[] = [
  ['stride 0', 'Conv', { strides: [0, 1] }, /strides is 0/],
  ['dilation 0', 'Conv', { dilations: [0, 1] }, /dilations is 0/],
  ['kernel against weights', 'Conv', { kernel_shape: [2, 3] }, /kernel_shape and the weights/],
  ['too few strides', 'Conv', { strides: [1] }, /strides has 1 element/],
  ['too few pads', 'Conv', { pads: [1, 1] }, /pads has 2 elements/],
  ['group 0', 'Conv', { group: 0 }, /group is 0/],
  ['channels against groups', 'Conv', { group: 2 }, /channels of the input/],
  ['window larger than the input', 'Conv', { dilations: [4, 4] }, /windows of 3 cells/],
  ['negative transposed size', 'ConvTranspose', { pads: [9, 9, 9, 9] }, /output size of spatial axis 0/],
  ['unknown padding', 'Conv', { auto_pad: 'SOME' }, /auto_pad of Conv is SOME/],
  ['strides of text', 'Conv', { strides: 'two' }, /attribute strides of Conv/],
];

test.each(faults)('%s is refused', (_, op, attrs, message) => {
  const weights = op === 'Conv' ? w : f32(2, 4, 3, 3);
  expect(() => countOne({ op, attrs, inputs: [x, weights] })).toThrow(message);
});

test.each([
  ['one input', [f32(1, 2, 8, 8)], /lacks its input 1/],
  ['an input without spatial axes', [f32(1, 2), f32(4, 2)], /no spatial axes/],
  ['ranks that differ', [f32(1, 2, 8), w], /the input has rank 3, the weights have rank 4/],
] as const)('Conv with %s is refused', (_, inputs, message) => {
  expect(() => countOne({ op: 'Conv', inputs })).toThrow(message);
});

test('SAME padding with dilations is noted', () => {
  const { findings } = countOne({
    op: 'MaxPool',
    attrs: { kernel_shape: [2], dilations: [2], auto_pad: 'SAME_UPPER' },
    inputs: [f32(1, 1, 8)],
  });
  expect(findings.map(({ code }) => code)).toEqual(['dilated-same-padding']);
});
