import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Scalar, Shape, TensorValue, Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ScalarRule } from './scalar.ts';
import { add, mul, product } from '#graph/dim.ts';
import { isFloat } from '#graph/dtype.ts';
import { dtypeAt, intAttr, tensor, tensorAt } from '#count/ops/call.ts';
import { free, unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { broadcastShapes, shapeText } from '#count/ops/shared/broadcast.ts';
import { withContent, zipContent, zipped } from '#count/ops/shared/content.ts';
import { missing, requiredShape, requiredTensor } from '#count/ops/shared/required.ts';
import { shapeFault } from '#count/ops/call.ts';

/** Operations that one element of the output takes: other arithmetic (F) and transcendentals (T). */
export interface PerElement {
  readonly elementwise?: number;
  readonly transcendentals?: number;
}

/** True of the types whose arithmetic is counted: real and complex floating point. */
export const isCounted = (dtype: DType): boolean => isFloat(dtype) || dtype === 'c64' || dtype === 'c128';

/** `count` elements at this cost; unknown where the count is. */
export function costOf(count: Dim | undefined, each: PerElement): Cost {
  if (count === undefined) return unknownCost;
  return { elementwise: mul(count, each.elementwise ?? 0), transcendentals: mul(count, each.transcendentals ?? 0) };
}

/** Sum of costs, figure by figure. */
export function plusCost(...costs: readonly Cost[]): Cost {
  const [f, t] = [costs.map((cost) => cost.elementwise ?? 0), costs.map((cost) => cost.transcendentals ?? 0)];
  const total = { elementwise: f.reduce(add, 0), transcendentals: t.reduce(add, 0) };
  return costs.some((cost) => cost.lowerBound === true) ? { ...total, lowerBound: true } : total;
}

/** The cost where the data (input `i`) is floating-point; integer, bool and string work is not arithmetic of the model. */
export function ifCounted(call: Call, i: number, cost: () => Cost): Cost {
  const dtype = dtypeAt(call, i);
  return dtype === 'unknown' ? unknownCost : isCounted(dtype) ? cost() : free;
}

/** Elements of output 0. */
export function outputCount(outputs: readonly (Value | undefined)[]): Dim | undefined {
  return outputs[0]?.kind === 'tensor' ? elements(outputs[0].shape) : undefined;
}

/** `each` for every element of output 0 if input `data` is floating-point. */
export function perElement(each: PerElement, data = 0): CostRule {
  return (call, outputs) => ifCounted(call, data, () => costOf(outputCount(outputs), each));
}

/** Output 0 of the type and shape of input 0. */
export const sameAsInput: ShapeRule = (call) => {
  const x = requiredTensor(call, 0);
  return [x === undefined ? undefined : tensor(x.dtype, x.shape)];
};

/** Elements of a function of one argument: the scalar rule of a known element and its type. */
export type UnaryContent = (dtype: DType, x: Scalar, call: Call) => Scalar | undefined;

/** One function of each element: shape of input 0, its type or `result`. */
export function unaryShape(content?: UnaryContent, result?: DType): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    const dtype = result ?? x.dtype;
    if (content === undefined) return [tensor(dtype, x.shape)];
    return [
      withContent(
        dtype,
        x.shape,
        zipContent([x], x.shape, (a) => (a === undefined ? undefined : content(x.dtype, a, call))),
      ),
    ];
  };
}

/** The type that the operands share, from the first whose type is known. */
export function commonType(call: Call, positions: readonly number[]): DType {
  return positions.map((i) => dtypeAt(call, i)).find((dtype) => dtype !== 'unknown') ?? 'unknown';
}

/** `content` over two operands that broadcast against each other; elements of their common type, or of `result`. */
export function binaryShape(content?: ScalarRule, result?: DType): ShapeRule {
  return (call) => {
    const shape = broadcastShapes(call, [requiredShape(call, 0), requiredShape(call, 1)]);
    return [binaryOutput(call, shape, [tensorAt(call, 0), tensorAt(call, 1)], content, result)];
  };
}

function binaryOutput(
  call: Call,
  shape: Shape,
  operands: readonly (TensorValue | undefined)[],
  content?: ScalarRule,
  result?: DType,
): TensorValue {
  const dtype = commonType(call, [0, 1]);
  if (content === undefined) return tensor(result ?? dtype, shape);
  return zipped(result ?? dtype, operands, shape, (a, b) => content(dtype, a, b));
}

/**
 * Opsets 1 to 6: shapes are equal (or broadcast as later, which onnxruntime allows), or with `broadcast` = 1 the second operand is stretched over the first, its axes aligned at
 * `axis` (at the last axes where absent). The output has the shape of the first.
 * @throws Fault `shape` if the second doesn't fit
 */
export function alignedBinaryShape(content?: ScalarRule, result?: DType): ShapeRule {
  return (call) => {
    const [a, b] = [requiredShape(call, 0), requiredShape(call, 1)];
    if ((intAttr(call, 'broadcast') ?? 0) === 0) {
      const shape = broadcastShapes(call, [a, b]);
      return [binaryOutput(call, shape, [tensorAt(call, 0), tensorAt(call, 1)], content, result)];
    }
    if (a === null || b === null) return [binaryOutput(call, a, [], undefined, result)];
    const aligned = alignedTo(call, a, b);
    const shape = broadcastShapes(call, [a, aligned]);
    if (shape === null || shape.length > a.length)
      throw shapeFault(call, `${shapeText(b)} is not broadcast over ${shapeText(a)}`);
    const second = tensorAt(call, 1);
    const operands = [tensorAt(call, 0), second === undefined ? undefined : { ...second, shape: aligned }];
    return [binaryOutput(call, a, operands, content, result)];
  };
}

/** Shape of `b` with the 1s behind it that put its axes where the attribute `axis` says. */
function alignedTo(call: Call, a: readonly Dim[], b: readonly Dim[]): readonly Dim[] {
  const axis = intAttr(call, 'axis');
  if (axis === undefined) return b;
  const behind = a.length - normalAxis(call, axis, Math.max(a.length, 1)) - b.length;
  if (behind < 0) throw shapeFault(call, `${shapeText(b)} doesn't fit into ${shapeText(a)} at axis ${axis}`);
  return [...b, ...Array.from({ length: behind }, () => 1)];
}

/** Any number of operands that broadcast, folded by `content` from left to right; `last` makes the element of the total. */
export function variadicShape(
  content: ScalarRule,
  last?: (dtype: DType, total: Scalar, count: number) => Scalar | undefined,
): ShapeRule {
  return (call) => {
    const count = call.node.inputs.length;
    if (count === 0) throw missing(call, 0);
    const positions = call.node.inputs.map((_, i) => i);
    const shape = broadcastShapes(
      call,
      positions.map((i) => requiredShape(call, i)),
    );
    const dtype = commonType(call, positions);
    const data = zipContent(
      positions.map((i) => tensorAt(call, i)),
      shape,
      (...scalars) => {
        const total = scalars.slice(1).reduce((a, b) => content(dtype, a, b), scalars[0]);
        return total === undefined || last === undefined ? total : last(dtype, total, count);
      },
    );
    return [withContent(dtype, shape, data)];
  };
}

/** (n − 1) operations per element of the output for n operands, and `more`. */
export function variadicCost(more = 0): CostRule {
  return (call, outputs) =>
    ifCounted(call, 0, () => costOf(outputCount(outputs), { elementwise: call.node.inputs.length - 1 + more }));
}

/** Product of the sizes before an axis (counted from the end if negative): the rows, if all axes from `axis` on belong together. */
export function rowsBefore(shape: Shape, axis: number): Dim | undefined {
  return shape === null ? undefined : product(shape.slice(0, axis));
}
