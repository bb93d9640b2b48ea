import type { Dim } from '#graph/dim.ts';
import type { Node } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';

/** Cost figures as sizes, symbols kept. */
export interface Figures {
  readonly macs: Dim;
  readonly elementwise: Dim;
  readonly transcendentals: Dim;
  readonly effectiveMacs: Dim;
  readonly denseMacs: Dim;
  readonly bitOps: Dim;
  readonly movedBytes: Dim;
}

/** One evaluated node. Figures are of one execution, its bodies left out. */
export interface LayerRun {
  readonly name: string;
  readonly node: Node;
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly (Value | undefined)[];
  readonly figures: Figures;
  /** Elements of the parameters that this layer is the first to use. */
  readonly params: Dim;
  /** True if output 0 is input 0 seen otherwise: no byte moves, no buffer of its own. */
  readonly isView: boolean;
  /** `exact`, `lower-bound` (a part is unknown), `unknown` (no rule), `dead` (reaches no output), `constant` (folded). */
  readonly status: 'exact' | 'lower-bound' | 'unknown' | 'dead' | 'constant';
  readonly branches?: Branches;
}

/** Bodies of a control-flow node or function call. */
export interface Branches {
  /** `sum`: all run, each `times`; `choice`: one of them runs, `times` 1, the others 0; `max`: one of them runs, the dearest counts, figure by figure. */
  readonly combine: 'sum' | 'choice' | 'max';
  readonly parts: readonly { readonly label: string; readonly times: Dim; readonly run: GraphRun }[];
}

/** One evaluated graph. Shared between calls of a memoised function: never changed after it is made. */
export interface GraphRun {
  /** In file order; made when they are asked for. */
  readonly layers: readonly LayerRun[];
  /** Nodes of the graph. */
  readonly size: number;
  /** Characters in the names of its nodes and their outputs, those of bodies left out. */
  readonly names: number;
  /** The layers with bodies, in file order. */
  readonly nested: readonly LayerRun[];
  /** The layer that makes a value; undefined if no node does. */
  readonly makerOf: (name: string) => LayerRun | undefined;
  readonly outputs: readonly Value[];
  /** Sums over layers, bodies included. */
  readonly totals: Figures;
  /** Bytes alive at the worst moments: the maximum of these is the peak (several where symbols leave the order open); null if they outgrew their bound. */
  readonly peaks: readonly Dim[] | null;
  /** Nodes by status, bodies included (times not multiplied). */
  readonly coverage: { readonly exact: number; readonly bounded: number; readonly unknown: number };
}
