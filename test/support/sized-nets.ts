import type { ModelOutcome } from '#judge/types.ts';
import type { Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { PlannedChange } from '#gate/find/planned.ts';
import { compareModel } from '#gate/compare.ts';
import { createCounter } from '#gate/side.ts';
import { judgeModel } from '#judge/judge.ts';
import { planFor } from '#policy/model-plan.ts';
import type { Policy } from '#policy/policy.ts';
import { model, node, tensor, value } from './onnx-writer.ts';
import type { WrittenDim } from './onnx-writer.ts';
import { memorySource } from './truth.ts';

/** How exporters write the sizes of one and the same input. */
export const inputStyles = {
  static: [1, 3, 224, 224],
  'N,H,W': ['N', 3, 'H', 'W'],
  'batch,height,width': ['batch', 3, 'height', 'width'],
  's77,s27,s53': ['s77', 3, 's27', 's53'],
  anonymous: [null, 3, null, null],
  'N only': ['N', 3, 224, 224],
} as const satisfies Readonly<Record<string, readonly WrittenDim[]>>;
export type InputStyle = keyof typeof inputStyles;
export const styles = Object.keys(inputStyles) as InputStyle[];

/** What both exporters write otherwise. */
export interface ConvNet {
  readonly style: InputStyle;
  /** True: 3.7 times the MACs. */
  readonly grown: boolean;
  readonly input?: string;
}

/**
 * Two convolutions, the first of stride 2, and a linear layer over the mean. MACs at 224×224: (27·a + 9·a·b)·112² + 10·b, of which base
 * (a = 16, b = 32) has 63.2 M and head (a = 30, b = 66) 234 M.
 */
export function convNet({ style, grown, input = 'image' }: ConvNet): Uint8Array {
  const [a, b] = grown ? [30, 66] : [16, 32];
  return model({
    nodes: [
      node('Conv', [input, 'w1'], ['c1'], { pads: [1, 1, 1, 1], strides: [2, 2] }, { name: 'stem' }),
      node('Relu', ['c1'], ['r1'], {}, { name: 'act1' }),
      node('Conv', ['r1', 'w2'], ['c2'], { pads: [1, 1, 1, 1] }, { name: 'body' }),
      node('Relu', ['c2'], ['r2'], {}, { name: 'act2' }),
      node('GlobalAveragePool', ['r2'], ['p'], {}, { name: 'pool' }),
      node('Flatten', ['p'], ['f'], {}, { name: 'flatten' }),
      node('MatMul', ['f', 'w3'], ['y'], {}, { name: 'head' }),
    ],
    initializers: [tensor('w1', 'f32', [a, 3, 3, 3]), tensor('w2', 'f32', [b, a, 3, 3]), tensor('w3', 'f32', [b, 10])],
    inputs: [value(input, 'f32', inputStyles[style])],
    outputs: [value('y', 'f32', null)],
  });
}

/** Both sides in every case of the policy, through the gate's own comparison and judgement, without git. */
export async function judgedPair(
  base: Uint8Array,
  head: Uint8Array,
  policy: Policy,
  path = 'net.onnx',
): Promise<readonly ModelOutcome[]> {
  const plan = planFor(policy, path);
  if (plan === null) throw new Error(`the policy leaves ${path} alone`);
  const contents = new Map<TreeFile, Uint8Array>();
  const fileOf = (bytes: Uint8Array, sha: string): TreeFile => {
    const file: TreeFile = { tree: { kind: 'commit', sha }, path, id: sha };
    contents.set(file, bytes);
    return file;
  };
  const [before, after] = [fileOf(base, 'base'), fileOf(head, 'head')];
  const counter = createCounter((file): Promise<Source> => {
    return Promise.resolve(memorySource(contents.get(file) ?? new Uint8Array(0), file.path));
  });
  const change: PlannedChange = {
    change: 'changed',
    base: before,
    head: after,
    plan,
    baseExternal: [],
    headExternal: [],
    baseKind: null,
    headKind: null,
    lost: false,
  };
  const compared = await compareModel(change, counter, () => Promise.resolve(null));
  return compared.map(judgeModel);
}
