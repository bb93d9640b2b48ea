import { randomUUID } from 'node:crypto';

/** A line that the runner shows beside the pull request's files. Hostile text inside is made visible by the caller. */
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
  /** Adds markdown to the job summary; false where the runner has none. */
  summary(markdown: string): Promise<boolean>;
  output(name: string, value: string): void;
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
  return {
    input: (name) => core.getInput(name),
    secret: (text) => {
      if (text !== '') core.setSecret(text);
    },
    async summary(markdown) {
      try {
        await core.summary.addRaw(markdown, true).write();
        return true;
      } catch {
        core.summary.emptyBuffer();
        return false;
      }
    },
    output: (name, value) => core.setOutput(name, value),
    annotate: ({ level, message, title, file }) =>
      annotators[level](message, { title, ...(file === undefined ? {} : { file }) }),
    say: (line) => core.info(line),
    log(text) {
      const token = randomUUID();
      process.stdout.write(`::stop-commands::${token}\n${text.replace(/\n?$/, '\n')}::${token}::\n`);
    },
  };
}
