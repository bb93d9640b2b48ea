import { existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { openRegular, readWhole } from '#system/regular.ts';

/** The runtime that models are measured with. */
export interface Runtime {
  /** Its package folder. */
  readonly root: string;
  readonly version: string;
  /** Where it was found, in words. */
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
 * Finds the runtime, or fetches it: the path given, the project's own, the runner's cache, npm with the committed lock.
 * @throws Fault `runtime-missing`, `runtime-offline`, `runtime-tampered`
 */
export async function findRuntime(question: RuntimeQuestion): Promise<Runtime> {
  if (question.path !== undefined) return givenRuntime(resolve(question.cwd, question.path));
  const own = question.own === false ? null : resolvedFrom(question.cwd, "the project's own");
  if (own !== null && (question.version === undefined || own.version === question.version)) return own;
  const pinned = question.version ?? pinnedVersion();
  const folder = join(cacheFolder(), `flopgate-${RUNTIME_PACKAGE}`, pinned, `${process.platform}-${process.arch}`);
  const inside = join(folder, 'node_modules', RUNTIME_PACKAGE);
  const cached = existsSync(join(folder, 'complete')) ? packageIn(inside, 'cached') : null;
  if (cached?.version === pinned) return cached;
  if (question.fetch === false)
    throw new Fault(
      'runtime-missing',
      `${RUNTIME_PACKAGE} ${pinned} is neither in this project nor in the cache`,
      `npm install ${RUNTIME_PACKAGE}@${pinned}, or name it with --runtime-path`,
    );
  mkdirSync(dirname(folder), { recursive: true });
  const { fetchRuntime } = await import('./runtime-fetch.ts');
  await fetchRuntime({ folder, version: pinned, manifest: manifestFolder(), say: question.say ?? (() => undefined) });
  const fetched = packageIn(inside, 'fetched by npm');
  if (fetched !== null) return fetched;
  throw new Fault('runtime-missing', `npm left no ${RUNTIME_PACKAGE} in ${folder}`, 'name one with --runtime-path');
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

/** The runtime whose package folder this is; null where it is none. */
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

/** Where runners keep tools between jobs; elsewhere the user's cache. */
function cacheFolder(): string {
  const { RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  for (const folder of [RUNNER_TOOL_CACHE, XDG_CACHE_HOME, LOCALAPPDATA])
    if (folder !== undefined && folder !== '') return folder;
  return join(homedir(), '.cache');
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
