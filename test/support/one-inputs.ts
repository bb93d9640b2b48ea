import type { OneInput } from './one-op.ts';

const count = (dims: readonly number[]): number => dims.reduce((a, b) => a * b, 1);

/** Floats of both signs around 0, none of them 0. */
export const floats = (...dims: readonly number[]): OneInput => ({
  dtype: 'f32',
  dims,
  data: Array.from({ length: count(dims) }, (_, i) => ((i * 7) % 11) / 4 - 1.125),
});
/** Floats above 1. */
export const positive = (...dims: readonly number[]): OneInput => ({
  ...floats(...dims),
  data: floats(...dims).data.map((x) => Number(x) + 3),
});
/** Floats in (−1, 1). */
export const unit = (...dims: readonly number[]): OneInput => ({
  ...floats(...dims),
  data: floats(...dims).data.map((x) => Number(x) / 2),
});
/** These contents. */
export const given = (
  dtype: OneInput['dtype'],
  dims: readonly number[],
  data: readonly (number | string)[],
): OneInput => ({
  dtype,
  dims,
  data,
});
/** Sizes as a model computes with them: symbols where the telling makes them so. */
export const sizes = (...data: readonly number[]): OneInput => ({
  dtype: 'i64',
  dims: [data.length],
  data,
  asked: true,
});
/** One element that shapes may depend on. */
export const scalar = (n: number, dtype: OneInput['dtype'] = 'f32'): OneInput => ({
  dtype,
  dims: [],
  data: [n],
  asked: true,
});
/** Truths as numbers. */
export const bools = (...data: readonly number[]): OneInput => ({ dtype: 'bool', dims: [data.length], data });

/** Floats above 1, of one axis. */
export const vector = (n: number): OneInput => positive(n);
/** Bytes of all sizes. */
export const u8 = (...dims: readonly number[]): OneInput =>
  given(
    'u8',
    dims,
    Array.from({ length: count(dims) }, (_, i) => (i * 37) % 256),
  );
/** Of a quantised tensor. */
export const scale = scalar(0.25);
/** Zero point beside `scale`. */
export const zero = scalar(100, 'u8');
