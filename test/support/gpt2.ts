import { modelPieces, node, tensor, value, type Written, type WrittenAttr } from './onnx-writer.ts';
import type { Bytes } from './protobuf.ts';

/** The sizes of a GPT-2. */
export interface Gpt2Sizes {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly positions: number;
}

export const gpt2Medium: Gpt2Sizes = { layers: 24, width: 1024, heads: 16, vocabulary: 50_257, positions: 1024 };

/**
 * A GPT-2 with its language-model head as a torch exporter writes it, all weights (f32, zeros, as holes) in the one file: of the
 * medium size, 1.6 GB in 24 layers. Inputs: input_ids [batch, sequence], int64.
 */
export function gpt2(sizes: Gpt2Sizes): Bytes {
  const { layers, width, vocabulary, positions } = sizes;
  const nodes: Written<'node'>[] = [];
  const weights: Written<'tensor'>[] = [
    tensor('wte.weight', 'f32', [vocabulary, width]),
    tensor('wpe.weight', 'f32', [positions, width]),
    tensor('lm_head.weight', 'f32', [width, vocabulary]),
    tensor('ln_f.weight', 'f32', [width]),
    tensor('ln_f.bias', 'f32', [width]),
  ];
  let made = 0;
  const add = (
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, WrittenAttr>> = {},
    outputs = 1,
  ): string[] => {
    const name = `/transformer/${op}_${made++}`;
    const names = Array.from({ length: outputs }, (_, i) => `${name}_output_${i}`);
    nodes.push(node(op, inputs, names, attributes, { name }));
    return names;
  };
  const one = (op: string, inputs: readonly string[], attributes: Readonly<Record<string, WrittenAttr>> = {}): string =>
    add(op, inputs, attributes)[0] as string;
  const build: Build = { sizes, weights, add, one };
  const ids = one('Gather', ['wte.weight', 'input_ids']);
  const length = one('Gather', [one('Shape', ['input_ids']), constant(build, [], [1])], { axis: 0 });
  const range = one('Range', [constant(build, [], [0]), length, constant(build, [], [1])]);
  let hidden = one('Add', [ids, one('Gather', ['wpe.weight', range])]);
  for (let i = 0; i < layers; i++) hidden = block(build, `h.${i}`, hidden);
  hidden = one('LayerNormalization', [hidden, 'ln_f.weight', 'ln_f.bias'], { axis: -1, epsilon: 1e-5 });
  nodes.push(node('MatMul', [hidden, 'lm_head.weight'], ['logits'], {}, { name: '/lm_head/MatMul' }));
  return modelPieces({
    producer: 'pytorch',
    opset: 17,
    nodes,
    initializers: weights,
    inputs: [value('input_ids', 'i64', ['batch', 'sequence'])],
    outputs: [value('logits', 'f32', ['batch', 'sequence', vocabulary])],
  });
}

interface Build {
  readonly sizes: Gpt2Sizes;
  readonly weights: Written<'tensor'>[];
  readonly add: (
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, WrittenAttr>>,
    outputs?: number,
  ) => string[];
  readonly one: (op: string, inputs: readonly string[], attributes?: Readonly<Record<string, WrittenAttr>>) => string;
}

const constant = ({ one }: Build, dims: readonly number[], data: readonly number[]): string =>
  one('Constant', [], { value: tensor('', 'i64', dims, data) });

const scalar = ({ one }: Build, data: number): string => one('Constant', [], { value: tensor('', 'f32', [], [data]) });

/** Attention and feed-forward, each behind a norm and around a residual. */
function block(build: Build, name: string, hidden: string): string {
  const { one } = build;
  const attended = one('Add', [hidden, attention(build, name, norm(build, `${name}.ln_1`, hidden))]);
  const wide = linear(build, `${name}.mlp.c_fc`, norm(build, `${name}.ln_2`, attended), 1, 4);
  return one('Add', [attended, linear(build, `${name}.mlp.c_proj`, gelu(build, wide), 4, 1)]);
}

function norm({ sizes, weights, one }: Build, name: string, from: string): string {
  weights.push(tensor(`${name}.weight`, 'f32', [sizes.width]), tensor(`${name}.bias`, 'f32', [sizes.width]));
  return one('LayerNormalization', [from, `${name}.weight`, `${name}.bias`], { axis: -1, epsilon: 1e-5 });
}

/** GPT-2's Conv1D: rows flattened, a Gemm, and back; widths in multiples of the model's. */
function linear(build: Build, name: string, from: string, inWidth: number, outWidth: number): string {
  const { sizes, weights, one } = build;
  const [rows, columns] = [inWidth * sizes.width, outWidth * sizes.width];
  weights.push(tensor(`${name}.weight`, 'f32', [rows, columns]), tensor(`${name}.bias`, 'f32', [columns]));
  const flat = one('Reshape', [from, constant(build, [2], [-1, rows])]);
  const lead = one('Slice', [one('Shape', [from]), constant(build, [1], [0]), constant(build, [1], [2])]);
  const shape = one('Concat', [lead, constant(build, [1], [columns])], { axis: 0 });
  return one('Reshape', [one('Gemm', [flat, `${name}.weight`, `${name}.bias`]), shape]);
}

function attention(build: Build, name: string, from: string): string {
  const { sizes, add, one } = build;
  const headWidth = sizes.width / sizes.heads;
  const packed = linear(build, `${name}.attn.c_attn`, from, 1, 3);
  const [q, k, v] = add(
    'Split',
    [packed, constant(build, [3], [sizes.width, sizes.width, sizes.width])],
    { axis: 2 },
    3,
  ).map((part) =>
    one('Transpose', [one('Reshape', [part, constant(build, [4], [0, 0, sizes.heads, headWidth])])], {
      perm: [0, 2, 1, 3],
    }),
  ) as [string, string, string];
  const scores = one('Div', [
    one('MatMul', [q, one('Transpose', [k], { perm: [0, 1, 3, 2] })]),
    scalar(build, Math.sqrt(headWidth)),
  ]);
  const mask = one('Trilu', [scores], { upper: 0 });
  const context = one('MatMul', [one('Softmax', [mask], { axis: -1 }), v]);
  const merged = one('Reshape', [
    one('Transpose', [context], { perm: [0, 2, 1, 3] }),
    constant(build, [3], [0, 0, sizes.width]),
  ]);
  return linear(build, `${name}.attn.c_proj`, merged, 1, 1);
}

/** The tanh form, node by node as the exporter decomposes it. */
function gelu(build: Build, from: string): string {
  const { one } = build;
  const cubic = one('Mul', [one('Pow', [from, scalar(build, 3)]), scalar(build, 0.044715)]);
  const inner = one('Tanh', [one('Mul', [one('Add', [from, cubic]), scalar(build, Math.sqrt(2 / Math.PI))])]);
  return one('Mul', [one('Mul', [from, scalar(build, 0.5)]), one('Add', [inner, scalar(build, 1)])]);
}
