import type { Scalar, Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import { isFloat } from '#graph/dtype.ts';
import { dtypeAt, intAttr, isSize, stringAttr, tensorAt } from '#count/ops/call.ts';
import { broadcastShapes } from '#count/ops/shared/broadcast.ts';
import { zipped } from '#count/ops/shared/content.ts';
import { alignedBinaryShape, binaryShape, commonType } from './elementwise.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { floorModScalars, powScalars, shiftScalars, truncModScalars } from './scalar.ts';
import { choose } from '#count/ops/control/truth.ts';

/** Remainder with the sign of the divisor, or of the dividend with attribute `fmod` = 1. */
export const modShape: ShapeRule = (call) => {
  const content = (intAttr(call, 'fmod') ?? 0) === 0 ? floorModScalars : truncModScalars;
  return binaryShape(content)(call);
};

/** Shift in the attribute `direction`, LEFT or RIGHT. */
export const bitShiftShape: ShapeRule = (call) =>
  binaryShape(shiftScalars(stringAttr(call, 'direction') === 'LEFT'))(call);

/** Power in the type of the base; the exponent may have another. `aligned`: with `broadcast` and `axis` (opsets 1 to 6). */
export function powShape(aligned = false): ShapeRule {
  return (call) => {
    const [base, exponent] = [dtypeAt(call, 0), dtypeAt(call, 1)];
    const content = (_: unknown, a: Parameters<typeof powScalars>[2], b: Parameters<typeof powScalars>[3]) =>
      powScalars(base, exponent, a, b);
    return (aligned ? alignedBinaryShape(content, base) : binaryShape(content, base))(call);
  };
}

function whereOperands(call: Call): Shape {
  return broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 1), requiredShape(call, 2)]);
}

/** Element of input 1 if the condition holds, of input 2 elsewhere; known where the condition is, or both agree. */
export const whereShape: ShapeRule = (call) => {
  const shape = whereOperands(call);
  const dtype = commonType(call, [1, 2]);
  const element = (condition?: Scalar, x?: Scalar, y?: Scalar): Scalar | undefined => {
    if (typeof condition === 'number') return condition === 0 ? y : x;
    if (x === y) return x;
    return isSize(condition) && isSize(x) && isSize(y) && !isFloat(dtype) ? choose(condition, x, y) : undefined;
  };
  return [zipped(dtype, [tensorAt(call, 0), tensorAt(call, 1), tensorAt(call, 2)], shape, element)];
};
