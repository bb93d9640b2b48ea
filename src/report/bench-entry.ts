import type { BenchInput } from '#bench/inputs/plan-inputs.ts';
import type { NodeTime } from '#bench/profile.ts';
import type { BenchResult } from '#bench/measurement.ts';

/** What one kernel of the runtime took, beside the operations that the file's nodes in it stand for. */
export interface LayerTime extends NodeTime {
  /** The file's nodes that it runs, those that multiply first; empty if none was found. */
  readonly layers: readonly string[];
  /** Multiply–accumulates of one inference; null if they aren't known. */
  readonly macs: bigint | null;
}

/** One model of a measurement. */
export interface BenchSide {
  /** As the user names it. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** What it was fed with: made from the seed, or from files. */
  readonly inputs: readonly (Pick<BenchInput, 'name' | 'dtype' | 'shape'> & { readonly filled: string })[];
  /** Null if a size is open or an operator unknown. */
  readonly macs: bigint | null;
  /** Time by layer, if it was asked for. */
  readonly profile: {
    readonly runs: number;
    /** Of an inference under the profiler. */
    readonly micros: number;
    readonly layers: readonly LayerTime[];
  } | null;
}

/** A whole, reproducible record of a measurement. */
export interface BenchDocument {
  readonly schema: 'flopgate/bench/1';
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** The environment it was measured in; results of unequal environments aren't comparable. */
  readonly environment: Readonly<Record<string, string>>;
  readonly base: BenchSide | null;
  readonly head: BenchSide;
  /** The limits as given: `+5%`. */
  readonly limits: { readonly fail: string | null; readonly warn: string | null };
  readonly result: BenchResult;
}
