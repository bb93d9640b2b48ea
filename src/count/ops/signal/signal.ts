import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, constantOf, floorDiv, fromBigInt, mul, product, sub } from '#graph/dim.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, sizesAt, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { agreed, atLeast, differ, statedSizes } from '#count/ops/shared/agree.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { smallShape, withContent } from '#count/ops/shared/content.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { outputCount } from '#count/ops/elementwise/elementwise.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { roundFloat } from '#count/ops/shared/rounding.ts';
import { choose, isUnequal } from '#count/ops/control/truth.ts';

/** Where a Fourier transform reads its axis: an attribute (1 by default), or input 2 (−2 by default). */
export type AxisForm = 'attribute' | 'input';

/** One transform along an axis of a tensor whose last axis holds real (1) or complex (2) numbers. */
interface Transform {
  readonly shape: readonly Dim[];
  readonly axis: number;
  /** Points of the transform; undefined if known only at run time. */
  readonly length: Dim | undefined;
  readonly oneSided: boolean;
  readonly inverse: boolean;
}

/** The one integer of a scalar input (or of one element); undefined if unknown. */
function scalarAt(call: Call, position: number): Dim | undefined {
  return has(call, position) ? sizesAt(call, position)?.[0] : undefined;
}

/** Null if the shape or the axis isn't known. */
function transformOf(call: Call, form: AxisForm): Transform | null {
  const shape = requiredShape(call, 0);
  if (shape === null) return null;
  const axis = form === 'attribute' ? (intAttr(call, 'axis') ?? 1) : has(call, 2) ? scalarAt(call, 2) : -2;
  if (typeof axis !== 'number') return null;
  const at = normalAxis(call, axis, shape.length);
  if (at === shape.length - 1) throw shapeFault(call, `axis ${axis} is the one of real and imaginary parts`);
  const [oneSided, inverse] = [intAttr(call, 'onesided') === 1, intAttr(call, 'inverse') === 1];
  const size = shape[at] ?? 1;
  const own = oneSided && inverse ? mul(sub(size, 1), 2) : size;
  return { shape, axis: at, length: has(call, 1) ? scalarAt(call, 1) : own, oneSided, inverse };
}

/** Frequencies of a transform of real numbers: ⌊n/2⌋ + 1. */
const halfSpectrum = (length: Dim): Dim => add(floorDiv(length, 2), 1);

/** The input with `axis` of the transform's length (or half its spectrum) and complex numbers on the last axis. */
export function dftShape(form: AxisForm): ShapeRule {
  return (call) => {
    const dtype = dtypeAt(call, 0);
    const transform = transformOf(call, form);
    if (transform === null) {
      const x = requiredShape(call, 0);
      const keeps = !has(call, 1) && intAttr(call, 'onesided') !== 1;
      const sizes = x?.slice(0, -1).map((size, i) => (keeps ? size : call.fresh(`dim${i}`)));
      return [tensor(dtype, sizes === undefined ? null : [...sizes, partsOf(call)])];
    }
    const { shape, axis, oneSided, inverse } = transform;
    const length = atLeast(call, transform.length ?? call.fresh(`dim${axis}`), 1, 'the length of the transform');
    const size = oneSided && !inverse ? halfSpectrum(length) : length;
    return [tensor(dtype, [...shape.slice(0, axis), size, ...shape.slice(axis + 1, -1), partsOf(call)])];
  };
}

/** Real results only of a one-sided inverse. */
const partsOf = (call: Call): number => (intAttr(call, 'onesided') === 1 && intAttr(call, 'inverse') === 1 ? 1 : 2);

/** ⌈5·n·log₂n⌉, the customary count of a fast transform of n complex numbers (2 parts); half of it for real ones (1 part). Undefined for symbols. */
function fourierOps(length: Dim, parts: Dim): Dim | undefined {
  const points = constantOf(length);
  if (points === undefined) return undefined;
  const n = Number(points);
  const [real, complex] = [2.5, 5].map((each) => (n <= 1 ? 0 : fromBigInt(BigInt(Math.ceil(each * n * Math.log2(n))))));
  return choose(isUnequal(parts, 1), complex ?? 0, real ?? 0);
}

function transformsCost(length: Dim | undefined, parts: Dim, count: Dim): Cost {
  const each = length === undefined ? undefined : fourierOps(length, parts);
  return each === undefined ? unknownCost : { elementwise: mul(count, each) };
}

/** F = ⌈5·n·log₂n⌉ a transform of n points, half for real signals; unknown for a symbolic n. */
export function dftCost(form: AxisForm): CostRule {
  return (call) => {
    const transform = transformOf(call, form);
    if (transform === null) return unknownCost;
    const { shape, axis, length } = transform;
    const others = product(shape.filter((_, i) => i !== axis && i !== shape.length - 1));
    return transformsCost(length, partsOf(call) === 1 ? 1 : (shape.at(-1) ?? 2), others);
  };
}

/** Samples of one frame: input 3, else the window's length, else the whole signal. */
function frameLength(call: Call, signal: Dim | undefined): Dim | undefined {
  const window = has(call, 2) ? shapeAt(call, 2)?.[0] : undefined;
  if (!has(call, 3)) return has(call, 2) ? window : signal;
  const length = scalarAt(call, 3);
  return length !== undefined && window !== undefined
    ? agreed(call, length, window, 'frame_length, and the window')
    : (length ?? window);
}

/** [B, ⌊(L − frame)/step⌋ + 1, frequencies, 2] of a signal [B, L, 1 or 2]. */
export const stftShape: ShapeRule = (call) => {
  const signal = requiredShape(call, 0);
  requiredShape(call, 1);
  if (signal !== null && (signal.length < 2 || signal.length > 3))
    throw shapeFault(call, `the signal has rank ${signal.length}; it must be [B, L, 1 or 2]`);
  const [length, step] = [frameLength(call, signal?.[1]), scalarAt(call, 1)];
  if (step !== undefined) atLeast(call, step, 1, 'frame_step');
  const oneSided = (intAttr(call, 'onesided') ?? 1) === 1;
  const told = signal?.[1] !== undefined && length !== undefined && step !== undefined;
  const frames = told ? add(floorDiv(sub(signal[1] ?? 0, length), step), 1) : call.fresh('dim1');
  const bins = length === undefined ? call.fresh('dim2') : oneSided ? halfSpectrum(length) : length;
  return [
    tensor(dtypeAt(call, 0), [
      signal?.[0] ?? call.fresh('dim0'),
      atLeast(call, frames, 1, 'the number of frames'),
      bins,
      2,
    ]),
  ];
};

/** A frame each: the window's product (F = 1 a part) and a transform. */
export const stftCost: CostRule = (call, [output]) => {
  const signal = shapeAt(call, 0);
  const length = frameLength(call, signal?.[1]);
  if (output?.kind !== 'tensor' || output.shape === null || length === undefined) return unknownCost;
  const parts = signal?.length === 2 ? 1 : (signal?.[2] ?? 2);
  const frames = mul(output.shape[0] ?? 1, output.shape[1] ?? 1);
  const transforms = transformsCost(length, parts, frames);
  const windowed = has(call, 2) ? product([frames, length, parts]) : 0;
  return { ...transforms, elementwise: add(transforms.elementwise ?? 0, windowed) };
};

/** [⌊n/2⌋ + 1, mel bins]. */
export const melShape: ShapeRule = (call) => {
  [0, 1, 2, 3, 4].forEach((position) => requiredShape(call, position));
  const [bins] = statedSizes(call, 0, 0, 'num_mel_bins') ?? [];
  const [length] = statedSizes(call, 1, 0, 'dft_length') ?? [];
  const rows = length === undefined ? call.fresh('dim0') : halfSpectrum(length);
  return [tensor(elementTypeAttr(call, 'output_datatype', 'f32'), [rows, bins ?? call.fresh('dim1')])];
};

/** F = 2N: each weight lies on a rising or falling edge; T = the edges of all bands (bins + 2), from mel to hertz. */
export const melCost: CostRule = (_, outputs) => {
  const [weights] = outputs;
  if (weights?.kind !== 'tensor' || weights.shape === null) return unknownCost;
  return { elementwise: mul(product(weights.shape), 2), transcendentals: add(weights.shape[1] ?? 0, 2) };
};

/** A cosine window a0 − a1·cos(2πk/n) + a2·cos(4πk/n); n is the size, or one less if not periodic. */
export function windowShape(a0: number, a1: number, a2: number): ShapeRule {
  return (call) => {
    requiredShape(call, 0);
    const dtype = elementTypeAttr(call, 'output_datatype', 'f32');
    const size = scalarAt(call, 0);
    if (size === undefined) return [tensor(dtype, [call.fresh('dim0')])];
    const shape = [atLeast(call, size, 0, 'the size')];
    const [points] = smallShape(shape) ?? [];
    if (points === undefined) return [tensor(dtype, shape)];
    const period = (intAttr(call, 'periodic') ?? 1) === 1 ? points : points - 1;
    const angle = (k: number): number => (2 * Math.PI * k) / period;
    const values = Array.from({ length: points }, (_, k) => a0 - a1 * Math.cos(angle(k)) + a2 * Math.cos(2 * angle(k)));
    return [
      withContent(
        dtype,
        shape,
        values.map((value) => roundFloat(dtype, value)),
      ),
    ];
  };
}

/** F = 6N + 5, T = 2N, as its definition has it. */
export const windowCost: CostRule = (_, outputs) => {
  const count = outputCount(outputs);
  return count === undefined ? unknownCost : { elementwise: add(mul(count, 6), 5), transcendentals: mul(count, 2) };
};

/** Transform of the last axis of real numbers: its size becomes ⌊n/2⌋ + 1, complex parts go behind. */
export const rfftShape: ShapeRule = (call) => {
  const x = requiredShape(call, 0);
  const [last] = x?.slice(-1) ?? [];
  if (x === null) return [tensor(dtypeAt(call, 0), null)];
  if (last === undefined) throw shapeFault(call, 'a scalar is no signal');
  return [tensor(dtypeAt(call, 0), [...x.slice(0, -1), halfSpectrum(last), 2])];
};

/** Inverse of it: [… , f, 2] gives [… , 2·(f − 1)]. */
export const irfftShape: ShapeRule = (call) => {
  const x = requiredShape(call, 0);
  if (x === null) return [tensor(dtypeAt(call, 0), null)];
  const [frequencies, parts] = x.slice(-2);
  if (frequencies === undefined || parts === undefined || differ(parts, 2))
    throw shapeFault(call, 'its last axis must hold real and imaginary parts');
  return [
    tensor(dtypeAt(call, 0), [
      ...x.slice(0, -2),
      atLeast(call, mul(sub(frequencies, 1), 2), 0, 'the length of the signal'),
    ]),
  ];
};

/** Real transforms over the last `signal_ndim` axes of the real tensor (input or output). */
export const realTransformCost: CostRule = (call, [output]) => {
  const x = shapeAt(call, 0);
  const y = output?.kind === 'tensor' ? output.shape : null;
  if (x === null || y === null) return unknownCost;
  const real = x.length < y.length ? x : y;
  const axes = Math.max(1, intAttr(call, 'signal_ndim') ?? 1);
  return transformsCost(product(real.slice(-axes)), 1, product(real.slice(0, -axes)));
};
