import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { ownerTag, ownerState } from '#system/owner.ts';

/**
 * Writes a text file, whole or not at all, with the folders that it lies in; a link stays one.
 * @param name as the user names it
 * @throws Fault `unwritable-file`
 */
export function writeText(path: string, text: string, name: string = path): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) {
      if (stat.isDirectory()) throw new TypeError('it is a folder');
      return writeInto(path, text);
    }
    replace(stat === undefined ? path : realpathSync(path), text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('unwritable-file', `${name} can't be written: ${why}`, 'check the path and its permissions', {
      cause,
    });
  }
}

/** Beside it first, then in its place: nobody reads a part, and a run that is killed leaves the old text. */
function replace(path: string, text: string): void {
  const aside = `${path}.${ownerTag()}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    writeFileSync(aside, text, { flag: 'wx' });
    renameSync(aside, path);
  } catch (cause) {
    rmSync(aside, { force: true });
    throw cause;
  }
  sweep(path);
}

/** Removes what killed runs left beside a file. */
function sweep(path: string): void {
  const prefix = `${basename(path)}.`;
  try {
    for (const name of readdirSync(dirname(path))) {
      if (!name.startsWith(prefix)) continue;
      const [, tag = ''] = /^(.+)\.[0-9a-f]{8}\.tmp$/.exec(name.slice(prefix.length)) ?? [];
      if (ownerState(tag) === 'dead') rmSync(join(dirname(path), name), { force: true });
    }
  } catch {
    // What was to be written is.
  }
}

/** How long a pipe that is full is waited for. */
const PATIENCE_MS = 30_000;
const STEP_MS = 5;

/** Into a pipe or a device: it stays what it is. Without O_NONBLOCK the opening of a pipe waits for its reader. */
function writeInto(path: string, text: string): void {
  const descriptor = openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const bytes = Buffer.from(text);
    let waited = 0;
    for (let at = 0; at < bytes.length;) {
      try {
        at += writeSync(descriptor, bytes, at);
        waited = 0;
      } catch (cause) {
        const isFull = cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN';
        if (!isFull || waited >= PATIENCE_MS) throw cause;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEP_MS);
        waited += STEP_MS;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}
