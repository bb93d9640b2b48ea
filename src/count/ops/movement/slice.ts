import type { Dim } from '#graph/dim.ts';
import type { ShapeRule } from '#count/ops/registry.ts';
import type { Call } from '#count/ops/call.ts';
import {
  add,
  ceilDiv,
  constantOf,
  isAtLeast,
  isNonNegative,
  max,
  min,
  mul,
  sub,
  substitute,
  symbol,
  symbolsOf,
} from '#graph/dim.ts';
import { has, intsAttr, shapeFault } from '#count/ops/call.ts';
import { normalAxes } from '#count/ops/shared/axes.ts';
import { freshShape, givenAxes, listAt, movedFrom, plainOf, regrid } from './move.ts';
import { missing, requiredTensor } from '#count/ops/shared/required.ts';
import { isAbove } from '#count/ops/control/truth.ts';

/** What a slice takes of one axis: its size and, where the axis is a number, its first coordinate and step. */
interface Cut {
  readonly size: Dim;
  readonly first?: number;
  readonly step?: number;
}

type Bounds = readonly (Dim | undefined)[];

/** Index values that exporters write for "to the end"; no axis is so long. */
const endless = 2 ** 31 - 1;

/** Slice: starts, ends, axes and steps from attributes (version 1) or inputs 1–4. */
export const slice: ShapeRule = (call) => {
  const source = requiredTensor(call, 0);
  const shape = source?.shape ?? null;
  const [starts, ends] = [boundsAt(call, 1, 'starts'), boundsAt(call, 2, 'ends')];
  const axes = axesOf(call, starts ?? ends);
  if (shape === null) return [movedFrom(source, null)];
  if (axes === undefined) return [movedFrom(source, freshShape(call, shape.length))];
  const normal = normalAxes(call, axes, shape.length);
  const steps = has(call, 4) ? listAt(call, 4) : normal.map(() => 1);
  for (const list of [starts, ends, steps]) {
    if (list !== undefined && list.length !== normal.length)
      throw shapeFault(call, `${list.length} bounds for ${normal.length} axes`);
  }
  const cuts = shape.map((size, axis): Cut => {
    const i = normal.indexOf(axis);
    return i < 0
      ? { size, first: 0, step: 1 }
      : cutOf(call, size, { start: starts?.[i], end: ends?.[i], step: steps?.[i], axis });
  });
  return [
    movedFrom(
      source,
      cuts.map(({ size }) => size),
      cutContent(source, cuts),
    ),
  ];
};

function boundsAt(call: Call, i: number, name: string): Bounds | undefined {
  const attr = intsAttr(call, name);
  if (attr === undefined && !has(call, i)) throw missing(call, i);
  return attr ?? listAt(call, i);
}

/** Axes as given, or the first ones; undefined if they aren't known. */
function axesOf(call: Call, bounds: Bounds | undefined): readonly number[] | undefined {
  const { given, axes } = givenAxes(call, 3);
  return given ? axes : bounds?.map((_, i) => i);
}

function cutContent(source: Parameters<typeof regrid>[0], cuts: readonly Cut[]): ReturnType<typeof regrid> {
  if (cuts.some(({ first, step }) => first === undefined || step === undefined)) return undefined;
  return regrid(
    source,
    cuts.map(({ size }) => size),
    (axis, i) => (cuts[axis]?.first ?? 0) + i * (cuts[axis]?.step ?? 1),
  );
}

/**
 * What `start:end:step` takes of an axis, by ONNX's clamping: start to [0, size] (step < 0: [0, size − 1]), end to [0, size]
 * (step < 0: [−1, size − 1]), after the size is added to negative ones. An axis of symbolic size is taken to have at least one
 * element, so that `:-1` is n − 1 and `-1:` is 1. Fresh where a bound isn't known.
 * @throws Fault `shape` if the step is 0
 */
function cutOf(
  call: Call,
  size: Dim,
  at: {
    readonly start: Dim | undefined;
    readonly end: Dim | undefined;
    readonly step: Dim | undefined;
    readonly axis: number;
  },
): Cut {
  const step = plainOf(at.step);
  if (step === 0) throw shapeFault(call, `the step of axis ${at.axis} is 0`);
  const [start, end] = [plainOf(at.start), plainOf(at.end)];
  if (typeof size === 'number' && start !== undefined && end !== undefined && step !== undefined)
    return numericCut(size, start, end, step);
  const length =
    step === undefined || at.start === undefined || at.end === undefined
      ? undefined
      : lengthOf(size, at.start, at.end, step);
  return { size: length ?? call.fresh(`dim${at.axis}`) };
}

function numericCut(size: number, start: number, end: number, step: number): Cut {
  const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x < 0 ? x + size : x, low), high);
  const last = step > 0 ? size : size - 1;
  const [first, stop] = [clamp(start, 0, last), clamp(end, step > 0 ? 0 : -1, last)];
  return { size: Math.max(0, Math.ceil((stop - first) / step)), first, step };
}

/** Symbolic length. */
function lengthOf(size: Dim, start: Dim, end: Dim, step: number): Dim {
  const [low, high] =
    step > 0 ? [lowBounds(size, start), highBounds(size, end)] : [lowEnds(size, end), highStarts(size, start)];
  const spans = high.flatMap((to) => low.map((from) => sub(to, from)));
  const span = spans.reduce((a, b) => (holds(a, b, size) ? b : holds(b, a, size) ? a : min(a, b)));
  return holds(span, 0, size) ? ceilDiv(span, Math.abs(step)) : max(0, ceilDiv(span, Math.abs(step)));
}

/** a ≥ b for every size ≥ 1 of the axis. */
function holds(a: Dim, b: Dim, size: Dim): boolean {
  return isAtLeast(a, b) === true || isAtLeast(sub(a, b), sub(size, 1)) === true;
}

/** Where a forward slice begins: the largest of these. Beyond the end needs no clamp, its span is negative. */
function lowBounds(size: Dim, start: Dim): readonly Dim[] {
  const place = placeOf(start, size);
  if (place === 'front') return [start];
  if (place === 'far') return [size];
  if (place === 'far-back') return [0];
  return [counted(size, start, place), 0];
}

/** Where a forward slice ends: the smallest of these. */
function highBounds(size: Dim, end: Dim): readonly Dim[] {
  const place = placeOf(end, size);
  if (place === 'far') return [size];
  if (place === 'front') return [end, size];
  if (place === 'far-back') return [0];
  return place === 'back' ? [add(size, end)] : [counted(size, end, place), size];
}

/** Where a backward slice begins: the smallest of these. */
function highStarts(size: Dim, start: Dim): readonly Dim[] {
  const place = placeOf(start, size);
  if (place === 'far') return [sub(size, 1)];
  if (place === 'front') return [start, sub(size, 1)];
  if (place === 'far-back') return [0];
  const at = counted(size, start, place);
  const begin = holds(at, 0, size) ? at : max(at, 0);
  return place === 'back' ? [begin] : [begin, sub(size, 1)];
}

/** Where a backward slice ends: the largest of these. */
function lowEnds(size: Dim, end: Dim): readonly Dim[] {
  const place = placeOf(end, size);
  if (place === 'front') return [end];
  if (place === 'far') return [sub(size, 1)];
  return place === 'far-back' ? [-1] : [counted(size, end, place), -1];
}

/** The coordinate of an index that isn't known to be from the front: the size is added if it is negative. */
function counted(size: Dim, index: Dim, place: 'back' | undefined): Dim {
  return add(index, place === 'back' ? size : mul(size, isAbove(0, index)));
}

/**
 * Counted from the front or the back; `far` beyond any axis; undefined if the sizes may make it either. Symbols are taken to be
 * ≥ 1 if ≥ 0 doesn't decide.
 */
function placeOf(index: Dim, size: Dim): 'front' | 'back' | 'far' | 'far-back' | undefined {
  const constant = constantOf(index);
  if (constant !== undefined)
    return constant >= endless ? 'far' : constant <= -endless ? 'far-back' : constant >= 0n ? 'front' : 'back';
  if (isNonNegative(index) || isAtLeast(sub(index, size), -1) === true) return 'front';
  if (isAtLeast(index, 0) === false) return 'back';
  const raised = substitute(index, new Map([...symbolsOf(index)].map((name) => [name, add(symbol(name), 1)])));
  return isNonNegative(raised) ? 'front' : isAtLeast(raised, 0) === false ? 'back' : undefined;
}
