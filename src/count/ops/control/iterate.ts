import type { Dim } from '#graph/dim.ts';
import type { Graph } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Branches, GraphRun } from '#count/run.ts';
import { add, equal, isAtLeast, mul, sub, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { isFloat } from '#graph/dtype.ts';
import { valueText } from '#count/engine/memo.ts';
import { maxContent } from '#count/ops/shared/content.ts';
import { asRuntime, joinAll, joinValues, mapSizes } from '#count/ops/movement/join.ts';
import { mergeIterations } from './merge-iterations.ts';

/** A body that runs again and again, its first outputs fed back into it. */
export interface Iteration {
  readonly call: Call;
  readonly body: Graph;
  /** Carried values before the first run. */
  readonly initial: readonly Value[];
  /** Outputs of the body before the carried ones: the condition of a Loop. */
  readonly leading: 0 | 1;
  /** The body's inputs in iteration `k`, or in any one if `k` is undefined. */
  inputs(carried: readonly Value[], k: Dim | undefined): readonly (Value | undefined)[];
}

/** What an iteration leaves. */
export interface Iterated {
  readonly trips: Dim;
  readonly carried: readonly Value[];
  /** One entry for every further output of the body: what all iterations gave in common and, if they were run one by one, each. */
  readonly stacked: readonly { readonly element: Value; readonly each?: readonly Value[] }[];
  readonly parts: Branches['parts'];
}

/** One run that stands for every iteration. */
export interface AnyIteration {
  readonly run: GraphRun;
  /** Carried values before any iteration: what all have in common. */
  readonly assumed: readonly Value[];
  /** The body's condition output; undefined if it may be either (or there is none). */
  readonly condition: boolean | undefined;
  /** Carried values after the first iteration, its number not followed. */
  readonly first: readonly Value[];
}

/** Node evaluations up to which the iterations of one loop are run one by one; those of the whole model after which none are. */
const maxEffort = 100_000;
const maxTotalEffort = 500_000;
/** Iterations likewise. */
const maxIterations = 4096;
/** Node evaluations below which it isn't checked whether one iteration stands for all. */
const cheap = 2000;
/** Rounds after which a carried value that still changes loses its contents, then everything. */
const contentRounds = 2;
const maxRounds = 64;

/**
 * Loops inside one another from which on a body is run once, nothing known of what it carries: each more would multiply the runs of
 * all within, and no exporter nests so.
 */
export const maxNesting = 5;

interface Measure {
  /** Those of bodies included. */
  readonly nodes: number;
  /** How many loops are inside one another. */
  readonly loops: number;
}

const measures = new WeakMap<Graph, Measure>();

function measureOf(graph: Graph): Measure {
  const known = measures.get(graph);
  if (known !== undefined) return known;
  let [nodes, loops] = [graph.nodes.length, 0];
  for (const { op, attrs } of graph.nodes) {
    const own = op === 'Loop' || op === 'Scan' ? 1 : 0;
    for (const attr of attrs.values()) {
      if (attr.kind !== 'graph') continue;
      const inner = measureOf(attr.value);
      nodes += inner.nodes;
      loops = Math.max(loops, own + inner.loops);
    }
  }
  const measure = { nodes, loops };
  measures.set(graph, measure);
  return measure;
}

/** How many loops are inside one another in a body. */
export const loopsWithin = ({ body }: Iteration): number => measureOf(body).loops;

/** Node evaluations that running `trips` iterations one by one takes, inner loops not multiplied. */
function effortOf({ body }: Iteration, trips: number): number {
  return trips * Math.max(1, measureOf(body).nodes);
}

/** True if running all iterations one by one costs no more than checking whether one stands for all. */
export function isCheap(loop: Iteration, trips: number): boolean {
  return effortOf(loop, trips) <= cheap;
}

/**
 * Runs the iterations one by one, contents followed exactly, at most `limit` of them.
 * @param limit undefined if only the condition ends it
 * @param onUnknown what an unknown condition does: `stop` gives up, `continue` trusts the limit
 * @returns undefined if the condition isn't known, sizes depend on what is known only at run time, or it takes too long
 */
export function iterateExactly(
  loop: Iteration,
  limit: number | undefined,
  onUnknown: 'stop' | 'continue',
): Iterated | undefined {
  const { call, body, leading } = loop;
  // One run that may not end a nest, and is forgotten then, would double the runs of all within; each more iteration multiplies them.
  if (limit === undefined && loopsWithin(loop) >= maxNesting) return undefined;
  if (effortOf(loop, limit ?? 1) > maxEffort || (limit ?? 0) > maxIterations || call.effort() > maxTotalEffort)
    return undefined;
  return call.afford(() => {
    const start = call.effort();
    const runs: GraphRun[] = [];
    let carried: readonly Value[] = loop.initial.map(asRuntime);
    while (runs.length !== limit) {
      if (runs.length >= maxIterations || call.effort() - start > maxEffort) return undefined;
      if (carried.some((value) => dependsOnBody(call, value))) return undefined;
      const run = call.body(body, loop.inputs(carried, runs.length));
      runs.push(run);
      carried = carriedOutputs(loop, run);
      const condition = leading === 1 ? truthOf(run.outputs[0]) : true;
      if (condition === false) break;
      if (condition === undefined && onUnknown === 'stop') return undefined;
    }
    const stacked = stackedOutputs(loop, runs.at(-1)).map((_, i) => {
      const each = runs.map((run) => asRuntime(run.outputs[leading + carried.length + i] ?? { kind: 'unknown' }));
      const element = joinAll(each, (hint) => call.fresh(`stacked${i}.${hint}`)) ?? { kind: 'unknown' };
      return { element: outside(call, element, `stacked${i}`), each };
    });
    const finals = carried.map((value, i) => outside(call, value, `out${i}`));
    return { trips: runs.length, carried: finals, stacked, parts: mergeIterations(runs) };
  });
}

/** Runs the body for what is true of every iteration: carried sizes and elements that change are widened until nothing does. */
export function iterateOnce(loop: Iteration): AnyIteration {
  const { call, body, leading } = loop;
  let assumed: readonly Value[] =
    loopsWithin(loop) < maxNesting ? loop.initial.map(asRuntime) : loop.initial.map(() => ({ kind: 'unknown' }));
  let first: readonly Value[] = [];
  for (let round = 0; ; round++) {
    const run = call.attempt(() => {
      const tried = call.body(body, loop.inputs(assumed, undefined));
      const outputs = carriedOutputs(loop, tried);
      if (round === 0) first = outputs;
      const joined = assumed.map((value, i) => widened(call, value, outputs[i] ?? { kind: 'unknown' }, i, round));
      if (joined.every((value, i) => valueText(value) === valueText(assumed[i]))) return tried;
      assumed = joined;
      return undefined;
    });
    if (run !== undefined)
      return { run, assumed, condition: leading === 1 ? truthOf(run.outputs[0]) : undefined, first };
  }
}

function widened(call: Call, before: Value, after: Value, i: number, round: number): Value {
  const joined = joinValues(before, after, (hint) => call.fresh(`carried${i}.${hint}`));
  if (round < contentRounds || valueText(joined) === valueText(before)) return joined;
  return round < maxRounds ? mapSizes(joined, (size) => size) : { kind: 'unknown' };
}

/** One run that stands for every iteration; undefined if iterations may differ, or it is too deep a nest to ask. */
export function settledRun(loop: Iteration): AnyIteration | undefined {
  if (loopsWithin(loop) >= maxNesting) return undefined;
  return loop.call.attempt(() => {
    const any = iterateOnce(loop);
    return isSettled(loop, any) ? any : undefined;
  });
}

/** True if nothing carried changes its type or contents, and nothing inside depends on the iteration. */
function isSettled(loop: Iteration, { run, assumed, condition }: AnyIteration): boolean {
  const { call, leading } = loop;
  if (leading === 1 && condition !== true) return false;
  if (run.coverage.bounded + run.coverage.unknown > 0) return false;
  if (loop.initial.some((value, i) => valueText(asRuntime(value)) !== valueText(assumed[i]))) return false;
  if (Object.values(run.totals).some((figure: Dim) => isInside(call, figure))) return false;
  return stackedOutputs(loop, run).every((value) => !dependsOnBody(call, value) && !mayHaveContents(value));
}

function mayHaveContents(value: Value): boolean {
  if (value.kind !== 'tensor') return true;
  const count = value.shape?.reduce(mul, 1) ?? 0;
  return !isFloat(value.dtype) && isAtLeast(count, maxContent) !== true;
}

/** The result of `trips` iterations that are all like the one that was run. */
export function repeated(loop: Iteration, any: AnyIteration, trips: Dim): Iterated {
  const { call } = loop;
  const outputs = carriedOutputs(loop, any.run);
  const carried = loop.initial.map((initial, i) => {
    const after = outputs[i] ?? ({ kind: 'unknown' } as const);
    return finalValue({ call, trips, i, initial: asRuntime(initial), assumed: any.assumed[i] as Value, after });
  });
  const stacked = stackedOutputs(loop, any.run).map((value, i) => ({ element: outside(call, value, `stacked${i}`) }));
  noteVarying(call, any.run);
  return { trips, carried, stacked, parts: [{ label: 'body', times: trips, run: any.run }] };
}

function noteVarying(call: Call, run: GraphRun): void {
  const names = new Set(Object.values(run.totals).flatMap((figure: Dim) => [...symbolsOf(figure)]));
  const varying = [...names].filter((name) => name.startsWith(`${call.path}.carried`));
  if (varying.length === 0) return;
  call.note({
    code: 'loop-varying-size',
    level: 'warning',
    layer: call.name,
    detail: `its iterations cost differently: ${varying.join(', ')} stands for a size that changes from one to the next`,
  });
}

/** What never running leaves: the initial values, and stacks of nothing. Types come from a run that is forgotten. */
export function neverIterated(loop: Iteration): Iterated {
  const { call, body } = loop;
  let types: readonly Value[] = [];
  try {
    call.attempt(() => {
      types = stackedOutputs(loop, call.body(body, loop.inputs(loop.initial.map(asRuntime), undefined)));
      return undefined;
    });
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'expansion-limit') throw error;
  }
  const count = Math.max(0, body.outputs.length - loop.leading - loop.initial.length);
  const stacked = Array.from({ length: count }, (_, i) => ({
    element: outside(call, types[i] ?? { kind: 'unknown' }, `stacked${i}`),
  }));
  return { trips: 0, carried: loop.initial, stacked, parts: [] };
}

/** What the body gave for the carried values. */
export function carriedOutputs({ initial, leading }: Iteration, run: GraphRun): readonly Value[] {
  return run.outputs.slice(leading, leading + initial.length).map(asRuntime);
}

function stackedOutputs({ initial, leading }: Iteration, run: GraphRun | undefined): readonly Value[] {
  return run?.outputs.slice(leading + initial.length).map(asRuntime) ?? [];
}

interface Carried {
  readonly call: Call;
  readonly trips: Dim;
  readonly i: number;
  readonly initial: Value;
  readonly assumed: Value;
  readonly after: Value;
}

/** A carried value after the last iteration; one that grows by the same size every time has grown `trips` times. */
function finalValue(one: Carried): Value {
  const { call, i, initial, assumed, after } = one;
  if (initial.kind === 'tensor' && assumed.kind === 'tensor' && after.kind === 'tensor') {
    if (assumed.shape === null || after.shape === null || initial.shape === null)
      return { ...assumed, dtype: after.dtype };
    const [from, to] = [initial.shape, after.shape];
    const shape = assumed.shape.map((size, axis) => finalSize(one, from[axis] ?? 0, size, to[axis] ?? 0, `dim${axis}`));
    const same = shape.every((size, axis) => equal(size, to[axis] ?? 0));
    const last = outside(call, after, `out${i}`);
    if (same && isAtLeast(one.trips, 1) === true) return last;
    return same
      ? joinValues(last, assumed, (hint) => call.fresh(`out${i}.${hint}`))
      : { kind: 'tensor', dtype: assumed.dtype, shape };
  }
  if (initial.kind === 'sequence' && assumed.kind === 'sequence' && after.kind === 'sequence') {
    const length = finalSize(one, initial.length, assumed.length, after.length, 'length');
    const element = assumed.element === null ? null : outsideSizes(call, assumed.element, `out${i}.element`);
    return { kind: 'sequence', element, length };
  }
  return outsideSizes(call, assumed, `out${i}`);
}

function finalSize({ call, trips, i }: Carried, initial: Dim, assumed: Dim, after: Dim, hint: string): Dim {
  if (equal(after, assumed) && equal(initial, assumed)) return after;
  const growth = sub(after, assumed);
  if (!isInside(call, growth)) return add(initial, mul(trips, growth));
  if (!isInside(call, after) && (isAtLeast(trips, 1) === true || equal(initial, after))) return after;
  return call.fresh(`out${i}.${hint}`);
}

/** True of a size that the body makes, or that stands for a carried one: its symbol means another number in every iteration. */
export function isInside({ path }: Call, size: Dim): boolean {
  if (typeof size === 'number') return false;
  for (const name of symbolsOf(size)) if (name.startsWith(`${path}/`) || name.startsWith(`${path}.`)) return true;
  return false;
}

/** Elements known one by one describe a sequence fully: what they have in common is only named by the body. */
function dependsOnBody(call: Call, value: Value): boolean {
  if (value.kind === 'sequence' && value.elements !== undefined)
    return value.elements.some((one) => dependsOnBody(call, one));
  let found = false;
  mapSizes(value, (size) => {
    found ||= isInside(call, size);
    return size;
  });
  if (value.kind !== 'tensor' || value.data === undefined) return found;
  return (
    found ||
    value.data.some(
      (scalar) => typeof scalar === 'object' && isInside(call, scalar.kind === 'poly' ? scalar : scalar.numerator),
    )
  );
}

function outside(call: Call, value: Value, name: string): Value {
  return dependsOnBody(call, value) ? outsideSizes(call, value, name) : value;
}

function outsideSizes(call: Call, value: Value, name: string): Value {
  return mapSizes(value, (size, hint) => (isInside(call, size) ? call.fresh(`${name}.${hint}`) : size));
}

/** A bool scalar as true or false; undefined if known only at run time. */
export function truthOf(value: Value | undefined): boolean | undefined {
  const scalar = value?.kind === 'tensor' ? value.data?.[0] : undefined;
  return typeof scalar === 'number' ? scalar !== 0 : undefined;
}
