import type { Layer } from '#count/model-report.ts';
import type { Neighbours } from './neighbours.ts';
import { fixedInput, isFixed } from './neighbours.ts';

/** A normalisation of the author's, whatever the exporter made of it. */
export interface Norm {
  readonly kind: 'batch' | 'group' | 'instance' | 'layer';
  /** The layer whose input 0 has the normalised elements. */
  readonly layer: Layer;
  readonly isAffine: boolean;
}

const layerNorms = new Set(['LayerNormalization', 'SkipLayerNormalization', 'EmbedLayerNormalization']);
const groupNorms = new Set(['GroupNormalization', 'GroupNorm', 'SkipGroupNorm']);

export function normOf(wiring: Neighbours, layer: Layer): Norm | undefined {
  if (layer.op === 'BatchNormalization') return { kind: 'batch', layer, isAffine: true };
  if (layerNorms.has(layer.op)) return { kind: 'layer', layer, isAffine: true };
  if (groupNorms.has(layer.op)) return { kind: 'group', layer, isAffine: true };
  if (layer.op === 'InstanceNormalization') return instanceNorm(wiring, layer);
  return layer.op === 'Div' ? decomposedLayerNorm(wiring, layer) : undefined;
}

/** Alone, or between reshapes and before the weights: that is how torch's exporters write nn.GroupNorm. */
function instanceNorm(wiring: Neighbours, layer: Layer): Norm {
  const [reshape] = wiring.consumers(layer);
  if (wiring.producer(layer, 0)?.op === 'Reshape' && reshape?.op === 'Reshape')
    return { kind: 'group', layer, isAffine: isScaled(wiring, reshape) };
  return { kind: 'instance', layer, isAffine: (layer.inputs[1] ?? '').endsWith('.weight') };
}

/** (x − mean) / √(mean((x − mean)²) + ε), before opset 17 and by other exporters; at its division. */
function decomposedLayerNorm(wiring: Neighbours, layer: Layer): Norm | undefined {
  const centred = wiring.producer(layer, 0);
  const root = wiring.producer(layer, 1);
  if (centred?.op !== 'Sub' || root?.op !== 'Sqrt' || wiring.producer(centred, 1)?.op !== 'ReduceMean')
    return undefined;
  const variance = wiring.producer(root, 0);
  const mean = variance?.op === 'Add' ? (wiring.producer(variance, 0) ?? wiring.producer(variance, 1)) : undefined;
  const square = mean?.op === 'ReduceMean' ? wiring.producer(mean, 0) : undefined;
  if (square?.op !== 'Pow' && square?.op !== 'Mul') return undefined;
  return { kind: 'layer', layer, isAffine: isScaled(wiring, layer) };
}

/** True if the only reader multiplies by a weight. */
function isScaled(wiring: Neighbours, layer: Layer): boolean {
  const [next, ...others] = wiring.consumers(layer);
  return others.length === 0 && next?.op === 'Mul' && fixedInput(next) !== undefined && next.inputValues.some(isFixed);
}
