import type { Dim } from '#graph/dim.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { PerElement } from '#count/ops/elementwise/elementwise.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { floorDiv, mul, product } from '#graph/dim.ts';
import { dtypeAt, floatAttr, has, intAttr, shapeAt, shapeFault, stringAttr, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';
import { shapeText } from '#count/ops/shared/broadcast.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { fusedActivation } from '#count/ops/elementwise/fused-activation.ts';
import { requiredShape, shapeOfRank } from '#count/ops/shared/required.ts';
import { totalCost } from '#count/ops/attention/sdpa.ts';

/** Positions of the expert weights and biases; up to three layers. */
export interface MoeForm {
  readonly layers: readonly { readonly weight: number; readonly bias: number; readonly bits?: string }[];
  /** Weights are packed: their bits are attributes, not types. */
  readonly packed?: boolean;
}

export const moeForm: MoeForm = {
  layers: [
    { weight: 2, bias: 3 },
    { weight: 4, bias: 5 },
    { weight: 6, bias: 7 },
  ],
};
export const quantizedMoeForm: MoeForm = {
  packed: true,
  layers: [
    { weight: 2, bias: 4, bits: 'fc1_expert_weight_bits' },
    { weight: 5, bias: 7, bits: 'fc2_expert_weight_bits' },
    { weight: 8, bias: 10, bits: 'fc3_expert_weight_bits' },
  ],
};

/** Output like the input [tokens, H] or [B, S, H]. @throws Fault `shape` if router and tokens don't fit */
export const moeShape: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  if (shape !== null && shape.length < 2) throw shapeFault(call, `the input has the shape ${shapeText(shape)}`);
  return [tensor(dtypeAt(call, 0), shape)];
};

/** Gated activations: what an element costs, and whether gate and value lie in one layer twice as wide. */
const gated: ReadonlyMap<string, PerElement> = new Map([
  ['swiglu', { elementwise: 5, transcendentals: 1 }],
  ['geglu', { elementwise: 7, transcendentals: 2 }],
]);

/**
 * A token passes through `k` experts: M = tokens·k·(elements of one expert's two or three matrices), with the experts' biases and the
 * activation of the inner layer. All experts are parameters; only those `k` are run: `denseMacs` are of all of them.
 */
export function moeCost(form: MoeForm): CostRule {
  return (call) => {
    const shape = requiredShape(call, 0);
    const matrix = matrixOf(call, form, 0);
    if (shape === null || matrix === undefined || shape.at(-1) === 0) return unknownCost;
    const hidden = shape.at(-1) as Dim;
    const tokens = product(shape.slice(0, -1));
    const active = mul(tokens, Math.max(1, intAttr(call, 'k') ?? 1));
    const name = (stringAttr(call, 'activation_type') ?? 'relu').toLowerCase();
    const isGated = gated.has(name);
    const isFused = isGated && ((intAttr(call, 'swiglu_fusion') ?? 0) !== 0 || !hasThird(call, form));
    const rows = floorDiv(matrix, hidden);
    const inner = isFused ? floorDiv(rows, 2) : rows;
    const outputs = [rows, hidden, inner];
    const layers = form.layers.flatMap((layer, i) =>
      i < 2 || has(call, layer.weight) ? [layerCost(call, form, i, { tokens, active }, outputs[i] as Dim)] : [],
    );
    const whole = totalCost(...layers, activation(call, name, mul(active, inner), !isGated && hasThird(call, form)));
    return form.packed === true ? { ...whole, parameters: parametersOf(call, form) } : whole;
  };
}

/** All experts' matrices, by input. */
function parametersOf(call: Call, form: MoeForm): ReadonlyMap<number, Dim> {
  const held = form.layers.flatMap(({ weight }, i) => {
    const [matrix, experts] = [matrixOf(call, form, i), shapeAt(call, weight)?.[0]];
    return matrix === undefined || experts === undefined ? [] : [[weight, mul(experts, matrix)] as const];
  });
  return new Map(held);
}

const hasThird = (call: Call, form: MoeForm): boolean =>
  form.layers[2] !== undefined && has(call, form.layers[2].weight);

/** Elements of one expert's matrix, whichever way it lies; packed ones from their bytes. */
function matrixOf(call: Call, form: MoeForm, i: number): Dim | undefined {
  const layer = form.layers[i];
  const shape = layer === undefined ? null : shapeAt(call, layer.weight);
  if (layer === undefined || shape === null) return undefined;
  const stored = product(shape.slice(1));
  const isBytes = form.packed === true && ['u8', 'i8'].includes(dtypeAt(call, layer.weight));
  return isBytes ? floorDiv(mul(stored, 8), packedBits(call, layer.bits ?? '')) : stored;
}

/** Rows that a layer of an expert works at: as many as tokens, and `k` times as many as are routed to some expert. */
interface Rows {
  readonly tokens: Dim;
  readonly active: Dim;
}

function layerCost(call: Call, form: MoeForm, i: number, { tokens, active }: Rows, outputs: Dim): Cost {
  const layer = form.layers[i];
  const matrix = matrixOf(call, form, i);
  const bias = layer !== undefined && has(call, layer.bias) ? 1 : 0;
  const rest = costOf(mul(active, outputs), { elementwise: bias });
  if (matrix === undefined) return { ...rest, ...unknownCost };
  const macs = mul(active, matrix);
  const weightBits =
    form.packed === true ? packedBits(call, layer?.bits ?? '') : operandBits(call.inputs[layer?.weight ?? -1]);
  const experts = shapeAt(call, layer?.weight ?? -1)?.[0] ?? 1;
  const denseMacs = product([tokens, experts, matrix]);
  return { ...rest, macs, denseMacs, bitOps: mul(macs, operandBits(call.inputs[0]) * weightBits) };
}

/** Width of a packed weight: of its own attribute, or of all; 8 or 4 for the floating-point formats. */
function packedBits(call: Call, name: string): number {
  const kind = stringAttr(call, 'quant_type') ?? 'int';
  if (kind !== 'int') return kind === 'fp8' ? 8 : 4;
  return intAttr(call, name) ?? intAttr(call, 'expert_weight_bits') ?? 4;
}

/** @param multiplies true if a plain activation is multiplied by the third layer's output */
function activation(call: Call, name: string, elements: Dim, multiplies: boolean): Cost {
  const limit = floatAttr(call, 'swiglu_limit');
  const each = gated.get(name);
  if (each === undefined)
    return plusCost(fusedActivation(name, elements), costOf(elements, { elementwise: multiplies ? 1 : 0 }));
  const beta = floatAttr(call, 'activation_beta') ?? 0;
  const alpha = floatAttr(call, 'activation_alpha') ?? 1;
  const extra = name === 'geglu' ? 0 : (limit === undefined ? 0 : 3) + (beta === 0 ? 0 : 1) + (alpha === 1 ? 0 : 1);
  return costOf(elements, { ...each, elementwise: (each.elementwise ?? 0) + extra });
}

/** Experts in packed formats: gate and up [E, inner, bytes], down [E, H, bytes]. */
export const packedMoeCost: CostRule = (call) => {
  const [shape, gate] = [shapeOfRank(call, 0, 1), shapeOfRank(call, 2, 2)];
  if (shape === null || gate === null) return unknownCost;
  const hidden = shape.at(-1) as Dim;
  const tokens = product(shape.slice(0, -1));
  const active = mul(tokens, Math.max(1, intAttr(call, 'k') ?? 1));
  const [experts, inner] = gate as readonly [Dim, Dim];
  const elements = mul(active, inner);
  const layers = has(call, 3) ? 3 : 2;
  const matrices = product([experts, inner, hidden]);
  const whole = totalCost(
    { macs: product([layers, elements, hidden]), denseMacs: product([layers, tokens, matrices]) },
    activation(call, (stringAttr(call, 'activation_type') ?? 'swiglu').toLowerCase(), elements, false),
  );
  return { ...whole, parameters: new Map([2, 3, 4].map((input) => [input, matrices])) };
};

/** Router of grouped experts: scores [tokens, E] three times over; with projection weights it multiplies by them first. */
export const groupRouterShape: ShapeRule = (call) => {
  const shape = requiredShape(call, 0);
  const experts = shapeAt(call, 1)?.[0] ?? (has(call, 2) ? shapeAt(call, 2)?.[0] : shape?.at(-1));
  const scores = shape === null ? null : [product(shape.slice(0, -1)), experts ?? call.fresh('experts')];
  return [tensor(dtypeAt(call, 0), scores), tensor('f32', scores), tensor('f32', scores)];
};

export const groupRouterCost: CostRule = (call, outputs) => {
  const shape = shapeOfRank(call, 0, 1);
  const scores = outputs.find((output) => output?.kind === 'tensor');
  if (shape === null || scores?.kind !== 'tensor' || scores.shape === null) return unknownCost;
  const count = product(scores.shape);
  const macs = has(call, 2) ? mul(count, shape.at(-1) as Dim) : 0;
  const logs = has(call, 2) ? 0 : 1;
  return { ...costOf(count, { elementwise: 3 + 1, transcendentals: 1 + logs }), macs };
};
