import type { Dim } from '#graph/dim.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { add, floorDiv, mul, product, sub } from '#graph/dim.ts';
import { dtypeAt, shapeAt, shapeFault, stringAttr, tensor } from '#count/ops/call.ts';
import { unknownCost } from '#count/ops/cost.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** Batch sizes of square matrices. @throws Fault `shape` if they aren't square */
export const determinantShape: ShapeRule = (call) => {
  const x = requiredShape(call, 0);
  if (x === null) return [tensor(dtypeAt(call, 0), null)];
  const [rows, columns] = x.slice(-2);
  if (rows === undefined || columns === undefined)
    throw shapeFault(call, `an input of rank ${x.length} holds no matrices`);
  agreed(call, rows, columns, 'rows and columns of a square matrix');
  return [tensor(dtypeAt(call, 0), x.slice(0, -2))];
};

/** Gaussian elimination: M = n(n − 1)(2n − 1)/6, F = n(n − 1)/2 divisions and n − 1 products of the diagonal, per matrix. */
export const determinantCost: CostRule = (call) => {
  const x = shapeAt(call, 0);
  if (x === null) return unknownCost;
  const n = x.at(-1) ?? 0;
  if (n === 0) return {};
  const batch = product(x.slice(0, -2));
  const pairs = mul(n, sub(n, 1));
  const below = floorDiv(pairs, 2);
  return {
    macs: mul(batch, floorDiv(mul(pairs, sub(mul(n, 2), 1)), 6)),
    elementwise: mul(batch, add(below, sub(n, 1))),
  };
};

/** [M, K]: distances between the rows of [M, N] and of [K, N]. */
export const distancesShape: ShapeRule = (call) => {
  const [a, b] = [requiredShape(call, 0), requiredShape(call, 1)];
  for (const shape of [a, b])
    if (shape !== null && shape.length !== 2)
      throw shapeFault(call, `an operand has rank ${shape.length}; both must be matrices`);
  if (a !== null && b !== null) agreed(call, a[1] ?? 1, b[1] ?? 1, 'columns of the operands');
  return [tensor(dtypeAt(call, 0), [a?.[0] ?? call.fresh('dim0'), b?.[0] ?? call.fresh('dim1')])];
};

/** Differences, squares and their sum: F = (3n − 1) a pair of rows, T = 1 if the root is taken. */
export const distancesCost: CostRule = (call, [output]) => {
  const columns: Dim | undefined = shapeAt(call, 0)?.[1] ?? shapeAt(call, 1)?.[1];
  const metric = stringAttr(call, 'metric') ?? 'sqeuclidean';
  const euclidean = metric === 'euclidean';
  if (columns === undefined || output?.kind !== 'tensor' || output.shape === null) return unknownCost;
  if (!euclidean && metric !== 'sqeuclidean') return unknownCost;
  const pairs = product(output.shape);
  return { elementwise: mul(pairs, sub(mul(columns, 3), 1)), transcendentals: euclidean ? pairs : 0 };
};
