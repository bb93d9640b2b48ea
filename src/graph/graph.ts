import type { Dim } from './dim.ts';
import type { DType } from './dtype.ts';
import type { Finding } from './finding.ts';
import type { Value } from './value.ts';

/** A model as its file describes it, weights left out. Every reader returns this; names and order are the author's. */
export interface Model {
  readonly path: string;
  readonly format: string;
  readonly fileBytes: number | null;
  readonly origin: Origin;
  /** Domain ('' is ai.onnx) → version in whose meaning its operators are counted. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: Graph;
  /** Model-local functions by `functionKey`. */
  readonly functions: ReadonlyMap<string, FunctionDef>;
  readonly findings: readonly Finding[];
}

/** What a file says of itself: shown, and compared between two sides, but never counted by. */
export interface Origin {
  /** What wrote the file, and in which version; '' where it doesn't say. */
  readonly producer: string;
  /** What only ONNX has; null for every other format. */
  readonly onnx: {
    readonly irVersion: number;
    /** Domain ('' is ai.onnx) → opset version that the file imports. */
    readonly opsets: ReadonlyMap<string, number>;
  } | null;
}

export interface Graph {
  readonly name: string;
  /** In file order, one to one with the file. */
  readonly nodes: readonly Node[];
  /** As declared, initializers that are also listed as inputs (IR < 4) left out; `initializerInputs` names those. */
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly initializers: ReadonlyMap<string, Initializer>;
  readonly initializerInputs: ReadonlySet<string>;
  /** Initializers that a caller may replace (IR 4 and later), as declared; absent if there are none. */
  readonly overridable?: ReadonlyMap<string, Value>;
  /** value_info: what the exporter claims; never trusted over inference. */
  readonly declared: ReadonlyMap<string, Value>;
}

export interface ValueInfo {
  readonly name: string;
  /** Unknown sizes are already fresh symbols (`NAME.dimK`); a dim_param is a symbol or the parsed expression. */
  readonly type: Value;
}

export interface Node {
  /** The file's own name, '' if it gives none. */
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly overload: string;
  /** '' is an omitted optional. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attrs: ReadonlyMap<string, Attr>;
  /** Position among the nodes of its graph. */
  readonly index: number;
}

export type Attr =
  | { readonly kind: 'int'; readonly value: Dim }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly Dim[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: Initializer }
  | { readonly kind: 'tensors'; readonly value: readonly Initializer[] }
  | { readonly kind: 'graph'; readonly value: Graph }
  | { readonly kind: 'graphs'; readonly value: readonly Graph[] }
  | { readonly kind: 'type'; readonly value: Value }
  | { readonly kind: 'types'; readonly value: readonly Value[] }
  /** Inside a function body: the attribute of the calling node under this name. */
  | { readonly kind: 'ref'; readonly value: string };

/** A stored tensor: everything but its bytes; small integer, bool, float and string contents are kept in `data`. */
export interface Initializer {
  readonly name: string;
  readonly dtype: DType;
  readonly dims: readonly Dim[];
  /** Bytes that it takes as stored (at its own width, sub-byte types packed), from dims; null if the dtype has no width. */
  readonly bytes: bigint | null;
  /** Elements as in TensorValue.data, when few enough to be read. */
  readonly data?: readonly (number | Dim | string)[];
  /** In a file beside the model, which counting never opens. */
  readonly external: boolean;
  /** Stored elements of a sparse initializer (dims are the dense ones); absent where dense. */
  readonly nonZeros?: Dim;
}

export interface FunctionDef {
  readonly name: string;
  readonly domain: string;
  readonly overload: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly Node[];
  readonly opsets: ReadonlyMap<string, number>;
  /** Attributes without default are names; those with default come as Attr. */
  readonly attributeNames: readonly string[];
  readonly attributeDefaults: ReadonlyMap<string, Attr>;
}

/** Key of a function in `Model.functions`; names may hold anything, so their lengths part them. */
export function functionKey(domain: string, name: string, overload: string): string {
  return `${domain.length},${name.length}:${domain}\u0000${name}\u0000${overload}`;
}
