import { existsSync } from 'node:fs';

/** The folder of data beside the repository, as a path; tests that need it are skipped where it is absent. */
const shared = new URL('../../../shared/', import.meta.url);

/** A file or folder of it, or null where it is absent. */
export function sharedPath(path: string): URL | null {
  const url = new URL(path, shared);
  return existsSync(url) ? url : null;
}
