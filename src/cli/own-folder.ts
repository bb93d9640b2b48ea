import { lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, parse, resolve } from 'node:path';

/** Others can write to it: its group, or everybody. */
const OTHERS_WRITE = 0o022;

/**
 * The folder of compiled code, made where it's missing: in the one that NODE_COMPILE_CACHE names, else in the user's cache.
 * @returns null where somebody else could put code there: each folder on the way to it has to be the user's or root's and
 * writable by nobody else (a sticky one, as /tmp, is writable by others), and the folders of ours no links
 */
export function ownFolder(): string | null {
  const base = baseFolder();
  if (base === null) return null;
  try {
    mkdirSync(dirname(base), { recursive: true, mode: 0o700 });
    const real = join(realpathSync(dirname(base)), parse(base).base);
    if (!isSafeWay(dirname(real))) return null;
    const folder = join(real, 'code');
    return makeOwn(real) && makeOwn(folder) ? folder : null;
  } catch {
    return null;
  }
}

function baseFolder(): string | null {
  const { NODE_COMPILE_CACHE: given, XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '' } = process.env;
  if (given !== undefined && given !== '') return join(resolve(given), 'flopgate');
  if (process.platform === 'win32') return isAbsolute(local) ? join(local, 'flopgate') : null;
  if (isAbsolute(xdg)) return join(xdg, 'flopgate');
  const home = homedir();
  if (!isAbsolute(home)) return null;
  return join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'flopgate');
}

/** Windows has no owner and mode to look at; there the user's folders are closed to others. */
const uid = process.getuid?.();

/** Whether the folder and all above it are the user's or root's, and closed to writers. */
function isSafeWay(folder: string): boolean {
  if (uid === undefined) return true;
  const { uid: owner, mode } = lstatSync(folder);
  const isSafe = (owner === uid || owner === 0) && (mode & OTHERS_WRITE) === 0;
  return isSafe && (folder === dirname(folder) || isSafeWay(dirname(folder)));
}

/** Makes a folder. @returns whether it is the user's alone to write: another may have made it first */
function makeOwn(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there, or lstat says what is wrong.
  }
  return isOwn(folder, true);
}

function isOwn(path: string, isFolder: boolean): boolean {
  const about = lstatSync(path);
  if (isFolder ? !about.isDirectory() : !about.isFile()) return false;
  return uid === undefined || (about.uid === uid && (about.mode & OTHERS_WRITE) === 0);
}

/** Makes the folder of Node's own cache. @returns whether it, and all that lies in it, is the user's alone to write */
export function ownTree(folder: string): boolean {
  try {
    return makeOwn(folder) && holdsOwn(folder);
  } catch {
    return false;
  }
}

function holdsOwn(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).every((entry) => {
    const path = join(folder, entry.name);
    return isOwn(path, entry.isDirectory()) && (!entry.isDirectory() || holdsOwn(path));
  });
}
