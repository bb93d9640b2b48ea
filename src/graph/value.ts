import type { Dim, Poly } from './dim.ts';
import type { DType } from './dtype.ts';

/** Sizes, outermost first; null if even the rank is unknown. `[]` is a scalar. */
export type Shape = readonly Dim[] | null;

/**
 * One known element. Integers and bools (0, 1) are Dims, possibly symbolic; floats are numbers already rounded to their type,
 * or a symbolic ratio; strings are strings. An element that isn't known is `undefined` in the list that holds it.
 */
export type Scalar = Dim | SymbolicFloat | string;

/** A float computed from sizes: `numerator / denominator`, exact (Cast of a symbolic size, times or over a constant). */
export interface SymbolicFloat {
  readonly kind: 'symbolic-float';
  readonly numerator: Poly;
  readonly denominator: number;
}

export interface TensorValue {
  readonly kind: 'tensor';
  readonly dtype: DType;
  readonly shape: Shape;
  /** Elements in row-major order where known and few; the shape is then all numbers and their product is its length. */
  readonly data?: readonly (Scalar | undefined)[];
  /** True if the content is fixed by the file alone (initializer, Constant, or computed from such only). */
  readonly constant?: boolean;
  /** True of sizes and what is computed from sizes and constants alone (set by the engine): arithmetic on them is no work. */
  readonly sized?: boolean;
  /** Integer type that a DequantizeLinear read it from: the consumer's MACs are done in it. */
  readonly quantized?: DType;
  /** Stored tensors that a constant was made from; set by the engine, not by rules. */
  readonly weights?: readonly Weight[];
}

/** A stored tensor as parameters are counted by; identity is equality. */
export interface Weight {
  readonly name: string;
  readonly elements: Dim;
  /** Elements that a sparse tensor stores; absent where dense. */
  readonly nonZeros?: Dim;
  /** `initializer`: stored as one; `constant`: in a Constant node; `shared`: an Identity of another weight (one store, several uses). */
  readonly from: 'initializer' | 'constant' | 'shared';
}

export interface SequenceValue {
  readonly kind: 'sequence';
  /** What all elements agree on; sizes that differ are fresh symbols, null if empty and untyped. */
  readonly element: Value | null;
  /** The elements one by one, where the construction is known. */
  readonly elements?: readonly Value[];
  readonly length: Dim;
}

interface OptionalValue {
  readonly kind: 'optional';
  readonly element: Value | null;
  /** Undefined if known only at run time. */
  readonly present?: boolean;
}

interface MapValue {
  readonly kind: 'map';
  readonly keyType: DType;
  readonly valueType: Value | null;
}

/** A value whose type isn't known (output of an unknown operator). */
interface UnknownValue {
  readonly kind: 'unknown';
}

export type Value = TensorValue | SequenceValue | OptionalValue | MapValue | UnknownValue;
