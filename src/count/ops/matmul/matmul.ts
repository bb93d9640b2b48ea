import type { Dim } from '#graph/dim.ts';
import type { DType } from '#graph/dtype.ts';
import type { Shape } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { CostRule, ShapeRule } from '#count/ops/registry.ts';
import { mul } from '#graph/dim.ts';
import { dtypeAt, floatAttr, has, intAttr, shapeAt, shapeFault, tensor } from '#count/ops/call.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { broadcastShapes } from '#count/ops/shared/broadcast.ts';
import { contraction } from './contraction.ts';
import { costOf, isCounted, outputCount, plusCost } from '#count/ops/elementwise/elementwise.ts';
import { requiredShape } from '#count/ops/shared/required.ts';

/** Where a product of matrices keeps its operands and what it adds to them. */
export interface MatMulForm {
  readonly a: number;
  readonly b: number;
  /** Position of a bias that is added to the product. */
  readonly bias?: number;
  readonly dtype?: (call: Call) => DType;
  /** Reads `transA`, `transB`, `transBatchA`, `transBatchB`. */
  readonly turns?: boolean;
}

const unequal = 'the contracted sizes disagree';

/** A, B as in MatMul. */
export const plainMatMul: MatMulForm = { a: 0, b: 1 };

/** Sizes of A·B: batch axes broadcast, then m and n where the operands have them; `k` is contracted. */
interface Product {
  readonly shape: readonly Dim[];
  readonly k: Dim;
}

/** The operand with its matrix and batch axes exchanged as the attributes say: batch exchange moves axis 0 before the last. */
function turned(call: Call, side: 'A' | 'B', shape: readonly Dim[]): readonly Dim[] {
  const rank = shape.length;
  if (rank < 2) return shape;
  const [first = 1, ...others] = shape;
  const moved =
    rank > 2 && intAttr(call, `transBatch${side}`) === 1 ? [...others.slice(0, -1), first, ...others.slice(-1)] : shape;
  const [m = 1, n = 1] = moved.slice(-2);
  return intAttr(call, `trans${side}`) === 1 ? [...moved.slice(0, -2), n, m] : moved;
}

function productOf(call: Call, a: readonly Dim[], b: readonly Dim[]): Product | null {
  const [lastA] = a.slice(-1);
  const [firstB] = b.length === 1 ? b : b.slice(-2);
  if (lastA === undefined || firstB === undefined) throw shapeFault(call, 'a scalar is no operand of a matrix product');
  const batch = broadcastShapes(call, [a.slice(0, -2), b.slice(0, -2)]);
  const k = agreed(call, lastA, firstB, unequal);
  if (batch === null) return null;
  return { shape: [...batch, ...(a.length > 1 ? a.slice(-2, -1) : []), ...(b.length > 1 ? b.slice(-1) : [])], k };
}

function operands(call: Call, form: MatMulForm): readonly [Shape, Shape] {
  const [a, b] = [requiredShape(call, form.a), requiredShape(call, form.b)];
  if (form.turns !== true) return [a, b];
  return [a === null ? null : turned(call, 'A', a), b === null ? null : turned(call, 'B', b)];
}

function productAt(call: Call, form: MatMulForm): Product | null {
  const [a, b] = operands(call, form);
  return a === null || b === null ? null : productOf(call, a, b);
}

/** numpy's matmul: batch axes broadcast, a 1-D operand loses its axis. */
export function matMulShape(form: MatMulForm): ShapeRule {
  return (call) => [tensor(form.dtype?.(call) ?? dtypeAt(call, form.a), productAt(call, form)?.shape ?? null)];
}

/** The contracted size: from whichever operand knows it. */
function contracted(call: Call, form: MatMulForm): Dim | undefined {
  const [a, b] = operands(call, form);
  const [left, right] = [a?.at(-1), b?.at(b.length === 1 ? 0 : -2)];
  return left !== undefined && right !== undefined ? agreed(call, left, right, unequal) : (left ?? right);
}

/** M = prod(out)·K; F = N bias, N where `alpha` scales the product, and what `rest` adds. */
export function matMulCost(form: MatMulForm, rest?: (call: Call, size: Dim) => Cost): CostRule {
  return (call, outputs) => {
    const size = outputCount(outputs);
    const k = contracted(call, form);
    const macs = size === undefined || k === undefined ? undefined : mul(size, k);
    if (size === undefined) return contraction(call, macs, form.a, form.b);
    const bias = form.bias !== undefined && has(call, form.bias) ? 1 : 0;
    const own = costOf(size, { elementwise: bias + scaled(call, 'alpha') });
    return contraction(call, macs, form.a, form.b, plusCost(own, rest?.(call, size) ?? {}));
  };
}

/** 1 if the attribute scales by something other than 1. */
function scaled(call: Call, name: string): number {
  return (floatAttr(call, name) ?? 1) === 1 ? 0 : 1;
}

/** Where a Gemm keeps its operands. */
export interface GemmForm {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Integer operands stand for real numbers, so adding C counts. */
  readonly quantized?: boolean;
  readonly dtype?: (call: Call) => DType;
}

/** A, B, C as in Gemm. */
export const plainGemm: GemmForm = { a: 0, b: 1, c: 2 };

/** A matrix operand, transposed where its attribute says so; sizes that aren't known are fresh. */
function matrixAt(call: Call, position: number, side: 'A' | 'B'): readonly Dim[] | null {
  const shape = requiredShape(call, position);
  if (shape === null) return null;
  const [rows, columns] = shape;
  if (rows === undefined || columns === undefined || shape.length !== 2) {
    throw shapeFault(call, `${side} has rank ${shape.length}; ${call.node.op} multiplies matrices`);
  }
  return intAttr(call, `trans${side}`) === 1 ? [columns, rows] : [rows, columns];
}

/** [m, n] of alpha·A·B + beta·C, C broadcast to it. */
export function gemmShape(form: GemmForm): ShapeRule {
  return (call) => {
    const [a, b] = [matrixAt(call, form.a, 'A'), matrixAt(call, form.b, 'B')];
    if (a !== null && b !== null) agreed(call, a[1] ?? 1, b[0] ?? 1, unequal);
    const shape = [a?.[0] ?? call.fresh('dim0'), b?.[1] ?? call.fresh('dim1')];
    checkAddend(call, form, shape);
    return [tensor(form.dtype?.(call) ?? dtypeAt(call, form.a), shape)];
  };
}

/** @throws Fault `shape` if C can't be broadcast to the product */
function checkAddend(call: Call, form: GemmForm, shape: readonly Dim[]): void {
  const c = shapeAt(call, form.c);
  if (c === null) return;
  const joint = broadcastShapes(call, [shape, c]);
  if (joint === null || joint.length > 2)
    throw shapeFault(call, `C has rank ${c.length}; it can't be broadcast to a matrix`);
  joint.forEach((size, axis) => agreed(call, shape[axis] ?? size, size, 'C is larger than the product'));
}

/** M = m·n·k; F = N bias, N each for `alpha` and `beta` other than 1, and what `rest` adds. Integers add without F. */
export function gemmCost(form: GemmForm, rest?: (call: Call, size: Dim) => Cost): CostRule {
  return (call, outputs) => {
    const [a, b] = [matrixAt(call, form.a, 'A'), matrixAt(call, form.b, 'B')];
    const size = outputCount(outputs);
    const [left, right] = [a?.[1], b?.[0]];
    const k = left !== undefined && right !== undefined ? agreed(call, left, right, unequal) : (left ?? right);
    const macs = k === undefined || size === undefined ? undefined : mul(size, k);
    if (size === undefined) return contraction(call, macs, form.a, form.b);
    const addend = has(call, form.c) ? 1 + scaled(call, 'beta') : 0;
    const counted = form.quantized === true || isCounted(dtypeAt(call, form.a));
    const own = costOf(size, { elementwise: counted ? addend + scaled(call, 'alpha') : 0 });
    return contraction(call, macs, form.a, form.b, plusCost(own, rest?.(call, size) ?? {}));
  };
}
