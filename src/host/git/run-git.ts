import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { dirname, parse, resolve, sep } from 'node:path';
import { asFault, Fault } from '#graph/fault.ts';
import { holdChildren } from '#system/ending.ts';
import { gitEnvironment, type GuardOptions } from './guard.ts';
import { findPlace, findPlaceIn, type Place, type PlaceQuestions } from './place.ts';

/** How a git process is started. */
export interface GitStart extends Pick<GuardOptions, 'settings' | 'lazyFetch'> {
  /** Variables beside those of the guard. */
  readonly env?: Readonly<Record<string, string>>;
  /** The repository, where the caller knows it; absent: the one around the folder. */
  readonly at?: { readonly gitDir: string; readonly workTree?: string };
}

export interface GitOptions extends GitStart {
  /** For git's standard input. */
  readonly input?: string;
  /** Exit codes beside 0 that are an answer. */
  readonly answers?: readonly number[];
}

export interface GitOutput {
  readonly code: number;
  readonly stdout: Buffer;
}

/** Largest output that is kept: the listing of some millions of files. */
const MAX_OUTPUT = 1 << 30;

/**
 * The door to git: every git process of Flopgate's is started here, or by simple-git with what `guarded` returns.
 * @throws Fault `not-a-repository`, `foreign-repository`
 */
export function startGit(
  folder: string,
  args: readonly string[],
  options: GitStart & { readonly stdin?: 'ignore' | 'pipe'; readonly stdout?: 'ignore' | 'pipe' } = {},
): ChildProcess {
  const { stdin = 'ignore', stdout = 'pipe' } = options;
  const { cwd, env } = guarded(folder, options);
  const git = spawn('git', [...args], { cwd, env, stdio: [stdin, stdout, 'pipe'], windowsHide: true });
  // A signal that ends this process ends git, too.
  const release = holdChildren();
  for (const event of ['close', 'error']) git.once(event, release);
  return git;
}

/**
 * As `startGit`, for whoever reads objects: that there is no repository to read from is a failure of the reading.
 * @param failure the code; absent: `git-failed`
 * @throws Fault
 */
export function startReader(
  name: string,
  start: Parameters<typeof startGit>,
  failure: (fault: Fault) => string = () => 'git-failed',
): ChildProcess {
  try {
    return startGit(...start);
  } catch (thrown) {
    const { message, hint } = asFault(thrown);
    throw new Fault(failure(asFault(thrown)), `${name}: ${message}`, hint, { cause: thrown });
  }
}

/**
 * Where git runs for a folder, and the whole of its environment.
 * @throws Fault `not-a-repository`, `foreign-repository`
 */
export function guarded(
  folder: string,
  { settings, lazyFetch, env, at }: GitStart = {},
): { readonly cwd: string; readonly env: Record<string, string> } {
  const asked: GuardOptions = {
    ...(settings === undefined ? {} : { settings }),
    ...(lazyFetch === true ? { lazyFetch } : {}),
  };
  if (at !== undefined) return { cwd: folder, env: { ...gitEnvironment({ ...asked, ...at }), ...env } };
  // Whoever sets GIT_DIR, a hook of git's for one, names the repository.
  if ((process.env['GIT_DIR'] ?? '') !== '')
    return { cwd: folder, env: { ...gitEnvironment(asked), ...named(), ...env } };
  const place = placeOf(folder);
  return { cwd: place.top, env: { ...placed(place, asked), ...env } };
}

/** Paths that hold wherever git is started. */
function named(): Record<string, string> {
  const names = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'];
  return Object.fromEntries(
    names.flatMap((name) => {
      const path = process.env[name] ?? '';
      return path === '' ? [] : [[name, resolve(path)]];
    }),
  );
}

/** Git finds the repository by itself, so that it looks who owns it, but finds no other. */
function placed({ top, gitDir, bare, owned }: Place, asked: GuardOptions = {}): Record<string, string> {
  if (bare) return gitEnvironment({ ...asked, gitDir });
  return gitEnvironment({ ...asked, ceiling: dirname(top), ...(owned ? { owned: top } : {}) });
}

const places = new Map<string, Place>();

function placeOf(folder: string): Place {
  const known = places.get(folder);
  if (known !== undefined) return known;
  const place = findPlace(folder, questions);
  places.set(folder, place);
  return place;
}

/**
 * From here on, the repository of a job: the one around a folder that is named from the workspace, and none above that.
 * @returns the folder
 * @throws Fault `not-a-repository`, `foreign-repository`
 */
export function enterWorkspace(workspace: string, folder: string): string {
  const path = resolve(workspace, folder);
  if ((process.env['GIT_DIR'] ?? '') !== '') return path;
  const place = findPlaceIn(workspace, folder, questions);
  for (const one of [path, place.top]) places.set(one, place);
  return path;
}

/** Questions that are seldom asked, before a repository is let in. */
const questions: PlaceQuestions = {
  tracks(outer, paths) {
    const pathspecs = paths.map((path) => `./${path.split(sep).join('/')}`);
    const literally = { GIT_LITERAL_PATHSPECS: '0', GIT_NOGLOB_PATHSPECS: '1', GIT_ICASE_PATHSPECS: '1' };
    const env = { ...placed(outer), ...literally };
    const listing = sayOf(['ls-files', '-z', '--stage', '--', ...pathspecs], outer.top, env) ?? '';
    return listing.split('\0').some((entry) => entry !== '' && !entry.startsWith('160000 '));
  },
  keysIn(file) {
    const command = ['config', '--file', file, '--no-includes', '-z', '--name-only', '--list'];
    const cwd = parse(file).root;
    // A file that can't be read says nothing good.
    return (
      sayOf(command, cwd, gitEnvironment({ ceiling: cwd }))
        ?.split('\0')
        .filter((key) => key !== '') ?? ['settings that git can’t read']
    );
  },
};

function sayOf(args: readonly string[], cwd: string, env: Record<string, string>): string | null {
  const options = { cwd, env, encoding: 'utf8', maxBuffer: MAX_OUTPUT, timeout: 10_000, windowsHide: true } as const;
  const { status, stdout } = spawnSync('git', [...args], options);
  return status === 0 ? stdout : null;
}

/** What git says of itself, away from any repository; null if it can't be run. */
export function askGit(args: readonly string[]): string | null {
  const cwd = dirname(process.execPath);
  return sayOf(args, cwd, gitEnvironment({ ceiling: dirname(cwd) }));
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
  const { input, answers } = options;
  const git = startGit(repository, args, { ...options, stdin: input === undefined ? 'ignore' : 'pipe' });
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
  // Git may end before it has read everything; its exit code says whether it failed.
  git.stdin?.on('error', () => undefined).end(input);
  const code = await new Promise<number | null>((resolveCode, reject) => {
    git.on('error', (cause) => reject(spawnFault(cause)));
    git.on('close', resolveCode);
  });
  if (kept > MAX_OUTPUT)
    throw new Fault('git-failed', `git ${args[0]}: more than ${MAX_OUTPUT} bytes of output`, 'narrow it by paths');
  if (code !== 0 && answers?.includes(code ?? -1) !== true) throw gitFault(args[0] ?? '', said);
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
      /not our ref|couldn't find remote ref|unadvertised object|bad (?:object|revision)|(?:unknown|Invalid) revision|Not a valid object name/i,
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
