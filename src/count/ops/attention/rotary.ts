import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { floorDiv, mul, product } from '#graph/dim.ts';
import { dtypeAt, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { headWidth } from './attention.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { rmsNormCost } from '#count/ops/norm/norm.ts';
import { requiredShape } from '#count/ops/shared/required.ts';
import { rotaryCost } from './sdpa.ts';

/**
 * Rotary embedding of [B, N, S, h] or [B, S, N·h]: 3 operations an element of the first `rotary_embedding_dim` of each head (all
 * where 0).
 */
export const rotaryShape: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  if (shape !== null && shape.length !== 3 && shape.length !== 4)
    throw shapeFault(call, `the input has the shape ${shapeText(shape)}`);
  headOf(call, shape);
  return [tensor(dtypeAt(call, 0), shape)];
};

/** Width of a head; undefined if neither heads nor axes give it. */
function headOf(call: Call, shape: readonly Dim[] | null): Dim | undefined {
  if (shape?.length === 4) return shape[3];
  const heads = intAttr(call, 'num_heads') ?? 0;
  const hidden = shape?.[2];
  return hidden === undefined || heads < 1 ? undefined : headWidth(call, hidden, heads);
}

/** Elements that are rotated, of a tensor whose heads are `width` wide. */
function rotated(call: Call, shape: readonly Dim[], width: Dim | undefined): Dim {
  const part = intAttr(call, 'rotary_embedding_dim') ?? 0;
  if (part <= 0 || width === undefined || width === 0) return product(shape);
  return mul(floorDiv(product(shape), width), part);
}

export const rotaryEmbeddingCost: CostRule = (call) => {
  const shape = requiredShape(call, 0);
  return shape === null ? unknownCost : rotaryCost(rotated(call, shape, headOf(call, shape)));
};

/** Rotation of queries and keys that come with their rotated halves: sine and cosine of the angles, 3 operations an element. */
export const angleRotaryShape: ShapeRule = (call) =>
  [1, 3].map((i) => tensor(dtypeAt(call, i), requiredShape(call, i)));

export const angleRotaryCost: CostRule = (call) => {
  const angles = elements(requiredShape(call, 0));
  const [q, k] = [elements(requiredShape(call, 1)), elements(requiredShape(call, 3))];
  return plusCost(costOf(angles, { transcendentals: 2 }), rotaryCost(q), rotaryCost(k));
};

/** RMS normalisation of a slice of each head, then rotation of its first part: [B, S, heads, stride] to [B, S, heads·width]. */
export const normRotaryShape: ShapeRule = (call) => {
  const one = slicedHeads(call);
  const dtype = intAttr(call, 'output_fp16') === 1 ? 'f16' : 'bf16';
  if (one === undefined) return [tensor(dtype, null), tensor('f32', null)];
  const { batch, length, heads, width } = one;
  const flat = intAttr(call, 'flatten_batch') === 1;
  const row = mul(heads, width);
  return [
    tensor(dtype, flat ? [1, mul(batch, length), row] : [batch, length, row]),
    tensor('f32', [batch, length, heads, width]),
  ];
};

function slicedHeads(call: Call): { batch: Dim; length: Dim; heads: Dim; width: Dim } | undefined {
  const shape = requiredShape(call, 0);
  if (shape === null) return undefined;
  if (shape.length !== 4) throw shapeFault(call, `the input has the shape ${shapeText(shape)}, not four axes`);
  const [batch, length, heads, stride] = shape as readonly [Dim, Dim, Dim, Dim];
  const width = intAttr(call, 'input_width') ?? 0;
  return { batch, length, heads, width: width > 0 ? width : (shapeAt(call, 1)?.[0] ?? stride) };
}

export const normRotaryCost: CostRule = (call) => {
  const one = slicedHeads(call);
  if (one === undefined) return unknownCost;
  const rows = product([one.batch, one.length, one.heads]);
  return plusCost(
    rmsNormCost(mul(rows, one.width), rows),
    rotaryCost(mul(rows, intAttr(call, 'rotary_embedding_dim') ?? 0)),
  );
};
