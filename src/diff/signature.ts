import type { Layer } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { format } from '#graph/dim.ts';
import type { Attr } from '#graph/graph.ts';
import type { TensorValue, Value } from '#graph/value.ts';

/** Texts by which layers are told alike, from strictest to loosest. Names are no part of them. */
export interface Signature {
  /** Operator, attributes, weights, and the shapes of all inputs: computes the same. */
  readonly whole: string;
  /** Without the sizes of what flows in: the same layer, perhaps at another resolution. */
  readonly own: string;
  /** The kind of operator, quantised or fused forms with their plain one. */
  readonly family: string;
}

/** Elements of an integer constant (a target shape, axes) up to which its content is part of what a layer is. */
const maxContent = 32;

export function signatureOf(layer: Layer): Signature {
  const op = `${layer.domain}:${layer.op}`;
  const attrs = [...layer.node.attrs].map(([name, attr]) => `${name}=${attrText(attr)}`).toSorted();
  const weights: string[] = [];
  const flows: string[] = [];
  layer.inputValues.forEach((value, i) => {
    if (isConstantTensor(value)) weights.push(`${i}:${tensorText(value)}`);
    else flows.push(`${i}:${flowText(value)}`);
  });
  const arity = flows.map((text) => text.split(/[:[]/, 2)[0]).join(',');
  const own = `${op}(${attrs.join(';')})${weights.join(';')}/${arity}/${layer.outputs.length}`;
  return { whole: `${own}|${flows.join(';')}|${dimText(layer.times)}`, own, family: familyOf(layer.op) };
}

/** `QLinearConv`, `ConvInteger`, `FusedConv`, `NhwcConv` are Conv. */
export function familyOf(op: string): string {
  return op.replace(/^(?:QLinear|Fused|Nhwc|Dynamic(?:Quantize)?)/, '').replace(/(?:Integer|NBits)$/, '');
}

export function isConstantTensor(value: Value | undefined): value is TensorValue {
  return value?.kind === 'tensor' && value.constant === true;
}

/** A weight: type and shape; the content too of a small integer tensor, which is a parameter of the operation. */
function tensorText({ dtype, shape, data }: TensorValue): string {
  const sizes = shape === null ? '?' : shape.map(dimText).join(',');
  const told = /^[iu]|bool/.test(dtype) && data !== undefined && data.length <= maxContent;
  return `${dtype}[${sizes}]${told ? `=${data.map((one) => (typeof one === 'object' ? '?' : String(one))).join(',')}` : ''}`;
}

function flowText(value: Value | undefined): string {
  if (value === undefined) return '-';
  switch (value.kind) {
    case 'tensor':
      return `${value.dtype}[${value.shape === null ? '?' : value.shape.map(dimText).join(',')}]${value.quantized ?? ''}`;
    case 'sequence':
      return `seq(${flowText(value.element ?? undefined)})${dimText(value.length)}`;
    case 'optional':
      return `opt(${flowText(value.element ?? undefined)})`;
    case 'map':
      return `map(${value.keyType})`;
    case 'unknown':
      return '?';
  }
}

const dimText = (dim: Dim): string => (typeof dim === 'number' ? String(dim) : dim.key);

/** An attribute's content; of a body only how many nodes it has, since its layers are compared themselves. */
export function attrText(attr: Attr): string {
  switch (attr.kind) {
    case 'int':
      return format(attr.value);
    case 'float':
    case 'ref':
    case 'string':
      return String(attr.value);
    case 'ints':
      return attr.value.map(format).join(', ');
    case 'floats':
    case 'strings':
      return attr.value.join(', ');
    case 'tensor':
      return `${attr.value.dtype} ${attr.value.dims.map(format).join('×') || 'scalar'}`;
    case 'graph':
      return `${attr.value.nodes.length} nodes`;
    case 'tensors':
    case 'graphs':
    case 'types':
      return `${attr.value.length} ${attr.kind}`;
    case 'type':
      return flowText(attr.value);
  }
}
