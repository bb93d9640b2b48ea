import type { DType } from '#graph/dtype.ts';
import type { Scalar } from '#graph/value.ts';
import type { BenchInput } from './plan-inputs.ts';
import type { TensorAt } from '#bench/protocol.ts';
import { Fault } from '#graph/fault.ts';
import { seeded, seedOf } from '#bench/decide/pseudo-random.ts';

/** A tensor whose contents are bytes (little-endian) or strings; the runtime's name of its type. */
export interface Tensor {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
  readonly strings?: readonly string[];
}

type Writer = (view: DataView, index: number, value: number) => void;

interface TypeRow {
  readonly type: string;
  readonly width: number;
  readonly write: Writer;
}

const le = true;
const big = (value: number): bigint => BigInt(Math.round(value));

/** The types that the runtime's JavaScript door takes, in its names, and how a value is laid down. */
const types: ReadonlyMap<DType, TypeRow> = new Map<DType, TypeRow>([
  ['f32', { type: 'float32', width: 4, write: (view, i, value) => view.setFloat32(4 * i, value, le) }],
  ['f64', { type: 'float64', width: 8, write: (view, i, value) => view.setFloat64(8 * i, value, le) }],
  ['f16', { type: 'float16', width: 2, write: (view, i, value) => view.setUint16(2 * i, halfBits(value), le) }],
  ['i64', { type: 'int64', width: 8, write: (view, i, value) => view.setBigInt64(8 * i, big(value), le) }],
  ['u64', { type: 'uint64', width: 8, write: (view, i, value) => view.setBigUint64(8 * i, big(value), le) }],
  ['i32', { type: 'int32', width: 4, write: (view, i, value) => view.setInt32(4 * i, value, le) }],
  ['u32', { type: 'uint32', width: 4, write: (view, i, value) => view.setUint32(4 * i, value, le) }],
  ['i16', { type: 'int16', width: 2, write: (view, i, value) => view.setInt16(2 * i, value, le) }],
  ['u16', { type: 'uint16', width: 2, write: (view, i, value) => view.setUint16(2 * i, value, le) }],
  ['i8', { type: 'int8', width: 1, write: (view, i, value) => view.setInt8(i, value) }],
  ['u8', { type: 'uint8', width: 1, write: (view, i, value) => view.setUint8(i, value) }],
  ['bool', { type: 'bool', width: 1, write: (view, i, value) => view.setUint8(i, value === 0 ? 0 : 1) }],
]);

/** The runtime's name of a type. @throws Fault `unsupported-input` */
function typeRow(dtype: DType, input: string): TypeRow {
  const row = types.get(dtype);
  if (row !== undefined) return row;
  throw new Fault(
    'unsupported-input',
    `input ${input} is ${dtype}, which onnxruntime's JavaScript door can't take`,
    'set bench: false for this model, or export it with f32 or f16 inputs',
  );
}

/** Makes an input's contents: the same for the same name, shape, type and seed. */
export function makeTensor({ name, dtype, shape, fill }: BenchInput, seed: number): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  if (dtype === 'string')
    return { name, type: 'string', shape, bytes: new Uint8Array(), strings: stringsOf(fill, count) };
  const { type, width, write } = typeRow(dtype, name);
  const bytes = new Uint8Array(count * width);
  const view = new DataView(bytes.buffer);
  const next = valuesOf(fill, shape.at(-1) ?? 1, seedOf(seed, name));
  for (let i = 0; i < count; i += 1) write(view, i, next(i));
  return { name, type, shape, bytes };
}

function stringsOf(fill: BenchInput['fill'], count: number): readonly string[] {
  if (fill.kind === 'given') return fill.data.map(String);
  return Array.from({ length: count }, () => 'measure');
}

function valuesOf(fill: BenchInput['fill'], last: number, seed: number): (index: number) => number {
  const random = seeded(seed);
  switch (fill.kind) {
    case 'normal':
      return () => awayFromZero(random.normal());
    case 'integers':
      return () => fill.from + random.below(fill.below - fill.from);
    case 'constant':
      return () => fill.value;
    case 'positions':
      return (i) => Math.min(i % Math.max(last, 1), fill.below - 1);
    case 'given':
      return (i) => numberOf(fill.data[i]);
    case 'text':
      return () => 0;
  }
}

/** Never so small that it, or its square, is denormal: such numbers are computed 10 to 100 times slower. */
const awayFromZero = (value: number): number => (Math.abs(value) < 0.001 ? 0.001 : value);

function numberOf(one: Scalar | undefined): number {
  return typeof one === 'number' ? one : Number(one);
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

/** A number in half precision, rounded to nearest even; beyond its range infinity, below it zero. */
export function halfBits(value: number): number {
  float[0] = value;
  const bits = floatBits[0] ?? 0;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) return sign | (exponent === 143 && fraction !== 0 ? 0x7e00 : 0x7c00);
  if (exponent <= 0) {
    if (exponent < -10) return sign;
    return sign | roundedShift(fraction | 0x800000, 14 - exponent);
  }
  return sign + ((exponent << 10) + roundedShift(fraction, 13));
}

function roundedShift(value: number, by: number): number {
  const kept = value >>> by;
  const rest = value & ((1 << by) - 1);
  const half = 1 << (by - 1);
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

const ALIGNMENT = 64;

/** Tensors laid end to end, as a worker reads them from its inputs file. */
export function layOut(tensors: readonly Tensor[]): {
  readonly parts: readonly Uint8Array[];
  readonly at: readonly TensorAt[];
} {
  const parts: Uint8Array[] = [];
  let offset = 0;
  const at = tensors.map(({ name, type, shape, bytes, strings }): TensorAt => {
    const place = offset;
    const padding = (ALIGNMENT - (bytes.length % ALIGNMENT)) % ALIGNMENT;
    parts.push(bytes, new Uint8Array(padding));
    offset += bytes.length + padding;
    return { name, type, shape, offset: place, length: bytes.length, ...(strings === undefined ? {} : { strings }) };
  });
  return { parts, at };
}
