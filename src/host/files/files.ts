import { closeSync } from 'node:fs';
import { Fault } from '#graph/fault.ts';
import { openRegular, readWhole, type RegularFile } from '#system/regular.ts';

/** Longest text that is read whole: a policy, a report. */
export const MAX_TEXT_BYTES = 1 << 20;

/**
 * A small text file; null if there is none.
 * @param name as the user names it
 * @throws Fault `unreadable-file` if it is a folder, a pipe or a device, longer than `most`, or can't be read
 */
export function readText(path: string, name: string = path, most: number = MAX_TEXT_BYTES): string | null {
  let file: RegularFile;
  try {
    file = openRegular(path, (kind) => unreadable(name, `it is ${kind}`));
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (file.size > most) {
    closeSync(file.descriptor);
    throw tooLong(name, file.size, most);
  }
  try {
    return readWhole(file).toString('utf8');
  } catch (cause) {
    throw unreadable(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

export function tooLong(name: string, size: number, most: number = MAX_TEXT_BYTES): Fault {
  return unreadable(name, `${size} bytes are more than the ${most} that are read of a text`);
}

function unreadable(name: string, why: string, cause?: unknown): Fault {
  return new Fault('unreadable-file', `${name} can't be read: ${why}`, 'check the path and its permissions', { cause });
}
