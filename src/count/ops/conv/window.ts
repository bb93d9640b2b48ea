import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import { add, ceilDiv, floorDiv, format, min, mul, sub } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { intsAttr, shapeFault, stringAttr } from '#count/ops/call.ts';
import { agreed, atLeast } from '#count/ops/shared/agree.ts';

/** A window that slides over the spatial axes of an input, axis by axis. */
export interface Window {
  readonly kernel: readonly Dim[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** `explicit`: by `begin` and `end`; `same`: as many as ⌈in/stride⌉ outputs need; `valid`: none. */
  readonly padding: 'explicit' | 'same' | 'valid';
  readonly begin: readonly Dim[];
  readonly end: readonly Dim[];
}

/** Number of spatial axes in a tensor of this rank. @throws Fault `shape` if there are none */
export function spatialRank(call: Call, rank: number): number {
  if (rank < 3)
    throw shapeFault(
      call,
      `an input of rank ${rank} has no spatial axes; it needs a batch, a channel and at least one more`,
    );
  return rank - 2;
}

/**
 * An attribute with one integer per spatial axis; undefined if absent or empty.
 * @throws Fault `shape` if it has another length or an element below `least`
 */
export function axisInts(call: Call, name: string, rank: number, least: number): readonly number[] | undefined {
  const list = intsAttr(call, name);
  if (list === undefined || list.length === 0) return undefined;
  if (list.length !== rank) throw shapeFault(call, `${name} has ${list.length} elements for ${rank} spatial axes`);
  const low = list.find((n) => n < least);
  if (low !== undefined) throw shapeFault(call, `${name} is ${low}; it can't be below ${least}`);
  return list;
}

/**
 * Sizes of the window: `kernel_shape`, which must agree with the weights' own if both are given.
 * @param weights spatial sizes of the weights; undefined if unknown or there are none
 */
export function kernelOf(call: Call, rank: number, weights?: readonly Dim[]): readonly Dim[] | undefined {
  const stated = axisInts(call, 'kernel_shape', rank, 1);
  if (stated === undefined) {
    return weights?.map((size) => atLeast(call, size, 1, 'a kernel size'));
  }
  return stated.map((size, axis) =>
    agreed(call, size, weights?.[axis] ?? size, 'kernel_shape and the weights disagree'),
  );
}

/** The window with its strides, dilations and padding from the node's attributes. */
export function windowOf(call: Call, kernel: readonly Dim[]): Window {
  const rank = kernel.length;
  const ones = kernel.map(() => 1);
  const pads = axisInts(call, 'pads', 2 * rank, Number.NEGATIVE_INFINITY) ?? [...ones, ...ones].map(() => 0);
  return {
    kernel,
    strides: axisInts(call, 'strides', rank, 1) ?? ones,
    dilations: axisInts(call, 'dilations', rank, 1) ?? ones,
    padding: paddingOf(call),
    begin: pads.slice(0, rank),
    end: pads.slice(rank),
  };
}

function paddingOf(call: Call): Window['padding'] {
  const auto = stringAttr(call, 'auto_pad') ?? '';
  if (auto === '' || auto === 'NOTSET') return 'explicit';
  if (auto === 'SAME_UPPER' || auto === 'SAME_LOWER') return 'same';
  if (auto === 'VALID') return 'valid';
  throw new Fault(
    'bad-attribute',
    `${call.name}: auto_pad of ${call.node.op} is ${auto}`,
    'use NOTSET, SAME_UPPER, SAME_LOWER or VALID',
  );
}

/** Cells from the first to the last tap of a dilated kernel: (k − 1)·d + 1. */
function extent(window: Window, axis: number): Dim {
  return add(mul(sub(window.kernel[axis] ?? 1, 1), window.dilations[axis] ?? 1), 1);
}

/**
 * Positions of the window along each axis: ⌊(in + begin + end − extent)/stride⌋ + 1, or with `ceil` ⌈…⌉ + 1 less one where the
 * last window would begin in the end padding (onnxruntime's rule at every opset).
 * @throws Fault `shape` if the window is larger than the padded input
 */
export function slide(call: Call, window: Window, input: readonly Dim[], ceil = false): readonly Dim[] {
  return input.map((size, axis) => {
    const stride = window.strides[axis] ?? 1;
    if (window.padding === 'same') return ceilDiv(size, stride);
    const [begin, end] = window.padding === 'valid' ? [0, 0] : [window.begin[axis] ?? 0, window.end[axis] ?? 0];
    const room = sub(add(add(size, begin), end), extent(window, axis));
    const floor = add(floorDiv(room, stride), 1);
    const positions = ceil ? ceilPositions(window, axis, add(size, begin), room) : floor;
    return atLeast(
      call,
      positions,
      1,
      `the number of windows of ${format(window.kernel[axis] ?? 1)} cells on spatial axis ${axis}`,
    );
  });
}

/**
 * ⌈room/s⌉ + 1 windows, the last one dropped if it begins at or behind `in + begin`. With `slack` = room + s − in − begin, ⌈room/s⌉
 * is ⌊(in + begin + slack − 1)/s⌋, and dropping caps slack at 0.
 */
function ceilPositions(window: Window, axis: number, reach: Dim, room: Dim): Dim {
  const stride = window.strides[axis] ?? 1;
  const slack = sub(add(room, stride), reach);
  if (typeof slack === 'number') return add(floorDiv(add(reach, Math.min(slack, 0) - 1), stride), 1);
  return add(ceilDiv(room, stride), 1);
}

/**
 * Size of what a transposed window covers: stride·(in − 1) + output_padding + extent − begin − end. Automatic padding cuts that down
 * to in·stride, as onnxruntime does it.
 * @throws Fault `shape` if it comes out below 1
 */
export function unslide(
  call: Call,
  window: Window,
  input: readonly Dim[],
  extra: readonly number[] = [],
): readonly Dim[] {
  return input.map((size, axis) => {
    const stride = window.strides[axis] ?? 1;
    const last = add(extent(window, axis), extra[axis] ?? 0);
    if (window.padding === 'same') return add(mul(sub(size, 1), stride), min(last, stride));
    const [begin, end] = window.padding === 'valid' ? [0, 0] : [window.begin[axis] ?? 0, window.end[axis] ?? 0];
    const full = add(mul(sub(size, 1), stride), last);
    return atLeast(call, sub(sub(full, begin), end), 1, `the output size of spatial axis ${axis}`);
  });
}
