/**
 * What becomes of one field of a message; a field without a rule is skipped. A value of another wire type than the rule's
 * is skipped too, as every protobuf reader does. `put` is called once a value, so repeated and singular fields differ only
 * in what `put` does; packed and unpacked runs look the same to it.
 */
export type Field<T> =
  | {
      readonly kind: 'varint' | 'fixed32' | 'fixed64';
      /** An int64 that is a safe integer comes as a number, any other as a bigint; fixed32 is a float, fixed64 a double. */
      put(to: T, value: number | bigint): void;
      /** Whether a packed run of so many bytes is read; false seeks over it. Null of a singular field, which is never packed. */
      readonly wants: ((to: T, bytes: number) => boolean) | null;
    }
  | {
      readonly kind: 'text';
      /** Longest text in bytes. */
      readonly limit: number;
      /** Whether a longer text is cut at the limit; without it, it is a Fault. */
      readonly cut: boolean;
      put(to: T, text: string): void;
    }
  | {
      readonly kind: 'bytes';
      /** Whether to read the bytes; false seeks over them. */
      wants(to: T, length: number): boolean;
      /** `bytes` is a copy, or null if seeked over. */
      put(to: T, bytes: Uint8Array | null, length: number): void;
    }
  | {
      readonly kind: 'message';
      of(to: T): Message<unknown>;
      /** The child to fill: a fresh one for a repeated field, the one from before for a singular field (protobuf merges). */
      open(to: T): unknown;
      close?(to: T, child: unknown): void;
      /** Offered a short child's bytes (as latin1) before they are read; true if they are known and done with. */
      known?(to: T, bytes: string): boolean;
      /**
       * Offered a child that is at hand as a whole, in `window` from `start` to `end`: reads it at one go, and those that follow
       * it (tag and length included) as far as they are at hand before `limit`, with the outcome that the walk has.
       * @returns the end of the last child that was read; `start` where the first is for the walk, and then nothing is booked
       */
      whole?(to: T, window: Buffer, start: number, end: number, limit: number): number;
    };

export interface Message<T> {
  readonly name: string;
  /** By field number. */
  readonly fields: Readonly<Record<number, Field<T>>>;
  /** Called for a field that has a rule but came with a wire type that doesn't fit it. */
  readonly misfit?: (to: T) => void;
}

/** Longest child that is looked up by its bytes. */
export const MAX_KNOWN = 256;
/** Longest name (of a value, node, operator, symbol) in bytes; a longer one is a Fault, since a cut name is another name. */
const MAX_NAME = 1 << 16;
/** Bytes kept of a text that names nothing, such as an engine's binary held in a string attribute. */
const MAX_TEXT = 1 << 14;

/** Rules for the fields of a message, for tables that read like the .proto file. */
export function name<T>(put: (to: T, text: string) => void): Field<T> {
  return { kind: 'text', limit: MAX_NAME, cut: false, put };
}

/** A text of which the first 16 KiB are enough. */
export function text<T>(put: (to: T, text: string) => void): Field<T> {
  return { kind: 'text', limit: MAX_TEXT, cut: true, put };
}

type Put<T, V> = (to: T, value: V) => void;
type Wants<T> = (to: T, bytes: number) => boolean;
const always = (): boolean => true;

/** A singular integer, bool or enum. */
export function int<T>(put: Put<T, number | bigint>): Field<T> {
  return { kind: 'varint', put, wants: null };
}

/** A singular int32 or enum: of a longer number its low 32 bits, as every protobuf reader takes them. */
export function int32<T>(put: Put<T, number>): Field<T> {
  return int((to, value) => put(to, typeof value === 'number' ? value | 0 : Number(BigInt.asIntN(32, value))));
}

/** A singular 32-bit float. */
export function float<T>(put: Put<T, number>): Field<T> {
  return { kind: 'fixed32', put, wants: null };
}

/** Repeated integers, packed or not; `wants` says whether a packed run of so many bytes is read. */
export function ints<T>(put: Put<T, number | bigint>, wants: Wants<T> = always): Field<T> {
  return { kind: 'varint', put, wants };
}

/** Repeated 32-bit floats. */
export function floats<T>(put: Put<T, number>, wants: Wants<T> = always): Field<T> {
  return { kind: 'fixed32', put, wants };
}

/** Repeated 64-bit floats. */
export function doubles<T>(put: Put<T, number>, wants: Wants<T> = always): Field<T> {
  return { kind: 'fixed64', put, wants };
}

/** `of` is asked at use, so that messages may contain one another. */
export function message<T, U>(
  of: (to: T) => Message<U>,
  open: (to: T) => U,
  close?: (to: T, child: U) => void,
  short?: Pick<Extract<Field<T>, { kind: 'message' }>, 'known' | 'whole'>,
): Field<T> {
  const rule = { kind: 'message', of: of as (to: T) => Message<unknown>, open } as const;
  return close === undefined ? rule : { ...rule, close, ...short };
}
