/** A failure that ends the run with exit code 2: what went wrong and where (`message`), and what to do (`hint`). */
export class Fault extends Error {
  readonly code: string;
  readonly hint: string;

  /**
   * @param code kebab-case and stable, e.g. `git-lfs-pointer`, `bad-policy`
   * @param message one line: what, where
   * @param hint one line: what to do
   */
  constructor(code: string, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
    this.hint = hint;
  }
}

/** The thrown value as a Fault: itself, or an `internal` Fault around it (a bug in Flopgate, said so). */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Fault('internal', message, 'this is a defect of Flopgate: please report it with the output of --debug', {
    cause: thrown,
  });
}
