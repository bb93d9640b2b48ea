import type { Layer } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { equal, format, isAtLeast, mul } from '#graph/dim.ts';
import type { Shape, TensorValue, Value } from '#graph/value.ts';
import { quote } from '#text/quote.ts';
import { familyOf, isConstantTensor, spokenAttrs } from './signature.ts';

/** What a layer does otherwise than its counterpart at base, in sentences; the most important first. */
export function whyChanged(base: Layer, head: Layer): readonly string[] {
  const said: string[] = [];
  if (base.op !== head.op) said.push(`${quote(base.op)} became ${quote(head.op)}`);
  const weights = weightChanges(base, head);
  const attributes = attributeChanges(base, head);
  // Padding that only makes up for another kernel says nothing.
  const otherKernel = [...weights, ...attributes].some((sentence) => sentence.startsWith('kernel '));
  said.push(...weights, ...attributes.filter((sentence) => !otherKernel || !sentence.startsWith('padding ')));
  if (!equal(base.times, head.times)) said.push(`runs ${format(base.times)} → ${format(head.times)} times`);
  if (base.status !== head.status) said.push(statusWords(base.status, head.status));
  said.push(...typeChanges(base, head));
  if (said.length === 0) said.push(...flowChanges(base, head));
  if (said.length === 0 && !equal(base.params, head.params)) said.push(sharingWords(base.params, head.params));
  return said.slice(0, 6);
}

/** Weights count at their first use: equal weights and other counts mean that they are shared on one side. */
function sharingWords(base: Dim, head: Dim): string {
  const fewer = isAtLeast(base, head) === true;
  return fewer ? 'shares weights with another layer' : 'no longer shares weights with another layer';
}

function statusWords(base: Layer['status'], head: Layer['status']): string {
  if (head === 'dead') return 'no longer reaches an output';
  if (base === 'dead') return 'now reaches an output';
  if (head === 'constant') return 'is now known beforehand';
  return head === 'exact' ? 'its cost is now known' : 'its cost is no longer known';
}

/** Names of the sizes of a layer's weight, outermost first; undefined if the kind of layer has none. */
function axesOf(layer: Layer, rank: number): readonly string[] | undefined {
  switch (familyOf(layer.op)) {
    case 'Conv':
      return rank < 3 ? undefined : ['output channels', 'input channels', ...kernelAxes(rank)];
    case 'ConvTranspose':
      return rank < 3 ? undefined : ['input channels', 'output channels', ...kernelAxes(rank)];
    case 'MatMul':
    case 'Gemm': {
      const features = ['input features', 'output features'];
      const isTurned = spokenAttrs(layer).get('transB') === '1';
      return rank !== 2 ? undefined : isTurned ? features.toReversed() : features;
    }
    case 'Gather':
      return rank === 2 ? ['rows of the table', 'features'] : undefined;
    default:
      return undefined;
  }
}

const kernelAxes = (rank: number): readonly string[] => Array.from({ length: rank - 2 }, () => 'kernel');

function weightChanges(base: Layer, head: Layer): string[] {
  const [before, after] = [base, head].map(weightsOf) as [readonly Weight[], readonly Weight[]];
  const at = after.findIndex((weight, i) => before[i] !== undefined && !sameSizes(before[i].sizes, weight.sizes));
  const [from, to] = [before[at], after[at]];
  const said = new Set(from === undefined || to === undefined ? [] : sizeChanges(from, to));
  const [had, has] = [base, head].map(hasBias);
  if (base.op === head.op && had !== has) said.add(has === true ? 'bias added' : 'bias removed');
  return [...said];
}

/** Where the bias of an operator stands among its inputs. */
const biased: ReadonlyMap<string, number> = new Map([
  ['Conv', 2],
  ['ConvTranspose', 2],
  ['FusedConv', 2],
  ['Gemm', 2],
  ['QLinearConv', 8],
]);

function hasBias({ op, inputs }: Layer): boolean {
  return (inputs[biased.get(op) ?? -1] ?? '') !== '';
}

interface Weight {
  /** Input (or output) channels of a grouped convolution over all groups. */
  readonly sizes: readonly Dim[];
  readonly axes: readonly string[] | undefined;
}

/** A layer's constant inputs in order, scalars left out. */
function weightsOf(layer: Layer): readonly Weight[] {
  const isGrouped = familyOf(layer.op).startsWith('Conv');
  const attr = layer.node.attrs.get('group');
  const groups = isGrouped && attr?.kind === 'int' ? attr.value : 1;
  return layer.inputValues.flatMap((value): Weight[] => {
    if (!isConstantTensor(value) || value.shape === null || value.shape.length === 0) return [];
    const sizes = value.shape.map((dim, i) => (i === 1 ? mul(dim, groups) : dim));
    return [{ sizes, axes: axesOf(layer, sizes.length) }];
  });
}

function sizeChanges(from: Weight, to: Weight): string[] {
  if (from.axes === undefined || to.axes === undefined)
    return [`weight ${shapeText(from.sizes)} → ${shapeText(to.sizes)}`];
  const sizesAt = ({ sizes, axes }: Weight, axis: string): Dim[] => sizes.filter((_, i) => axes?.[i] === axis);
  return [...new Set([...to.axes, ...from.axes])].flatMap((axis) => {
    const [a, b] = [sizesAt(from, axis), sizesAt(to, axis)];
    return sameSizes(a, b) ? [] : [`${axis} ${shapeText(a)} → ${shapeText(b)}`];
  });
}

const words: ReadonlyMap<string, string> = new Map([
  ['strides', 'stride'],
  ['dilations', 'dilation'],
  ['group', 'groups'],
  ['pads', 'padding'],
  ['kernel_shape', 'kernel'],
]);

/** An attribute's default. */
const usual: ReadonlyMap<string, string> = new Map([
  ['strides', '1'],
  ['dilations', '1'],
  ['group', '1'],
  ['pads', '0'],
  ['transA', '0'],
  ['transB', '0'],
]);

/** Attributes that only say over again what a weight's shape says, or that cost nothing. */
const silent = new Set(['kernel_shape', 'epsilon', 'momentum']);

function attributeChanges(base: Layer, head: Layer): string[] {
  const hasWeight = head.inputValues.some((value) => isConstantTensor(value) && (value.shape?.length ?? 0) > 1);
  const [before, after] = [spokenAttrs(base), spokenAttrs(head)];
  const said: string[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (silent.has(name) && (hasWeight || name !== 'kernel_shape')) continue;
    const [from, to] = [before.get(name), after.get(name)];
    if (from !== to)
      said.push(
        `${words.get(name) ?? quote(name)} ${valueText(from ?? usual.get(name))} → ${valueText(to ?? usual.get(name))}`,
      );
  }
  return said;
}

/** `2, 2` is 2, `1, 2` is 1×2; what may be hostile is quoted. */
function valueText(text: string | undefined): string {
  if (text === undefined) return 'none';
  if (!/^\d+(?:, \d+)*$/.test(text)) return /^[\w., -]{1,40}$/.test(text) ? text : quote(text);
  const items = text.split(', ');
  return new Set(items).size === 1 ? (items[0] ?? text) : items.join('×');
}

function typeChanges(base: Layer, head: Layer): string[] {
  const said: string[] = [];
  const pair = (label: string, a: Value | undefined, b: Value | undefined): void => {
    const [from, to] = [typeOf(a), typeOf(b)];
    if (from !== undefined && to !== undefined && from !== to) said.push(`${label} ${from} → ${to}`);
  };

  if (base.op === head.op) pair('output', base.outputs[0]?.value, head.outputs[0]?.value);
  const [from, to] = [weightType(base), weightType(head)];
  if (from !== undefined && to !== undefined && from !== to) said.unshift(`weights ${from} → ${to}`);
  return said;
}

/** The type that a layer's main weight is stored in, before it is dequantised. */
export function weightType(layer: Layer): string | undefined {
  return typeOf(mainWeight(layer));
}

function typeOf(value: Value | undefined): string | undefined {
  return value?.kind === 'tensor' && value.dtype !== 'unknown' ? (value.quantized ?? value.dtype) : undefined;
}

/** The first weight that is more than a vector. */
function mainWeight({ inputValues }: Layer): TensorValue | undefined {
  return inputValues.find((value) => isConstantTensor(value) && (value.shape?.length ?? 0) > 1) as
    | TensorValue
    | undefined;
}

function flowShapes({ inputValues }: Layer): Shape[] {
  return inputValues.flatMap((value) => (value?.kind === 'tensor' && value.constant !== true ? [value.shape] : []));
}

/** For a layer that is itself the same: what flows in otherwise. */
function flowChanges(base: Layer, head: Layer): string[] {
  const after = flowShapes(head);
  for (const [i, from] of flowShapes(base).entries()) {
    const to = after[i];
    if (!from || !to || sameSizes(from, to)) continue;
    return [`input ${shapeText(from)} → ${shapeText(to)}`];
  }
  const [a, b] = [base, head].map(({ outputs }) => outputs[0]?.value);
  if (a?.kind === 'tensor' && b?.kind === 'tensor' && a.shape && b.shape && !sameSizes(a.shape, b.shape))
    return [`output ${shapeText(a.shape)} → ${shapeText(b.shape)}`];
  return [];
}

export const sameSizes = (a: readonly Dim[], b: readonly Dim[]): boolean =>
  a.length === b.length && a.every((dim, i) => equal(dim, b[i] ?? -1));

/** `1×3×224×224`; formulas are quoted. */
export function shapeText(sizes: readonly Dim[]): string {
  if (sizes.length === 0) return 'scalar';
  if (sizes.every((dim) => typeof dim === 'number')) return sizes.join('×');
  return quote(sizes.map(format).join('×'));
}
