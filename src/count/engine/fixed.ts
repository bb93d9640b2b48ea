import type { Node } from '#graph/graph.ts';
import type { TensorValue, Value } from '#graph/value.ts';
import type { Weights } from './weights.ts';
import { readsOf } from './order.ts';

/** What a node's outputs depend on: the file alone, the sizes of the inputs too, or the inputs' contents. */
export type Fixed = 'file' | 'sizes' | 'input';

/** Operators that turn a tensor into its sizes. */
export const sizeMakers: ReadonlySet<string> = new Set(['Shape', 'Size']);
/** Operators whose output is as long as a size says: what they make is data, even where sizes alone decide it. */
const sizeSpenders: ReadonlySet<string> = new Set([
  'Range',
  'ConstantOfShape',
  'Expand',
  'Tile',
  'Pad',
  'Resize',
  'Upsample',
]);

/** What this node's outputs depend on. */
export function fixedBy(node: Node, inputs: readonly (Value | undefined)[]): Fixed {
  if (/^Random|^(Bernoulli|Multinomial|Dropout)$/.test(node.op) || readsOf(node) !== node.inputs) return 'input';
  let fixed: Fixed = 'file';
  for (let i = 0; i < inputs.length; i++) {
    const value = inputs[i];
    if (value === undefined && node.inputs[i] === '') continue;
    if (value?.kind !== 'tensor' || (value.constant !== true && value.sized !== true)) {
      return sizeMakers.has(node.op) ? 'sizes' : 'input';
    }
    if (value.constant !== true) fixed = 'sizes';
  }
  return fixed;
}

/** An output with the engine's marks: a constant (or a part of one that sizes choose) remembers its weights, a vector of sizes that it is one. */
export function marked(
  weights: Weights,
  node: Node,
  inputs: readonly (Value | undefined)[],
  value: TensorValue,
  fixed: Fixed,
): TensorValue {
  if (fixed === 'file') return weights.folded(node, inputs, value);
  const sized = fixed === 'sizes' && value.shape !== null && value.shape.length <= 1 && !sizeSpenders.has(node.op);
  if (sized) return { ...value, sized };
  return fixed === 'sizes' ? weights.chosen(node, inputs, value) : value;
}
