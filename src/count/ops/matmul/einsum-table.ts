import type { OpEntry } from '#count/ops/registry.ts';
import { op } from '#count/ops/registry.ts';
import { einsumCost, einsumShape } from './einsum.ts';

/** Contractions written as an equation. */
export const einsumOps: readonly OpEntry[] = [
  op('Einsum', {
    since: 12,
    shape: einsumShape,
    cost: einsumCost,
    formula:
      "cheapest pairwise order: the product of a pair's labels, as M where one is contracted, else as F; one operand: F = N_in where summed",
    inWords: 'the order of the products is searched for',
  }),
];
