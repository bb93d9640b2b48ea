import { expect, test } from 'vitest';
import type { Value } from '#graph/value.ts';
import type { OneCall } from '../../../support/one-call.ts';
import type { OneInput, OneOp } from '../../../support/one-op.ts';
import { countOne, f32, of, unranked } from '../../../support/one-call.ts';
import { figuresOfOne, judgeOneOp, rowOfOne, runOneOp, tellings } from '../../../support/one-op.ts';
import { listFile, listOf } from '../../../support/verified.ts';
import { floatAttr, floatsAttr, intsAttr, stringsAttr, tensor } from '../../../support/onnx-writer.ts';

const samples = (...dims: readonly number[]): OneInput => ({
  dtype: 'f32',
  dims,
  data: Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => (i * 7) % 5),
});
const ml = (
  op: string,
  attrs: OneOp['attrs'],
  inputs: OneOp['inputs'] = [samples(4, 3)],
  outputs = 1,
  opset = 1,
): OneOp => ({
  op,
  domain: 'ai.onnx.ml',
  opset,
  attrs: attrs ?? {},
  inputs,
  outputs,
});
const coefficients = (n: number) => floatsAttr(Array.from({ length: n }, (_, i) => i - 2));
/** Two trees over three features: one of two decisions, one of one. */
const trees = {
  nodes_treeids: intsAttr([0, 0, 0, 0, 0, 1, 1, 1]),
  nodes_nodeids: intsAttr([0, 1, 2, 3, 4, 0, 1, 2]),
  nodes_featureids: intsAttr([0, 1, 0, 0, 0, 2, 0, 0]),
  nodes_values: floatsAttr([1.5, 2.5, 0, 0, 0, 0.5, 0, 0]),
  nodes_modes: stringsAttr(['BRANCH_LEQ', 'BRANCH_LEQ', 'LEAF', 'LEAF', 'LEAF', 'BRANCH_LEQ', 'LEAF', 'LEAF']),
  nodes_truenodeids: intsAttr([1, 3, 0, 0, 0, 1, 0, 0]),
  nodes_falsenodeids: intsAttr([2, 4, 0, 0, 0, 2, 0, 0]),
  nodes_hitrates: floatsAttr([1, 1, 1, 1, 1, 1, 1, 1]),
  nodes_missing_value_tracks_true: intsAttr([0, 0, 0, 0, 0, 0, 0, 0]),
};
const leaves = { treeids: intsAttr([0, 0, 0, 1, 1]), nodeids: intsAttr([2, 3, 4, 1, 2]) };
const weights = floatsAttr([1, 2, 3, 4, 5]);

const mlRows: readonly (readonly [string, OneOp])[] = [
  ['columns', ml('ArrayFeatureExtractor', {}, [samples(2, 3), { dtype: 'i64', dims: [1, 2], data: [2, 0] }])],
  ['columns of a vector', ml('ArrayFeatureExtractor', {}, [samples(3), { dtype: 'i64', dims: [2], data: [2, 0] }])],
  ['binarizer', ml('Binarizer', { threshold: floatAttr(1) })],
  [
    'texts to numbers',
    ml('CategoryMapper', { cats_int64s: intsAttr([1, 2]), cats_strings: stringsAttr(['a', 'b']) }, [
      { dtype: 'string', dims: [2], data: ['a', 'c'] },
    ]),
  ],
  [
    'features side by side',
    ml('FeatureVectorizer', { inputdimensions: intsAttr([3, 2]) }, [samples(4, 3), samples(4, 2)]),
  ],
  ['imputer', ml('Imputer', { imputed_value_floats: floatsAttr([1]), replaced_value_float: 0.5 })],
  [
    'labels to texts',
    ml(
      'LabelEncoder',
      { keys_int64s: intsAttr([1, 2]), values_strings: stringsAttr(['a', 'b']) },
      [{ dtype: 'i64', dims: [2, 1], data: [1, 3] }],
      1,
      2,
    ),
  ],
  [
    'labels to floats',
    ml(
      'LabelEncoder',
      { keys_strings: stringsAttr(['a', 'b']), values_floats: floatsAttr([1, 2]) },
      [{ dtype: 'string', dims: [2], data: ['b', 'c'] }],
      1,
      2,
    ),
  ],
  [
    'linear classes',
    ml(
      'LinearClassifier',
      {
        coefficients: coefficients(9),
        intercepts: floatsAttr([1, 2, 3]),
        classlabels_ints: intsAttr([0, 1, 2]),
        post_transform: 'SOFTMAX',
      },
      [samples(4, 3)],
      2,
    ),
  ],
  [
    'linear, one score for two labels',
    ml(
      'LinearClassifier',
      {
        coefficients: coefficients(3),
        intercepts: floatsAttr([1]),
        classlabels_strings: stringsAttr(['a', 'b']),
        post_transform: 'LOGISTIC',
      },
      [samples(4, 3)],
      2,
    ),
  ],
  [
    'linear regression',
    ml('LinearRegressor', { coefficients: coefficients(6), intercepts: floatsAttr([1, 2]), targets: 2 }),
  ],
  ['normaliser', ml('Normalizer', { norm: 'L2' })],
  [
    'one-hot',
    ml('OneHotEncoder', { cats_int64s: intsAttr([0, 1, 2, 3, 4]) }, [
      { dtype: 'i64', dims: [2, 2], data: [0, 4, 2, 1] },
    ]),
  ],
  [
    'one-hot of texts',
    ml('OneHotEncoder', { cats_strings: stringsAttr(['a', 'b']) }, [
      { dtype: 'string', dims: [3], data: ['a', 'b', 'a'] },
    ]),
  ],
  ['scaler', ml('Scaler', { scale: floatsAttr([1, 2, 3]), offset: floatsAttr([0, 0, 1]) })],
  [
    'support vectors, 3 classes',
    ml(
      'SVMClassifier',
      {
        kernel_type: 'RBF',
        kernel_params: floatsAttr([0.5, 0, 3]),
        coefficients: coefficients(8),
        support_vectors: coefficients(12),
        vectors_per_class: intsAttr([1, 2, 1]),
        rho: floatsAttr([1, 2, 3]),
        classlabels_ints: intsAttr([0, 1, 2]),
      },
      [samples(5, 3)],
      2,
    ),
  ],
  [
    'support vectors, 4 classes',
    ml(
      'SVMClassifier',
      {
        kernel_type: 'LINEAR',
        kernel_params: floatsAttr([0.5, 0, 3]),
        coefficients: coefficients(12),
        support_vectors: coefficients(12),
        vectors_per_class: intsAttr([1, 1, 1, 1]),
        rho: coefficients(6),
        classlabels_ints: intsAttr([0, 1, 2, 3]),
      },
      [samples(5, 3)],
      2,
    ),
  ],
  [
    'support vectors, 2 classes',
    ml(
      'SVMClassifier',
      {
        kernel_type: 'POLY',
        kernel_params: floatsAttr([0.5, 0, 3]),
        coefficients: coefficients(3),
        support_vectors: coefficients(9),
        vectors_per_class: intsAttr([1, 2]),
        rho: floatsAttr([1]),
        classlabels_strings: stringsAttr(['a', 'b']),
      },
      [samples(5, 3)],
      2,
    ),
  ],
  [
    'support vectors with probabilities',
    ml(
      'SVMClassifier',
      {
        kernel_type: 'SIGMOID',
        kernel_params: floatsAttr([0.5, 0, 3]),
        coefficients: coefficients(12),
        support_vectors: coefficients(12),
        vectors_per_class: intsAttr([1, 1, 1, 1]),
        rho: coefficients(6),
        prob_a: coefficients(6),
        prob_b: coefficients(6),
        classlabels_ints: intsAttr([0, 1, 2, 3]),
      },
      [samples(5, 3)],
      2,
    ),
  ],
  [
    'support-vector regression',
    ml('SVMRegressor', {
      kernel_type: 'RBF',
      kernel_params: floatsAttr([0.5, 0, 3]),
      coefficients: coefficients(4),
      support_vectors: coefficients(12),
      n_supports: 4,
      rho: floatsAttr([1]),
    }),
  ],
  [
    'classifying trees',
    ml(
      'TreeEnsembleClassifier',
      {
        ...trees,
        class_treeids: leaves.treeids,
        class_nodeids: leaves.nodeids,
        class_ids: intsAttr([0, 1, 2, 0, 1]),
        class_weights: weights,
        classlabels_int64s: intsAttr([0, 1, 2]),
        post_transform: 'SOFTMAX',
      },
      [samples(4, 3)],
      2,
    ),
  ],
  [
    'trees for two labels',
    ml(
      'TreeEnsembleClassifier',
      {
        ...trees,
        class_treeids: leaves.treeids,
        class_nodeids: leaves.nodeids,
        class_ids: intsAttr([0, 0, 0, 0, 0]),
        class_weights: weights,
        classlabels_strings: stringsAttr(['a', 'b']),
      },
      [samples(4, 3)],
      2,
    ),
  ],
  [
    'regressing trees',
    ml('TreeEnsembleRegressor', {
      ...trees,
      target_treeids: leaves.treeids,
      target_nodeids: leaves.nodeids,
      target_ids: intsAttr([0, 1, 0, 1, 0]),
      target_weights: weights,
      n_targets: 2,
      aggregate_function: 'AVERAGE',
    }),
  ],
  [
    'an ensemble of trees',
    ml(
      'TreeEnsemble',
      {
        n_targets: 2,
        tree_roots: intsAttr([0, 2]),
        nodes_featureids: intsAttr([0, 1, 2]),
        nodes_splits: tensor('', 'f32', [3], [1.5, 2.5, 0.5]),
        nodes_modes: tensor('', 'u8', [3], [0, 0, 0]),
        nodes_truenodeids: intsAttr([1, 0, 3]),
        nodes_trueleafs: intsAttr([0, 1, 1]),
        nodes_falsenodeids: intsAttr([1, 2, 4]),
        nodes_falseleafs: intsAttr([1, 1, 1]),
        leaf_targetids: intsAttr([0, 1, 0, 1, 0]),
        leaf_weights: tensor('', 'f32', [5], [1, 2, 3, 4, 5]),
        aggregate_function: 0,
        post_transform: 2,
      },
      [samples(4, 3)],
      1,
      5,
    ),
  ],
];

const verified = new Set<string>();

test.each(mlRows)('%s: inference agrees with onnxruntime', async (_, one) => {
  const truth = await runOneOp(one);
  for (const telling of tellings) {
    const { mark, got } = judgeOneOp(one, truth, telling);
    expect(mark, `${telling}: ${got} against ${JSON.stringify(truth)}`).toBe('right');
  }
  for (const row of rowOfOne(one)) verified.add(row);
});

/** Counted by hand: 4 samples of 3 features, unless the row has 5. */
test.each([
  // 4 rows of 3 scores over 3 features; softmax of 12 scores is 4 operations and 1 exponential each.
  ['linear classes', { macs: 36, elementwise: 12 + 48, transcendentals: 12 }],
  ['linear, one score for two labels', { macs: 12, elementwise: 4 + 12, transcendentals: 4 }],
  ['linear regression', { macs: 24, elementwise: 8, transcendentals: 0 }],
  ['normaliser', { macs: 0, elementwise: 36, transcendentals: 4 }],
  ['scaler', { macs: 0, elementwise: 24, transcendentals: 0 }],
  // 5 samples against 4 vectors of 3: squared differences; then 2 coefficients a vector, 3 pairs of classes.
  ['support vectors, 3 classes', { macs: 40, elementwise: 180 + 20 + 15, transcendentals: 20 }],
  ['support vectors, 4 classes', { macs: 60 + 60, elementwise: 30, transcendentals: 0 }],
  ['support vectors, 2 classes', { macs: 45 + 15, elementwise: 30 + 5, transcendentals: 15 }],
  ['support-vector regression', { macs: 16, elementwise: 144 + 16 + 4, transcendentals: 16 }],
  // Ways down of 2 and 1 decisions, 2 trees; softmax of 3 classes.
  ['classifying trees', { macs: 0, elementwise: 4 * (3 + 2) + 48, transcendentals: 12 }],
  ['trees for two labels', { macs: 0, elementwise: 4 * (3 + 2), transcendentals: 0 }],
  // Decisions 2 and 1, 2 trees, a mean of 2 targets; logistic of 2 targets is 3 operations and 1 exponential each.
  ['an ensemble of trees', { macs: 0, elementwise: 4 * (3 + 2 + 2) + 24, transcendentals: 8 }],
  // A mean of 2 targets.
  ['regressing trees', { macs: 0, elementwise: 4 * (3 + 2 + 2), transcendentals: 0 }],
])('%s: cost by hand', (name, expected) => {
  const row = mlRows.find(([one]) => one === name);
  expect(row === undefined ? undefined : figuresOfOne(row[1])).toMatchObject(expected);
});

test('trees whose nodes go round in a circle have no cost that can be told', () => {
  const row = mlRows.find(([name]) => name === 'regressing trees')?.[1] as OneOp;
  const round = { ...row, attrs: { ...row.attrs, nodes_truenodeids: intsAttr([1, 0, 0, 0, 0, 1, 0, 0]) } };
  expect(figuresOfOne(round)).toMatchObject({ status: 'lower-bound', elementwise: 0 });
});

const map: Value = { kind: 'map', keyType: 'string', valueType: { kind: 'tensor', dtype: 'f64', shape: [] } };

test.each<[string, OneCall, object]>([
  [
    'a map by its vocabulary',
    { op: 'DictVectorizer', inputs: [map], attrs: { int64_vocabulary: [4, 5, 6] } },
    { dtype: 'f64', shape: [1, 3] },
  ],
  [
    'a map whose types aren’t known',
    { op: 'DictVectorizer', inputs: [unranked], attrs: { int64_vocabulary: [4] } },
    { dtype: 'unknown', shape: [1, 1] },
  ],
  [
    'a sparse map',
    { op: 'CastMap', inputs: [map], attrs: { map_form: 'SPARSE', max_map: 9, cast_to: 'TO_INT64' } },
    { dtype: 'i64', shape: [1, 9] },
  ],
  [
    'a dense map',
    { op: 'CastMap', inputs: [map] },
    { dtype: 'f32', shape: [1, expect.objectContaining({ key: 'layer.entries' })] },
  ],
  [
    'scores by label',
    { op: 'ZipMap', inputs: [f32(4, 3)], attrs: { classlabels_int64s: [7, 8, 9] } },
    { kind: 'sequence', length: 4, element: { kind: 'map', keyType: 'i64' } },
  ],
  [
    'labels of version 1',
    { op: 'LabelEncoder', opset: 1, inputs: [of('string', 'n')] },
    { dtype: 'i64', shape: [expect.objectContaining({ key: 'n' })] },
  ],
  [
    'labels of version 1 back',
    { op: 'LabelEncoder', opset: 1, inputs: [of('i64', 2)] },
    { dtype: 'string', shape: [2] },
  ],
])('%s', (_, one, expected) => {
  expect(countOne({ domain: 'ai.onnx.ml', opset: 3, ...one }).outputs[0]).toMatchObject(expected);
});

test('the operators verified here', async () => {
  await expect(listOf(verified)).toMatchFileSnapshot(listFile('onnxruntime', 'ml'));
});
