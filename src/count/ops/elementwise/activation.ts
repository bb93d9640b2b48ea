import type { DType } from '#graph/dtype.ts';
import type { Scalar, TensorValue } from '#graph/value.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { PerElement } from './elementwise.ts';
import { floatAttr, has, intAttr, stringAttr, tensorAt } from '#count/ops/call.ts';
import { broadcastShapes } from '#count/ops/shared/broadcast.ts';
import { withContent, zipContent } from '#count/ops/shared/content.ts';
import { commonType, costOf, ifCounted, outputCount, perElement } from './elementwise.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';
import { fit } from '#count/ops/shared/rounding.ts';
import { lessScalars, maxScalars, minScalars, mulScalars } from './scalar.ts';
import { functions, isInfContent } from './unary.ts';

/** x·(1 + erf(x/√2))/2: divide, add, two multiplies, one erf. */
export const erfGelu: PerElement = { elementwise: 4, transcendentals: 1 };

/** x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2: four multiplies, two adds; a power and a tanh. */
export const tanhGelu: PerElement = { elementwise: 6, transcendentals: 2 };

/** x·sigmoid(x); with a factor on the sigmoid's argument one multiply more. */
export const silu: PerElement = { elementwise: 4, transcendentals: 1 };
export const scaledSilu: PerElement = { elementwise: 5, transcendentals: 1 };

/** Gelu by its attribute `approximate`. */
export const geluCost: CostRule = (call, outputs) =>
  perElement(stringAttr(call, 'approximate') === 'tanh' ? tanhGelu : erfGelu)(call, outputs);

/** x·sigmoid(alpha·x), `alpha` 1 if absent or as given by `fallback`. */
export function swishCost(fallback = 1): CostRule {
  return (call, outputs) => perElement((floatAttr(call, 'alpha') ?? fallback) === 1 ? silu : scaledSilu)(call, outputs);
}

/** Swish(A)·B over operands that broadcast. */
export const swiGluShape: ShapeRule = (call) => {
  const shape = broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 1)]);
  const dtype = commonType(call, [0, 1]);
  const alpha = floatAttr(call, 'alpha') ?? 1;
  const data = zipContent([tensorAt(call, 0), tensorAt(call, 1)], shape, (a, b) =>
    mulScalars(dtype, typeof a === 'number' ? fit(dtype, functions.swish(a, alpha)) : undefined, b),
  );
  return [withContent(dtype, shape, data)];
};

/** Swish and one multiply for each element. */
export const swiGluCost: CostRule = (call, outputs) => {
  const swish = (floatAttr(call, 'alpha') ?? 1) === 1 ? silu : scaledSilu;
  return ifCounted(call, 0, () =>
    costOf(outputCount(outputs), { ...swish, elementwise: (swish.elementwise ?? 0) + 1 }),
  );
};

function clipped(
  dtype: DType,
  x: Scalar | undefined,
  low: Scalar | undefined,
  high: Scalar | undefined,
): Scalar | undefined {
  const raised = low === undefined ? x : maxScalars(dtype, x, low);
  return high === undefined ? raised : minScalars(dtype, raised, high);
}

/** Limits as attributes `min` and `max` (opsets 1 to 10). */
export const clipAttrsShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  const [low, high] = [floatAttr(call, 'min'), floatAttr(call, 'max')];
  return [
    keepQuantized(
      x,
      withContent(
        x.dtype,
        x.shape,
        zipContent([x], x.shape, (a) => clipped(x.dtype, a, low, high)),
      ),
    ),
  ];
};

/** Limits as scalar inputs 1 and 2, each optional. */
export const clipInputsShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  const [low, high] = [tensorAt(call, 1)?.data?.[0], tensorAt(call, 2)?.data?.[0]];
  const isTold = (low !== undefined || !has(call, 1)) && (high !== undefined || !has(call, 2));
  const data = isTold ? zipContent([x], x.shape, (a) => clipped(x.dtype, a, low, high)) : undefined;
  return [keepQuantized(x, withContent(x.dtype, x.shape, data))];
};

/** Cutting off values doesn't take a tensor out of the integer grid it was dequantised from. */
function keepQuantized(from: TensorValue, to: TensorValue): TensorValue {
  return from.quantized === undefined ? to : { ...to, quantized: from.quantized };
}

/** max(x, 0), still on the integer grid that x was dequantised to. */
export const reluShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  return [
    keepQuantized(
      x,
      withContent(
        x.dtype,
        x.shape,
        zipContent([x], x.shape, (a) => maxScalars(x.dtype, a, 0)),
      ),
    ),
  ];
};

/** Slope times x where x is below 0; the slope broadcasts to x, whose shape the output has. `aligned`: one a channel, as opsets 1 to 6 have it. */
export function preluShape(aligned = false): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    const slope = requiredTensor(call, 1);
    if (x === undefined) return [undefined];
    const shape = aligned ? channelSlope(slope, x) : slope?.shape;
    const one = slope === undefined || shape === undefined ? undefined : { ...slope, shape };
    if (!aligned && slope !== undefined) broadcastShapes(call, [x.shape, slope.shape]);
    const data = zipContent([x, one], x.shape, (a, s) => {
      const below = lessScalars(x.dtype, a, 0);
      return below === undefined ? undefined : below === 0 ? a : mulScalars(x.dtype, a, s);
    });
    return [withContent(x.dtype, x.shape, data)];
  };
}

/** Opsets 1 to 6: one slope for all, or one a channel (axis 1). */
function channelSlope(slope: TensorValue | undefined, x: TensorValue): TensorValue['shape'] | undefined {
  if (slope?.shape?.length !== 1 || slope.shape[0] === 1 || x.shape === null) return slope?.shape;
  return [...slope.shape, ...Array.from({ length: Math.max(x.shape.length - 2, 0) }, () => 1)];
}

/** Truth of infinity; `detect_negative` and `detect_positive` say which infinities count. */
export const isInfShape: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  if (x === undefined) return [undefined];
  const negative = (intAttr(call, 'detect_negative') ?? 1) !== 0;
  const positive = (intAttr(call, 'detect_positive') ?? 1) !== 0;
  const data = zipContent([x], x.shape, (a) => (a === undefined ? undefined : isInfContent(a, negative, positive)));
  return [withContent('bool', x.shape, data)];
};
