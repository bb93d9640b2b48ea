import type { DType } from '#graph/dtype.ts';
import type { Scalar } from '#graph/value.ts';
import type { ReduceContent } from './reduce.ts';
import type { ScalarRule } from '#count/ops/elementwise/scalar.ts';
import { isFloat } from '#graph/dtype.ts';
import { fit, integerRange } from '#count/ops/shared/rounding.ts';
import { addScalars, divScalars, maxScalars, minScalars, mulScalars } from '#count/ops/elementwise/scalar.ts';
import { absContent } from '#count/ops/elementwise/unary.ts';
import { fromBigInt } from '#graph/dim.ts';

type Step = (dtype: DType, x: Scalar | undefined) => Scalar | undefined;

/** The group folded by `join`, each element mapped by `each` before; `start` is the total of none. Floats are summed in double. */
function folded(join: ScalarRule, start: number, each: Step = (_, x) => x, after: Step = (_, x) => x): ReduceContent {
  return (dtype, group) => {
    const wide = isFloat(dtype) ? 'f64' : dtype;
    let total: Scalar | undefined = start;
    for (const element of group) {
      if (total === undefined) return undefined;
      total = join(wide, total, each(wide, element));
    }
    return fit(dtype, after(wide, total));
  };
}

const square: Step = (dtype, x) => mulScalars(dtype, x, x);
const absolute: Step = (dtype, x) => (x === undefined || typeof x === 'string' ? undefined : absContent(dtype, x));

/** A function of a float total; integers of these reductions are cut to their type. */
function real(f: (x: number) => number): Step {
  return (dtype, x) => {
    if (typeof x !== 'number') return undefined;
    const result = f(x);
    return isFloat(dtype) ? result : Number.isFinite(result) ? Math.trunc(result) : undefined;
  };
}

export const sumTotal = folded(addScalars, 0);
export const productTotal = folded(mulScalars, 1);
export const l1Total = folded(addScalars, 0, absolute);
export const l2Total = folded(addScalars, 0, square, real(Math.sqrt));
export const sumSquareTotal = folded(addScalars, 0, square);
export const logSumTotal = folded(addScalars, 0, undefined, real(Math.log));

/** log Σ exp(x), shifted by the largest element. */
export const logSumExpTotal: ReduceContent = (dtype, group) => {
  if (!isFloat(dtype) || !group.every((x) => typeof x === 'number')) return undefined;
  const top = Math.max(...group);
  if (!Number.isFinite(top)) return top;
  return fit(dtype, top + Math.log(group.reduce((sum, x) => sum + Math.exp(x - top), 0)));
};

/** Sum over the number of elements; integers truncate. */
export const meanTotal: ReduceContent = (dtype, group) => {
  if (group.length === 0) return isFloat(dtype) ? Number.NaN : undefined;
  const wide = isFloat(dtype) ? 'f64' : dtype;
  const sum = sumTotal(wide, group);
  return sum === undefined ? undefined : fit(dtype, divScalars(wide, sum, group.length));
};

/** The largest or smallest element; of none, the value that loses against all. */
function extremeTotal(join: ScalarRule, which: 1 | -1): ReduceContent {
  return (dtype, group) => {
    if (group.length > 0)
      return group
        .slice(1)
        .reduce((a, b) => (dtype === 'bool' ? boolExtreme(a, b, which) : join(dtype, a, b)), group[0]);
    if (isFloat(dtype)) return -which * Number.POSITIVE_INFINITY;
    const { low, high } = integerRange(dtype);
    return fromBigInt(which === 1 ? low : high);
  };
}

function boolExtreme(a: Scalar | undefined, b: Scalar | undefined, which: 1 | -1): Scalar | undefined {
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  return which === 1 ? Math.max(a, b) : Math.min(a, b);
}

export const maxTotal = extremeTotal(maxScalars, 1);
export const minTotal = extremeTotal(minScalars, -1);
