import type { Context } from '#host/actions/context.ts';
import type { Annotation, Runner } from '#host/actions/runner.ts';
import type { GitHub } from '#host/github/client.ts';
import type { Markdown, NoteText, TerminalText } from '#text/safe.ts';
import type { Inputs } from './inputs.ts';

/** An annotation whose texts are safe there. */
export interface Note extends Annotation {
  readonly message: NoteText;
  readonly title: NoteText;
  readonly file?: NoteText;
}

/** The runner as it is used here: it is only given what is safe where people read it. */
export interface SafeRunner extends Omit<Runner, 'summary' | 'annotate' | 'say' | 'log'> {
  summary(markdown: Markdown): Promise<void>;
  annotate(note: Note): void;
  say(line: TerminalText): void;
  log(text: TerminalText): void;
}

/** What a run of the action works with. */
export interface Job {
  readonly runner: SafeRunner;
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
