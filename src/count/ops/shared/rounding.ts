import type { Dim, Poly } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Scalar, SymbolicFloat } from '#graph/value.ts';
import { constantOf, fromBigInt, isNonNegative, mul, truncDiv } from '#graph/dim.ts';
import { bitsOf, isFloat, isInteger } from '#graph/dtype.ts';
import { isUnequal } from '#count/ops/control/truth.ts';

/** A binary floating-point format: `mantissa` stored bits, `least` exponent of a normal number, largest finite value. */
interface FloatFormat {
  readonly mantissa: number;
  readonly least: number;
  readonly largest: number;
  /** What overflows become: an infinity, NaN, or the largest finite value. */
  readonly overflow: 'infinity' | 'nan' | 'largest';
}

/** IEEE 754 and bfloat16; OCP 8-bit, 6-bit and 4-bit formats; the `fnuz` variants of ONNX (bias one higher, no infinity). */
const formats = new Map<DType, FloatFormat>([
  ['f16', { mantissa: 10, least: -14, largest: 65504, overflow: 'infinity' }],
  ['bf16', { mantissa: 7, least: -126, largest: (2 - 2 ** -7) * 2 ** 127, overflow: 'infinity' }],
  ['f8e4m3fn', { mantissa: 3, least: -6, largest: 448, overflow: 'nan' }],
  ['f8e4m3fnuz', { mantissa: 3, least: -7, largest: 240, overflow: 'nan' }],
  ['f8e5m2', { mantissa: 2, least: -14, largest: 57344, overflow: 'infinity' }],
  ['f8e5m2fnuz', { mantissa: 2, least: -15, largest: 57344, overflow: 'nan' }],
  ['f6e2m3', { mantissa: 3, least: 0, largest: 7.5, overflow: 'largest' }],
  ['f6e3m2', { mantissa: 2, least: -2, largest: 28, overflow: 'largest' }],
  ['f4e2m1', { mantissa: 1, least: 0, largest: 6, overflow: 'largest' }],
]);

/** The nearest integer, halves to the even one. */
export function roundHalfEven(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) >= 2 ** 52) return x;
  const low = Math.floor(x);
  const rest = x - low;
  const up = rest > 0.5 || (rest === 0.5 && low % 2 !== 0);
  const rounded = up ? low + 1 : low;
  return rounded === 0 && (x < 0 || Object.is(x, -0)) ? -0 : rounded;
}

const view = new DataView(new ArrayBuffer(8));

/** ⌊log₂|x|⌋ of a normal double. */
function exponentOf(x: number): number {
  view.setFloat64(0, x);
  return ((view.getUint32(0) >>> 20) & 0x7ff) - 1023;
}

/**
 * A number rounded to the nearest value of a float type (ties to even). Undefined for types without rounding rule (f8e8m0, complex).
 * @param saturate overflows and infinities become the largest finite value in the 8-bit formats, as Cast and QuantizeLinear have it
 */
export function roundFloat(dtype: DType, x: number, saturate = false): number | undefined {
  if (dtype === 'f32') return Math.fround(x);
  if (dtype === 'f64') return x;
  const format = formats.get(dtype);
  if (format === undefined) return undefined;
  if (Number.isNaN(x)) return format.overflow === 'largest' ? undefined : Number.NaN;
  const unit = 2 ** (Math.max(exponentOf(x), format.least) - format.mantissa);
  const rounded = Number.isFinite(x) ? roundHalfEven(x / unit) * unit : x;
  if (Math.abs(rounded) <= format.largest) return dtype.endsWith('fnuz') ? rounded + 0 : rounded;
  const clips = format.overflow === 'largest' || (saturate && bitsOf(dtype) === 8);
  return clips
    ? Math.sign(x) * format.largest
    : format.overflow === 'nan'
      ? Number.NaN
      : Math.sign(x) * Number.POSITIVE_INFINITY;
}

/** Smallest and largest value of an integer type; bool counts as one bit without sign. */
export function integerRange(dtype: DType): { readonly low: bigint; readonly high: bigint } {
  const width = BigInt(dtype === 'bool' ? 1 : (bitsOf(dtype) ?? 64));
  return dtype.startsWith('i')
    ? { low: -(1n << (width - 1n)), high: (1n << (width - 1n)) - 1n }
    : { low: 0n, high: (1n << width) - 1n };
}

/**
 * An integer as a type of this width stores it: two's complement wrap-around. A symbolic one is taken to fit 32 and 64 bits
 * (sizes do); in a narrower type it isn't known, nor without sign unless provably ≥ 0.
 */
export function wrapInteger(dtype: DType, value: Dim): Dim | undefined {
  const bits = bitsOf(dtype) ?? 64;
  const signed = dtype.startsWith('i');
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return undefined;
    if (
      bits === 64
        ? signed || value >= 0
        : value >= (signed ? -(2 ** (bits - 1)) : 0) && value < 2 ** (signed ? bits - 1 : bits)
    )
      return value + 0;
  }
  const constant = constantOf(value);
  if (constant !== undefined)
    return fromBigInt(signed ? BigInt.asIntN(bits, constant) : BigInt.asUintN(bits, constant));
  return bits >= 32 && (signed || isNonNegative(value)) ? value : undefined;
}

/** `numerator / denominator` as a float scalar; a plain number if it has no symbols. The denominator is an integer other than 0. */
export function ratio(numerator: Dim, denominator: number): SymbolicFloat | number {
  if (denominator < 0) return ratio(mul(numerator, -1), -denominator);
  const constant = constantOf(numerator);
  if (constant !== undefined) return Number(constant) / denominator;
  const whole = denominator === 1 ? numerator : truncDiv(numerator, denominator);
  const reduced = denominator !== 1 && mulEquals(whole, denominator, numerator);
  return {
    kind: 'symbolic-float',
    numerator: (reduced ? whole : numerator) as Poly,
    denominator: reduced ? 1 : denominator,
  };
}

function mulEquals(whole: Dim, denominator: number, numerator: Dim): boolean {
  const back = mul(whole, denominator);
  return typeof back !== 'number' && typeof numerator !== 'number' && back.key === numerator.key;
}

/** True of an element that is a ratio of sizes. */
export function isSymbolicFloat(scalar: Scalar | undefined): scalar is SymbolicFloat {
  return typeof scalar === 'object' && scalar.kind === 'symbolic-float';
}

/**
 * A result of arithmetic as its type stores it: floats rounded, integers wrapped around, bools 0 or 1. Undefined if the
 * type can't hold it or it is unknown.
 */
export function fit(dtype: DType, scalar: Scalar | undefined, saturate = false): Scalar | undefined {
  if (scalar === undefined || dtype === 'string') return typeof scalar === 'string' ? scalar : undefined;
  if (typeof scalar === 'string') return undefined;
  if (isFloat(dtype)) return typeof scalar === 'number' ? roundFloat(dtype, scalar, saturate) : floatOf(dtype, scalar);
  if (isSymbolicFloat(scalar)) return undefined;
  if (isInteger(dtype)) return wrapInteger(dtype, scalar);
  return dtype === 'bool' ? truth(scalar) : undefined;
}

/** A symbolic size or ratio as a float; a type that would round common sizes (below f16's 2048) doesn't know it. */
function floatOf(dtype: DType, scalar: Poly | SymbolicFloat): Scalar | undefined {
  const value = isSymbolicFloat(scalar) ? scalar : ratio(scalar, 1);
  if (typeof value === 'number') return roundFloat(dtype, value);
  return dtype === 'f64' || dtype === 'f32' || dtype === 'f16' ? value : undefined;
}

/** 1 if not 0, 0 if 0. */
const truth = (value: Dim): Dim => isUnequal(value, 0);
