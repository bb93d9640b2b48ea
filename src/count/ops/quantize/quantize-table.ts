import type { OpEntry } from '#count/ops/registry.ts';
import { op, opIn } from '#count/ops/registry.ts';
import { dequantizeShape, dynamicQuantizeCost, dynamicQuantizeShape, quantizeCost, quantizeShape } from './quantize.ts';

const row = { cost: quantizeCost, formula: 'F = 2N' };

/** Conversion between floating-point and quantised tensors. */
export const quantizeOps: readonly OpEntry[] = [
  op('DequantizeLinear', { since: 10, shape: dequantizeShape, ...row }),
  op('DynamicQuantizeLinear', {
    since: 11,
    shape: dynamicQuantizeShape,
    cost: dynamicQuantizeCost,
    formula: 'F = 4N + 9',
  }),
  op('QuantizeLinear', { since: 10, shape: quantizeShape, ...row }),
  opIn('com.microsoft', 'DequantizeLinear', { since: 1, shape: dequantizeShape, ...row }),
  opIn('com.microsoft', 'QuantizeLinear', { since: 1, shape: quantizeShape, ...row }),
];
