import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Convention } from './reconciliation.ts';
import { isBatchOfOne } from './activations.ts';
import { convolutions } from './batch-norms.ts';
import { ledger, macsOf, minus } from './ledger.ts';
import { isLinear } from './linears.ts';
import { neighboursOf } from './neighbours.ts';

const connected = new Set(['QLinearMatMul', 'QGemm', 'MatMulInteger', 'FusedGemm', 'GemmFastGelu', 'MatMulNBits']);
/** Operators that Darknet has no layer for, by what would have to be called. */
const foreign = /Norm(?:alization)?$|^(?:Erf|Gelu|Einsum|RNN|GRU|LSTM)$|Attention/;

/** Darknet counts two operations a multiply–accumulate of convolutional and connected layers, of one image. */
export function darknetConvention(report: ModelReport): Convention {
  const wiring = neighboursOf(report.layers);
  const book = ledger(report.totals.macs);
  const unknown = new Set<string>();
  for (const layer of wiring.live) {
    if (isForeign(layer)) unknown.add(layer.op === 'MatMul' ? 'MatMul of two activations' : layer.op);
    if (macsOf(layer) === 0n || isCounted(layer)) continue;
    book.add(layer, `${layer.op}, which is neither a convolution nor a connected layer`, minus(macsOf(layer)));
  }
  book.whole('a multiplication and an addition are two operations', (subtotal) => subtotal);
  if (!isBatchOfOne(wiring)) book.problem('Darknet counts one image: count the model at a batch of one');
  const notes =
    unknown.size === 0
      ? []
      : [
          `Darknet can’t run this model, having no layer for ${[...unknown].join(', ')}: its rule over the layers that it knows`,
        ];
  return {
    tool: 'darknet',
    version: 'darknet ops',
    calls: 'Floating Point Operations',
    figures: [book.result('darknet ops CFG')],
    notes,
  };
}

const isCounted = (layer: Layer): boolean =>
  (convolutions.has(layer.op) && !layer.op.endsWith('Transpose')) || isLinear(layer) || connected.has(layer.op);

const isForeign = (layer: Layer): boolean =>
  (foreign.test(layer.op) && layer.op !== 'BatchNormalization') || (layer.op === 'MatMul' && !isLinear(layer));
