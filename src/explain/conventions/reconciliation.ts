/** Other counters whose figure can be printed beside ours. */
export const tools = ['fvcore', 'onnx-tool', 'ptflops', 'darknet'] as const;
export type Tool = (typeof tools)[number];

/** One line of a reconciliation: what the tool adds to our MACs, or leaves out of them. */
export interface Term {
  readonly label: string;
  /** Layers that it comes from. */
  readonly layers: number;
  readonly amount: bigint;
}

/** Our MACs, line by line into the figure that a tool prints. */
export interface Reconciliation {
  /** How the tool is run for this figure, if it prints several. */
  readonly when: string;
  /** Our MACs, from which the terms start. */
  readonly macs: bigint;
  readonly terms: readonly Term[];
  /** What the tool prints: macs + Σ terms. Null if unknown: `problems` says why. */
  readonly total: bigint | null;
  readonly problems: readonly string[];
}

/** A model's count by another tool's convention. */
export interface Convention {
  readonly tool: Tool;
  /** The version whose rules these are. */
  readonly version: string;
  /** What the tool calls its figure. */
  readonly calls: string;
  /** The tool's default first; then what it prints when run otherwise. */
  readonly figures: readonly Reconciliation[];
  /** What the file doesn't say, and what was assumed. */
  readonly notes: readonly string[];
}
