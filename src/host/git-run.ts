import { spawn } from 'node:child_process';
import { Fault } from '#graph/fault.ts';
import { holdChildren } from '#system/ending.ts';

export interface GitOptions {
  /** For git's standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Exit codes beside 0 that are an answer. */
  readonly answers?: readonly number[];
  /** In a partial clone, fetch what is missing; off, it counts as absent. */
  readonly lazyFetch?: boolean;
}

export interface GitOutput {
  readonly code: number;
  readonly stdout: Buffer;
}

/** Largest output that is kept: the listing of some millions of files. */
const MAX_OUTPUT = 1 << 30;

/** The environment that every git command runs in: no questions, no pager, no lock files, one language, paths as they are. */
export function gitEnvironment(lazyFetch = false): Record<string, string | undefined> {
  return {
    ...process.env,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    ...(lazyFetch ? {} : { GIT_NO_LAZY_FETCH: '1' }),
  };
}

/**
 * Runs git and returns its bytes, for output that is no text (`-z` listings with any file name).
 * @throws Fault `no-git`, or as `gitFault`
 */
export async function runGit(
  repository: string,
  args: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  const env = { ...gitEnvironment(options.lazyFetch), ...options.env };
  const input = options.input;
  const release = holdChildren();
  const git = spawn('git', [...args], {
    cwd: repository,
    env,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  let [kept, said] = [0, ''];
  git.stdout?.on('data', (chunk: Buffer) => {
    kept += chunk.length;
    if (kept > MAX_OUTPUT) git.kill();
    else chunks.push(chunk);
  });
  git.stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 1 << 16) said += text;
  });
  // Git may end before it has read everything; its exit code tells.
  git.stdin?.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    git.on('error', (cause) => reject(spawnFault(cause)));
    git.on('close', resolve);
  }).finally(release);
  if (kept > MAX_OUTPUT)
    throw new Fault('git-failed', `git ${args[0]}: more than ${MAX_OUTPUT} bytes of output`, 'narrow it by paths');
  if (code !== 0 && options.answers?.includes(code ?? -1) !== true) throw gitFault(args[0] ?? '', said);
  return { code: code ?? -1, stdout: Buffer.concat(chunks) };
}

function spawnFault(cause: Error): Fault {
  return new Fault('no-git', `git can't be run: ${cause.message}`, 'install git and put it on PATH', { cause });
}

/** What git said, as a Fault: `no-space`, `not-a-repository`, `git-ownership`, `git-access`, `missing-commit`, else `git-failed`. */
export function gitFault(command: string, said: string, cause?: unknown): Fault {
  const lines = said.split('\n').map((line) => line.trim());
  const line =
    lines.find((text) => /^(?:fatal|error):/.test(text)) ?? lines.find((text) => text !== '') ?? 'no message';
  for (const { pattern, code, hint } of known)
    if (pattern.test(said)) return new Fault(code, `git ${command}: ${line}`, hint, { cause });
  return new Fault('git-failed', `git ${command}: ${line}`, 'run the same git command to see more', { cause });
}

const known: readonly { readonly pattern: RegExp; readonly code: string; readonly hint: string }[] = [
  {
    pattern: /No space left on device|Disk quota exceeded/i,
    code: 'no-space',
    hint: 'free space there; TMPDIR names the folder for temporary files',
  },
  {
    pattern: /dubious ownership/,
    code: 'git-ownership',
    hint: 'tell git that you trust it: git config --global --add safe.directory "$PWD"',
  },
  {
    pattern: /not a git repository|must be run in a work tree/,
    code: 'not-a-repository',
    hint: 'run it inside a git repository; for two files by themselves: flopgate diff OLD NEW',
  },
  {
    pattern:
      /could not read (?:Username|Password)|Authentication failed|Permission denied|HTTP 40[13]|terminal prompts disabled/i,
    code: 'git-access',
    hint: 'the remote refused: check the credentials, in a workflow permissions: contents: read',
  },
  {
    pattern:
      /not our ref|couldn't find remote ref|unadvertised object|bad object|unknown revision|Not a valid object name/i,
    code: 'missing-commit',
    hint: 'fetch it first, in a workflow actions/checkout with fetch-depth: 0',
  },
  {
    pattern:
      /Could not resolve host|unable to access|Connection (?:refused|timed out)|does not appear to be a git repository/i,
    code: 'git-network',
    hint: 'the remote can’t be reached: check the network and git remote -v',
  },
];
