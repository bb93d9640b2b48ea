import type { Node } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { Cost } from '#count/ops/cost.ts';
import type { Fixed } from './fixed.ts';
import type { OpRow } from '#count/ops/registry.ts';
import type { Slot } from './outcome.ts';
import type { Repeats } from './repeats.ts';
import type { Branches, LayerRun } from '#count/run.ts';
import type { State } from './state.ts';
import { free, unknownCost } from '#count/ops/cost.ts';
import { figuresOf, noFigures } from './figures.ts';
import { sizeMakers } from './fixed.ts';
import { classOf } from './repeats.ts';
import { bytesOfValue } from '#count/ops/sizes.ts';
import { note } from './state.ts';
import { substituted } from '#count/substituted.ts';

/** What a node's row, or its function's run, made of it. */
export interface Evaluated {
  readonly outputs: readonly (Value | undefined)[];
  readonly row: OpRow | undefined;
  readonly branches?: Branches;
  /** True if it is open which of the branches runs, or in which meaning. */
  readonly isOpen?: true;
}

/** What the file declares of a value, in the sizes that the count is bound to. */
export function claimed({ bindings }: State, declared: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const value = declared.get(name);
  return value === undefined || bindings.sizes.size === 0 ? value : substituted(value, bindings.sizes);
}

/** Undefined of a node that the file or the sizes alone decide: folded, it costs nothing. */
export function costOf(
  node: Node,
  call: Call,
  outputs: readonly (Value | undefined)[],
  { branches, row }: Evaluated,
  fixed: Fixed,
): Cost | undefined {
  if (fixed !== 'input' && !sizeMakers.has(node.op) && branches === undefined && row !== undefined) return undefined;
  return row?.cost?.(call, outputs) ?? (branches === undefined ? unknownCost : free);
}

/** Books what the node costs and uses, and whether that is a lower bound. */
export function layerOf(
  state: State,
  call: Call,
  outputs: readonly (Value | undefined)[],
  { branches, row, isOpen }: Evaluated,
  cost: Cost | undefined,
  dead: boolean,
): LayerRun {
  const { name, node, inputs } = call;
  if (cost === undefined)
    return { name, node, inputs, outputs, figures: noFigures, params: 0, isView: false, status: 'constant' };
  const params = dead ? 0 : state.weights.use(inputs, node, cost);
  const figures = branches === undefined || row?.cost !== undefined ? figuresOf(call, outputs, cost) : noFigures;
  const status =
    row === undefined && branches === undefined
      ? 'unknown'
      : cost.lowerBound === true || isOpen === true
        ? 'lower-bound'
        : 'exact';
  if (status === 'lower-bound' && cost.lowerBound === true) {
    const code = [...call.inputs, ...outputs].some(
      (value) => value?.kind === 'unknown' || (value?.kind === 'tensor' && value.shape === null),
    )
      ? 'unknown-shape'
      : 'unknown-cost';
    note(state, {
      code,
      level: 'lower-bound',
      layer: call.name,
      detail: `${node.op}: its cost doesn't follow from what is known of its inputs; the total is a lower bound`,
    });
  }
  const layer = { name, node, inputs, outputs, figures, params, isView: cost.view === true, status } as const;
  return branches === undefined ? layer : { ...layer, branches };
}

/**
 * Keeps what the layer says about all that equal it, unless an output isn't a tensor or holds the weights of this one; a constant
 * made of others gets the weights of its own inputs, whatever the rule left in it.
 */
export function keepOutcome(
  repeats: Repeats,
  slot: Slot,
  evaluated: Evaluated,
  fixed: Fixed,
  cost: Cost | undefined,
  layer: LayerRun,
): void {
  if (evaluated.branches !== undefined) return;
  const outputs = fixed === 'file' ? evaluated.outputs : layer.outputs;
  const isReplaced = fixed === 'file' && layer.inputs.length > 0;
  for (let i = 0; i < layer.outputs.length; i++) {
    const value = outputs[i];
    if (value?.kind !== 'tensor' || layer.node.outputs[i] === '') return;
    if (value.weights !== undefined && !isReplaced) return;
  }
  const classes = layer.outputs.map((value) => (value === undefined ? 0 : classOf(repeats, value)));
  const bytes = layer.outputs.map((value) => bytesOfValue(value) ?? 0);
  const usesWeights = layer.inputs.some((value) => value?.kind === 'tensor' && value.weights !== undefined);
  slot.outcome = { outputs, fixed, cost, layer, classes, bytes, usesWeights, index: repeats.outcomes.length };
  repeats.outcomes.push(slot.outcome);
}
