import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { Window } from './window.ts';
import { add, mul, product } from '#graph/dim.ts';
import { dtypeAt, has, intAttr, intsAttr, shapeAt, shapeFault, sizesAt, tensor, tensorAt } from '#count/ops/call.ts';
import { elements } from '#count/ops/sizes.ts';
import { agreed, differ, freshSizes } from '#count/ops/shared/agree.ts';
import { contraction } from '#count/ops/matmul/contraction.ts';
import { plusCost } from '#count/ops/elementwise/elementwise.ts';
import { activationAttrCost } from '#count/ops/elementwise/fused-activation.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { axisInts, kernelOf, slide, spatialRank, unslide, windowOf } from './window.ts';

/** Where an operator of the convolution family keeps its operands, and how they lie. */
export interface ConvForm {
  /** Positions of the input, the weights, the bias, a summand of the output's shape, and padding given as an input. */
  readonly x: number;
  readonly w: number;
  readonly bias?: number;
  readonly summand?: number;
  readonly pads?: number;
  /** Channels of input and output on the last axis instead of axis 1: always, or by the attribute `channels_last`. */
  readonly channelsLast?: boolean | 'attribute';
  /** Weights may be [M, k…, C/group] instead of [M, C/group, k…]: the sizes decide which. */
  readonly weightsEither?: boolean;
  /** Channels are padded to a block, so those of input and weights needn't agree. */
  readonly blocked?: boolean;
  readonly dtype?: (call: Call) => DType;
}

/** X, W, B as in Conv. */
export const plainConv: ConvForm = { x: 0, w: 1, bias: 2 };

/** Sizes of the operands with the channel axis distinguished; undefined members aren't known. */
interface Operands {
  readonly rank: number;
  readonly last: boolean;
  readonly batch: Dim;
  readonly channels: Dim | undefined;
  readonly spatial: readonly Dim[] | undefined;
  readonly weights: readonly Dim[] | undefined;
  readonly group: number;
}

function operandsOf(call: Call, form: ConvForm): Operands | undefined {
  const x = requiredShape(call, form.x);
  const w = requiredShape(call, form.w);
  const stated = intsAttr(call, 'kernel_shape')?.length;
  const rank = x?.length ?? w?.length ?? (stated === undefined || stated === 0 ? undefined : stated + 2);
  if (rank === undefined) return undefined;
  if (w !== null && w.length !== rank)
    throw shapeFault(call, `the input has rank ${rank}, the weights have rank ${w.length}`);
  const axes = spatialRank(call, rank);
  const last = form.channelsLast === 'attribute' ? intAttr(call, 'channels_last') === 1 : form.channelsLast === true;
  const group = intAttr(call, 'group') ?? 1;
  if (group < 1) throw shapeFault(call, `group is ${group}`);
  return {
    rank,
    last,
    batch: x?.[0] ?? call.fresh('dim0'),
    channels: x?.[last ? rank - 1 : 1],
    spatial: x?.slice(last ? 1 : 2, last ? rank - 1 : rank),
    weights:
      w === null
        ? undefined
        : form.weightsEither === true
          ? channelsFirst(call, w, axes, x?.[last ? rank - 1 : 1], group)
          : w,
    group,
  };
}

/** Weights as [M, C/group, k…] from either layout: the one that fits `kernel_shape`, else the one whose channels fit. */
function channelsFirst(
  call: Call,
  w: readonly Dim[],
  axes: number,
  channels: Dim | undefined,
  group: number,
): readonly Dim[] {
  const turned = [w[0] ?? 1, w[axes + 1] ?? 1, ...w.slice(1, axes + 1)];
  const kernel = axisInts(call, 'kernel_shape', axes, 1);
  const fits = (sizes: readonly Dim[]): boolean =>
    (kernel === undefined || kernel.every((size, axis) => !differ(size, sizes[axis + 2] ?? size))) &&
    (channels === undefined || !differ(channels, mul(sizes[1] ?? 1, group)));
  return fits(w) || !fits(turned) ? w : turned;
}

/** The output in the layout of the input. */
function laidOut(operands: Operands, channels: Dim, spatial: readonly Dim[]): Shape {
  return operands.last ? [operands.batch, ...spatial, channels] : [operands.batch, channels, ...spatial];
}

/** [N, M, o…] of a convolution, o by the window formula. */
export function convShape(form: ConvForm): ShapeRule {
  return (call) => {
    const dtype = form.dtype?.(call) ?? dtypeAt(call, form.x);
    const operands = operandsOf(call, form);
    if (operands === undefined) return [tensor(dtype, null)];
    const { weights, spatial, rank } = operands;
    if (form.blocked !== true) checkChannels(call, operands);
    const kernel = kernelOf(call, rank - 2, weights?.slice(2));
    const channels = weights?.[0] ?? call.fresh('dim1');
    const window = kernel === undefined ? undefined : windowOf(call, kernel);
    const out =
      window === undefined || spatial === undefined ? freshSizes(call, 2, rank) : slide(call, window, spatial);
    return [tensor(dtype, laidOut(operands, channels, out))];
  };
}

function checkChannels(call: Call, { channels, weights, group }: Operands): void {
  if (weights === undefined) return;
  const [out = 1, perGroup = 1] = weights;
  if (channels !== undefined)
    agreed(call, channels, mul(perGroup, group), 'channels of the input, and of the weights times group');
  if (typeof out === 'number' && out % group !== 0)
    throw shapeFault(call, `${out} output channels can't be divided into ${group} groups`);
}

/** M = prod(out)·prod(W[1:]); F = N bias, N summand, and the fused activation. */
export function convCost(form: ConvForm): CostRule {
  return (call, [output]) => {
    const size = output?.kind === 'tensor' ? elements(output.shape) : undefined;
    const taps = shapeAt(call, form.w)?.slice(1);
    const macs = size === undefined || taps === undefined ? undefined : product([size, ...taps]);
    return contraction(call, macs, form.x, form.w, convExtras(call, form, size));
  };
}

/** Bias, summand and activation of an output of `size` elements. */
function convExtras(call: Call, form: ConvForm, size: Dim | undefined): Cost {
  if (size === undefined) return {};
  const bias = form.bias !== undefined && has(call, form.bias) ? size : 0;
  const summand = form.summand !== undefined && has(call, form.summand) ? size : 0;
  return plusCost({ elementwise: add(bias, summand) }, activationAttrCost(call, size));
}

/** [N, W[1]·group, o…] of a transposed convolution; `output_shape` overrides o (old models write all its sizes). */
export function convTransposeShape(form: ConvForm): ShapeRule {
  return (call) => {
    const dtype = form.dtype?.(call) ?? dtypeAt(call, form.x);
    const operands = operandsOf(call, form);
    if (operands === undefined) return [tensor(dtype, null)];
    const { weights, group, channels: inputs } = operands;
    if (weights !== undefined && inputs !== undefined)
      agreed(call, inputs, weights[0] ?? inputs, 'channels of the input, and of the weights');
    if (typeof inputs === 'number' && inputs % group !== 0)
      throw shapeFault(call, `${inputs} input channels can't be divided into ${group} groups`);
    const channels = weights === undefined ? call.fresh('dim1') : mul(weights[1] ?? 1, group);
    return [tensor(dtype, laidOut(operands, channels, transposedSizes(call, form, operands)))];
  };
}

function transposedSizes(call: Call, form: ConvForm, { weights, spatial, rank }: Operands): readonly Dim[] {
  const axes = rank - 2;
  const whole = intsAttr(call, 'output_shape')?.length === rank;
  const stated = axisInts(call, 'output_shape', whole ? rank : axes, 1);
  if (stated !== undefined) return stated.slice(-axes);
  const kernel = kernelOf(call, axes, weights?.slice(2));
  const window = kernel === undefined ? undefined : paddedBy(call, form, windowOf(call, kernel));
  if (window === undefined || spatial === undefined) return freshSizes(call, 2, rank);
  return unslide(call, window, spatial, axisInts(call, 'output_padding', axes, 0));
}

/** The window with its padding from an input, where the form has one; undefined if that isn't known. */
function paddedBy(call: Call, form: ConvForm, window: Window): Window | undefined {
  if (form.pads === undefined || !has(call, form.pads)) return window;
  const pads = sizesAt(call, form.pads);
  if (pads === undefined) return undefined;
  const axes = window.kernel.length;
  if (pads.length !== 2 * axes) throw shapeFault(call, `${pads.length} paddings for ${axes} spatial axes`);
  return { ...window, begin: pads.slice(0, axes), end: pads.slice(axes) };
}

/** M = prod(in)·prod(W[1:]); F = N bias and the fused activation. */
export function convTransposeCost(form: ConvForm): CostRule {
  return (call, [output]) => {
    const size = output?.kind === 'tensor' ? elements(output.shape) : undefined;
    const read = elements(shapeAt(call, form.x));
    const taps = shapeAt(call, form.w)?.slice(1);
    const macs = read === undefined || taps === undefined ? undefined : product([read, ...taps]);
    return contraction(call, macs, form.x, form.w, convExtras(call, form, size));
  };
}

/** Convolution at positions shifted by an offset input: shape and MACs as Conv. X, W, offset, B, mask. */
export const deformConv: ConvForm = { x: 0, w: 1, bias: 3 };

/**
 * As Conv, and for each of the N·C·prod(k)·prod(o) samples the 2·2^r − 1 operations of linear interpolation over r axes (7 in
 * images) and one for the mask.
 */
export const deformConvCost: CostRule = (call, outputs) => {
  const base = convCost(deformConv)(call, outputs);
  const [output] = outputs;
  const x = shapeAt(call, 0);
  const w = shapeAt(call, 1);
  if (x === null || w === null || output?.kind !== 'tensor' || output.shape === null)
    return { ...base, lowerBound: true };
  const samples = product([x[0] ?? 1, x[1] ?? 1, ...w.slice(2), ...output.shape.slice(2)]);
  const each = 2 ** (x.length - 1) - 1 + (has(call, 4) ? 1 : 0);
  return { ...base, elementwise: add(base.elementwise ?? 0, mul(samples, each)) };
};

/** The bit pattern of integer accumulation. */
export const int32: () => DType = () => 'i32';

/** Element type of the input that holds the zero point of the result. */
export function dtypeOfInput(position: number): (call: Call) => DType {
  return (call) => tensorAt(call, position)?.dtype ?? 'unknown';
}
