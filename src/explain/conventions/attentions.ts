import type { Layer } from '#count/model-report.ts';
import type { Neighbours } from './neighbours.ts';
import { constantOf } from '#graph/dim.ts';
import { elements } from '#count/ops/sizes.ts';
import { isFixed } from './neighbours.ts';

/** Products of activations with each other and what their author called for them. */
export interface Attentions {
  /** Layers inside F.scaled_dot_product_attention. */
  readonly fused: ReadonlySet<Layer>;
  readonly multihead: readonly Multihead[];
}

/** One call of nn.MultiheadAttention. */
export interface Multihead {
  /** The projection of queries, keys and values, and the addition of its bias. */
  readonly input: Layer;
  readonly bias: Layer;
  readonly products: readonly Layer[];
  readonly softmax: Layer | undefined;
  readonly output: Layer | undefined;
  /** Of the module's parameters: `encoder.layers.0.self_attn.` */
  readonly path: string;
}

/** Operators that are attention as a whole. */
const attentionOps: ReadonlySet<string> = new Set([
  'Attention',
  'DecoderMaskedMultiHeadAttention',
  'DecoderMaskedSelfAttention',
  'FlexAttention',
  'GroupQueryAttention',
  'MultiHeadAttention',
  'PackedAttention',
  'PackedMultiHeadAttention',
  'PagedAttention',
  'SparseAttention',
]);

export const isAttention = ({ op }: Layer): boolean => attentionOps.has(op);

/** True of a matrix product of two activations. */
export const isProduct = ({ op, inputValues: [a, b] }: Layer): boolean =>
  (op === 'MatMul' || op === 'FusedMatMul') && !isFixed(a) && !isFixed(b);

/** Most layers that are looked at from one product on for the softmax and the second product. */
const maxSteps = 256;

export function attentionsOf(wiring: Neighbours): Attentions {
  const fused = new Set<Layer>();
  for (const layer of wiring.live) {
    if (isAttention(layer)) fused.add(layer);
    if (!isProduct(layer) || !bothScaled(wiring, layer)) continue;
    const { softmax, products } = follow(wiring, layer);
    if (softmax === undefined) continue;
    for (const one of [layer, softmax, ...products.slice(0, 1)]) fused.add(one);
  }
  return { fused, multihead: multiheads(wiring) };
}

/**
 * torch decomposes F.scaled_dot_product_attention so that both operands of the first product are multiplied by the root of
 * the scale; authors scale one, or the scores.
 */
function bothScaled(wiring: Neighbours, layer: Layer): boolean {
  return [0, 1].every((i) => {
    const by = wiring.producer(layer, i);
    return by?.op === 'Mul' && by.inputValues.some((value) => isScalar(value));
  });
}

function isScalar(value: Layer['inputValues'][number]): boolean {
  if (value?.kind !== 'tensor') return false;
  const count = elements(value.shape);
  return count !== undefined && constantOf(count) === 1n;
}

/** From a layer on: the first softmax, the products and the first product with a weight, no further. */
function follow(
  wiring: Neighbours,
  from: Layer,
): { readonly softmax: Layer | undefined; readonly products: readonly Layer[]; readonly output: Layer | undefined } {
  const seen = new Set<Layer>([from]);
  const products: Layer[] = [];
  let softmax: Layer | undefined;
  let output: Layer | undefined;
  for (const layer of seen) {
    if (seen.size > maxSteps) break;
    for (const next of wiring.consumers(layer)) {
      if (seen.has(next)) continue;
      if (next.macs !== 0 && !isProduct(next) && !isAttention(next)) {
        output ??= next;
        continue;
      }
      if (next.op === 'Softmax') softmax ??= next;
      if (isProduct(next) || isAttention(next)) products.push(next);
      seen.add(next);
    }
  }
  return { softmax, products, output };
}

/** nn.MultiheadAttention names its packed projection `in_proj_bias`, which no other module does. */
function multiheads(wiring: Neighbours): Multihead[] {
  return wiring.live.flatMap((bias) => {
    const at = bias.inputs.findIndex((name) => name.endsWith('in_proj_bias'));
    if (at === -1) return [];
    const input = bias.op === 'Add' ? wiring.producer(bias, 1 - at) : bias;
    if (input === undefined || input.macs === 0) return [];
    const { softmax, products, output } = follow(wiring, bias);
    const path = (bias.inputs[at] ?? '').slice(0, -'in_proj_bias'.length);
    return [{ input, bias, products, softmax, output, path }];
  });
}
