import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { mul, product } from '#graph/dim.ts';
import { dtypeAt, has, shapeAt, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { layerNormCost } from './norm.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** Positions of the tables whose rows are added; quantised ones are dequantised on the way, to the type of input 12. */
export interface EmbeddingForm {
  readonly word: number;
  readonly position: number;
  readonly segment: number;
  readonly quantized?: boolean;
}

export const embeddingForm: EmbeddingForm = { word: 2, position: 3, segment: 4 };
export const quantizedEmbeddingForm: EmbeddingForm = { ...embeddingForm, quantized: true };

/** Normalised embeddings [B, S, H]; position of the first masked token, or number of tokens [B]; the sum before the norm. */
export function embeddingNormShape(form: EmbeddingForm): ShapeRule {
  return (call) => {
    const ids = requiredShape(call, 0);
    const width = requiredShape(call, form.word)?.[1];
    const dtype = dtypeAt(call, form.quantized === true ? 12 : form.word);
    const shape = ids === null || width === undefined ? null : [...ids, width];
    return [tensor(dtype, shape), tensor('i32', ids === null ? null : ids.slice(0, 1)), tensor(dtype, shape)];
  };
}

/** Adds of the embeddings, layer norm; 2 an element dequantised. */
export function embeddingNormCost(form: EmbeddingForm): CostRule {
  return (call) => {
    const shape = shapeOf(call, form);
    if (shape === undefined) return unknownCost;
    const [count, rows] = [product(shape), product(shape.slice(0, -1))];
    const tables = has(call, form.segment) ? 3 : 2;
    const dequantised = form.quantized === true ? costOf(mul(count, 2 * tables), { elementwise: 1 }) : {};
    return plusCost(costOf(count, { elementwise: tables - 1 }), layerNormCost(count, rows), dequantised);
  };
}

function shapeOf(call: Call, form: EmbeddingForm): readonly Dim[] | undefined {
  const [ids, table] = [requiredShape(call, 0), shapeAt(call, form.word)];
  return ids === null || table?.[1] === undefined ? undefined : [...ids, table[1]];
}
