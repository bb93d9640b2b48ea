import { Fault } from '#graph/fault.ts';
import type { Attr, Node } from '#graph/graph.ts';
import { message, name, type Message } from './fields.ts';
import type { Notes } from './notes.ts';
import { attrMessage, finishAttr, newAttr, reuseAttr, type AttrBuilder, type Subgraphs } from './onnx-attr.ts';

/** A NodeProto while its fields arrive; the nodes of a graph come one after the other, so one builder serves them all. */
export interface NodeBuilder {
  readonly notes: Notes;
  readonly attr: AttrBuilder;
  name: string;
  op: string;
  domain: string;
  overload: string;
  inputs: string[];
  outputs: string[];
  attrs: Map<string, Attr> | null;
}

const noAttrs: ReadonlyMap<string, Attr> = new Map();

/** @param depth subgraphs around the node's own graph */
export function newNode(notes: Notes, depth: number, subgraphs: Subgraphs): NodeBuilder {
  const attr = newAttr(notes, depth, subgraphs);
  return { notes, attr, name: '', op: '', domain: '', overload: '', inputs: [], outputs: [], attrs: null };
}

/** Makes a used builder as good as new. */
export function reuseNode(builder: NodeBuilder): NodeBuilder {
  builder.notes.keep(250);
  builder.name = '';
  builder.op = '';
  builder.domain = '';
  builder.overload = '';
  builder.inputs = [];
  builder.outputs = [];
  builder.attrs = null;
  return builder;
}

/** '' and 'ai.onnx' are one domain. */
export function domainOf(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain;
}

export const nodeMessage: Message<NodeBuilder> = {
  name: 'NodeProto',
  fields: {
    1: name((to, v) => {
      to.notes.keep(40 + v.length);
      to.inputs.push(v);
    }),
    2: name((to, v) => {
      to.notes.keep(40 + v.length);
      to.outputs.push(v);
    }),
    3: name((to, v) => {
      to.notes.keep(40 + v.length);
      to.name = v;
    }),
    4: name((to, v) => void (to.op = v)),
    5: message(
      () => attrMessage,
      (to) => reuseAttr(to.attr),
      addAttr,
    ),
    7: name((to, v) => void (to.domain = domainOf(v))),
    8: name((to, v) => void (to.overload = v)),
  },
};

function addAttr(to: NodeBuilder, attr: AttrBuilder): void {
  const owner = (): string => nameOf(to);
  to.attrs ??= new Map();
  if (to.attrs.has(attr.name)) {
    throw new Fault('bad-attribute', `${owner()} has the attribute '${attr.name}' twice`, 'export the model again');
  }
  to.notes.keep(attr.name.length);
  to.attrs.set(attr.name, finishAttr(attr, owner));
}

/** A node for messages: its name, or what it makes, and its operator as far as it is known yet. */
function nameOf(node: NodeBuilder): string {
  const label = node.name === '' ? (node.outputs[0] ?? '') : node.name;
  return `node '${label}'${node.op === '' ? '' : ` (${node.op})`}`;
}

/**
 * The node, as the next of its graph.
 * @throws Fault `bad-node` where it names no operator
 */
export function finishNode(from: NodeBuilder, index: number): Node {
  if (from.op === '') {
    throw new Fault(
      'bad-node',
      `${nameOf(from)}, number ${index} of its graph, names no operator`,
      'export the model again',
    );
  }
  return {
    name: from.name,
    op: from.op,
    domain: from.domain,
    overload: from.overload,
    inputs: from.inputs,
    outputs: from.outputs,
    attrs: from.attrs ?? noAttrs,
    index,
  };
}
