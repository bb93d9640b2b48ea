import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Convention } from './reconciliation.ts';
import { dimsOf, ledger, macsOf, minus, sum, times } from './ledger.ts';
import { bodyOf } from './neighbours.ts';

type Rule = (layer: Layer) => bigint | undefined;

/** Elements as onnx-tool counts them: a scalar has none. */
function volume(value: Layer['inputValues'][number]): bigint | undefined {
  const dims = dimsOf(value);
  if (dims === undefined) return undefined;
  return dims.length === 0 ? 0n : product(dims);
}

const product = (dims: readonly bigint[]): bigint => dims.reduce((all, dim) => all * dim, 1n);
const input = (layer: Layer, i: number): bigint | undefined => volume(layer.inputValues[i]);
const output = (layer: Layer): bigint | undefined => volume(layer.outputs[0]?.value);

/** `factor` an element of the output. */
const each =
  (factor: number): Rule =>
  (layer) =>
    times(output(layer), factor);

/** `factor` an element of input 0. */
const eachInput =
  (factor: number): Rule =>
  (layer) =>
    times(input(layer, 0), factor);

/** Products of the output by the weight at position `weight` without its first size, and one for the bias at position `bias`. */
const convolution =
  (weight: number, bias: number): Rule =>
  (layer) => {
    const sizes = dimsOf(layer.inputValues[weight])?.slice(1);
    return sizes === undefined
      ? undefined
      : times(output(layer), product(sizes) + (layer.inputs.length > bias ? 1n : 0n));
  };

/** A third input counts as a bias, whatever it is. */
const matmul: Rule = (layer) => {
  const weight = dimsOf(layer.inputValues[1]);
  const transposed = layer.op === 'Gemm' && int(layer, 'transB') === 1;
  const depth = transposed ? weight?.at(-1) : weight?.length === 1 ? 1n : weight?.at(-2);
  return depth === undefined ? undefined : times(output(layer), depth + (layer.inputs.length === 3 ? 1n : 0n));
};

const pool: Rule = (layer) => {
  const kernel = layer.node.attrs.get('kernel_shape');
  const sizes = kernel?.kind === 'ints' ? kernel.value.map(Number) : [];
  const [first = 1, second = 1] = sizes;
  return times(output(layer), first * (sizes.length === 2 ? second : 1));
};

/** Sigmoid 32, tanh 38 · 1; gates, their biases and the blend of states: `perUnit` an element of the states. */
const recurrent =
  (perUnit: number): Rule =>
  (layer) => {
    const [x, weight, recurrence, bias] = layer.inputValues.map(dimsOf);
    if (x === undefined || weight === undefined || recurrence === undefined || bias === undefined) return undefined;
    const steps = (x[0] ?? 0n) * (x[1] ?? 0n);
    const hidden = recurrence[2] ?? 0n;
    return (product(weight) + product(recurrence) + product(bias)) * steps + steps * hidden * BigInt(perUnit);
  };

const layerNorm: Rule = (layer) => {
  const dims = dimsOf(layer.inputValues[0]);
  const axis = int(layer, 'axis') ?? -1;
  if (dims === undefined) return undefined;
  const rows = product(dims.with(axis < 0 ? dims.length + axis : axis, 1n));
  return product(dims) * 7n + rows * 29n;
};

const resize: Rule = (layer) => {
  const mode = layer.node.attrs.get('mode');
  const factors: Readonly<Record<string, number>> = { linear: 4, cubic: 8 };
  return times(output(layer), mode?.kind === 'string' ? (factors[mode.value] ?? 0) : 0);
};

const einsum: Rule = (layer) => {
  const equation = layer.node.attrs.get('equation');
  const operands =
    (equation?.kind === 'string' ? equation.value : '').replaceAll(' ', '').split('->')[0]?.split(',') ?? [];
  const sizes = new Map<string, bigint>();
  operands.forEach((labels, i) => {
    dimsOf(layer.inputValues[i])?.forEach((size, at) => sizes.set(labels[at] ?? '', size));
  });
  return operands.length === 2 ? product([...sizes.values()]) : undefined;
};

/** What onnx-tool has a rule for. A name that isn't here ends it. */
const rules = new Map<string, Rule>([
  ...of(
    each(1),
    'Add Sub Mul Neg Mod Abs Ceil Min Max Relu Sign Hardmax CumSum Less LessOrEqual Greater GreaterOrEqual Equal',
  ),
  ...of(each(1), 'Round Not And Or Xor Floor NonZero'),
  ...of(each(2), 'PRelu LeakyRelu Clip DequantizeLinear QuantizeLinear ImageScaler Relu6'),
  ...of(each(4), 'Div HardSigmoid Reciprocal'),
  ...of(each(5), 'HardSwish'),
  ...of(each(7), 'InstanceNormalization'),
  ...of(each(24), 'Sqrt'),
  ...of(each(31), 'BatchNormalization'),
  ...of(each(32), 'Exp Pow Sigmoid'),
  ...of(each(33), 'LpNormalization Silu'),
  ...of(each(34), 'Gelu'),
  ...of(each(35), 'Elu'),
  ...of(each(36), 'Softmax'),
  ...of(each(39), 'Sin Cos'),
  ...of(each(43), 'Log'),
  ...of(each(64), 'Atan'),
  ...of(each(76), 'Softplus Tanh'),
  ...of(each(80), 'LogSoftmax'),
  ...of((layer) => times(output(layer), layer.inputs.length - 1), 'Sum'),
  ...of((layer) => times(output(layer), 37 + (int(layer, 'size') ?? 0)), 'LRN'),
  ...of(eachInput(1), 'ReduceMean ReduceSum ReduceProd ReduceMin ReduceMax'),
  ...of(eachInput(25), 'ReduceL2'),
  ...of((layer) => sum(input(layer, 0), times(output(layer), 4)), 'GlobalAveragePool'),
  ...of(pool, 'MaxPool AveragePool'),
  ...of(convolution(1, 2), 'Conv ConvTranspose'),
  ...of(convolution(1, Infinity), 'ConvInteger'),
  ...of(convolution(3, 8), 'QLinearConv'),
  ...of(matmul, 'Gemm MatMul MatMulInteger'),
  ...of((layer) => times(input(layer, 0), dimsOf(layer.inputValues[3])?.at(-1) ?? 0n), 'QLinearMatMul'),
  ...of(layerNorm, 'LayerNormalization'),
  ...of(resize, 'Resize Upsample'),
  ...of(einsum, 'Einsum'),
  ...of(recurrent(4 + 3 * 32 + 2 * 38 + 4), 'LSTM'),
  ...of(recurrent(3 + 2 * 32 + 38 + 5), 'GRU'),
  ...of(
    () => 0n,
    'ArgMax ArrayFeatureExtractor Cast CategoryMapper Compress Concat Constant ConstantOfShape DepthToSpace Dropout Erf Expand Flatten',
  ),
  ...of(() => 0n, 'Gather GatherElements GatherND GridSample Identity NonMaxSuppression OneHot Pad RandomNormalLike'),
  ...of(
    () => 0n,
    'RandomUniformLike Range Reshape RoiAlign ScatterElements ScatterND Shape Slice Split Squeeze Tile TopK',
  ),
  ...of(() => 0n, 'Transpose Trilu Unsqueeze Where ZipMap'),
]);

function of(rule: Rule, names: string): [string, Rule][] {
  return names.split(' ').map((name) => [name, rule]);
}

function int({ node }: Layer, name: string): number | undefined {
  const attr = node.attrs.get(name);
  return attr?.kind === 'int' ? Number(attr.value) : undefined;
}

/**
 * onnx-tool counts processor instructions and calls them MACs: ours, biases, and constants an element (an exponential is 32),
 * also of nodes that a runtime folds, a scalar being nothing. It enters no function and no branch.
 */
export function onnxToolConvention(report: ModelReport): Convention {
  const book = ledger(report.totals.macs);
  for (const layer of report.layers) {
    if (bodyOf(layer) !== '') continue;
    const rule = rules.get(layer.op);
    if (rule === undefined) book.problem(`onnx-tool knows no ${layer.op} and stops at ${layer.name}`);
    else
      book.add(
        layer,
        `${layer.op}: ${macsOf(layer) === 0n ? 'instructions' : 'biases and differences'}`,
        sum(rule(layer), minus(macsOf(layer))),
      );
  }
  return {
    tool: 'onnx-tool',
    version: '1.0.1',
    calls: 'MACs',
    figures: [book.result('onnx_tool.model_profile(file)')],
    notes: [],
  };
}
