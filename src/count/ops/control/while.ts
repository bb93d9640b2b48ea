import type { Dim } from '#graph/dim.ts';
import type { TensorValue, Value } from '#graph/value.ts';
import type { GraphRun, LayerRun } from '#count/run.ts';
import type { AnyIteration, Iteration } from './iterate.ts';
import { add, equal, floorDiv, isAtLeast, max, min, mul, sub, substitute, symbol, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { isSize } from '#count/ops/call.ts';
import { asRuntime } from '#count/ops/movement/join.ts';
import { carriedOutputs, isInside } from './iterate.ts';
import { sizesOf } from '#count/ops/elementwise/scalar.ts';
import { isAbove } from './truth.ts';

/** A loop that a comparison of a counter ends. */
export interface Counted {
  readonly trips: Dim;
  /** One run that stands for every iteration. */
  readonly any: AnyIteration;
  /** Counters after the last iteration, by position among the carried values. */
  readonly finals: ReadonlyMap<number, TensorValue>;
}

/** A carried integer tensor that is `start + step·k` before iteration `k`, element by element. */
interface Counter {
  readonly value: TensorValue;
  readonly start: readonly Dim[];
  readonly step: readonly Dim[];
}

/** A condition to go on after iteration `k`: `left − step·k ≥ 0`; step is a positive number. */
interface Bound {
  readonly left: Dim;
  readonly step: number;
}

/** Elements up to which a carried tensor may be a counter. */
const maxCounter = 8;
/** Conditions up to which the initial one is recognised as theirs. */
const maxBounds = 4;

/**
 * How often a Loop runs whose condition is a comparison (or several, by And) of carried counters with sizes that stay. Counters are
 * found by induction: what the first iteration adds is guessed to be added by each, then shown for iteration `k`. Books one run.
 * @param any what holds of every iteration, the counters not followed
 * @param limit the trip count given, undefined if there is none
 * @param first the initial condition, 1 or 0
 * @returns undefined if the condition hangs on anything else
 */
export function countedTrips(
  loop: Iteration,
  any: AnyIteration,
  limit: Dim | undefined,
  first: Dim,
): Counted | undefined {
  if (loop.leading !== 1 || comparisonsOf(loop, any.run) === undefined) return undefined;
  const { call } = loop;
  const iteration = symbol(`${call.path}.iteration`);
  const varying = orContradicted(() => {
    let found: (Omit<Counted, 'any'> & { readonly shown: Shown }) | undefined;
    const kept = call.attempt(() => {
      const shown = shownCounters(loop, any, iteration);
      const bounds = boundsOf(loop, shown.run, iteration);
      if (bounds === undefined) return undefined;
      const trips = tripsOf(bounds, limit, first);
      found = {
        trips,
        finals: new Map([...shown.counters].map(([i, counter]) => [i, counterAt(counter, trips)])),
        shown,
      };
      return dimsOf(shown.run).some((figure) => hangsOn(figure, iteration)) ? undefined : found;
    });
    return { found, isKept: kept !== undefined };
  });
  if (varying?.found === undefined) return undefined;
  const { trips, finals, shown } = varying.found;
  return { trips, finals, any: varying.isKept ? { ...any, ...shown } : withoutCounters(loop, any, shown, iteration) };
}

/** One run that knows no counter, for iterations that cost what their number says. */
function withoutCounters(loop: Iteration, any: AnyIteration, shown: Shown, iteration: Dim): AnyIteration {
  const { call } = loop;
  const assumed = carriedAt(any.assumed, shown.counters, undefined);
  const run = runAt(loop, assumed, undefined);
  const varying = dimsOf(shown.run).map((figure) => hangsOn(figure, iteration));
  if (dimsOf(run).some((figure, i) => varying[i] === true && !isInside(call, figure)))
    call.note({
      code: 'loop-varying-size',
      level: 'warning',
      layer: call.name,
      detail: 'its iterations may cost differently: what one does hangs on its number, and one stands for all',
    });
  return { ...any, run, assumed };
}

const dimsOf = ({ totals, peaks }: GraphRun): readonly Dim[] => [...Object.values(totals), ...(peaks ?? [])];

function hangsOn(figure: Dim, iteration: Dim): boolean {
  const names = symbolsOf(figure);
  return [...symbolsOf(iteration)].some((name) => names.has(name));
}

/** Undefined if a body contradicts itself. */
function orContradicted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'expansion-limit') throw error;
    return undefined;
  }
}

/** The carried values to which the first iteration adds something that stays, which each may add. */
function candidatesOf({ call, initial }: Iteration, { assumed, first }: AnyIteration): Map<number, Counter> {
  const counters = new Map<number, Counter>();
  for (const [i, given] of initial.entries()) {
    const [start, after] = [counterSizes(given), counterSizes(first[i])];
    if (start === undefined || after?.length !== start.length || counterSizes(assumed[i]) !== undefined) continue;
    const value = asRuntime(given) as TensorValue;
    const step = start.map((from, at) => sub(after[at] ?? 0, from));
    if (step.every((one) => !isInside(call, one)) && isSized(value) === isSized(first[i]))
      counters.set(i, { value, start, step });
  }
  return counters;
}

/** Counters, and iteration `k` that shows them to be such, each by the others. */
interface Shown {
  readonly counters: ReadonlyMap<number, Counter>;
  readonly run: GraphRun;
  /** Carried values before iteration `k`. */
  readonly assumed: readonly Value[];
}

function shownCounters(loop: Iteration, any: AnyIteration, iteration: Dim): Shown {
  const counters = candidatesOf(loop, any);
  for (;;) {
    const assumed = carriedAt(any.assumed, counters, iteration);
    const run = loop.call.attempt(() => {
      const tried = runAt(loop, assumed, iteration);
      const outputs = carriedOutputs(loop, tried);
      const wrong = [...counters].filter(([i, counter]) => !isNext(counter, outputs[i], iteration));
      for (const [i] of wrong) counters.delete(i);
      return wrong.length === 0 ? tried : undefined;
    });
    if (run !== undefined) return { counters, run, assumed };
  }
}

/** True if the value is the counter before the iteration after `k`. */
function isNext({ start, step }: Counter, value: Value | undefined, iteration: Dim): boolean {
  const after = counterSizes(value);
  if (after?.length !== start.length) return false;
  return start.every((from, at) => equal(after[at] ?? 0, add(from, mul(step[at] ?? 0, add(iteration, 1)))));
}

const isSized = (value: Value | undefined): boolean => value?.kind === 'tensor' && value.sized === true;

/** Elements of what may be a counter: integers of 32 or 64 bits that have a sign, so that none wraps around at a size. */
function counterSizes(value: Value | undefined): readonly Dim[] | undefined {
  if (value?.kind !== 'tensor' || (value.dtype !== 'i64' && value.dtype !== 'i32')) return undefined;
  const data = value.data;
  if (data === undefined || data.length === 0 || data.length > maxCounter) return undefined;
  return data.every(isSize) ? data : undefined;
}

function counterAt({ value, start, step }: Counter, iteration: Dim): TensorValue {
  return { ...value, data: start.map((from, at) => add(from, mul(step[at] ?? 0, iteration))) };
}

/** Carried values before iteration `k`, or before any if `k` is undefined: counters are made of sizes then too. */
function carriedAt(
  assumed: readonly Value[],
  counters: ReadonlyMap<number, Counter>,
  iteration: Dim | undefined,
): readonly Value[] {
  return assumed.map((value, i) => {
    const counter = counters.get(i);
    if (counter === undefined) return value;
    if (iteration !== undefined) return counterAt(counter, iteration);
    const { dtype, shape, sized } = counter.value;
    return { kind: 'tensor', dtype, shape, ...(sized === true ? { sized } : {}) };
  });
}

function runAt(loop: Iteration, carried: readonly Value[], k: Dim | undefined): GraphRun {
  return loop.call.body(loop.body, loop.inputs(carried, k));
}

/** The conditions to go on after iteration `k`, all of which must hold; undefined if one is of another kind. */
function boundsOf(loop: Iteration, run: GraphRun, iteration: Dim): readonly Bound[] | undefined {
  const bounds = comparisonsOf(loop, run)?.map(({ layer, holds }) => boundOf(loop, layer, holds, iteration));
  if (bounds === undefined || bounds.length === 0 || bounds.length > maxBounds) return undefined;
  return bounds.every((bound) => bound !== undefined) ? bounds : undefined;
}

/** A comparison that goes on while it holds, or while it doesn't. */
interface Comparison {
  readonly layer: LayerRun;
  readonly holds: boolean;
}

/** The comparisons that the condition is made of, all of which let the loop go on; undefined if it is made otherwise. */
function comparisonsOf({ body }: Iteration, run: GraphRun): readonly Comparison[] | undefined {
  const comparisons: Comparison[] = [];
  const pending: (readonly [name: string, value: Value | undefined, holds: boolean])[] = [
    [body.outputs[0]?.name ?? '', run.outputs[0], true],
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [name, value, holds] = next;
    const scalar = value?.kind === 'tensor' && value.data?.length === 1 ? value.data[0] : undefined;
    if (scalar === (holds ? 1 : 0)) continue;
    const layer = run.makerOf(name);
    if (layer === undefined || layer.node.domain !== '') return undefined;
    const { op, inputs } = layer.node;
    const isPassed = op === 'Identity' || (op === 'Cast' && isBool(layer.inputs[0]) && isBool(layer.outputs[0]));
    if (isPassed || op === 'Not' || op === (holds ? 'And' : 'Or'))
      for (const [at, input] of inputs.entries())
        pending.push([input, layer.inputs[at], op === 'Not' ? !holds : holds]);
    else if (comparing.has(op)) comparisons.push({ layer, holds });
    else return undefined;
  }
  return comparisons;
}

const comparing: ReadonlySet<string> = new Set(['Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual']);

const isBool = (value: Value | undefined): boolean => value?.kind === 'tensor' && value.dtype === 'bool';

/** What a comparison leaves until it ends the loop, as an integer ≥ 0 while it holds (or, `holds` false, while it doesn't). */
function spareOf({ node, inputs }: LayerRun, holds: boolean): Dim | undefined {
  const [x, y] = inputs;
  if (x?.kind !== 'tensor' || y?.kind !== 'tensor' || x.data?.length !== 1 || y.data?.length !== 1) return undefined;
  const sizes = x.dtype === y.dtype ? sizesOf(x.dtype, x.data[0], y.data[0]) : undefined;
  if (sizes === undefined) return undefined;
  const [a, b] = sizes;
  switch (node.op) {
    case 'Less':
      return holds ? sub(sub(b, a), 1) : sub(a, b);
    case 'LessOrEqual':
      return holds ? sub(b, a) : sub(sub(a, b), 1);
    case 'Greater':
      return holds ? sub(sub(a, b), 1) : sub(b, a);
    case 'GreaterOrEqual':
      return holds ? sub(a, b) : sub(sub(b, a), 1);
    default:
      return undefined;
  }
}

function boundOf({ call }: Iteration, layer: LayerRun, holds: boolean, iteration: Dim): Bound | undefined {
  const spare = spareOf(layer, holds);
  if (spare === undefined) return undefined;
  const [name] = symbolsOf(iteration);
  const left = substitute(spare, new Map([[name ?? '', 0]]));
  const step = sub(left, substitute(spare, new Map([[name ?? '', 1]])));
  if (typeof step !== 'number' || step <= 0 || isInside(call, left)) return undefined;
  return equal(spare, sub(left, mul(step, iteration))) ? { left, step } : undefined;
}

/**
 * The first iteration runs where the initial condition holds, one after iteration `k` while every bound does: ⌊left/step⌋ + 2 in
 * all, at least 1, at most the limit.
 */
function tripsOf(bounds: readonly Bound[], limit: Dim | undefined, first: Dim): Dim {
  const atMost = (trips: Dim): Dim => (limit === undefined ? trips : min(limit, trips));
  const each = bounds.map(({ left, step }) => add(floorDiv(left, step), 2));
  if (isSameFirst(bounds, limit, first)) return max(atMost(each.reduce(min)), 0);
  return mul(first, atMost(each.map((trips) => max(trips, 1)).reduce(min)));
}

/**
 * True if the initial condition is what the bounds would say before the first iteration, as exporters of "while" write it: then it
 * needs no factor. It is known as a product of comparisons with 0 of sizes that the bounds or the limit hold.
 */
function isSameFirst(bounds: readonly Bound[], limit: Dim | undefined, first: Dim): boolean {
  const before = bounds.map(({ left, step }) => add(add(left, step), 1));
  const sizes = [...before, ...before.map((size) => sub(size, 1)), ...(limit === undefined ? [] : [limit])];
  const distinct = sizes.filter((size, i) => sizes.findIndex((other) => equal(size, other)) === i);
  const ends = [...before, ...(limit === undefined ? [] : [limit])];
  for (let chosen = 0; chosen < 2 ** distinct.length; chosen++) {
    const among = distinct.filter((_, i) => (chosen >> i) % 2 === 1);
    if (!equal(first, among.map((size) => isAbove(size, 0)).reduce(mul, 1))) continue;
    const starts = before.every(
      (size) => isAtLeast(size, 1) === true || among.some((other) => isAtLeast(size, other) === true),
    );
    if (starts && among.every((size) => ends.some((end) => isAtLeast(size, end) === true))) return true;
  }
  return false;
}
