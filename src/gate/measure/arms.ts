import type { BenchInput } from '#bench/inputs/plan-inputs.ts';
import type { Tensor } from '#bench/inputs/tensors.ts';
import type { ArmModel } from '#bench/measurement.ts';
import type { Workspace } from '#bench/workspace.ts';
import type { CountOptions } from '#count/bind.ts';
import type { Model } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import { planInputs } from '#bench/inputs/plan-inputs.ts';
import { materialise, writeInputs } from '#bench/workspace.ts';
import { bindInputs } from '#count/bind.ts';
import { Fault } from '#graph/fault.ts';

/** A file of a revision, under its path there. */
export interface StoredFile {
  readonly path: string;
  open(): Source | Promise<Source>;
}

/**
 * Copies a model out with the files that hold its weights, as they lie in the repository.
 * @returns the model's path
 * @throws Fault as `materialise`
 */
export async function copyOut(
  workspace: Workspace,
  name: string,
  model: StoredFile,
  beside: readonly StoredFile[],
): Promise<string> {
  for (const one of beside) {
    // One copy at a time.
    // oxlint-disable-next-line no-await-in-loop
    await materialise(workspace, `${name}/${one.path}`, await one.open());
  }
  return materialise(workspace, `${name}/${model.path}`, await model.open());
}

/** A model made ready to run, and what it is fed with. */
export interface PreparedArm {
  readonly model: ArmModel;
  readonly inputs: readonly BenchInput[];
}

export interface ArmOrder {
  readonly workspace: Workspace;
  /** Of the arm's files in the workspace. */
  readonly name: string;
  readonly model: Model;
  /** Of the model on disk, its external data beside it. */
  readonly file: string;
  readonly options: CountOptions;
  /** Contents of inputs from files, by input; a shape there goes before the model's own open sizes. */
  readonly given: ReadonlyMap<string, Tensor>;
  readonly seed: number;
}

/** True of a model whose format the runtime runs. */
export const isRunnable = ({ format }: Pick<Model, 'format'>): boolean => format === 'onnx';

/**
 * Makes a model's inputs.
 * @throws Fault `unsupported-format`, `unbound-size`, `unsupported-input`, `unknown-input`, …
 */
export function prepareArm({ workspace, name, model, file, options, given, seed }: ArmOrder): PreparedArm {
  if (!isRunnable(model))
    throw new Fault(
      'unsupported-format',
      `${model.path} is ${model.format}: only ONNX models can be measured`,
      'export the model to ONNX to measure it',
    );
  const shapes = new Map(options.inputs ?? []);
  for (const { name: input, shape } of given.values()) shapes.set(input, shape.map(BigInt));
  const { bound } = bindInputs(model, { ...options, inputs: shapes });
  const inputs = planInputs(model, bound.inputs);
  return { model: { file, ...writeInputs(workspace, name, inputs, given, seed) }, inputs };
}
