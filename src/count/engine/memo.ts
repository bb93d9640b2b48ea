import type { Attr, Graph, Node } from '#graph/graph.ts';
import type { Dim } from '#graph/dim.ts';
import type { Scalar, Value } from '#graph/value.ts';
import { format } from '#graph/dim.ts';

const identities = new WeakMap<object, number>();
let next = 0;

/** A number that stands for this very object. */
function identity(object: object): number {
  const found = identities.get(object) ?? ++next;
  identities.set(object, found);
  return found;
}

const dimText = (dim: Dim): string => (typeof dim === 'number' ? String(dim) : dim.key);

function scalarText(scalar: Scalar | undefined): string {
  if (scalar === undefined) return '?';
  if (typeof scalar === 'string') return JSON.stringify(scalar);
  if (typeof scalar === 'number') return Object.is(scalar, -0) ? '-0' : String(scalar);
  return scalar.kind === 'poly' ? scalar.key : `${scalar.numerator.key}/${scalar.denominator}`;
}

/** Text equal exactly where two values are the same to every rule. */
export function valueText(value: Value | undefined): string {
  if (value === undefined) return '-';
  switch (value.kind) {
    case 'tensor': {
      const shape = value.shape === null ? '?' : value.shape.map(dimText).join(',');
      const data = value.data === undefined ? '' : `=${value.data.map(scalarText).join(',')}`;
      return `${value.dtype}[${shape}]${value.constant === true ? 'c' : ''}${value.quantized ?? ''}${data}`;
    }
    case 'sequence':
      return `seq(${valueText(value.element ?? undefined)};${dimText(value.length)};${value.elements?.map(valueText).join(';') ?? ''})`;
    case 'optional':
      return `opt(${valueText(value.element ?? undefined)};${value.present ?? '?'})`;
    case 'map':
      return `map(${value.keyType};${valueText(value.valueType ?? undefined)})`;
    case 'unknown':
      return '?';
  }
}

/** Text equal exactly where two values are the same to every rule and to the engine's folding. */
export function markedText(value: Value | undefined): string {
  return value?.kind === 'tensor' && value.sized === true ? `${valueText(value)}s` : valueText(value);
}

/** Text of an attribute; graphs and stored tensors too big to read are distinguished by identity. */
function attrText(attr: Attr): string {
  switch (attr.kind) {
    case 'int':
      return dimText(attr.value);
    case 'float':
    case 'ref':
      return String(attr.value);
    case 'string':
      return JSON.stringify(attr.value);
    case 'ints':
      return `[${attr.value.map(dimText).join(',')}]`;
    case 'floats':
      return `[${attr.value.join(',')}]`;
    case 'strings':
      return JSON.stringify(attr.value);
    case 'tensor':
      return attr.value.data === undefined
        ? `#${identity(attr.value)}`
        : `${attr.value.dtype}[${attr.value.dims.map(format).join(',')}]=${attr.value.data.map(scalarText).join(',')}`;
    case 'graph':
      return `#${identity(attr.value)}`;
    case 'tensors':
    case 'graphs':
      return `[${attr.value.map((one: object | Graph) => `#${identity(one)}`).join(',')}]`;
    case 'type':
      return valueText(attr.value);
    case 'types':
      return attr.value.map(valueText).join(';');
  }
}

/** Key under which a function call's result may be used again: equal inputs, equal attributes. */
export function memoKey(node: Node, inputs: readonly (Value | undefined)[]): string {
  const attrs = [...node.attrs].map(([name, attr]) => `${name}=${attrText(attr)}`).toSorted((a, b) => (a < b ? -1 : 1));
  return `${inputs.map(markedText).join('|')}\u0000${attrs.join('|')}\u0000${node.outputs.map((name) => (name === '' ? 0 : 1)).join('')}`;
}
