import type { Dim } from '#graph/dim.ts';
import type { ValueInfo } from '#graph/graph.ts';
import type { TensorValue } from '#graph/value.ts';
import { equal, symbol, symbolsOf } from '#graph/dim.ts';

/** Which input at base is which at head: by name, then by position among equal type and rank, then among equal rank. */
export function pairInputs(
  base: readonly ValueInfo[],
  head: readonly ValueInfo[],
): readonly (readonly [ValueInfo, ValueInfo])[] {
  const keys: readonly ((info: ValueInfo) => string | undefined)[] = [({ name }) => name, typeKey, rankKey];
  const mates = new Map<ValueInfo, ValueInfo>();
  const taken = new Set<ValueInfo>();
  for (const keyOf of keys) {
    const waiting = new Map<string, ValueInfo[]>();
    for (const info of head) {
      const key = taken.has(info) ? undefined : keyOf(info);
      if (key !== undefined) waiting.set(key, [...(waiting.get(key) ?? []), info]);
    }
    for (const info of base) {
      const key = mates.has(info) ? undefined : keyOf(info);
      const mate = key === undefined ? undefined : waiting.get(key)?.shift();
      if (mate === undefined) continue;
      mates.set(info, mate);
      taken.add(mate);
    }
  }
  return base.flatMap((info) => {
    const mate = mates.get(info);
    return mate === undefined ? [] : [[info, mate] as const];
  });
}

function typeKey({ type }: ValueInfo): string | undefined {
  return type.kind === 'tensor' && type.shape !== null ? `${type.dtype} ${type.shape.length}` : undefined;
}

function rankKey({ type }: ValueInfo): string | undefined {
  return type.kind === 'tensor' && type.shape !== null ? String(type.shape.length) : undefined;
}

/** Names of the sizes that an input leaves open, in order. */
export const symbolsOfInput = ({ type }: ValueInfo): readonly string[] =>
  type.kind === 'tensor' ? (type.shape ?? []).flatMap((dim) => [...symbolsOf(dim)]) : [];

/** The name of a size that is one symbol and nothing else. */
export function soleSymbol(dim: Dim): string | undefined {
  const [name, ...rest] = symbolsOf(dim);
  return name !== undefined && rest.length === 0 && equal(dim, symbol(name)) ? name : undefined;
}

/** The input's type if it is a tensor. */
export const tensorOf = ({ type }: ValueInfo): TensorValue | null => (type.kind === 'tensor' ? type : null);
