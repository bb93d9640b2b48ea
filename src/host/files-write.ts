import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fault } from '#graph/fault.ts';

/**
 * Writes a text file, whole or not at all, with the folders that it lies in.
 * @param name as the user names it
 * @throws Fault `unwritable-file`
 */
export function writeText(path: string, text: string, name: string = path): void {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, text);
    renameSync(aside, path);
  } catch (cause) {
    if (existsSync(aside)) rmSync(aside);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('unwritable-file', `${name} can't be written: ${why}`, 'check the path and its permissions', {
      cause,
    });
  }
}
