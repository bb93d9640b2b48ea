import type { Layer } from '#count/model-report.ts';
import type { Value } from '#graph/value.ts';
import { layerName } from '#count/engine/layers.ts';

/** Who makes what for whom among the layers that run. */
export interface Neighbours {
  /** Layers that run: neither dead nor folded. */
  readonly live: readonly Layer[];
  /** The live layer that makes input `i`; undefined for inputs, weights and constants. */
  producer(layer: Layer, i: number): Layer | undefined;
  /** The live layers that read output 0. */
  consumers(layer: Layer): readonly Layer[];
}

export function neighboursOf(layers: readonly Layer[]): Neighbours {
  const live = layers.filter(({ status }) => status !== 'dead' && status !== 'constant');
  const made = new Map<string, Layer>();
  const read = new Map<string, Layer[]>();
  for (const layer of live) {
    for (const { name } of layer.outputs) made.set(keyOf(layer, name), layer);
    for (const name of new Set(layer.inputs)) {
      const key = keyOf(layer, name);
      const readers = read.get(key);
      if (readers === undefined) read.set(key, [layer]);
      else readers.push(layer);
    }
  }
  return {
    live,
    producer: (layer, i) => made.get(keyOf(layer, layer.inputs[i] ?? '')),
    consumers: (layer) => read.get(keyOf(layer, layer.outputs[0]?.name ?? '')) ?? [],
  };
}

const keyOf = (layer: Layer, name: string): string => `${bodyOf(layer)}\u0000${name}`;

/** The path of the body that the layer lies in; '' for the main graph. */
export const bodyOf = (layer: Layer): string => layer.name.slice(0, layer.name.length - layerName(layer.node).length);

/** True of a weight or constant. */
export const isFixed = (value: Value | undefined): boolean => value?.kind === 'tensor' && value.constant === true;

/** True of a multiplication or addition of an activation and a constant; gives the position of the constant. */
export function fixedInput(layer: Layer): number | undefined {
  const at = layer.inputValues.findIndex(isFixed);
  return at === -1 || layer.inputValues.length !== 2 || isFixed(layer.inputValues[1 - at]) ? undefined : at;
}
