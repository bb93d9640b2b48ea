/**
 * Builds dist/ from src/: three CommonJS entries, unminified, fixed names, byte for byte the same on every run.
 * With --check it builds aside and fails where that differs from the dist/ at hand; with --out DIR it builds there.
 */
import { globSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { bundle } from './bundle.ts';
import { dashboardBundle } from './dashboard.ts';
import { licenceText } from './licences.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const buildInto = async (out: string): Promise<string[]> => {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const { output } = await bundle(out);
  // The page is in the bundle as text: what its script holds is told, too.
  const held = [...output, ...(await dashboardBundle())];
  await writeFile(join(out, 'licenses.txt'), await licenceText(root, held));
  await writeFile(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  await chmod(join(out, 'cli.js'), 0o755);
  return filesOf(out);
};

const filesOf = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

const differing = async (a: string, b: string): Promise<string[]> => {
  const names = [...new Set([...filesOf(a), ...filesOf(b)])].toSorted();
  const same = async (name: string): Promise<boolean> => {
    const [x, y] = await Promise.allSettled([readFile(join(a, name)), readFile(join(b, name))]);
    return x.status === 'fulfilled' && y.status === 'fulfilled' && x.value.equals(y.value);
  };
  const verdicts = await Promise.all(names.map(same));
  return names.filter((_, i) => verdicts[i] !== true);
};

if (process.argv.includes('--check')) {
  const aside = join(root, '.cache', 'dist');
  const files = await buildInto(aside);
  const stale = await differing(aside, dist);
  if (stale.length > 0) {
    console.error(`dist/ is not what src/ builds to: ${stale.join(', ')}\nhint: npm run build, and commit dist/`);
    process.exitCode = 1;
  } else console.log(`dist/: ${files.length} files, as src/ builds them`);
} else {
  const at = process.argv.indexOf('--out');
  const out = at === -1 ? dist : resolve(process.argv[at + 1] ?? '');
  console.log(`${relative(root, out)}/: ${(await buildInto(out)).join(', ')}`);
}
