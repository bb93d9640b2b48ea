import type { Dim } from '#graph/dim.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import type { ChannelAxis } from './norm.ts';
import { mul } from '#graph/dim.ts';
import { has, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { silu } from '#count/ops/elementwise/activation.ts';
import { costOf, ifCounted, plusCost, rowsBefore } from '#count/ops/elementwise/elementwise.ts';
import {
  channelsOf,
  layerNormCost,
  positiveAttr,
  requireDivisible,
  requireInto,
  requireVector,
  rmsNormCost,
} from './norm.ts';
import { requiredShape, requiredTensor } from '#count/ops/shared/required.ts';

/** Positions of the optional inputs of a skip norm: the norm's own bias, and the bias added beside the skip. */
export interface SkipNormInputs {
  readonly beta?: number;
  readonly bias: number;
}

/**
 * Input, skip, gamma …: normalised output; mean and inverse deviation (f32, last size 1); the sum that was normalised.
 * @throws Fault `shape` if a vector has another length than the last axis
 */
export function skipNormShape({ beta, bias }: SkipNormInputs): ShapeRule {
  return (call) => {
    requiredShape(call, 2);
    requiredShape(call, 1);
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    requireInto(call, x.shape, 1);
    for (const i of [2, bias, ...(beta === undefined ? [] : [beta])]) requireVector(call, i, x.shape?.at(-1));
    const rows = tensor('f32', lastOne(call, x.shape));
    return [tensor(x.dtype, x.shape), rows, rows, tensor(x.dtype, x.shape)];
  };
}

function lastOne(call: Call, shape: Shape): Shape {
  if (shape === null) return null;
  if (shape.length === 0) throw shapeFault(call, 'a scalar has no axis to be normalised over');
  return [...shape.slice(0, -1), 1];
}

/** The add of the skip, of a bias where given, and the norm over the last axis. */
export function skipNormCost({ beta, bias }: SkipNormInputs, norm: 'layer' | 'rms'): CostRule {
  return (call) => {
    const shape = shapeAt(call, 0);
    return ifCounted(call, 0, () => {
      const n = elements(shape);
      const rows = rowsBefore(shape, -1);
      const normed =
        norm === 'rms' ? rmsNormCost(n, rows) : layerNormCost(n, rows, beta !== undefined && has(call, beta));
      return plusCost(costOf(n, { elementwise: has(call, bias) ? 2 : 1 }), normed);
    });
  };
}

function channelAxis(call: Call): ChannelAxis {
  return (intAttr(call, 'channels_last') ?? 1) === 0 ? 'first' : 'last';
}

/** Normalisation over attribute `groups` of channels; `skip`: inputs 3 and 4 are added before, and output 1 is the sum. */
export function channelGroupNormShape(skip: boolean): ShapeRule {
  return (call) => {
    requiredShape(call, skip ? 3 : 2);
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    const channels = channelsOf(call, x.shape, channelAxis(call));
    requireDivisible(call, channels, positiveAttr(call, 'groups'));
    for (const i of [1, 2, ...(skip ? [4] : [])]) requireVector(call, i, channels);
    return skip ? [tensor(x.dtype, x.shape), tensor(x.dtype, x.shape)] : [tensor(x.dtype, x.shape)];
  };
}

/** The norm in samples · groups rows, a SiLU where attribute `activation` is 1, and the adds before. */
export function channelGroupNormCost(skip: boolean): CostRule {
  return (call) => {
    const shape = shapeAt(call, 0);
    return ifCounted(call, 0, () => {
      const n = elements(shape);
      if (shape === null) return unknownCost;
      const norm = layerNormCost(n, mul(shape[0] ?? 1, positiveAttr(call, 'groups')));
      return plusCost(norm, addsCost(call, n, skip), (intAttr(call, 'activation') ?? 0) === 0 ? {} : costOf(n, silu));
    });
  };
}

function addsCost(call: Call, n: Dim | undefined, skip: boolean): Cost {
  return skip ? costOf(n, { elementwise: has(call, 4) ? 2 : 1 }) : {};
}
