import { Fault } from '#graph/fault.ts';
import { fromMemory, readZip, unzip } from '#zip/zip.ts';

/**
 * The one file of a zip archive whose name ends in `suffix`. The archive is hostile: no more than `most` bytes are inflated, whatever
 * it claims.
 * @throws Fault `bad-archive`
 */
export function unzipOne(archive: Uint8Array, suffix: string, most: number): Buffer {
  const entries = fromMemory(archive, readZip(archive.length, bad)).filter(({ name }) => name.endsWith(suffix));
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw bad(`it holds ${entries.length} files *${suffix}, not one`);
  return fromMemory(archive, unzip(entry, most, bad));
}

function bad(what: string, cause?: unknown): Fault {
  return new Fault('bad-archive', `the artifact can't be read: ${what}`, 'upload the report file alone', { cause });
}
