import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { intAttr, tensor } from '#count/ops/call.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { perElement } from '#count/ops/elementwise/elementwise.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** Output like the input. @throws Fault `shape` if attribute `axis` (`fallback` where absent) is outside the rank */
export function alongAxis(fallback: number): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    const axis = intAttr(call, 'axis') ?? fallback;
    // Older versions flatten to two dimensions before the axis, which may then lie behind the last one.
    if (x.shape !== null && !(fallback >= 0 && axis === x.shape.length))
      normalAxis(call, axis, Math.max(x.shape.length, 1));
    return [tensor(x.dtype, x.shape)];
  };
}

/** Largest element, subtraction, sum, division; an exponential. */
export const softmaxCost: CostRule = perElement({ elementwise: 4, transcendentals: 1 });

/** Softmax, then a logarithm. */
export const logSoftmaxCost: CostRule = perElement({ elementwise: 4, transcendentals: 2 });
