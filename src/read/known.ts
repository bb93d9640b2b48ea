import { knownRows, type KnownKind, type KnownRow } from './known-rows.ts';

export type { KnownKind } from './known-rows.ts';

const POINTER_HINT = 'fetch the file that it names (dvc pull), or give that file';

/** Longest file that a known name with a generic ending (`.json`, `.xml`, `.cfg`) is told by: a reader's first bytes. */
export const KNOWN_HEAD_BYTES = 4096;

/**
 * What kind of model file a path and its first bytes are; null where they are none that is known.
 *
 * @param path as the tree or the user names it; `.gz` at its end is passed over
 * @param head its first KNOWN_HEAD_BYTES bytes; null where they weren't read: then by name alone, and null where many other files
 *   have such names. The content decides before the name; a Git LFS pointer and gzip hide it
 */
export function knownKind(path: string, head: Uint8Array | null): KnownKind | null {
  const name = nameOf(path);
  const dvc = /^(.*)\.dvc$/.exec(name)?.[1];
  if (dvc !== undefined) return pointerTo(path, dvc);
  const start = head === null ? '' : latin1(head);
  const isPointer = start.startsWith('version https://git-lfs.github.com/spec/');
  const isSeen = head !== null && !isPointer && !start.startsWith('\x1f\x8b');
  const named = knownRows.filter(({ files }) => files.test(name));
  const row =
    (isSeen
      ? (named.find((one) => one.starts?.(start)) ?? knownRows.find((one) => one.anywhere && one.starts?.(start)))
      : undefined) ??
    named.find(({ byName }) => byName === 'always' || (isPointer && byName === 'in-lfs')) ??
    null;
  return row === null ? null : kindOf(row, path);
}

/** Whether a path's name is one that some kind of model file has: of such a file `knownKind` wants to see the first bytes. */
export function mayBeKnown(path: string): boolean {
  const name = nameOf(path);
  const stem = name.replace(/\.dvc$/, '');
  return knownRows.some(({ files }) => files.test(stem));
}

const nameOf = (path: string): string => path.toLowerCase().replace(/\.gz$/, '');

const latin1 = (head: Uint8Array): string => {
  let text = '';
  for (const byte of head.subarray(0, KNOWN_HEAD_BYTES)) text += String.fromCharCode(byte);
  return text;
};

function kindOf({ format, what, part, hint }: KnownRow, path: string): KnownKind {
  const isPackage = /^(.*?\.ml(?:package|modelc))\/./i.exec(path)?.[1];
  return { format, what, part, hint, root: isPackage ?? path };
}

/** A DVC file stands for a model where the file that it names would be one by its name. */
function pointerTo(path: string, name: string): KnownKind | null {
  const row = knownRows.find(({ files, byName }) => byName !== 'never' && files.test(name));
  if (row === undefined) return null;
  return { format: row.format, what: `a DVC pointer to ${row.what}`, part: 'pointer', root: path, hint: POINTER_HINT };
}
