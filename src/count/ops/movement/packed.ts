import type { Dim } from '#graph/dim.ts';
import { onnxDType } from '#graph/onnx-dtype.ts';
import type { TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, floorDiv, mul, sub } from '#graph/dim.ts';
import { dtypeAt, intAttr, isDim, shapeAt, shapeFault, tensor, tensorAt } from '#count/ops/call.ts';
import { free, unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { concatenated } from './arrange.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { scalarAt } from './generate.ts';
import { missing, requiredShape } from '#count/ops/shared/required.ts';

/** Concatenation of quantised tensors that come as (tensor, scale, zero point) from input 2 on; the result has input 1's type. */
export const quantizedConcat: ShapeRule = (call) => {
  const axis = intAttr(call, 'axis') ?? 1;
  const parts = call.inputs.flatMap((_, i) => (i >= 2 && (i - 2) % 3 === 0 ? [tensorAt(call, i)] : []));
  if (parts.length === 0) throw missing(call, 2);
  const joined = concatenated(call, parts, axis);
  return [tensor(tensorAt(call, 1)?.dtype ?? joined.dtype, joined.shape)];
};

/** `f` operations an element of output 0. */
export const perOutput =
  (f: number): CostRule =>
  (_, [output]) => {
    const count = output?.kind === 'tensor' ? elements(output.shape) : undefined;
    return count === undefined ? unknownCost : { elementwise: mul(count, f) };
  };

/**
 * Rows of a block-quantised table, dequantised: the type of the scales (input 2); 8/bits values a byte along the last axis
 * where the table is u8. An index outside gives zeros.
 */
export const gatherDequantized: ShapeRule = (call) => {
  const [table, picks] = [requiredShape(call, 0), requiredShape(call, 1)];
  const dtype = dtypeAt(call, 2);
  if (table === null || picks === null) return [tensor(dtype, null)];
  const axis = normalAxis(call, intAttr(call, 'gather_axis') ?? 0, table.length);
  const shape = [...table.slice(0, axis), ...picks, ...table.slice(axis + 1)];
  const packed = dtypeAt(call, 0) === 'u8' ? 8 / Math.max(intAttr(call, 'bits') ?? 4, 1) : 1;
  return [
    tensor(
      dtype,
      shape.map((size, i) => (i === shape.length - 1 ? mul(size, packed) : size)),
    ),
  ];
};

/** F = 2 an element of the output; the table's parameters are as many as it dequantises to. */
export const gatherDequantizedCost: CostRule = (call, outputs) => {
  const table = elements(shapeAt(call, 0));
  const isPacked = dtypeAt(call, 0) === 'u8' && table !== undefined;
  const held = isPacked ? [[0, floorDiv(mul(table, 8), Math.max(intAttr(call, 'bits') ?? 4, 1))] as const] : [];
  return { ...perOutput(2)(call, outputs), parameters: new Map(held) };
};

/** F = 2 an element of the output; each row of the table holds K parameters. */
export const gatherPackedCost: CostRule = (call, outputs) => {
  const [rows, size] = [shapeAt(call, 0)?.[0], intAttr(call, 'K')];
  const held = rows === undefined || size === undefined ? [] : [[0, mul(rows, size)] as const];
  return { ...perOutput(2)(call, outputs), parameters: new Map(held) };
};

/** Rows of a packed table: the indices' shape and K values each, in the type `output_dtype` (bf16 where absent). */
export const gatherPacked: ShapeRule = (call) => {
  const picks = requiredShape(call, 1);
  return [
    tensor(
      onnxDType(intAttr(call, 'output_dtype') ?? 16),
      picks === null ? null : [...picks, intAttr(call, 'K') ?? call.fresh('K')],
    ),
  ];
};

/** Tokens without padding: [tokens, H]; their offsets [B, S], where sequences begin [B + 1], the longest [1]. */
export const removePadding: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  if (shape !== null && shape.length !== 3)
    throw shapeFault(call, `${shapeText(shape)} is not [batch, sequence, hidden]`);
  const [batch, sequence, hidden] = shape ?? [call.fresh('dim0'), call.fresh('dim1'), call.fresh('dim2')];
  if (batch === undefined || sequence === undefined || hidden === undefined) return [];
  return [
    tensor(dtypeAt(call, 0), [call.fresh('tokens'), hidden]),
    tensor('i32', [batch, sequence]),
    tensor('i32', [add(batch, 1)]),
    tensor('i32', [1]),
  ];
};

/** Tokens back among padding: the offsets' [B, S] and the hidden size. */
export const restorePadding: ShapeRule = (call) => {
  const [tokens, offsets] = [requiredShape(call, 0), requiredShape(call, 1)];
  return [tensor(dtypeAt(call, 0), tokens === null || offsets === null ? null : [...offsets, ...tokens.slice(1)])];
};

/**
 * Hashes of the n-grams that end at each token: (max_ngram_size − 1)·n_head_per_ngram a token; the ids (and segments) that the
 * next call needs: max_ngram_size − 1 a sequence. Packed tokens have one axis and sequence ends in input 3.
 */
export const ngramHashes: ShapeRule = (call) => {
  const ids = requiredShape(call, 0);
  const reach = Math.max((intAttr(call, 'max_ngram_size') ?? 1) - 1, 0);
  const isPacked = ids?.length === 1;
  const ends = isPacked ? shapeAt(call, 3)?.[0] : undefined;
  const batch = isPacked ? (ends === undefined ? call.fresh('batch') : sub(ends, 1)) : ids?.[0];
  const history = batch === undefined ? null : [batch, reach];
  const dtype = dtypeAt(call, 0);
  return [
    tensor(dtype, ids === null ? null : [...ids, mul(reach, intAttr(call, 'n_head_per_ngram') ?? 1)]),
    tensor(dtype, history),
    tensor('i32', history),
    tensor(dtype, null),
  ];
};

/** The input at position `i` with the same type and shape, under new contents. */
export const likeInput =
  (...positions: readonly number[]): ShapeRule =>
  (call) =>
    positions.map((i) => {
      if ((call.node.inputs[i] ?? '') === '') throw missing(call, i);
      return tensor(dtypeAt(call, i), shapeAt(call, i));
    });

/** Tokens found so far and where the match goes on: a length known only at run time. */
export const matchedTokens: ShapeRule = (call) => [
  tensor(dtypeAt(call, 1), [call.fresh('tokens')]),
  tensor(dtypeAt(call, 2), shapeAt(call, 2)),
];

const sizeAt = (call: Call, i: number, hint: string): Dim => {
  const size = scalarAt(call, i);
  return isDim(size) ? size : call.fresh(hint);
};

/** Text generation by greedy search or sampling: [batch, max_length] ids, [batch, vocabulary] logits. */
export const greedySearch: ShapeRule = (call) => {
  const batch = requiredShape(call, 0)?.[0] ?? call.fresh('batch');
  return [tensor('i32', [batch, sizeAt(call, 1, 'max_length')]), tensor('f32', [batch, vocabulary(call)])];
};

function vocabulary(call: Call): Dim {
  const size = intAttr(call, 'vocab_size') ?? -1;
  return size > 0 ? size : call.fresh('vocabulary');
}

/** Text generation by beam search: [batch, sequences, max_length] ids, their scores, and the scores of all beams at each step. */
export const beamSearch: ShapeRule = (call) => {
  const prompt = requiredShape(call, 0);
  const batch = prompt?.[0] ?? call.fresh('batch');
  const [longest, beams, kept] = [
    sizeAt(call, 1, 'max_length'),
    sizeAt(call, 3, 'beams'),
    sizeAt(call, 4, 'sequences'),
  ];
  const dtype = [5, 6].map((i) => dtypeAt(call, i)).find((one) => one !== 'unknown') ?? 'f32';
  const steps = prompt?.length === 2 ? sub(longest, prompt[1] as Dim) : call.fresh('steps');
  return [
    tensor('i32', [batch, kept, longest]),
    tensor(dtype, [batch, kept]),
    tensor(dtype, [steps, batch, beams, vocabulary(call)]),
    crossAttention(call, batch, kept),
    tensor(dtype, [batch]),
  ];
};

function crossAttention(call: Call, batch: Dim, kept: Dim): TensorValue {
  const heads = shapeAt(call, 12)?.[0] ?? call.fresh('heads');
  return tensor('f32', [batch, kept, heads, call.fresh('length'), call.fresh('frames')]);
}

/** Outputs that the file says nothing about. */
export const nothingTold: ShapeRule = () => [];

/** The cost of what isn't arithmetic on floats. */
export const moves: CostRule = () => free;

/** The cost of what the file doesn't show: a compiled part, or a decoder run until it stops. */
export const opaque: CostRule = () => unknownCost;
