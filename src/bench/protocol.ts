/** What the bench and its worker process say to each other, over the process's own channel. */

/** A tensor in the worker's inputs file: little-endian contents, or strings. */
export interface TensorAt {
  readonly name: string;
  /** In the runtime's own names: `float32`, `int64`, … */
  readonly type: string;
  readonly shape: readonly number[];
  /** Where its bytes lie in the inputs file. */
  readonly offset: number;
  readonly length: number;
  readonly strings?: readonly string[];
}

export interface SessionSettings {
  /** In the runtime's own names: `cpu`, `cuda`, … */
  readonly provider: string;
  readonly threads: number;
}

export type WorkerRequest =
  /** Gets the runtime ready, which `load` does otherwise. */
  | { readonly kind: 'open'; readonly runtime: string }
  | {
      readonly kind: 'load';
      /** Package folder of the runtime. */
      readonly runtime: string;
      readonly model: string;
      readonly inputsFile: string;
      readonly inputs: readonly TensorAt[];
      readonly settings: SessionSettings;
      /** Path prefix of the runtime's profile; absent: no profile is written. */
      readonly profile?: string;
    }
  /** Runs a model `units` × `runs` times; each unit is timed as a whole. */
  | { readonly kind: 'slot'; readonly units: number; readonly runs: number }
  /** Runs it until so much time has passed or so many runs are done, whichever is first, but at least once. */
  | { readonly kind: 'warm'; readonly milliseconds: number; readonly most: number }
  | { readonly kind: 'memory' }
  | { readonly kind: 'end-profile' };

export interface LoadAnswer {
  readonly kind: 'loaded';
  readonly version: string;
  readonly wallMs: number;
  readonly cpuMs: number;
  /** Execution providers that this build of the runtime has. */
  readonly providers: readonly string[];
}

export type WorkerAnswer =
  | { readonly kind: 'opened' }
  | LoadAnswer
  /** Milliseconds a unit. */
  | { readonly kind: 'slot'; readonly wall: readonly number[]; readonly cpu: readonly number[] }
  | { readonly kind: 'memory'; readonly peakBytes: number }
  | { readonly kind: 'profile-ended' }
  | { readonly kind: 'error'; readonly message: string };
