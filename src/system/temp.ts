import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '#graph/fault.ts';
import { atEnd } from './ending.ts';
import { ownerState, ownerTag } from './owner.ts';

/** A folder for the files of this run: nobody else may look into it, and it is gone when the process ends. */
export interface TempFolder {
  /** Without links in it. */
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Makes a folder for temporary files: the only place in `src/` that does. The first one that a process makes in a place sweeps away
 * what killed runs left there.
 * @param purpose one word, for who looks into the place
 * @param place absent: the system's folder for temporary files
 * @throws Fault `unwritable-temp`
 */
export function makeTempFolder(purpose: string, place: string = tmpdir()): TempFolder {
  if (!swept.has(place)) sweep(place);
  swept.add(place);
  let path: string;
  try {
    path = realpathSync(mkdtempSync(join(place, `${PREFIX}${purpose}-${ownerTag()}-`)));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault(
      'unwritable-temp',
      `${place} can't hold temporary files: ${why}`,
      'set TMPDIR to a folder that can be written and has room',
      { cause },
    );
  }
  const clean = (): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  const release = atEnd(clean);
  return {
    path,
    remove: () => {
      clean();
      release();
    },
  };
}

const PREFIX = 'flopgate-';
const swept = new Set<string>();

/** Age from which a folder of another machine or container, whose processes can't be looked up here, is left over. */
const STRANGER_MS = 7 * 24 * 3_600_000;
/** Folders that one run sweeps at most. */
const MOST_SWEPT = 50;

const named = /^flopgate-[a-z]+-([^-]+)-[A-Za-z0-9]{6}$/;

/**
 * Removes what runs that were killed left in a place: folders of this user whose owner is dead, never one of a run that goes on. What
 * can't be removed stays.
 */
function sweep(place: string): void {
  let left = MOST_SWEPT;
  for (const name of namesIn(place)) {
    const state = ownerState(named.exec(name)?.[1] ?? '');
    if (state === null || state === 'alive' || left === 0) continue;
    const path = join(place, name);
    try {
      const stat = lstatSync(path);
      if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) continue;
      if (state === 'stranger' && Date.now() - stat.mtimeMs < STRANGER_MS) continue;
      rmSync(path, { recursive: true, force: true });
      left -= 1;
    } catch {
      // Another run sweeps, too.
    }
  }
}

function namesIn(place: string): readonly string[] {
  try {
    return readdirSync(place).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}
