import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { Fault } from '#graph/fault.ts';
import type { Source } from '#graph/source.ts';

/** A source that answers at once. */
export interface FileSource extends Source {
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

/**
 * A file, by positioned reads: nothing is read ahead, nothing is cached.
 * @param path as the process finds it
 * @param name as the user names it
 * @throws Fault `missing-file`, `git-annex-pointer`, `not-a-file`, `unreadable-file`
 */
export function openFile(path: string, name: string = path): FileSource {
  let descriptor: number;
  // Without O_NONBLOCK opening a named pipe would wait for its writer.
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    throw openFault(path, name, cause);
  }
  const stat = fstatSync(descriptor);
  if (!stat.isFile()) {
    closeSync(descriptor);
    throw new Fault(
      'not-a-file',
      `${name} is ${stat.isDirectory() ? 'a folder' : 'not a regular file'}`,
      'give the path of a model file',
    );
  }
  return {
    name,
    size: stat.size,
    forward: false,
    read: (offset, length) => readFully(descriptor, offset, length, name),
    close: () => closeSync(descriptor),
  };
}

function readFully(descriptor: number, offset: number, length: number, name: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  try {
    while (filled < length) {
      const count = readSync(descriptor, bytes, filled, length - filled, offset + filled);
      if (count === 0) break;
      filled += count;
    }
  } catch (cause) {
    throw new Fault(
      'unreadable-file',
      `${name}: reading failed at byte ${offset}: ${messageOf(cause)}`,
      'check the file and its disk',
      { cause },
    );
  }
  return filled === length ? bytes : bytes.subarray(0, filled);
}

function openFault(path: string, name: string, cause: unknown): Fault {
  const code = cause instanceof Error && 'code' in cause ? cause.code : '';
  if (code !== 'ENOENT' && code !== 'ENOTDIR') {
    return new Fault('unreadable-file', `${name} can't be opened: ${messageOf(cause)}`, 'check its permissions', {
      cause,
    });
  }
  const target = linkTarget(path);
  if (target === null) return new Fault('missing-file', `${name} doesn't exist`, 'check the path', { cause });
  if (/(?:^|\/)annex\/objects\//.test(target)) {
    return new Fault(
      'git-annex-pointer',
      `${name} is in git-annex and not here: ${target}`,
      `run git annex get ${name}`,
      { cause },
    );
  }
  return new Fault('missing-file', `${name} is a link to ${target}, which doesn't exist`, 'check the link', { cause });
}

/** Where a link leads; null if there is none. */
function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
