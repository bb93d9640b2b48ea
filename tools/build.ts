/**
 * Builds dist/ from src/: three CommonJS entries, unminified, fixed names, byte for byte the same on every run.
 * With --check it builds aside and fails where that differs from the dist/ at hand; with --out DIR it builds there.
 */
import { existsSync, globSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { build, type Plugin, type RolldownLog, type RolldownOutput } from 'rolldown';
import { dashboardBundle } from './dashboard.ts';
import { licenceText } from './licences.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const sources = { action: 'src/action.ts', cli: 'src/cli.ts', worker: 'src/bench/worker.ts' };
const entries = Object.fromEntries(Object.entries(sources).filter(([, path]) => existsSync(join(root, path))));

/**
 * Libraries that start up slowly get chunks of their own, so that only a command that needs one loads it. Of our own code what
 * `count` needs lies in one chunk: within a file names are bound once, across files every use of one is a property's getter.
 */
const core = [
  'read/.+',
  'graph/.+',
  'count/(?:(?!count\\.ts)[^/]+|ops/common\\.ts)',
  'diff/(?:number-text|plain-json|quantity|suggest)\\.ts',
  'gate/(?:count|version)\\.ts',
  'host/source-file\\.ts',
  'system/output\\.ts',
  'report/(?:count-entry|terminal-count|terminal-convention|escape|json|paint|text-table|words)\\.ts',
  'cli/(?:command|count|counting|failure|main|sizes|streams)\\.ts',
];
const chunks = [
  { name: 'lib-http', test: /[\\/]node_modules[\\/](?:undici|tunnel|@actions[\\/]http-client)[\\/]/ },
  // Apart from the rest, for the first act of @actions/github is to read the event, whatever lies there.
  { name: 'lib-github', test: /[\\/]node_modules[\\/](?:@actions[\\/]github|@octokit)[\\/]/ },
  { name: 'lib-actions', test: /[\\/]node_modules[\\/]@actions[\\/]/ },
  { name: 'lib-git', test: /[\\/]node_modules[\\/]simple-git[\\/]/ },
  { name: 'lib-yaml', test: /[\\/]node_modules[\\/]yaml[\\/]/ },
  { name: 'lib-zod', test: /[\\/]node_modules[\\/]zod[\\/]/ },
  { name: 'core', test: new RegExp(`[\\\\/]src[\\\\/](?:${core.join('|').replaceAll('/', '[\\\\/]')})`) },
];

/** Everything in ASCII: V8 reads it in half the memory and without decoding. */
const ascii: Plugin = {
  name: 'ascii',
  renderChunk: (code) =>
    code.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
};

/** Whatever the bundler warns of in our own code would be a fault in dist/: it ends the build. */
const refuse = (level: string, log: RolldownLog): void => {
  const foreign = log.id?.includes('node_modules') === true;
  if (level === 'warn' && !foreign) throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
};

const bundle = async (out: string): Promise<RolldownOutput> =>
  build({
    cwd: root,
    input: entries,
    platform: 'node',
    external: /^node:/,
    tsconfig: false,
    transform: { target: 'node20' },
    onLog: refuse,
    plugins: [ascii],
    output: {
      dir: out,
      // Node takes 10 ms less to load it than modules of ECMAScript.
      format: 'cjs',
      minify: false,
      sourcemap: false,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      assetFileNames: 'assets/[name][extname]',
      codeSplitting: { groups: chunks },
    },
  });

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
