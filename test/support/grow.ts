import type { ModelReport } from '#count/model-report.ts';
import {
  copyOf,
  delimitedField,
  fresh,
  pick,
  putTogether,
  takeApart,
  text,
  type Field,
  type Random,
} from './mutate.ts';
import { fieldsOf, varint } from './protobuf.ts';

/** Another model that does no less than the one it is made of, or says that it does less while runtimes may do as much. */
export interface Grown {
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** The main graph's fields by what they are, in a tree of their own. */
interface Tree {
  readonly root: Field[];
  readonly graph: Field[];
  readonly nodes: readonly Field[];
  readonly initializers: readonly Field[];
  readonly inputs: readonly Field[];
  readonly outputs: readonly Field[];
}

const NODE = 1;
const INITIALIZER = 5;
const INPUT = 11;
const OUTPUT = 12;

/** Changes the tree; false where this model has nothing to change so. */
type Growth = (random: Random, tree: Tree) => boolean;

const string = (field: Field | undefined): string =>
  field === undefined ? '' : Buffer.from(field.value).toString('latin1');
const named = (fields: readonly Field[] | null, number: number): readonly Field[] =>
  (fields ?? []).filter((field) => field.number === number && field.wire === 2 && field.children === null);
const last = (fields: readonly Field[] | null, number: number): Field | undefined => named(fields, number).at(-1);
const bytesOf = (value: string): Uint8Array => Buffer.from(value, 'latin1');

/** The op with its domain, of a node. */
const opOf = ({ children }: Field): string => string(last(children, 4));
const domainOf = ({ children }: Field): string => string(last(children, 7));
const hasBody = ({ children }: Field): boolean =>
  (children ?? []).some(
    ({ kind, children: fields }) => kind === 'attribute' && fields?.some((one) => one.kind === 'graph'),
  );

const nodeField = (op: string, inputs: readonly string[], output: string, domain = ''): Field =>
  delimitedField(NODE, 'node', [
    ...inputs.map((name) => fresh(1, 2, bytesOf(name))),
    fresh(2, 2, bytesOf(output)),
    text(4, op),
    ...(domain === '' ? [] : [text(7, domain)]),
  ]);

/** Lets everything that read a value read another, but for one node. */
function redirect({ nodes, outputs }: Tree, from: string, to: string, except: readonly Field[]): void {
  for (const one of nodes) {
    if (except.includes(one)) continue;
    for (const field of named(one.children, 1)) if (string(field) === from) field.value = bytesOf(to);
  }
  for (const { children } of outputs) {
    const name = last(children, 1);
    if (string(name) === from && name !== undefined) name.value = bytesOf(to);
  }
}

/** A node more at the end of an output. */
const atTheEnd: Growth = (random, tree) => {
  if (tree.outputs.length === 0) return false;
  const name = last(pick(random, tree.outputs).children, 1);
  if (name === undefined) return false;
  const before = string(name);
  const after = `${before}~`;
  tree.graph.push(nodeField(pick(random, ['Neg', 'Sigmoid', 'Identity']), [before], after));
  for (const { children } of tree.outputs) {
    const field = last(children, 1);
    if (field !== undefined && string(field) === before) field.value = bytesOf(after);
  }
  return true;
};

/** An output more, of a node on some value. */
const aside: Growth = (random, tree) => {
  if (tree.nodes.length === 0) return false;
  const read = last(pick(random, tree.nodes).children, 2);
  if (read === undefined || read.value.length === 0) return false;
  tree.graph.push(nodeField('Exp', [string(read)], 'aside~'));
  tree.graph.push(delimitedField(OUTPUT, 'value', [text(1, 'aside~')]));
  return true;
};

/** Operators whose output is as large as the input: what follows stays as it was. */
const keepers =
  /^(Abs|Add|BatchNormalization|Clip|Erf|Exp|Identity|LayerNormalization|LeakyRelu|Mul|Neg|Relu|Sigmoid|Softmax|Sqrt|Sub|Tanh)$/;

/** A node again, on its own output. */
const again: Growth = (random, tree) => {
  const plain = tree.nodes.filter((one) => !hasBody(one) && domainOf(one) === '' && keepers.test(opOf(one)));
  if (plain.length === 0) return false;
  const node = pick(random, plain);
  const [input] = named(node.children, 1);
  const outputs = named(node.children, 2);
  const [output] = outputs;
  if (input === undefined || output === undefined || outputs.length > 1 || output.value.length === 0) return false;
  const copy = copyOf(node);
  const before = string(output);
  (named(copy.children, 1)[0] as Field).value = bytesOf(before);
  (named(copy.children, 2)[0] as Field).value = bytesOf(`${before}~`);
  redirect(tree, before, `${before}~`, [node]);
  tree.graph.splice(tree.graph.indexOf(node) + 1, 0, copy);
  return true;
};

/** The sizes of a value's type. */
function dimsOf(value: Field): readonly Field[] {
  const type = value.children?.find(({ kind }) => kind === 'type');
  const tensor = type?.children?.find(({ kind }) => kind === 'tensorType');
  const shape = tensor?.children?.find(({ kind }) => kind === 'shape');
  return (shape?.children ?? []).flatMap(
    ({ children }) => children?.filter(({ number, wire }) => number === 1 && wire === 0) ?? [],
  );
}

const numberIn = (value: Uint8Array): number => {
  const [field] = fieldsOf(Buffer.concat([Uint8Array.of(8), value]));
  return typeof field?.value === 'number' ? field.value : NaN;
};

/** A size of an input doubled: of models that compute with sizes this may well be less work. */
const largerInput: Growth = (random, tree) => {
  if (tree.nodes.some((one) => /^(Shape|Size|If|Loop|Scan|Slice|Resize|Split|Gather|SequenceAt)/.test(opOf(one))))
    return false;
  const dims = tree.inputs.flatMap(dimsOf);
  if (dims.length === 0) return false;
  const dim = pick(random, dims);
  const before = numberIn(dim.value);
  if (!(before >= 1 && before < 2 ** 20)) return false;
  dim.value = varint(before * 2);
  return true;
};

/** A size of a weight doubled, its contents with it. */
const largerWeight: Growth = (random, tree) => {
  const raws = tree.initializers.filter(
    ({ children }) => children?.some(({ number, value }) => number === 9 && value.length > 64) === true,
  );
  if (raws.length === 0) return false;
  const { children } = pick(random, raws);
  const dims = (children ?? []).filter(({ number, wire }) => number === 1 && wire === 0);
  const raw = children?.find(({ number }) => number === 9);
  if (dims.length === 0 || raw === undefined || raw.value.length > 2 ** 16) return false;
  const dim = pick(random, dims);
  dim.value = varint(numberIn(dim.value) * 2);
  raw.value = Buffer.concat([raw.value, raw.value]);
  return true;
};

/** A turn more of a loop whose trip count is an initializer. */
const moreTrips: Growth = (random, tree) => {
  const loops = tree.nodes.filter((one) => opOf(one) === 'Loop');
  if (loops.length === 0) return false;
  const name = string(named(pick(random, loops).children, 1)[0]);
  const trips = tree.initializers.find(({ children }) => string(last(children, 8)) === name);
  const raw = trips?.children?.find(({ number, wire, value }) => number === 9 && wire === 2 && value.length === 8);
  if (raw === undefined) return false;
  const count = Buffer.from(raw.value).readBigInt64LE();
  if (count < 0n || count > 1000n) return false;
  const more = Buffer.alloc(8);
  more.writeBigInt64LE(count + 1n);
  raw.value = more;
  return true;
};

/** A node moved into a function of a domain of its own. */
const intoFunction: Growth = (random, tree) => {
  // An Identity of a weight stands for a copy that the exporter merged: in a function it is none.
  const plain = tree.nodes.filter((one) => !hasBody(one) && domainOf(one) === '' && opOf(one) !== 'Identity');
  if (plain.length === 0) return false;
  const node = pick(random, plain);
  const inputs = named(node.children, 1);
  const outputs = named(node.children, 2);
  if (
    new Set(inputs.map(string)).size !== inputs.length ||
    [...inputs, ...outputs].some(({ value }) => value.length === 0)
  )
    return false;
  const opsets = tree.root.filter(({ kind }) => kind === 'opset').map((one) => ({ ...copyOf(one), number: 9 }));
  tree.root.push(
    delimitedField(25, 'function', [
      text(1, 'Moved'),
      ...inputs.map(({ value }) => fresh(4, 2, value)),
      ...outputs.map(({ value }) => fresh(5, 2, value)),
      { ...copyOf(node), number: 7 },
      ...opsets,
      text(10, 'moved'),
    ]),
    delimitedField(8, 'opset', [text(1, 'moved'), fresh(2, 0, varint(1))]),
  );
  node.children = [...inputs.map(copyOf), ...outputs.map(copyOf), text(4, 'Moved'), text(7, 'moved')];
  return true;
};

/** A function named as the operator of a node, which does nothing. */
const shadow: Growth = (random, tree) => {
  if (tree.nodes.length === 0) return false;
  const node = pick(random, tree.nodes);
  const inputs = named(node.children, 1).map((_, i) => fresh(4, 2, bytesOf(`i${i}`)));
  const outputs = named(node.children, 2).map((_, i) => fresh(5, 2, bytesOf(`o${i}`)));
  const overload = last(node.children, 8);
  if (inputs.length === 0) return false;
  tree.root.push(
    delimitedField(25, 'function', [
      text(1, opOf(node)),
      ...inputs,
      ...outputs,
      ...outputs.map((_, i) => ({ ...nodeField('Identity', ['i0'], `o${i}`), number: 7 })),
      delimitedField(9, 'opset', [text(1, ''), fresh(2, 0, varint(17))]),
      text(10, domainOf(node)),
      ...(overload === undefined ? [] : [{ ...copyOf(overload), number: 13 }]),
    ]),
  );
  return true;
};

/** A tensor again under its name, smaller. */
const smallerTwin: Growth = (random, tree) => {
  if (tree.initializers.length === 0) return false;
  const { children } = pick(random, tree.initializers);
  const name = last(children, 8);
  if (name === undefined) return false;
  const type = children?.find(({ number, wire }) => number === 2 && wire === 0);
  tree.graph.push(
    delimitedField(INITIALIZER, 'tensor', [
      ...(children ?? []).filter(({ number, wire }) => number === 1 && wire === 0).map(() => fresh(1, 0, varint(1))),
      type ?? fresh(2, 0, varint(1)),
      fresh(9, 2, new Uint8Array(4)),
      copyOf(name),
    ]),
  );
  return true;
};

/** An input again under its name, or one whose name differs only in a byte that isn't UTF-8, smaller. */
const inputTwin: Growth = (random, tree) => {
  if (tree.inputs.length === 0) return false;
  const input = pick(random, tree.inputs);
  const copy = copyOf(input);
  for (const dim of dimsOf(copy)) dim.value = varint(1);
  tree.graph.push(copy);
  return true;
};

/** The default opset once more, older, by its other name. */
const opsetTwin: Growth = (random, { root }) => {
  root.push(
    delimitedField(8, 'opset', [text(1, pick(random, ['', 'ai.onnx'])), fresh(2, 0, varint(pick(random, [1, 7, 11])))]),
  );
  return true;
};

/** The same in other words: the graph in two parts, which protobuf merges. */
const inTwoParts: Growth = (random, { root, graph }) => {
  const half = graph.splice(Math.floor(random() * (graph.length + 1)));
  root.push(delimitedField(7, 'graph', half));
  return true;
};

/** A number of an attribute again, as the last of which protobuf takes it. */
const repeated: Growth = (random, { nodes }) => {
  const attributes = nodes.flatMap(({ children }) => children?.filter(({ kind }) => kind === 'attribute') ?? []);
  if (attributes.length === 0) return false;
  const { children } = pick(random, attributes);
  const singular = children?.filter(({ number, wire }) => wire === 0 && number === 3) ?? [];
  const [number] = singular;
  if (number === undefined || children === null) return false;
  children.unshift(fresh(3, 0, varint(pick(random, [0, 1, 2, 7]))));
  return true;
};

const growths: Readonly<Record<string, Growth>> = {
  atTheEnd,
  aside,
  again,
  largerInput,
  largerWeight,
  moreTrips,
  intoFunction,
  shadow,
  smallerTwin,
  inputTwin,
  opsetTwin,
  inTwoParts,
  repeated,
};

/** The model with work added, or with what might hide some of it; null where this one can't be grown so. */
export function grow(model: Uint8Array, random: Random): Grown | null {
  let root: Field[];
  try {
    root = takeApart(model, 'model');
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
  const graphs = root.filter(({ kind }) => kind === 'graph');
  const graph = graphs[0]?.children;
  if (graphs.length !== 1 || graph === null || graph === undefined) return null;
  const of = (number: number): readonly Field[] =>
    graph.filter((field) => field.number === number && field.children !== null);
  const tree = { root, graph, nodes: of(NODE), initializers: of(INITIALIZER), inputs: of(INPUT), outputs: of(OUTPUT) };
  const [kind, change] = pick(random, Object.entries(growths));
  return change(random, tree) ? { kind, bytes: putTogether(root) } : null;
}

const compared = ['macs', 'flops', 'flopsTotal', 'transcendentals', 'params'] as const;

/** What of a grown model is counted as less though nothing is said; null where all is as it must be. */
export function lowered(before: ModelReport, after: ModelReport): string | null {
  if (!before.exact || !after.exact) return null;
  const known = new Set(before.findings.map(({ code }) => code));
  if (after.findings.some(({ level, code }) => level !== 'info' && !known.has(code))) return null;
  const less = compared.filter((metric) => {
    const [a, b] = [before.totals[metric], after.totals[metric]];
    return a !== null && b !== null && b < a;
  });
  return less.length === 0
    ? null
    : less.map((metric) => `${metric} from ${before.totals[metric]} to ${after.totals[metric]}`).join(', ');
}
