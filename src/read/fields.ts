import type { Field, Message } from './wire.ts';

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
): Field<T> {
  const rule = { kind: 'message', of: of as (to: T) => Message<unknown>, open } as const;
  return close === undefined ? rule : { ...rule, close };
}
