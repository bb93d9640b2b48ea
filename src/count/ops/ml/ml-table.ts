import type { CostRule, OpEntry, ShapeRule } from '#count/ops/registry.ts';
import { free } from '#count/ops/cost.ts';
import { opIn } from '#count/ops/registry.ts';
import {
  castMap,
  categoryMapper,
  dictVectorizer,
  featureColumns,
  featureVectorizer,
  labelEncoder,
  normalizerCost,
  oneHotEncoder,
  perFeature,
  sameShape,
  zipMap,
} from './features.ts';
import {
  linearClassifier,
  linearClassifierCost,
  linearRegressor,
  linearRegressorCost,
  svmClassifier,
  svmClassifierCost,
  svmRegressor,
  svmRegressorCost,
} from './linear-model.ts';
import {
  treeClassifier,
  treeClassifierCost,
  treeEnsemble,
  treeEnsembleCost,
  treeRegressor,
  treeRegressorCost,
} from './decision-trees.ts';

const ml = (name: string, shape: ShapeRule, cost: CostRule, formula: string, since = 1): OpEntry =>
  opIn('ai.onnx.ml', name, { since, shape, cost, formula });
const moves = (name: string, shape: ShapeRule): OpEntry => ml(name, shape, () => free, '0 (bytes only)');

const trees = 'F = rows·(depths + trees + outputs·([base values] + [mean] + F_post)); T = rows·outputs·T_post';
const svm =
  'pairs = classes·(classes − 1)/2; M = rows·vectors·(features·(1 − [RBF]) + classes − 1); F = rows·(vectors·((3·features + 1)·[RBF] + 2·[polynomial]) + pairs·(1 + F_post)); T = rows·(vectors·([RBF] + [polynomial]) + pairs·T_post)';

/** Classical models (ai.onnx.ml). Their parameters are attributes. */
export const mlOps: readonly OpEntry[] = [
  moves('ArrayFeatureExtractor', featureColumns),
  moves('Binarizer', sameShape()),
  moves('CastMap', castMap),
  moves('CategoryMapper', categoryMapper),
  moves('DictVectorizer', dictVectorizer),
  moves('FeatureVectorizer', featureVectorizer),
  moves('Imputer', sameShape()),
  moves('LabelEncoder', labelEncoder),
  ml(
    'LinearClassifier',
    linearClassifier,
    linearClassifierCost,
    'M = rows·features·scores; F = rows·scores·([intercepts] + F_post); T = rows·scores·T_post',
  ),
  ml(
    'LinearRegressor',
    linearRegressor,
    linearRegressorCost,
    'M = rows·features·targets; F = rows·targets·([intercepts] + F_post); T = rows·targets·T_post',
  ),
  ml('Normalizer', sameShape('f32'), normalizerCost, 'F = 2N + N·[L2]; T = rows·[L2]'),
  moves('OneHotEncoder', oneHotEncoder),
  ml('SVMClassifier', svmClassifier, svmClassifierCost, svm),
  ml(
    'SVMRegressor',
    svmRegressor,
    svmRegressorCost,
    'M = rows·vectors·(features·(1 − [RBF]) + 1); F = rows·(vectors·((3·features + 1)·[RBF] + 2·[polynomial]) + 1 + F_post); T = rows·(vectors·([RBF] + [polynomial]) + T_post)',
  ),
  ml('Scaler', sameShape('f32'), perFeature(2), 'F = 2N'),
  ml('TreeEnsemble', treeEnsemble, treeEnsembleCost, trees, 5),
  ml('TreeEnsembleClassifier', treeClassifier, treeClassifierCost, trees),
  ml('TreeEnsembleRegressor', treeRegressor, treeRegressorCost, trees),
  moves('ZipMap', zipMap),
];
