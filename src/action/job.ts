import type { Context } from '#host/actions/context.ts';
import type { Runner } from '#host/actions/runner.ts';
import type { GitHub } from '#host/github/client.ts';
import type { Inputs } from './inputs.ts';

/** What a run of the action works with. */
export interface Job {
  readonly runner: Runner;
  readonly inputs: Inputs;
  readonly context: Context;
  readonly env: Record<string, string | undefined>;
  /** Opened at the first use; null without a token. */
  github(): Promise<GitHub | null>;
}

/** The pull request that a comment goes to, and the run and commit that it is about. */
export interface Target {
  readonly issue: number;
  readonly run: number;
  readonly attempt: number;
  readonly headSha: string;
}
