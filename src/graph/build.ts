import type { Tree } from './tree.ts';

/** What became of the team's own build at one side of a comparison. */
export interface BuildNote {
  readonly side: 'base' | 'head';
  readonly command: string;
  readonly outcome: 'built' | 'cached' | 'failed' | 'timed-out';
  /** Models that it made. */
  readonly models: number;
  readonly seconds: number;
  /** What it wrote: only the beginning and the end if it is long. */
  readonly log: string;
  /** One sentence if it failed. */
  readonly problem: string | null;
}

/** What is built at one side. */
export interface BuildSide {
  readonly tree: Tree;
  /** Shell command line. */
  readonly run: string;
  readonly timeoutMs: number;
  /** Models that git has not and the build is to make: if it fails they are listed all the same, and can't be opened. */
  readonly expected: readonly string[];
}

/** A build to run, at base and at head. */
export interface BuildOrder {
  readonly base: BuildSide | null;
  readonly head: BuildSide;
  /** Says which of the files that it makes are models. */
  readonly wanted: (path: string) => boolean;
  /** Names the policy that asks for it: another one builds anew. */
  readonly policy: string;
}
