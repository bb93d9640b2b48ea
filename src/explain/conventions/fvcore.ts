import type { Attentions } from './attentions.ts';
import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Ledger } from './ledger.ts';
import type { Convention, Reconciliation } from './reconciliation.ts';
import type { Neighbours } from './neighbours.ts';
import { attentionsOf, isAttention, isProduct } from './attentions.ts';
import { convolutions, foldedNorm, foldedText } from './batch-norms.ts';
import { dimsOf, inputSize, ledger, macsOf, minus, outputSize, sum, times } from './ledger.ts';
import { linearMacs } from './linears.ts';
import { normOf } from './norms.ts';
import { isAdaptive, upsampling } from './pools.ts';
import { neighboursOf } from './neighbours.ts';

const linear = new Set([
  'Gemm',
  'MatMul',
  'FusedMatMul',
  'MatMulInteger',
  'QLinearMatMul',
  'QGemm',
  'FusedGemm',
  'GemmFastGelu',
]);
const recurrent = new Set(['RNN', 'GRU', 'LSTM', 'DynamicQuantizeLSTM']);

/**
 * fvcore counts what torch's tracer sees of a PyTorch module, in multiply–accumulates that it calls flops: convolutions,
 * linear layers and matrix products, 5 an element of a norm (2 of a BatchNorm), the inputs of global average pools and the
 * outputs of 2-D upsampling (4 each where bilinear). It knows neither fused attention nor recurrent layers.
 */
export function fvcoreConvention(report: ModelReport): Convention {
  const wiring = neighboursOf(report.layers);
  const attentions = attentionsOf(wiring);
  const figures = [traced(report, wiring, attentions)];
  if (attentions.multihead.length > 0) figures.push(fastPath(report, wiring, attentions));
  return { tool: 'fvcore', version: '0.1.5', calls: 'flops', figures, notes: notesOf(wiring) };
}

function traced(report: ModelReport, wiring: Neighbours, attentions: Attentions): Reconciliation {
  const book = ledger(report.totals.macs);
  for (const layer of wiring.live) {
    bookMacs(book, layer, attentions);
    bookOthers(book, wiring, layer);
  }
  return book.result('FlopCountAnalysis(model, input).total()');
}

/** Under torch.no_grad() nn.MultiheadAttention is one operator, which fvcore doesn't know. */
function fastPath(report: ModelReport, wiring: Neighbours, attentions: Attentions): Reconciliation {
  const inside = new Set(
    attentions.multihead.flatMap((m) => [m.input, ...m.products, ...(m.output === undefined ? [] : [m.output])]),
  );
  const book = ledger(report.totals.macs);
  for (const layer of wiring.live) {
    if (inside.has(layer))
      book.add(layer, 'all of nn.MultiheadAttention, one operator that it doesn’t know', minus(macsOf(layer)));
    else bookMacs(book, layer, attentions);
    bookOthers(book, wiring, layer);
  }
  if (attentions.multihead.some(({ path }) => path.endsWith('self_attn.')))
    book.problem('torch may run the whole nn.TransformerEncoderLayer as one operator here; the file doesn’t say');
  return book.result('the same under torch.no_grad()');
}

function bookMacs(book: Ledger, layer: Layer, { fused }: Attentions): void {
  const macs = macsOf(layer);
  if (macs === 0n) return;
  if (isAttention(layer))
    book.add(layer, 'attention products, which it can’t see', sum(minus(macs), linearMacs(layer)));
  else if (fused.has(layer)) book.add(layer, 'attention products, which it can’t see', minus(macs));
  else if (recurrent.has(layer.op)) book.add(layer, 'recurrent layers, which it doesn’t know', minus(macs));
  else if (layer.op === 'DeformConv') book.add(layer, 'deformable convolutions, which it doesn’t know', minus(macs));
  else if (isProduct(layer))
    book.add(layer, 'products whose first operand is broadcast', sum(matmulFormula(layer), minus(macs)));
  else if (!convolutions.has(layer.op) && !linear.has(layer.op) && layer.op !== 'Einsum')
    book.problem(`${layer.name} (${layer.op}): whether fvcore would see it doesn’t follow from the file`);
}

/** Elements of the first operand times the columns of the second, however they are broadcast. */
function matmulFormula(layer: Layer): bigint | undefined {
  return times(inputSize(layer, 0), dimsOf(layer.inputValues[1])?.at(-1) ?? 0n);
}

function bookOthers(book: Ledger, wiring: Neighbours, layer: Layer): void {
  const folded = foldedNorm(layer);
  if (folded !== undefined)
    book.add(
      layer,
      `2 an element of BatchNorm, folded into a convolution (${foldedText[folded]})`,
      times(outputSize(layer), 2),
    );
  const norm = normOf(wiring, layer);
  if (norm !== undefined) bookNorm(book, norm.kind, norm.isAffine, norm.layer);
  if (isAdaptive(layer)) book.add(layer, 'inputs of adaptive 2-D average pools', poolFormula(layer));
  const mode = upsampling(layer);
  if (mode === 'nearest') book.add(layer, 'upsampled elements', outputSize(layer));
  if (mode === 'linear') book.add(layer, '4 an element upsampled bilinearly', times(outputSize(layer), 4));
  if (layer.op === 'GridSample') book.add(layer, '4 a sample of the grid', times(outputSize(layer), 4));
}

function bookNorm(book: Ledger, kind: 'batch' | 'group' | 'instance' | 'layer', isAffine: boolean, layer: Layer): void {
  const each = kind === 'batch' ? 2 : isAffine ? 5 : 4;
  const names = { batch: 'BatchNorm', group: 'GroupNorm', instance: 'InstanceNorm', layer: 'LayerNorm' };
  book.add(layer, `${each} an element of ${names[kind]}`, times(inputSize(layer), each));
}

const poolFormula = (layer: Layer): bigint | undefined =>
  dimsOf(layer.inputValues[0])?.length === 4 ? inputSize(layer) : 0n;

function notesOf({ live }: Neighbours): string[] {
  const notes: string[] = [];
  if (live.some(({ op }) => /^(?:QLinear|Quantize|Dequantize|ConvInteger|MatMulInteger|MatMulNBits)/.test(op)))
    notes.push(
      'fvcore runs PyTorch modules: this is its figure for the float module that the quantised file was made from',
    );
  if (live.some((layer) => isAttention(layer) && layer.domain === 'com.microsoft'))
    notes.push('attention was fused after the export: taken for F.scaled_dot_product_attention');
  return notes;
}
