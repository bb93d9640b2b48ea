import { join, resolve } from 'node:path';
import { planInputs } from '#bench/inputs/plan-inputs.ts';
import type { PairRequest } from '#bench/pair.ts';
import type { ArmModel } from '#bench/measurement.ts';
import { writeInputs } from '#bench/workspace.ts';
import { openFile } from '#host/source/file.ts';
import { readModel } from '#read/read.ts';
import { scratchFolder } from './repository.ts';
import { writeNet } from './bench-models.ts';

/** A model in a folder of its own, with its inputs, as the bench runs it. */
export async function benchArm(bytes: Uint8Array, folder: string = scratchFolder()): Promise<ArmModel> {
  const file = writeNet(join(folder, 'model.onnx'), bytes);
  const source = openFile(file);
  const read = await readModel(source, file);
  source.close();
  const workspace = { folder, [Symbol.dispose]: (): void => undefined };
  return { file, ...writeInputs(workspace, 'model', planInputs(read, new Map()), new Map(), 1) };
}

/** A request with the runtime of this checkout. */
export async function benchRequest(
  base: Uint8Array | null,
  head: Uint8Array,
  more: Partial<PairRequest> & { readonly seconds?: number } = {},
): Promise<PairRequest> {
  const { seconds = 60, ...rest } = more;
  return {
    arms: { base: base === null ? null : await benchArm(base), head: await benchArm(head) },
    settings: { runtime: resolve('node_modules/onnxruntime-node'), provider: 'cpu', threads: 1, seed: 7 },
    allowance: { ratio: 0.05 },
    warn: null,
    models: 1,
    folder: scratchFolder(),
    ...rest,
    deadline: performance.now() + seconds * 1000,
  };
}
