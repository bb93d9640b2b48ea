import { childKinds, type OnnxKind } from './onnx-schema.ts';
import { fieldsOf, tag, varint } from './protobuf.ts';

/** Numbers in [0, 1), the same ones for the same seed (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A message taken apart: what a mutation works on. */
export interface Field {
  number: number;
  wire: number;
  /** Bytes of the value: a varint, 4 or 8 bytes, or the content of a delimited field without children. */
  value: Uint8Array;
  children: Field[] | null;
  kind: OnnxKind | null;
  /** Added to the true length in the length prefix. */
  lie: number;
}

/** One of a list. */
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** A message's fields, those that are messages taken apart in their turn. */
export function takeApart(message: Uint8Array, kind: OnnxKind): Field[] {
  return fieldsOf(message).map(({ number, wire, value, bytes }) => {
    const child = wire === 2 ? childKinds[kind][number] : undefined;
    return {
      number,
      wire,
      value: typeof value === 'number' ? bytes.subarray(tag(number, 0).length) : value,
      children: child === undefined ? null : takeApart(value as Uint8Array, child),
      kind: child ?? null,
      lie: 0,
    };
  });
}

/** The message of these fields. */
export function putTogether(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ number, wire, value, children, lie }) => {
      const content = children === null ? value : putTogether(children);
      return wire === 2 ? [tag(number, 2), varint(content.length + lie), content] : [tag(number, wire), content];
    }),
  );
}

/** Every list of fields in the tree, the outermost first. */
function* listsOf(fields: Field[]): Generator<Field[]> {
  yield fields;
  for (const { children } of fields) if (children !== null) yield* listsOf(children);
}

const integers = [
  0,
  1,
  2,
  3,
  5,
  7,
  17,
  127,
  128,
  255,
  256,
  4096,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -1,
  -2,
  -(2 ** 31),
  2n ** 62n,
  2n ** 63n - 1n,
  -(2n ** 63n),
];
const texts = [
  '',
  'x',
  'y',
  'W',
  '__proto__',
  'constructor',
  'toString',
  'N',
  'Min(N,3)',
  'N*N*N',
  '((a*b)//c)',
  'ai.onnx',
  'com.microsoft',
  'Loop',
  'If',
  'Scan',
  'Conv',
  'Reshape',
  'Concat',
  'Range',
  'Expand',
  'Tile',
  '../../x',
  'é\u0000\u{1f600}',
  'a'.repeat(70_000),
];

/** Changes one list of fields; `all` are the lists of the whole file. */
type Mutation = (random: Random, list: Field[], all: readonly Field[][]) => void;

const someField = (random: Random, list: readonly Field[]): Field | undefined =>
  list.length === 0 ? undefined : pick(random, list);
const place = (random: Random, list: readonly Field[]): number => Math.floor(random() * (list.length + 1));
/** A field without children. */
export const fresh = (number: number, wire: number, value: Uint8Array): Field => ({
  number,
  wire,
  value,
  children: null,
  kind: null,
  lie: 0,
});

/** A copy of the tree; values are shared, since no mutation writes into one. */
export const copyOf = (field: Field): Field => ({ ...field, children: field.children?.map(copyOf) ?? null });

function noise(random: Random, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

const insert = (random: Random, list: Field[], field: Field): void => void list.splice(place(random, list), 0, field);
const flipBit = (random: Random, bytes: Uint8Array): Uint8Array => {
  const flipped = Uint8Array.from(bytes);
  const at = Math.floor(random() * flipped.length);
  if (flipped.length > 0) flipped[at] = (flipped[at] as number) ^ (1 << Math.floor(random() * 8));
  return flipped;
};

/** An integer, a text or a bit changes; texts at times to another text of the same file, so that names meet. */
const changeValue: Mutation = (random, list, all) => {
  const field = someField(random, list);
  if (field === undefined || field.children !== null) return;
  if (field.wire === 0) field.value = varint(pick(random, integers));
  else if (field.wire !== 2 || random() < 0.2) field.value = flipBit(random, field.value);
  else {
    const other = someField(random, pick(random, all));
    field.value =
      other?.wire === 2 && other.children === null && random() < 0.7 ? other.value : Buffer.from(pick(random, texts));
  }
};

/** Changes that leave a file that can be parsed: what it says is what is wrong with it. */
const gentle: readonly Mutation[] = [
  changeValue,
  changeValue,
  changeValue,
  changeValue,
  function remove(random, list) {
    list.splice(place(random, list), 1);
  },
  function repeat(random, list) {
    const field = someField(random, list);
    if (field === undefined) return;
    for (let times = pick(random, [1, 1, 1, 2, 50]); times > 0; times--) insert(random, list, copyOf(field));
  },
  function move(random, list) {
    const [field] = list.splice(place(random, list), 1);
    if (field !== undefined) insert(random, list, field);
  },
  function borrow(random, list, all) {
    const donor = someField(random, pick(random, all));
    if (donor !== undefined) insert(random, list, copyOf(donor));
  },
  function renumber(random, list) {
    const field = someField(random, list);
    if (field !== undefined) field.number = Math.ceil(random() * 26);
  },
  function nest(random, list) {
    const graph = list.find(({ kind }) => kind === 'graph');
    if (graph === undefined) return;
    for (let depth = Math.floor(random() * 130); depth > 0; depth--) {
      const branch = delimitedField(5, 'attribute', [
        text(1, 'then_branch'),
        delimitedField(6, 'graph', graph.children ?? []),
      ]);
      graph.children = [delimitedField(1, 'node', [text(1, 'cond'), text(2, 'z'), text(4, 'If'), branch])];
    }
  },
];

/** A field that is a message. */
export const delimitedField = (number: number, kind: OnnxKind, children: Field[]): Field => ({
  ...fresh(number, 2, new Uint8Array(0)),
  kind,
  children,
});
/** A field that is a text. */
export const text = (number: number, value: string): Field => fresh(number, 2, Buffer.from(value));

/** Changes that break the encoding itself. */
const rough: readonly Mutation[] = [
  function retype(random, list) {
    const field = someField(random, list);
    if (field !== undefined && field.children === null) field.wire = Math.floor(random() * 8);
  },
  function misnumber(random, list) {
    const field = someField(random, list);
    if (field !== undefined) field.number = pick(random, [0, 2 ** 29 - 1, 2 ** 29]);
  },
  function lie(random, list) {
    const field = someField(random, list);
    if (field !== undefined) field.lie = pick(random, [-1, 1, 5, -5, 100, 2 ** 31, 2 ** 40]);
  },
  function babble(random, list) {
    insert(random, list, fresh(Math.ceil(random() * 30), 2, noise(random, Math.floor(random() * 40))));
  },
  function group(random, list) {
    insert(random, list, fresh(Math.ceil(random() * 30), pick(random, [3, 4]), new Uint8Array(0)));
  },
  function overlong(random, list) {
    insert(
      random,
      list,
      fresh(
        1,
        0,
        noise(random, 11).map((byte) => byte | 0x80),
      ),
    );
  },
];

/**
 * Another file made of this one, by one to eight changes that keep most of its structure, and at times a cut or a flipped bit
 * of the bytes: hostile in the way that files are, not noise.
 */
export function mutate(model: Uint8Array, random: Random): Uint8Array {
  const root = takeApart(model, 'model');
  for (let changes = Math.ceil(random() ** 2 * 8); changes > 0; changes--) {
    const all = [...listsOf(root)];
    pick(random, random() < 0.07 ? rough : gentle)(random, pick(random, all), all);
  }
  const bytes = putTogether(root);
  if (random() < 0.05) return bytes.subarray(0, Math.floor(random() * bytes.length));
  return random() < 0.05 ? flipBit(random, bytes) : bytes;
}
