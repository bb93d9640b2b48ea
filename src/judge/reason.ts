import type { Growth } from '#graph/dim.ts';
import type { Edge } from './region.ts';

/**
 * Why a judgement is what it is, as a value. The figures stand in the outcome that the judgement belongs to; the sentence is written by
 * src/report/reason.ts. Of a judgement there are as many as there are limits that broke or can't be checked; none: it is a pass.
 */
export type Reason =
  /** The sentence of another version whose reasons this one doesn't know. */
  | { readonly kind: 'words'; readonly text: string }
  /** `by`: share of the limit that is above it (0.018 is 1.8 %); null if a formula is above it, or the limit is zero. */
  | {
      readonly kind: 'above-max';
      readonly limit: string;
      readonly by: number | null;
      readonly tried?: Trial | undefined;
    }
  /** `limit` as the policy writes it; `anySize`: proved for every size that the model leaves open. */
  | {
      readonly kind: 'above-increase';
      readonly of: 'fail' | 'warn';
      readonly limit: string | null;
      readonly anySize: boolean;
      readonly tried?: Trial | undefined;
    }
  /** The limit is kept at every usual size, though not at every size. */
  | { readonly kind: 'kept'; readonly of: 'max' | 'fail' | 'warn'; readonly limit: string; readonly tried: Trial }
  /** Steeper in the symbol than allowed; `as`: allowed by the policy's word, or because base is so. */
  | {
      readonly kind: 'growth';
      readonly symbol: string;
      readonly growth: Growth;
      readonly allowed: Growth;
      readonly as: 'written' | 'at-base';
    }
  /** A limit that can't be checked; `symbol`: which growth it limits, if it is that of one symbol. */
  | {
      readonly kind: 'open';
      readonly of: 'max' | 'fail' | 'warn' | 'growth';
      readonly limit: string;
      readonly symbol: string | null;
      readonly because: Gap;
    }
  /** Base's file fixes the size, so that there is no growth at base to compare with. */
  | { readonly kind: 'fixed-at-base'; readonly symbol: string }
  /** Nothing to compare with. */
  | { readonly kind: 'no-base' }
  | { readonly kind: 'not-measured' }
  /** The bench couldn't decide; why, and the detectable change, are in the outcome's latency. */
  | { readonly kind: 'noise' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'new' }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'base-unreadable'; readonly message: string }
  /** A model file that no reader counts. */
  | { readonly kind: 'not-counted'; readonly message: string }
  /** Layers without a known cost, and their operators. */
  | { readonly kind: 'unknown-cost'; readonly layers: number; readonly ops: Some }
  /** Shapes that the file declares and its inputs contradict; `first`: the layer of the first one. */
  | { readonly kind: 'declared-shapes'; readonly contradictions: number; readonly first: string }
  /** The model is out of the reach of what judged it at base. */
  | { readonly kind: 'out-of-reach'; readonly path: string; readonly how: Escape }
  /** It was decidable at base, and a pull request from a fork must leave it so. */
  | { readonly kind: 'fork-closed' };

/** A limit that hangs on open sizes was tried at usual ones: the size from which on, or up to which, it is broken, if there is just one. */
export interface Trial {
  readonly edge: Edge | null;
}

/** What keeps a limit from being checked. */
export type Gap =
  | { readonly kind: 'base-unreadable' }
  /** The figure depends on sizes that the model leaves open. */
  | { readonly kind: 'unbound'; readonly symbols: Some; readonly tried?: Trial | undefined }
  | { readonly kind: 'no-file-size' }
  /** The formula outgrew its bound. */
  | { readonly kind: 'formula-too-large' }
  /** Some layers have no known cost. */
  | { readonly kind: 'lower-bound' }
  | { readonly kind: 'no-formula' }
  /** Base has no size of that name. */
  | { readonly kind: 'no-such-size' };

/** How a model that base's policy watches isn't judged at head as it was at base. */
export type Escape =
  | { readonly kind: 'submodule'; readonly path: string }
  /** Other files stand in its place. */
  | { readonly kind: 'replaced'; readonly by: Some }
  | { readonly kind: 'gone' }
  /** Head's policy doesn't name it any more, or ignores it. */
  | { readonly kind: 'left-alone' }
  /** Renamed to where the policy that judges allows more. */
  | { readonly kind: 'renamed'; readonly to: string }
  | { readonly kind: 'weights-gone'; readonly files: Some };

/** What belongs to a run's answer and is missing: never a pass. */
export type Missing =
  /** The sentence, as a report file holds it. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'shard'; readonly index: number; readonly of: number }
  | { readonly kind: 'failed-shard'; readonly code: string; readonly message: string }
  | { readonly kind: 'not-built' }
  | { readonly kind: 'build-failed'; readonly side: 'base' | 'head'; readonly problem: string };

/** Names of which only the first few are kept, and how many there are. */
export interface Some {
  readonly first: readonly string[];
  readonly count: number;
}

/** The first few of a list. */
export const someOf = (names: readonly string[], most = 4): Some => ({
  first: names.slice(0, most),
  count: names.length,
});
