import type { Source } from '#graph/source.ts';
import type { BenchInput } from './inputs/plan-inputs.ts';
import type { Tensor } from './inputs/tensors.ts';
import type { ArmModel } from './measurement.ts';
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { makeTempFolder } from '#system/temp.ts';
import { layOut, makeTensor } from './inputs/tensors.ts';

/** A folder for the files of a run; gone when it is closed. */
export interface Workspace extends Disposable {
  readonly folder: string;
}

export function openWorkspace(): Workspace {
  const { path, remove } = makeTempFolder('bench');
  return { folder: path, [Symbol.dispose]: remove };
}

/** Writes the contents of a model's inputs: made from their plan, or given. */
export function writeInputs(
  { folder }: Workspace,
  name: string,
  inputs: readonly BenchInput[],
  given: ReadonlyMap<string, Tensor>,
  seed: number,
): Pick<ArmModel, 'inputs' | 'inputsFile'> {
  const { parts, at } = layOut(inputs.map((input) => given.get(input.name) ?? makeTensor(input, seed)));
  const inputsFile = join(folder, `${name}.inputs`);
  const descriptor = openSync(inputsFile, 'w');
  try {
    for (const part of parts) writeAll(descriptor, part);
  } finally {
    closeSync(descriptor);
  }
  return { inputs: at, inputsFile };
}

const CHUNK = 4 * 1024 * 1024;

/**
 * Writes what a source holds to a file below the workspace, so that the runtime can open it; closes the source.
 * @param path below the workspace, as the repository names it: a model finds its external data by it
 * @throws Fault `bad-path`, and as the source does
 */
export async function materialise({ folder }: Workspace, path: string, source: Source): Promise<string> {
  const target = resolve(folder, path);
  if (!target.startsWith(folder + sep))
    throw new Fault('bad-path', `${path} leads out of its folder`, 'name model files inside the repository');
  mkdirSync(dirname(target), { recursive: true });
  const descriptor = openSync(target, 'w');
  try {
    for (let offset = 0; ;) {
      // A source is read in order.
      // oxlint-disable-next-line no-await-in-loop
      const bytes = await source.read(offset, CHUNK);
      writeAll(descriptor, bytes);
      offset += bytes.length;
      if (bytes.length < CHUNK) return target;
    }
  } finally {
    closeSync(descriptor);
    await source.close();
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
}

/** Length and SHA-256 of a file. */
export function digestOf(file: string): { readonly bytes: number; readonly sha256: string } {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK);
  const descriptor = openSync(file, 'r');
  let bytes = 0;
  try {
    for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
      hash.update(buffer.subarray(0, count));
      bytes += count;
    }
  } finally {
    closeSync(descriptor);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Writes a file of the bench's own into the workspace. @returns its path */
export function writeFileInto({ folder }: Workspace, name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
