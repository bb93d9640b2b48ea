import type { Dim } from '#graph/dim.ts';
import type { Graph } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ControlRule } from '#count/ops/registry.ts';
import type { GraphRun } from '#count/run.ts';
import { Fault } from '#graph/fault.ts';
import { graphAttr, has } from '#count/ops/call.ts';
import { isInside, truthOf } from './iterate.ts';
import { joinValues } from '#count/ops/movement/join.ts';
import { missing } from '#count/ops/shared/required.ts';
import { choose, not, openTruth } from './truth.ts';

/** Faults by which a body contradicts itself for these inputs, so that running it would fail. */
const contradictions: ReadonlySet<string> = new Set(['shape', 'bad-node', 'bad-attribute']);

/**
 * If: the branch that a known condition takes, and nothing of the other (exporters leave ill-typed dead branches). Of a condition on
 * sizes that symbols leave open each branch counts where its sizes make it run. Else both: outputs have in common what both
 * agree on, the dearer counts. A branch that contradicts itself can't be the one that runs.
 */
export const branch: ControlRule = (call) => {
  if (!has(call, 0)) throw missing(call, 0);
  const condition = truthOf(call.inputs[0]);
  if (condition !== undefined) {
    const label = condition ? 'then' : 'else';
    const run = taken(call, label, call.body(branchOf(call, label), []));
    return { outputs: run.outputs, branches: { combine: 'sum', parts: [{ label, times: 1, run }] } };
  }
  const [then, otherwise] = [tryBranch(call, 'then'), tryBranch(call, 'else')];
  if (then instanceof Fault && otherwise instanceof Fault) throw then;
  if (then instanceof Fault || otherwise instanceof Fault) return only(call, then, otherwise);
  const open = openTruth(call.inputs[0]);
  const outputs = call.node.outputs.map((_, i) => {
    const [a, b] = [then.outputs[i] as Value, otherwise.outputs[i] as Value];
    return joinValues(a, b, (hint, x, y) => eitherSize(call, open, x, y) ?? call.fresh(`out${i}.${hint}`));
  });
  const parts = [
    { label: 'then', times: open ?? 1, run: then },
    { label: 'else', times: open === undefined ? 1 : not(open), run: otherwise },
  ];
  return { outputs, branches: { combine: open === undefined ? 'max' : 'choice', parts } };
};

/**
 * `x` where the condition holds, `y` elsewhere, as far as sizes decide it. What is known only when a branch runs is 0 if another
 * runs: beside an empty output the size is its name.
 */
function eitherSize(call: Call, open: Dim | undefined, x: Dim, y: Dim): Dim | undefined {
  if (x === 0 && isInside(call, y)) return y;
  if (y === 0 && isInside(call, x)) return x;
  return open === undefined || isInside(call, x) || isInside(call, y) ? undefined : choose(open, x, y);
}

function only(call: Call, then: GraphRun | Fault, otherwise: GraphRun | Fault): ReturnType<ControlRule> {
  const [label, run, fault] =
    then instanceof Fault ? ['else', otherwise as GraphRun, then] : ['then', then, otherwise as Fault];
  call.note({
    code: 'impossible-branch',
    level: 'warning',
    layer: call.name,
    detail: `only its ${label} branch can run, the other contradicts itself: ${fault.message}`,
  });
  return { outputs: run.outputs, branches: { combine: 'sum', parts: [{ label, times: 1, run }] } };
}

function branchOf(call: Call, label: string): Graph {
  const graph = graphAttr(call, `${label}_branch`);
  if (graph !== undefined) return graph;
  throw new Fault(
    'bad-node',
    `${call.name}: ${call.node.op} has no ${label}_branch`,
    'the node is not valid ONNX: export the model again, or run onnx.checker on it',
  );
}

function tryBranch(call: Call, label: string): GraphRun | Fault {
  const graph = branchOf(call, label);
  try {
    return call.attempt(() => taken(call, label, call.body(graph, []))) as GraphRun;
  } catch (error) {
    if (error instanceof Fault && contradictions.has(error.code)) return error;
    throw error;
  }
}

function taken(call: Call, label: string, run: GraphRun): GraphRun {
  if (run.outputs.length >= call.node.outputs.length) return run;
  throw new Fault(
    'bad-node',
    `${call.name}: its ${label}_branch gives ${run.outputs.length} of ${call.node.outputs.length} outputs`,
    'the node is not valid ONNX: export the model again, or run onnx.checker on it',
  );
}
