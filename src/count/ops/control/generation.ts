import type { Dim } from '#graph/dim.ts';
import type { Graph } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Call } from '#count/ops/call.ts';
import type { ControlRule, ShapeRule } from '#count/ops/registry.ts';
import type { Branches } from '#count/run.ts';
import { constantOf, format, max, sub, substitute, symbolsOf } from '#graph/dim.ts';
import { graphAttr, shapeAt } from '#count/ops/call.ts';
import { mapSizes } from '#count/ops/movement/join.ts';
import { sizeAt } from '#count/ops/attention/lengths.ts';
import { badBody } from './loop.ts';

/**
 * Text generation: an encoder and a first decoder run once, the decoder as often as tokens are generated (the symbol
 * `LAYER.trips`). Sizes that the bodies declare by name are symbols `LAYER.decoder.NAME`: the length of the past, say, stands for
 * one that grows.
 */
export function generation(shape: ShapeRule): ControlRule {
  return (call) => {
    const decoder = graphAttr(call, 'decoder');
    if (decoder === undefined) throw badBody(call, 'lacks its decoder');
    const once = ['encoder', 'init_decoder'].flatMap((label) => {
      const graph = graphAttr(call, label);
      return graph === undefined ? [] : [part(call, label, graph, 1)];
    });
    const parts = [...once, part(call, 'decoder', decoder, stepsOf(call))];
    return { outputs: shape(call), branches: { combine: 'sum', parts } };
  };
}

function part(call: Call, label: string, graph: Graph, times: Dim): Branches['parts'][number] {
  return {
    label,
    times,
    run: call.body(
      graph,
      graph.inputs.map(({ type }) => declared(call, label, type)),
    ),
  };
}

/** A declared type, its named sizes as sizes of this layer. */
function declared(call: Call, label: string, type: Value): Value {
  return mapSizes(type, (size) => {
    if (typeof size === 'number') return size;
    return substitute(size, new Map([...symbolsOf(size)].map((name) => [name, call.fresh(`${label}.${name}`)])));
  });
}

function stepsOf(call: Call): Dim {
  const steps = call.fresh('trips');
  if (constantOf(steps) !== undefined) return steps;
  const [longest, prompt] = [sizeAt(call, 1), shapeAt(call, 0)?.[1]];
  const most =
    longest === undefined || prompt === undefined ? '' : ` (at most ${format(max(0, sub(longest, prompt)))})`;
  call.note({
    code: 'unknown-trip-count',
    level: 'warning',
    layer: call.name,
    detail: `how many tokens it generates is known only at run time${most}: give it with --dim "${format(steps)}=N", or read the formulas`,
  });
  return steps;
}
