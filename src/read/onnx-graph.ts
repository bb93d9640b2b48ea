import { Fault } from '#graph/fault.ts';
import type { Attr, Graph, Initializer, Node, ValueInfo } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import { finishAttr, newAttr, type AttrBuilder } from './onnx-attr.ts';
import { float, floats, int, ints, message, name, text } from './fields.ts';
import type { Notes } from './notes.ts';
import { finishSparse, finishTensor, newSparse, newTensor, sparseMessage, tensorMessage } from './onnx-tensor.ts';
import { finishType, namesUnknownDType, newType, typeMessage, type TypeBuilder } from './onnx-type.ts';
import type { Message } from './wire.ts';

/** A GraphProto as far as it is read. */
export interface GraphBuilder {
  readonly notes: Notes;
  /** Subgraphs around this one. */
  readonly depth: number;
  name: string;
  readonly nodes: Node[];
  readonly initializers: Map<string, Initializer>;
  readonly inputs: ValueInfo[];
  readonly outputs: ValueInfo[];
  readonly declared: Map<string, Value>;
}

/** A node while its fields arrive. */
export interface NodeBuilder {
  readonly notes: Notes;
  /** Subgraphs around the node's own graph. */
  readonly depth: number;
  name: string;
  op: string;
  domain: string;
  overload: string;
  readonly inputs: string[];
  readonly outputs: string[];
  attrs: Map<string, Attr> | null;
}

interface ValueInfoBuilder {
  readonly notes: Notes;
  name: string;
  type: TypeBuilder | null;
}

const MAX_SUBGRAPHS = 100;
const noAttrs: ReadonlyMap<string, Attr> = new Map();

/** @throws Fault `depth-limit` */
export function newGraph(notes: Notes, depth: number): GraphBuilder {
  if (depth > MAX_SUBGRAPHS) {
    throw new Fault(
      'depth-limit',
      `more than ${MAX_SUBGRAPHS} subgraphs inside one another`,
      'no exporter nests so deeply: simplify the model',
    );
  }
  notes.keep(500);
  return { notes, depth, name: '', nodes: [], initializers: new Map(), inputs: [], outputs: [], declared: new Map() };
}

export function newNode(notes: Notes, depth: number): NodeBuilder {
  notes.keep(250);
  return { notes, depth, name: '', op: '', domain: '', overload: '', inputs: [], outputs: [], attrs: null };
}

/** '' and 'ai.onnx' are one domain. */
export function domainOf(domain: string): string {
  return domain === 'ai.onnx' ? '' : domain;
}

/** Accounts for a kept name and hands it through. */
function kept(notes: Notes, value: string): string {
  notes.keep(40 + value.length);
  return value;
}

const attrMessage: Message<AttrBuilder> = {
  name: 'AttributeProto',
  fields: {
    1: name((to, v) => void (to.name = v)),
    2: float((to, v) => void (to.f = v)),
    3: int((to, v) => void (to.i = v)),
    4: text((to, v) => void (to.s = kept(to.notes, v))),
    5: message(
      () => tensorMessage,
      (to) => (to.t ??= newTensor(to.notes)),
    ),
    6: message(
      () => graphMessage,
      (to) => (to.g ??= newGraph(to.notes, to.depth + 1)),
    ),
    7: floats((to, v) => {
      to.notes.keep(8);
      (to.floats ??= []).push(v);
    }),
    8: ints((to, v) => {
      to.notes.keep(8);
      (to.ints ??= []).push(v);
    }),
    9: text((to, v) => void (to.strings ??= []).push(kept(to.notes, v))),
    10: message(
      () => tensorMessage,
      (to) => newTensor(to.notes),
      (to, child) => void (to.tensors ??= []).push(finishTensor(child)),
    ),
    11: message(
      () => graphMessage,
      (to) => newGraph(to.notes, to.depth + 1),
      (to, child) => void (to.graphs ??= []).push(finishGraph(child)),
    ),
    14: message(
      () => typeMessage,
      (to) => (to.tp ??= newType(to.notes)),
    ),
    15: message(
      () => typeMessage,
      (to) => newType(to.notes),
      (to, child) => void (to.types ??= []).push(finishType(child, to.name)),
    ),
    20: int((to, v) => void (to.type = Number(v))),
    21: name((to, v) => void (to.ref = v)),
    22: message(
      () => sparseMessage,
      (to) => (to.sparse ??= newSparse(to.notes)),
    ),
    23: message(
      () => sparseMessage,
      (to) => newSparse(to.notes),
      (to, child) => void (to.sparses ??= []).push(finishSparse(child)),
    ),
  },
};

export { attrMessage };

export const nodeMessage: Message<NodeBuilder> = {
  name: 'NodeProto',
  fields: {
    1: name((to, v) => void to.inputs.push(kept(to.notes, v))),
    2: name((to, v) => void to.outputs.push(kept(to.notes, v))),
    3: name((to, v) => void (to.name = kept(to.notes, v))),
    4: name((to, v) => void (to.op = v)),
    5: message(
      () => attrMessage,
      (to) => newAttr(to.notes, to.depth),
      (to, child) => {
        to.attrs ??= new Map();
        if (to.attrs.has(child.name)) {
          throw new Fault(
            'bad-attribute',
            `${nameOf(to)} has the attribute '${child.name}' twice`,
            'export the model again',
          );
        }
        to.attrs.set(child.name, finishAttr(child, nameOf(to), finishGraph));
      },
    ),
    7: name((to, v) => void (to.domain = domainOf(v))),
    8: name((to, v) => void (to.overload = v)),
  },
};

/** A node for messages: its name, or what it makes, and its operator as far as it is known yet. */
function nameOf(node: NodeBuilder): string {
  const label = node.name === '' ? (node.outputs[0] ?? '') : node.name;
  return `node '${label}'${node.op === '' ? '' : ` (${node.op})`}`;
}

/** @throws Fault `bad-node` where it names no operator */
export function finishNode(from: NodeBuilder, index: number): Node {
  if (from.op === '')
    throw new Fault('bad-node', `node ${index} (${nameOf(from)}) names no operator`, 'export the model again');
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

const valueInfoMessage: Message<ValueInfoBuilder> = {
  name: 'ValueInfoProto',
  fields: {
    1: name((to, v) => void (to.name = kept(to.notes, v))),
    2: message(
      () => typeMessage,
      (to) => (to.type ??= newType(to.notes)),
    ),
  },
};

const openValueInfo = (to: GraphBuilder): ValueInfoBuilder => {
  to.notes.keep(100);
  return { notes: to.notes, name: '', type: null };
};

const addInitializer = (to: GraphBuilder, tensor: Initializer): void => {
  to.notes.keep(120 + tensor.name.length + 8 * tensor.dims.length);
  if (to.initializers.has(tensor.name)) {
    to.notes.add(
      'duplicate-name',
      'warning',
      `initializer '${tensor.name}' is given twice; the last one counts, as in onnxruntime`,
    );
  }
  to.initializers.set(tensor.name, tensor);
};

const graphMessage: Message<GraphBuilder> = {
  name: 'GraphProto',
  fields: {
    1: message(
      () => nodeMessage,
      (to) => newNode(to.notes, to.depth),
      (to, child) => void to.nodes.push(finishNode(child, to.nodes.length)),
    ),
    2: name((to, v) => void (to.name = v)),
    5: message(
      () => tensorMessage,
      (to) => newTensor(to.notes),
      (to, child) => addInitializer(to, finishTensor(child)),
    ),
    11: message(
      () => valueInfoMessage,
      openValueInfo,
      (to, child) => void to.inputs.push(finishInput(child)),
    ),
    12: message(
      () => valueInfoMessage,
      openValueInfo,
      (to, child) => {
        to.outputs.push({ name: child.name, type: finishType(child.type, child.name) });
      },
    ),
    13: message(
      () => valueInfoMessage,
      openValueInfo,
      (to, child) => {
        if (child.type !== null) to.declared.set(child.name, finishType(child.type, child.name));
      },
    ),
    15: message(
      () => sparseMessage,
      (to) => newSparse(to.notes),
      (to, child) => addInitializer(to, finishSparse(child)),
    ),
  },
};

export { graphMessage };

/** A graph input with what is odd about its declaration. */
function finishInput(from: ValueInfoBuilder): ValueInfo {
  const type = finishType(from.type, from.name);
  if (namesUnknownDType(from.type)) {
    from.notes.add('unknown-dtype', 'warning', `input '${from.name}' has an element type that ONNX doesn't define`);
  }
  if (type.kind === 'tensor' && type.shape?.includes(0) === true) {
    from.notes.add(
      'zero-dim',
      'warning',
      `input '${from.name}' has a size of 0, which is taken as empty; bind it with --input if the exporter meant "unknown"`,
    );
  }
  return { name: from.name, type };
}

export function finishGraph(from: GraphBuilder): Graph {
  const initializerInputs = new Set<string>();
  for (const input of from.inputs) if (from.initializers.has(input.name)) initializerInputs.add(input.name);
  return {
    name: from.name,
    nodes: from.nodes,
    inputs:
      initializerInputs.size === 0 ? from.inputs : from.inputs.filter((input) => !initializerInputs.has(input.name)),
    outputs: from.outputs,
    initializers: from.initializers,
    initializerInputs,
    declared: from.declared,
  };
}
