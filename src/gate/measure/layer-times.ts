import type { Profile } from '#bench/profile.ts';
import type { Layer, ModelReport } from '#count/model-report.ts';
import type { LayerTime } from '#report/bench-entry.ts';
import { constantOf, mul } from '#graph/dim.ts';

/**
 * Attributes a profile to the file's nodes. The runtime names a kernel after the node, or the tensor, that it was made
 * from (`fused /fc`, `/relu_out_nchwc`); a node that it fused away belongs to the kernel that its result flows into.
 */
export function layerTimes({ nodes }: Profile, { layers }: ModelReport): readonly LayerTime[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const byTensor = new Map(layers.flatMap((layer) => layer.outputs.map(({ name }) => [name, layer] as const)));
  const owners = new Map<Layer, number>();
  for (const [i, { name }] of nodes.entries()) {
    const layer = layerOf(name, byName, byTensor);
    if (layer !== undefined && !owners.has(layer)) owners.set(layer, i);
  }
  const groups = nodes.map((): Layer[] => []);
  const flow = flowOf(layers, byTensor);
  for (const layer of layers) {
    const owner = owners.get(layer) ?? (isWork(layer) ? ownerOf(layer, owners, flow) : undefined);
    if (owner !== undefined) groups[owner]?.push(layer);
  }
  return nodes.map((node, i) => {
    const group = (groups[i] ?? []).toSorted((a, b) => Number(isWork(b)) - Number(isWork(a)));
    return { ...node, layers: group.map(({ name }) => name), macs: group.length === 0 ? null : macsOf(group) };
  });
}

/** Nodes that cost multiply–accumulates; the others may run on any device. */
const isWork = ({ macs }: Layer): boolean => macs !== 0;

const suffixes = /(?:_nchwc|_token_\d+|\/\w*Fusion\/?)+$/;

function layerOf(
  name: string,
  byName: ReadonlyMap<string, Layer>,
  byTensor: ReadonlyMap<string, Layer>,
): Layer | undefined {
  const plain = name.replace(/^fused /, '');
  const bare = plain.replace(suffixes, '');
  return byName.get(plain) ?? byName.get(bare) ?? byTensor.get(bare);
}

interface Flow {
  readonly after: ReadonlyMap<Layer, readonly Layer[]>;
  readonly before: ReadonlyMap<Layer, readonly Layer[]>;
}

function flowOf(layers: readonly Layer[], byTensor: ReadonlyMap<string, Layer>): Flow {
  const after = new Map<Layer, Layer[]>();
  const before = new Map<Layer, Layer[]>();
  for (const layer of layers) {
    for (const input of layer.inputs) {
      const maker = byTensor.get(input);
      if (maker === undefined || maker === layer) continue;
      after.set(maker, [...(after.get(maker) ?? []), layer]);
      before.set(layer, [...(before.get(layer) ?? []), maker]);
    }
  }
  return { after, before };
}

const MAX_STEPS = 64;

/** The nearest kernel downstream, else upstream. */
function ownerOf(layer: Layer, owners: ReadonlyMap<Layer, number>, { after, before }: Flow): number | undefined {
  return nearest(layer, owners, after) ?? nearest(layer, owners, before);
}

function nearest(
  from: Layer,
  owners: ReadonlyMap<Layer, number>,
  next: ReadonlyMap<Layer, readonly Layer[]>,
): number | undefined {
  const open: Layer[] = [from];
  const seen = new Set(open);
  for (let i = 0; i < open.length && i < MAX_STEPS; i += 1) {
    for (const layer of next.get(open[i] as Layer) ?? []) {
      const owner = owners.get(layer);
      if (owner !== undefined) return owner;
      if (!seen.has(layer)) open.push(layer);
      seen.add(layer);
    }
  }
  return undefined;
}

function macsOf(layers: readonly Layer[]): bigint | null {
  let sum = 0n;
  for (const { macs, times, status } of layers) {
    const total = constantOf(mul(macs, times));
    if (total === undefined || status === 'unknown') return null;
    sum += total;
  }
  return sum;
}
