import type { Dim } from '#graph/dim.ts';
import type { TensorValue } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, min, mul, product, sum } from '#graph/dim.ts';
import {
  floatAttr,
  has,
  intAttr,
  shapeAt,
  shapeFault,
  sizesAt,
  stringAttr,
  stringsAttr,
  tensor,
} from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { contraction } from '#count/ops/matmul/contraction.ts';
import { costOf, isCounted, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { fusedActivation } from '#count/ops/elementwise/fused-activation.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** How recurrent cells differ. */
export interface Cell {
  /** Matrices that input and state are multiplied by. */
  readonly gates: 1 | 3 | 4;
  /** States: the hidden one, and the cell of an LSTM. */
  readonly states: 1 | 2;
  /** Activations when none are named, in the order of the attribute, and how often each is applied to a unit. */
  readonly activations: readonly (readonly [name: string, times: number])[];
  /** Adds and multiplies of a unit beside biases and activations: sums of the two products, gates applied, states mixed. */
  readonly mixing: number;
  /** Position of the peephole weights, if the cell has such. */
  readonly peepholes?: number;
  /** Weights lie [D, I, G·H], and data is quantised on the way (DynamicQuantizeLSTM). */
  readonly quantized?: boolean;
  /** W is as wide as X and an attention state together (AttnLSTM). */
  readonly wide?: boolean;
}

/** Ht = f(Xt·Wᵀ + Ht−1·Rᵀ + b): 1 add. */
export const rnnCell: Cell = { gates: 1, states: 1, activations: [['Tanh', 1]], mixing: 1 };

/** Gates z, r by f, candidate by g: 3 adds of products, r⊙h, (1 − z)⊙g + z⊙h: 8. */
export const gruCell: Cell = {
  gates: 3,
  states: 1,
  activations: [
    ['Sigmoid', 2],
    ['Tanh', 1],
  ],
  mixing: 8,
};

/** Gates i, o, f by f, candidate by g, output by h: 4 adds of products, f⊙c + i⊙g, o⊙h(c): 8. */
export const lstmCell: Cell = {
  gates: 4,
  states: 2,
  activations: [
    ['Sigmoid', 3],
    ['Tanh', 1],
    ['Tanh', 1],
  ],
  mixing: 8,
  peepholes: 7,
};

export const quantizedLstmCell: Cell = { ...lstmCell, quantized: true };
export const attentionLstmCell: Cell = { ...lstmCell, wide: true };

/** Sizes of a recurrent layer. */
interface Recurrence {
  readonly steps: Dim;
  readonly batch: Dim;
  readonly inputs: Dim;
  readonly hidden: Dim;
  readonly directions: 1 | 2;
  /** True if the batch comes before the steps (attribute `layout`). */
  readonly batchFirst: boolean;
}

function directionsOf(call: Call): 1 | 2 {
  return stringAttr(call, 'direction')?.toLowerCase() === 'bidirectional' ? 2 : 1;
}

/** Sizes from X, W, R and `hidden_size`; undefined if the rank of X isn't known. @throws Fault `shape` */
function recurrenceOf(call: Call, cell: Cell): Recurrence | undefined {
  const [x, w, r] = [requiredShape(call, 0), requiredShape(call, 1), requiredShape(call, 2)];
  const directions = directionsOf(call);
  for (const [name, shape] of [
    ['X', x],
    ['W', w],
    ['R', r],
  ] as const) {
    if (shape !== null && shape.length !== 3)
      throw shapeFault(call, `${name} has the shape ${shapeText(shape)}, not three axes`);
  }
  const hidden = hiddenOf(call, cell, w, r);
  if (x === null) return undefined;
  const [first, second, inputs] = x as readonly [Dim, Dim, Dim];
  for (const shape of [w, r])
    if (shape?.[0] !== undefined) agreed(call, shape[0], directions, 'directions of the weights differ');
  const width = w?.[cell.quantized === true ? 1 : 2];
  const batchFirst = intAttr(call, 'layout') === 1;
  return {
    steps: batchFirst ? second : first,
    batch: batchFirst ? first : second,
    inputs:
      width === undefined
        ? inputs
        : cell.wide === true
          ? width
          : agreed(call, inputs, width, 'input sizes of X and W differ'),
    hidden,
    directions,
    batchFirst,
  };
}

function hiddenOf(call: Call, cell: Cell, w: TensorValue['shape'], r: TensorValue['shape']): Dim {
  const [input, gated] = cell.quantized === true ? [1, 2] : [2, 1];
  const hidden = intAttr(call, 'hidden_size') ?? r?.[input] ?? call.fresh('hidden');
  if (r?.[input] !== undefined) agreed(call, r[input], hidden, 'hidden sizes differ');
  for (const shape of [w, r]) {
    const rows = shape?.[gated];
    if (rows !== undefined)
      agreed(call, rows, mul(hidden, cell.gates), `weights of ${cell.gates} gates don't fit the hidden size`);
  }
  return hidden;
}

/** Y [T, D, B, H], Y_h [D, B, H] and an LSTM's Y_c; with `layout` 1 [B, T, D, H] and [B, D, H]. */
export function recurrentShape(cell: Cell): ShapeRule {
  return (call) => {
    const dtype = requiredTensor(call, 0)?.dtype ?? 'unknown';
    const sizes = recurrenceOf(call, cell);
    const states = Array.from({ length: cell.states }, () =>
      tensor(dtype, sizes === undefined ? null : stateShape(sizes)),
    );
    return [tensor(dtype, sizes === undefined ? null : outputShape(sizes)), ...states];
  };
}

function outputShape({ steps, batch, hidden, directions, batchFirst }: Recurrence): readonly Dim[] {
  return batchFirst ? [batch, steps, directions, hidden] : [steps, directions, batch, hidden];
}

function stateShape({ batch, hidden, directions, batchFirst }: Recurrence): readonly Dim[] {
  return batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
}

/**
 * M = T·B·D·G·H·(I + H); every unit of T·B·D·H costs its mixing, its activations, and where given 2·G for biases, 6 for
 * peepholes, 2 for each clipped gate. Padding counts; `effectiveMacs` leaves it out where the lengths (input 4) are known.
 */
export function recurrentCost(cell: Cell): CostRule {
  return (call) => {
    const sizes = recurrenceOf(call, cell);
    if (sizes === undefined) return unknownCost;
    const { steps, batch, inputs, hidden, directions } = sizes;
    const stepMacs = product([directions, cell.gates, hidden, add(inputs, hidden)]);
    const rest = plusCost(unitCost(call, cell, sizes), ...(cell.quantized === true ? [quantizing(cell, sizes)] : []));
    const cost = contraction(
      call,
      product([steps, batch, stepMacs]),
      0,
      1,
      isCounted(requiredTensor(call, 0)?.dtype ?? 'unknown') ? rest : {},
    );
    const lengths = has(call, 4) ? sizesAt(call, 4) : undefined;
    const bits = cell.quantized === true ? { bitOps: mul(cost.macs ?? 0, 64) } : {};
    if (lengths === undefined) return { ...cost, ...bits };
    return { ...cost, ...bits, effectiveMacs: mul(sum(lengths.map((length) => min(length, steps))), stepMacs) };
  };
}

function unitCost(call: Call, cell: Cell, { steps, batch, hidden, directions }: Recurrence): Cost {
  const { gates, activations, peepholes } = cell;
  const perDirection = product([steps, batch, hidden]);
  const units = mul(perDirection, directions);
  const biased = has(call, 3) ? 2 * gates : 0;
  const looking = peepholes !== undefined && has(call, peepholes) ? 6 : 0;
  const clipped = floatAttr(call, 'clip') === undefined ? 0 : 2 * gates;
  const coupled = intAttr(call, 'input_forget') === 1 && cell.states === 2;
  const named = stringsAttr(call, 'activations') ?? [];
  const applied = Array.from({ length: directions }, (_, direction) =>
    activations.map(([usual, times], i) => {
      const count = coupled && i === 0 ? times - 1 : times;
      return fusedActivation(named[direction * activations.length + i] ?? usual, mul(perDirection, count));
    }),
  ).flat();
  return plusCost(
    costOf(units, { elementwise: cell.mixing + biased + looking + clipped + (coupled ? 1 : 0) }),
    ...applied,
  );
}

/** Quantising the inputs once and the states in every step (4 an element and 9, as DynamicQuantizeLinear), and scaling the two integer products back. */
function quantizing({ gates }: Cell, { steps, batch, inputs, hidden, directions }: Recurrence): Cost {
  const tokens = mul(steps, batch);
  const elements = add(mul(tokens, inputs), product([tokens, directions, hidden]));
  return plusCost(
    costOf(elements, { elementwise: 4 }),
    costOf(add(1, mul(steps, directions)), { elementwise: 9 }),
    costOf(product([tokens, directions, hidden]), { elementwise: 2 * gates }),
  );
}

/** Sizes of the attention that an AttnLSTM wraps around its cell. */
interface Memory {
  readonly rows: Dim;
  readonly depth: Dim;
  readonly width: Dim;
  readonly layer: Dim;
}

function memoryOf(call: Call): Memory | undefined {
  const [weights, memory, layer] = [shapeAt(call, 9), shapeAt(call, 11), shapeAt(call, 13)];
  if (weights?.length !== 3 || memory?.length !== 3) return undefined;
  const [, rows, depth] = memory as readonly [Dim, Dim, Dim];
  return { rows, depth, width: weights[2] as Dim, layer: layer?.length === 3 ? (layer[2] as Dim) : 0 };
}

/**
 * AttnLSTM: an LSTM whose input is X beside the attention state, and Bahdanau attention in every step: query·QW, tanh of keys plus
 * query, its product with V, softmax, context; keys M·MW once; with AW the layer [state, context]·AW.
 */
export const attentionLstmCost: CostRule = (call, outputs) => {
  const [sizes, memory] = [recurrenceOf(call, attentionLstmCell), memoryOf(call)];
  if (sizes === undefined || memory === undefined) return unknownCost;
  const { steps, batch, hidden, directions } = sizes;
  const { rows, depth, width, layer } = memory;
  const passes = product([steps, batch, directions]);
  const keys = product([batch, directions, rows, depth, width]);
  const step = sum([mul(hidden, width), mul(rows, width), mul(rows, depth), mul(layer, add(depth, hidden))]);
  const cell = recurrentCost(attentionLstmCell)(call, outputs);
  const scores = mul(passes, rows);
  const rest = plusCost(
    cell,
    costOf(mul(scores, width), { elementwise: 1, transcendentals: 1 }),
    costOf(scores, { elementwise: 4, transcendentals: 1 }),
  );
  return contraction(call, sum([cell.macs ?? 0, keys, mul(passes, step)]), 0, 1, rest);
};
