import type { Dim } from '#graph/dim.ts';

/** What one execution of a node costs, beyond its bytes. Absent is zero: a rule that doesn't know returns `unknownCost`. */
export interface Cost {
  /** Multiply–accumulates, whatever is masked or zero; of a mixture of experts only those that the router chooses. */
  readonly macs?: Dim;
  /** Other arithmetic: adds, multiplies, compares-as-arithmetic. */
  readonly elementwise?: Dim;
  /** exp, log, sqrt, erf, tanh … */
  readonly transcendentals?: Dim;
  /** MACs after sparsity, causal or window masks; equals `macs` where absent. */
  readonly effectiveMacs?: Dim;
  /** MACs where every expert of a mixture ran; equals `macs` where absent. */
  readonly denseMacs?: Dim;
  /** MACs × weight bits × activation bits; from `macs` and the types of inputs 0 and 1 if absent. */
  readonly bitOps?: Dim;
  /** Parameters that packed weights stand for, by input; an input that isn't here holds as many as it has elements. */
  readonly parameters?: ReadonlyMap<number, Dim>;
  /** True if no byte moves (Reshape, Squeeze, Identity …): the output is its first input seen otherwise. */
  readonly view?: boolean;
  /** True if only the sizes of the inputs are looked at (Shape, Size): no byte of them is read. */
  readonly unread?: boolean;
  /** True if the figures are only a lower bound (an unknown part was left out). */
  readonly lowerBound?: boolean;
}

/** Nothing computed; its bytes still move. */
export const free: Cost = {};

/** Nothing computed and nothing moved: the same bytes under another shape or name. */
export const view: Cost = { view: true };

/** Unknown: the total that holds it is a lower bound. */
export const unknownCost: Cost = { lowerBound: true };
