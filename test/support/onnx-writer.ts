import { dtypes, rawOf, typedFields, type WrittenData, type WrittenDType } from './onnx-elements-writer.ts';
import { concat, delimited, float, int, ints, join, optionalText, text, toBytes, type Bytes } from './protobuf.ts';

export type { WrittenData, WrittenDType } from './onnx-elements-writer.ts';

/** A size: a number, a dim_param, or null for one that isn't told. */
export type WrittenDim = number | bigint | string | null;

/** Written fields of one kind of message, so that kinds can't be mixed up. */
export interface Written<Kind extends string> {
  readonly kind: Kind;
  readonly bytes: Bytes;
}

const written = <Kind extends string>(kind: Kind, ...parts: readonly Bytes[]): Written<Kind> => ({
  kind,
  bytes: join(...parts),
});

// ---- Types -----------------------------------------------------------------------------------------------------------

/** A tensor type; `shape` null leaves the shape out (unknown rank). */
export function tensorType(dtype: WrittenDType, shape: readonly WrittenDim[] | null): Written<'type'> {
  const dims = shape?.map((dim) =>
    delimited(1, dim === null ? [] : typeof dim === 'string' ? text(2, dim) : int(1, dim)),
  );
  return written(
    'type',
    delimited(1, join(int(1, dtypes[dtype][0]), dims === undefined ? [] : delimited(2, concat(dims)))),
  );
}

export const sequenceType = (element: Written<'type'>): Written<'type'> =>
  written('type', delimited(4, delimited(1, element.bytes)));
export const optionalType = (element: Written<'type'>): Written<'type'> =>
  written('type', delimited(9, delimited(1, element.bytes)));
export const mapType = (key: WrittenDType, element: Written<'type'>): Written<'type'> =>
  written('type', delimited(5, join(int(1, dtypes[key][0]), delimited(2, element.bytes))));

/** A graph input, output or value_info: of a tensor, or of any type; without a type where null. */
export function value(
  name: string,
  dtype: WrittenDType | Written<'type'> | null,
  shape: readonly WrittenDim[] | null = null,
): Written<'value'> {
  const type = typeof dtype === 'string' ? tensorType(dtype, shape) : dtype;
  return written('value', optionalText(1, name), type === null ? [] : delimited(2, type.bytes));
}

// ---- Tensors ---------------------------------------------------------------------------------------------------------

export interface TensorOptions {
  /** raw: raw_data (the default). typed: float_data and its like. unpacked: typed, one tag a value. */
  readonly as?: 'raw' | 'typed' | 'unpacked';
  /** External data instead of contents. */
  readonly external?: Readonly<Record<string, string>>;
}

/** A tensor. Without contents its raw_data is a hole of zeros of the right length. */
export function tensor(
  name: string,
  dtype: WrittenDType,
  dims: readonly (number | bigint)[],
  data?: WrittenData,
  options: TensorOptions = {},
): Written<'tensor'> {
  const head = join(ints(1, dims), int(2, dtypes[dtype][0]));
  return written('tensor', head, ...contents(name, dtype, dims, data, options));
}

/** Fields of a tensor behind its dims and type, by field number. */
function contents(
  name: string,
  dtype: WrittenDType,
  dims: readonly (number | bigint)[],
  data: WrittenData | undefined,
  options: TensorOptions,
): Bytes[] {
  const label = optionalText(8, name);
  if (options.external !== undefined) {
    const entries = Object.entries(options.external).map(([key, entry]) =>
      delimited(13, join(text(1, key), text(2, entry))),
    );
    return [label, ...entries, int(14, 1)];
  }
  const bits = dtypes[dtype][1];
  const count = dims.reduce((product: number, dim) => product * Number(dim), 1);
  if (data === undefined) return [label, delimited(9, [{ hole: Math.ceil((count * bits) / 8) }])];
  if (dtype === 'string') return [...data.map((one) => text(6, String(one))), label];
  if (options.as === undefined || options.as === 'raw') return [label, delimited(9, [rawOf(dtype, data)])];
  const { field, bytes } = typedFields(dtype, data, options.as);
  return field < 8 ? [bytes, label] : [label, bytes];
}

/** A sparse tensor: stored values and, one a value, their places ([n] linear or [n, rank] coordinates). */
export const sparse = (
  values: Written<'tensor'>,
  indices: Written<'tensor'>,
  dims: readonly number[],
): Written<'sparse'> => written('sparse', delimited(1, values.bytes), delimited(2, indices.bytes), ints(3, dims));

// ---- Nodes -----------------------------------------------------------------------------------------------------------

/** Attribute values that plain JavaScript can't tell apart. */
export interface AttrValue {
  readonly kind: 'attr';
  readonly type: number;
  readonly bytes: Bytes;
}

const attr = (type: number, bytes: Bytes): AttrValue => ({ kind: 'attr', type, bytes });

/** A FLOAT, whole numbers too. */
export const floatAttr = (one: number): AttrValue => attr(1, float(2, one));
export const floatsAttr = (list: readonly number[]): AttrValue => attr(6, join(...list.map((one) => float(7, one))));
export const intsAttr = (list: readonly (number | bigint)[]): AttrValue => attr(7, ints(8, list));
export const stringsAttr = (list: readonly string[]): AttrValue => attr(8, join(...list.map((one) => text(9, one))));
export const typeAttr = (type: Written<'type'>): AttrValue => attr(13, delimited(14, type.bytes));
/** In a function body: the attribute of the calling node, of an AttributeType number. */
export const refAttr = (name: string, type: number): AttrValue => attr(type, text(21, name));

export type WrittenAttr =
  | number
  | bigint
  | string
  | readonly number[]
  | readonly bigint[]
  | readonly string[]
  | Written<'tensor'>
  | Written<'sparse'>
  | Written<'graph'>
  | AttrValue;

/** INT for whole numbers, FLOAT for others; an empty list is INTS. */
function attrValue(from: WrittenAttr): AttrValue {
  if (typeof from === 'bigint' || (typeof from === 'number' && Number.isInteger(from))) return attr(2, int(3, from));
  if (typeof from === 'number') return floatAttr(from);
  if (typeof from === 'string') return attr(3, text(4, from));
  if ('kind' in from) {
    if (from.kind === 'attr') return from;
    if (from.kind === 'tensor') return attr(4, delimited(5, from.bytes));
    if (from.kind === 'graph') return attr(5, delimited(6, from.bytes));
    return attr(11, delimited(22, from.bytes));
  }
  if (from.some((one) => typeof one === 'string')) return stringsAttr(from as readonly string[]);
  return from.every((one) => typeof one === 'bigint' || Number.isInteger(one))
    ? intsAttr(from as readonly number[])
    : floatsAttr(from as readonly number[]);
}

function attribute(name: string, from: WrittenAttr): Written<'attribute'> {
  const { type, bytes } = attrValue(from);
  return written('attribute', text(1, name), bytes, int(20, type));
}

export interface NodeOptions {
  readonly name?: string;
  readonly domain?: string;
  readonly overload?: string;
}

export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, WrittenAttr>> = {},
  options: NodeOptions = {},
): Written<'node'> {
  return written(
    'node',
    concat(inputs.map((name) => text(1, name))),
    concat(outputs.map((name) => text(2, name))),
    optionalText(3, options.name),
    text(4, op),
    concat(Object.entries(attributes).map(([name, from]) => delimited(5, attribute(name, from).bytes))),
    optionalText(7, options.domain),
    optionalText(8, options.overload),
  );
}

// ---- Graphs, functions, models ---------------------------------------------------------------------------------------

export interface GraphSpec {
  readonly name?: string;
  readonly nodes?: readonly Written<'node'>[];
  readonly initializers?: readonly (Written<'tensor'> | Written<'sparse'>)[];
  readonly inputs?: readonly Written<'value'>[];
  readonly outputs?: readonly Written<'value'>[];
  readonly valueInfo?: readonly Written<'value'>[];
}

export function graph(spec: GraphSpec): Written<'graph'> {
  const { nodes = [], initializers = [], inputs = [], outputs = [], valueInfo = [] } = spec;
  return written(
    'graph',
    concat(nodes.map(({ bytes }) => delimited(1, bytes))),
    text(2, spec.name ?? 'g'),
    concat(initializers.flatMap((one) => (one.kind === 'tensor' ? [delimited(5, one.bytes)] : []))),
    concat(inputs.map(({ bytes }) => delimited(11, bytes))),
    concat(outputs.map(({ bytes }) => delimited(12, bytes))),
    concat(valueInfo.map(({ bytes }) => delimited(13, bytes))),
    concat(initializers.flatMap((one) => (one.kind === 'sparse' ? [delimited(15, one.bytes)] : []))),
  );
}

/** Domain → opset version; a number alone is ai.onnx's. */
type WrittenOpsets = number | Readonly<Record<string, number>>;

const opsetFields = (field: number, opsets: WrittenOpsets): Bytes =>
  join(
    ...Object.entries(typeof opsets === 'number' ? { '': opsets } : opsets).map(([domain, version]) =>
      delimited(field, join(text(1, domain), int(2, version))),
    ),
  );

export interface FunctionSpec {
  readonly name: string;
  readonly domain: string;
  readonly overload?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly Written<'node'>[];
  readonly opset?: WrittenOpsets;
  /** Attributes without default. */
  readonly attributes?: readonly string[];
  /** Attributes with default. */
  readonly defaults?: Readonly<Record<string, WrittenAttr>>;
}

export function functionOf(spec: FunctionSpec): Written<'function'> {
  return written(
    'function',
    text(1, spec.name),
    ...spec.inputs.map((name) => text(4, name)),
    ...spec.outputs.map((name) => text(5, name)),
    ...(spec.attributes ?? []).map((name) => text(6, name)),
    ...spec.nodes.map(({ bytes }) => delimited(7, bytes)),
    opsetFields(9, spec.opset ?? 17),
    text(10, spec.domain),
    ...Object.entries(spec.defaults ?? {}).map(([name, from]) => delimited(11, attribute(name, from).bytes)),
    optionalText(13, spec.overload),
  );
}

export interface ModelSpec extends GraphSpec {
  readonly ir?: number;
  readonly opset?: WrittenOpsets;
  readonly producer?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly functions?: readonly Written<'function'>[];
}

/** A model piece by piece, with holes for weights without contents: for `writeSparse`. */
export function modelPieces(spec: ModelSpec): Bytes {
  return join(
    int(1, spec.ir ?? 8),
    optionalText(2, spec.producer),
    delimited(7, graph(spec).bytes),
    opsetFields(8, spec.opset ?? 17),
    ...Object.entries(spec.metadata ?? {}).map(([key, said]) =>
      delimited(14, join(optionalText(1, key), optionalText(2, said))),
    ),
    ...(spec.functions ?? []).map(({ bytes }) => delimited(25, bytes)),
  );
}

/** A model in memory, in the field order of every exporter. */
export const model = (spec: ModelSpec): Uint8Array => toBytes(modelPieces(spec));
