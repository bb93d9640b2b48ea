import { expect, test } from 'vitest';
import type { OneInput, OneOp } from '../../../support/one-op.ts';
import { judgeOneOp, partialTellings, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';

const count = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);
/** Data of a shape, counting up from 1 with every fifth element 0. */
const data = (dims: readonly number[], dtype: OneInput['dtype'] = 'f32'): OneInput => ({
  dtype,
  dims,
  data: Array.from({ length: count(dims) }, (_, i) => (i % 5 === 4 ? 0 : (i * 7) % 11)),
});
const list = (...values: readonly number[]): OneInput => ({
  dtype: 'i64',
  dims: [values.length],
  data: values,
  asked: true,
});
const scalar = (n: number, dtype: OneInput['dtype'] = 'i64'): OneInput => ({ dtype, dims: [], data: [n], asked: true });
const given = (dtype: OneInput['dtype'], dims: readonly number[], values: readonly (number | string)[]): OneInput => ({
  dtype,
  dims,
  data: values,
});
/** INT64_MAX, once clamped. */
const end = 2 ** 63;
const ms = 'com.microsoft';

const rows: readonly (readonly [string, OneOp])[] = [
  ['reshape with 0 and -1', { op: 'Reshape', inputs: [data([2, 3, 4]), list(0, -1)] }],
  ['reshape to sizes', { op: 'Reshape', inputs: [data([2, 3, 4]), list(4, 6)] }],
  ['reshape with -1 first', { op: 'Reshape', inputs: [data([2, 3, 4]), list(-1, 3, 2)] }],
  ['reshape to a scalar', { op: 'Reshape', inputs: [data([1, 1]), list()] }],
  ['reshape of nothing, allowzero', { op: 'Reshape', attrs: { allowzero: 1 }, inputs: [data([0, 3]), list(3, 0)] }],
  ['reshape of attribute', { op: 'Flatten', attrs: { axis: 2 }, inputs: [data([2, 3, 4])] }],
  ['flatten at 0', { op: 'Flatten', attrs: { axis: 0 }, inputs: [data([2, 3])] }],
  ['flatten at -1', { op: 'Flatten', attrs: { axis: -1 }, inputs: [data([2, 3, 4])] }],
  ['squeeze all', { op: 'Squeeze', inputs: [data([1, 3, 1])] }],
  ['squeeze one', { op: 'Squeeze', inputs: [data([1, 3, 1]), list(-1)] }],
  ['squeeze attribute', { op: 'Squeeze', opset: 11, attrs: { axes: [0] }, inputs: [data([1, 3, 1])] }],
  ['unsqueeze', { op: 'Unsqueeze', inputs: [data([3, 2]), list(0, -1)] }],
  ['unsqueeze out of order', { op: 'Unsqueeze', inputs: [data([3, 2]), list(3, 1)] }],
  ['transpose', { op: 'Transpose', attrs: { perm: [2, 0, 1] }, inputs: [data([2, 3, 4])] }],
  ['transpose reversed', { op: 'Transpose', inputs: [data([2, 3, 4])] }],
  ['concat', { op: 'Concat', attrs: { axis: 1 }, inputs: [data([2, 1]), data([2, 3]), data([2, 0])] }],
  ['concat at -1', { op: 'Concat', attrs: { axis: -2 }, inputs: [data([1, 2, 2]), data([1, 3, 2])] }],
  [
    'concat of texts',
    { op: 'Concat', attrs: { axis: 0 }, inputs: [given('string', [1], ['a']), given('string', [2], ['b', 'c'])] },
  ],
  ['split uneven', { op: 'Split', attrs: { num_outputs: 3 }, inputs: [data([7, 2])], outputs: 3 }],
  ['split by sizes', { op: 'Split', attrs: { axis: -1 }, inputs: [data([2, 6]), list(1, 2, 3)], outputs: 3 }],
  [
    'split by attribute',
    { op: 'Split', opset: 11, attrs: { axis: 1, split: [2, 4] }, inputs: [data([2, 6])], outputs: 2 },
  ],
  ['split evenly before 18', { op: 'Split', opset: 13, inputs: [data([6, 2])], outputs: 3 }],
  ['slice forward', { op: 'Slice', inputs: [data([5, 6]), list(1, 2), list(4, 5)] }],
  ['slice to the end', { op: 'Slice', inputs: [data([5, 6]), list(2), list(end), list(1)] }],
  ['slice all but the last', { op: 'Slice', inputs: [data([5, 6]), list(0), list(-1), list(0)] }],
  ['slice the last', { op: 'Slice', inputs: [data([5, 6]), list(-1), list(end), list(0)] }],
  ['slice the last four of three', { op: 'Slice', inputs: [data([3, 2]), list(-4), list(end), list(0)] }],
  ['slice with steps', { op: 'Slice', inputs: [data([9, 6]), list(1, 0), list(8, end), list(0, 1), list(3, 4)] }],
  ['slice backward', { op: 'Slice', inputs: [data([5, 6]), list(-1), list(-end), list(1), list(-1)] }],
  ['slice backward by 2', { op: 'Slice', inputs: [data([5, 6]), list(100), list(1), list(1), list(-2)] }],
  [
    'slice backward from before the start',
    { op: 'Slice', inputs: [data([5]), list(-100), list(-end), list(0), list(-1)] },
  ],
  ['slice of nothing', { op: 'Slice', inputs: [data([5]), list(4), list(2), list(0)] }],
  ['slice beyond the end', { op: 'Slice', inputs: [data([5]), list(7), list(9), list(0)] }],
  [
    'slice by attributes',
    { op: 'Slice', opset: 9, attrs: { starts: [1], ends: [-1], axes: [1] }, inputs: [data([2, 5])] },
  ],
  [
    'slice of i32 bounds',
    {
      op: 'Slice',
      inputs: [
        data([5]),
        { dtype: 'i32', dims: [1], data: [1], asked: true },
        { dtype: 'i32', dims: [1], data: [2147483647], asked: true },
      ],
    },
  ],
  ['pad', { op: 'Pad', inputs: [data([2, 3]), list(1, 0, 0, 2)] }],
  ['pad with a value', { op: 'Pad', inputs: [data([2, 3]), list(0, 1, 0, 1), scalar(9, 'f32')] }],
  ['pad by cropping', { op: 'Pad', inputs: [data([4, 3]), list(-1, 1, -1, 0)] }],
  ['pad one axis', { op: 'Pad', inputs: [data([2, 3]), list(2, 1), null, list(-1)] }],
  ['pad by reflection', { op: 'Pad', attrs: { mode: 'reflect' }, inputs: [data([2, 4]), list(0, 2, 1, 3)] }],
  ['pad by the edge', { op: 'Pad', attrs: { mode: 'edge' }, inputs: [data([2, 3]), list(1, 2, 1, 0)] }],
  ['pad by wrapping', { op: 'Pad', attrs: { mode: 'wrap' }, inputs: [data([2, 3]), list(1, 2, 1, 4)] }],
  ['pad by attribute', { op: 'Pad', opset: 10, attrs: { pads: [0, 1, 2, 0] }, inputs: [data([2, 3])] }],
  ['tile', { op: 'Tile', inputs: [data([2, 3]), list(3, 2)] }],
  ['tile by 0', { op: 'Tile', inputs: [data([2, 3]), list(1, 0)] }],
  ['expand', { op: 'Expand', inputs: [data([3, 1]), list(2, 1, 4)] }],
  ['expand to 1', { op: 'Expand', inputs: [data([3, 4]), list(1)] }],
  ['gather', { op: 'Gather', attrs: { axis: 1 }, inputs: [data([2, 4, 3]), given('i64', [2, 2], [0, -1, 3, 1])] }],
  ['gather a scalar', { op: 'Gather', inputs: [data([4, 2]), scalar(-2)] }],
  [
    'gather elements',
    { op: 'GatherElements', attrs: { axis: 1 }, inputs: [data([3, 4]), given('i64', [2, 2], [0, -1, 3, 1])] },
  ],
  ['gather tuples', { op: 'GatherND', inputs: [data([2, 3, 4]), given('i64', [2, 2], [1, -1, 0, 2])] }],
  [
    'gather tuples of batches',
    { op: 'GatherND', attrs: { batch_dims: 1 }, inputs: [data([2, 3, 4]), given('i64', [2, 1], [2, 1])] },
  ],
  [
    'scatter elements',
    {
      op: 'ScatterElements',
      attrs: { axis: 1 },
      inputs: [data([2, 4]), given('i64', [2, 2], [0, -1, 3, 1]), data([2, 2])],
    },
  ],
  [
    'scatter elements adding',
    {
      op: 'ScatterElements',
      attrs: { axis: 0, reduction: 'add' },
      inputs: [data([3, 2]), given('i64', [2, 2], [0, 0, 0, 1]), data([2, 2])],
    },
  ],
  ['scatter tuples', { op: 'ScatterND', inputs: [data([4, 3]), given('i64', [2, 1], [3, 0]), data([2, 3])] }],
  [
    'scatter tuples by maximum',
    {
      op: 'ScatterND',
      attrs: { reduction: 'max' },
      inputs: [data([4, 3]), given('i64', [2, 2], [3, 0, 1, -1]), data([2])],
    },
  ],
  ['one-hot', { op: 'OneHot', inputs: [given('i64', [3], [1, -1, 7]), scalar(4), given('f32', [2], [2, 5])] }],
  [
    'one-hot in front',
    {
      op: 'OneHot',
      attrs: { axis: 0 },
      inputs: [given('i64', [2, 2], [0, 1, 2, 0]), scalar(3), given('i64', [2], [0, 1])],
    },
  ],
  ['largest', { op: 'TopK', inputs: [data([2, 6]), list(3)], outputs: 2 }],
  [
    'smallest along an axis',
    { op: 'TopK', attrs: { axis: 0, largest: 0 }, inputs: [data([4, 3]), list(2)], outputs: 2 },
  ],
  ['other than zero', { op: 'NonZero', inputs: [data([3, 4])] }],
  ['other than zero, none', { op: 'NonZero', inputs: [given('i64', [3], [0, 0, 0])] }],
  ['a scalar other than zero', { op: 'NonZero', inputs: [given('i64', [], [5])] }],
  ['unique', { op: 'Unique', inputs: [data([3, 4])], outputs: 4 }],
  [
    'unique rows in order',
    {
      op: 'Unique',
      attrs: { axis: 0, sorted: 0 },
      inputs: [given('i64', [4, 2], [3, 1, 0, 2, 3, 1, 0, 1])],
      outputs: 4,
    },
  ],
  [
    'unique columns',
    { op: 'Unique', attrs: { axis: 1 }, inputs: [given('f32', [2, 3], [3, 1, 3, 0, 2, 0])], outputs: 4 },
  ],
  ['compress', { op: 'Compress', attrs: { axis: 1 }, inputs: [data([2, 4]), given('bool', [3], [1, 0, 1])] }],
  ['compress everything', { op: 'Compress', inputs: [data([2, 3]), given('bool', [5], [0, 1, 1, 0, 1])] }],
  ['upper triangle', { op: 'Trilu', inputs: [data([2, 3, 4]), scalar(1)] }],
  ['lower triangle', { op: 'Trilu', attrs: { upper: 0 }, inputs: [data([3, 4]), scalar(-1)] }],
  [
    'reverse sequences',
    {
      op: 'ReverseSequence',
      attrs: { batch_axis: 0, time_axis: 1 },
      inputs: [data([2, 4]), given('i64', [2], [3, 2])],
    },
  ],
  ['range', { op: 'Range', inputs: [scalar(3), scalar(11), scalar(2)] }],
  ['range downward', { op: 'Range', inputs: [scalar(11), scalar(3), scalar(-3)] }],
  ['range of floats', { op: 'Range', inputs: [scalar(0, 'f32'), scalar(1, 'f32'), scalar(0.1, 'f32')] }],
  ['range of nothing', { op: 'Range', inputs: [scalar(5), scalar(3), scalar(1)] }],
  ['constant of shape', { op: 'ConstantOfShape', inputs: [list(2, 3)] }],
  ['scalar of shape', { op: 'ConstantOfShape', inputs: [list()] }],
  ['shape from -2', { op: 'Shape', attrs: { start: -2 }, inputs: [data([2, 3, 4])] }],
  ['shape to -1', { op: 'Shape', attrs: { start: 1, end: -1 }, inputs: [data([2, 3, 4])] }],
  ['shape beyond', { op: 'Shape', attrs: { start: 2, end: 1 }, inputs: [data([2, 3, 4])] }],
  ['size', { op: 'Size', inputs: [data([2, 3, 4])] }],
  ['expand an axis', { op: 'ExpandDims', domain: ms, inputs: [data([2, 3]), { ...scalar(-1, 'i32') }] }],
  ['gather tuples of i32', { op: 'GatherND', domain: ms, inputs: [data([2, 3]), given('i32', [2, 1], [1, 0])] }],
  ['hash', { op: 'MurmurHash3', domain: ms, inputs: [given('i32', [3], [1, 2, 3])] }],
  ['hash with sign', { op: 'MurmurHash3', domain: ms, attrs: { positive: 0 }, inputs: [given('i32', [3], [1, 2, 3])] }],
  [
    'pad of its own',
    { op: 'Pad', domain: ms, inputs: [data([2, 3]), { dtype: 'i64', dims: [1, 4], data: [1, 0, 0, 2], asked: true }] },
  ],
  ['range without delta', { op: 'Range', domain: ms, inputs: [scalar(2), scalar(7)] }],
  ['upper triangle of its own', { op: 'Trilu', domain: ms, inputs: [data([3, 3])] }],
  ['unfold', { op: 'UnfoldTensor', domain: ms, attrs: { dim: 1, size: 3, step: 2 }, inputs: [data([2, 8])] }],
  ['unique in order', { op: 'Unique', domain: ms, inputs: [data([9])], outputs: 3 }],
  ['distances', { op: 'CDist', domain: ms, inputs: [data([3, 4]), data([5, 4])] }],
  ['time warping', { op: 'DynamicTimeWarping', domain: ms, inputs: [data([3, 4])] }],
  [
    'n-gram block',
    {
      op: 'NGramRepeatBlock',
      domain: ms,
      attrs: { ngram_size: 2 },
      inputs: [given('i64', [1, 3], [1, 2, 1]), data([1, 5])],
    },
  ],
  [
    'n-gram hashes',
    {
      op: 'NGramHashMapping',
      domain: ms,
      attrs: { max_ngram_size: 3, n_head_per_ngram: 2, pad_id: 0 },
      inputs: [given('i64', [1, 4], [1, 2, 3, 4]), given('i64', [3], [3, 5, 7]), given('i64', [4], [11, 13, 17, 19])],
      outputs: 2,
    },
  ],
  [
    'cache written',
    {
      op: 'TensorScatter',
      opset: 24,
      attrs: { axis: 1 },
      inputs: [data([2, 5, 2]), data([2, 3, 2]), given('i64', [2], [1, 2])],
    },
  ],
  [
    'cache written round',
    {
      op: 'TensorScatter',
      opset: 24,
      attrs: { axis: -2, mode: 'circular' },
      inputs: [data([2, 4, 3]), data([2, 3, 3]), given('i64', [2], [2, 3])],
    },
  ],
  ['cache written from the front', { op: 'TensorScatter', opset: 24, inputs: [data([1, 4, 3]), data([1, 2, 3])] }],
  ['gather whole tuples', { op: 'GatherND', inputs: [data([2, 3]), given('i64', [3, 2], [0, 1, 1, 2, -1, 0])] }],
  [
    'gather one slice of batches',
    { op: 'GatherND', attrs: { batch_dims: 1 }, inputs: [data([2, 3]), given('i64', [2, 2, 1], [0, 1, 2, -3])] },
  ],
  [
    'largest of doubles',
    { op: 'TopK', attrs: { axis: -2 }, inputs: [given('f64', [3, 2], [1, 5, 3, 5, 2, 5]), list(2)], outputs: 2 },
  ],
  ['reverse sequences of time first', { op: 'ReverseSequence', inputs: [data([4, 2]), given('i64', [2], [4, 1])] }],
  [
    'scatter elements multiplying',
    {
      op: 'ScatterElements',
      attrs: { reduction: 'mul' },
      inputs: [given('i64', [3], [2, 3, 4]), given('i64', [2], [0, 0]), given('i64', [2], [5, 7])],
    },
  ],
  [
    'one-hot of floats',
    {
      op: 'OneHot',
      attrs: { axis: 1 },
      inputs: [given('f32', [2, 2], [1, 0, 2, -1]), scalar(3), given('i64', [2], [0, 9])],
    },
  ],
  ['range of doubles', { op: 'Range', inputs: [scalar(1, 'f64'), scalar(-1, 'f64'), scalar(-0.5, 'f64')] }],
  [
    'quantised concat',
    {
      op: 'QLinearConcat',
      domain: ms,
      attrs: { axis: 1 },
      inputs: [
        scalar(1, 'f32'),
        scalar(0, 'u8'),
        data([2, 1], 'u8'),
        scalar(1, 'f32'),
        scalar(0, 'u8'),
        data([2, 3], 'u8'),
        scalar(1, 'f32'),
        scalar(0, 'u8'),
      ],
    },
  ],
  [
    'block-quantised rows',
    {
      op: 'GatherBlockQuantized',
      domain: ms,
      attrs: { block_size: 16, quantize_axis: 1 },
      inputs: [data([5, 16], 'u8'), given('i64', [2, 2], [0, 4, 1, 1]), data([5, 2])],
    },
  ],
  [
    'words by characters',
    {
      op: 'WordConvEmbedding',
      domain: ms,
      inputs: [given('i32', [2, 5], [1, 2, 3, 0, 0, 2, 2, 2, 2, 2]), data([4, 1, 3, 6]), data([4]), data([4, 6])],
    },
  ],
];

/** Rows whose sizes the contents would tell but that inference doesn't work out, and rows whose contents it doesn't. */
const openSizes = new Set(['time warping']);
const openContents = /hash|unfold|distances|time warping|n-gram|quantised|words by/;

const verified = new Set<string>();

test.each(rows)('%s: inference agrees with onnxruntime', async (name, one) => {
  const truth = await runOneOp(one);
  for (const telling of [...tellings, ...partialTellings]) {
    const { mark, got, hasContents } = judgeOneOp(one, truth, telling);
    const isAll = telling === 'contents';
    const allowed = isAll && !openSizes.has(name) ? ['right'] : ['right', 'unknown'];
    expect(allowed, `${telling}: ${got} against ${JSON.stringify(truth)}`).toContain(mark);
    expect(hasContents || !isAll || openContents.test(name), `${telling}: ${got}`).toBe(true);
  }
  for (const row of rowOfOne(one)) verified.add(row);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'movement'));
});
