import { expect, test } from 'vitest';
import type { OneCall } from '../../../support/one-call.ts';
import { format } from '#graph/dim.ts';
import { countOne, f32, holding, of, shapeOf, unranked } from '../../../support/one-call.ts';

const ms = 'com.microsoft';
const nhwc = 'com.ms.internal.nhwc';
const nchwc = 'com.microsoft.nchwc';
const text = (one: OneCall): string => shapeOf(countOne(one))?.map(format).join(' ') ?? '?';
const rois = (n: number | string) => [f32(1, 3, 8, 8), f32(n, 4), of('i64', n)];

test.each([
  ['depth to space', { op: 'DepthToSpace', attrs: { blocksize: 2 }, inputs: [f32('n', 12, 'h', 'w')] }, 'n 3 2*h 2*w'],
  [
    'space to depth',
    { op: 'SpaceToDepth', attrs: { blocksize: 2 }, inputs: [f32('n', 3, 'h', 8)] },
    'n 12 floor(h/2) 4',
  ],
  [
    'depth to space, channels last',
    { op: 'DepthToSpace', domain: nhwc, attrs: { blocksize: 2 }, inputs: [f32('n', 4, 5, 12)] },
    'n 8 10 3',
  ],
  [
    'space to depth, channels last',
    { op: 'SpaceToDepth', domain: nhwc, attrs: { blocksize: 2 }, inputs: [f32('n', 4, 6, 3)] },
    'n 2 3 12',
  ],
  ['grid sample', { op: 'GridSample', inputs: [f32('n', 3, 8, 8), f32('n', 'h', 'w', 2)] }, 'n 3 h w'],
  ['grid sample of a known grid', { op: 'GridSample', inputs: [unranked, f32(2, 4, 5, 2)] }, '2 layer.dim1 4 5'],
  [
    'grid sample, channels last',
    { op: 'GridSample', domain: nhwc, inputs: [f32(2, 8, 8, 3), f32(2, 4, 5, 2)] },
    '2 4 5 3',
  ],
  [
    'affine grid of a size only running tells',
    { op: 'AffineGrid', inputs: [f32('n', 2, 3), of('i64', 4)] },
    'n layer.dim1 layer.dim2 2',
  ],
  [
    'affine grid, volume by its matrix',
    { op: 'AffineGrid', inputs: [f32('n', 3, 4), of('i64', 'k')] },
    'n layer.dim1 layer.dim2 layer.dim3 3',
  ],
  [
    'crop and pad some axes',
    { op: 'CenterCropPad', attrs: { axes: [-1] }, inputs: [f32('n', 4), holding('i64', [9])] },
    'n 9',
  ],
  [
    'crop and pad by what runs',
    { op: 'CenterCropPad', attrs: { axes: [1] }, inputs: [f32('n', 4), of('i64', 1)] },
    'n layer.dim1',
  ],
  ['crop and pad an unknown rank', { op: 'CenterCropPad', inputs: [unranked, holding('i64', [9, 3])] }, '9 3'],
  [
    'columns to image',
    { op: 'Col2Im', inputs: [f32('n', 12, 9), holding('i64', [4, 5]), holding('i64', [2, 3])] },
    'n 2 4 5',
  ],
  [
    'columns to an image only running tells',
    { op: 'Col2Im', inputs: [f32('n', 12, 9), of('i64', 2), holding('i64', [2, 3])] },
    'n 2 layer.dim2 layer.dim3',
  ],
  ['crop by border', { op: 'Crop', attrs: { border: [1, 2, 3, 4] }, inputs: [f32(1, 3, 'h', 10)] }, '1 3 h - 6 6'],
  [
    'crop to scale',
    { op: 'Crop', attrs: { border: [1, 2, 3, 4], scale: [5, 6] }, inputs: [f32(1, 3, 'h', 10)] },
    '1 3 5 6',
  ],
  [
    'a decoded image',
    { op: 'ImageDecoder', attrs: { pixel_format: 'Grayscale' }, inputs: [of('u8', 1000)] },
    'layer.height layer.width 1',
  ],
  ['regions aligned', { op: 'RoiAlign', attrs: { output_height: 7, output_width: 7 }, inputs: rois('r') }, 'r 3 7 7'],
  ['regions by their indices', { op: 'RoiAlign', inputs: [f32(1, 3, 8, 8), unranked, of('i64', 'r')] }, 'r 3 1 1'],
  [
    'regions pooled',
    { op: 'MaxRoiPool', attrs: { pooled_shape: [2, 3] }, inputs: [f32(1, 3, 8, 8), f32('r', 5)] },
    'r 3 2 3',
  ],
  [
    'regions cropped to what runs',
    { op: 'CropAndResize', domain: ms, inputs: [...rois('r'), of('i32', 2)] },
    'r 3 layer.dim2 layer.dim3',
  ],
  [
    'boxes kept',
    { op: 'NonMaxSuppression', inputs: [f32(1, 'b', 4), f32(1, 2, 'b'), holding('i64', 3)] },
    'layer.selected 3',
  ],
  ['no boxes kept', { op: 'NonMaxSuppression', inputs: [f32(1, 'b', 4), f32(1, 2, 'b'), holding('i64', 0)] }, '0 3'],
  ['blocks of full channels', { op: 'ReorderInput', domain: nchwc, inputs: [f32(1, 32, 'h', 'w')] }, '1 32 h w'],
  [
    'blocks of padded channels',
    { op: 'ReorderInput', domain: nchwc, attrs: { channels_last: 1 }, inputs: [f32(1, 5, 6, 24)] },
    '1 layer.dim1 5 6',
  ],
  [
    'blocks unpadded',
    { op: 'ReorderOutput', domain: nchwc, attrs: { channels: 20, channels_last: 1 }, inputs: [f32(1, 32, 5, 6)] },
    '1 5 6 20',
  ],
] as const)('shape of %s', (_, one, expected) => {
  expect(text(one as OneCall)).toBe(expected);
});

const grid = (axes: 2 | 3, size: readonly number[], attrs: OneCall['attrs'], fixed: boolean): OneCall => ({
  op: 'AffineGrid',
  attrs: attrs ?? {},
  inputs: [f32(size[0] ?? 1, axes, axes + 1), { ...holding('i64', size), ...(fixed ? { constant: true } : {}) }],
});

test.each([
  ['bilinear samples', { op: 'GridSample', inputs: [f32(2, 3, 8, 8), f32(2, 4, 5, 2)] }, 0, 7 * 120],
  [
    'bicubic samples',
    { op: 'GridSample', attrs: { mode: 'cubic' }, inputs: [f32(2, 3, 8, 8), f32(2, 4, 5, 2)] },
    0,
    31 * 120,
  ],
  [
    'nearest samples',
    { op: 'GridSample', attrs: { mode: 'nearest' }, inputs: [f32(2, 3, 8, 8), f32(2, 4, 5, 2)] },
    0,
    0,
  ],
  ['trilinear samples', { op: 'GridSample', inputs: [f32(2, 3, 8, 8, 8), f32(2, 4, 5, 6, 3)] }, 0, 15 * 720],
  ['a grid of an image', grid(2, [2, 3, 5, 6], {}, false), 720, 155],
  ['a grid of a fixed size', grid(2, [2, 3, 5, 6], {}, true), 720, 2],
  ['a grid of a volume, corners aligned', grid(3, [2, 3, 4, 5, 6], { align_corners: 1 }, false), 2880, 516],
  ['columns added', { op: 'Col2Im', inputs: [f32(1, 12, 9), holding('i64', [4, 5]), holding('i64', [2, 3])] }, 0, 108],
  [
    'mean of 4 samples',
    { op: 'RoiAlign', attrs: { output_height: 2, output_width: 2, sampling_ratio: 2 }, inputs: rois(5) },
    0,
    60 * 32,
  ],
  [
    'maximum of 4 samples',
    { op: 'RoiAlign', attrs: { output_height: 2, output_width: 2, sampling_ratio: 2, mode: 'max' }, inputs: rois(5) },
    0,
    60 * 31,
  ],
  ['bilinear crops', { op: 'CropAndResize', domain: ms, inputs: [...rois(5), holding('i32', [2, 2])] }, 0, 60 * 7],
  ['suppression', { op: 'NonMaxSuppression', inputs: [f32(1, 9, 4), f32(1, 2, 9), holding('i64', 3)] }, 0, 0],
] as const)('work of %s', (_, one, macs, f) => {
  const { figures, status } = countOne(one);
  expect([figures.macs, figures.elementwise, status]).toEqual([macs, f, 'exact']);
});

test('samples that regions decide are a symbol, not zero', () => {
  const adaptive = countOne({ op: 'RoiAlign', inputs: rois(5) });
  expect([format(adaptive.figures.elementwise), adaptive.status]).toEqual(['120*layer.samples', 'exact']);
  const pooled = countOne({ op: 'MaxRoiPool', attrs: { pooled_shape: [2, 2] }, inputs: [f32(1, 3, 8, 8), f32(5, 5)] });
  expect(format(pooled.figures.elementwise)).toBe('60*layer.samples');
});

const boxes = [0, 0, 1, 1, 0, 0.1, 1, 1.1, 0, -0.1, 1, 0.9, 0, 10, 1, 11, 0, 10.1, 1, 11.1, 0, 100, 1, 101];
const scores = [0.9, 0.75, 0.6, 0.95, 0.5, 0.3];

test.each([
  ['overlap', [3, 0.5, 0], [3, 0, 5]],
  ['overlap and scores', [3, 0.5, 0.4], [3, 0]],
  ['a limit', [2, 0.5, 0], [3, 0]],
  ['no overlap allowed', [9, 0, 0], [3, 0, 5]],
  ['all overlap allowed', [9, 1, 0], [3, 0, 1, 2, 4, 5]],
] as const)('suppression of known boxes by %s', (_, [limit, overlap, least], kept) => {
  const tensors = [
    { ...holding('f32', boxes), shape: [1, 6, 4] },
    { ...holding('f32', scores), shape: [1, 1, 6] },
    holding('i64', limit),
    holding('f32', overlap),
    holding('f32', least),
  ];
  const [output] = countOne({ op: 'NonMaxSuppression', inputs: tensors }).outputs;
  expect(output).toMatchObject({ shape: [kept.length, 3], data: kept.flatMap((box) => [0, 0, box]) });
});

test.each([
  [
    'a depth that blocks don’t divide',
    { op: 'DepthToSpace', attrs: { blocksize: 2 }, inputs: [f32(1, 6, 4, 4)] },
    /depth 6 can't be divided by 4/,
  ],
  ['no block size', { op: 'SpaceToDepth', inputs: [f32(1, 6, 4, 4)] }, /blocksize of SpaceToDepth is absent/],
  [
    'a vector for an image',
    { op: 'SpaceToDepth', attrs: { blocksize: 2 }, inputs: [f32(6)] },
    /must be \[N, C, H, W\]/,
  ],
  ['a grid of other axes', { op: 'GridSample', inputs: [f32(1, 3, 8, 8), f32(1, 4, 5, 3)] }, /coordinates of the grid/],
  [
    'columns that don’t fit the image',
    { op: 'Col2Im', inputs: [f32(1, 12, 8), holding('i64', [4, 5]), holding('i64', [2, 3])] },
    /columns, and positions/,
  ],
  [
    'regions of 5 columns',
    { op: 'RoiAlign', inputs: [f32(1, 3, 8, 8), f32(2, 5), of('i64', 2)] },
    /columns of the regions/,
  ],
  [
    'boxes and scores that differ',
    { op: 'NonMaxSuppression', inputs: [f32(1, 6, 4), f32(1, 2, 7)] },
    /boxes and their scores/,
  ],
  [
    'a crop of everything',
    { op: 'Crop', attrs: { border: [4, 4, 4, 4] }, inputs: [f32(1, 3, 8, 8)] },
    /the height would be 0/,
  ],
  ['a negative size', { op: 'CenterCropPad', inputs: [f32(4), holding('i64', [-1])] }, /size of the crop would be -1/],
  [
    'an axis twice',
    { op: 'CenterCropPad', attrs: { axes: [0, -2] }, inputs: [f32(4, 4), holding('i64', [1, 1])] },
    /twice/,
  ],
] as const)('%s is refused', (_, one, message) => {
  expect(() => countOne(one)).toThrow(message);
});
