import type { Source } from '#graph/source.ts';

/** What a stream of bytes is made a source from. */
export interface StreamOptions {
  readonly name: string;
  /** Length of the whole stream, null if unknown. */
  readonly size: number | null;
  /** Length as stored, where the stream is inflated. */
  readonly storedSize?: number | null;
  /** Called once, by the first read. */
  chunks(): AsyncIterator<Uint8Array>;
}

/**
 * A source over bytes that come once and in order. What lies before an asked-for range is dropped as it comes, so memory is
 * one chunk and one range.
 */
export function openStream(options: StreamOptions): Source {
  let chunks: AsyncIterator<Uint8Array> | null = null;
  let rest: Uint8Array = new Uint8Array(0);
  /** Offset of the first byte of `rest`. */
  let at = 0;

  async function next(): Promise<boolean> {
    chunks ??= options.chunks();
    at += rest.length;
    const turn = await chunks.next();
    rest = turn.done === true ? new Uint8Array(0) : turn.value;
    return turn.done !== true;
  }

  async function read(offset: number, length: number): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let lacking = length;
    while (lacking > 0) {
      const from = Math.min(Math.max(offset + length - lacking - at, 0), rest.length);
      const part = rest.subarray(from, from + lacking);
      if (part.length > 0) parts.push(part);
      lacking -= part.length;
      rest = rest.subarray(from + part.length);
      at += from + part.length;
      // Each chunk comes after the one before.
      // oxlint-disable-next-line no-await-in-loop
      if (lacking > 0 && !(await next())) break;
    }
    return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
  }

  return {
    name: options.name,
    size: options.size,
    ...(options.storedSize === undefined ? {} : { storedSize: options.storedSize }),
    forward: true,
    read,
    async close() {
      await chunks?.return?.();
    },
  };
}
