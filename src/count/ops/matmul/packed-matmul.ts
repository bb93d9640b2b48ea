import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, floorDiv, mul, product, sum } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, stringAttr, tensor, tensorAt, wants } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';
import { elements } from '#count/ops/sizes.ts';
import { agreed, statedSizes } from '#count/ops/shared/agree.ts';
import { costOf, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { fusedActivation } from '#count/ops/elementwise/fused-activation.ts';
import { rmsNormCost } from '#count/ops/norm/norm.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** The weight [K, N] behind a packed blob: its sizes and its width in bits; undefined members aren't known. */
interface PackedWeight {
  readonly k: Dim | undefined;
  readonly n: Dim | undefined;
  readonly bits: Dim | undefined;
}

/** How an operator describes its packed weight. */
export type Packing = (call: Call) => PackedWeight;

function sizeAttr(call: Call, name: string): number {
  const value = intAttr(call, name);
  if (value !== undefined && value >= 1) return value;
  throw new Fault(
    'bad-attribute',
    `${call.name}: attribute ${name} of ${call.node.op} is ${value ?? 'absent'}`,
    'it must be a size of 1 or more',
  );
}

/** Attributes K, N and `bits`. */
export const packedByAttrs: Packing = (call) => ({
  k: sizeAttr(call, 'K'),
  n: sizeAttr(call, 'N'),
  bits: intAttr(call, 'bits') ?? 4,
});

/** Attributes K and N of 4-bit weights [N, K], read transposed unless `transB` is 0. */
export const packedBnb4: Packing = (call) => {
  const [k, n] = [sizeAttr(call, 'K'), sizeAttr(call, 'N')];
  return (intAttr(call, 'transB') ?? 1) === 0 ? { k: n, n: k, bits: 4 } : { k, n, bits: 4 };
};

/** Input 2 holds [K, N] of 4-bit weights. */
export const packedByInput: Packing = (call) => {
  const sizes = statedSizes(call, 2, 1, 'a size in B_shape');
  if (sizes !== undefined && sizes.length !== 2) throw shapeFault(call, `B_shape has ${sizes.length} elements`);
  return { k: sizes?.[0], n: sizes?.[1], bits: 4 };
};

/** Attributes K and N of rows of bytes; the bits of a weight follow from the row's length. */
export const packedRows: Packing = (call) => {
  const [k, n] = [sizeAttr(call, 'K'), sizeAttr(call, 'N')];
  const row = shapeAt(call, 1)?.[1];
  return { k, n, bits: row === undefined ? undefined : floorDiv(mul(row, 8), k) };
};

/** Weights [N, K] of bytes. */
export const byteWeights: Packing = (call) => {
  const [n, k] = requiredShape(call, 1) ?? [];
  return { k, n, bits: 8 };
};

/** Weights [N, K/2] of two 4-bit values a byte. */
export const nibbleWeights: Packing = (call) => {
  const [n, half] = requiredShape(call, 1) ?? [];
  return { k: half === undefined ? undefined : mul(half, 2), n, bits: 4 };
};

/** [..., N] for an input [..., K]. */
export function packedShape(packing: Packing): ShapeRule {
  return (call) => {
    const { k, n } = packing(call);
    return [projection(call, k, n)];
  };
}

function projection(call: Call, k: Dim | undefined, n: Dim | undefined): Value {
  const a = requiredShape(call, 0);
  const [last] = a?.slice(-1) ?? [];
  if (a !== null && last === undefined) throw shapeFault(call, 'a scalar is no operand of a matrix product');
  if (last !== undefined && k !== undefined) agreed(call, last, k, 'the contracted sizes disagree');
  return tensor(dtypeAt(call, 0), a === null ? null : [...a.slice(0, -1), n ?? call.fresh('dimN')]);
}

/** Rows of the input: all its sizes but the last. */
function rowsOf(call: Call): Dim | undefined {
  const a = shapeAt(call, 0);
  return a === null ? undefined : product(a.slice(0, -1));
}

/** What the packed weights at these inputs stand for: K·N each. */
function holding(...weights: readonly (readonly [input: number, weight: Pick<PackedWeight, 'k' | 'n'>])[]): Cost {
  const known = weights.flatMap(([input, { k, n }]) =>
    k === undefined || n === undefined ? [] : [[input, mul(k, n)] as const],
  );
  return { parameters: new Map(known) };
}

/** MACs of rows times a packed weight, at the weight's width and the activations'. */
function packedMacs(call: Call, { k, n, bits }: PackedWeight): Cost {
  const rows = rowsOf(call);
  if (rows === undefined || k === undefined || n === undefined) return unknownCost;
  const macs = product([rows, k, n]);
  return { macs, bitOps: mul(macs, mul(bits ?? 8, operandBits(call.inputs[0]))) };
}

/** M = prod(out)·K at the packed width; F = N where input `bias` is given, and the activation of `activation_type`. */
export function packedCost(packing: Packing, bias: number): CostRule {
  return (call) => {
    const weight = packing(call);
    const rows = rowsOf(call);
    const size = rows === undefined || weight.n === undefined ? undefined : mul(rows, weight.n);
    if (size === undefined) return { ...unknownCost, ...holding([1, weight]) };
    const activation = fusedActivation(stringAttr(call, 'activation_type') ?? '', size);
    return {
      ...holding([1, weight]),
      ...plusCost(costOf(size, { elementwise: has(call, bias) ? 1 : 0 }), activation),
      ...packedMacs(call, weight),
    };
  };
}

/** M = rows·(N·K + R·K + N·R), R the rank of the adapter; F = N for its sum. An empty adapter costs nothing. */
export const loraCost: CostRule = (call) => {
  const base = packedByAttrs(call);
  const rank = shapeAt(call, 3)?.[0];
  const rows = rowsOf(call);
  const held = holding([1, base], [3, { k: base.k, n: rank }], [5, { k: rank, n: base.n }]);
  if (rank === undefined || rows === undefined || base.n === undefined) return { ...unknownCost, ...held };
  const whole = { ...packedMacs(call, base), ...held };
  const empty = shapeAt(call, 5)?.includes(0) === true;
  if (empty) return whole;
  const bits = intAttr(call, 'lora_bits') ?? 4;
  const down = packedMacs(call, { k: base.k, n: rank, bits });
  const up = packedMacs(call, { k: rank, n: base.n, bits });
  const total = (figure: 'macs' | 'bitOps'): Dim => sum([whole[figure] ?? 0, down[figure] ?? 0, up[figure] ?? 0]);
  return { macs: total('macs'), bitOps: total('bitOps'), elementwise: mul(rows, base.n), ...held };
};

/** The residual sum, where the node asks for it at `position`: shape and type of the input. */
function residual(call: Call, outputs: readonly Value[], position: number): readonly Value[] {
  return wants(call, position) ? [...outputs, tensor(dtypeAt(call, 0), tensorAt(call, 0)?.shape ?? null)] : outputs;
}

/** Q [..., Nq], K and V [..., Nkv], and the residual sum. */
export const qkvShape: ShapeRule = (call) => {
  const [k, q, kv] = [sizeAttr(call, 'K'), sizeAttr(call, 'Nq'), sizeAttr(call, 'Nkv')];
  return residual(call, [projection(call, k, q), projection(call, k, kv), projection(call, k, kv)], 3);
};

/** The normalisation before fused projections: N for a skip, and a root mean square if it has a scale. */
function fusedNorm(call: Call): Cost {
  const size = elements(shapeAt(call, 0));
  const norm = has(call, 2) ? rmsNormCost(size, rowsOf(call)) : {};
  return plusCost(norm, costOf(size, { elementwise: has(call, 1) ? 1 : 0 }));
}

function biases(call: Call, list: readonly (readonly [position: number, n: number])[]): Cost {
  const rows = rowsOf(call);
  const columns = list.reduce((total, [position, n]) => total + (has(call, position) ? n : 0), 0);
  return costOf(rows === undefined ? undefined : mul(rows, columns), { elementwise: 1 });
}

/** M = rows·K·(Nq + 2·Nkv); F = normalisation, skip, biases. */
export const qkvCost: CostRule = (call) => {
  const [k, q, kv] = [sizeAttr(call, 'K'), sizeAttr(call, 'Nq'), sizeAttr(call, 'Nkv')];
  const own = biases(call, [
    [5, q],
    [8, kv],
    [11, kv],
  ]);
  return {
    ...plusCost(fusedNorm(call), own),
    ...packedMacs(call, { k, n: add(q, mul(kv, 2)), bits: intAttr(call, 'bits') ?? 4 }),
    ...holding([3, { k, n: q }], [6, { k, n: kv }], [9, { k, n: kv }]),
  };
};

/** [..., N], and the residual sum. */
export const gatedMlpShape: ShapeRule = (call) =>
  residual(call, [projection(call, sizeAttr(call, 'K'), sizeAttr(call, 'N'))], 1);

/** M = 2·rows·K·N; F = normalisation, skip, biases, activation and the product of both halves. */
export const gatedMlpCost: CostRule = (call) => {
  const [k, n] = [sizeAttr(call, 'K'), sizeAttr(call, 'N')];
  const rows = rowsOf(call);
  const held = holding([3, { k, n }], [6, { k, n }]);
  if (rows === undefined) return { ...unknownCost, ...held };
  const gate = plusCost(
    fusedActivation(stringAttr(call, 'activation') ?? '', mul(rows, n)),
    costOf(mul(rows, n), { elementwise: 1 }),
  );
  const own = plusCost(
    fusedNorm(call),
    biases(call, [
      [5, n],
      [8, n],
    ]),
    gate,
  );
  return { ...own, ...packedMacs(call, { k, n: mul(n, 2), bits: intAttr(call, 'bits') ?? 4 }), ...held };
};
