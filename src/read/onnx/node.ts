import { Fault } from '#graph/fault.ts';
import type { Attr, Node } from '#graph/graph.ts';
import { message, name, type Message } from '#read/protobuf/fields.ts';
import type { Notes } from '#read/notes.ts';
import { attrMessage, finishAttr, newAttr, reuseAttr, type AttrBuilder, type Subgraphs } from './attr.ts';

/** A NodeProto while its fields arrive; the nodes of a graph come one after the other, so one builder serves them all. */
export interface NodeBuilder {
  readonly notes: Notes;
  readonly attr: AttrBuilder;
  name: string;
  op: string;
  domain: string;
  overload: string;
  /** Names as they come; the node gets lists of just their length. */
  readonly inputs: string[];
  inputCount: number;
  readonly outputs: string[];
  outputCount: number;
  /** Attributes up to the first that can't be shared. */
  attrs: AttrList;
  /** All attributes, from the first on that can't be shared. */
  own: Map<string, Attr> | null;
  /** Bytes of the attribute under way, null if it can't be shared. */
  bytes: string | null;
  readonly none: AttrList;
}

/** Attributes that some node has, shared by all nodes that have the same bytes for them. */
interface AttrList {
  readonly attrs: ReadonlyMap<string, Attr>;
  /** The list with one attribute more, by the bytes of that. */
  readonly next: Map<string, AttrList>;
}

const noAttrs: ReadonlyMap<string, Attr> = new Map();
/** Longest list that is shared: each holds all of the one before it. */
const maxShared = 8;

/** @param depth subgraphs around the node's own graph */
export function newNode(notes: Notes, depth: number, subgraphs: Subgraphs): NodeBuilder {
  const attr = newAttr(notes, depth, subgraphs);
  const none: AttrList = { attrs: noAttrs, next: new Map() };
  const names = { name: '', op: '', domain: '', overload: '', inputs: [], inputCount: 0, outputs: [], outputCount: 0 };
  return { notes, attr, ...names, attrs: none, own: null, bytes: null, none };
}

/** Makes a used builder as good as new. */
export function reuseNode(builder: NodeBuilder): NodeBuilder {
  builder.notes.keep(250);
  builder.name = '';
  builder.op = '';
  builder.domain = '';
  builder.overload = '';
  builder.inputCount = 0;
  builder.outputCount = 0;
  builder.attrs = builder.none;
  builder.own = null;
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
      to.inputs[to.inputCount++] = v;
    }),
    2: name((to, v) => {
      to.notes.keep(40 + v.length);
      to.outputs[to.outputCount++] = v;
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
      { known: isKnownAttr },
    ),
    7: name((to, v) => void (to.domain = domainOf(v))),
    8: name((to, v) => void (to.overload = v)),
  },
};

function isKnownAttr(to: NodeBuilder, bytes: string): boolean {
  if (to.own !== null) return false;
  const list = to.attrs.next.get(bytes);
  if (list === undefined) {
    to.bytes = bytes;
    return false;
  }
  to.notes.keep(150);
  to.attrs = list;
  return true;
}

function addAttr(to: NodeBuilder, from: AttrBuilder): void {
  const owner = (): string => nameOf(to);
  const before = to.own ?? to.attrs.attrs;
  if (before.has(from.name)) {
    throw new Fault('bad-attribute', `${owner()} has the attribute '${from.name}' twice`, 'export the model again');
  }
  to.notes.keep(from.name.length);
  const attr = finishAttr(from, owner);
  const bytes = to.bytes;
  to.bytes = null;
  if (bytes === null || before.size >= maxShared || !isShareable(attr)) {
    to.own ??= new Map(before);
    to.own.set(from.name, attr);
    return;
  }
  to.notes.keep(400 + bytes.length + 50 * before.size);
  const list: AttrList = { attrs: new Map(before).set(from.name, attr), next: new Map() };
  to.attrs.next.set(bytes, list);
  to.attrs = list;
}

/** False of what holds more than its bytes say (a graph), and of what a finding may name (a tensor that isn't kept whole). */
function isShareable(attr: Attr): boolean {
  switch (attr.kind) {
    case 'int':
    case 'float':
    case 'string':
    case 'ints':
    case 'floats':
    case 'strings':
      return true;
    case 'tensor':
      return attr.value.data !== undefined;
    case 'tensors':
    case 'graph':
    case 'graphs':
    case 'type':
    case 'types':
    case 'ref':
      return false;
  }
}

/** A node for messages: its name, or what it makes, and its operator as far as it is known yet. */
function nameOf(node: NodeBuilder): string {
  const label = node.name === '' && node.outputCount > 0 ? (node.outputs[0] as string) : node.name;
  return `node '${label}'${node.op === '' ? '' : ` (${node.op})`}`;
}

/**
 * The node, as the next of its graph.
 * @throws Fault `bad-node` if it names no operator
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
    inputs: from.inputs.slice(0, from.inputCount),
    outputs: from.outputs.slice(0, from.outputCount),
    attrs: from.own ?? from.attrs.attrs,
    index,
  };
}
