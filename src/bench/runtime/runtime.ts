import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { openRegular, readWhole } from '#system/regular.ts';
import { closedFolder } from '#system/closed-folder.ts';
import { makeTempFolder } from '#system/temp.ts';
import { alteredFile } from './runtime-hashes.ts';

/** The runtime that models are measured with. */
export interface Runtime {
  /** Its package folder. */
  readonly root: string;
  readonly version: string;
  /** How it was found, in words. */
  readonly how: string;
}

export interface RuntimeQuestion {
  /** `runtime-path`: a folder that holds it, or a node_modules with it; it must be there. */
  readonly path?: string;
  /** Version wanted; absent: the one that Flopgate pins. */
  readonly version?: string;
  /** False: the project's own isn't taken, since strangers may have put it there (a pull request from a fork). */
  readonly own?: boolean;
  /** False: it isn't fetched. */
  readonly fetch?: boolean;
  /** Of the project that may have one of its own. */
  readonly cwd: string;
  readonly say?: (line: string) => void;
}

const RUNTIME_PACKAGE = 'onnxruntime-node';

/**
 * Finds the runtime, or fetches it: the path given, the project's own, the runner's cache (each of its
 * files checked against the committed hashes), npm with the committed lock.
 * @throws Fault `runtime-missing`, `runtime-offline`, `runtime-tampered`
 */
export async function findRuntime(question: RuntimeQuestion): Promise<Runtime> {
  if (question.path !== undefined) return givenRuntime(resolve(question.cwd, question.path));
  const own = question.own === false ? null : resolvedFrom(question.cwd, "the project's own");
  if (own !== null && (question.version === undefined || own.version === question.version)) return own;
  const pinned = question.version ?? pinnedVersion();
  const manifest = manifestFolder();
  const cache = cacheFolder();
  const folder = join(
    cache ?? passingFolder(),
    `flopgate-${RUNTIME_PACKAGE}`,
    pinned,
    `${process.platform}-${process.arch}`,
  );
  const inside = join(folder, 'node_modules', RUNTIME_PACKAGE);
  const altered = existsSync(join(folder, 'complete')) ? alteredFile(folder, manifest, pinned) : null;
  const cached = existsSync(join(folder, 'complete')) && altered === null ? packageIn(inside, 'cached') : null;
  if (cached?.version === pinned) return cached;
  if (question.fetch === false) throw notAtHand(pinned, folder, altered);
  const say = question.say ?? ((): void => undefined);
  if (altered !== null) say(`the cached runtime isn't used, it was altered: ${join(folder, altered)}`);
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const { fetchRuntime } = await import('./runtime-fetch.ts');
  await fetchRuntime({ folder, version: pinned, manifest, say }).catch((fault: unknown) => {
    throw altered === null ? fault : stillAltered(fault, join(folder, altered));
  });
  const fetched = packageIn(inside, 'fetched by npm');
  if (fetched !== null) return fetched;
  throw new Fault('runtime-missing', `npm left no ${RUNTIME_PACKAGE} in ${folder}`, 'name one with --runtime-path');
}

function notAtHand(version: string, folder: string, altered: string | null): Fault {
  if (altered !== null)
    return new Fault(
      'runtime-tampered',
      `${join(folder, altered)} isn't what ${RUNTIME_PACKAGE} ${version} holds there: the cached runtime isn't used`,
      `find out who changed it, then delete ${folder}: it is fetched anew when next needed`,
    );
  return new Fault(
    'runtime-missing',
    `${RUNTIME_PACKAGE} ${version} is neither in this project nor in the cache`,
    `npm install ${RUNTIME_PACKAGE}@${version}, or name it with --runtime-path`,
  );
}

/** The fault of a fetch that was to replace an altered runtime: it says that too. */
function stillAltered(fault: unknown, file: string): unknown {
  if (!(fault instanceof Fault)) return fault;
  return new Fault(
    fault.code,
    `the cached runtime was altered (${file}) and isn't used; ${fault.message}`,
    fault.hint,
    {
      cause: fault,
    },
  );
}

/** Node's own look-up would climb to the folders above: a path that was given is taken at its word. */
function givenRuntime(path: string): Runtime {
  const places = ['.', RUNTIME_PACKAGE, join('node_modules', RUNTIME_PACKAGE)];
  for (const place of places) {
    const found = packageIn(join(path, place), 'runtime-path');
    if (found !== null) return found;
  }
  throw new Fault(
    'runtime-missing',
    `${path} holds no ${RUNTIME_PACKAGE}`,
    `name the folder in which npm install ${RUNTIME_PACKAGE} was run, or its node_modules`,
  );
}

function resolvedFrom(folder: string, how: string): Runtime | null {
  try {
    const entry = createRequire(join(folder, 'package.json')).resolve(RUNTIME_PACKAGE);
    return packageIn(join(dirname(entry), '..'), how);
  } catch {
    return null;
  }
}

/** The runtime whose package folder this is; null if it is none. */
function packageIn(folder: string, how: string): Runtime | null {
  try {
    const root = realpathSync(folder);
    const { name, version } = JSON.parse(textOf(join(root, 'package.json'))) as {
      name?: unknown;
      version?: unknown;
    };
    return name === RUNTIME_PACKAGE && typeof version === 'string' ? { root, version, how } : null;
  } catch {
    return null;
  }
}

const textOf = (path: string): string => readWhole(openRegular(path, (kind) => new TypeError(kind))).toString('utf8');

/** Where runners keep tools between jobs, else the user's cache: the first that nobody else can write to; null: there is none. */
function cacheFolder(): string | null {
  const { RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  for (const folder of [RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA, join(homedir(), '.cache')]) {
    if (folder === undefined || folder === '') continue;
    const below = join(`flopgate-${RUNTIME_PACKAGE}`, 'any');
    const closed = closedFolder(join(resolve(folder), below));
    if (closed !== null) return dirname(dirname(closed));
  }
  return null;
}

let passing: string | undefined;

/** A folder of this process alone, if no cache is safe; it is removed when the process ends. */
function passingFolder(): string {
  if (passing !== undefined) return passing;
  passing = makeTempFolder('runtime').path;
  return passing;
}

/** The folder with the committed manifest and lock: at the repository's (or package's) root. */
function manifestFolder(): string {
  const tried = ['..', '../..', '../../..', '.'].map((up) =>
    resolve(import.meta.dirname, up, 'runtimes', RUNTIME_PACKAGE),
  );
  const folder = tried.find((one) => existsSync(join(one, 'package-lock.json')));
  if (folder !== undefined) return folder;
  throw new Fault(
    'runtime-missing',
    `the lock file of ${RUNTIME_PACKAGE} is missing from this installation of Flopgate`,
    `npm install ${RUNTIME_PACKAGE}, or name it with --runtime-path`,
  );
}

/** The version that the committed manifest pins. */
export function pinnedVersion(): string {
  const text = readFileSync(join(manifestFolder(), 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(text) as { dependencies: Readonly<Record<string, string>> };
  return dependencies[RUNTIME_PACKAGE] ?? '';
}
