import type { Value } from '#graph/value.ts';
import type { Node } from '#graph/graph.ts';
import type { State } from './state.ts';
import { spend } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';

/** Node evaluations that one model may cost, bodies and function calls included. */
const maxEvaluations = 4_000_000;
const maxDepth = 128;
/** Axes of a tensor: numpy and torch have at most 64. */
const maxRank = 256;
/** Steps of an evaluation, of a run of a graph, of an evaluation that is repeated, and of each operand. */
const stepsOfNode = 1000;
const stepsOfRun = 6000;
const stepsOfRepeat = 60;
const stepsOfOperand = 15;
/** Steps that a model may take to run iterations one by one, where one run could stand for all: of loops in loops each level multiplies them. */
export const stepsToSpare = 30_000_000;
const effort = 'evaluating its loops, functions and contents';
/** Books the steps of evaluating a node. */
export const spendOnNode = ({ inputs, outputs }: Node): void =>
  spend(stepsOfNode + stepsOfOperand * (inputs.length + outputs.length), effort);

/** Books the steps of a run of so many nodes. */
export const spendOnRun = (nodes: number): void => spend(stepsOfRun + stepsOfRepeat * nodes, effort);

/** Counts one evaluation of a node. @throws Fault `expansion-limit` */
export function countEvaluation(state: State): void {
  spend(stepsOfRepeat, effort);
  if (++state.evaluations <= maxEvaluations) return;
  throw new Fault(
    'expansion-limit',
    `${state.model.path}: evaluating its loops and functions takes more than ${maxEvaluations} nodes`,
    'the file calls itself into explosion; simplify it, or count its parts',
  );
}

/** @throws Fault `structure-limit` for a tensor of more axes than any program takes: every layer would repeat them */
export function checkRank({ model }: State, name: string, value: Value): void {
  if (value.kind !== 'tensor' || value.shape === null || value.shape.length <= maxRank) return;
  throw new Fault(
    'structure-limit',
    `${model.path}: ${name} makes a tensor of ${value.shape.length} axes (limit ${maxRank})`,
    'Flopgate bounds what it keeps of a file: simplify the model',
  );
}

/** Does work one graph deeper. @throws Fault `depth-limit` */
export function deeper<T>(state: State, where: string, work: () => T): T {
  if (++state.depth > maxDepth)
    throw new Fault(
      'depth-limit',
      `${state.model.path}: ${where} nests graphs more than ${maxDepth} deep`,
      'flatten the model before counting it',
    );
  try {
    return work();
  } finally {
    state.depth--;
  }
}
