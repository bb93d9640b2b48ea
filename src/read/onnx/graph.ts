import { equal, format, isConstant, type Dim } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Graph, Initializer, Node, ValueInfo } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import { message, name, type Message } from '#read/protobuf/fields.ts';
import type { Notes } from '#read/notes.ts';
import type { GraphUnderWay, Subgraphs } from './attr.ts';
import { finishNode, newNode, nodeMessage, reuseNode, type NodeBuilder } from './node.ts';
import { wholeNode } from './node-whole.ts';
import { finishSparse, newSparse, sparseMessage } from './sparse.ts';
import { finishTensor, newTensor, tensorMessage } from './tensor.ts';
import { finishType, namesUnknownDType, newType, typeMessage, type TypeBuilder } from './type.ts';

/** A GraphProto as far as it is read. */
export interface GraphBuilder extends GraphUnderWay {
  readonly notes: Notes;
  /** The node under way. */
  readonly node: NodeBuilder;
  name: string;
  readonly nodes: Node[];
  readonly initializers: Map<string, Initializer>;
  readonly inputs: ValueInfo[];
  readonly outputs: ValueInfo[];
  readonly declared: Map<string, Value>;
}

interface ValueInfoBuilder {
  readonly notes: Notes;
  name: string;
  type: TypeBuilder | null;
}

const MAX_SUBGRAPHS = 100;

/**
 * @param depth subgraphs around this one
 * @throws Fault `depth-limit`
 */
export function newGraph(notes: Notes, depth: number): GraphBuilder {
  if (depth > MAX_SUBGRAPHS) {
    throw new Fault(
      'depth-limit',
      `more than ${MAX_SUBGRAPHS} subgraphs inside one another`,
      'no exporter nests so deeply: simplify the model',
    );
  }
  notes.keep(800);
  return {
    notes,
    node: newNode(notes, depth, subgraphs),
    name: '',
    nodes: [],
    initializers: new Map(),
    inputs: [],
    outputs: [],
    declared: new Map(),
  };
}

const valueInfoMessage: Message<ValueInfoBuilder> = {
  name: 'ValueInfoProto',
  fields: {
    1: name((to, v) => {
      to.notes.keep(40 + v.length);
      to.name = v;
    }),
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

export const graphMessage: Message<GraphBuilder> = {
  name: 'GraphProto',
  fields: {
    1: message(
      () => nodeMessage,
      (to) => reuseNode(to.node),
      (to, child) => void to.nodes.push(finishNode(child, to.nodes.length)),
      { whole: addWhole },
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

/** The tag of a graph's node. */
const NODE = 0x0a;

function addWhole({ node, nodes }: GraphBuilder, window: Buffer, start: number, end: number, limit: number): number {
  let read = start;
  let [from, to] = [start, end];
  while (to <= limit) {
    const whole = wholeNode(node, window, from, to, nodes.length);
    if (whole === undefined) return read;
    nodes.push(whole);
    read = to;
    if (window[read] !== NODE) return read;
    const low = window[read + 1] as number;
    const high = low < 0x80 ? 1 : (window[read + 2] as number);
    from = read + (low < 0x80 ? 2 : 3);
    to = high < 0x80 ? from + low + (high - 1) * 0x80 : NaN;
  }
  return read;
}

function addInitializer(to: GraphBuilder, tensor: Initializer): void {
  to.notes.keep(120 + tensor.name.length + 8 * tensor.dims.length);
  const before = to.initializers.get(tensor.name);
  if (before !== undefined) {
    if (before.dtype !== tensor.dtype || before.dims.map(format).join() !== tensor.dims.map(format).join()) {
      const what = `initializer '${tensor.name}' is given twice, in different types or sizes`;
      throw new Fault('duplicate-name', what, 'export the model again');
    }
    to.notes.add(
      'duplicate-name',
      'warning',
      `initializer '${tensor.name}' is given twice; the last one counts, as in onnxruntime`,
    );
  }
  to.initializers.set(tensor.name, tensor);
}

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

/** @throws Fault `duplicate-name`: which of two is meant, runtimes don't agree on */
export function checkDistinct(names: readonly string[], what: string): void {
  if (new Set(names).size === names.length) return;
  const twice = names.find((label, i) => names.indexOf(label) !== i);
  throw new Fault('duplicate-name', `${what} named '${twice}'`, 'export the model again');
}

/** @throws Fault as `checkDistinct`, of its inputs */
export function finishGraph(from: GraphBuilder): Graph {
  checkDistinct(
    from.inputs.map((input) => input.name),
    `graph '${from.name}' has two inputs`,
  );
  const initializerInputs = new Set<string>();
  for (const input of from.inputs) {
    const initializer = from.initializers.get(input.name);
    if (initializer === undefined) continue;
    initializerInputs.add(input.name);
    checkDefault(from.notes, initializer, input.type);
  }
  const inputs =
    initializerInputs.size === 0 ? from.inputs : from.inputs.filter((input) => !initializerInputs.has(input.name));
  const { name: graphName, nodes, outputs, initializers, declared } = from;
  return { name: graphName, nodes, inputs, outputs, initializers, initializerInputs, declared };
}

/** Says where an input's declaration doesn't allow the initializer that it is given by; onnxruntime refuses that. */
function checkDefault(notes: Notes, { name: label, dtype, dims }: Initializer, declared: Value): void {
  if (declared.kind === 'unknown') return;
  const { shape } = declared.kind === 'tensor' ? declared : { shape: undefined };
  const fits =
    declared.kind === 'tensor' &&
    declared.dtype === dtype &&
    (shape === null ||
      (shape?.length === dims.length && shape.every((dim, i) => !isConstant(dim) || equal(dim, dims[i] as Dim))));
  if (fits) return;
  notes.add(
    'declared-shape-mismatch',
    'lower-bound',
    `the input '${label}' is declared otherwise than the initializer of its name; counted by the initializer`,
  );
}

/** Graphs for the attributes that hold them. */
export const subgraphs: Subgraphs = {
  message: graphMessage as Message<GraphUnderWay>,
  open: newGraph,
  finish: (graph) => finishGraph(graph as GraphBuilder),
};
