import type { Fault } from '#graph/fault.ts';
import { fromMemory, readZip, unzip } from '#zip/zip.ts';

const MAX_ENTRIES = 1000;

/**
 * The files of a zip archive, as numpy writes them (stored, or deflated by savez_compressed). The archive is hostile: no more than
 * `most` bytes are inflated.
 * @param bad makes the fault that is thrown
 */
export function unpackAll(
  zip: Buffer,
  most: number,
  bad: (what: string) => Fault,
): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const entries = fromMemory(zip, readZip(zip.length, bad));
  if (entries.length > MAX_ENTRIES) throw bad(`it holds ${entries.length} files, more than ${MAX_ENTRIES}`);
  let left = most;
  return entries.map((entry) => {
    const bytes = fromMemory(zip, unzip(entry, left, bad));
    left -= bytes.length;
    return { name: entry.name, bytes };
  });
}
