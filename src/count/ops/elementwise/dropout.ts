import type { DType } from '#graph/dtype.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { dataAt, has, intAttr, shapeAt, tensor } from '#count/ops/call.ts';
import { unknownCost, view } from '#count/ops/cost.ts';
import { elements } from '#count/ops/sizes.ts';
import { costOf, ifCounted } from './elementwise.ts';
import { requiredTensor } from '#count/ops/shared/required.ts';

/** How a dropout says that it trains: attribute `is_test` = 0, never, or the scalar input `training_mode` at a position. */
export type DropoutMode = 'is_test' | 'never' | { readonly input: number };

/** True: trains. False: lets its input through. Undefined: known only at run time. */
export function dropoutTrains(call: Call, mode: DropoutMode): boolean | undefined {
  if (mode === 'never') return false;
  if (mode === 'is_test') return (intAttr(call, 'is_test') ?? 0) === 0;
  if (!has(call, mode.input)) return false;
  const value = dataAt(call, mode.input)?.[0];
  return typeof value === 'number' ? value !== 0 : undefined;
}

/** Output like the input, and a mask of the same shape: of type `mask`, or of the input's. In inference the contents pass. */
export function dropoutShape(mode: DropoutMode, mask?: DType): ShapeRule {
  return (call) => {
    const x = requiredTensor(call, 0);
    if (x === undefined) return [undefined];
    const passed = dropoutTrains(call, mode) === false && x.data !== undefined ? { data: x.data } : {};
    return [
      { ...tensor(x.dtype, x.shape), ...passed, ...(x.quantized === undefined ? {} : { quantized: x.quantized }) },
      tensor(mask ?? x.dtype, x.shape),
    ];
  };
}

/** Training: mask and scale, two multiplies. Inference: nothing. */
export function dropoutCost(mode: DropoutMode): CostRule {
  return (call) => {
    const trains = dropoutTrains(call, mode);
    return trains === false ? view : trainingCost(call, trains);
  };
}

function trainingCost(call: Call, trains: boolean | undefined): Cost {
  return trains === undefined
    ? unknownCost
    : ifCounted(call, 0, () => costOf(elements(shapeAt(call, 0)), { elementwise: 2 }));
}
