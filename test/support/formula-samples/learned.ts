import type { Sample } from './sample.ts';
import { f32, holding, of } from '../one-call.ts';
import { bit, given, ml, product } from './sample.ts';

/** Post-transforms: name, F and T a score. */
const transforms: readonly (readonly [name: string, f: number, t: number])[] = [
  ['NONE', 0, 0],
  ['SOFTMAX', 4, 1],
  ['LOGISTIC', 3, 1],
];

const floats = (count: number): { readonly floats: readonly number[] } => ({
  floats: Array.from({ length: count }, () => 0.5),
});
const counted = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

const losses: Sample = {
  ops: ['NegativeLogLikelihoodLoss', 'SoftmaxCrossEntropyLoss'],
  draw: (draw) => {
    const [[n = 1, c = 1, d = 1], weights, reduction] = [
      draw.sizes(3),
      draw.flag(),
      draw.pick(['none', 'sum', 'mean']),
    ];
    return {
      inputs: [f32(n, c, d), of('i64', n, d), ...(weights ? [f32(c)] : [])],
      attrs: { reduction },
      letters: {
        L: n * d,
        N_in: n * c * d,
        weights: bit(weights),
        reduced: bit(reduction !== 'none'),
        mean: bit(reduction === 'mean'),
      },
    };
  },
};

const optimizers: Sample = {
  ops: ['Adagrad', 'Adam', 'Momentum'].map((name) => `ai.onnx.preview.training::${name}`),
  draw: (draw, op) => {
    const [shape, nesterov] = [draw.sizes(2), draw.flag()];
    const states = op.endsWith('Adam') ? 2 : 1;
    return {
      inputs: [holding('f32', 0.1), holding('i64', 1), ...Array.from({ length: 2 + states }, () => f32(...shape))],
      attrs: given({ mode: nesterov ? 'nesterov' : 'standard' }),
      outputs: 1 + states,
      letters: { N: product(shape), nesterov: bit(nesterov) },
    };
  },
};

const scaler: Sample = {
  ops: ml('Scaler', 'Normalizer'),
  draw: (draw) => {
    const [shape, l2] = [draw.sizes(2), draw.flag()];
    return {
      inputs: [f32(...shape)],
      attrs: { norm: l2 ? 'L2' : 'MAX' },
      letters: { N: product(shape), rows: shape[0] ?? 1, L2: bit(l2) },
    };
  },
};

const linear: Sample = {
  ops: ml('LinearClassifier', 'LinearRegressor'),
  draw: (draw, op) => {
    const [[rows = 1, features = 1, scores = 1], intercepts] = [draw.sizes(3), draw.flag()];
    const [name, f, t] = draw.pick(transforms);
    const isClassifier = op.endsWith('Classifier');
    return {
      inputs: [f32(rows, features)],
      attrs: given({
        coefficients: floats(features * scores),
        intercepts: intercepts ? floats(scores) : undefined,
        classlabels_ints: isClassifier ? counted(scores) : undefined,
        targets: isClassifier ? undefined : scores,
        post_transform: name,
      }),
      outputs: isClassifier ? 2 : 1,
      letters: { rows, features, scores, targets: scores, intercepts: bit(intercepts), F_post: f, T_post: t },
    };
  },
};

const vectors: Sample = {
  ops: ml('SVMClassifier', 'SVMRegressor'),
  draw: (draw, op) => {
    const [rows = 1, features = 1, count = 1] = draw.sizes(3);
    const [classes, kernel] = [1 + draw.size(3), draw.pick(['LINEAR', 'RBF', 'POLY', 'SIGMOID'])];
    const [name, f, t] = draw.pick(transforms);
    const isClassifier = op.endsWith('Classifier');
    const perClass = Array.from({ length: classes }, () => count);
    const supports = isClassifier ? classes * count : count;
    return {
      inputs: [f32(rows, features)],
      attrs: given({
        kernel_type: kernel,
        post_transform: name,
        classlabels_ints: isClassifier ? counted(classes) : undefined,
        vectors_per_class: isClassifier ? perClass : undefined,
        n_supports: isClassifier ? undefined : supports,
      }),
      outputs: isClassifier ? 2 : 1,
      letters: {
        rows,
        features,
        classes,
        vectors: supports,
        RBF: bit(kernel === 'RBF'),
        polynomial: bit(kernel === 'POLY' || kernel === 'SIGMOID'),
        F_post: f,
        T_post: t,
      },
    };
  },
};

/** `trees` chains of `depth` decisions each, one leaf at every decision and two at the last. */
function chains(trees: number, depth: number) {
  const nodes = Array.from({ length: trees }, (_, tree) =>
    Array.from({ length: 2 * depth + 1 }, (__, i) => ({ tree, id: i, isLeaf: i % 2 === 1 || i === 2 * depth })),
  ).flat();
  return {
    nodes_treeids: nodes.map(({ tree }) => tree),
    nodes_nodeids: nodes.map(({ id }) => id),
    nodes_modes: nodes.map(({ isLeaf }) => (isLeaf ? 'LEAF' : 'BRANCH_LEQ')),
    nodes_truenodeids: nodes.map(({ id, isLeaf }) => (isLeaf ? 0 : id + 1)),
    nodes_falsenodeids: nodes.map(({ id, isLeaf }) => (isLeaf ? 0 : id + 2)),
  };
}

const forests: Sample = {
  ops: ml('TreeEnsembleClassifier', 'TreeEnsembleRegressor'),
  draw: (draw, op) => {
    const [rows = 1, features = 1, trees = 1, depth = 1, outputs = 1] = draw.sizes(5, 4);
    const [name, f, t] = draw.pick(transforms);
    const isClassifier = op.endsWith('Classifier');
    const [base, mean] = [draw.flag(), draw.flag() && !isClassifier];
    const { nodes_modes: modes, ...lists } = chains(trees, depth);
    return {
      inputs: [f32(rows, features)],
      attrs: given({
        ...lists,
        nodes_modes: { strings: modes },
        base_values: base ? floats(outputs) : undefined,
        classlabels_int64s: isClassifier ? counted(outputs) : undefined,
        n_targets: isClassifier ? undefined : outputs,
        aggregate_function: mean ? 'AVERAGE' : 'SUM',
        post_transform: name,
      }),
      outputs: isClassifier ? 2 : 1,
      letters: {
        rows,
        depths: trees * depth,
        trees,
        outputs,
        'base values': bit(base),
        mean: bit(mean),
        F_post: f,
        T_post: t,
      },
    };
  },
};

/** One decision a tree, two leaves. */
const flatForest: Sample = {
  ops: ml('TreeEnsemble'),
  draw: (draw) => {
    const [rows = 1, features = 1, trees = 1, outputs = 1] = draw.sizes(4);
    const [mean, which] = [draw.flag(), draw.pick([0, 1, 2])];
    const [, f, t] = transforms[which] as (typeof transforms)[number];
    const each = (value: (i: number) => number): readonly number[] => Array.from({ length: trees }, (_, i) => value(i));
    return {
      inputs: [f32(rows, features)],
      attrs: {
        tree_roots: each((i) => i),
        nodes_truenodeids: each((i) => 2 * i),
        nodes_falsenodeids: each((i) => 2 * i + 1),
        nodes_trueleafs: each(() => 1),
        nodes_falseleafs: each(() => 1),
        n_targets: outputs,
        aggregate_function: mean ? 0 : 1,
        post_transform: which,
      },
      letters: { rows, depths: trees, trees, outputs, 'base values': 0, mean: bit(mean), F_post: f, T_post: t },
    };
  },
};

/** Losses, optimisers and classical models. */
export const learnedSamples: readonly Sample[] = [losses, optimizers, scaler, linear, vectors, forests, flatForest];
