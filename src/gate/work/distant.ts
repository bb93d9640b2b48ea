import type { Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { Open } from '#gate/side.ts';

/** How a thread asks for files, which another thread opens for it. */
export interface Shelf {
  readonly open: (file: TreeFile) => Promise<OpenedFile>;
  readonly read: (range: FileRange) => Promise<Uint8Array>;
  readonly close: (handle: number) => Promise<void>;
  readonly bytes: (file: TreeFile) => Promise<bigint | null>;
}

/** A source without its functions. */
export interface OpenedFile extends Pick<Source, 'name' | 'size' | 'storedSize' | 'forward'> {
  readonly handle: number;
}

export interface FileRange {
  readonly handle: number;
  readonly offset: number;
  readonly length: number;
}

/** Bytes asked for at a time: a reader's ranges are small, and each question costs a turn of two threads. */
const AHEAD = 64 * 1024;

/** Opens files for other threads. */
export function openShelf(open: Open, bytes: Shelf['bytes']): Shelf {
  const sources = new Map<number, Source>();
  let handles = 0;
  return {
    async open(file) {
      const source = await open(file);
      handles += 1;
      sources.set(handles, source);
      const { name, size, storedSize, forward } = source;
      return { handle: handles, name, size, forward, ...(storedSize === undefined ? {} : { storedSize }) };
    },
    read: async ({ handle, offset, length }) => sources.get(handle)?.read(offset, length) ?? new Uint8Array(0),
    async close(handle) {
      const source = sources.get(handle);
      sources.delete(handle);
      await source?.close();
    },
    bytes,
  };
}

/** The files of a shelf as sources: what lies ahead of a range is asked for with it. */
export function openFrom(shelf: Shelf): Open {
  return async (file) => {
    const { handle, ...facts } = await shelf.open(file);
    let kept: Uint8Array = new Uint8Array(0);
    let at = 0;
    let isEnd = false;
    return {
      ...facts,
      read(offset, length) {
        const isKept = offset >= at && (isEnd || offset + length <= at + kept.length);
        return isKept ? kept.subarray(offset - at, offset - at + length) : ahead(offset, length);
      },
      close: async () => shelf.close(handle),
    };

    async function ahead(offset: number, length: number): Promise<Uint8Array> {
      // Of a stream what is kept can't be read again.
      const from = Math.max(0, Math.min(offset - at, kept.length));
      const held = offset >= at ? kept.subarray(from) : new Uint8Array(0);
      const start = offset + held.length;
      const wanted = Math.max(length - held.length, AHEAD);
      const more = await shelf.read({ handle, offset: start, length: wanted });
      isEnd = more.length < wanted;
      kept = held.length === 0 ? more : Buffer.concat([held, more]);
      at = offset;
      return kept.subarray(0, length);
    }
  };
}
