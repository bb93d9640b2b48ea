import type { Source } from '#graph/source.ts';

/** What was asked of a source. */
export interface ReadCount {
  reads: number;
  bytes: number;
}

/** The source, counting what is read of it. */
export function countReads(source: Source): { readonly source: Source; readonly count: ReadCount } {
  const count: ReadCount = { reads: 0, bytes: 0 };
  const note = (bytes: Uint8Array): Uint8Array => {
    count.bytes += bytes.length;
    return bytes;
  };
  const read = (offset: number, length: number): Uint8Array | Promise<Uint8Array> => {
    count.reads++;
    const bytes = source.read(offset, length);
    return bytes instanceof Promise ? bytes.then(note) : note(bytes);
  };
  return { source: { ...source, read }, count };
}
