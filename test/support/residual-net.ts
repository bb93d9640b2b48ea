import { model, node, tensor, value } from './onnx-writer.ts';
import type { WrittenDType, WrittenDim } from './onnx-writer.ts';

/** A residual network of a dozen layers as two exporters might write it. */
export interface ResidualNet {
  /** Channels of the blocks. */
  readonly widths?: readonly number[];
  /** Kernel of the first convolution in each block. */
  readonly kernels?: readonly number[];
  /** Stride of the first convolution. */
  readonly stride?: number;
  readonly size?: WrittenDim;
  readonly batch?: WrittenDim;
  readonly dtype?: WrittenDType;
  /** Name of the i-th node; default: a path as torch writes it. */
  readonly name?: (op: string, i: number, path: string) => string;
  /** A convolution 1×1 more before this block. */
  readonly extraBefore?: number;
  readonly groups?: number;
}

/** The network as an ONNX file. */
export function residualNet(options: ResidualNet = {}): Uint8Array {
  const { widths = [16, 32, 64], kernels = [], stride = 2, size = 64, batch = 1, dtype = 'f32', groups = 1 } = options;
  const naming = options.name ?? ((op: string, _i: number, path: string) => `/${path}/${op}`);
  const nodes: ReturnType<typeof node>[] = [];
  const initializers: ReturnType<typeof tensor>[] = [];
  const add = (op: string, path: string, inputs: readonly string[], attrs: Parameters<typeof node>[3] = {}): string => {
    const name = naming(op, nodes.length, path);
    nodes.push(node(op, inputs, [`${name}_out`], attrs, { name }));
    return `${name}_out`;
  };
  const conv = (
    path: string,
    from: string,
    [cIn, cOut, k, s, g]: readonly [number, number, number, number, number],
  ): string => {
    const weight = `${naming('Conv', nodes.length, path)}.weight`;
    initializers.push(tensor(weight, dtype, [cOut, cIn / g, k, k]));
    const pad = Math.floor(k / 2);
    return add('Conv', path, [from, weight], {
      kernel_shape: [k, k],
      pads: [pad, pad, pad, pad],
      strides: [s, s],
      ...(g > 1 ? { group: g } : {}),
    });
  };
  let channels = 16;
  let flow = add('Relu', 'stem/act', [conv('stem/conv', 'images', [3, channels, 3, stride, 1])]);
  widths.forEach((width, i) => {
    const path = `blocks.${i}`;
    if (options.extraBefore === i) flow = conv(`${path}/extra`, flow, [channels, channels, 1, 1, 1]);
    const shortcut = channels === width ? flow : conv(`${path}/downsample`, flow, [channels, width, 1, 1, 1]);
    const inner = add('Relu', `${path}/act1`, [
      conv(`${path}/conv1`, flow, [channels, width, kernels[i] ?? 3, 1, groups]),
    ]);
    const sum = add('Add', path, [conv(`${path}/conv2`, inner, [width, width, 3, 1, 1]), shortcut]);
    flow = add('Relu', `${path}/act2`, [sum]);
    channels = width;
  });
  const pooled = add('GlobalAveragePool', 'pool', [flow]);
  const flat = add('Flatten', 'flatten', [pooled]);
  initializers.push(tensor('fc.weight', dtype, [10, channels]), tensor('fc.bias', dtype, [10]));
  const output = add('Gemm', 'fc', [flat, 'fc.weight', 'fc.bias'], { transB: 1 });
  return model({
    nodes,
    initializers,
    inputs: [value('images', dtype, [batch, 3, size, size])],
    outputs: [value(output, dtype, null)],
    producer: 'test',
  });
}

/** Attention over a sequence of symbolic length: `full` multiplies tokens by tokens, else only by a weight. */
export function sequenceNet(full: boolean, symbol = 'sequence'): Uint8Array {
  const nodes = [
    node('MatMul', ['x', 'w'], ['h'], {}, { name: 'proj' }),
    ...(full
      ? [
          node('Transpose', ['h'], ['t'], { perm: [0, 2, 1] }, { name: 'turn' }),
          node('MatMul', ['h', 't'], ['s'], {}, { name: 'scores' }),
          node('MatMul', ['s', 'h'], ['y'], {}, { name: 'mix' }),
        ]
      : [node('MatMul', ['h', 'w'], ['y'], {}, { name: 'mix' })]),
  ];
  return model({
    nodes,
    initializers: [tensor('w', 'f32', [32, 32])],
    inputs: [value('x', 'f32', [1, symbol, 32])],
    outputs: [value('y', 'f32', null)],
  });
}
