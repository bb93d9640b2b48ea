import type { Attentions, Multihead } from './attentions.ts';
import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Ledger } from './ledger.ts';
import type { Modules } from './modules.ts';
import type { Convention, Reconciliation } from './reconciliation.ts';
import type { Neighbours } from './neighbours.ts';
import { activationOf, isBatchOfOne, type Activation } from './activations.ts';
import { attentionsOf, isAttention, isProduct } from './attentions.ts';
import { convolutions, foldedNorm, foldedText } from './batch-norms.ts';
import { dimsOf, inputSize, ledger, macsOf, minus, outputSize, sum, times } from './ledger.ts';
import { isLinear, linearBias, linearMacs } from './linears.ts';
import { modulesOf } from './modules.ts';
import { normOf } from './norms.ts';
import { isAdaptive, upsampling } from './pools.ts';
import { neighboursOf } from './neighbours.ts';

/** How often an element of an activation counts: called as a module (which calls the function), and as a function. */
const activations: Readonly<Record<Activation['name'], readonly [asModule: number, asFunction: number]>> = {
  relu: [2, 1],
  leaky_relu: [1, 0],
  prelu: [2, 1],
  elu: [2, 1],
  relu6: [1, 1],
  gelu: [2, 1],
  silu: [1, 1],
};

/** Sizes of bias and gates that a unit of a recurrent layer adds, biases left out, and its gates. */
const recurrent: Readonly<Record<string, readonly [perUnit: number, gates: number]>> = {
  RNN: [1, 1],
  GRU: [7, 3],
  LSTM: [10, 4],
};

interface Seen {
  readonly wiring: Neighbours;
  readonly modules: Modules;
  readonly attentions: Attentions;
  /** Layers inside of nn.MultiheadAttention, which has a formula of its own. */
  readonly multihead: ReadonlySet<Layer>;
  readonly guesses: Set<string>;
}

/**
 * ptflops counts PyTorch modules as they are called, and functions that it replaces: a module that calls such a function
 * counts twice. It builds a batch of one. Its other backend counts the matrix products and convolutions that torch dispatches.
 */
export function ptflopsConvention(report: ModelReport): Convention {
  const wiring = neighboursOf(report.layers);
  const attentions = attentionsOf(wiring);
  const multihead = new Set(attentions.multihead.flatMap(insideOf));
  const seen: Seen = { wiring, modules: modulesOf(wiring), attentions, multihead, guesses: new Set() };
  const figures = [pytorchBackend(report, seen), atenBackend(report, seen, false)];
  if (multihead.size > 0) figures.push(atenBackend(report, seen, true));
  return { tool: 'ptflops', version: '0.7.5', calls: 'MACs', figures, notes: [...seen.guesses] };
}

const insideOf = ({ input, bias, products, softmax, output }: Multihead): Layer[] =>
  [input, bias, ...products, softmax, output].filter((layer) => layer !== undefined);

function pytorchBackend(report: ModelReport, seen: Seen): Reconciliation {
  const book = ledger(report.totals.macs);
  for (const one of seen.attentions.multihead) bookMultihead(book, one, seen.attentions);
  for (const layer of seen.wiring.live) {
    if (seen.multihead.has(layer)) continue;
    if (macsOf(layer) !== 0n) bookMacs(book, layer, seen);
    bookActivation(book, layer, seen);
    bookPool(book, layer, seen);
    bookNorm(book, layer, seen);
    bookResize(book, layer, seen);
    if (layer.op === 'Softmax' && !seen.attentions.fused.has(layer)) bookSoftmax(book, layer, seen);
  }
  if (!isBatchOfOne(seen.wiring)) book.problem('ptflops builds a batch of one: count the model at that size');
  return book.result('get_model_complexity_info(model, input size)');
}

/** Its own formula: scaling of the queries, biases, softmax, all MACs. */
function bookMultihead(book: Ledger, one: Multihead, { fused }: Attentions): void {
  const label = 'nn.MultiheadAttention: scaling, softmax and biases';
  if (one.softmax === undefined || one.output === undefined) {
    book.problem(`nn.MultiheadAttention ${one.path}: its parts can’t be distinguished`);
    return;
  }
  const softmax = isAttention(one.softmax) ? undefined : outputSize(one.softmax);
  book.add(one.output, label, sum(outputSize(one.bias), times(outputSize(one.output), 2), softmax));
  // Asked for its weights, it calls functions that are counted again.
  if (fused.has(one.softmax)) return;
  for (const layer of one.products)
    book.add(layer, 'products of nn.MultiheadAttention, counted again as functions', macsOf(layer));
  book.add(one.softmax, 'softmax of nn.MultiheadAttention, counted again as a function', softmax);
}

function bookMacs(book: Ledger, layer: Layer, seen: Seen): void {
  const macs = macsOf(layer);
  const gates = recurrent[layer.op];
  if (isFunction(seen, layer))
    book.add(layer, 'called as functions or as modules of another class, which it doesn’t count', minus(macs));
  else if (convolutions.has(layer.op)) bookConvolution(book, layer);
  else if (isLinear(layer)) book.add(layer, 'biases of linear layers', linearBias(seen.wiring, layer));
  else if (isAttention(layer))
    book.add(layer, 'fused attention, which it can’t see', sum(minus(macs), linearMacs(layer)));
  else if (seen.attentions.fused.has(layer)) book.add(layer, 'fused attention, which it can’t see', minus(macs));
  else if (isProduct(layer)) {
    seen.guesses.add('products of activations: taken for torch.matmul; written as a @ b they would count nothing');
    book.add(
      layer,
      'products whose first operand is broadcast',
      sum(times(inputSize(layer, 0), dimsOf(layer.inputValues[1])?.at(-1) ?? 0n), minus(macs)),
    );
  } else if (gates !== undefined) book.add(layer, 'gates and biases of recurrent layers', recurrentExtra(layer, gates));
  else if (layer.op === 'DeformConv')
    book.add(layer, '24 a sample of deformable convolutions (25 with a mask) and biases', deformable(layer));
  else book.problem(`${layer.name} (${layer.op}): what ptflops would count doesn’t follow from the file`);
}

/** True if the names say that a convolution or a linear layer isn't nn.Conv2d's or nn.Linear's own. */
function isFunction({ modules }: Seen, layer: Layer): boolean {
  if (convolutions.has(layer.op)) return modules.isModule(layer, [layer.op]) === false;
  return isLinear(layer) && modules.isModule(layer, ['Gemm', 'MatMul', 'FusedMatMul', 'Add']) === false;
}

const hasBias = (layer: Layer): boolean =>
  (layer.inputs[layer.op.startsWith('QLinear') ? 8 : 2] ?? '') !== '' && layer.op !== 'ConvInteger';

function bookConvolution(book: Ledger, layer: Layer): void {
  if (foldedNorm(layer) === undefined && hasBias(layer)) book.add(layer, 'biases of convolutions', outputSize(layer));
}

function recurrentExtra(layer: Layer, [perUnit, gates]: readonly [number, number]): bigint | undefined {
  const bias = (layer.inputs[3] ?? '') === '' ? 0 : 2 * gates;
  return times(outputSize(layer, 0), perUnit + bias);
}

function deformable(layer: Layer): bigint | undefined {
  const kernel = dimsOf(layer.inputValues[1])?.slice(2);
  const [out, channels] = [outputSize(layer), dimsOf(layer.outputs[0]?.value)?.[1]];
  if (kernel === undefined || out === undefined || channels === undefined || channels === 0n) return undefined;
  const extra = (layer.inputs[4] ?? '') === '' ? 24n : 25n;
  const bias = (layer.inputs[3] ?? '') === '' ? 0n : out;
  return (out / channels) * kernel.reduce((all, size) => all * size, extra) + bias;
}

/** Asks how the author called it; a module if names don't say. */
function isModule({ modules, guesses }: Seen, layer: Layer, parts: readonly string[], what: string): boolean {
  const told = modules.isModule(layer, parts);
  if (told === undefined)
    guesses.add(`${what}: taken for modules, as the names in the file don’t say how they are called`);
  return told ?? true;
}

function bookActivation(book: Ledger, layer: Layer, seen: Seen): void {
  const activation = activationOf(seen.wiring, layer);
  if (activation === undefined) return;
  const [asModule, asFunction] = activations[activation.name];
  const factor =
    asModule === asFunction || isModule(seen, layer, activation.parts, 'activations') ? asModule : asFunction;
  book.add(
    layer,
    `${activation.name}${factor > 1 ? ', as a module and as the function that it calls' : ''}`,
    times(outputSize(layer), factor),
  );
}

function bookPool(book: Ledger, layer: Layer, seen: Seen): void {
  if (!/^(?:Global)?(?:Max|Average)Pool$/.test(layer.op) && !isAdaptive(layer)) return;
  const twice = isModule(seen, layer, [layer.op], 'pools');
  book.add(
    layer,
    `inputs of pools${twice ? ', as a module and as the function that it calls' : ''}`,
    times(inputSize(layer), twice ? 2 : 1),
  );
}

const layerNormParts = ['LayerNormalization', 'ReduceMean', 'Sub', 'Pow', 'Add', 'Sqrt', 'Div', 'Mul'];

function bookNorm(book: Ledger, layer: Layer, { wiring, modules }: Seen): void {
  const folded = foldedNorm(layer);
  if (folded !== undefined)
    book.add(
      layer,
      `2 an element of BatchNorm, folded into a convolution (${foldedText[folded]})`,
      times(outputSize(layer), 2),
    );
  const norm = normOf(wiring, layer);
  if (norm === undefined || (norm.kind === 'layer' && modules.isModule(layer, layerNormParts) === false)) return;
  const each = norm.kind !== 'layer' && norm.isAffine ? 2 : 1;
  const names = { batch: 'BatchNorm', group: 'GroupNorm', instance: 'InstanceNorm', layer: 'LayerNorm' };
  book.add(norm.layer, `${each} an element of ${names[norm.kind]}`, times(inputSize(norm.layer), each));
}

function bookResize(book: Ledger, layer: Layer, seen: Seen): void {
  if (upsampling(layer) === undefined && layer.op !== 'Resize') return;
  const twice = isModule(seen, layer, ['Resize', 'Upsample'], 'upsampling');
  book.add(
    layer,
    `upsampled elements${twice ? ', as a module and as the function that it calls' : ''}`,
    times(outputSize(layer), twice ? 2 : 1),
  );
}

/** nn.Softmax and F.softmax count, x.softmax() doesn't: attention mostly calls the function, all else the method. */
function bookSoftmax(book: Ledger, layer: Layer, { wiring, modules, guesses }: Seen): void {
  const inAttention = wiring.consumers(layer).some(isProduct);
  if (modules.isModule(layer, ['Softmax']) !== true)
    guesses.add(
      inAttention
        ? 'softmax in attention: taken for F.softmax(x); x.softmax() would count nothing'
        : 'softmax: taken for x.softmax(), which counts nothing; F.softmax(x) would count its elements',
    );
  else if (!inAttention) book.add(layer, 'softmax', outputSize(layer));
  if (inAttention) book.add(layer, 'softmax', outputSize(layer));
}

/** The operators that torch dispatches: products and convolutions, with their biases. */
function atenBackend(report: ModelReport, seen: Seen, isFast: boolean): Reconciliation {
  const book = ledger(report.totals.macs);
  const inside = new Set(isFast ? seen.multihead : []);
  for (const layer of seen.wiring.live) {
    const macs = macsOf(layer);
    if (macs === 0n) continue;
    if (inside.has(layer))
      book.add(layer, 'all of nn.MultiheadAttention, one operator that it doesn’t know', minus(macs));
    else if (isAttention(layer) || seen.attentions.fused.has(layer))
      book.add(layer, 'fused attention, which it can’t see', sum(minus(macs), linearMacs(layer)));
    else if (convolutions.has(layer.op)) bookConvolution(book, layer);
    else if (isLinear(layer)) book.add(layer, 'biases of linear layers', linearBias(seen.wiring, layer));
    else if (!isProduct(layer))
      book.problem(`${layer.name} (${layer.op}): what torch dispatches for it doesn’t follow from the file`);
  }
  return book.result(`get_model_complexity_info(…, backend='aten')${isFast ? ' under torch.no_grad()' : ''}`);
}
