import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 in hex of each file below node_modules, by its path there with slashes. */
export type Hashes = Readonly<Record<string, string>>;

/** The hashes committed beside the lock (by `tools/runtime-hashes.ts`); null if they are of another version. */
export function committedHashes(manifest: string, version: string): Hashes | null {
  const file = join(manifest, 'hashes.json');
  if (!existsSync(file)) return null;
  const committed = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string; readonly files: Hashes };
  return committed.version === version ? committed.files : null;
}

const binary = /^onnxruntime-node\/bin\/[^/]+\/([^/]+)\/([^/]+)\//;

/** Whether a file of the package is one for this platform: binaries of others are deleted after the fetch. */
function isHere(path: string): boolean {
  const [, platform, arch] = binary.exec(path) ?? [];
  return platform === undefined || (platform === process.platform && arch === process.arch);
}

/**
 * Holds an installed runtime against the committed hashes: all files below its node_modules, none missing, none besides, no links.
 * @returns the first that differs, as its path in `folder`; null: none does, or no hashes of this version are committed
 */
export function alteredFile(folder: string, manifest: string, version: string): string | null {
  const hashes = committedHashes(manifest, version);
  if (hashes === null) return null;
  const wanted = new Map(Object.entries(hashes).filter(([path]) => isHere(path)));
  const found = new Set<string>();
  for (const { path, isFile } of filesBelow(join(folder, 'node_modules'), '')) {
    if (!isFile || wanted.get(path) !== hashOf(join(folder, 'node_modules', path))) return `node_modules/${path}`;
    found.add(path);
  }
  const missing = [...wanted.keys()].find((path) => !found.has(path));
  return missing === undefined ? null : `node_modules/${missing}`;
}

/** All that isn't a folder. */
export function* filesBelow(
  root: string,
  below: string,
): Generator<{ readonly path: string; readonly isFile: boolean }> {
  const folder = join(root, below);
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else yield { path, isFile: entry.isFile() };
  }
}

/** SHA-256 of a file, in hex. */
export const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
