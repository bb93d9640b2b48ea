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

/** The thrown value as a Fault: itself, what the system refused, or an `internal` Fault around it (a bug in Flopgate, said so). */
export function asFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (isOfSystem(thrown)) {
    const [code, hint] = refusals[thrown.code] ?? ['system-error', 'check the path, its disk and its permissions'];
    return new Fault(code, message, hint, { cause: thrown });
  }
  return new Fault('internal', message, 'this is a defect of Flopgate: please report it with the output of --debug', {
    cause: thrown,
  });
}

/** What a system call failed with, as Node reports it: `message` names the call and the path. */
interface SystemError extends Error {
  readonly code: string;
  readonly syscall: string;
}

function isOfSystem(thrown: unknown): thrown is SystemError {
  if (!(thrown instanceof Error)) return false;
  const { code, syscall, errno } = thrown as Error & Readonly<Partial<Record<'code' | 'syscall' | 'errno', unknown>>>;
  return typeof code === 'string' && typeof syscall === 'string' && typeof errno === 'number';
}

const noSpace = ['no-space', 'free space there; TMPDIR names the folder for temporary files'] as const;
const noAccess = ['no-access', 'check its permissions and those of its folder'] as const;
const noHandles = [
  'too-many-open',
  'raise the limit of open files or processes (ulimit), or run less at once',
] as const;

/** Code and hint by the system's own code. */
const refusals: Readonly<Record<string, readonly [code: string, hint: string]>> = {
  ENOSPC: noSpace,
  EDQUOT: noSpace,
  EFBIG: noSpace,
  EACCES: noAccess,
  EPERM: noAccess,
  EROFS: noAccess,
  EMFILE: noHandles,
  ENFILE: noHandles,
  EAGAIN: noHandles,
  ENOMEM: ['no-memory', 'run it where there is more memory'],
};
