import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import { sub } from '#graph/dim.ts';
import { isSize, sizesAt, tensorAt } from '#count/ops/call.ts';

/** An input of one element, as a size; undefined if known only at run time. */
export function sizeAt(call: Call, i: number): Dim | undefined {
  const data = tensorAt(call, i)?.data;
  const scalar = data?.length === 1 ? data[0] : undefined;
  return isSize(scalar) ? scalar : undefined;
}

/** Lengths of packed sequences from their cumulated ones (0 first) in input `i`. */
export function lengthsAt(call: Call, i: number): readonly Dim[] | undefined {
  const ends = sizesAt(call, i);
  return ends?.slice(1).map((end, k) => sub(end, ends[k] as Dim));
}
