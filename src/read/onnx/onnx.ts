import { Fault } from '#graph/fault.ts';
import type { Value } from '#graph/value.ts';
import { functionKey, type FunctionDef, type Graph, type Model } from '#graph/graph.ts';
import { int, message, text, type Message } from '#read/protobuf/fields.ts';
import type { Artifact } from '#read/format.ts';
import { takeNotes, type Notes } from '#read/notes.ts';
import { finishFunction, functionMessage, newFunction, type FunctionBuilder } from './function.ts';
import { finishGraph, graphMessage, newGraph, type GraphBuilder } from './graph.ts';
import { opsetField, opsetsOf, type Opset } from './opset.ts';
import type { Reading } from '#read/reading.ts';
import { walk } from '#read/protobuf/wire.ts';

/** The newest opset and IR version whose meaning is known; a newer one is read all the same, with a finding. */
const NEWEST_OPSET = 28;
const NEWEST_IR = 14;

interface ModelBuilder {
  readonly notes: Notes;
  irVersion: number;
  producer: string;
  producerVersion: string;
  readonly opsets: Opset[];
  graph: GraphBuilder | null;
  readonly functions: Map<string, FunctionDef>;
  /** Fields of a ModelProto seen, and fields whose wire type isn't a ModelProto's: what separates a broken model from another file. */
  fits: number;
  misfits: number;
}

const modelMessage: Message<ModelBuilder> = {
  name: 'ModelProto',
  misfit: (to) => void to.misfits++,
  fields: {
    1: int((to, v) => {
      to.fits++;
      to.irVersion = Number(v);
    }),
    2: text((to, v) => {
      to.fits++;
      to.producer = v;
    }),
    3: text((to, v) => {
      to.fits++;
      to.producerVersion = v;
    }),
    // Read only to separate a model from another protobuf file.
    5: int((to) => void to.fits++),
    7: message(
      () => graphMessage,
      (to) => (to.graph ??= newGraph(to.notes, 0)),
    ),
    8: opsetField(),
    25: message(
      () => functionMessage,
      (to) => newFunction(to.notes),
      addFunction,
    ),
  },
};

function addFunction(to: ModelBuilder, from: FunctionBuilder): void {
  const key = functionKey(from.domain, from.name, from.overload);
  if (to.functions.has(key)) {
    const what = `two model functions are named '${from.domain}:${from.name}'`;
    throw new Fault('duplicate-name', what, 'export the model again');
  }
  to.functions.set(key, finishFunction(from));
}

/**
 * Reads an ONNX model: one pass over its structure, weights seeked over.
 * @throws Fault `not-onnx`, `no-graph`, `missing-opset`, `bad-opset`, `duplicate-opset`, and those of the walk and its messages
 */
export function* readOnnx(head: Uint8Array, artifact: Artifact): Reading<Model> {
  const notes = takeNotes();
  const to: ModelBuilder = {
    notes,
    irVersion: 0,
    producer: '',
    producerVersion: '',
    opsets: [],
    graph: null,
    functions: new Map(),
    fits: 0,
    misfits: 0,
  };
  try {
    yield* walk(modelMessage, to, head, artifact.size);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    throw judgeFault(to, head, artifact, thrown);
  }
  if (to.graph === null) throw judgeFault(to, head, artifact, null);
  return finishModel(to, finishGraph(to.graph), artifact);
}

/** What a file that broke off before any graph is: a damaged model, another protobuf message, or no protobuf at all. */
function judgeFault(to: ModelBuilder, head: Uint8Array, artifact: Artifact, fault: Fault | null): Fault {
  const { path } = artifact;
  const broken = to.graph === null && (fault === null || fault.code === 'bad-wire' || fault.code === 'truncated');
  if (broken && to.misfits > 0) {
    return new Fault(
      'no-graph',
      `${path} is not a model: it looks like another ONNX message (a tensor or a bare graph)`,
      'give the file that holds the whole ModelProto',
      { cause: fault },
    );
  }
  if (broken && to.fits === 0 && !startsLikeModel(head)) {
    return new Fault('not-onnx', `${path} is not an ONNX model`, 'give a file that an ONNX exporter wrote', {
      cause: fault,
    });
  }
  if (fault !== null) return new Fault(fault.code, `${path}: ${fault.message}`, fault.hint, { cause: fault });
  return new Fault('no-graph', `${path} is an ONNX file without a graph`, 'export the model again');
}

/** Whether damage, not another format, is the likelier story: a first tag of a version or a graph, or zeros. */
function startsLikeModel(head: Uint8Array): boolean {
  return head[0] === 0 || head[0] === 0x08 || head[0] === 0x3a;
}

function finishModel(to: ModelBuilder, graph: Graph, artifact: Artifact): Model {
  const { notes } = to;
  const opsets = opsetsOf(to.opsets, artifact.path);
  checkDefaultOpset(opsets, to.irVersion, graph, artifact.path);
  const opset = opsets.get('') ?? 0;
  if (opset > NEWEST_OPSET) {
    notes.add(
      'opset-too-new',
      'warning',
      `opset ${opset} is newer than ${NEWEST_OPSET}, the newest known; operators are counted by their newest known meaning`,
    );
  }
  if (to.irVersion > NEWEST_IR)
    notes.add('ir-too-new', 'warning', `IR version ${to.irVersion} is newer than ${NEWEST_IR}, the newest known`);
  return {
    path: artifact.path,
    format: 'onnx',
    fileBytes: artifact.fileBytes,
    origin: {
      producer: `${to.producer} ${to.producerVersion}`.trim(),
      onnx: { irVersion: to.irVersion, opsets },
    },
    opsets,
    graph: to.irVersion >= 4 ? withOverridable(graph, to.graph as GraphBuilder) : graph,
    functions: to.functions,
    findings: notes.findings(),
  };
}

/** From IR version 4 on an initializer that is an input too is a default, which a caller may replace; before, it is a constant. */
function withOverridable(graph: Graph, { inputs, initializers }: GraphBuilder): Graph {
  if (graph.initializerInputs.size === 0) return graph;
  const overridable = new Map<string, Value>();
  for (const { name, type } of inputs) if (initializers.has(name)) overridable.set(name, type);
  return { ...graph, overridable };
}

/** Models before IR version 3 import nothing and mean opset 1; a later one must say it, if it uses the default domain at all. */
function checkDefaultOpset(opsets: Map<string, number>, irVersion: number, graph: Graph, path: string): void {
  if (opsets.has('') || !usesDefaultDomain(graph)) return;
  if (irVersion > 0 && irVersion < 3) {
    opsets.set('', 1);
    return;
  }
  throw new Fault(
    'missing-opset',
    `${path} doesn't say which opset its operators are of`,
    'export the model again with an opset_import for ai.onnx',
  );
}

function usesDefaultDomain(graph: Graph): boolean {
  return graph.nodes.some((node) => {
    if (node.domain === '') return true;
    for (const attr of node.attrs.values()) {
      if (attr.kind === 'graph' && usesDefaultDomain(attr.value)) return true;
      if (attr.kind === 'graphs' && attr.value.some(usesDefaultDomain)) return true;
    }
    return false;
  });
}
