import type { Call } from '#count/ops/call.ts';
import type { Evaluated } from './evaluated.ts';
import type { GraphRun } from '#count/run.ts';
import type { State } from './state.ts';
import { Fault } from '#graph/fault.ts';
import { checkpoint, note } from './state.ts';

/** A run, or the Fault that it ended in. */
type Tried = { readonly run: GraphRun } | { readonly fault: Fault };

/** What came of one reading of a node: its run, or why it has none; then nothing of it stays booked. */
export function tried(state: State, work: () => GraphRun): Tried {
  const undo = checkpoint(state);
  try {
    return { run: work() };
  } catch (error) {
    if (!(error instanceof Fault) || error.code === 'expansion-limit') throw error;
    undo();
    return { fault: error };
  }
}

/**
 * A node whose name is an operator's and a model-local function's. ONNX leaves it to the runtime which of them runs; onnxruntime
 * runs its operator in every domain. So the dearer counts, figure by figure, as a lower bound, and what follows gets the
 * operator's outputs.
 * @throws Fault the operator's, where neither runs
 */
export function dearerOf(state: State, call: Call, operator: Tried, body: Tried): Evaluated {
  const { node } = call;
  if ('fault' in operator && 'fault' in body) throw operator.fault;
  const label = `${node.domain === '' ? 'ai.onnx' : node.domain}::${node.op}`;
  note(state, {
    code: 'shadowed-operator',
    level: 'lower-bound',
    detail: `the model defines a function named as the operator ${label}; runtimes differ in which of them they run, so the dearer is counted`,
  });
  const runs = [
    ...('run' in operator ? [{ label: node.op, times: 1, run: operator.run }] : []),
    ...('run' in body ? [{ label: 'function', times: 1, run: body.run }] : []),
  ];
  const first = 'run' in operator ? named(call, operator.run) : [];
  const second = 'run' in body ? body.run.outputs : [];
  const outputs = node.outputs.map((_, i) => {
    const value = first[i];
    return value === undefined || value.kind === 'unknown' ? second[i] : value;
  });
  return { outputs, row: undefined, branches: { combine: 'max', parts: runs }, isOpen: true };
}

/** The outputs by position, those without a name left open. */
function named({ node }: Call, run: GraphRun): readonly (GraphRun['outputs'][number] | undefined)[] {
  let at = 0;
  return node.outputs.map((name) => (name === '' ? undefined : run.outputs[at++]));
}
