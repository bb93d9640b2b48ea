import type { Value } from '#graph/value.ts';
import type { OneAttr, OneCall } from '../one-call.ts';
import type { Letters } from '../cost-formula.ts';

/** Draws of one random call, the same for the same seed. */
export interface Draw {
  /** A size from 1 to `most` (7 where absent). */
  size(most?: number): number;
  /** `rank` sizes. */
  sizes(rank: number, most?: number): readonly number[];
  flag(): boolean;
  pick<T>(list: readonly T[]): T;
}

/** A call with what the letters of its operator's formula stand for, worked out from the drawn sizes and from nothing else. */
export interface Drawn extends Pick<OneCall, 'inputs' | 'outputs' | 'attrs'> {
  readonly letters: Letters;
}

/** Random calls of operators, named `Add` or `com.microsoft::Gelu`; `since` is the opset version at which they are called. */
export interface Sample {
  readonly ops: readonly string[];
  readonly draw: (draw: Draw, op: string, since: number) => Drawn;
}

/** Linear congruential draws (the constants of Numerical Recipes). */
export function drawsOf(seed: number): Draw {
  let state = (seed * 2654435761 + 1) >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return {
    size: (most = 7) => 1 + next(most),
    sizes: (rank, most = 7) => Array.from({ length: rank }, () => 1 + next(most)),
    flag: () => next(2) === 1,
    pick: (list) => list[next(list.length)] as (typeof list)[number],
  };
}

export const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);
export const bit = (flag: boolean): number => (flag ? 1 : 0);

/** `list` where `present`, else null (an input left out). */
export const optional = (present: boolean, value: Value): Value | null => (present ? value : null);

/** Attributes without those that are undefined. */
export function given(attrs: Readonly<Record<string, OneAttr | undefined>>): Record<string, OneAttr> {
  return Object.fromEntries(
    Object.entries(attrs).filter((entry): entry is [string, OneAttr] => entry[1] !== undefined),
  );
}

export const ms = (...names: readonly string[]): readonly string[] => names.map((name) => `com.microsoft::${name}`);
export const nhwc = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `com.ms.internal.nhwc::${name}`);
export const nchwc = (...names: readonly string[]): readonly string[] =>
  names.map((name) => `com.microsoft.nchwc::${name}`);
export const ml = (...names: readonly string[]): readonly string[] => names.map((name) => `ai.onnx.ml::${name}`);
