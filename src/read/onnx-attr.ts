import { fromBigInt, type Dim } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Attr, Graph, Initializer } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { Notes } from './notes.ts';
import type { GraphBuilder } from './onnx-graph.ts';
import { finishSparse, finishTensor, type SparseBuilder, type TensorBuilder } from './onnx-tensor.ts';
import { finishType, type TypeBuilder } from './onnx-type.ts';

/** An AttributeProto as far as it is read: every value field that came, and the declared type. */
export interface AttrBuilder {
  readonly notes: Notes;
  /** Subgraphs around the node that has the attribute. */
  readonly depth: number;
  name: string;
  /** AttributeProto.AttributeType; 0 where absent, as from exporters before IR version 2. */
  type: number;
  f: number | undefined;
  i: number | bigint | undefined;
  s: string | undefined;
  t: TensorBuilder | undefined;
  g: GraphBuilder | undefined;
  floats: number[] | undefined;
  ints: (number | bigint)[] | undefined;
  strings: string[] | undefined;
  tensors: Initializer[] | undefined;
  graphs: Graph[] | undefined;
  tp: TypeBuilder | undefined;
  types: Value[] | undefined;
  sparse: SparseBuilder | undefined;
  sparses: Initializer[] | undefined;
  ref: string;
}

export function newAttr(notes: Notes, depth: number): AttrBuilder {
  notes.keep(150);
  return {
    notes,
    depth,
    name: '',
    type: 0,
    f: undefined,
    i: undefined,
    s: undefined,
    t: undefined,
    g: undefined,
    floats: undefined,
    ints: undefined,
    strings: undefined,
    tensors: undefined,
    graphs: undefined,
    tp: undefined,
    types: undefined,
    sparse: undefined,
    sparses: undefined,
    ref: '',
  };
}

/** Value fields by AttributeType number (FLOAT 1 … TYPE_PROTOS 14). */
const slots = [
  null,
  'f',
  'i',
  's',
  't',
  'g',
  'floats',
  'ints',
  'strings',
  'tensors',
  'graphs',
  'sparse',
  'sparses',
  'tp',
  'types',
] as const;

/**
 * The attribute's value by its declared type, or by what is stored where no type is declared. A scalar or list that the file
 * leaves out is 0, '' or empty, as protobuf 3 writers mean it.
 *
 * @param owner the node, for messages
 * @throws Fault `bad-attribute` where the stored value is of another type than the declared one, or missing
 */
export function finishAttr(from: AttrBuilder, owner: string, finishGraph: (graph: GraphBuilder) => Graph): Attr {
  if (from.ref !== '') return { kind: 'ref', value: from.ref };
  const stored = slots.findIndex((slot) => slot !== null && from[slot] !== undefined);
  const type = from.type === 0 ? stored : from.type;
  const slot = slots[type] ?? null;
  if (slot === null) throw bad(from, owner, type === -1 ? 'no value' : `the unknown type ${type}`);
  if (from[slot] === undefined && stored !== -1) {
    throw bad(from, owner, `the declared type ${label(type)} but a value of type ${label(stored)}`);
  }
  switch (slot) {
    case 'f':
      return { kind: 'float', value: from.f ?? 0 };
    case 'i':
      return { kind: 'int', value: toDim(from.i ?? 0) };
    case 's':
      return { kind: 'string', value: from.s ?? '' };
    case 't':
      if (from.t === undefined) throw bad(from, owner, 'no value');
      return { kind: 'tensor', value: finishTensor(from.t) };
    case 'g':
      if (from.g === undefined) throw bad(from, owner, 'no value');
      return { kind: 'graph', value: finishGraph(from.g) };
    case 'floats':
      return { kind: 'floats', value: from.floats ?? [] };
    case 'ints':
      return { kind: 'ints', value: (from.ints ?? []).map(toDim) };
    case 'strings':
      return { kind: 'strings', value: from.strings ?? [] };
    case 'tensors':
      return { kind: 'tensors', value: from.tensors ?? [] };
    case 'graphs':
      return { kind: 'graphs', value: from.graphs ?? [] };
    case 'sparse':
      if (from.sparse === undefined) throw bad(from, owner, 'no value');
      return { kind: 'tensor', value: finishSparse(from.sparse) };
    case 'sparses':
      return { kind: 'tensors', value: from.sparses ?? [] };
    case 'tp':
      return { kind: 'type', value: finishType(from.tp ?? null, from.name) };
    case 'types':
      return { kind: 'types', value: from.types ?? [] };
  }
}

function label(type: number): string {
  const names = [
    '',
    'FLOAT',
    'INT',
    'STRING',
    'TENSOR',
    'GRAPH',
    'FLOATS',
    'INTS',
    'STRINGS',
    'TENSORS',
    'GRAPHS',
    'SPARSE_TENSOR',
    'SPARSE_TENSORS',
    'TYPE_PROTO',
    'TYPE_PROTOS',
  ];
  return names[type] ?? String(type);
}

function bad(from: AttrBuilder, owner: string, what: string): Fault {
  return new Fault('bad-attribute', `${owner}: attribute '${from.name}' has ${what}`, 'export the model again');
}

function toDim(value: number | bigint): Dim {
  return typeof value === 'bigint' ? fromBigInt(value) : value;
}
