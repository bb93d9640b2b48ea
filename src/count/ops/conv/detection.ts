import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { constantOf, max, mul, sub } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import {
  dataAt,
  dtypeAt,
  has,
  intAttr,
  intsAttr,
  known,
  shapeFault,
  sizesAt,
  stringAttr,
  tensor,
} from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { agreed, statedSizes } from '#count/ops/shared/agree.ts';
import { outputCount } from '#count/ops/elementwise/elementwise.ts';
import { interpolationOps } from './vision.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** Sizes of a tensor that must have this rank; fresh symbols if unknown. */
function ranked(call: Call, position: number, rank: number, what: string): readonly (Dim | undefined)[] {
  const shape = requiredShape(call, position);
  if (shape !== null && shape.length !== rank) throw shapeFault(call, `${what} have rank ${shape.length}, not ${rank}`);
  return shape ?? Array.from({ length: rank }, () => undefined);
}

/** [regions, C, height, width] of pooling each region to one size. `batch` is the position of the batch indices, if they are an input of their own. */
function regionsShape(call: Call, height: Dim, width: Dim, columns: number, batch?: number): ReturnType<ShapeRule> {
  const [, channels] = ranked(call, 0, 4, 'images');
  const [regions, width4] = ranked(call, 1, 2, 'regions');
  agreed(call, width4 ?? columns, columns, 'columns of the regions');
  const [indices] = batch === undefined ? [undefined] : ranked(call, batch, 1, 'batch indices');
  const count = regions ?? indices ?? call.fresh('dim0');
  return [
    tensor(dtypeAt(call, 0), [
      agreed(call, count, indices ?? count, 'regions and batch indices'),
      channels ?? call.fresh('dim1'),
      height,
      width,
    ]),
  ];
}

function positive(call: Call, name: string, value: number | undefined): number {
  if (value !== undefined && value >= 1) return value;
  throw new Fault(
    'bad-attribute',
    `${call.name}: ${name} of ${call.node.op} is ${value ?? 'absent'}`,
    'it must be 1 or more',
  );
}

/** [regions, C, output_height, output_width]. */
export const roiAlignShape: ShapeRule = (call) => {
  const height = positive(call, 'output_height', intAttr(call, 'output_height') ?? 1);
  const width = positive(call, 'output_width', intAttr(call, 'output_width') ?? 1);
  return regionsShape(call, height, width, 4, 2);
};

/**
 * Every output element takes `sampling_ratio`² bilinear samples of 7 operations and combines them: F = 8·s²·N for the mean,
 * (8·s² − 1)N for the maximum. With an adaptive ratio (0) the samples are a symbol, since their number depends on the regions.
 */
export const roiAlignCost: CostRule = (call, outputs) => {
  const count = outputCount(outputs);
  if (count === undefined) return unknownCost;
  const ratio = intAttr(call, 'sampling_ratio') ?? 0;
  const samples = ratio > 0 ? mul(ratio, ratio) : call.fresh('samples');
  const each = sub(mul(samples, 8), stringAttr(call, 'mode') === 'max' ? 1 : 0);
  return { elementwise: mul(count, each) };
};

/** [regions, C, pooled…]; each region is [batch, x1, y1, x2, y2]. */
export const maxRoiPoolShape: ShapeRule = (call) => {
  const pooled = intsAttr(call, 'pooled_shape');
  if (pooled?.length !== 2)
    throw new Fault('bad-attribute', `${call.name}: pooled_shape must have two sizes`, 'export the model again');
  return regionsShape(call, positive(call, 'pooled_shape', pooled[0]), positive(call, 'pooled_shape', pooled[1]), 5);
};

/** F = N times the cells that a pooled element compares, which depend on the regions. */
export const maxRoiPoolCost: CostRule = (call, outputs) => {
  const count = outputCount(outputs);
  return count === undefined ? unknownCost : { elementwise: mul(count, call.fresh('samples')) };
};

/** [regions, C, crop height, crop width], the crop sizes from input 3. */
export const cropAndResizeShape: ShapeRule = (call) => {
  const size = statedSizes(call, 3, 1, 'a size of the crop');
  if (size !== undefined && size.length !== 2) throw shapeFault(call, `crop_size has ${size.length} elements`);
  return regionsShape(call, size?.[0] ?? call.fresh('dim2'), size?.[1] ?? call.fresh('dim3'), 4, 2);
};

/** F = 7N bilinear, 0 nearest. */
export const cropAndResizeCost: CostRule = (call, outputs) => {
  const count = outputCount(outputs);
  return count === undefined
    ? unknownCost
    : { elementwise: mul(count, interpolationOps(stringAttr(call, 'mode') ?? 'bilinear', 2)) };
};

/** [selected, 3]: indices of the boxes kept. Their number is known if the boxes are, or if none may be kept. */
export const nonMaxSuppressionShape: ShapeRule = (call) => {
  const [batches, boxes, four] = ranked(call, 0, 3, 'boxes');
  const [scored, , each] = ranked(call, 1, 3, 'scores');
  if (four !== undefined) agreed(call, four, 4, 'coordinates of a box');
  if (batches !== undefined && scored !== undefined) agreed(call, batches, scored, 'batches of boxes and scores');
  if (boxes !== undefined && each !== undefined) agreed(call, boxes, each, 'boxes and their scores');
  const limit = has(call, 2) ? sizesAt(call, 2)?.[0] : 0;
  if (limit !== undefined && constantOf(limit) !== undefined && max(limit, 0) === 0) return [tensor('i64', [0, 3])];
  const selected = typeof limit === 'number' ? selectBoxes(call, limit) : undefined;
  if (selected === undefined) return [tensor('i64', [call.fresh('selected'), 3])];
  return [known('i64', [selected.length, 3], selected.flat())];
};

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const f = Math.fround;

/** All known elements of a float input; undefined if one isn't a plain number. */
function floats(call: Call, position: number): readonly number[] | undefined {
  const data = dataAt(call, position);
  return data?.every((scalar) => typeof scalar === 'number') === true ? data : undefined;
}

/** Runs the suppression on known boxes: [batch, class, box] of those kept, in onnxruntime's order. */
function selectBoxes(call: Call, limit: number): readonly (readonly number[])[] | undefined {
  const [coordinates, scores] = [floats(call, 0), floats(call, 1)];
  const [overlap, least] = [
    has(call, 3) ? floats(call, 3)?.[0] : 0,
    has(call, 4) ? floats(call, 4)?.[0] : Number.NEGATIVE_INFINITY,
  ];
  const [batches = 0, classes = 0, boxes = 0] = (requiredShape(call, 1) ?? []) as readonly number[];
  if (coordinates === undefined || scores === undefined || overlap === undefined || least === undefined)
    return undefined;
  const centred = intAttr(call, 'center_point_box') === 1;
  const selected: (readonly number[])[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const all = Array.from({ length: boxes }, (_, i) => boxAt(coordinates, batch * boxes + i, centred));
    for (let group = 0; group < classes; group++) {
      const from = (batch * classes + group) * boxes;
      const kept = suppress(all, scores.slice(from, from + boxes), limit, overlap, has(call, 4) ? least : undefined);
      selected.push(...kept.map((box) => [batch, group, box]));
    }
  }
  return selected;
}

function boxAt(data: readonly number[], index: number, centred: boolean): Box {
  const [a = 0, b = 0, c = 0, d = 0] = data.slice(index * 4, index * 4 + 4);
  if (!centred) return { left: Math.min(b, d), right: Math.max(b, d), top: Math.min(a, c), bottom: Math.max(a, c) };
  const [halfWidth, halfHeight] = [f(c / 2), f(d / 2)];
  return { left: f(a - halfWidth), right: f(a + halfWidth), top: f(b - halfHeight), bottom: f(b + halfHeight) };
}

/** Greedy choice by falling score; of equal scores the lower index first. */
function suppress(
  boxes: readonly Box[],
  scores: readonly number[],
  limit: number,
  overlap: number,
  least: number | undefined,
): readonly number[] {
  const order = scores.map((score, i) => ({ score, i })).filter(({ score }) => least === undefined || score > least);
  const kept: number[] = [];
  for (const { i } of order.toSorted((a, b) => b.score - a.score || a.i - b.i)) {
    if (kept.length >= limit) break;
    const box = boxes[i];
    if (box !== undefined && !kept.some((other) => overlaps(box, boxes[other] ?? box, overlap))) kept.push(i);
  }
  return kept;
}

/** True if the boxes' intersection over union exceeds the threshold, in 32-bit floats. */
function overlaps(a: Box, b: Box, threshold: number): boolean {
  const width = f(Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = f(Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  if (width <= 0 || height <= 0) return false;
  const both = f(width * height);
  const [areaA, areaB] = [areaOf(a), areaOf(b)];
  const either = f(f(areaA + areaB) - both);
  return both > 0 && areaA > 0 && areaB > 0 && either > 0 && f(both / either) > threshold;
}

const areaOf = (box: Box): number => f(f(box.right - box.left) * f(box.bottom - box.top));
