import { Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';

/** Longest stream that is kept whole; GitHub takes no blob over 100 MB. */
const MAX_WHOLE_BYTES = 256 << 20;

/**
 * A stream as a source that can be read from any place: it is kept in memory from its first read on.
 *
 * @param head bytes that were read of it already, from its start on
 * @param most bytes that are kept
 * @returns a source whose reads throw Fault `too-large` where it is longer; where its length is known, before any of it is read
 */
export function inMemory(source: Source, head: Uint8Array, most: number = MAX_WHOLE_BYTES): Source {
  let whole: Promise<Uint8Array> | null = null;
  const keep = async (): Promise<Uint8Array> => {
    if (source.size !== null && source.size > most) throw tooLarge(source.name, `${source.size}`, most);
    const rest = await source.read(head.length, most + 1 - head.length);
    if (head.length + rest.length > most) throw tooLarge(source.name, `more than ${most}`, most);
    return head.length === 0 ? rest : Buffer.concat([head, rest]);
  };
  return {
    ...source,
    forward: false,
    async read(offset, length) {
      return (await (whole ??= keep())).subarray(offset, offset + length);
    },
  };
}

function tooLarge(name: string, bytes: string, most: number): Fault {
  return new Fault(
    'too-large',
    `${name} is a stream of ${bytes} bytes, and its format has to be read from any place: at most ${most >> 20} MiB are kept in memory`,
    'give it as a file (checked out, or in Git LFS), not compressed',
  );
}
