import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Bytes, or so many zero bytes that take no memory and, in a sparse file, no disk. */
type Piece = Uint8Array | { readonly hole: number };

/** A message or a field, piece by piece. */
export type Bytes = readonly Piece[];

const sizeOf = (bytes: Bytes): number => bytes.reduce((sum, piece) => sum + lengthOf(piece), 0);

const lengthOf = (piece: Piece): number => ('hole' in piece ? piece.hole : piece.length);

/** Fields one behind the other. */
export const join = (...parts: readonly Bytes[]): Bytes => concat(parts);

/** Any number of fields one behind the other; neighbouring bytes become one piece. */
export function concat(parts: readonly Bytes[]): Bytes {
  const joined: Piece[] = [];
  let run: Uint8Array[] = [];
  const flush = (): void => {
    if (run.length > 0) joined.push(run.length === 1 ? (run[0] as Uint8Array) : Buffer.concat(run));
    run = [];
  };
  for (const piece of parts.flat()) {
    if (!('hole' in piece)) {
      run.push(piece);
      continue;
    }
    flush();
    joined.push(piece);
  }
  flush();
  return joined;
}

/** An int64 (or a uint64 beyond it) as a varint, in two's complement where negative. */
export function varint(value: number | bigint): Uint8Array {
  if (value >= 0 && value < 128) return Uint8Array.of(Number(value));
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

export const tag = (field: number, wire: number): Uint8Array => varint(field * 8 + wire);

export const int = (field: number, value: number | bigint): Bytes => [Buffer.concat([tag(field, 0), varint(value)])];

/** One tag a value, as ONNX's proto2 writers do for dims, ints and floats. */
export const ints = (field: number, values: readonly (number | bigint)[]): Bytes =>
  concat(values.map((value) => int(field, value)));

export const packedInts = (field: number, values: readonly (number | bigint)[]): Bytes =>
  delimited(field, values.map(varint));

export function float(field: number, value: number): Bytes {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [Buffer.concat([tag(field, 5), bytes])];
}

export function double(field: number, value: number): Bytes {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return [Buffer.concat([tag(field, 1), bytes])];
}

/** A field of wire type 2: a message, bytes, or a packed run. */
export const delimited = (field: number, content: Bytes): Bytes =>
  join([tag(field, 2), varint(sizeOf(content))], content);

/** A text; bytes where it isn't UTF-8. */
export const text = (field: number, value: string | Uint8Array): Bytes =>
  delimited(field, [Buffer.from(value as string)]);

/** A text that is left out where empty, as writers do. */
export const optionalText = (field: number, value: string | undefined): Bytes =>
  value === undefined || value === '' ? [] : text(field, value);

/** The whole in memory; holes become zeros. */
export const toBytes = (bytes: Bytes): Uint8Array =>
  Buffer.concat(bytes.map((piece) => ('hole' in piece ? Buffer.alloc(piece.hole) : piece)));

/** Writes a file whose holes take no disk: gigabytes of weights in a millisecond. */
export function writeSparse(path: string, bytes: Bytes): void {
  const descriptor = openSync(path, 'w');
  let at = 0;
  for (const piece of bytes) {
    if (!('hole' in piece)) writeSync(descriptor, piece, 0, piece.length, at);
    at += lengthOf(piece);
  }
  ftruncateSync(descriptor, at);
  closeSync(descriptor);
}

/** One field of a message in memory. */
export interface WireField {
  readonly number: number;
  readonly wire: number;
  /** The value of a varint; the content of a delimited field; the bytes of a fixed one. */
  readonly value: number | Uint8Array;
  /** The field with its tag. */
  readonly bytes: Uint8Array;
}

/**
 * The fields of a message without groups, in order.
 * @throws RangeError where it isn't well-formed
 */
export function fieldsOf(message: Uint8Array): WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const readVarint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('the message ends within a number');
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const key = readVarint();
    const wire = key % 8;
    let value: number | Uint8Array;
    if (wire !== 0 && wire !== 1 && wire !== 2 && wire !== 5) throw new RangeError(`wire type ${wire}`);
    if (wire === 0) value = readVarint();
    else {
      const length = wire === 2 ? readVarint() : wire === 1 ? 8 : 4;
      value = message.subarray(at, at + length);
      if (value.length < length) throw new RangeError('a field passes the end of the message');
      at += length;
    }
    fields.push({ number: Math.floor(key / 8), wire, value, bytes: message.subarray(start, at) });
  }
  return fields;
}
