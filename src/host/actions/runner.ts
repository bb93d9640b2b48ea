import { randomUUID } from 'node:crypto';
import type { Fault } from '#graph/fault.ts';
import { lostOutput } from '#system/output.ts';

/** A line that the runner shows beside the pull request's files. What may stand in it, `src/action/job.ts` says. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title: string;
  /** Path from the repository's root. */
  readonly file?: string;
}

/** The runner's side of a job: inputs, log, summary, outputs. */
export interface Runner {
  input(name: string): string;
  /** Hides a text wherever it would be logged. */
  secret(text: string): void;
  /** Adds markdown to the job summary, where the runner has one. */
  summary(markdown: string): Promise<void>;
  output(name: string, value: string): void;
  /** Notes that something couldn't be handed on, as summary, outputs and log do themselves: all else still is. */
  lose(fault: Fault): void;
  /** The first of what couldn't be handed on; null if all was. */
  lost(): Fault | null;
  annotate(annotation: Annotation): void;
  /** A line of our own words. */
  say(line: string): void;
  /** Text that may hold names from anywhere: whatever it looks like, the runner takes no command from it. */
  log(text: string): void;
}

/** The door to @actions/core, loaded here. */
export async function openRunner(): Promise<Runner> {
  const core = await import('@actions/core');
  const annotators = { error: core.error, warning: core.warning, notice: core.notice };
  let lost: Fault | null = null;
  const lose = (fault: Fault): void => void (lost ??= fault);
  process.stdout.on('error', (error) => {
    // Nobody reads the log: what else is handed on stands.
    if (!('code' in error && error.code === 'EPIPE')) lose(lostOutput('the log', error));
  });
  process.stderr.on('error', () => undefined);
  return {
    lose,
    lost: () => lost,
    input: (name) => core.getInput(name),
    secret: (text) => {
      if (text !== '') core.setSecret(text);
    },
    async summary(markdown) {
      try {
        await core.summary.addRaw(markdown, true).write();
      } catch (thrown) {
        core.summary.emptyBuffer();
        if ((process.env['GITHUB_STEP_SUMMARY'] ?? '') !== '') lose(lostOutput('GITHUB_STEP_SUMMARY', thrown));
      }
    },
    output(name, value) {
      try {
        core.setOutput(name, value);
      } catch (thrown) {
        lose(lostOutput('GITHUB_OUTPUT', thrown));
      }
    },
    annotate: ({ level, message, title, file }) =>
      annotators[level](message, { title, ...(file === undefined ? {} : { file }) }),
    say: (line) => core.info(line),
    log(text) {
      const token = randomUUID();
      process.stdout.write(`::stop-commands::${token}\n${text.replace(/\n?$/, '\n')}::${token}::\n`);
    },
  };
}
