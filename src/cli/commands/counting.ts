import type { CountEntry } from '#report/count-entry.ts';
import type { Source } from '#graph/source.ts';
import { countOne } from '#gate/count.ts';
import { listFolder, kindOfPath } from '#host/files/models.ts';
import { besideOnDisk } from '#host/source/beside.ts';
import { openFile } from '#host/source/file.ts';
import type { SharedSizes } from './given-sizes.ts';
import { say } from '#cli/streams.ts';
import { terminalText } from '#text/escape.ts';
import { term } from '#text/safe.ts';

/** Counts a file, or a folder that is a model: at once if it is stored as it is and its reader is there. */
export function countFile(path: string, sizes: SharedSizes): CountEntry | Promise<CountEntry> {
  if (kindOfPath(path) === 'folder') return countFolder(path, sizes);
  if (path.toLowerCase().endsWith('.gz')) return countInflated(path, sizes);
  return countOne(path, () => openStored(path), sizes);
}

/** Counts files one after another, so that one model is in memory at a time. */
export async function countFiles(paths: readonly string[], sizes: SharedSizes): Promise<readonly CountEntry[]> {
  const entries: CountEntry[] = [];
  for (const path of paths) {
    const entry = countFile(path, sizes);
    // oxlint-disable-next-line no-await-in-loop
    entries.push(entry instanceof Promise ? await entry : entry);
  }
  return entries;
}

/** As `countFiles`, with the sizes that some of the files leave open taken from the others, by their inputs. */
export async function countAlike(paths: readonly string[], sizes: SharedSizes): Promise<readonly CountEntry[]> {
  const entries = await countFiles(paths, sizes);
  const { sharedSizes } = await import('#gate/shared-sizes.ts');
  const again = sharedSizes(entries, sizes);
  return Promise.all(
    entries.map(async (entry, i) => {
      const options = again[i] ?? null;
      return options === null ? entry : countFile(paths[i] ?? entry.path, options);
    }),
  );
}

/** Says on stderr which given sizes no model has. */
export function sayUnused(all: readonly (readonly { readonly code: string; readonly detail: string }[])[]): void {
  const unused = all.map((findings) =>
    findings.filter(({ code }) => code === 'unused-dim').map(({ detail }) => detail),
  );
  for (const detail of new Set(unused.flat())) say(term`flopgate: warning: ${terminalText(detail)}`);
}

const openStored = (path: string): Source => ({ ...openFile(path), beside: besideOnDisk(path, openFile) });

/** Inflating is loaded only where a file needs it. */
async function countInflated(path: string, sizes: SharedSizes): Promise<CountEntry> {
  const { openOnDisk } = await import('#host/source/open.ts');
  return countOne(path, () => openOnDisk(path), sizes);
}

/** A folder counts as a model where its format says so; any other one is refused as it is opened. */
async function countFolder(path: string, sizes: SharedSizes): Promise<CountEntry> {
  const { folderRoot } = await import('#gate/find/catalog.ts');
  const folder = path.replace(/\/+$/, '');
  const root = folderRoot(
    folder,
    listFolder(folder, (file) => !file.includes('/')),
  );
  return root === null
    ? countOne(path, () => openFile(path), sizes)
    : countOne(path, () => openStored(`${folder}/${root}`), sizes, `${folder}/${root}`);
}
