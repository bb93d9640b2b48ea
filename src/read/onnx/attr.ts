import { fromBigInt, type Dim } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import type { Attr, Graph, Initializer } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import { float, floats, int, int32, ints, message, name, text, type Message } from '#read/protobuf/fields.ts';
import type { Notes } from '#read/notes.ts';
import { finishSparse, newSparse, sparseMessage, type SparseBuilder } from './sparse.ts';
import { finishTensor, newTensor, tensorMessage, type TensorBuilder } from './tensor.ts';
import { finishType, newType, typeMessage, type TypeBuilder } from './type.ts';

/** How a graph inside an attribute is read: given by the file of graphs, since graphs hold attributes too. */
export interface Subgraphs {
  readonly message: Message<GraphUnderWay>;
  /** @param depth subgraphs around the new one */
  open(notes: Notes, depth: number): GraphUnderWay;
  finish(graph: GraphUnderWay): Graph;
}

declare const underWay: unique symbol;
/** A graph builder, of which only `Subgraphs` knows the inside. */
export interface GraphUnderWay {
  readonly [underWay]?: never;
}

/** A stored value under its AttributeProto.AttributeType. */
type Stored =
  | { readonly type: 1; readonly value: number }
  | { readonly type: 2; readonly value: Dim }
  | { readonly type: 3; readonly value: string }
  | { readonly type: 4; readonly value: TensorBuilder }
  | { readonly type: 5; readonly value: GraphUnderWay }
  | { readonly type: 6; readonly value: number[] }
  | { readonly type: 7; readonly value: Dim[] }
  | { readonly type: 8; readonly value: string[] }
  | { readonly type: 9; readonly value: Initializer[] }
  | { readonly type: 10; readonly value: Graph[] }
  | { readonly type: 11; readonly value: SparseBuilder }
  | { readonly type: 12; readonly value: Initializer[] }
  | { readonly type: 13; readonly value: TypeBuilder }
  | { readonly type: 14; readonly value: Value[] };

type StoredOf<T extends Stored['type']> = Extract<Stored, { readonly type: T }>;

const typeNames = [
  'UNDEFINED',
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
] as const;

/** By declared type; the types that aren't here have no value to leave out. */
const absentValues: Readonly<Record<number, Attr>> = {
  1: { kind: 'float', value: 0 },
  2: { kind: 'int', value: 0 },
  3: { kind: 'string', value: '' },
  6: { kind: 'floats', value: [] },
  7: { kind: 'ints', value: [] },
  8: { kind: 'strings', value: [] },
  9: { kind: 'tensors', value: [] },
  10: { kind: 'graphs', value: [] },
  12: { kind: 'tensors', value: [] },
  14: { kind: 'types', value: [] },
};

/** An AttributeProto as far as it is read. */
export interface AttrBuilder {
  readonly notes: Notes;
  /** Subgraphs around the node that has the attribute. */
  readonly depth: number;
  readonly subgraphs: Subgraphs;
  name: string;
  /** The declared AttributeType; 0 if absent, as from exporters before IR version 2. */
  type: number;
  /** What the file stores: one value, in a well-formed file. */
  stored: Stored | null;
  others: Stored[] | null;
  ref: string;
}

export function newAttr(notes: Notes, depth: number, subgraphs: Subgraphs): AttrBuilder {
  return { notes, depth, subgraphs, name: '', type: 0, stored: null, others: null, ref: '' };
}

/** Makes a used builder as good as new: the attributes of a node come one after the other. */
export function reuseAttr(builder: AttrBuilder): AttrBuilder {
  builder.notes.keep(150);
  builder.name = '';
  builder.type = 0;
  builder.stored = null;
  builder.others = null;
  builder.ref = '';
  return builder;
}

function store(to: AttrBuilder, value: Stored): void {
  if (to.stored !== null && to.stored.type !== value.type) (to.others ??= []).push(to.stored);
  to.stored = value;
}

/** The value of a type as it grows: the one from before, or a fresh one. */
function grow<S extends Stored>(to: AttrBuilder, type: S['type'], fresh: (to: AttrBuilder) => S): S['value'] {
  const known = to.stored?.type === type ? to.stored : to.others?.find((other) => other.type === type);
  if (known !== undefined) return (known as S).value;
  const made = fresh(to);
  store(to, made);
  return made.value;
}

const freshTensor = (to: AttrBuilder): StoredOf<4> => ({ type: 4, value: newTensor(to.notes) });
const freshGraph = (to: AttrBuilder): StoredOf<5> => ({ type: 5, value: to.subgraphs.open(to.notes, to.depth + 1) });
const freshFloats = (): StoredOf<6> => ({ type: 6, value: [] });
const freshInts = (): StoredOf<7> => ({ type: 7, value: [] });
const freshStrings = (): StoredOf<8> => ({ type: 8, value: [] });
const freshTensors = (): StoredOf<9> => ({ type: 9, value: [] });
const freshGraphs = (): StoredOf<10> => ({ type: 10, value: [] });
const freshSparse = (to: AttrBuilder): StoredOf<11> => ({ type: 11, value: newSparse(to.notes) });
const freshSparses = (): StoredOf<12> => ({ type: 12, value: [] });
const freshType = (to: AttrBuilder): StoredOf<13> => ({ type: 13, value: newType(to.notes) });
const freshTypes = (): StoredOf<14> => ({ type: 14, value: [] });

export const attrMessage: Message<AttrBuilder> = {
  name: 'AttributeProto',
  fields: {
    1: name((to, v) => void (to.name = v)),
    2: float((to, v) => store(to, { type: 1, value: v })),
    3: int((to, v) => store(to, { type: 2, value: toDim(v) })),
    4: text((to, v) => {
      to.notes.keep(v.length);
      store(to, { type: 3, value: v });
    }),
    5: message(
      () => tensorMessage,
      (to) => grow(to, 4, freshTensor),
    ),
    6: message(
      (to) => to.subgraphs.message,
      (to) => grow(to, 5, freshGraph),
    ),
    7: floats((to, v) => {
      to.notes.keep(8);
      grow(to, 6, freshFloats).push(v);
    }),
    8: ints((to, v) => {
      to.notes.keep(8);
      grow(to, 7, freshInts).push(toDim(v));
    }),
    9: text((to, v) => {
      to.notes.keep(40 + v.length);
      grow(to, 8, freshStrings).push(v);
    }),
    10: message(
      () => tensorMessage,
      (to) => newTensor(to.notes),
      (to, child) => void grow(to, 9, freshTensors).push(finishTensor(child)),
    ),
    11: message(
      (to) => to.subgraphs.message,
      (to) => to.subgraphs.open(to.notes, to.depth + 1),
      (to, child) => void grow(to, 10, freshGraphs).push(to.subgraphs.finish(child)),
    ),
    14: message(
      () => typeMessage,
      (to) => grow(to, 13, freshType),
    ),
    15: message(
      () => typeMessage,
      (to) => newType(to.notes),
      (to, child) => void grow(to, 14, freshTypes).push(finishType(child, to.name)),
    ),
    20: int32((to, v) => void (to.type = v)),
    21: name((to, v) => void (to.ref = v)),
    22: message(
      () => sparseMessage,
      (to) => grow(to, 11, freshSparse),
    ),
    23: message(
      () => sparseMessage,
      (to) => newSparse(to.notes),
      (to, child) => void grow(to, 12, freshSparses).push(finishSparse(child)),
    ),
  },
};

/**
 * The attribute's value by its declared type, or by what is stored if no type is declared. A scalar or list that the file
 * leaves out is 0, '' or empty, as protobuf 3 writers mean it.
 *
 * @param owner what has the attribute, for messages
 * @throws Fault `bad-attribute` if the stored value is of another type than the declared one, or missing
 */
export function finishAttr(from: AttrBuilder, owner: () => string): Attr {
  if (from.ref !== '') return { kind: 'ref', value: from.ref };
  const { stored, type } = from;
  if (stored === null) return absent(from, owner);
  if (type === 0 || type === stored.type) return valueOf(from, stored);
  const other = from.others?.find((one) => one.type === type);
  if (other !== undefined) return valueOf(from, other);
  throw bad(from, owner, `the declared type ${typeNames[type] ?? type} but a value of type ${typeNames[stored.type]}`);
}

function valueOf(from: AttrBuilder, stored: Stored): Attr {
  switch (stored.type) {
    case 1:
      return { kind: 'float', value: stored.value };
    case 2:
      return { kind: 'int', value: stored.value };
    case 3:
      return { kind: 'string', value: stored.value };
    case 4:
      return { kind: 'tensor', value: finishTensor(stored.value) };
    case 5:
      return { kind: 'graph', value: from.subgraphs.finish(stored.value) };
    case 6:
      return { kind: 'floats', value: stored.value };
    case 7:
      return { kind: 'ints', value: stored.value };
    case 8:
      return { kind: 'strings', value: stored.value };
    case 9:
    case 12:
      return { kind: 'tensors', value: stored.value };
    case 10:
      return { kind: 'graphs', value: stored.value };
    case 11:
      return { kind: 'tensor', value: finishSparse(stored.value) };
    case 13:
      return { kind: 'type', value: finishType(stored.value, from.name) };
    case 14:
      return { kind: 'types', value: stored.value };
  }
}

/** What an attribute without a stored value means by its declared type. */
function absent(from: AttrBuilder, owner: () => string): Attr {
  const value = absentValues[from.type];
  if (value !== undefined) return value;
  throw bad(from, owner, typeNames[from.type] === undefined ? `the unknown type ${from.type}` : 'no value');
}

function bad(from: AttrBuilder, owner: () => string, what: string): Fault {
  return new Fault('bad-attribute', `${owner()}: attribute '${from.name}' has ${what}`, 'export the model again');
}

function toDim(value: number | bigint): Dim {
  return typeof value === 'bigint' ? fromBigInt(value) : value;
}
