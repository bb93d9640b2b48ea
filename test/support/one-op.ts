import type { DType } from '#graph/dtype.ts';
import type { Dim } from '#graph/dim.ts';
import type { Scalar, Value } from '#graph/value.ts';
import type { Figures } from '#count/run.ts';
import type { Mark } from './truth.ts';
import type { WrittenAttr, WrittenDType } from './onnx-writer.ts';
import { runModel } from './run.ts';
import { evaluate, fromBigInt, symbol, symbolsOf } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import * as ort from 'onnxruntime-node';
import { model, node, value } from './onnx-writer.ts';
import { rowsUsed } from './verified.ts';
import { memorySource, worst } from './truth.ts';

/** An input of a one-operator model; `asked` ones (shapes, axes, pads …) are contents that shapes depend on. */
export interface OneInput {
  readonly dtype: WrittenDType;
  readonly dims: readonly number[];
  readonly data: readonly (number | string)[];
  readonly asked?: boolean;
}

/** A model of one operator with everything it reads. */
export interface OneOp {
  readonly op: string;
  readonly domain?: string;
  readonly opset?: number;
  readonly attrs?: Readonly<Record<string, WrittenAttr>>;
  readonly inputs: readonly (OneInput | null)[];
  readonly outputs?: number;
}

/** What a run gives: type, sizes, elements. */
export interface Ran {
  readonly dtype: DType;
  readonly dims: readonly number[];
  readonly data: readonly (number | string)[];
}

const ortTypes = new Map<string, DType>([
  ['float32', 'f32'],
  ['float64', 'f64'],
  ['float16', 'f16'],
  ['int64', 'i64'],
  ['int32', 'i32'],
  ['int16', 'i16'],
  ['int8', 'i8'],
  ['uint64', 'u64'],
  ['uint32', 'u32'],
  ['uint16', 'u16'],
  ['uint8', 'u8'],
  ['bool', 'bool'],
  ['string', 'string'],
]);

const inputName = (i: number): string => `x${i}`;
const outputName = (i: number): string => `y${i}`;

/** The model's bytes; outputs are named y0, y1, … without a type. */
function oneOpModel(one: OneOp): Uint8Array {
  const names = one.inputs.map((input, i) => (input === null ? '' : inputName(i)));
  const outputs = Array.from({ length: one.outputs ?? 1 }, (_, i) => outputName(i));
  const opsets = {
    '': one.opset ?? 21,
    ...(one.domain === undefined ? {} : { [one.domain]: one.domain === 'com.microsoft' ? 1 : 3 }),
  };
  const opset =
    one.domain === undefined || one.domain === 'com.microsoft'
      ? opsets
      : { ...opsets, [one.domain]: one.opset ?? 3, '': 21 };
  return model({
    ir: 10,
    opset,
    nodes: [node(one.op, names, outputs, one.attrs ?? {}, one.domain === undefined ? {} : { domain: one.domain })],
    inputs: one.inputs.flatMap((input, i) => (input === null ? [] : [value(inputName(i), input.dtype, input.dims)])),
    outputs: outputs.map((name) => value(name, null)),
  });
}

/** 2^63 is as far as an i64 goes, less 1. */
const clamped = (n: number): bigint => (n >= 2 ** 63 ? 2n ** 63n - 1n : BigInt(n));

const arrays = {
  f32: (data) => Float32Array.from(data),
  f64: (data) => Float64Array.from(data),
  i64: (data) => BigInt64Array.from(data.map(clamped)),
  i32: (data) => Int32Array.from(data),
  i8: (data) => Int8Array.from(data),
  u8: (data) => Uint8Array.from(data),
  bool: (data) => Uint8Array.from(data),
} satisfies Partial<Record<WrittenDType, (data: readonly number[]) => unknown>>;

function feed(input: OneInput): ort.Tensor {
  const name = [...ortTypes].find(([, dtype]) => dtype === input.dtype)?.[0] as ort.Tensor.Type;
  const make = arrays[input.dtype as keyof typeof arrays] as
    | ((data: readonly number[]) => ort.Tensor.DataType)
    | undefined;
  return new ort.Tensor(
    name,
    (make === undefined ? [...input.data] : make(input.data as readonly number[])) as ort.Tensor.DataType,
    input.dims,
  );
}

/** Row of the registry that the operator uses, by name. */
export const rowOfOne = (one: OneOp): readonly string[] =>
  rowsUsed(readModelSync(memorySource(oneOpModel(one), one.op), one.op));

/** What onnxruntime makes of it, with optimisations off. */
export async function runOneOp(one: OneOp): Promise<readonly Ran[]> {
  const session = await ort.InferenceSession.create(oneOpModel(one), {
    graphOptimizationLevel: 'disabled',
    logSeverityLevel: 4,
  });
  const feeds = Object.fromEntries(
    one.inputs.flatMap((input, i) => (input === null ? [] : [[inputName(i), feed(input)]])),
  );
  const results = await session.run(feeds);
  const ran = Array.from({ length: one.outputs ?? 1 }, (_, i) => ranOf(results[outputName(i)] as ort.Tensor));
  await session.release();
  return ran;
}

function ranOf(result: ort.Tensor): Ran {
  const dtype = ortTypes.get(result.type) ?? 'unknown';
  const data = Array.from(result.data as ArrayLike<number | bigint | string>, (one) =>
    typeof one === 'string' ? one : Number(one),
  );
  return { dtype, dims: result.dims, data };
}

/**
 * How much inference is told. `contents`: everything. `head`, `tail`: contents of the first input, or of all others, only.
 * `shapes`: no contents but those asked. `blind`: sizes only.
 * `symbols`: sizes of the others and positive elements of those asked are symbols, bound when the result is compared.
 */
export type Telling = 'contents' | 'head' | 'tail' | 'shapes' | 'blind' | 'symbols';
export const tellings: readonly Telling[] = ['contents', 'shapes', 'blind', 'symbols'];
export const partialTellings: readonly Telling[] = ['head', 'tail'];

function told(input: OneInput, i: number, telling: Telling, env: Map<string, bigint>): Value {
  const named = (name: string, n: number): Dim => {
    env.set(name, BigInt(n));
    return symbol(name);
  };
  const { dtype, dims } = input;
  const data = input.data.map((one): Scalar =>
    typeof one === 'string' || Number.isSafeInteger(one) || !/^[iu]/.test(dtype) ? one : fromBigInt(clamped(one)),
  );
  const isTold = {
    contents: true,
    head: i === 0,
    tail: i > 0,
    shapes: input.asked === true,
    blind: false,
    symbols: false,
  };
  if (isTold[telling]) return { kind: 'tensor', dtype, shape: dims, data };
  if (telling !== 'symbols') return { kind: 'tensor', dtype, shape: dims };
  if (input.asked !== true) return { kind: 'tensor', dtype, shape: dims.map((n, axis) => named(`s${i}_${axis}`, n)) };
  const isInt = /^[iu]/.test(dtype);
  return {
    kind: 'tensor',
    dtype,
    shape: dims,
    data: data.map((one, k) => (isInt && typeof one === 'number' && one > 1 ? named(`v${i}_${k}`, one) : one)),
  };
}

/** What inference says of each output against what running gave; unknown sizes and elements are not wrong. */
export function judgeOneOp(
  one: OneOp,
  truth: readonly Ran[],
  telling: Telling,
): { readonly mark: Mark; readonly got: string; readonly hasContents: boolean } {
  const env = new Map<string, bigint>();
  const read = readModelSync(memorySource(oneOpModel(one), one.op), one.op);
  const inputs = new Map(
    one.inputs.flatMap((input, i) => (input === null ? [] : [[inputName(i), told(input, i, telling, env)] as const])),
  );
  const { run } = runModel(read, { sizes: new Map(), inputs });
  const marks = truth.map((ran, i) => judge(run.outputs[i], ran, env));
  return {
    mark: worst(marks),
    hasContents: truth.every((ran, i) => elementsKnown(run.outputs[i]) === ran.data.length),
    got: JSON.stringify(run.outputs, (key, part: unknown) => (key === 'terms' || key === 'weights' ? undefined : part)),
  };
}

const elementsKnown = (got: Value | undefined): number | undefined =>
  got?.kind === 'tensor' ? got.data?.filter((scalar) => scalar !== undefined).length : undefined;

function judge(got: Value | undefined, ran: Ran, env: ReadonlyMap<string, bigint>): Mark {
  if (got === undefined || got.kind === 'unknown') return 'unknown';
  if (got.kind !== 'tensor' || got.dtype !== ran.dtype) return 'wrong';
  if (got.shape === null) return 'unknown';
  if (got.shape.length !== ran.dims.length) return 'wrong';
  const sizes = got.shape.map((size, axis): Mark => markSize(size, ran.dims[axis] ?? -1, env));
  const elements = (got.data ?? []).map((scalar, i): Mark => markElement(scalar, ran.data[i], env));
  return worst([...sizes, elements.includes('wrong') ? 'wrong' : 'right']);
}

function markSize(size: Dim, truth: number, env: ReadonlyMap<string, bigint>): Mark {
  if ([...symbolsOf(size)].some((name) => !env.has(name))) return 'unknown';
  return evaluate(size, env) === BigInt(truth) ? 'right' : 'wrong';
}

function markElement(
  scalar: Scalar | undefined,
  truth: number | string | undefined,
  env: ReadonlyMap<string, bigint>,
): Mark {
  if (scalar === undefined) return 'unknown';
  if (typeof scalar === 'string' || typeof truth === 'string') return scalar === truth ? 'right' : 'wrong';
  const number = typeof scalar === 'object' ? numberOf(scalar, env) : scalar;
  return Object.is(number, truth) || Math.abs((number ?? NaN) - (truth ?? NaN)) <= 1e-6 * Math.abs(truth ?? 0)
    ? 'right'
    : 'wrong';
}

function numberOf(scalar: Exclude<Scalar, number | string>, env: ReadonlyMap<string, bigint>): number | undefined {
  const top = evaluate(scalar.kind === 'poly' ? scalar : scalar.numerator, env);
  return top === undefined ? undefined : Number(top) / (scalar.kind === 'poly' ? 1 : scalar.denominator);
}

/** Cost of the operator on inputs of known sizes and, where asked, contents. */
export function figuresOfOne(one: OneOp): Figures & { readonly status: string } {
  const read = readModelSync(memorySource(oneOpModel(one), one.op), one.op);
  const inputs = new Map(
    one.inputs.flatMap((input, i) =>
      input === null ? [] : [[inputName(i), told(input, i, 'shapes', new Map())] as const],
    ),
  );
  const [layer] = runModel(read, { sizes: new Map(), inputs }).run.layers;
  if (layer === undefined) throw new Error('the model has no node');
  return { ...layer.figures, status: layer.status };
}
