import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { seeded } from '#bench/decide/pseudo-random.ts';
import { intsAttr, model, node, tensor, value, type ModelSpec, type Written } from './onnx-writer.ts';

/*
 * Small networks with real random weights, of equal layers: with n of them, k more take k/n more time, which is how a true
 * change of known size is made.
 */

interface Builder {
  readonly nodes: Written<'node'>[];
  readonly weights: Written<'tensor'>[];
  weight(name: string, dims: readonly number[], fanIn: number): string;
  fixed(name: string, dims: readonly number[], one: number): string;
  add(op: string, inputs: readonly string[], attrs?: Parameters<typeof node>[3]): string;
}

function builder(seed: number): Builder {
  const random = seeded(seed);
  const nodes: Written<'node'>[] = [];
  const weights: Written<'tensor'>[] = [];
  return {
    nodes,
    weights,
    weight(name, dims, fanIn) {
      const count = dims.reduce((product, dim) => product * dim, 1);
      const scale = Math.sqrt(2 / fanIn);
      weights.push(
        tensor(
          name,
          'f32',
          dims,
          Array.from({ length: count }, () => scale * random.normal()),
        ),
      );
      return name;
    },
    fixed(name, dims, one) {
      const count = dims.reduce((product, dim) => product * dim, 1);
      weights.push(
        tensor(
          name,
          'f32',
          dims,
          Array.from({ length: count }, () => one),
        ),
      );
      return name;
    },
    add(op, inputs, attrs = {}) {
      const name = `/${op.toLowerCase()}.${nodes.length}`;
      nodes.push(node(op, inputs, [`${name}_out`], attrs, { name }));
      return `${name}_out`;
    },
  };
}

const finished = ({ nodes, weights }: Builder, input: ModelSpec['inputs'], output: string): Uint8Array =>
  model({ nodes, initializers: weights, inputs: input ?? [], outputs: [value(output, 'f32', null)], producer: 'test' });

/** Convolutions 3×3 with ReLU on a square image. */
export function convNet(layers: number, seed = 1, size = 48, channels = 16): Uint8Array {
  const net = builder(seed);
  let flow = 'images';
  for (let i = 0; i < layers; i += 1) {
    const weight = net.weight(`w${i}`, [channels, channels, 3, 3], channels * 9);
    flow = net.add('Relu', [net.add('Conv', [flow, weight], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] })]);
  }
  return finished(net, [value('images', 'f32', [1, channels, size, size])], flow);
}

/** Matrix products with bias and ReLU over a batch. */
export function mlpNet(layers: number, seed = 2, width = 256, batch = 48): Uint8Array {
  const net = builder(seed);
  let flow = 'features';
  for (let i = 0; i < layers; i += 1) {
    const weight = net.weight(`w${i}`, [width, width], width);
    flow = net.add('Relu', [net.add('Gemm', [flow, weight, net.fixed(`b${i}`, [width], 0.01)])]);
  }
  return finished(net, [value('features', 'f32', [batch, width])], flow);
}

/** Encoder layers after an embedding of token ids: attention of several heads, feed-forward, two normalisations. */
export function transformerNet(layers: number, seed = 3, width = 64, tokens = 48, vocabulary = 500): Uint8Array {
  const net = builder(seed);
  const heads = 4;
  net.weights.push(tensor('split', 'i64', [4], [1, tokens, heads, width / heads]));
  net.weights.push(tensor('joined', 'i64', [3], [1, tokens, width]));
  const scale = net.fixed('scale', [], 1 / Math.sqrt(width / heads));
  let flow = net.add('Gather', [net.weight('table', [vocabulary, width], width), 'input_ids']);
  for (let i = 0; i < layers; i += 1) flow = encoderLayer(net, flow, i, width, scale);
  return finished(net, [value('input_ids', 'i64', [1, tokens])], flow);
}

function encoderLayer(net: Builder, flow: string, i: number, width: number, scale: string): string {
  const norm = (x: string, which: string): string =>
    net.add('LayerNormalization', [x, net.fixed(`g${which}${i}`, [width], 1), net.fixed(`s${which}${i}`, [width], 0)], {
      axis: -1,
    });
  const linear = (x: string, name: string, from: number, to: number): string =>
    net.add('MatMul', [x, net.weight(`${name}${i}`, [from, to], from)]);
  const split = (x: string, perm: readonly number[]): string =>
    net.add('Transpose', [net.add('Reshape', [x, 'split'])], { perm: intsAttr(perm) });
  const q = split(linear(flow, 'q', width, width), [0, 2, 1, 3]);
  const k = split(linear(flow, 'k', width, width), [0, 2, 3, 1]);
  const v = split(linear(flow, 'v', width, width), [0, 2, 1, 3]);
  const scores = net.add('Softmax', [net.add('Mul', [net.add('MatMul', [q, k]), scale])], { axis: -1 });
  const mixed = net.add('Transpose', [net.add('MatMul', [scores, v])], { perm: intsAttr([0, 2, 1, 3]) });
  const attended = norm(net.add('Add', [flow, linear(net.add('Reshape', [mixed, 'joined']), 'o', width, width)]), 'a');
  const inner = net.add('Relu', [linear(attended, 'u', width, 4 * width)]);
  return norm(net.add('Add', [attended, linear(inner, 'd', 4 * width, width)]), 'f');
}

/** Writes a network to a file. @returns the path */
export function writeNet(path: string, bytes: Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
}
