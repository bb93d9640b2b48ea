import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path/posix';

/** Where a file of the older commit lies today. */
export type Moves = ReadonlyMap<string, string>;

const git = (root: string, ...args: readonly string[]): string =>
  execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 }).trim();

/** Files of src/ that were moved since a commit, by git's own renames, commit after commit. @returns old path → today's */
export function movesSince(root: string, commit: string): Moves {
  const options = ['--first-parent', '--diff-merges=first-parent', '--reverse', '-M', '--diff-filter=R'];
  const log = git(root, 'log', ...options, '--name-status', '--format=', `${commit}..HEAD`, '--', 'src');
  const before = new Map<string, string>();
  for (const line of log.split('\n').filter((one) => one !== '')) {
    const [, from = '', to = ''] = line.split('\t');
    before.set(to, before.get(from) ?? from);
    before.delete(from);
  }
  return new Map([...before].map(([to, from]) => [from, to]));
}

const specifier = /(?<=(?:\bfrom|\bimport|\bimport\(|\bURL\()\s*)'((?:\.{1,2}\/|#)[^'\n]+)'/g;

/** The file that an import names, from the root of the tree; null: none that we have. */
function importedBy(path: string, named: string, isThere: (path: string) => boolean): string | null {
  const file = named.startsWith('#') ? `src/${named.slice(1)}` : join(dirname(path), named);
  return [file, `${file}.ts`].find(isThere) ?? null;
}

/** A source's text with its imports leading to where the files lie today. */
export function withImportsMoved(path: string, text: string, moves: Moves, isThere: (path: string) => boolean): string {
  const home = dirname(moves.get(path) ?? path);
  return text.replaceAll(specifier, (whole, named: string) => {
    const file = importedBy(path, named, isThere);
    if (file === null) return whole;
    const way = relative(home, moves.get(file) ?? file);
    return `'${way.startsWith('.') ? way : `./${way}`}'`;
  });
}

/** Lays the commit's files out as they would lie today. */
function layOutSources(root: string, commit: string, old: string): void {
  mkdirSync(old);
  const archive = execFileSync('git', ['archive', '--format=tar', commit], { cwd: root, maxBuffer: 1 << 30 });
  execFileSync('tar', ['-x', '-C', old], { input: archive });
  const moves = movesSince(root, commit);
  const files = globSync('src/**/*.ts', { cwd: old });
  const there = new Set(files);
  const texts = files.map((path) => {
    const text = readFileSync(join(old, path), 'utf8');
    return [moves.get(path) ?? path, withImportsMoved(path, text, moves, (file) => there.has(file))] as const;
  });
  if (new Set(texts.map(([path]) => path)).size < texts.length) throw new Error('two files were moved to one place');
  for (const path of files) rmSync(join(old, path));
  for (const [path, text] of texts) write(join(old, path), text);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Today's tests, and the scripts that they run, in place of the commit's. */
function layTestsOver(root: string, old: string): void {
  for (const name of ['test', 'benchmarks']) {
    rmSync(join(old, name), { recursive: true, force: true });
    cpSync(join(root, name), join(old, name), { recursive: true });
  }
  for (const file of [...globSync('tools/*.ts', { cwd: root }), 'vitest.config.ts'])
    cpSync(join(root, file), join(old, file));
  const [now, then] = [root, old].map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  write(join(old, 'package.json'), JSON.stringify({ ...then, imports: now.imports }, null, 2));
}

/**
 * Files of src/ that tests import and that the commit has none of (nor anything that was moved there): today's, with what they import. No
 * file of the commit imports them, so that its programs are what they were.
 */
function addMissing(root: string, old: string): readonly string[] {
  const added: string[] = [];
  const open = globSync(['test/**/*.ts', 'tools/*.ts'], { cwd: old });
  const isToday = (path: string): boolean => path.endsWith('.ts') && existsSync(join(root, path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const [, named = ''] of readFileSync(join(old, path), 'utf8').matchAll(specifier)) {
      const file = importedBy(path, named, isToday);
      if (file === null || !file.startsWith('src/') || existsSync(join(old, file))) continue;
      write(join(old, file), readFileSync(join(root, file), 'utf8'));
      added.push(file);
      open.push(file);
    }
  }
  return added;
}

/** Packages as hard links: through one symbolic link the bundler would see them outside of the tree, and tests be red for that. */
function linkPackages(root: string, old: string): void {
  execFileSync('cp', ['-al', join(root, 'node_modules'), old]);
  for (const name of globSync('.vite*', { cwd: join(old, 'node_modules') }))
    rmSync(join(old, 'node_modules', name), { recursive: true });
  // Collections of models that some tests look for beside the checkout.
  const shared = resolve(root, '../shared');
  if (existsSync(shared)) symlinkSync(shared, join(old, '../shared'));
}

/**
 * Makes a tree of an older commit's sources, laid out as today's are, with today's tests.
 * @param root this checkout
 * @param old path of the tree; it isn't there yet
 * @returns the files of src/ that are today's, since tests need them
 */
export function layOut(root: string, commit: string, old: string): readonly string[] {
  layOutSources(root, commit, old);
  layTestsOver(root, old);
  const added = addMissing(root, old);
  // Some tests ask git which files there are.
  git(old, 'init', '--quiet');
  git(old, 'add', '--all');
  linkPackages(root, old);
  return added;
}
