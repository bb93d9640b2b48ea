import { model, node, tensor, value, type WrittenDim } from './onnx-writer.ts';

/** A small convolutional net: conv 3×3 + relu, `depth` times, then a pooled linear layer. */
export interface NetOptions {
  readonly channels?: number;
  readonly depth?: number;
  readonly batch?: WrittenDim;
  readonly size?: WrittenDim;
  /** Added after the last layer, e.g. an operator that nobody knows. */
  readonly tail?: { readonly op: string; readonly domain: string };
  /** Prefix of all names, as another export of the same net has other names. */
  readonly names?: string;
}

/**
 * A real ONNX file. MACs of conv i: batch · size² · channels · (3 or channels) · 9; the linear layer adds batch · channels · 10.
 */
export function net(options: NetOptions = {}): Uint8Array {
  const { channels = 8, depth = 2, batch = 1, size = 16, tail, names = '' } = options;
  const nodes = [];
  const initializers = [];
  let flow = 'image';
  for (let i = 0; i < depth; i++) {
    const weight = `${names}conv${i}.weight`;
    initializers.push(tensor(weight, 'f32', [channels, i === 0 ? 3 : channels, 3, 3]));
    nodes.push(node('Conv', [flow, weight], [`${names}c${i}`], { pads: [1, 1, 1, 1] }, { name: `${names}conv${i}` }));
    nodes.push(node('Relu', [`${names}c${i}`], [`${names}r${i}`], {}, { name: `${names}relu${i}` }));
    flow = `${names}r${i}`;
  }
  initializers.push(tensor(`${names}fc.weight`, 'f32', [channels, 10]));
  nodes.push(node('GlobalAveragePool', [flow], [`${names}p`], {}, { name: `${names}pool` }));
  nodes.push(node('Flatten', [`${names}p`], [`${names}f`], {}, { name: `${names}flatten` }));
  nodes.push(node('MatMul', [`${names}f`, `${names}fc.weight`], [`${names}m`], {}, { name: `${names}fc` }));
  let output = `${names}m`;
  if (tail !== undefined) {
    nodes.push(node(tail.op, [output], [`${names}t`], {}, { name: `${names}tail`, domain: tail.domain }));
    output = `${names}t`;
  }
  return model({
    nodes,
    initializers,
    inputs: [value('image', 'f32', [batch, 3, size, size])],
    outputs: [value(output, 'f32', null)],
    opset: tail === undefined ? 17 : { '': 17, [tail.domain]: 1 },
    producer: 'test',
  });
}
