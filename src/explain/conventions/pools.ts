import type { Layer } from '#count/model-report.ts';
import { dimsOf } from './ledger.ts';

/**
 * True of what torch's exporters make of a 2-D adaptive average pool: GlobalAveragePool; an AveragePool without
 * nn.AvgPool2d's attributes; in the newer exporter a mean over the last two sizes, which it keeps.
 */
export function isAdaptive(layer: Layer): boolean {
  const { op, node } = layer;
  if (op === 'GlobalAveragePool') return true;
  if (op === 'ReduceMean') return !node.name.startsWith('/') && isSpatialMean(layer);
  return (
    op === 'AveragePool' &&
    node.name.startsWith('/') &&
    !node.attrs.has('count_include_pad') &&
    !node.attrs.has('ceil_mode')
  );
}

function isSpatialMean({ node, inputValues }: Layer): boolean {
  const keep = node.attrs.get('keepdims');
  const given = node.attrs.get('axes');
  const listed = inputValues[1]?.kind === 'tensor' ? inputValues[1].data : undefined;
  const axes = (given?.kind === 'ints' ? given.value : (listed ?? [])).map(Number);
  const rank = dimsOf(inputValues[0])?.length;
  const positive = axes.map((axis) => (axis < 0 ? axis + (rank ?? 0) : axis)).toSorted((a, b) => a - b);
  return rank === 4 && positive.join() === '2,3' && !(keep?.kind === 'int' && keep.value === 0);
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
