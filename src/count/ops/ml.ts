import type { CostRule, OpEntry, ShapeRule } from '../registry.ts';
import { free } from '../cost.ts';
import { opIn } from '../registry.ts';
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
} from '../rules/features.ts';
import {
  linearClassifier,
  linearClassifierCost,
  linearRegressor,
  linearRegressorCost,
  svmClassifier,
  svmClassifierCost,
  svmRegressor,
  svmRegressorCost,
} from '../rules/linear-model.ts';
import {
  treeClassifier,
  treeClassifierCost,
  treeEnsemble,
  treeEnsembleCost,
  treeRegressor,
  treeRegressorCost,
} from '../rules/trees.ts';

const ml = (
  name: string,
  shape: ShapeRule,
  cost: CostRule,
  formula: string,
  since = 1,
  verified = 'runtime',
): OpEntry => opIn('ai.onnx.ml', name, { since, shape, cost, formula, verified });
const moves = (name: string, shape: ShapeRule): OpEntry => ml(name, shape, () => free, '0 (bytes only)');

const trees = 'F = rows·(Σ longest way down each tree + trees + base values) + post-transform';
const svm = 'M = rows·vectors·(features + classes − 1), RBF without features; kernel and post-transform in F and T';

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
    'M = rows·features·scores; F = scores + post-transform',
  ),
  ml(
    'LinearRegressor',
    linearRegressor,
    linearRegressorCost,
    'M = rows·features·targets; F = targets + post-transform',
  ),
  ml('Normalizer', sameShape('f32'), normalizerCost, 'F = 2N (L2: 3N; T = rows)'),
  moves('OneHotEncoder', oneHotEncoder),
  ml('SVMClassifier', svmClassifier, svmClassifierCost, svm),
  ml(
    'SVMRegressor',
    svmRegressor,
    svmRegressorCost,
    'M = rows·vectors·(features + 1), RBF without features; kernel in F and T',
  ),
  ml('Scaler', sameShape('f32'), perFeature(2), 'F = 2N'),
  ml('TreeEnsemble', treeEnsemble, treeEnsembleCost, trees, 5, 'node oracle'),
  ml('TreeEnsembleClassifier', treeClassifier, treeClassifierCost, trees),
  ml('TreeEnsembleRegressor', treeRegressor, treeRegressorCost, trees),
  moves('ZipMap', zipMap),
];
