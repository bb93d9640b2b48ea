import type { Format } from './format.ts';
import { readOnnx } from './onnx/onnx.ts';
import { modelOfWeights, sniffOnnx } from './onnx/names.ts';

/** Every format that can be read. What no other format claims is tried as the first one. */
export const formats: readonly [Format, ...Format[]] = [
  {
    name: 'onnx',
    what: 'an ONNX model',
    endings: ['.onnx'],
    isShared: false,
    access: 'forward',
    sniff: sniffOnnx,
    memberOf: modelOfWeights,
    readsMembers: false,
    // Nearly every run meets one: it is there from the start, in the same chunk.
    load: () => readOnnx,
  },
];

/** Endings of the files that can be read, in lower case, compressed ones included. */
export const knownExtensions: readonly string[] = formats.flatMap(({ endings }) =>
  endings.flatMap((ending) => (ending.includes('/') ? [ending] : [ending, `${ending}.gz`])),
);

/** The formats whose roots are named as this path is; the first is the likeliest. */
export function formatsOf(path: string): readonly Format[] {
  const name = plainName(path);
  return formats.filter(({ endings }) => endings.some((ending) => name.endsWith(ending)));
}

/** Whether a path is that of a model's root: by its name, and no file of another model's. */
export function isModelPath(path: string): boolean {
  return formatsOf(path).length > 0 && modelBeside(path) === null;
}

/** Whether of a path's name alone nobody can say that it is a model: its first bytes have to be looked at (`isModelHead`). */
export function isSharedPath(path: string): boolean {
  const named = formatsOf(path);
  return named.length > 0 && named.every(({ isShared }) => isShared);
}

/** Whether first bytes bear out a path of a shared name. */
export function isModelHead(head: Uint8Array, path: string): boolean {
  return formatsOf(path).some((format) => !format.isShared || format.sniff(head, path) === true);
}

/** The root that a file belongs to beside it, by the file's path alone; null where there is none. */
export function modelBeside(path: string): string | null {
  for (const format of formats) {
    const root = format.memberOf?.(path) ?? null;
    if (root !== null) return root;
  }
  return null;
}

/** A model's name by its root's path: the folder if the folder is the model, else the path itself. */
export function modelName(path: string): string {
  const name = plainName(path);
  const isFolder = formats.some(({ endings }) => endings.some((one) => one.includes('/') && name.endsWith(one)));
  if (!isFolder) return path;
  // Such an ending holds one `/`, the path's last.
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

/**
 * The file of a folder that makes the folder itself a model; null where there is none.
 * @param folder its own path, for its ending
 * @param files that lie in it, relative to it
 */
export function rootIn(folder: string, files: readonly string[]): string | null {
  const isRoot = (file: string): boolean => modelName(`${folder}/${file}`) === folder;
  return files.find((file) => !file.includes('/') && isRoot(file)) ?? null;
}

/** In lower case, without `.gz`, and with a `/` before it, so that an ending may be a whole name. */
const plainName = (path: string): string => `/${path.toLowerCase().replace(/\.gz$/, '')}`;
