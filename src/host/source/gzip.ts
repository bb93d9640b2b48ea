import { Readable } from 'node:stream';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';
import { openStream } from './stream.ts';

/** Inflated to compressed size beyond which a file is taken for a bomb, once it is large; weights compress by far less. */
const MAX_INFLATE_RATIO = 200;
const FREE_INFLATED_BYTES = 64 << 20;
const CHUNK_BYTES = 1 << 16;
const SAMPLE_BYTES = 1 << 12;
/** Header, an empty body, and trailer. */
const MIN_GZIP_BYTES = 20;

/**
 * The inflated bytes of a gzip file; bytes that aren't gzip after all come through as they are.
 * Reads throw Fault `inflate-limit`, `truncated`, `bad-gzip`. Closing closes `inner`.
 */
export function openGzip(inner: Source): Source {
  const source = openStream({ name: inner.name, size: null, storedSize: inner.size, chunks: () => inflate(inner) });
  return {
    ...source,
    async close() {
      await source.close();
      await inner.close();
    },
  };
}

async function* inflate(inner: Source): AsyncGenerator<Uint8Array> {
  const compressed = chunksOf(inner);
  const first = await compressed.next();
  if (first.done === true) return;
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield first.value;
    yield* compressed;
    return;
  }
  await checkTrailer(inner, first.value);
  let fed = first.value.length;
  const feed = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    for await (const chunk of compressed) {
      fed += chunk.length;
      yield chunk;
    }
  };
  let inflated = 0;
  for await (const chunk of gunzip(Readable.from(feed(), { objectMode: false }), inner.name)) {
    inflated += chunk.length;
    if (inflated > Math.max(fed * MAX_INFLATE_RATIO, FREE_INFLATED_BYTES))
      throw inflateLimit(inner.name, inflated, fed);
    yield chunk;
  }
}

async function* gunzip(compressed: Readable, name: string): AsyncGenerator<Uint8Array> {
  const stream = createGunzip({ chunkSize: CHUNK_BYTES });
  compressed.on('error', (cause) => stream.destroy(cause)).pipe(stream);
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (cause) {
    throw cause instanceof Fault ? cause : gzipFault(name, cause);
  } finally {
    compressed.destroy();
    stream.destroy();
  }
}

async function* chunksOf(inner: Source): AsyncGenerator<Uint8Array> {
  for (let offset = 0; ;) {
    const length = Math.min(CHUNK_BYTES, (inner.size ?? Infinity) - offset);
    if (length === 0) return;
    // A stream is read in its order.
    // oxlint-disable-next-line no-await-in-loop
    const bytes = await inner.read(offset, length);
    if (bytes.length > 0) yield bytes;
    if (bytes.length < length) return;
    offset += bytes.length;
  }
}

/**
 * The last four bytes of a gzip file claim its inflated length (modulo 2^32). If that makes it a bomb and its first bytes
 * bear it out (a cut file ends in four bytes that mean nothing), it is refused before any of it is handed on.
 */
async function checkTrailer(inner: Source, head: Uint8Array): Promise<void> {
  if (inner.forward || inner.size === null || inner.size < MIN_GZIP_BYTES) return;
  const trailer = await inner.read(inner.size - 4, 4);
  const claimed = new DataView(trailer.buffer, trailer.byteOffset, 4).getUint32(0, true);
  if (claimed <= Math.max(inner.size * MAX_INFLATE_RATIO, FREE_INFLATED_BYTES)) return;
  const sample = head.subarray(0, SAMPLE_BYTES);
  try {
    gunzipSync(sample, { maxOutputLength: sample.length * MAX_INFLATE_RATIO, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (cause) {
    // Any other trouble is met again where the stream comes to it.
    if (cause instanceof RangeError) throw inflateLimit(inner.name, claimed, inner.size);
  }
}

function inflateLimit(name: string, inflated: number, compressed: number): Fault {
  return new Fault(
    'inflate-limit',
    `${name} inflates to ${inflated} bytes from ${compressed}, more than ${MAX_INFLATE_RATIO}-fold`,
    'no weights compress so far: give the model uncompressed if it is what you mean',
  );
}

function gzipFault(name: string, cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code === 'Z_BUF_ERROR')
    return new Fault('truncated', `${name}: the gzip data ends early`, 'fetch the file again', { cause });
  const message = cause instanceof Error ? cause.message : String(cause);
  return new Fault('bad-gzip', `${name}: the gzip data is damaged: ${message}`, 'fetch the file again', { cause });
}
