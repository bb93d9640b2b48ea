import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Call } from '#count/ops/call.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { GemmForm, MatMulForm } from './matmul.ts';
import { mul, sub } from '#graph/dim.ts';
import { dtypeAt, has, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { operandBits } from '#count/engine/figures.ts';
import { elements } from '#count/ops/sizes.ts';
import { elementTypeAttr } from '#count/ops/shared/element-type.ts';
import { costOf, outputCount, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { fusedActivation } from '#count/ops/elementwise/fused-activation.ts';
import { matMulCost } from './matmul.ts';
import { dynamicQuantizeCost } from '#count/ops/quantize/quantize.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** The product of integers is rescaled: scales multiplied with each other (as many as the weights have), then with the result. */
function rescaling(call: Call, scales: number, size: Dim): ReturnType<CostRule> {
  return plusCost(costOf(elements(shapeAt(call, scales)), { elementwise: 1 }), costOf(size, { elementwise: 1 }));
}

/** A float input quantised on the fly, multiplied with integer weights (scale at 2, bias at 4), and rescaled. */
export const dynamicMatMul: MatMulForm = { a: 0, b: 1, bias: 4 };

/** M = prod(out)·K in 8 bits; F = quantising A, rescaling N and the scales, N bias. */
export const dynamicMatMulCost: CostRule = (call, outputs) => {
  const cost = matMulCost(dynamicMatMul, (_, size) =>
    plusCost(dynamicQuantizeCost(call, outputs), rescaling(call, 2, size)),
  )(call, outputs);
  return cost.macs === undefined ? cost : { ...cost, bitOps: mul(cost.macs, 8 * operandBits(call.inputs[1])) };
};

/** Integers multiplied (scales at 2 and 3, bias at 6) and rescaled to the type of the scales. */
export const matMulToFloat: MatMulForm = { a: 0, b: 1, bias: 6, dtype: (call) => dtypeAt(call, 2) };

/** M = prod(out)·K; F = rescaling N and the scales, N bias. */
export const matMulToFloatCost: CostRule = matMulCost(matMulToFloat, (call, size) => rescaling(call, 3, size));

/** Quantised Gemm: the result has the type of its zero point, or is f32 if there is no output scale. */
export const quantizedGemm: GemmForm = {
  a: 0,
  b: 3,
  c: 6,
  quantized: true,
  dtype: (call) => (has(call, 7) ? dtypeAt(call, 8) : 'f32'),
};

/** A Gemm of 8-bit floats whose result has the type in attribute `dtype`. */
export const float8Gemm: GemmForm = { a: 0, b: 1, c: 2, dtype: (call): DType => elementTypeAttr(call, 'dtype', 'f32') };

/** [.., router_size] and [.., inter] of X·W, W [K, router_size + 2·inter]. */
export const gatedRouterShape: ShapeRule = (call) => {
  const { leading, router, inter } = gatedRouter(call);
  const last = (size: Dim): ReturnType<ShapeRule>[number] =>
    tensor(dtypeAt(call, 0), leading === undefined ? null : [...leading, size]);
  return [last(router), last(inter)];
};

function gatedRouter(call: Call): {
  readonly leading: readonly Dim[] | undefined;
  readonly router: number;
  readonly inter: Dim;
} {
  const [x, w] = [requiredShape(call, 0), requiredShape(call, 1)];
  const router = intAttr(call, 'router_size') ?? 0;
  if (router < 0 || (w !== null && w.length !== 2))
    throw shapeFault(call, `weights of rank ${w?.length ?? '?'} with a router of ${router}`);
  const columns = w?.[1];
  const inter = columns === undefined ? call.fresh('inter') : halfOf(call, sub(columns, router));
  return { leading: x?.slice(0, -1), router, inter };
}

function halfOf(call: Call, size: Dim): Dim {
  if (typeof size === 'number') {
    if (size < 0 || size % 2 !== 0) throw shapeFault(call, `${size} columns can't be a gate and an up half`);
    return size / 2;
  }
  return call.fresh('inter');
}

/** M = rows·K·(router + 2·inter); F and T = SwiGLU on rows·inter. */
export const gatedRouterCost: CostRule = (call, outputs) => {
  const product = matMulCost({ a: 0, b: 1 });
  const [x, w] = [shapeAt(call, 0), shapeAt(call, 1)];
  if (x === null || w === null) return unknownCost;
  const whole = tensor(dtypeAt(call, 0), [...x.slice(0, -1), w[1] ?? 1]);
  const activated = outputCount(outputs.slice(1));
  if (activated === undefined) return unknownCost;
  return {
    ...product(call, [whole]),
    ...plusCost(fusedActivation('swish', activated), costOf(activated, { elementwise: 1 })),
  };
};
