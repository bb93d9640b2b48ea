import type { Dim } from '#graph/dim.ts';
import type { Shape, TensorValue, Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { isAtLeast, mod, mul, product } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { dtypeAt, has, intAttr, intsAttr, shapeAt, shapeFault, tensor, tensorAt } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { normalAxes, normalAxis } from '#count/ops/shared/axes.ts';
import { broadcastShapes, shapeText } from '#count/ops/shared/broadcast.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { costOf, ifCounted, outputCount, plusCost, rowsBefore } from '#count/ops/elementwise/elementwise.ts';
import { activationAttrCost } from '#count/ops/elementwise/fused-activation.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/**
 * Mean, deviation, variance, division and scaling of N elements in R rows: mean N + R, subtraction N, squares N, their mean
 * N + R, epsilon R, root R (transcendental), division N, scale N, and N for a bias.
 */
export function layerNormCost(n: Dim | undefined, rows: Dim | undefined, hasBias = true): Cost {
  return plusCost(costOf(n, { elementwise: hasBias ? 7 : 6 }), costOf(rows, { elementwise: 3, transcendentals: 1 }));
}

/** Root mean square of N elements in R rows: squares N, their mean N + R, epsilon R, root R, division N, scale N. */
export function rmsNormCost(n: Dim | undefined, rows: Dim | undefined): Cost {
  return plusCost(costOf(n, { elementwise: 4 }), costOf(rows, { elementwise: 2, transcendentals: 1 }));
}

/** The axis from which a layer norm takes all axes together; attribute `axis`, the last by default. */
function normAxis(call: Call, rank: number): number {
  return normalAxis(call, intAttr(call, 'axis') ?? -1, rank);
}

/** Shape of a layer norm's statistics: the input's, with 1 from the axis on. */
function statisticsShape(call: Call, shape: Shape): Shape {
  if (shape === null) return null;
  const axis = normAxis(call, shape.length);
  return shape.map((size, i) => (i < axis ? size : 1));
}

/** @throws Fault `shape` if input `i` doesn't broadcast into the shape of `x` */
export function requireInto(call: Call, x: Shape, i: number): void {
  const other = shapeAt(call, i);
  if (x === null || other === null || !has(call, i)) return;
  if (other.length > x.length)
    throw shapeFault(call, `input ${i} of shape ${shapeText(other)} is not broadcast into ${shapeText(x)}`);
  const joined = broadcastShapes(call, [x, other]);
  if (joined?.some((size, axis) => isAtLeast(x[axis] ?? 1, size) === false) === true)
    throw shapeFault(call, `input ${i} of shape ${shapeText(other)} is not broadcast into ${shapeText(x)}`);
}

/** Output 0 like the input, in the type of input `typed`; behind it the statistics (mean, inverse deviation), in the type of attribute `stash_type`. */
export function layerNormShape(options: { readonly typed?: number; readonly outputs?: number } = {}): ShapeRule {
  const { typed = 0, outputs = 3 } = options;
  return (call) => {
    const x = requiredTensor(call, 0);
    requiredShape(call, 1);
    if (x === undefined) return [undefined];
    requireInto(call, x.shape, 1);
    requireInto(call, x.shape, 2);
    const dtype = dtypeAt(call, typed);
    const rows = tensor(elementTypeAttr(call, 'stash_type', 'f32'), statisticsShape(call, x.shape));
    return [tensor(dtype === 'unknown' ? x.dtype : dtype, x.shape), ...Array.from({ length: outputs - 1 }, () => rows)];
  };
}

/** Cost of a layer norm over the axes from attribute `axis` on; input 2 is the bias. */
export const layerNormOverAxes: CostRule = (call) => overAxes(call, (n, rows) => layerNormCost(n, rows, has(call, 2)));

/** Cost of a root-mean-square norm over the axes from attribute `axis` on. */
export const rmsNormOverAxes: CostRule = (call) => overAxes(call, rmsNormCost);

function overAxes(call: Call, cost: (n: Dim | undefined, rows: Dim | undefined) => Cost): Cost {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () =>
    shape === null ? unknownCost : cost(elements(shape), rowsBefore(shape, normAxis(call, shape.length))),
  );
}

/** Where the channels are: axis 1, or the last one. */
export type ChannelAxis = 'first' | 'last';

/** Size of the channel axis; undefined if the rank is unknown. @throws Fault `shape` for a rank below 2 */
export function channelsOf(call: Call, shape: Shape, at: ChannelAxis): Dim | undefined {
  if (shape === null) return undefined;
  if (shape.length < 2) throw shapeFault(call, `${shapeText(shape)} has no channel axis`);
  return at === 'first' ? shape[1] : shape.at(-1);
}

/** @throws Fault `shape` if input `i` is known not to be a vector of `count` elements */
export function requireVector(call: Call, i: number, count: Dim | undefined): void {
  const shape = shapeAt(call, i);
  if (!has(call, i) || shape === null || count === undefined) return;
  const size = shape.length === 1 ? shape[0] : undefined;
  const agrees = size !== undefined && isAtLeast(size, count) !== false && isAtLeast(count, size) !== false;
  if (!agrees) throw shapeFault(call, `input ${i} has shape ${shapeText(shape)}, expected ${shapeText([count])}`);
}

/** Normalisation of each channel of each sample; scale and bias are one a channel. */
export function instanceNormShape(at: ChannelAxis = 'first'): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    requiredShape(call, 2);
    if (x === undefined) return [undefined];
    for (const i of [1, 2]) requireVector(call, i, channelsOf(call, x.shape, at));
    return [tensor(x.dtype, x.shape)];
  };
}

/** R = samples · channels rows. */
export function instanceNormCost(at: ChannelAxis = 'first'): CostRule {
  return (call) => {
    const shape = shapeAt(call, 0);
    return ifCounted(call, 0, () => layerNormCost(elements(shape), rowsOf(shape, channelsOf(call, shape, at))));
  };
}

function rowsOf(shape: Shape, perSample: Dim | undefined): Dim | undefined {
  return shape === null || perSample === undefined ? undefined : mul(shape[0] ?? 1, perSample);
}

/** A required integer attribute. @throws Fault `bad-attribute` if missing or below 1 */
export function positiveAttr(call: Call, name: string): number {
  const value = intAttr(call, name);
  if (value === undefined || value < 1)
    throw new Fault(
      'bad-attribute',
      `${call.name}: attribute ${name} of ${call.node.op} is ${value ?? 'missing'}, expected 1 or more`,
      'export the model again; the node is not valid ONNX',
    );
  return value;
}

/** Normalisation of each group of channels of each sample. `scaled`: scale and bias are one a group or one a channel. */
export function groupNormShape(scaled: 'group' | 'channel'): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    requiredShape(call, 2);
    if (x === undefined) return [undefined];
    const groups = positiveAttr(call, 'num_groups');
    const channels = channelsOf(call, x.shape, 'first');
    requireDivisible(call, channels, groups);
    for (const i of [1, 2]) requireVector(call, i, scaled === 'group' ? groups : channels);
    return [tensor(x.dtype, x.shape)];
  };
}

/** @throws Fault `shape` if the channels are known not to be a multiple of the groups */
export function requireDivisible(call: Call, channels: Dim | undefined, groups: number): void {
  if (channels === undefined) return;
  const rest = mod(channels, groups);
  if (typeof rest === 'number' && rest !== 0)
    throw shapeFault(call, `${shapeText([channels])} channels can't be split into ${groups} groups`);
}

/** R = samples · groups rows. */
export const groupNormCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () => layerNormCost(elements(shape), rowsOf(shape, positiveAttr(call, 'num_groups'))));
};

/** Division by the p-norm along an axis: absolute values or squares N, their sum N, division N, a root for p = 2. */
export const lpNormCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () => {
    if (shape === null) return unknownCost;
    const axis = normalAxis(call, intAttr(call, 'axis') ?? -1, shape.length);
    const rows = product(shape.filter((_, i) => i !== axis));
    return plusCost(
      costOf(elements(shape), { elementwise: 3 }),
      costOf(rows, { transcendentals: (intAttr(call, 'p') ?? 2) === 2 ? 1 : 0 }),
    );
  });
};

/** Mean and variance over attribute `axes` by E(x²) − E(x)², as the operator is defined. */
export const meanVarianceCost: CostRule = (call) => {
  const shape = shapeAt(call, 0);
  return ifCounted(call, 0, () => {
    if (shape === null) return unknownCost;
    const rows = product(shape.filter((_, i) => !varianceAxes(call, shape.length).includes(i)));
    return plusCost(
      costOf(elements(shape), { elementwise: 4, transcendentals: 1 }),
      costOf(rows, { elementwise: 4, transcendentals: 2 }),
    );
  });
};

/** Attribute `axes`; before opset 9 the axes behind the channels, and with `across_channels` the channels too. */
function varianceAxes(call: Call, rank: number): readonly number[] {
  if (call.version >= 9) return normalAxes(call, intsAttr(call, 'axes') ?? [0, 2, 3], rank);
  const first = (intAttr(call, 'across_channels') ?? 0) === 0 ? 2 : 1;
  return Array.from({ length: Math.max(rank - first, 0) }, (_, i) => first + i);
}

/** Local response: squares 1, their sum over `size` channels size − 1, factor, offset and division 3, a power. */
export const localResponseCost: CostRule = (call) => {
  const size = positiveAttr(call, 'size');
  return ifCounted(call, 0, () => costOf(elements(shapeAt(call, 0)), { elementwise: size + 3, transcendentals: 1 }));
};

/** A tensor like `like` but in the type of input `i`. */
export function typedLike(call: Call, like: Shape, i: number): Value {
  const source: TensorValue | undefined = tensorAt(call, i);
  return tensor(source?.dtype ?? 'unknown', like);
}

/** A cost and that of the activation that attribute `activation` names, on each element of the output. */
export function withActivation(cost: CostRule): CostRule {
  return (call, outputs) => {
    const count = outputCount(outputs);
    return count === undefined ? unknownCost : plusCost(cost(call, outputs), activationAttrCost(call, count));
  };
}
