import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { closedFolder, isOwn } from '#system/closed-folder.ts';
import { openRegular } from '#system/regular.ts';
import { makeTempFolder, type TempFolder } from '#system/temp.ts';
import { readText } from '#host/files/files.ts';

/** A file that a build made: its path, and its content's name. */
export interface BuiltFile {
  /** From the repository's root. */
  readonly path: string;
  readonly file: string;
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly bytes: number;
}

interface Manifest {
  readonly files: readonly { readonly path: string; readonly hash: string; readonly bytes: number }[];
  readonly log: string;
}

/** Builds that are kept; the oldest go first. */
const MAX_KEPT = 20;
/** Bytes of one build beyond which it isn't kept. */
const MAX_BYTES = 4 * 1024 ** 3;

/** Folder of kept builds: FLOPGATE_CACHE, else the user's cache; null if somebody else could put a build there. */
function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | null {
  const { FLOPGATE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA } = env;
  const given = [FLOPGATE_CACHE, XDG_CACHE_HOME, LOCALAPPDATA].find((one) => one !== undefined && one !== '');
  return closedFolder(join(given === undefined ? join(homedir(), '.cache') : resolve(given), 'flopgate', 'builds'));
}

/** Name of a build by all that decides it. */
export function buildKey(parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest('hex');
}

/** A build that is kept, each file checked against its hash; null if there is none, or if it isn't whole. */
export async function keptBuild(
  key: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly files: readonly BuiltFile[]; readonly log: string } | null> {
  const cache = cacheFolder(env);
  if (cache === null) return null;
  const folder = join(cache, key);
  try {
    if (!isOwn(folder, 'folder')) return null;
    const manifest = JSON.parse(readText(join(folder, 'manifest.json')) ?? 'null') as Manifest | null;
    if (manifest === null) return null;
    const files = manifest.files.map(({ path, hash, bytes }, i) => ({
      path,
      hash,
      bytes,
      file: join(folder, String(i)),
    }));
    for (const { file, hash } of files) {
      // One large file at a time.
      // oxlint-disable-next-line no-await-in-loop
      if ((await hashOf(file)) !== hash) return null;
    }
    // What is in use isn't the oldest: another run may be about to drop that.
    const now = new Date();
    utimesSync(folder, now, now);
    return { files, log: manifest.log };
  } catch {
    return null;
  }
}

/** Keeps a build; what can't be kept is built again next time. */
export function keepBuild(
  key: string,
  env: Readonly<Record<string, string | undefined>>,
  files: readonly BuiltFile[],
  log: string,
): void {
  if (files.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_BYTES) return;
  const cache = cacheFolder(env);
  if (cache === null) return;
  const folder = join(cache, key);
  let aside: TempFolder | null = null;
  try {
    if (existsSync(folder)) return;
    mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    aside = makeTempFolder('keep', dirname(folder));
    const { path } = aside;
    files.forEach(({ file }, i) => copyFileSync(file, join(path, String(i))));
    const manifest: Manifest = {
      files: files.map(({ path: name, hash, bytes }) => ({ path: name, hash, bytes })),
      log,
    };
    writeFileSync(join(path, 'manifest.json'), JSON.stringify(manifest));
    renameSync(path, folder);
    dropOld(dirname(folder));
  } catch {
    // Another run may have kept the same, or there is no room.
  } finally {
    aside?.remove();
  }
}

function dropOld(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const kept = names.map((name) => ({ name, at: statSync(join(folder, name)).mtimeMs }));
  for (const { name } of kept.toSorted((a, b) => b.at - a.at).slice(MAX_KEPT))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** SHA-256 of a file, in hex. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  const { descriptor: fd } = openRegular(file, (kind) => new TypeError(kind));
  for await (const chunk of createReadStream(file, { fd })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
