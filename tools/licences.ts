import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { RolldownOutput } from 'rolldown';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i;

/** The folder of the package that a bundled module came from, relative to `root`; none for our own code. */
const packageFolder = (root: string, moduleId: string): string | undefined => {
  const parts = relative(root, moduleId.replace(/^\0/, '').replace(/\?.*$/, '')).split(sep);
  const at = parts.lastIndexOf('node_modules');
  const scoped = parts[at + 1]?.startsWith('@') === true;
  return at === -1 ? undefined : parts.slice(0, at + (scoped ? 3 : 2)).join('/');
};

const entry = async (root: string, folder: string): Promise<string> => {
  const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Manifest;
  if (license === undefined) throw new Error(`${folder}/package.json names no licence: it can't go into dist/`);
  const files = (await readdir(join(root, folder))).filter((file) => licenceFile.test(file)).toSorted();
  const texts = await Promise.all(files.map(async (file) => readFile(join(root, folder, file), 'utf8')));
  const body = texts.map((text) => text.replaceAll('\r\n', '\n').trim());
  return [`${name} ${version} (${license})`, ...body].join('\n\n');
};

/** Folders, relative to `root`, of the packages with code in the bundle, sorted. */
export function bundledFolders(root: string, output: readonly RolldownOutput['output'][number][]): readonly string[] {
  const folders = new Set<string>();
  for (const file of output) {
    for (const [id, { code }] of file.type === 'chunk' ? Object.entries(file.modules) : []) {
      const folder = code === null || code === '' ? undefined : packageFolder(root, id);
      if (folder !== undefined) folders.add(folder);
    }
  }
  return [...folders].toSorted();
}

/**
 * The licence texts of every package with code in the bundle, sorted by folder.
 * A package that ships no licence file is listed by its name and the licence that its manifest declares.
 */
export const licenceText = async (
  root: string,
  output: readonly RolldownOutput['output'][number][],
): Promise<string> => {
  const entries = await Promise.all(bundledFolders(root, output).map(async (folder) => entry(root, folder)));
  return `Flopgate's dist/ holds code of these packages.\n\n${entries.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
};
