import type { Layer } from '../model-report.ts';
import { dimsOf } from './ledger.ts';

/** True of an AveragePool that torch's legacy exporter made of an adaptive one: it writes none of nn.AvgPool2d's attributes. */
export function isAdaptive({ op, node }: Layer): boolean {
  return (
    op === 'AveragePool' &&
    node.name.startsWith('/') &&
    !node.attrs.has('count_include_pad') &&
    !node.attrs.has('ceil_mode')
  );
}

/** What a 2-D Resize interpolates by, as F.interpolate has it; undefined of anything else. */
export function upsampling(layer: Layer): 'nearest' | 'linear' | undefined {
  if ((layer.op !== 'Resize' && layer.op !== 'Upsample') || dimsOf(layer.inputValues[0])?.length !== 4)
    return undefined;
  const text = (name: string): string | undefined => {
    const attr = layer.node.attrs.get(name);
    return attr?.kind === 'string' ? attr.value : undefined;
  };
  const antialias = layer.node.attrs.get('antialias');
  if (antialias?.kind === 'int' && antialias.value !== 0) return undefined;
  const mode = text('mode') ?? 'nearest';
  if (mode === 'linear') return 'linear';
  // nearest-exact has another name in torch.
  return mode === 'nearest' && !(text('nearest_mode') ?? 'floor').startsWith('round') ? 'nearest' : undefined;
}
