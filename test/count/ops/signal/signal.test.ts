import { expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import { format } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf, unranked } from '../../../support/one-call.ts';

const ms = 'com.microsoft';
const text = (one: OneCall): string => shapeOf(countOne(one))?.map(format).join(' ') ?? '?';

test.each([
  ['a transform keeps its axis', { op: 'DFT', inputs: [f32('b', 'n', 1)] }, 'b n 2'],
  ['one side of it', { op: 'DFT', attrs: { onesided: 1 }, inputs: [f32('b', 'n', 1)] }, 'b floor(n/2) + 1 2'],
  ['its inverse', { op: 'DFT', attrs: { onesided: 1, inverse: 1 }, inputs: [f32('b', 'n', 2)] }, 'b 2*n - 2 1'],
  ['a length given', { op: 'DFT', inputs: [f32('b', 'n', 2), holding('i64', 16)] }, 'b 16 2'],
  ['a length only running tells', { op: 'DFT', inputs: [f32('b', 'n', 2), of('i64')] }, 'b layer.dim1 2'],
  ['axis 1 before opset 20', { op: 'DFT', opset: 17, attrs: { onesided: 1 }, inputs: [f32('b', 8, 6, 1)] }, 'b 5 6 2'],
  ['axis −2 since', { op: 'DFT', attrs: { onesided: 1 }, inputs: [f32('b', 8, 6, 1)] }, 'b 8 4 2'],
  [
    'an axis only running tells',
    { op: 'DFT', attrs: { onesided: 1 }, inputs: [f32('b', 8, 1), null, of('i64')] },
    'layer.dim0 layer.dim1 2',
  ],
  ['an unknown rank', { op: 'DFT', inputs: [unranked] }, '?'],
  ['frames', { op: 'STFT', inputs: [f32('b', 'n', 1), holding('i64', 4), f32(16)] }, 'b floor(n/4) - 3 9 2'],
  [
    'frames by their length',
    { op: 'STFT', attrs: { onesided: 0 }, inputs: [f32('b', 100, 2), holding('i64', 10), null, holding('i64', 20)] },
    'b 9 20 2',
  ],
  ['one frame of everything', { op: 'STFT', inputs: [f32('b', 100, 1), holding('i64', 10)] }, 'b 1 51 2'],
  [
    'frames with a step only running tells',
    { op: 'STFT', inputs: [f32('b', 100, 1), of('i64'), f32(16)] },
    'b layer.dim1 9 2',
  ],
  [
    'mel weights',
    { op: 'MelWeightMatrix', inputs: [holding('i64', 40), holding('i64', 400), of('i64'), of('f32'), of('f32')] },
    '201 40',
  ],
  ['a window', { op: 'HannWindow', inputs: [holding('i64', 9)] }, '9'],
  ['a window only running tells', { op: 'HannWindow', inputs: [of('i64')] }, 'layer.dim0'],
  [
    'a real transform',
    { op: 'Rfft', domain: ms, attrs: { signal_ndim: 1 }, inputs: [f32('b', 'n')] },
    'b floor(n/2) + 1 2',
  ],
  ['its inverse, real', { op: 'Irfft', domain: ms, attrs: { signal_ndim: 1 }, inputs: [f32('b', 9, 2)] }, 'b 16'],
] as const)('shape of %s', (_, one, expected) => {
  expect(text(one as OneCall)).toBe(expected);
});

/** 5·n·log₂n for n = 16. */
const complex16 = 320;
test.each([
  ['complex transforms', { op: 'DFT', inputs: [f32(3, 16, 2)] }, 3 * complex16, 0],
  ['real transforms', { op: 'DFT', inputs: [f32(3, 16, 1)] }, (3 * complex16) / 2, 0],
  [
    'transforms along an inner axis',
    { op: 'DFT', inputs: [f32(3, 16, 7, 2), null, holding('i64', 1)] },
    21 * complex16,
    0,
  ],
  ['padded transforms', { op: 'DFT', inputs: [f32(3, 9, 2), holding('i64', 16)] }, 3 * complex16, 0],
  ['a length that is no power of 2', { op: 'DFT', inputs: [f32(1, 10, 2)] }, Math.ceil(50 * Math.log2(10)), 0],
  ['a single point', { op: 'DFT', inputs: [f32(1, 1, 2)] }, 0, 0],
  ['windowed frames', { op: 'STFT', inputs: [f32(2, 40, 1), holding('i64', 8), f32(16)] }, 8 * (complex16 / 2 + 16), 0],
  [
    'frames without window',
    { op: 'STFT', inputs: [f32(2, 40, 2), holding('i64', 8), null, holding('i64', 16)] },
    8 * complex16,
    0,
  ],
  [
    'mel weights',
    { op: 'MelWeightMatrix', inputs: [holding('i64', 8), holding('i64', 16), of('i64'), of('f32'), of('f32')] },
    2 * 9 * 8,
    10,
  ],
  ['a window', { op: 'BlackmanWindow', inputs: [holding('i64', 10)] }, 65, 20],
  [
    'real transforms of rows',
    { op: 'Rfft', domain: ms, attrs: { signal_ndim: 1 }, inputs: [f32(3, 16)] },
    (3 * complex16) / 2,
    0,
  ],
  [
    'their inverse',
    { op: 'Irfft', domain: ms, attrs: { signal_ndim: 1 }, inputs: [f32(3, 9, 2)] },
    (3 * complex16) / 2,
    0,
  ],
] as const)('work of %s', (_, one, f, t) => {
  const { figures, status } = countOne(one);
  expect([figures.macs, figures.elementwise, figures.transcendentals, status]).toEqual([0, f, t, 'exact']);
});

test('a transform of symbolic length has no formula: a lower bound', () => {
  expect(countOne({ op: 'DFT', inputs: [f32('b', 'n', 2)] }).status).toBe('lower-bound');
  expect(countOne({ op: 'STFT', inputs: [f32('b', 'n', 1), holding('i64', 8), f32(16)] }).status).toBe('exact');
});

test.each([
  ['HannWindow', 1, [0, 0.25, 0.75, 1, 0.75, 0.25]],
  ['HannWindow', 0, [0, 0.345491, 0.904508, 0.904508, 0.345491, 0]],
  ['HammingWindow', 1, [0.086957, 0.315217, 0.771739, 1, 0.771739, 0.315217]],
  ['BlackmanWindow', 1, [0, 0.13, 0.63, 1, 0.63, 0.13]],
] as const)('%s of 6 points, periodic %i', (op, periodic, values) => {
  const [output] = countOne({ op, attrs: { periodic }, inputs: [holding('i64', 6)] }).outputs;
  const data = output?.kind === 'tensor' ? (output.data as readonly number[]) : [];
  expect(data.length).toBe(6);
  values.forEach((value, i) => expect(data[i]).toBeCloseTo(value, 5));
});

test('a window too long to follow is a size only', () => {
  expect(countOne({ op: 'HannWindow', inputs: [holding('i64', 1e12)] }).outputs[0]).toEqual({
    kind: 'tensor',
    dtype: 'f32',
    shape: [1e12],
  });
});

test.each([
  ['the axis of parts', { op: 'DFT', inputs: [f32(1, 8, 2), null, holding('i64', -1)] }, /real and imaginary parts/],
  ['an axis too far', { op: 'DFT', inputs: [f32(1, 8, 2), null, holding('i64', 5)] }, /axis 5/],
  ['a step of 0', { op: 'STFT', inputs: [f32(1, 40, 1), holding('i64', 0), f32(16)] }, /frame_step would be 0/],
  [
    'frames longer than the signal',
    { op: 'STFT', inputs: [f32(1, 10, 1), holding('i64', 4), f32(16)] },
    /number of frames/,
  ],
  [
    'a window of another length',
    { op: 'STFT', inputs: [f32(1, 40, 1), holding('i64', 4), f32(16), holding('i64', 8)] },
    /frame_length, and the window/,
  ],
  ['a negative size', { op: 'HannWindow', inputs: [holding('i64', -3)] }, /the size would be -3/],
  ['no size', { op: 'HannWindow', inputs: [] }, /lacks its input 0/],
  ['no parts', { op: 'Irfft', domain: ms, inputs: [f32(3, 9)] }, /real and imaginary parts/],
] as const)('%s is refused', (_, one, message) => {
  expect(() => countOne(one)).toThrow(message);
});
