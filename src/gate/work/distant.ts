import type { Member, Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import { Fault } from '#graph/fault.ts';
import type { Open } from '#gate/side.ts';
import { modelBeside } from '#read/formats.ts';

/** How a thread asks for files, which another thread opens for it. */
export interface Shelf {
  readonly open: (file: TreeFile) => Promise<OpenedFile>;
  readonly read: (range: FileRange) => Promise<Uint8Array>;
  readonly close: (handle: number) => Promise<void>;
  readonly bytes: (file: TreeFile) => Promise<bigint | null>;
  /** Files beside an opened one that may belong to a model. */
  readonly members: (handle: number) => Promise<readonly Member[]>;
  /** @param path as `Member.path` */
  readonly openMember: (member: { readonly handle: number; readonly path: string }) => Promise<OpenedFile>;
}

/** A source without its functions. */
export interface OpenedFile extends Pick<Source, 'name' | 'size' | 'storedSize' | 'forward'> {
  readonly handle: number;
  /** Whether there is something beside it. */
  readonly hasBeside: boolean;
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
  const opened = new Map<number, { readonly source: Source; readonly folder: string }>();
  let handles = 0;

  function put(source: Source, folder: string): OpenedFile {
    handles += 1;
    opened.set(handles, { source, folder });
    const { name, size, storedSize, forward, beside } = source;
    const facts = { handle: handles, name, size, forward, hasBeside: beside !== undefined };
    return storedSize === undefined ? facts : { ...facts, storedSize };
  }

  return {
    open: async (file) => put(await open(file), file.path.slice(0, file.path.lastIndexOf('/') + 1)),
    read: async ({ handle, offset, length }) => opened.get(handle)?.source.read(offset, length) ?? new Uint8Array(0),
    async close(handle) {
      const source = opened.get(handle)?.source;
      opened.delete(handle);
      await source?.close();
    },
    bytes,
    async members(handle) {
      const { source, folder } = opened.get(handle) ?? gone();
      return (await source.beside?.list((path) => modelBeside(folder + path.replace(/\.gz$/i, '')) !== null)) ?? [];
    },
    async openMember({ handle, path }) {
      const { source, folder } = opened.get(handle) ?? gone();
      return put((await source.beside?.open(path)) ?? gone(), folder);
    },
  };
}

function gone(): never {
  throw new Fault('internal', 'a file is asked for that was closed', 'report this defect');
}

/** The files of a shelf as sources. */
export function openFrom(shelf: Shelf): Open {
  return async (file) => sourceFrom(shelf, await shelf.open(file));
}

/** A file of a shelf: what lies ahead of a range is asked for with it. */
function sourceFrom(shelf: Shelf, { handle, hasBeside, ...facts }: OpenedFile): Source {
  let kept: Uint8Array = new Uint8Array(0);
  let at = 0;
  let isEnd = false;

  async function ahead(offset: number, length: number): Promise<Uint8Array> {
    // Of a stream what is kept can't be read again.
    const from = Math.max(0, Math.min(offset - at, kept.length));
    const held = offset >= at ? kept.subarray(from) : new Uint8Array(0);
    const wanted = Math.max(length - held.length, AHEAD);
    const more = await shelf.read({ handle, offset: offset + held.length, length: wanted });
    isEnd = more.length < wanted;
    kept = held.length === 0 ? more : Buffer.concat([held, more]);
    at = offset;
    return kept.subarray(0, length);
  }

  const beside: Source['beside'] = {
    list: async (wanted) => (await shelf.members(handle)).filter(({ path }) => wanted(path)),
    open: async (path) => sourceFrom(shelf, await shelf.openMember({ handle, path })),
  };
  return {
    ...facts,
    ...(hasBeside ? { beside } : {}),
    read(offset, length) {
      const isKept = offset >= at && (isEnd || offset + length <= at + kept.length);
      return isKept ? kept.subarray(offset - at, offset - at + length) : ahead(offset, length);
    },
    close: async () => shelf.close(handle),
  };
}
