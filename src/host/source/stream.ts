import { Fault } from '#graph/fault.ts';
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
 * one chunk and one range. A reader that goes back is a defect, and its read a Fault `internal`: other bytes would be a wrong model.
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
    if (offset < at) throw wentBack(options.name, offset, at);
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

function wentBack(name: string, offset: number, at: number): Fault {
  return new Fault(
    'internal',
    `${name}: its reader asked for byte ${offset} of a stream that has come to byte ${at}`,
    'this is a defect of Flopgate: please report it with the model, or give the model as a plain file',
  );
}
