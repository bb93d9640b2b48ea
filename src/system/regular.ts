import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';

/** Without O_NONBLOCK the opening of a named pipe waits for its writer, and that of some devices for ever. */
const reading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A regular file that is open. */
export interface RegularFile {
  readonly descriptor: number;
  readonly size: number;
}

/**
 * Opens a regular file for reading; never waits. It is looked at once it is open, so that nothing can be put in its place in between.
 * @param refuse makes the fault for what is there but no regular file, given what it is
 * @throws what `refuse` makes, and Node's own errors
 */
export function openRegular(path: string, refuse: (kind: string) => Error): RegularFile {
  let descriptor: number;
  try {
    descriptor = openSync(path, reading);
  } catch (cause) {
    // What a socket answers.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENXIO') throw refuse('a socket');
    throw cause;
  }
  const stat = fstatSync(descriptor);
  if (stat.isFile()) return { descriptor, size: stat.size };
  closeSync(descriptor);
  throw refuse(fileKind(stat));
}

/** What something is that is no regular file, in words. */
function fileKind(stat: Stats): string {
  if (stat.isDirectory()) return 'a folder';
  if (stat.isFIFO()) return 'a named pipe';
  if (stat.isSocket()) return 'a socket';
  return stat.isCharacterDevice() || stat.isBlockDevice() ? 'a device' : 'no regular file';
}

/** The bytes of an open file, as many as it had when it was opened; fewer if it was cut since. Closes it. */
export function readWhole({ descriptor, size }: RegularFile): Buffer {
  try {
    const bytes = Buffer.alloc(size);
    let filled = 0;
    while (filled < size) {
      const count = readSync(descriptor, bytes, filled, size - filled, filled);
      if (count === 0) break;
      filled += count;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(descriptor);
  }
}
