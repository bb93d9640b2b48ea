import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Source } from '#graph/source.ts';
import type { Scalar, Shape, Value } from '#graph/value.ts';
import { constantOf, equal, evaluate, symbol, symbolsOf } from '#graph/dim.ts';

/** ONNX's names of element types, as the corpus writes them. */
const dtypes = new Map<string, DType>([
  ['FLOAT', 'f32'],
  ['DOUBLE', 'f64'],
  ['FLOAT16', 'f16'],
  ['BFLOAT16', 'bf16'],
  ['INT64', 'i64'],
  ['INT32', 'i32'],
  ['INT16', 'i16'],
  ['INT8', 'i8'],
  ['UINT64', 'u64'],
  ['UINT32', 'u32'],
  ['UINT16', 'u16'],
  ['UINT8', 'u8'],
  ['BOOL', 'bool'],
  ['STRING', 'string'],
  ['INT4', 'i4'],
  ['UINT4', 'u4'],
  ['INT2', 'i2'],
  ['UINT2', 'u2'],
  ['COMPLEX64', 'c64'],
  ['COMPLEX128', 'c128'],
  ['FLOAT8E4M3FN', 'f8e4m3fn'],
  ['FLOAT8E4M3FNUZ', 'f8e4m3fnuz'],
  ['FLOAT8E5M2', 'f8e5m2'],
  ['FLOAT8E5M2FNUZ', 'f8e5m2fnuz'],
  ['FLOAT4E2M1', 'f4e2m1'],
  ['FLOAT8E8M0', 'f8e8m0'],
  ['FLOAT6E2M3', 'f6e2m3'],
  ['FLOAT6E3M2', 'f6e3m2'],
]);

export const dtypeOf = (name: string): DType => dtypes.get(name) ?? 'unknown';

/** A source over bytes in memory. */
export function memorySource(bytes: Uint8Array, name: string): Source {
  return {
    name,
    size: bytes.length,
    forward: false,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    close: () => {},
  };
}

export type Mark = 'right' | 'unknown' | 'wrong';

/** The worst of several marks. */
export const worst = (marks: readonly Mark[]): Mark =>
  marks.includes('wrong') ? 'wrong' : marks.includes('unknown') ? 'unknown' : 'right';

/**
 * Compares an inferred shape with the true one. Symbols that only running can tell are bound by their first plain occurrence in
 * `env`, so that a formula over them is checked against every later truth.
 */
export function markShape(shape: Shape, truth: readonly number[], env: Map<string, bigint>, bind: boolean): Mark {
  if (shape === null) return 'unknown';
  if (shape.length !== truth.length) return 'wrong';
  return worst(shape.map((dim, i) => markDim(dim, BigInt(truth[i] as number), env, bind)));
}

function markDim(dim: Dim, truth: bigint, env: Map<string, bigint>, bind: boolean): Mark {
  const value = constantOf(dim);
  if (value !== undefined) return value === truth ? 'right' : 'wrong';
  if (!bind) return 'unknown';
  const names = [...symbolsOf(dim)];
  const [name] = names;
  if (names.length === 1 && name !== undefined && !env.has(name) && equal(dim, symbol(name))) env.set(name, truth);
  const evaluated = evaluate(dim, env);
  return evaluated === undefined ? 'unknown' : evaluated === truth ? 'right' : 'wrong';
}

export interface TensorTruth {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly value?: unknown;
  readonly stored_dtype?: string;
}

/** Elements of a truth value, nested lists flattened. */
export function flat(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flatMap(flat) : [value];
}

/** JSON's way with numbers that JSON lacks. */
export function numberOf(value: unknown): unknown {
  if (value === true) return 1;
  if (value === false) return 0;
  if (value === 'NaN' || value === 'nan' || value === null) return NaN;
  if (value === 'Infinity' || value === 'inf') return Infinity;
  if (value === '-Infinity' || value === '-inf') return -Infinity;
  return value;
}

/** Compares known contents; contents that aren't known are not wrong. Floats agree within the rounding of their type. */
export function markContents(value: Value | undefined, truth: TensorTruth, env: ReadonlyMap<string, bigint>): Mark {
  if (
    value?.kind !== 'tensor' ||
    value.data === undefined ||
    truth.value === undefined ||
    truth.stored_dtype !== undefined
  )
    return 'unknown';
  const expected = flat(truth.value);
  if (expected.length !== value.data.length) return 'wrong';
  return worst(value.data.map((scalar, i) => markScalar(scalar, expected[i], env, value.dtype)));
}

function markScalar(
  scalar: Scalar | undefined,
  expected: unknown,
  env: ReadonlyMap<string, bigint>,
  dtype: DType,
): Mark {
  if (scalar === undefined) return 'unknown';
  if (dtype === 'string') return scalar === expected ? 'right' : 'wrong';
  const want = numberOf(expected);
  let got: number | undefined;
  if (typeof scalar === 'number') got = scalar;
  else if (typeof scalar === 'string') return 'wrong';
  else if (scalar.kind === 'poly') got = numeric(evaluate(scalar, env));
  else
    got =
      numeric(evaluate(scalar.numerator, env)) === undefined
        ? undefined
        : Number(evaluate(scalar.numerator, env)) / scalar.denominator;
  if (got === undefined) return 'unknown';
  if (typeof want !== 'number') return 'unknown';
  if (Object.is(got, want) || got === want) return 'right';
  const tolerance = /^[iu]|bool/.test(dtype) ? 0 : dtype === 'f32' || dtype === 'f64' ? 1e-5 : 2e-2;
  return Math.abs(got - want) <= tolerance * Math.max(1, Math.abs(want)) ? 'right' : 'wrong';
}

const numeric = (value: bigint | undefined): number | undefined => (value === undefined ? undefined : Number(value));
