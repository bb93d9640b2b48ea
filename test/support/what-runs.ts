import type { ModelReport } from '#count/model-report.ts';
import type { Runtime } from './differential.ts';
import { countModel } from '#count/count.ts';
import { asFault } from '#graph/fault.ts';
import { readModelSync } from '#read/read.ts';
import { model, tensor, value, type ModelSpec, type Written } from './onnx-writer.ts';
import { memorySource } from './truth.ts';

/** The count of a model, or the code of the fault that refuses it. */
export function count(bytes: Uint8Array): ModelReport | string {
  try {
    return countModel(readModelSync(memorySource(bytes, 'm.onnx'), 'm.onnx'));
  } catch (thrown) {
    return asFault(thrown).code;
  }
}

/** The count of a model that is not refused. */
export function counted(bytes: Uint8Array): ModelReport {
  const report = count(bytes);
  if (typeof report === 'string') throw new Error(report);
  return report;
}

/** Codes of the findings that say more than how a model is. */
export const codes = (report: ModelReport): readonly string[] =>
  report.findings.flatMap(({ level, code }) => (level === 'info' ? [] : [code]));

/** Sizes of the first output, as inferred. */
export const firstSizes = (report: ModelReport): unknown => {
  const made = report.outputs[0]?.value;
  return made?.kind === 'tensor' ? made.shape : made?.kind;
};

/** A tensor of ones. */
export const ones = (name: string, ...dims: readonly number[]): Written<'tensor'> =>
  tensor(
    name,
    'f32',
    dims,
    Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 1),
  );

export const x = value('x', 'f32', [1, 3, 8, 8]);
export const y = value('y', 'f32', null);

/** A model from `x` to `y`. */
export const build = (spec: Partial<ModelSpec>): Uint8Array =>
  model({ ir: 10, opset: { '': 17, 'com.microsoft': 1, my: 1 }, inputs: [x], outputs: [y], ...spec });

/** What the functions of these tests have in common. */
export const plainFunction = {
  inputs: ['i0'],
  outputs: ['o'],
  opset: { '': 17, 'com.microsoft': 1, my: 1 },
} as const;

/** The sizes that running gives `y`, for `x` of ones; null where the runtime refuses, `otherwise` where none is there. */
export async function ran<T>(
  runtime: Runtime | null,
  bytes: Uint8Array,
  dims: readonly number[],
  otherwise: T,
): Promise<readonly number[] | null | T> {
  if (runtime === null) return otherwise;
  const size = dims.reduce((a, b) => a * b, 1);
  const feed = { name: 'x', type: 'float32', dims, data: Array.from({ length: size }, () => 1) };
  const result = await runtime.run(bytes, [feed]);
  if (result === null || 'refused' in result) return null;
  return result.outputs.find(({ name }) => name === 'y')?.dims ?? null;
}
