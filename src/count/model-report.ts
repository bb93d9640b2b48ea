import type { Dim, Growth } from '#graph/dim.ts';
import type { BitOps, Bytes, Macs, Ops, Params } from '#graph/units.ts';
import type { Finding } from '#graph/finding.ts';
import type { Node, Origin } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';

/** Every figure of a model or a layer, in the order that reports list them. */
export const metrics = [
  'macs',
  'flops',
  'elementwise',
  'transcendentals',
  'flopsTotal',
  'bitOps',
  'effectiveMacs',
  'denseMacs',
  'params',
  'paramsStored',
  'weightBytes',
  'movedBytes',
  'peakActivationBytes',
] as const;
export type Metric = (typeof metrics)[number];

/** The unit of each figure, so that none is taken for another. */
interface Units {
  readonly macs: Macs;
  readonly flops: Ops;
  readonly elementwise: Ops;
  readonly transcendentals: Ops;
  readonly flopsTotal: Ops;
  readonly bitOps: BitOps;
  readonly effectiveMacs: Macs;
  readonly denseMacs: Macs;
  readonly params: Params;
  readonly paramsStored: Params;
  readonly weightBytes: Bytes;
  readonly movedBytes: Bytes;
  readonly peakActivationBytes: Bytes;
}

/** Result of counting a model. */
export interface ModelReport {
  readonly path: string;
  readonly format: string;
  readonly fileBytes: number | null;
  readonly origin: Origin;
  /** Symbols kept, as in the formulas; outputs as inferred. Undefined: nothing is known of it. */
  readonly inputs: readonly { readonly name: string; readonly value: Value | undefined }[];
  readonly outputs: readonly { readonly name: string; readonly value: Value | undefined }[];
  /** Symbols that were bound, and to what. */
  readonly sizes: ReadonlyMap<string, bigint>;
  /** Symbols that the formulas still need, in order of appearance. */
  readonly unbound: readonly string[];
  /** Null if an unbound symbol is needed: see `formulas`. With `exact` false the operation counts are lower bounds. */
  readonly totals: { readonly [M in Metric]: Units[M] | null };
  /** As the totals, in the symbols that are still open; null if one outgrew its bound. */
  readonly figures: Readonly<Record<Metric, Dim | null>>;
  /** Symbols kept even where `sizes` binds them; null if the formula outgrew its bound (a finding says so). */
  readonly formulas: Readonly<Record<Metric, Dim | null>>;
  /** Metric → symbol → growth, for every symbol of its formula. */
  readonly growth: Readonly<Partial<Record<Metric, Readonly<Record<string, Growth>>>>>;
  /** False as soon as any layer's cost is a lower bound. */
  readonly exact: boolean;
  readonly coverage: { readonly exact: number; readonly bounded: number; readonly unknown: number };
  /** Every node in file order, bodies after their node. */
  readonly layers: readonly Layer[];
  /** Layers of bodies that aren't listed, since there are too many; a finding says so, and totals hold them. */
  readonly layersOmitted: bigint;
  readonly findings: readonly Finding[];
}

/** One node of the file. Figures are of one execution: a total is Σ figure · times. Dims are numbers once all symbols are bound. */
export interface Layer {
  /** Path of names: `outer/then/inner`. */
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  readonly macs: Dim;
  readonly elementwise: Dim;
  readonly transcendentals: Dim;
  readonly effectiveMacs: Dim;
  readonly denseMacs: Dim;
  readonly bitOps: Dim;
  readonly movedBytes: Dim;
  readonly params: Dim;
  /** How often it runs in one inference; 0 in the cheaper branch of an If. */
  readonly times: Dim;
  readonly status: 'exact' | 'lower-bound' | 'unknown' | 'dead' | 'constant';
  readonly inputs: readonly string[];
  readonly outputs: readonly { readonly name: string; readonly value: Value | undefined }[];
  /** The file's node, with its attributes; `signatureOf(layer)` is equal for layers that compute the same, whatever their names. */
  readonly node: Node;
  readonly inputValues: readonly (Value | undefined)[];
}
