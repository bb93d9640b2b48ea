import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OneCall, Size } from '../../../support/one-call.ts';
import { evaluate, format } from '#graph/dim.ts';
import { countOne, f32, of, shapeOf, unranked } from '../../../support/one-call.ts';

const text = (one: OneCall): string => shapeOf(countOne(one))?.map(format).join(' ') ?? '?';

/** Multiplications of a direct grouped convolution, padding positions too. */
function multiplications(out: readonly number[], perGroup: number, kernel: readonly number[]): number {
  let count = 0;
  const [batch = 0, channels = 0, ...spatial] = out;
  const cells = spatial.reduce((a, b) => a * b, 1);
  const taps = kernel.reduce((a, b) => a * b, 1);
  for (let n = 0; n < batch; n++)
    for (let m = 0; m < channels; m++)
      for (let cell = 0; cell < cells; cell++)
        for (let c = 0; c < perGroup; c++) for (let k = 0; k < taps; k++) count++;
  return count;
}

const shapes = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  group: fc.integer({ min: 1, max: 3 }),
  inPerGroup: fc.integer({ min: 1, max: 3 }),
  outPerGroup: fc.integer({ min: 1, max: 3 }),
  size: fc.array(fc.integer({ min: 4, max: 9 }), { minLength: 1, maxLength: 2 }),
  kernel: fc.integer({ min: 1, max: 4 }),
  stride: fc.integer({ min: 1, max: 3 }),
});

test('MACs are the multiplications of the direct loops', () => {
  fc.assert(
    fc.property(shapes, ({ batch, group, inPerGroup, outPerGroup, size, kernel, stride }) => {
      const k = size.map(() => kernel);
      const attrs = { group, strides: size.map(() => stride) };
      const inputs = [f32(batch, group * inPerGroup, ...size), f32(group * outPerGroup, inPerGroup, ...k)];
      const layer = countOne({ op: 'Conv', attrs, inputs });
      expect(layer.figures.macs).toBe(multiplications(shapeOf(layer) as number[], inPerGroup, k));
    }),
    { seed: 4, numRuns: 60 },
  );
});

test('MACs of a transposed convolution: each input element meets each of its weights', () => {
  fc.assert(
    fc.property(shapes, ({ batch, group, inPerGroup, outPerGroup, size, kernel, stride }) => {
      const k = size.map(() => kernel);
      const x = [batch, group * inPerGroup, ...size];
      const attrs = { group, strides: size.map(() => stride) };
      const layer = countOne({
        op: 'ConvTranspose',
        attrs,
        inputs: [f32(...x), f32(group * inPerGroup, outPerGroup, ...k)],
      });
      expect(layer.figures.macs).toBe(multiplications(x, outPerGroup, k));
    }),
    { seed: 5, numRuns: 60 },
  );
});

test('symbols and numbers agree', () => {
  fc.assert(
    fc.property(shapes, ({ batch, group, inPerGroup, outPerGroup, size, kernel, stride }) => {
      const attrs = { group, strides: size.map(() => stride) };
      const w = f32(group * outPerGroup, inPerGroup, ...size.map(() => kernel));
      const bias = f32(group * outPerGroup);
      const [bound, open] = (
        [
          [batch, group * inPerGroup, ...size],
          ['n', group * inPerGroup, ...size.map((_, axis) => `s${axis}`)],
        ] as readonly (readonly Size[])[]
      ).map((sizes) => countOne({ op: 'Conv', attrs, inputs: [f32(...sizes), w, bias] }));
      const env = new Map(
        [['n', batch], ...size.map((s, axis) => [`s${axis}`, s] as const)].map(([k, v]) => [k as string, BigInt(v)]),
      );
      for (const figure of ['macs', 'elementwise', 'bitOps', 'movedBytes'] as const)
        expect([figure, evaluate(open?.figures[figure] ?? 0, env)]).toEqual([
          figure,
          BigInt(bound?.figures[figure] as number),
        ]);
    }),
    { seed: 6, numRuns: 60 },
  );
});

const x = f32(1, 3, 8, 8);
const w = f32(4, 3, 3, 3);
const n = 4 * 6 * 6;
const ms = 'com.microsoft';
const scale = of('f32');
const zero = of('u8');

const works: readonly (readonly [string, OneCall, readonly [f: number, t: number]])[] = [
  ['no bias', { op: 'Conv', inputs: [x, w] }, [0, 0]],
  ['bias', { op: 'Conv', inputs: [x, w, f32(4)] }, [n, 0]],
  ['summand', { op: 'FusedConv', domain: ms, inputs: [x, w, null, f32(1, 4, 6, 6)] }, [n, 0]],
  ['relu', { op: 'FusedConv', domain: ms, attrs: { activation: 'Relu' }, inputs: [x, w, f32(4)] }, [2 * n, 0]],
  ['sigmoid', { op: 'FusedConv', domain: ms, attrs: { activation: 'Sigmoid' }, inputs: [x, w] }, [3 * n, n]],
  ['tanh', { op: 'FusedConv', domain: ms, attrs: { activation: 'Tanh' }, inputs: [x, w] }, [0, n]],
  ['transposed bias', { op: 'ConvTranspose', inputs: [f32(1, 3, 4, 4), f32(3, 4, 3, 3), f32(4)] }, [n, 0]],
  ['integers', { op: 'ConvInteger', inputs: [of('u8', 1, 3, 8, 8), of('u8', 4, 3, 3, 3)] }, [0, 0]],
  [
    'quantised bias',
    {
      op: 'QLinearConv',
      inputs: [of('u8', 1, 3, 8, 8), scale, zero, of('i8', 4, 3, 3, 3), scale, of('i8'), scale, zero, of('i32', 4)],
    },
    [n, 0],
  ],
  [
    'deformable: 7 a sample, 1 for the mask, bias',
    { op: 'DeformConv', inputs: [x, w, f32(1, 18, 6, 6), f32(4), f32(1, 9, 6, 6)] },
    [3 * 9 * 36 * 8 + n, 0],
  ],
];

test.each(works)('other work of a convolution: %s', (_, one, [f, t]) => {
  const { figures, status } = countOne(one);
  expect([figures.elementwise, figures.transcendentals, status]).toEqual([f, t, 'exact']);
});

test('an activation nobody knows leaves a lower bound', () => {
  const one = { op: 'FusedConv', domain: ms, attrs: { activation: 'Wobble' }, inputs: [x, w] };
  expect(countOne(one)).toMatchObject({ status: 'lower-bound', figures: { macs: n * 27 } });
});

test.each([
  [
    '8-bit operands',
    {
      op: 'QLinearConv',
      inputs: [of('u8', 1, 3, 8, 8), scale, zero, of('i8', 4, 3, 3, 3), scale, of('i8'), scale, zero],
    },
    64,
  ],
  ['floats', { op: 'Conv', inputs: [x, w] }, 1024],
  ['halves', { op: 'Conv', inputs: [of('f16', 1, 3, 8, 8), of('f16', 4, 3, 3, 3)] }, 256],
  ['4-bit weights read as floats', { op: 'Conv', inputs: [x, { ...w, quantized: 'i4' }] }, 128],
] as const)('bit operations of %s', (_, one, bits) => {
  const { figures } = countOne(one);
  expect(figures.bitOps).toBe((figures.macs as number) * bits);
});

test('sparse weights: only the stored elements meet the input', () => {
  const sparse = { name: 'w', elements: 108, nonZeros: 27, from: 'initializer' } as const;
  const { figures } = countOne({ op: 'Conv', inputs: [x, { ...w, weights: [sparse] }] });
  expect([figures.macs, figures.effectiveMacs]).toEqual([n * 27, (n * 27) / 4]);
});

const last = { op: 'Conv', domain: 'com.ms.internal.nhwc' };
test.each([
  ['channels last', { ...last, inputs: [f32('n', 8, 9, 3), w] }, 'n 6 7 4'],
  ['weights of unknown rank', { op: 'Conv', inputs: [x, unranked] }, '1 layer.dim1 layer.dim2 layer.dim3'],
  ['input of unknown rank', { op: 'Conv', inputs: [unranked, w] }, 'layer.dim0 4 layer.dim2 layer.dim3'],
  [
    'nothing known but the kernel',
    { op: 'Conv', attrs: { kernel_shape: [3] }, inputs: [unranked, unranked] },
    'layer.dim0 layer.dim1 layer.dim2',
  ],
  ['nothing known', { op: 'Conv', inputs: [unranked, unranked] }, '?'],
  ['symbolic weights', { op: 'Conv', inputs: [f32(1, 'c', 'h'), f32('m', 'c', 'k')] }, '1 m h - k + 1'],
  [
    'blocked channels',
    { op: 'Conv', domain: 'com.microsoft.nchwc', inputs: [f32(1, 8, 5, 5), f32(16, 3, 3, 3)] },
    '1 16 3 3',
  ],
  [
    'weights [M, k, k, C]',
    { op: 'NhwcConv', domain: ms, attrs: { kernel_shape: [3, 3] }, inputs: [f32(1, 8, 8, 5), f32(4, 3, 3, 5)] },
    '1 6 6 4',
  ],
  [
    'weights [M, C, k, k]',
    { op: 'NhwcConv', domain: ms, attrs: { kernel_shape: [3, 3] }, inputs: [f32(1, 8, 8, 5), f32(4, 5, 3, 3)] },
    '1 6 6 4',
  ],
  [
    'transposed, channels last',
    {
      op: 'ConvTranspose',
      domain: 'com.ms.internal.nhwc',
      attrs: { group: 2 },
      inputs: [f32(1, 4, 4, 6), f32(6, 5, 3, 3)],
    },
    '1 6 6 10',
  ],
  [
    'padding only running tells',
    { op: 'ConvTransposeWithDynamicPads', domain: ms, inputs: [f32(1, 1, 4, 4), f32(1, 2, 3, 3), of('i64', 4)] },
    '1 2 layer.dim2 layer.dim3',
  ],
] as const)('shape with %s', (_, one, expected) => {
  expect(text(one)).toBe(expected);
});

test('a lower bound, not zero, where weights are unknown', () => {
  expect(countOne({ op: 'Conv', inputs: [x, unranked] }).status).toBe('lower-bound');
});
