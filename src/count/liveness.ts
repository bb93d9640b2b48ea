import type { MemoryPlan } from './memory.ts';
import type { Order } from './order.ts';
import type { LayerRun } from './run.ts';
import { bytesOfValue } from './sizes.ts';

/** Books a node's buffers: outputs written or aliased, the body's own peak on top, inputs freed after their last read. */
export function remember(plan: MemoryPlan, layer: LayerRun, reads: readonly string[]): void {
  const { inputs, outputs } = layer.node;
  if (layer.status !== 'constant')
    for (let i = 0; i < outputs.length; i++) {
      const name = outputs[i] as string;
      const source = inputs[0] ?? '';
      if (name === '') continue;
      if (i === 0 && layer.isView && source !== '') plan.alias(name, source);
      else plan.write(name, bytesOfValue(layer.outputs[i]) ?? 0);
    }
  plan.peak();
  if (layer.branches !== undefined)
    for (const part of layer.branches.parts) for (const extra of part.run.peaks ?? []) plan.peak(extra);
  for (let i = 0; i < reads.length; i++) if (isFirst(reads, i)) plan.read(reads[i] as string);
  for (const name of outputs) if (name !== '') plan.read(name);
}

/** Which nodes reach an output, and how often the values of those are read. */
export interface Liveness {
  /** By position in the order. */
  readonly live: readonly boolean[];
  readonly count: number;
  /** Name → once per reading node, once for being produced (see `remember`), once for being an output. */
  readonly reads: ReadonlyMap<string, number>;
}

export function livenessOf({ nodes, reads }: Order, outputs: readonly string[]): Liveness {
  const counts = new Map<string, number>();
  const live: boolean[] = Array.from({ length: nodes.length }, () => false);
  let count = 0;
  const read = (name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const name of outputs) if (name !== '') read(name);
  for (let position = nodes.length - 1; position >= 0; position--) {
    const made = nodes[position]?.outputs ?? [];
    if (!made.some((name) => counts.has(name))) continue;
    live[position] = true;
    count++;
    const names = reads[position] ?? [];
    for (let i = 0; i < names.length; i++) if (isFirst(names, i)) read(names[i] as string);
    for (const name of made) if (name !== '') read(name);
  }
  return { live, count, reads: counts };
}

/** True of a name that stands here for the first time; '' is no name. */
function isFirst(names: readonly string[], i: number): boolean {
  const name = names[i] as string;
  if (name === '') return false;
  // Bodies may read thousands of names; nodes read few.
  return names.length > 64 ? firstsOf(names).has(i) : names.indexOf(name) === i;
}

const firsts = new WeakMap<readonly string[], ReadonlySet<number>>();

function firstsOf(names: readonly string[]): ReadonlySet<number> {
  const known = firsts.get(names);
  if (known !== undefined) return known;
  const seen = new Map<string, number>();
  names.forEach((name, i) => {
    if (!seen.has(name)) seen.set(name, i);
  });
  const positions = new Set(seen.values());
  firsts.set(names, positions);
  return positions;
}
