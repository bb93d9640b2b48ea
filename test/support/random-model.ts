import { countModel } from '#count/count.ts';
import { constantOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { pick, type Random } from './mutate.ts';
import { model, value } from './onnx-writer.ts';
import { below, size, type Draft, type Made } from './random-draft.ts';
import { makers } from './random-operators.ts';
import { memorySource } from './truth.ts';

/**
 * A small model of one to eight operators with attributes that mostly fit: what a differential fuzzer feeds to a runtime. The same
 * seed makes the same model on the same sources: what counting refuses is mostly taken back.
 */
export function randomModel(random: Random): Uint8Array {
  const rank = pick(random, [0, 1, 2, 2, 3, 4, 4, 4]);
  const shape = Array.from({ length: rank }, () => size(random));
  const opset = pick(random, [11, 13, 14, 17, 17, 18, 21]);
  const draft: Draft = {
    random,
    opset,
    nodes: [],
    initializers: [],
    functions: [],
    values: [{ name: 'x', shape }],
    inputs: [],
    count: 0,
  };
  for (let left = 1 + below(random, 8); left > 0; left--) grow(draft, shape);
  const outputs = new Set([draft.values.at(-1), draft.values.at(-2), pick(random, draft.values)]);
  return written(draft, pick(random, [3, 7, 8, 10]), shape, random() < 0.1 ? 'ai.onnx' : '', [...outputs]);
}

/** Adds an operator; one that doesn't fit is mostly taken back. */
function grow(draft: Draft, shape: readonly number[]): void {
  const { random, nodes, initializers, functions, values, inputs } = draft;
  const lists: readonly unknown[][] = [nodes, initializers, functions, values, inputs];
  const before = lists.map((list) => list.length);
  pick(random, makers)(draft, pick(random, random() < 0.7 ? values.slice(-2) : values));
  const keepsMisfit = random() < 0.05;
  const made = shapesOf(written(draft, 8, shape, '', values));
  if (made === null && keepsMisfit) return;
  if (made === null) lists.forEach((list, i) => void list.splice(before[i] as number));
  values.forEach(({ name, shape: believed }, i) => void (values[i] = { name, shape: made?.get(name) ?? believed }));
}

/** Sizes of the outputs, those that aren't known left out; null where the model contradicts itself. */
function shapesOf(bytes: Uint8Array): ReadonlyMap<string, readonly number[]> | null {
  try {
    const { outputs } = countModel(readModelSync(memorySource(bytes, 'random.onnx'), 'random.onnx'));
    return new Map(
      outputs.flatMap(({ name, value: got }) => {
        const known = got?.kind === 'tensor' ? got.shape?.map(constantOf) : undefined;
        return known?.every((one) => one !== undefined) === true ? [[name, known.map(Number)] as const] : [];
      }),
    );
  } catch (thrown) {
    if (thrown instanceof Fault) return null;
    throw thrown;
  }
}

function written(
  draft: Draft,
  ir: number,
  shape: readonly number[],
  domain: string,
  outputs: readonly (Made | undefined)[],
): Uint8Array {
  return model({
    ir,
    opset: { [domain]: draft.opset, my: 1, 'com.microsoft': 1 },
    nodes: draft.nodes,
    initializers: draft.initializers,
    inputs: [value('x', 'f32', shape), ...draft.inputs],
    outputs: outputs.flatMap((made) => (made === undefined ? [] : [value(made.name, null)])),
    functions: draft.functions,
  });
}
