import type { BenchInput } from '#bench/inputs.ts';
import type { Tensor } from '#bench/tensors.ts';
import type { ArmModel } from '#bench/types.ts';
import type { Workspace } from '#bench/workspace.ts';
import type { CountOptions } from '#count/bind.ts';
import type { Model } from '#graph/graph.ts';
import { planInputs } from '#bench/inputs.ts';
import { writeInputs } from '#bench/workspace.ts';
import { bindInputs } from '#count/bind.ts';
import { Fault } from '#graph/fault.ts';

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

/** True of a format that the runtime runs. */
export const isRunnable = ({ format }: Model): boolean => format === 'onnx';

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
