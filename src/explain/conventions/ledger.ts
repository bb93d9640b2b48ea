import type { Layer } from '#count/model-report.ts';
import type { Reconciliation, Term } from './reconciliation.ts';
import type { Value } from '#graph/value.ts';
import { constantOf } from '#graph/dim.ts';
import { elements } from '#count/ops/sizes.ts';

/** Adds up the terms of one reconciliation. */
export interface Ledger {
  /** Books `amount` (of one execution) under a label; an amount of undefined is a problem. */
  add(layer: Layer, label: string, amount: bigint | undefined): void;
  /** Books an amount that no one layer has. */
  whole(label: string, amount: (subtotal: bigint) => bigint): void;
  problem(text: string): void;
  result(when: string): Reconciliation;
}

/** @param macs our total; null if sizes are unbound */
export function ledger(macs: bigint | null): Ledger {
  const terms = new Map<string, { layers: number; amount: bigint }>();
  const problems = new Set<string>();
  if (macs === null) problems.add('sizes are unbound: give them with --dim NAME=N');
  const subtotal = (): bigint => [...terms.values()].reduce((all, { amount }) => all + amount, macs ?? 0n);
  return {
    add(layer, label, amount) {
      const times = constantOf(layer.times);
      if (amount === undefined || times === undefined) {
        if (macs !== null) problems.add(`the sizes of ${layer.name} (${layer.op}) aren't known`);
        return;
      }
      if (amount === 0n || times === 0n) return;
      const term = terms.get(label) ?? { layers: 0, amount: 0n };
      terms.set(label, { layers: term.layers + 1, amount: term.amount + amount * times });
    },
    whole(label, amount) {
      terms.set(label, { layers: 0, amount: amount(subtotal()) });
    },
    problem: (text) => void problems.add(text),
    result(when) {
      const listed = [...terms].map(([label, term]): Term => ({ label, ...term }));
      return {
        when,
        macs: macs ?? 0n,
        terms: listed,
        total: problems.size > 0 ? null : subtotal(),
        problems: [...problems],
      };
    },
  };
}

/** Elements of a tensor; undefined if they aren't known. */
function sizeOf(value: Value | undefined): bigint | undefined {
  if (value?.kind !== 'tensor') return undefined;
  const count = elements(value.shape);
  return count === undefined ? undefined : constantOf(count);
}

/** Sizes of a tensor; undefined if any isn't known. */
export function dimsOf(value: Value | undefined): readonly bigint[] | undefined {
  if (value?.kind !== 'tensor' || value.shape === null) return undefined;
  const dims = value.shape.map((dim) => constantOf(dim));
  return dims.includes(undefined) ? undefined : (dims as bigint[]);
}

/** Elements of output `i`. */
export const outputSize = (layer: Layer, i = 0): bigint | undefined => sizeOf(layer.outputs[i]?.value);

/** Elements of input `i`. */
export const inputSize = (layer: Layer, i = 0): bigint | undefined => sizeOf(layer.inputValues[i]);

/** Our MACs of one execution. */
export const macsOf = (layer: Layer): bigint | undefined => constantOf(layer.macs);

/** `factor` times a count, if known. */
export const times = (count: bigint | undefined, factor: bigint | number): bigint | undefined =>
  count === undefined ? undefined : count * BigInt(factor);

export const minus = (count: bigint | undefined): bigint | undefined => times(count, -1);

/** The sum, where every part is known. */
export function sum(...parts: readonly (bigint | undefined)[]): bigint | undefined {
  return parts.reduce((all, one) => (all === undefined || one === undefined ? undefined : all + one), 0n);
}
