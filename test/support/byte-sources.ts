import { openStream } from '#host/source/stream.ts';
import type { Source } from '#graph/source.ts';
import { memorySource } from './truth.ts';

/** The bytes as a file gives them, checking that no range passes the end. */
export function fileLike(bytes: Uint8Array, name = 'model.onnx'): Source {
  const source = memorySource(bytes, name);
  return {
    ...source,
    read(offset, length) {
      if (!(offset >= 0 && length > 0 && offset + length <= Math.max(bytes.length, 0)) && bytes.length > 0) {
        throw new RangeError(`asked for [${offset}, +${length}) of ${bytes.length}`);
      }
      return source.read(offset, length);
    },
  };
}

/** The bytes as a pipe gives them: once, in order, in chunks of the given sizes over and over. */
export function streamOf(bytes: Uint8Array, sizes: readonly number[], size: number | null = null): Source {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      const length = sizes[i % sizes.length] as number;
      yield bytes.subarray(at, at + length);
      at += length;
    }
  }
  return openStream({ name: 'stream', size, chunks });
}
