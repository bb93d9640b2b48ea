import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Others can write to it: its group, or everybody. */
const OTHERS_WRITE = 0o022;

/** Windows has no owner and mode to look at; there the user's folders are closed to others. */
const uid = process.getuid?.();

/**
 * The real path of a folder that nobody but the user or root can put anything into: it and each folder on the way to it, links on the
 * way included, are the user's or root's, and neither group nor others may write them (a sticky one, as /tmp, counts as open).
 * What is still missing of it is for the caller to make.
 * @returns null if somebody else could
 */
export function closedFolder(folder: string): string | null {
  try {
    return closedWay(folder, 0);
  } catch {
    return null;
  }
}

/** As the system's own bound on links that lead to links. */
const MAX_LINKS = 40;

function closedWay(path: string, links: number): string | null {
  if (links > MAX_LINKS) return null;
  const above = dirname(path);
  const base = above === path ? path : closedWay(above, links);
  if (base === null) return null;
  const real = above === path ? path : join(base, basename(path));
  if (uid === undefined) return real;
  const about = lstatSync(real, { throwIfNoEntry: false });
  if (about === undefined) return real;
  if (about.uid !== uid && about.uid !== 0) return null;
  if (about.isSymbolicLink()) return closedWay(realpathSync(real), links + 1);
  return about.isDirectory() && (about.mode & OTHERS_WRITE) === 0 ? real : null;
}

/** Whether this is a folder (or a file), no link, of the user's own that nobody else may write. */
export function isOwn(path: string, kind: 'folder' | 'file'): boolean {
  const about = lstatSync(path);
  if (kind === 'folder' ? !about.isDirectory() : !about.isFile()) return false;
  return uid === undefined || (about.uid === uid && (about.mode & OTHERS_WRITE) === 0);
}
