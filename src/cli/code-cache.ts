import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { ownFolder, ownTree } from '#system/own-folder.ts';

/** The chunk that holds all that `count` needs. */
const cached = /[\\/]chunks[\\/]core\.js$/;
/** Runs after which the code is written again, so that it grows by what the runs before didn't need. */
const maxWrites = 4;
/** Bytes behind the code that say what it is of. */
const labelBytes = 128;

/** The method of Node's modules that compiles one: not in its types, but what every tool that compiles otherwise replaces. */
const hook = '_compile';

interface Loader {
  prototype: Record<
    typeof hook,
    (this: NodeJS.Module, content: string, filename: string, ...rest: unknown[]) => unknown
  >;
  wrap(content: string): string;
}

interface Entry {
  readonly script: Script;
  readonly file: string;
  readonly label: string;
  readonly writes: number;
}

/**
 * Whether compiled code may be kept between runs: not where NODE_DISABLE_COMPILE_CACHE=1 says so, and not in CI, where a machine
 * is new for each job, or a pull request's own programs could leave code there for a later job.
 */
function keepsCode(): boolean {
  const { NODE_DISABLE_COMPILE_CACHE: disabled, CI: ci = '' } = process.env;
  return disabled !== '1' && (ci === '' || ci === 'false');
}

/**
 * Takes compiled code from a cache, and adds to it what this run compiles: of the main chunk from one of our own, of the others
 * from Node's. Node's compile cache (from version 22 on) keeps no more than the first run needed, and Node 20 has none. Both lie in a
 * folder that only the user can write (`ownFolder`), since what it holds is run. Nothing depends on it: without it, code is compiled.
 * @param use of the code: each has an entry of its own
 * @returns to be called at the end of the run: writes the cache if it lacks something
 */
export function cacheCode(use: 'count' | 'other'): () => void {
  const folder = keepsCode() ? ownFolder() : null;
  if (folder === null) return () => {};
  const nodes = join(folder, 'node');
  if ('enableCompileCache' in nodeModule && ownTree(nodes)) nodeModule.enableCompileCache(nodes);
  const loader = nodeModule as unknown as Loader;
  const compile = loader.prototype[hook];
  let entry: Entry | undefined;
  loader.prototype[hook] = function (content, filename, ...rest) {
    if (!cached.test(filename)) return compile.call(this, content, filename, ...rest);
    loader.prototype[hook] = compile;
    entry = openEntry(folder, loader.wrap(content), filename, use);
    const run = entry.script.runInThisContext() as (...locals: unknown[]) => unknown;
    const require = nodeModule.createRequire(filename);
    return run.call(this.exports, this.exports, require, this, filename, dirname(filename));
  };
  return () => {
    if (entry !== undefined && entry.writes < maxWrites) write(entry);
  };
}

function openEntry(folder: string, source: string, filename: string, use: string): Entry {
  const { mtimeMs, ctimeMs, size } = statSync(filename);
  const label = [mtimeMs, ctimeMs, size, process.version].join(' ');
  const file = join(folder, `${use}-${process.version}-${process.arch}-${hashOf(filename)}.bin`);
  const known = read(file, label);
  const script = new Script(source, { filename, ...(known === undefined ? {} : { cachedData: known.code }) });
  const isKnown = known !== undefined && script.cachedDataRejected === false;
  return { script, file, label, writes: isKnown ? known.writes : 0 };
}

/** Parts the installations on one machine. */
function hashOf(path: string): string {
  let hash = 0;
  for (let i = 0; i < path.length; i++) hash = (Math.imul(hash, 31) + path.charCodeAt(i)) | 0;
  return (hash >>> 0).toString(36);
}

/** Neither a link nor a pipe that waits for a writer is followed. */
const reading = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The code under this label; undefined if there is none, or where somebody else could have written it: it would be run. */
function read(file: string, label: string): { readonly code: Buffer; readonly writes: number } | undefined {
  let open: number | undefined;
  try {
    open = openSync(file, reading);
    const { uid, mode } = fstatSync(open);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return undefined;
    const bytes = readFileSync(open);
    const end = bytes.length - labelBytes;
    const [found, writes, sum] = bytes.toString('latin1', Math.max(end, 0)).split(';');
    if (found !== label) return undefined;
    const code = bytes.subarray(0, end);
    return sum === String(crc32(code)) ? { code, writes: Number(writes) } : undefined;
  } catch {
    return undefined;
  } finally {
    if (open !== undefined) closeSync(open);
  }
}

/** Writes beside and renames, so that nobody reads a part. */
function write({ script, file, label, writes }: Entry): void {
  const aside = `${file}.${process.pid}`;
  try {
    const code = script.createCachedData();
    const open = openSync(aside, 'wx', 0o600);
    try {
      writeSync(open, code);
      writeSync(open, `${label};${writes + 1};${crc32(code)};`.padEnd(labelBytes));
      fsyncSync(open);
    } finally {
      closeSync(open);
    }
    renameSync(aside, file);
  } catch {
    // The next run compiles again.
    if (existsSync(aside)) rmSync(aside);
  }
}
