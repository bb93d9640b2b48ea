import type { Dim } from '#graph/dim.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ControlRule } from '#count/ops/registry.ts';
import type { GraphRun } from '#count/run.ts';
import { agreed } from '#count/ops/shared/agree.ts';
import { asRuntime } from '#count/ops/movement/join.ts';
import { badBody, bodyOf } from './loop.ts';
import { mergeIterations } from './merge-iterations.ts';
import { sequenceOf } from '#count/ops/sequence/sequence.ts';
import { valueText } from '#count/engine/memo.ts';

/** Body runs up to which elements are mapped one by one. */
const maxRuns = 1024;

/**
 * SequenceMap: a body for every element of the sequences among its inputs (others are given whole); elements of one type share
 * a run. Elements that aren't known one by one share one run, as often as the sequence is long.
 */
export const sequenceMap: ControlRule = (call) => {
  const body = bodyOf(call);
  const inputs = call.inputs.map((value): Value => value ?? { kind: 'unknown' });
  if (body.inputs.length !== inputs.length)
    throw badBody(call, `takes ${body.inputs.length} inputs of ${inputs.length}`);
  const length = lengthOf(call, inputs);
  const each = elementwise(inputs, length);
  if (each === undefined) return mapAll(call, inputs, length);
  const known = new Map<string, GraphRun>();
  const runs = each.map((values) => {
    const key = values.map(valueText).join('|');
    const run = known.get(key) ?? call.body(body, values);
    known.set(key, run);
    return run;
  });
  const empty = runs.length === 0 ? typesOf(call, inputs) : [];
  const outputs = body.outputs.map((_, i) =>
    sequenceOf(
      call,
      runs.map((run): Value => asRuntime(run.outputs[i] ?? { kind: 'unknown' })),
      empty[i] ?? null,
    ),
  );
  return { outputs, branches: { combine: 'sum', parts: mergeIterations(runs) } };
};

function lengthOf(call: Call, inputs: readonly Value[]): Dim {
  let length: Dim | undefined;
  for (const value of inputs) {
    if (value.kind !== 'sequence') continue;
    length =
      length === undefined ? value.length : agreed(call, length, value.length, 'lengths of the sequences differ');
  }
  return length ?? call.fresh('length');
}

/** Inputs of the body for every element; undefined if they aren't known one by one. */
function elementwise(inputs: readonly Value[], length: Dim): readonly (readonly Value[])[] | undefined {
  if (typeof length !== 'number' || length > maxRuns) return undefined;
  if (inputs.some((value) => value.kind === 'sequence' && value.elements === undefined)) return undefined;
  return Array.from({ length }, (_, k) =>
    inputs.map((value): Value => (value.kind === 'sequence' ? (value.elements?.[k] ?? { kind: 'unknown' }) : value)),
  );
}

const commonTypes = (inputs: readonly Value[]): readonly Value[] =>
  inputs.map((value): Value => (value.kind === 'sequence' ? (value.element ?? { kind: 'unknown' }) : value));

function mapAll(call: Call, inputs: readonly Value[], length: Dim): ReturnType<ControlRule> {
  const run = call.body(bodyOf(call), commonTypes(inputs));
  const outputs = run.outputs.map((value): Value => ({ kind: 'sequence', element: asRuntime(value), length }));
  return { outputs, branches: { combine: 'sum', parts: [{ label: 'body', times: length, run }] } };
}

/** Types of the outputs for an empty sequence, from a run that is forgotten. */
function typesOf(call: Call, inputs: readonly Value[]): readonly Value[] {
  let types: readonly Value[] = [];
  call.attempt(() => {
    types = call.body(bodyOf(call), commonTypes(inputs)).outputs.map(asRuntime);
    return undefined;
  });
  return types;
}
