import { expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import { format } from '#graph/dim.ts';
import { countOne, f32, of, shapeOf, unranked } from '../../../support/one-call.ts';

const ms = 'com.microsoft';
const nhwc = 'com.ms.internal.nhwc';
const window = { kernel_shape: [3, 2], strides: [2, 2] };
const x = f32(2, 3, 9, 8);
/** Elements of the pooled output of `x`: 4 × 4 windows of 6 cells. */
const n = 2 * 3 * 4 * 4;
const all = 2 * 3 * 9 * 8;

const works: readonly (readonly [string, OneCall, readonly [f: number, t: number]])[] = [
  ['MaxPool compares', { op: 'MaxPool', attrs: window, inputs: [x] }, [5 * n, 0]],
  ['MaxPool of bytes too', { op: 'MaxPool', attrs: window, inputs: [of('u8', 2, 3, 9, 8)] }, [5 * n, 0]],
  ['AveragePool adds and divides', { op: 'AveragePool', attrs: window, inputs: [x] }, [6 * n, 0]],
  ['LpPool of squares', { op: 'LpPool', attrs: window, inputs: [x] }, [11 * n, n]],
  ['LpPool of magnitudes', { op: 'LpPool', attrs: { ...window, p: 1 }, inputs: [x] }, [11 * n, 0]],
  ['LpPool of cubes', { op: 'LpPool', attrs: { ...window, p: 3 }, inputs: [x] }, [11 * n, 7 * n]],
  [
    'LpPool with p as opset 1 writes it',
    { op: 'LpPool', opset: 1, attrs: { ...window, p: { float: 1 } }, inputs: [x] },
    [11 * n, 0],
  ],
  ['GlobalAveragePool', { op: 'GlobalAveragePool', inputs: [x] }, [all + 6, 0]],
  ['GlobalMaxPool', { op: 'GlobalMaxPool', inputs: [x] }, [all, 0]],
  ['GlobalLpPool', { op: 'GlobalLpPool', inputs: [x] }, [2 * all, 6]],
  [
    'a quantised mean',
    {
      op: 'QLinearGlobalAveragePool',
      domain: ms,
      inputs: [of('u8', 2, 3, 9, 8), of('f32'), of('u8'), of('f32'), of('u8')],
    },
    [all + 6, 0],
  ],
  [
    'an activation behind it',
    { op: 'MaxPool', domain: nhwc, attrs: { ...window, activation: 'Relu' }, inputs: [f32(2, 9, 8, 3)] },
    [6 * n, 0],
  ],
  ['MaxUnpool moves', { op: 'MaxUnpool', attrs: window, inputs: [x, of('i64', 2, 3, 9, 8)] }, [0, 0]],
];

test.each(works)('work of pooling: %s', (_, one, [f, t]) => {
  const { figures, status } = countOne(one);
  expect([figures.elementwise, figures.transcendentals, status]).toEqual([f, t, 'exact']);
});

test('global pools cost what the reduction over the plane costs', () => {
  for (const [pool, reduction] of [
    ['GlobalAveragePool', 'ReduceMean'],
    ['GlobalMaxPool', 'ReduceMax'],
    ['GlobalLpPool', 'ReduceL2'],
  ] as const) {
    const { figures } = countOne({ op: pool, inputs: [x] });
    const reduced = countOne({ op: reduction, opset: 13, attrs: { axes: [2, 3] }, inputs: [x] }).figures;
    expect([pool, figures.elementwise, figures.transcendentals]).toEqual([
      pool,
      reduced.elementwise,
      reduced.transcendentals,
    ]);
  }
});

test.each([
  ['channels last', { op: 'NhwcMaxPool', domain: ms, attrs: window, inputs: [of('u8', 'n', 9, 8, 3)] }, 'n 4 4 3'],
  ['global, channels last', { op: 'GlobalAveragePool', domain: nhwc, inputs: [f32('n', 'h', 'w', 3)] }, 'n 1 1 3'],
  [
    'rank from the kernel alone',
    { op: 'MaxPool', attrs: window, inputs: [unranked] },
    'layer.dim0 layer.dim1 layer.dim2 layer.dim3',
  ],
  ['unknown rank', { op: 'GlobalMaxPool', inputs: [unranked] }, '?'],
  [
    'a shape only running tells',
    { op: 'MaxUnpool', attrs: window, inputs: [x, of('i64', 2, 3, 9, 8), of('i64', 4)] },
    '2 3 layer.dim2 layer.dim3',
  ],
] as const)('shape with %s', (_, one, expected) => {
  expect(shapeOf(countOne(one))?.map(format).join(' ') ?? '?').toBe(expected);
});

test.each([
  ['no kernel', { op: 'MaxPool', inputs: [x] }, /no kernel_shape/],
  ['no input', { op: 'MaxPool', attrs: window, inputs: [] }, /lacks its input 0/],
  ['a vector', { op: 'GlobalMaxPool', inputs: [f32(3)] }, /no channel axis/],
  ['a kernel of 0', { op: 'AveragePool', attrs: { kernel_shape: [0, 1] }, inputs: [x] }, /kernel_shape is 0/],
] as const)('a pool with %s is refused', (_, one, message) => {
  expect(() => countOne(one)).toThrow(message);
});

test.each([
  ['MaxPool', { op: 'MaxPool', attrs: window }, 'i8'],
  ['AveragePool', { op: 'AveragePool', attrs: window }, undefined],
  ['nearest Upsample', { op: 'Upsample', opset: 7, attrs: { scales: { floats: [1, 1, 2, 2] } } }, 'i8'],
  [
    'bilinear Upsample',
    { op: 'Upsample', opset: 7, attrs: { mode: 'linear', scales: { floats: [1, 1, 2, 2] } } },
    undefined,
  ],
  ['Crop', { op: 'Crop', attrs: { border: [1, 1, 1, 1] } }, 'i8'],
] as const)('%s of a dequantised tensor: the consumer computes in %s', (_, one, type) => {
  const [output] = countOne({ ...one, inputs: [{ ...x, quantized: 'i8' }] }).outputs;
  expect(output?.kind === 'tensor' ? output.quantized : 'no tensor').toBe(type);
});
