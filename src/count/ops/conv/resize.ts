import type { Dim } from '#graph/dim.ts';
import type { Scalar } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { ceilDiv, floorDiv, isNonNegative, max, min, mul, product, sub } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import {
  dtypeAt,
  floatAttr,
  floatsAttr,
  has,
  intAttr,
  intsAttr,
  isDim,
  isSize,
  shapeAt,
  shapeFault,
  stringAttr,
  tensor,
  tensorAt,
} from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { atLeast } from '#count/ops/shared/agree.ts';
import { normalAxes } from '#count/ops/shared/axes.ts';
import { movedFrom } from '#count/ops/movement/move.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { choose, isUnequal, not } from '#count/ops/control/truth.ts';

/** Elements (scales or sizes) that a resize is given, one per resized axis, if known; `count` is undefined if not even that is known. */
interface Given {
  readonly by: 'scales' | 'sizes';
  readonly elements: readonly (Scalar | undefined)[] | undefined;
}

/** Where an operator version keeps its scales and sizes. */
export type ResizeForm = (call: Call) => Given;

/** Contents of an input, shorter than `count` only where its length says so. */
function contents(call: Call, position: number): readonly (Scalar | undefined)[] | undefined {
  return tensorAt(call, position)?.data;
}

/** True if the input is given and isn't known to be empty. */
function filled(call: Call, position: number): boolean {
  return has(call, position) && shapeAt(call, position)?.[0] !== 0;
}

/** Attributes `height_scale` and `width_scale` of an image. */
export const scaleAttrs: ResizeForm = (call) => {
  const [height, width] = [floatAttr(call, 'height_scale'), floatAttr(call, 'width_scale')];
  return { by: 'scales', elements: [1, 1, height, width] };
};

/** Attribute `scales`, of floats or of integers. */
export const scalesAttr: ResizeForm = (call) => {
  const found = call.node.attrs.get('scales');
  return { by: 'scales', elements: found?.kind === 'ints' ? intsAttr(call, 'scales') : floatsAttr(call, 'scales') };
};

/** Input 1 holds the scales. */
export const scalesInput: ResizeForm = (call) => {
  if (!has(call, 1)) throw bothOrNone(call, 'no scales');
  return { by: 'scales', elements: contents(call, 1) };
};

/** Either input 2 holds the scales or input 3 the sizes; the other is absent or empty. */
export const scalesOrSizes: ResizeForm = (call) => {
  const [scales, sizes] = [filled(call, 2), filled(call, 3)];
  if (scales && sizes && shapeAt(call, 2) !== null && shapeAt(call, 3) !== null)
    throw bothOrNone(call, 'both scales and sizes');
  if (sizes) return { by: 'sizes', elements: contents(call, 3) };
  if (scales) return { by: 'scales', elements: contents(call, 2) };
  throw bothOrNone(call, 'neither scales nor sizes');
};

function bothOrNone(call: Call, what: string): Fault {
  return new Fault(
    'bad-node',
    `${call.name}: ${call.node.op} has ${what}`,
    'give it one of them: export the model again',
  );
}

/** One axis as it is resized: undefined members aren't known. */
interface Axis {
  readonly input: Dim;
  readonly scale?: Scalar | undefined;
  readonly size?: Scalar | undefined;
}

/** Axes of the input by how they change; null if they don't. */
function axesOf(call: Call, x: readonly Dim[], given: Given): readonly (Axis | null)[] {
  const stated = intsAttr(call, 'axes');
  const axes =
    stated === undefined || stated.length === 0 ? x.map((_, axis) => axis) : normalAxes(call, stated, x.length);
  const { elements, by } = given;
  if (elements !== undefined && elements.length !== axes.length) {
    throw shapeFault(call, `${elements.length} ${by} for ${axes.length} axes`);
  }
  return x.map((input, axis) => {
    const at = axes.indexOf(axis);
    if (at < 0) return null;
    return by === 'scales' ? { input, scale: elements?.[at] } : { input, size: elements?.[at] };
  });
}

/** The input with its axes scaled or given new sizes; what isn't known is a fresh size. */
export function resizeShape(form: ResizeForm): ShapeRule {
  return (call) => {
    const x = requiredShape(call, 0);
    const dtype = dtypeAt(call, 0);
    if (x === null) return [tensor(dtype, null)];
    const given = form(call);
    const axes = axesOf(call, x, given);
    const policy = stringAttr(call, 'keep_aspect_ratio_policy') ?? 'stretch';
    const shape =
      given.by === 'sizes' && policy !== 'stretch'
        ? keptRatio(call, axes, x, policy)
        : axes.map((axis, i) => resized(call, axis, x[i] ?? 1, i));
    const nearest = (stringAttr(call, 'mode') ?? 'nearest') === 'nearest';
    return [nearest ? movedFrom(tensorAt(call, 0), shape) : tensor(dtype, shape)];
  };
}

function resized(call: Call, axis: Axis | null, input: Dim, i: number): Dim {
  if (axis === null) return input;
  if (isSize(axis.size)) return atLeast(call, axis.size, 0, `the size of axis ${i}`);
  return scaledSize(call, input, axis.scale) ?? call.fresh(`dim${i}`);
}

/**
 * ⌊in·scale⌋ in 32-bit floats, as onnxruntime computes it. Of a symbolic size only where the scale is p/2^q with p ≤ 2^10, for which
 * the product of a size below 2^14 is exact; else undefined.
 */
function scaledSize(call: Call, input: Dim, scale: Scalar | undefined): Dim | undefined {
  if (scale === undefined || typeof scale === 'string') return undefined;
  if (typeof scale !== 'number') {
    if (isDim(scale)) return mul(input, scale);
    return Number.isInteger(Math.log2(scale.denominator))
      ? floorDiv(mul(input, scale.numerator), scale.denominator)
      : undefined;
  }
  if (!(scale > 0)) throw shapeFault(call, `a scale is ${scale}; it must be above 0`);
  if (scale === 1) return input;
  if (typeof input === 'number') {
    const size = Math.floor(Math.fround(Math.fround(input) * Math.fround(scale)));
    if (!Number.isSafeInteger(size)) throw shapeFault(call, `a scale of ${scale} makes a size of ${size}`);
    return size;
  }
  const [p, q] = dyadic(Math.fround(scale));
  return p <= 1024 ? floorDiv(mul(input, p), q) : undefined;
}

/** A float32 as p/q in lowest terms, q a power of 2. */
function dyadic(scale: number): readonly [p: number, q: number] {
  let [p, q] = [scale, 1];
  while (!Number.isInteger(p) && q < 2 ** 52) [p, q] = [p * 2, q * 2];
  return [p, q];
}

/** All axes by one scale, the smallest (`not_larger`) or largest of size/in, rounded half up; in 32-bit floats. */
function keptRatio(call: Call, axes: readonly (Axis | null)[], x: readonly Dim[], policy: string): readonly Dim[] {
  const scales = axes.flatMap((axis) => (axis === null ? [] : [ratioOf(axis)]));
  if (policy !== 'not_larger' && policy !== 'not_smaller') {
    throw new Fault(
      'bad-attribute',
      `${call.name}: keep_aspect_ratio_policy is ${policy}`,
      'use stretch, not_larger or not_smaller',
    );
  }
  const known = scales.every((scale) => scale !== undefined) ? (scales as readonly number[]) : undefined;
  const scale = known === undefined ? undefined : policy === 'not_larger' ? Math.min(...known) : Math.max(...known);
  return axes.map((axis, i) => {
    if (axis === null) return x[i] ?? 1;
    if (scale === undefined || typeof axis.input !== 'number') return call.fresh(`dim${i}`);
    return Math.round(Math.fround(scale * Math.fround(axis.input)));
  });
}

function ratioOf({ input, size }: Axis): number | undefined {
  if (typeof input !== 'number' || typeof size !== 'number' || input === 0) return undefined;
  return Math.fround(Math.fround(size) / Math.fround(input));
}

/** Input samples that one output sample weighs along an axis that changes: 2 or 4, stretched by the downscaling with antialiasing. */
function tapsAlong(cubic: boolean, antialias: boolean, input: Dim, output: Dim): Dim {
  const base = cubic ? 2 : 1;
  if (!antialias || output === 0) return 2 * base;
  // Of no output samples nothing is counted, whatever their taps.
  return mul(max(ceilDiv(mul(input, base), max(output, 1)), base), 2);
}

/** 1 if the axis changes, 0 if it keeps its samples as they are; anything if it has no output samples. */
function changes(axis: Axis | null, before: Dim, after: Dim): Dim {
  if (axis === null) return 0;
  const { scale } = axis;
  if (before === 1 && typeof after !== 'number' && isNonNegative(after)) return sub(min(after, 2), 1);
  if (scale === undefined || typeof scale === 'string') return isUnequal(before, after);
  if (typeof scale === 'number') return scale === 1 ? 0 : 1;
  return isDim(scale) ? isUnequal(scale, 1) : isUnequal(scale.numerator, scale.denominator);
}

/** F = (2·taps − 1)N, taps the product over the axes that change of the samples along each; 0 if none does, and of nearest. */
export function resizeCost(form: ResizeForm): CostRule {
  return (call, [output]) => {
    const mode = stringAttr(call, 'mode') ?? 'nearest';
    if (mode === 'nearest') return {};
    const x = shapeAt(call, 0);
    if (x === null || output?.kind !== 'tensor' || output.shape === null) return unknownCost;
    const out = output.shape;
    const cubic = mode.endsWith('cubic');
    const antialias = intAttr(call, 'antialias') === 1;
    let [taps, stays]: [Dim, Dim] = [1, 1];
    axesOf(call, x, form(call)).forEach((axis, i) => {
      const [before = 1, after = 1] = [x[i], out[i]];
      const changed = changes(axis, before, after);
      if (changed === 0) return;
      taps = mul(taps, choose(changed, tapsAlong(cubic, antialias, before, after), 1));
      stays = mul(stays, not(changed));
    });
    return stays === 1 ? {} : { elementwise: mul(product(out), sub(sub(mul(taps, 2), 1), stays)) };
  };
}
