import type { Dim } from '#graph/dim.ts';
import type { Finding } from '#graph/finding.ts';
import type { Node } from '#graph/graph.ts';
import type { Layer } from '#count/model-report.ts';
import type { Branches, GraphRun, LayerRun } from '#count/run.ts';
import { isAtLeast, mul } from '#graph/dim.ts';

/** Layers, and characters in the names of those of bodies, up to which all are listed; nodes of the main graph always are. */
const maxLayers = 100_000;
const maxNames = 16_000_000;
/** Most layers listed of bodies. */
const cut = { layers: 20_000, names: 4_000_000 };

/** The node's own name, or that of its first output. */
export function layerName(node: Node): string {
  return node.name || node.outputs.find((name) => name !== '') || `${node.op}_${node.index}`;
}

/** The layers that are listed one by one. */
export interface Listing {
  /** In file order, those of bodies after their node, named by their path. */
  readonly layers: readonly Layer[];
  /** Layers that aren't listed; totals hold them. */
  readonly omitted: bigint;
}

/** How much a run has to list. */
interface Extent {
  readonly layers: bigint;
  /** Characters of the names, those of main graphs without their path. */
  readonly names: bigint;
}

/** True if a run has too many layers to list them all. */
export function isCut(run: GraphRun): boolean {
  const { layers, names } = extentOf(run);
  return layers > BigInt(maxLayers) || names - BigInt(run.names) > BigInt(maxNames);
}

/** Lists every node of the main graph, and the bodies as far as there aren't too many of them. */
export function listLayers(run: GraphRun): Listing {
  const layers: Layer[] = [];
  const left = isCut(run) ? { ...cut } : { layers: Infinity, names: Infinity };
  const listBodies = ({ name, branches }: LayerRun, prefix: string, times: Dim): void => {
    if (branches === undefined) return;
    const dearest = branches.combine === 'max' ? dearestOf(branches) : undefined;
    for (const [i, part] of branches.parts.entries()) {
      const runs = dearest === undefined || dearest === i ? part.times : 0;
      if (left.layers > 0 && left.names > 0) listBody(part.run, `${prefix}${name}/${part.label}/`, mul(times, runs));
    }
  };
  const listBody = (graph: GraphRun, prefix: string, times: Dim): void => {
    for (const layer of graph.layers) {
      left.layers -= 1;
      left.names -= prefix.length + textOf(layer.node);
      if (left.layers < 0 || left.names < 0) return;
      layers.push(layerOf(layer, prefix, times));
      listBodies(layer, prefix, times);
    }
  };
  for (const layer of run.layers) {
    layers.push(layerOf(layer, '', 1));
    listBodies(layer, '', 1);
  }
  return { layers, omitted: extentOf(run).layers - BigInt(layers.length) };
}

/** Characters in the names of a node and of what it makes. */
export function textOf(node: Node): number {
  let text = layerName(node).length;
  for (let i = 0; i < node.outputs.length; i++) text += (node.outputs[i] as string).length;
  return text;
}

/** All of a run, that of bodies included; what calls share is counted as often as it is called. */
function extentOf(run: GraphRun): Extent {
  const known = new Map<GraphRun, Extent>();
  const of = (graph: GraphRun): Extent => {
    const before = known.get(graph);
    if (before !== undefined) return before;
    let [layers, names] = [BigInt(graph.size), BigInt(graph.names)];
    for (const { name, branches } of graph.nested) {
      for (const part of branches?.parts ?? []) {
        const body = of(part.run);
        layers += body.layers;
        names += body.names + body.layers * BigInt(name.length + part.label.length + 2);
      }
    }
    const extent = { layers, names };
    known.set(graph, extent);
    return extent;
  };
  return of(run);
}

/** Says where a run has more layers than are listed. */
export function cutLayers({ layers, omitted }: Listing): readonly Finding[] {
  if (omitted === 0n) return [];
  return [
    {
      code: 'layers-cut',
      level: 'warning',
      detail: `only ${layers.length} layers are listed, ${omitted} more of functions and bodies are left out; totals hold all`,
    },
  ];
}

function layerOf(layer: LayerRun, prefix: string, times: Dim): Layer {
  const { node, figures } = layer;
  return {
    name: prefix + layer.name,
    op: node.op,
    domain: node.domain,
    macs: figures.macs,
    elementwise: figures.elementwise,
    transcendentals: figures.transcendentals,
    effectiveMacs: figures.effectiveMacs,
    denseMacs: figures.denseMacs,
    bitOps: figures.bitOps,
    movedBytes: figures.movedBytes,
    params: layer.params,
    times,
    status: layer.status,
    inputs: node.inputs,
    outputs: node.outputs.map((name, i) => ({ name, value: layer.outputs[i] })),
    node,
    inputValues: layer.inputs,
  };
}

/** Index of the branch with the most MACs (then elementwise operations); the first where symbols leave it open. */
function dearestOf({ parts }: Branches): number {
  let best = 0;
  parts.forEach(({ run }, i) => {
    const top = parts[best]?.run.totals;
    if (top === undefined || i === best) return;
    const more = isAtLeast(top.macs, run.totals.macs) === false;
    const equalMacs = isAtLeast(top.macs, run.totals.macs) === true && isAtLeast(run.totals.macs, top.macs) === true;
    if (more || (equalMacs && isAtLeast(top.elementwise, run.totals.elementwise) === false)) best = i;
  });
  return best;
}
