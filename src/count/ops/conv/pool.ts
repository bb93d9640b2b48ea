import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, mul, product, sub } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { dtypeAt, has, intAttr, intsAttr, shapeAt, shapeFault, tensor, tensorAt, wants } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { agreed, freshSizes, statedSizes } from '#count/ops/shared/agree.ts';
import { costOf, outputCount, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { activationAttrCost } from '#count/ops/elementwise/fused-activation.ts';
import { movedFrom } from '#count/ops/movement/move.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { kernelOf, slide, spatialRank, unslide, windowOf } from './window.ts';

/** Where channels lie: on axis 1, on the last axis, or as the attribute `channels_last` says. */
export type Layout = 'first' | 'last' | 'attribute';

function isLast(call: Call, layout: Layout): boolean {
  return layout === 'last' || (layout === 'attribute' && intAttr(call, 'channels_last') === 1);
}

/** The shape with its spatial sizes replaced. */
function withSpatial(
  shape: readonly Dim[],
  last: boolean,
  change: (spatial: readonly Dim[]) => readonly Dim[],
): readonly Dim[] {
  const [start, end] = last ? [1, shape.length - 1] : [2, shape.length];
  return [...shape.slice(0, start), ...change(shape.slice(start, end)), ...shape.slice(end)];
}

/** @throws Fault `bad-attribute` if it is absent */
function requiredKernel(call: Call, rank: number): readonly Dim[] {
  const kernel = kernelOf(call, rank);
  if (kernel !== undefined) return kernel;
  throw new Fault(
    'bad-attribute',
    `${call.name}: ${call.node.op} has no kernel_shape`,
    'export the model again: the attribute is required',
  );
}

/**
 * Sliding-window pooling: the input's shape with spatial sizes by the window formula; a second output holds indices.
 * @param picks true if the elements are some of the input's
 */
export function poolShape(layout: Layout = 'first', picks = false): ShapeRule {
  return (call) => {
    const x = requiredShape(call, 0);
    const dtype = dtypeAt(call, 0);
    const axes = x === null ? intsAttr(call, 'kernel_shape')?.length : spatialRank(call, x.length);
    if (axes === undefined) return [tensor(dtype, null), tensor('i64', null)];
    const window = windowOf(call, requiredKernel(call, axes));
    noteDilatedSame(call, window.padding === 'same' && window.dilations.some((d) => d > 1));
    const shape =
      x === null
        ? freshSizes(call, 0, axes + 2)
        : withSpatial(x, isLast(call, layout), (spatial) =>
            slide(call, window, spatial, intAttr(call, 'ceil_mode') === 1),
          );
    const values = picks ? movedFrom(tensorAt(call, 0), shape) : tensor(dtype, shape);
    return wants(call, 1) ? [values, tensor('i64', shape)] : [values];
  };
}

function noteDilatedSame(call: Call, found: boolean): void {
  if (!found) return;
  call.note({
    code: 'dilated-same-padding',
    level: 'warning',
    layer: call.name,
    detail: `${call.node.op} combines auto_pad SAME with dilations: by the specification it gives ceil(in/stride) outputs, onnxruntime gives fewer`,
  });
}

/** Cells of a pooling window. */
function windowSize(call: Call): Dim | undefined {
  const kernel = intsAttr(call, 'kernel_shape');
  return kernel === undefined ? undefined : product(kernel);
}

/** Costs of an output element by the cells of its window. */
function pooled(call: Call, count: Dim | undefined, window: Dim | undefined, each: (window: Dim) => Cost): Cost {
  if (count === undefined || window === undefined) return unknownCost;
  const { elementwise = 0, transcendentals = 0 } = each(window);
  return plusCost(
    { elementwise: mul(count, elementwise), transcendentals: mul(count, transcendentals) },
    activationAttrCost(call, count),
  );
}

const ofMax = (window: Dim): Cost => ({ elementwise: sub(window, 1) });
const ofMean = (window: Dim): Cost => ({ elementwise: window });

/** Magnitudes or powers of the cells of a window, and their sum. */
const summed = (window: Dim): Dim => sub(mul(window, 2), 1);

/** The p-norm of a window: p = 1 takes magnitudes, p = 2 squares and a root, others powers and a root. */
function ofNorm(p: number): (window: Dim) => Cost {
  if (p === 1) return (window) => ({ elementwise: summed(window) });
  if (p === 2) return (window) => ({ elementwise: summed(window), transcendentals: 1 });
  return (window) => ({ elementwise: summed(window), transcendentals: add(window, 1) });
}

/** F = (k − 1)N. */
export const maxPoolCost: CostRule = (call, outputs) => pooled(call, outputCount(outputs), windowSize(call), ofMax);

/** F = kN: k − 1 additions and a division. */
export const averagePoolCost: CostRule = (call, outputs) =>
  pooled(call, outputCount(outputs), windowSize(call), ofMean);

/** Power of an Lp pool; opset 1 writes it as a float. */
function powerOf(call: Call): number {
  const found = call.node.attrs.get('p');
  return found?.kind === 'float' ? found.value : (intAttr(call, 'p') ?? 2);
}

/** F = (2k − 1)N; T = N where p = 2 (the root), (k + 1)N where p > 2. */
export const lpPoolCost: CostRule = (call, outputs) =>
  pooled(call, outputCount(outputs), windowSize(call), ofNorm(powerOf(call)));

/** Pooling over all spatial axes: their sizes become 1. */
export function globalPoolShape(layout: Layout = 'first'): ShapeRule {
  return (call) => {
    const x = requiredShape(call, 0);
    if (x !== null && x.length < 2) throw shapeFault(call, `an input of rank ${x.length} has no channel axis`);
    const shape = x === null ? null : withSpatial(x, isLast(call, layout), (spatial) => spatial.map(() => 1));
    return [tensor(dtypeAt(call, 0), shape)];
  };
}

/** Reductions over all spatial axes: F = N_in for the maximum, + N for the mean. */
function globalCost(mean: boolean): CostRule {
  return (call, outputs) => {
    const count = outputCount(outputs);
    const read = elements(shapeAt(call, 0));
    if (count === undefined || read === undefined) return unknownCost;
    return plusCost({ elementwise: mean ? add(read, count) : read }, activationAttrCost(call, count));
  };
}

export const globalMaxPoolCost = globalCost(false);
export const globalAveragePoolCost = globalCost(true);

/** As ReduceL1 and ReduceL2 over the plane: F = 2·N_in, T = N for the root, and N_in more for powers other than 1 and 2. */
export const globalLpPoolCost: CostRule = (call, outputs) => {
  const [p, read] = [powerOf(call), elements(shapeAt(call, 0))];
  const powers = costOf(read, { elementwise: 2, transcendentals: p === 1 || p === 2 ? 0 : 1 });
  return plusCost(powers, costOf(outputCount(outputs), { transcendentals: p === 1 ? 0 : 1 }));
};

/** Inverse of a max pool: spatial sizes stride·(in − 1) + k − pads, or all sizes from the third input. */
export function maxUnpoolShape(layout: Layout = 'first'): ShapeRule {
  return (call) => {
    const x = requiredShape(call, 0);
    const dtype = dtypeAt(call, 0);
    const stated = statedSizes(call, 2, 0, 'a size in output_shape');
    if (x === null) return [tensor(dtype, stated ?? null)];
    const axes = spatialRank(call, x.length);
    const window = windowOf(call, requiredKernel(call, axes));
    const unpooled = withSpatial(x, isLast(call, layout), (spatial) =>
      has(call, 2) ? spatial.map((_, axis) => call.fresh(`dim${axis + 2}`)) : unslide(call, window, spatial),
    );
    if (stated === undefined) return [movedFrom(tensorAt(call, 0), unpooled)];
    if (stated.length !== x.length) {
      throw shapeFault(call, `output_shape has ${stated.length} sizes for an input of rank ${x.length}`);
    }
    const channel = isLast(call, layout) ? x.length - 1 : 1;
    for (const axis of [0, channel])
      agreed(call, stated[axis] ?? 1, x[axis] ?? 1, 'output_shape changes batch or channels');
    return [movedFrom(tensorAt(call, 0), stated)];
  };
}
