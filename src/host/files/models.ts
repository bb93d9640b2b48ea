import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';

/** What a path on the command line is. */
export function kindOfPath(path: string): 'file' | 'folder' | 'nothing' {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 'nothing' : stat.isDirectory() ? 'folder' : 'file';
}

/** Folders that hold no models of one's own. */
const passedOver = new Set(['.git', 'node_modules', '.venv', '__pycache__']);
const MAX_FILES = 1_000_000;

/**
 * Paths of the wanted files below a folder, relative to it, with `/`, sorted; links aren't followed.
 * @throws Fault `unreadable-file`, `too-many-files`
 */
export function listFolder(folder: string, wanted: (path: string) => boolean): readonly string[] {
  const found: string[] = [];
  let seen = 0;
  const walk = (below: string): void => {
    for (const entry of entriesOf(join(folder, below), below === '' ? folder : below)) {
      seen += 1;
      if (seen > MAX_FILES)
        throw new Fault('too-many-files', `${folder} holds more than ${MAX_FILES} files`, 'name a folder further down');
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory() && !passedOver.has(entry.name)) walk(path);
      else if (entry.isFile() && wanted(path)) found.push(path);
    }
  };
  walk('');
  return found.toSorted();
}

function entriesOf(folder: string, name: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('unreadable-file', `${name} can't be listed: ${why}`, 'check its permissions', { cause });
  }
}
