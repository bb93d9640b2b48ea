import type { Dim } from '#graph/dim.ts';
import type { Finding } from '#graph/finding.ts';
import type { Node } from '#graph/graph.ts';
import type { Layer } from './model-report.ts';
import type { Branches, GraphRun, LayerRun } from './run.ts';
import { isAtLeast, mul } from '#graph/dim.ts';

/** Most layers that a report lists; bodies beyond it stay one line with their totals in the model's. */
const maxLayers = 250_000;

/** The node's own name, or that of its first output. */
export function layerName(node: Node): string {
  return node.name || node.outputs.find((name) => name !== '') || `${node.op}_${node.index}`;
}

/** A run's layers in file order, those of bodies after their node, named by their path. */
export function listLayers(run: GraphRun): readonly Layer[] {
  const layers: Layer[] = [];
  const list = (graph: GraphRun, prefix: string, times: Dim): void => {
    for (const layer of graph.layers) {
      if (layers.length >= maxLayers) return;
      layers.push(layerOf(layer, prefix, times));
      if (layer.branches === undefined) continue;
      const dearest = layer.branches.combine === 'max' ? dearestOf(layer.branches) : undefined;
      layer.branches.parts.forEach((part, i) => {
        const runs = dearest === undefined || dearest === i ? part.times : 0;
        list(part.run, `${prefix}${layer.name}/${part.label}/`, mul(times, runs));
      });
    }
  };
  list(run, '', 1);
  return layers;
}

/** Says where a run has more layers than are listed. */
export function cutLayers(run: GraphRun): readonly Finding[] {
  let left = maxLayers;
  const isCut = ({ size, nested }: GraphRun): boolean => {
    left -= size;
    if (left < 0) return true;
    return nested.some(({ branches }) => branches?.parts.some((part) => isCut(part.run)) === true);
  };
  if (!isCut(run)) return [];
  return [
    {
      code: 'layers-cut',
      level: 'info',
      detail: `only the first ${maxLayers} layers are listed; totals hold all`,
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
