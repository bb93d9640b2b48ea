import { model, node, tensor, value } from './onnx-writer.ts';
import type { WrittenDim, WrittenDType } from './onnx-writer.ts';

/** Twelve ways in which a model gets dearer, each beside the model that it is not in. */

interface ConvOptions {
  readonly stride?: number;
  readonly width?: number;
  readonly kernel?: number;
  readonly dilation?: number;
  readonly groups?: number;
  readonly blocks?: number;
  readonly size?: WrittenDim;
  readonly batch?: WrittenDim;
  readonly dtype?: WrittenDType;
  /** An operator that nobody knows, after each block. */
  readonly custom?: boolean;
  /** Whether the branch beside the blocks reaches an output. */
  readonly branch?: 'absent' | 'dead' | 'live';
}

/** A stem and some blocks of convolutions. */
function convs(options: ConvOptions = {}): Uint8Array {
  const { stride = 2, width = 32, kernel = 3, dilation = 1, groups = 1, blocks = 2, dtype = 'f32' } = options;
  const { size = 'H', batch = 'N', custom = false, branch = 'absent' } = options;
  const pad = ((kernel - 1) * dilation) / 2;
  const nodes = [node('Conv', ['x', 'w'], ['f0'], { pads: [1, 1, 1, 1], strides: [stride, stride] }, { name: 'stem' })];
  const weights = [tensor('w', dtype, [width, 3, 3, 3])];
  for (let i = 0; i < blocks; i += 1) {
    const attrs = { pads: [pad, pad, pad, pad], dilations: [dilation, dilation], group: groups };
    nodes.push(node('Conv', [`f${i}`, `w${i}`], [`c${i}`], attrs, { name: `conv${i}` }));
    weights.push(tensor(`w${i}`, dtype, [width, width / groups, kernel, kernel]));
    const last = custom ? { op: 'Swirl', domain: 'com.example' } : { op: 'Relu', domain: '' };
    nodes.push(node(last.op, [`c${i}`], [`f${i + 1}`], {}, { name: `act${i}`, domain: last.domain }));
  }
  const output = `f${blocks}`;
  if (branch !== 'absent') {
    nodes.push(node('Conv', ['f0', 'wb'], ['b'], { pads: [2, 2, 2, 2] }, { name: 'branch' }));
    weights.push(tensor('wb', dtype, [width, width, 5, 5]));
  }
  return model({
    nodes,
    initializers: weights,
    inputs: [value('x', dtype, [batch, 3, size, size === 'H' ? 'W' : size])],
    outputs: [value(output, dtype, null), ...(branch === 'live' ? [value('b', dtype, null)] : [])],
    opset: { '': 17, 'com.example': 1 },
  });
}

interface TokenOptions {
  readonly heads?: number;
  readonly width?: number;
  /** Each token attends to all others. */
  readonly attention?: boolean;
  /** Steps of a recurrence that is written out, one projection each. */
  readonly unrolled?: number;
}

/** Projections of tokens, and attention between them. */
function tokens({ heads = 4, width = 64, attention = false, unrolled = 0 }: TokenOptions = {}): Uint8Array {
  const nodes = [node('MatMul', ['x', 'wq'], ['q'], {}, { name: 'query' })];
  const weights = [tensor('wq', 'f32', [64, heads * width]), tensor('wo', 'f32', [heads * width, 64])];
  let flow = 'q';
  if (attention) {
    nodes.push(
      node('Transpose', ['q'], ['k'], { perm: [0, 2, 1] }, { name: 'key' }),
      node('MatMul', ['q', 'k'], ['s'], {}, { name: 'scores' }),
      node('Softmax', ['s'], ['a'], {}, { name: 'softmax' }),
      node('MatMul', ['a', 'q'], ['m'], {}, { name: 'mix' }),
    );
    flow = 'm';
  }
  for (let i = 0; i < unrolled; i += 1) {
    nodes.push(node('MatMul', [flow, 'wr'], [`u${i}`], {}, { name: `step${i}` }));
    flow = `u${i}`;
  }
  if (unrolled > 0) weights.push(tensor('wr', 'f32', [heads * width, heads * width]));
  nodes.push(node('MatMul', [flow, 'wo'], ['y'], {}, { name: 'out' }));
  return model({
    nodes,
    initializers: weights,
    inputs: [value('x', 'f32', ['batch', 'seq', 64])],
    outputs: [value('y', 'f32', null)],
  });
}

const [plain, words] = [convs(), tokens()];

/** Kind, the metric that it raises, base, head. */
export const regressions: readonly (readonly [string, string, Uint8Array, Uint8Array])[] = [
  ['a stride of 1 in place of 2', 'macs', plain, convs({ stride: 1 })],
  ['more heads', 'macs', words, tokens({ heads: 8 })],
  ['attention of all to all', 'macs', words, tokens({ attention: true })],
  ['a higher resolution', 'macs', convs({ size: 224 }), convs({ size: 256 })],
  ['an operator of unknown cost', 'unsupported', plain, convs({ custom: true })],
  ['a dead branch revived', 'macs', convs({ branch: 'dead' }), convs({ branch: 'live' })],
  ['wider layers', 'macs', plain, convs({ width: 40 })],
  ['a block more', 'macs', plain, convs({ blocks: 3 })],
  ['a larger kernel in place of dilation', 'macs', convs({ dilation: 2 }), convs({ kernel: 5 })],
  ['groups removed', 'macs', convs({ groups: 8 }), plain],
  ['wider types', 'weights', convs({ dtype: 'f16' }), plain],
  ['a recurrence written out', 'macs', words, tokens({ unrolled: 16 })],
];
