import type { CountEntry } from '#report/count-entry.ts';
import type { Source } from '#graph/source.ts';
import { countOne } from '#gate/count.ts';
import { openFile } from '#host/source/file.ts';
import type { Sizes } from './given-sizes.ts';

/** Counts a file: at once if it is stored as it is. */
export function countFile(path: string, sizes: Sizes): CountEntry | Promise<CountEntry> {
  if (path.toLowerCase().endsWith('.gz')) return countInflated(path, sizes);
  return countOne(path, () => openFile(path), sizes);
}

/** Counts files one after another, so that one model is in memory at a time. */
export async function countFiles(paths: readonly string[], sizes: Sizes): Promise<readonly CountEntry[]> {
  const entries: CountEntry[] = [];
  for (const path of paths) {
    const entry = countFile(path, sizes);
    // oxlint-disable-next-line no-await-in-loop
    entries.push(entry instanceof Promise ? await entry : entry);
  }
  return entries;
}

/** Inflating is loaded only where a file needs it. */
async function countInflated(path: string, sizes: Sizes): Promise<CountEntry> {
  const { openGzip } = await import('#host/source/gzip.ts');
  return countOne(path, (): Source => openGzip(openFile(path)), sizes);
}
