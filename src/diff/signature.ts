import type { Layer } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { format } from '#graph/dim.ts';
import type { Attr } from '#graph/graph.ts';
import type { TensorValue, Value } from '#graph/value.ts';

/** Texts by which layers are recognised as alike, from strictest to loosest. Names are no part of them. */
export interface Signature {
  /** Operator, attributes, weights, and the shapes of all inputs: computes the same. */
  readonly whole: string;
  /** Without the sizes of what flows in: the same layer, perhaps at another resolution. */
  readonly own: string;
  /** The kind of operator: quantised and fused forms with their plain one, Gemm with MatMul. */
  readonly family: string;
}

/** Elements of an integer constant (a target shape, axes) up to which its content is part of what a layer is. */
const maxContent = 32;

export function signatureOf(layer: Layer): Signature {
  const op = `${layer.domain}:${layer.op}`;
  const attrs = [...spokenAttrs(layer)].map(([name, text]) => `${name}=${text}`).toSorted();
  const weights: string[] = [];
  const flows: string[] = [];
  layer.inputValues.forEach((value, i) => {
    if (isConstantTensor(value)) weights.push(`${i}:${tensorText(value)}`);
    else flows.push(`${i}:${flowText(value)}`);
  });
  const arity = flows.map((text) => text.split(/[:[]/, 2)[0]).join(',');
  const own = `${op}(${attrs.join(';')})${weights.join(';')}/${arity}/${layer.outputs.length}`;
  return {
    whole: `${own}|${flows.join(';')}|${dimText(layer.times)}`,
    own,
    family: familyOf(layer.op).replace('Gemm', 'MatMul'),
  };
}

/** Attributes with their operators' defaults: some exporters write a default, others leave it out. */
const unsaid: ReadonlyMap<string, RegExp> = new Map([
  ['alpha', /^1$/],
  ['allowzero', /^0$/],
  ['auto_pad', /^NOTSET$/],
  ['beta', /^1$/],
  ['ceil_mode', /^0$/],
  ['count_include_pad', /^0$/],
  ['dilations', /^1(?:, 1)*$/],
  ['direction', /^forward$/],
  ['group', /^1$/],
  ['input_forget', /^0$/],
  ['keepdims', /^1$/],
  ['layout', /^0$/],
  ['linear_before_reset', /^0$/],
  ['noop_with_empty_axes', /^0$/],
  ['output_padding', /^0(?:, 0)*$/],
  ['pads', /^0(?:, 0)*$/],
  ['storage_order', /^0$/],
  ['strides', /^1(?:, 1)*$/],
  ['training_mode', /^0$/],
  ['transA', /^0$/],
  ['transB', /^0$/],
]);

/** A layer's attributes as texts, those that only say the default left out. */
export function spokenAttrs({ node }: Layer): ReadonlyMap<string, string> {
  const texts = [...node.attrs].map(([name, attr]) => [name, attrText(attr)] as const);
  return new Map(texts.filter(([name, text]) => unsaid.get(name)?.test(text) !== true));
}

/** `QLinearConv`, `QGemm`, `ConvInteger`, `FusedConv`, `NhwcConv` are Conv or Gemm. */
export function familyOf(op: string): string {
  return op.replace(/^(?:QLinear|Q(?=[A-Z])|Fused|Nhwc|Dynamic(?:Quantize)?)/, '').replace(/(?:Integer|NBits)$/, '');
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
function attrText(attr: Attr): string {
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
