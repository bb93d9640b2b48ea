import { mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { closedFolder, isOwn } from './closed-folder.ts';

/**
 * The folder of compiled code, made if it's missing: in the one that NODE_COMPILE_CACHE names, else in the user's cache.
 * @returns null if somebody else could put code there: each folder on the way to it has to be the user's or root's and
 * writable by nobody else (a sticky one, as /tmp, is writable by others), and the folders of ours no links
 */
export function ownFolder(): string | null {
  const base = baseFolder();
  if (base === null) return null;
  try {
    const above = closedFolder(dirname(base));
    if (above === null) return null;
    mkdirSync(above, { recursive: true, mode: 0o700 });
    const real = join(above, basename(base));
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

/** Makes a folder. @returns whether it is the user's alone to write: another may have made it first */
function makeOwn(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch {
    // It is there, or lstat says what is wrong.
  }
  return isOwn(folder, 'folder');
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
    return isOwn(path, entry.isDirectory() ? 'folder' : 'file') && (!entry.isDirectory() || holdsOwn(path));
  });
}
