import type { OpEntry, OpRow } from '#count/ops/registry.ts';
import type { ConvForm } from './conv.ts';
import { op, opIn } from '#count/ops/registry.ts';
import {
  convCost,
  convShape,
  convTransposeCost,
  convTransposeShape,
  deformConv,
  deformConvCost,
  dtypeOfInput,
  int32,
  plainConv,
} from './conv.ts';

function conv(form: ConvForm, since: number, formula = 'M = prod(out)·prod(W[1:]); F = N·[bias]'): OpRow {
  return { since, shape: convShape(form), cost: convCost(form), formula };
}

function transposed(form: ConvForm): OpRow {
  return {
    since: 1,
    shape: convTransposeShape(form),
    cost: convTransposeCost(form),
    formula: 'M = prod(in)·prod(W[1:]); F = N·[bias]',
  };
}

/** x, its scale and zero point, w, its scale and zero point, scale and zero point of y, bias. */
const quantized: ConvForm = { x: 0, w: 3, bias: 8, dtype: dtypeOfInput(7) };
const withSum: ConvForm = { ...plainConv, summand: 3 };
const last: ConvForm = { ...plainConv, channelsLast: true };
const fused = 'M = prod(out)·prod(W[1:]); F = N·([bias] + [summand] + F_act); T = N·T_act';

const activated = 'M = prod(out)·prod(W[1:]); F = N·([bias] + F_act); T = N·T_act';

/** Convolutions: sliding, transposed, deformable, quantised, fused, with channels last. */
export const convOps: readonly OpEntry[] = [
  op('Conv', conv(plainConv, 1)),
  op('ConvInteger', conv({ x: 0, w: 1, dtype: int32 }, 10, 'M = prod(out)·prod(W[1:])')),
  op('ConvTranspose', transposed(plainConv)),
  op('DeformConv', {
    since: 19,
    shape: convShape(deformConv),
    cost: deformConvCost,
    formula: 'M = prod(out)·prod(W[1:]); S = B·C·prod(W[2:])·prod(out[2:]); F = N·[bias] + (2^(r + 1) − 1 + [mask])·S',
  }),
  op('QLinearConv', conv(quantized, 10)),
  opIn('com.microsoft', 'ConvTransposeWithDynamicPads', transposed({ x: 0, w: 1, bias: 3, pads: 2 })),
  opIn('com.microsoft', 'FusedConv', conv(withSum, 1, fused)),
  opIn('com.microsoft', 'NhwcConv', conv({ ...last, weightsEither: true }, 1)),
  opIn('com.microsoft', 'NhwcFusedConv', conv({ ...withSum, channelsLast: true }, 1, fused)),
  opIn('com.microsoft', 'QLinearConv', conv({ ...quantized, channelsLast: 'attribute' }, 1)),
  opIn('com.microsoft.nchwc', 'Conv', conv({ ...withSum, blocked: true }, 1, fused)),
  opIn('com.ms.internal.nhwc', 'Conv', conv(last, 1, activated)),
  opIn('com.ms.internal.nhwc', 'ConvTranspose', transposed(last)),
  opIn('com.ms.internal.nhwc', 'QLinearConv', conv({ ...quantized, channelsLast: true }, 1)),
  opIn('com.ms.internal.nhwc', 'QLinearConvTranspose', transposed({ ...quantized, channelsLast: true })),
];
