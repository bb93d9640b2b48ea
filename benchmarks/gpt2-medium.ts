/** GPT-2 medium as an exporter writes it: the structure of a real export of three layers, repeated to 24 layers of width 1024. */
import type { Attr, Graph, Initializer, Node } from '#graph/graph.ts';
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { readModelSync } from '#read/read.ts';
import {
  floatAttr,
  floatsAttr,
  intsAttr,
  modelPieces,
  node,
  stringsAttr,
  tensor,
  value,
  type Written,
  type WrittenAttr,
  type WrittenData,
  type WrittenDType,
} from '../test/support/onnx-writer.ts';
import { writeSparse } from '../test/support/protobuf.ts';
import { memorySource } from '../test/support/truth.ts';

const LAYERS = 24;
const VOCABULARY = 50_257;
/** Sizes of the small model and what becomes of them: width, three widths, four widths, heads. */
const scale = new Map([
  [768, 1024],
  [2304, 3072],
  [3072, 4096],
  [12, 16],
]);

/** Writes a single file of 1.6 GB whose weights are holes. */
export function writeGpt2Medium(fixture: string, out: string): void {
  const { graph, opsets } = readModelSync(memorySource(gunzipSync(readFileSync(fixture)), fixture), fixture);
  const { before, layer, after } = parts(graph);
  const nodes = [
    ...before,
    ...Array.from({ length: LAYERS - 2 }, (_, i) => layer.map((one) => renamed(one, i + 1))).flat(),
    ...after,
  ];
  const own = [...graph.initializers.values()].filter(({ name }) => !name.includes('.h.'));
  const first = [...graph.initializers.values()].filter(({ name }) => name.includes('.h.0.'));
  const second = [...graph.initializers.values()].filter(({ name }) => name.includes('.h.1.'));
  const further = Array.from({ length: LAYERS - 1 }, (_, i) =>
    second.map((one) => ({ ...one, name: one.name.replace('.h.1.', `.h.${i + 1}.`) })),
  ).flat();
  writeSparse(
    out,
    modelPieces({
      nodes: nodes.map(written),
      initializers: [...own, ...first, ...further].map(writtenTensor),
      inputs: graph.inputs.map(({ name }) => value(name, 'i64', ['batch', 'seq'])),
      outputs: graph.outputs.map(({ name }) => value(name, 'f32', ['batch', 'seq', VOCABULARY])),
      opset: opsets.get('') ?? 17,
      producer: 'pytorch',
    }),
  );
}

/** The nodes up to the end of layer 0, those of layer 1, and those from layer 2 on, which becomes the last one. */
function parts({ nodes }: Graph): { before: readonly Node[]; layer: readonly Node[]; after: readonly Node[] } {
  const endOf = (layer: number): number =>
    nodes.findIndex(({ outputs }) => outputs[0] === `/m/transformer/h.${layer}/Add_1_output_0`) + 1;
  const aliases = (layer: number): readonly Node[] =>
    nodes.filter(({ op, outputs }) => op === 'Identity' && outputs[0]?.includes(`.h.${layer}.`) === true);
  const [second, third] = [aliases(1), aliases(2)];
  return {
    before: nodes.slice(0, endOf(0)).filter((one) => !second.includes(one) && !third.includes(one)),
    layer: [...second, ...nodes.slice(endOf(0), endOf(1))],
    after: [...third, ...nodes.slice(endOf(1))].map((one) => mapNames(one, (name) => shift(name, 2, LAYERS - 1))),
  };
}

const renamed = (one: Node, layer: number): Node =>
  mapNames(one, (name) =>
    /^(?:onnx::|Constant_)/.test(name) && layer > 1 ? `${name}_${layer}` : shift(name, 1, layer),
  );

/** Names of one layer, and of the layer before it, as those of another. */
function shift(name: string, from: number, to: number): string {
  return name.replaceAll(
    new RegExp(`([./]h\\.)(${from}|${from - 1})(?=[./])`, 'g'),
    (all, prefix: string, n: string) =>
      Number(n) === 0 && from === 1 && name.startsWith('m.') ? all : `${prefix}${Number(n) - from + to}`,
  );
}

const mapNames = (one: Node, map: (name: string) => string): Node => ({
  ...one,
  name: map(one.name),
  inputs: one.inputs.map(map),
  outputs: one.outputs.map(map),
});

const scaled = (size: unknown): number => scale.get(Number(size)) ?? Number(size);

function writtenTensor({ name, dtype, dims, data }: Initializer): Written<'tensor'> {
  const sizes = dims.map(scaled);
  const kept = data === undefined || (dtype === 'f32' && sizes.length > 1) ? undefined : (data as WrittenData);
  return tensor(name, dtype as WrittenDType, sizes, kept);
}

function written({ op, inputs, outputs, attrs, name, domain }: Node): Written<'node'> {
  const pairs = [...attrs].map(([key, attr]) => [key, writtenAttr(attr)] as const);
  return node(op, inputs, outputs, Object.fromEntries(pairs), { name, domain });
}

function writtenAttr(attr: Attr): WrittenAttr {
  switch (attr.kind) {
    case 'int':
      return Number(attr.value);
    case 'float':
      return floatAttr(attr.value);
    case 'string':
      return attr.value;
    case 'ints':
      return intsAttr(attr.value.map(Number));
    case 'floats':
      return floatsAttr(attr.value);
    case 'strings':
      return stringsAttr(attr.value);
    case 'tensor': {
      const { name, dtype, dims, data } = attr.value;
      const sizes = dtype === 'i64' ? data?.map((one) => (scale.has(Number(one)) ? scaled(one) : one)) : data;
      return tensor(name, dtype as WrittenDType, dims.map(Number), sizes?.map(plain) as WrittenData);
    }
    case 'tensors':
    case 'graph':
    case 'graphs':
    case 'type':
    case 'types':
    case 'ref':
      throw new TypeError(`an attribute of kind ${attr.kind} isn't expected here`);
  }
}

/** Dims beyond the safe integers come as polynomials whose key is the number. */
const plain = (one: unknown): unknown =>
  typeof one === 'object' && one !== null && 'key' in one ? BigInt(String(one.key)) : one;
