import type { Dim } from '#graph/dim.ts';
import type { Attr, Graph, Initializer, Model, Node } from '#graph/graph.ts';
import type { TensorValue, Value, Weight } from '#graph/value.ts';
import type { Cost } from '#count/ops/cost.ts';
import { add, fromBigInt, product } from '#graph/dim.ts';
import { isFloat } from '#graph/dtype.ts';
import { holdsGraph } from './order.ts';

/**
 * Books of a model's parameters. Logical `params`: every weight tensor that a live node uses, once; one store read through several
 * Identity nodes counts once per Identity (the exporter merged equal tensors of the author's model). A packed weight counts what it
 * stands for (`Cost.parameters`). Integer index and shape constants, scales and zero points aren't parameters.
 */
export interface Weights {
  /** The initializer as a value that remembers its weight. */
  value(initializer: Initializer): TensorValue;
  /** A constant computed from constants: it stands for all the weights that went into it. */
  folded(node: Node, inputs: readonly (Value | undefined)[], output: TensorValue): TensorValue;
  /** A part of constants that sizes choose: whoever uses it uses the weights that it was taken from. */
  chosen(node: Node, inputs: readonly (Value | undefined)[], output: TensorValue): TensorValue;
  /** The parameters that this node is the first to use. */
  use(inputs: readonly (Value | undefined)[], node: Node, cost: Cost): Dim;
  params(): Dim;
  /** A mark to return to: calling it forgets the uses booked since. */
  checkpoint(): () => void;
}

/** Elements and bytes that a model's file stores, bodies included; bytes of types without a width are left out. */
export function storedWeights(model: Model): { readonly elements: Dim; readonly bytes: Dim } {
  let elements: Dim = 0;
  let bytes: Dim = 0;
  const inAttr = (attr: Attr): void => {
    if (attr.kind === 'graph') inGraph(attr.value);
  };
  const inNodes = (nodes: readonly Node[]): void => {
    for (let i = 0; i < nodes.length; i++) {
      const { attrs } = nodes[i] as Node;
      if (attrs.size > 0 && holdsGraph(attrs)) attrs.forEach(inAttr);
    }
  };
  const inGraph = (graph: Graph): void => {
    for (const initializer of graph.initializers.values()) {
      elements = add(elements, initializer.nonZeros ?? product(initializer.dims));
      bytes = add(bytes, fromBigInt(initializer.bytes ?? 0n));
    }
    inNodes(graph.nodes);
  };
  inGraph(model.graph);
  for (const definition of model.functions.values()) inNodes(definition.nodes);
  return { elements, bytes };
}

/** Inputs that are quantisation scales and zero points, by operator: all but these positions hold data. */
const dataInputs = new Map<string, readonly number[]>([
  ['DequantizeLinear', [0]],
  ['QuantizeLinear', [0]],
  ['QLinearConv', [0, 3, 8]],
  ['QLinearMatMul', [0, 3]],
  ['ConvInteger', [0, 1]],
  ['MatMulInteger', [0, 1]],
  ['QGemm', [0, 3, 6]],
  ['MatMulNBits', [0, 1, 5]],
  ['MatMulBnb4', [0, 1]],
  ['QLinearAdd', [0, 3]],
  ['QLinearMul', [0, 3]],
  ['DynamicQuantizeMatMul', [0, 1, 4]],
  ['MatMulIntegerToFloat', [0, 1, 6]],
  ['QAttention', [0, 1, 2]],
  ['DynamicQuantizeLSTM', [0, 1, 2, 3]],
  ['QEmbedLayerNormalization', [2, 3, 4, 5, 6]],
  ['QMoE', [0, 2, 4, 5, 7, 8, 10]],
  ['QOrderedAttention', [0, 5, 6, 7, 11, 12, 13]],
  ['QOrderedLongformerAttention', [0, 2, 4, 8, 10]],
  ['GatherBlockQuantized', [0]],
  ['GemmFloat8', [0, 1, 2]],
  ['MatMulBlockQuantizedFp4Weight', [0, 1, 5]],
  ['MatMulBlockQuantizedFp8Weight', [0, 1, 4]],
  ['MatMulFpQ4', [0, 1]],
  ['MatMulNBitsMlp', [0, 1, 2, 3, 5, 6, 8]],
  ['MatMulNBitsQLoRA', [0, 1, 3, 5]],
  ['MatMulNBitsQkv', [0, 1, 2, 3, 5, 6, 8, 9, 11]],
  ['MatMulPacked', [0, 1]],
  ['QLinearAveragePool', [0]],
  ['QLinearSigmoid', [0]],
  ['QLinearLeakyRelu', [0]],
  ['QLinearSoftmax', [0]],
  ['QLinearReduceMean', [0]],
  ['QLinearWhere', [0, 1, 4]],
  ['QLinearConvTranspose', [0, 3, 8]],
  ['QLinearGlobalAveragePool', [0]],
  ['QOrderedMatMul', [0, 2, 5, 6]],
]);

/** Operators whose i32 data is quantised bias or weight, not an index. */
const quantized = new Set(dataInputs.keys());

/** @param values of initializers, by all runs of one model: what is made of the file alone in one serves the others, too */
export function weightsOf(values: Map<Initializer, TensorValue>): Weights {
  const constants = new Map<Node, Weight>();
  const shared = new Map<Node, Map<Weight, Weight>>();
  const used = new Set<Weight>();
  let params: Dim = 0;
  return {
    value: (initializer) => valueOf(values, initializer),
    folded(node, inputs, output) {
      const from =
        node.inputs.length === 0 && output.weights === undefined
          ? [weightOfConstant(constants, node, output)]
          : inherited(node, inputs);
      return asConstant(output, node.op === 'Identity' ? from.map((weight) => copyOf(shared, node, weight)) : from);
    },
    chosen(node, inputs, output) {
      const data = inputs.map((value, i) => (value?.kind === 'tensor' && isData(node, i, value) ? value : undefined));
      const from = inherited(node, data);
      return from.length === 0 ? output : { ...output, weights: from };
    },
    use(inputs, node, cost) {
      const added = firstUses(used, inputs, node, cost);
      params = add(params, added);
      return added;
    },
    params: () => params,
    checkpoint() {
      const [size, before] = [used.size, params];
      return () => {
        params = before;
        if (used.size === size) return;
        let at = 0;
        for (const weight of used) if (at++ >= size) used.delete(weight);
      };
    },
  };
}

/** An initializer as a value: the same one for all runs of a model. */
function valueOf(values: Map<Initializer, TensorValue>, initializer: Initializer): TensorValue {
  const made = values.get(initializer);
  if (made !== undefined) return made;
  const { name, dims, dtype, data, nonZeros } = initializer;
  const weight: Weight = {
    name,
    elements: product(dims),
    from: 'initializer',
    ...(nonZeros === undefined ? {} : { nonZeros }),
  };
  const value: TensorValue = {
    kind: 'tensor',
    dtype,
    shape: dims,
    constant: true,
    weights: [weight],
    ...(data === undefined ? {} : { data }),
  };
  values.set(initializer, value);
  return value;
}

/** Parameters in weights that no node before used; they are used from here on. */
function firstUses(used: Set<Weight>, inputs: readonly (Value | undefined)[], node: Node, cost: Cost): Dim {
  let added: Dim = 0;
  const bearing = (cost.macs ?? 0) !== 0 || /Norm/.test(node.op);
  inputs.forEach((value, i) => {
    if (value?.kind !== 'tensor' || value.weights === undefined || !isData(node, i, value)) return;
    const fresh = value.weights.filter((one) => !used.has(one) && (one.from !== 'constant' || bearing));
    const whole = fresh.length === value.weights.length ? cost.parameters?.get(i) : undefined;
    for (const weight of fresh) {
      used.add(weight);
      if (whole === undefined) added = add(added, weight.elements);
    }
    if (whole !== undefined && fresh.length > 0) added = add(added, whole);
  });
  return added;
}

function isData(node: Node, position: number, value: TensorValue): boolean {
  if (dataInputs.get(node.op)?.includes(position) === false) return false;
  const dtype = value.quantized ?? value.dtype;
  if (dtype === 'i64' || dtype === 'u64' || dtype === 'bool' || dtype === 'string') return false;
  if (dtype === 'i32' || dtype === 'u32') return quantized.has(node.op) || value.quantized !== undefined;
  return value.shape === null || value.shape.length > 0 || !isFloat(dtype);
}

/** One weight a node, however often the body around it runs. */
function weightOfConstant(constants: Map<Node, Weight>, node: Node, output: TensorValue): Weight {
  const known = constants.get(node);
  if (known !== undefined) return known;
  const weight = constantWeight(node, output);
  constants.set(node, weight);
  return weight;
}

function constantWeight(node: Node, output: TensorValue): Weight {
  const sparse = node.attrs.get('sparse_value');
  const nonZeros = sparse?.kind === 'tensor' ? sparse.value.nonZeros : undefined;
  const elements = output.shape === null ? 0 : product(output.shape);
  const name = node.outputs[0] ?? '';
  return nonZeros === undefined ? { name, elements, from: 'constant' } : { name, elements, from: 'constant', nonZeros };
}

/** The value with its weights; the common forms are written out, since a model may hold thousands. */
function asConstant(value: TensorValue, weights: readonly Weight[]): TensorValue {
  const { kind, dtype, shape, data } = value;
  if (value.quantized !== undefined || value.sized !== undefined) return { ...value, constant: true, weights };
  if (data === undefined) return { kind, dtype, shape, constant: true, weights };
  return { kind, dtype, shape, data, constant: true, weights };
}

function inherited(node: Node, inputs: readonly (Value | undefined)[]): readonly Weight[] {
  const all: Weight[] = [];
  inputs.forEach((value, i) => {
    if (value?.kind !== 'tensor' || value.weights === undefined || dataInputs.get(node.op)?.includes(i) === false)
      return;
    for (const weight of value.weights) if (!all.includes(weight)) all.push(weight);
  });
  return all;
}

function copyOf(shared: Map<Node, Map<Weight, Weight>>, node: Node, weight: Weight): Weight {
  const copies = shared.get(node) ?? new Map<Weight, Weight>();
  shared.set(node, copies);
  const copy = copies.get(weight) ?? { ...weight, from: weight.from === 'constant' ? 'constant' : 'shared' };
  copies.set(weight, copy);
  return copy;
}
