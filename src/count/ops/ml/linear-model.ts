import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, mul } from '#graph/dim.ts';
import { floatsAttr, intAttr, intsAttr, stringAttr, stringsAttr, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { transformCost } from './post-transform.ts';

/** Rows of samples in input 0: one for a vector; undefined if the rank isn't known. */
export function rowsOf(call: Call): Dim | undefined {
  const shape = requiredShape(call, 0);
  return shape === null ? undefined : shape.length < 2 ? 1 : shape[0];
}

/** Features of one sample. */
function featuresOf(call: Call): Dim | undefined {
  return requiredShape(call, 0)?.at(-1);
}

/** Type of class labels: texts where the node lists texts. */
export function labelType(call: Call): DType {
  return (stringsAttr(call, 'classlabels_strings') ?? []).length > 0 ? 'string' : 'i64';
}

/** Number of class labels listed. */
export function classCount(call: Call, ints = 'classlabels_ints'): number {
  return (stringsAttr(call, 'classlabels_strings') ?? []).length || (intsAttr(call, ints) ?? []).length;
}

/** Rows of the coefficients: one score each. */
function scoreCount(call: Call): number {
  return (floatsAttr(call, 'intercepts') ?? []).length || classCount(call);
}

/** LinearClassifier: a label and scores a row; one score becomes two for two labels. */
export const linearClassifier: ShapeRule = (call) => {
  const rows = rowsOf(call);
  const scores = scoreCount(call);
  const columns = scores === 1 && classCount(call) === 2 ? 2 : scores;
  return [
    tensor(labelType(call), rows === undefined ? null : [rows]),
    tensor('f32', rows === undefined ? null : [rows, columns]),
  ];
};

export const linearClassifierCost: CostRule = (call) => linearCost(call, scoreCount(call));

/** LinearRegressor: `targets` values a row. */
export const linearRegressor: ShapeRule = (call) => {
  const rows = rowsOf(call);
  return [tensor('f32', rows === undefined ? null : [rows, intAttr(call, 'targets') ?? 1])];
};

export const linearRegressorCost: CostRule = (call) => linearCost(call, intAttr(call, 'targets') ?? 1);

/** M = rows·features·scores; one add a score for the intercept. */
function linearCost(call: Call, scores: number): Cost {
  const [rows, features] = [rowsOf(call), featuresOf(call)];
  if (rows === undefined || features === undefined) return unknownCost;
  const count = mul(rows, scores);
  const after = transformCost(stringAttr(call, 'post_transform') ?? 'NONE', count);
  const bias = (floatsAttr(call, 'intercepts') ?? []).length > 0 ? count : 0;
  return { ...after, macs: mul(count, features), elementwise: add(bias, after.elementwise ?? 0) };
}

/** Support vectors of the machine; 0 in linear mode. */
function vectorCount(call: Call): number {
  const perClass = intsAttr(call, 'vectors_per_class');
  return perClass?.reduce((sum, n) => sum + n, 0) ?? intAttr(call, 'n_supports') ?? 0;
}

/** SVMClassifier: a label and scores a row: one a class, or without probabilities one a pair of classes (two for two). */
export const svmClassifier: ShapeRule = (call) => {
  const rows = rowsOf(call);
  const classes = classCount(call);
  const paired = vectorCount(call) > 0 && (floatsAttr(call, 'prob_a') ?? []).length === 0 && classes > 2;
  const columns = paired ? (classes * (classes - 1)) / 2 : Math.max(classes, vectorCount(call) > 0 ? 2 : 1);
  return [
    tensor(labelType(call), rows === undefined ? null : [rows]),
    tensor('f32', rows === undefined ? null : [rows, columns]),
  ];
};

/** Kernels against every support vector, (classes − 1) coefficients a vector, one add a pair; linear: one row of coefficients a class. */
export const svmClassifierCost: CostRule = (call) => {
  const [rows, features] = [rowsOf(call), featuresOf(call)];
  if (rows === undefined || features === undefined) return unknownCost;
  const [classes, vectors] = [classCount(call), vectorCount(call)];
  const kernels = kernelCost(call, mul(rows, vectors > 0 ? vectors : classes), features, vectors > 0);
  const pairs = vectors > 0 ? (classes * (classes - 1)) / 2 : classes;
  const votes = mul(rows, vectors * Math.max(classes - 1, 0));
  const hasProbabilities = vectors > 0 && (floatsAttr(call, 'prob_a') ?? []).length > 0;
  const sigmoids = hasProbabilities ? mul(rows, pairs) : 0;
  const after = transformCost(
    stringAttr(call, 'post_transform') ?? 'NONE',
    mul(rows, hasProbabilities ? classes : pairs),
  );
  return {
    macs: add(kernels.macs ?? 0, votes),
    elementwise: [mul(rows, pairs), mul(sigmoids, 4), after.elementwise ?? 0].reduce(add, kernels.elementwise ?? 0),
    transcendentals: [sigmoids, after.transcendentals ?? 0].reduce(add, kernels.transcendentals ?? 0),
    ...(hasProbabilities && classes > 2 ? { lowerBound: true } : {}),
  };
};

/** SVMRegressor: one value a row. */
export const svmRegressor: ShapeRule = (call) => {
  const rows = rowsOf(call);
  return [tensor('f32', rows === undefined ? null : [rows, 1])];
};

export const svmRegressorCost: CostRule = (call) => {
  const [rows, features] = [rowsOf(call), featuresOf(call)];
  if (rows === undefined || features === undefined) return unknownCost;
  const vectors = vectorCount(call);
  const kernels = kernelCost(call, mul(rows, Math.max(vectors, 1)), features, vectors > 0);
  const after = transformCost(stringAttr(call, 'post_transform') ?? 'NONE', rows);
  return {
    macs: add(kernels.macs ?? 0, mul(rows, vectors)),
    elementwise: [rows, after.elementwise ?? 0].reduce(add, kernels.elementwise ?? 0),
    transcendentals: add(kernels.transcendentals ?? 0, after.transcendentals ?? 0),
  };
};

/**
 * Kernels between samples and vectors: x·v is one MAC a feature; (γ·x·v + c)^d and tanh(γ·x·v + c) two operations and one
 * transcendental more. exp(−γ·‖x − v‖²) is a difference, a square and an addition a feature, one multiplication, one exponential.
 */
function kernelCost(call: Call, pairs: Dim, features: Dim, hasVectors: boolean): Cost {
  const products = mul(pairs, features);
  const kind = hasVectors ? (stringAttr(call, 'kernel_type') ?? 'LINEAR') : 'LINEAR';
  if (kind === 'RBF') return { elementwise: add(mul(products, 3), pairs), transcendentals: pairs };
  return kind === 'LINEAR'
    ? { macs: products }
    : { macs: products, elementwise: mul(pairs, 2), transcendentals: pairs };
}
