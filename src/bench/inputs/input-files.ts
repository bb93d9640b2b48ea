import type { Tensor } from './tensors.ts';
import { closeSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { asFault, Fault } from '#graph/fault.ts';
import { openRegular, readWhole, type RegularFile } from '#system/regular.ts';
import { readNpy } from './npy.ts';
import { readTensorProto } from './tensor-proto.ts';
import { unpackAll } from './npz.ts';

const MAX_BYTES = 2 ** 31;

/**
 * Contents of inputs from files that a team has: `data.npz` (its arrays by name), `NAME=x.npy`, `NAME=input_0.pb` (a
 * TensorProto, as ONNX's own test data has them; without NAME its own name counts).
 * @throws Fault `bad-input-file`, `missing-file`
 */
export function readInputFiles(words: readonly string[]): ReadonlyMap<string, Tensor> {
  return readNamedFiles(words.map((word) => (isFile(word) ? { path: word, name: undefined } : splitInputFile(word))));
}

/** A file with contents of inputs; the name, if given, is the input's. */
export interface InputFile {
  readonly path: string;
  readonly name: string | undefined;
}

/** @throws Fault `bad-input-file`, `missing-file` */
export function readNamedFiles(files: readonly InputFile[]): ReadonlyMap<string, Tensor> {
  return new Map(files.flatMap(readOne).map((tensor) => [tensor.name, tensor]));
}

function readOne({ path, name }: InputFile): readonly Tensor[] {
  const bytes = bytesOf(path);
  const bad = (what: string): Fault =>
    new Fault('bad-input-file', `${path}: ${what}`, 'give an .npz, or NAME=FILE of an .npy or a TensorProto (.pb)');
  switch (/\.[a-z]+$/i.exec(path)?.[0].toLowerCase()) {
    case '.npz':
      return unpackAll(bytes, MAX_BYTES, bad)
        .filter((file) => file.name.endsWith('.npy'))
        .map((file) => readNpy(file.bytes, file.name.slice(0, -'.npy'.length), bad));
    case '.npy':
      return [readNpy(bytes, name ?? basename(path, '.npy'), bad)];
    case '.pb':
      return [named(readTensorProto(bytes, bad), name, bad)];
    case undefined:
    default:
      throw bad('its kind isn’t known');
  }
}

function named(tensor: Tensor, name: string | undefined, bad: (what: string) => Fault): Tensor {
  if (name === undefined && tensor.name === '') throw bad('the tensor has no name: write NAME=FILE');
  return { ...tensor, name: name ?? tensor.name };
}

/** `NAME=FILE`, parted at its last equals sign since a name may hold one, or a file alone. */
export function splitInputFile(word: string): InputFile {
  const at = word.lastIndexOf('=');
  return at <= 0 ? { path: word, name: undefined } : { path: word.slice(at + 1), name: word.slice(0, at) };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function bytesOf(path: string): Buffer {
  const refused = (what: string, hint: string, cause?: unknown): Fault =>
    new Fault('bad-input-file', `${path} ${what}`, hint, { cause });
  let file: RegularFile;
  try {
    file = openRegular(path, (kind) => refused(`is ${kind}`, 'give a regular file'));
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Fault('missing-file', `${path} doesn't exist`, 'check the path', { cause });
    throw refused(`can't be read: ${asFault(cause).message}`, 'check its permissions', cause);
  }
  if (file.size <= MAX_BYTES) return readWhole(file);
  closeSync(file.descriptor);
  throw refused(`holds ${file.size} bytes, more than ${MAX_BYTES}`, 'give a smaller example');
}
