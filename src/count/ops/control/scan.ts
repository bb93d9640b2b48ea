import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ControlRule } from '#count/ops/registry.ts';
import type { Iterated, Iteration } from './iterate.ts';
import { mul } from '#graph/dim.ts';
import { intAttr, intsAttr, shapeFault, tensor } from '#count/ops/call.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { normalAxis } from '#count/ops/shared/axes.ts';
import { isCheap, iterateExactly, iterateOnce, neverIterated, repeated, settledRun } from './iterate.ts';
import { badBody, bodyOf } from './loop.ts';
import { movedFrom, regrid } from '#count/ops/movement/move.ts';
import { stackTensors } from '#count/ops/movement/stack.ts';

/** A Scan's inputs sorted out. */
interface Scan {
  readonly iteration: Iteration;
  readonly length: Dim;
}

/**
 * Scan from version 9 on: a body for every position along an axis of the scanned inputs; its further outputs are stacked along
 * `scan_output_axes`.
 */
export const scan: ControlRule = (call) => {
  const count = scannedCount(call, call.inputs.length);
  const states = call.inputs.slice(0, call.inputs.length - count).map(orUnknown);
  const scanned = call.inputs.slice(call.inputs.length - count).map(orUnknown);
  const axes = intsAttr(call, 'scan_input_axes') ?? scanned.map(() => 0);
  const { iteration, length } = scanOf(call, states, scanned, axes);
  const result = iterate(iteration, length);
  const outputAxes = intsAttr(call, 'scan_output_axes') ?? [];
  const backward = intsAttr(call, 'scan_output_directions') ?? [];
  const stacked = result.stacked.map(({ element, each }, i) =>
    stackTensors(call, element, backward[i] === 1 ? each?.toReversed() : each, { length, axis: outputAxes[i] ?? 0 }),
  );
  return { outputs: [...result.carried, ...stacked], branches: { combine: 'sum', parts: result.parts } };
};

/**
 * Scan of version 8: a batch axis before everything, the scanned axis after it; every batch element is scanned on its own. Lengths in
 * input 0 don't count: positions beyond them are padding.
 */
export const batchedScan: ControlRule = (call) => {
  const values = call.inputs.slice(1).map(orUnknown);
  const count = scannedCount(call, values.length);
  const batch = values.reduce<Dim>(
    (size, value) => {
      const first = value.kind === 'tensor' ? value.shape?.[0] : undefined;
      return first === undefined ? size : agreed(call, size, first, 'batch sizes differ');
    },
    firstSize(call, values),
  );
  const states = values.slice(0, values.length - count).map(withoutFirst);
  const scanned = values.slice(values.length - count).map(withoutFirst);
  const { iteration, length } = scanOf(
    call,
    states,
    scanned,
    scanned.map(() => 0),
  );
  const result =
    length === 0 || batch === 0 ? neverIterated(iteration) : repeated(iteration, iterateOnce(iteration), length);
  const outputs = [
    ...result.carried,
    ...result.stacked.map(({ element }) => stackTensors(call, element, undefined, { length, axis: 0 })),
  ].map((value) => stackTensors(call, value, undefined, { length: batch, axis: 0 }));
  const parts = result.parts.map((part) => ({ ...part, times: mul(part.times, batch) }));
  return { outputs, branches: { combine: 'sum', parts } };
};

const orUnknown = (value: Value | undefined): Value => value ?? { kind: 'unknown' };

function firstSize(call: Call, values: readonly Value[]): Dim {
  for (const value of values) if (value.kind === 'tensor' && value.shape?.[0] !== undefined) return value.shape[0];
  return call.fresh('batch');
}

function withoutFirst(value: Value): Value {
  return value.kind === 'tensor' ? { kind: 'tensor', dtype: value.dtype, shape: value.shape?.slice(1) ?? null } : value;
}

function scannedCount(call: Call, given: number): number {
  const count = intAttr(call, 'num_scan_inputs');
  if (count === undefined || count < 1 || count > given)
    throw badBody(call, `can't scan ${count ?? 'an unknown number'} of ${given} inputs`);
  return count;
}

function scanOf(call: Call, initial: readonly Value[], scanned: readonly Value[], axes: readonly number[]): Scan {
  const body = bodyOf(call);
  if (body.inputs.length !== initial.length + scanned.length || body.outputs.length < initial.length) {
    throw badBody(
      call,
      `takes ${body.inputs.length} inputs for ${initial.length} states and ${scanned.length} scanned inputs`,
    );
  }
  const directions = intsAttr(call, call.version < 9 ? 'directions' : 'scan_input_directions') ?? [];
  const length = lengthOf(call, scanned, axes);
  const inputs: Iteration['inputs'] = (carried, k) => [
    ...carried,
    ...scanned.map((value, i) => {
      const known = typeof k === 'number' ? k : undefined;
      const at = known !== undefined && directions[i] === 1 && typeof length === 'number' ? length - 1 - known : known;
      return slice(call, value, axes[i] ?? 0, at);
    }),
  ];
  return { iteration: { call, body, initial, leading: 0, inputs }, length };
}

function lengthOf(call: Call, scanned: readonly Value[], axes: readonly number[]): Dim {
  let length: Dim | undefined;
  scanned.forEach((value, i) => {
    if (value.kind !== 'tensor' || value.shape === null) return;
    if (value.shape.length === 0) throw shapeFault(call, 'a scalar has no axis to scan');
    const size = value.shape[normalAxis(call, axes[i] ?? 0, value.shape.length)] as Dim;
    length = length === undefined ? size : agreed(call, length, size, 'lengths of the scanned inputs differ');
  });
  return length ?? call.fresh('length');
}

/** Position `k` along an axis; any position if `k` is undefined. */
function slice(call: Call, value: Value, axis: number, k: number | undefined): Value {
  if (value.kind !== 'tensor') return value;
  if (value.shape === null) return tensor(value.dtype, null);
  const at = normalAxis(call, axis, value.shape.length);
  const thin = value.shape.map((size, i) => (i === at ? 1 : size));
  const content = k === undefined ? undefined : regrid(value, thin, (i, x) => (i === at ? k : x));
  return movedFrom(value, thin.toSpliced(at, 1), content);
}

function iterate(iteration: Iteration, length: Dim): Iterated {
  if (length === 0) return neverIterated(iteration);
  const settled = typeof length === 'number' && isCheap(iteration, length) ? undefined : settledRun(iteration);
  if (settled !== undefined) return repeated(iteration, settled, length);
  const exact = typeof length === 'number' ? iterateExactly(iteration, length, 'continue') : undefined;
  return exact ?? repeated(iteration, iterateOnce(iteration), length);
}
