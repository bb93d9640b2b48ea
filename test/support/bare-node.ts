import type { Node } from '#graph/graph.ts';

/** A node of which only the wires matter. */
export const bareNode = (index: number, inputs: readonly string[], outputs: readonly string[]): Node => ({
  name: `n${index}`,
  op: 'Add',
  domain: '',
  overload: '',
  inputs,
  outputs,
  attrs: new Map(),
  index,
});
