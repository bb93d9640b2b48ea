import type { Dim } from '#graph/dim.ts';
import type { Graph } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ControlRule } from '#count/ops/registry.ts';
import type { AnyIteration, Iterated, Iteration } from './iterate.ts';
import { constantOf, format, isAtLeast, isNonNegative, max, min, mul } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { graphAttr, has, isDim, known, tensor, tensorAt } from '#count/ops/call.ts';
import {
  isCheap,
  iterateExactly,
  iterateOnce,
  loopsWithin,
  maxNesting,
  neverIterated,
  repeated,
  settledRun,
  truthOf,
} from './iterate.ts';
import { stackTensors } from '#count/ops/movement/stack.ts';
import { openTruth } from './truth.ts';
import { countedTrips } from './while.ts';

/** Trip counts from which on only the condition ends a loop (exporters write 2^63 − 1 for "while"). */
const endless = 2n ** 31n - 1n;

/** Loops inside one another, within a body, up to which its counters are looked for: that takes some more runs of all of them. */
const maxCounted = 2;

/** How often a Loop runs at most, as far as its inputs say. */
interface Limits {
  /** Undefined if no trip count is given, or it is beyond any; `unknown` if known only at run time. */
  readonly limit: Dim | undefined | 'unknown';
  /** The initial condition, 1 or 0 at whatever sizes; 1 if omitted, undefined if known only at run time. */
  readonly start: Dim | undefined;
}

/**
 * Loop: a body as often as the trip count and the condition say. Few iterations are run one by one, so that sizes that grow and
 * contents that change are exact; else one run stands for all, carried sizes that change widened to symbols. A condition that compares
 * a counter with a size gives the trip count as a formula; an unknown one is the symbol `LAYER.trips`.
 */
export const loop: ControlRule = (call) => {
  const iteration = iterationOf(call);
  const result = iterate(call, iteration, limitsOf(call));
  const stacked = result.stacked.map(({ element, each }) =>
    stackTensors(call, element, each, { length: result.trips, axis: 0 }),
  );
  return { outputs: [...result.carried, ...stacked], branches: { combine: 'sum', parts: result.parts } };
};

function iterationOf(call: Call): Iteration {
  const body = bodyOf(call);
  const initial = call.inputs.slice(2).map((value): Value => value ?? { kind: 'unknown' });
  if (body.inputs.length !== initial.length + 2 || body.outputs.length < initial.length + 1) {
    throw badBody(
      call,
      `takes ${body.inputs.length} inputs and gives ${body.outputs.length} outputs for ${initial.length} carried values`,
    );
  }
  return { call, body, initial, leading: 1, inputs: bodyInputs };
}

/** Iteration number, condition (true wherever the body runs), carried values. */
const bodyInputs: Iteration['inputs'] = (carried, k) => [
  k === undefined ? tensor('i64', []) : known('i64', [], [k]),
  known('bool', [], [1]),
  ...carried,
];

/** @throws Fault `bad-node` if there is none */
export function bodyOf(call: Call): Graph {
  const body = graphAttr(call, 'body');
  if (body === undefined) throw badBody(call, 'is missing');
  return body;
}

/** The fault of a body that doesn't fit its node. */
export function badBody(call: Call, what: string): Fault {
  return new Fault(
    'bad-node',
    `${call.name}: the body of ${call.node.op} ${what}`,
    'the node is not valid ONNX: export the model again, or run onnx.checker on it',
  );
}

function limitsOf(call: Call): Limits {
  return { limit: limitOf(call), start: has(call, 1) ? startOf(call.inputs[1]) : 1 };
}

function startOf(condition: Value | undefined): Dim | undefined {
  const truth = truthOf(condition);
  return truth === undefined ? openTruth(condition) : truth ? 1 : 0;
}

function limitOf(call: Call): Limits['limit'] {
  if (!has(call, 0)) return undefined;
  const count = tensorAt(call, 0)?.data?.[0];
  if (!isDim(count)) return 'unknown';
  const constant = constantOf(count);
  if (constant !== undefined && constant >= endless) return undefined;
  return isNonNegative(count) ? count : max(count, 0);
}

function iterate(call: Call, iteration: Iteration, limits: Limits): Iterated {
  const { limit, start } = limits;
  if (limit === 0 || start === 0) return neverIterated(iteration);
  if (limit !== 'unknown' && start === 1) {
    if (typeof limit === 'number' && !isCheap(iteration, limit)) {
      const any = settledRun(iteration);
      if (any !== undefined) return repeated(iteration, any, limit);
    }
    const exact =
      limit === undefined || typeof limit === 'number' ? iterateExactly(iteration, limit, 'stop') : undefined;
    if (exact !== undefined) return exact;
  }
  const formula = formulaOf(iteration, limits);
  if (formula !== undefined) return formula;
  const trips = toldTrips(call, limit);
  if (trips === 0) return neverIterated(iteration);
  const exact = typeof trips === 'number' ? iterateExactly(iteration, trips, 'continue') : undefined;
  return exact ?? repeated(iteration, iterateOnce(iteration), trips);
}

/** The iterations of a loop whose trip count is a formula of sizes; undefined if known only at run time. */
function formulaOf(iteration: Iteration, { limit, start }: Limits): Iterated | undefined {
  if (limit === 'unknown' || start === undefined) return undefined;
  const { call } = iteration;
  const depth = loopsWithin(iteration);
  if (depth >= maxNesting) return undefined;
  let any: AnyIteration | undefined;
  const plain = call.attempt(() => {
    any = iterateOnce(iteration);
    if (any.condition === undefined) return undefined;
    const trips = any.condition ? limit : limit === undefined || isAtLeast(limit, 1) === true ? 1 : min(1, limit);
    return trips === undefined ? undefined : repeated(iteration, any, mul(start, trips));
  });
  if (any === undefined || any.condition !== undefined) return plain;
  if (depth > maxCounted) return undefined;
  const counted = countedTrips(iteration, any, limit, start);
  return counted && withFinals(repeated(iteration, counted.any, counted.trips), counted.finals);
}

/** Counters are known after the last iteration too. */
function withFinals(iterated: Iterated, finals: ReadonlyMap<number, Value>): Iterated {
  return { ...iterated, carried: iterated.carried.map((value, i) => finals.get(i) ?? value) };
}

/** The trip count that the caller gave, at most the limit; else a symbol, with a finding. */
function toldTrips(call: Call, limit: Limits['limit']): Dim {
  const trips = call.fresh('trips');
  if (constantOf(trips) !== undefined) return typeof limit === 'number' ? min(trips, limit) : trips;
  const most = limit === undefined || limit === 'unknown' ? '' : ` (at most ${format(limit)})`;
  call.note({
    code: 'unknown-trip-count',
    level: 'warning',
    layer: call.name,
    detail: `how often its body runs is known only at run time${most}: give it with --dim "${format(trips)}=N", or read the formulas`,
  });
  return trips;
}
