/** Builds dist/ from src/: three entries, unminified, fixed names, byte for byte the same on every run. */
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type RolldownLog, type RolldownOutput } from 'rolldown';
import { licenceText } from './licences.ts';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist');

const entries = {
  action: 'src/action.ts',
  cli: 'src/cli.ts',
  worker: 'src/bench/worker.ts',
};

/** Libraries that start up slowly get chunks of their own, so that only a command that needs one loads it. */
const lazy = [
  { name: 'lib-github', test: /[\\/]node_modules[\\/](?:@actions|@octokit)[\\/]/ },
  { name: 'lib-git', test: /[\\/]node_modules[\\/]simple-git[\\/]/ },
  { name: 'lib-yaml', test: /[\\/]node_modules[\\/]yaml[\\/]/ },
  { name: 'lib-zod', test: /[\\/]node_modules[\\/]zod[\\/]/ },
];

/** Whatever the bundler warns of in our own code would be a fault in dist/: it ends the build. */
const refuse = (level: string, log: RolldownLog): void => {
  const foreign = log.id?.includes('node_modules') === true;
  if (level === 'warn' && !foreign) throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
};

const bundle = async (): Promise<RolldownOutput> =>
  build({
    cwd: root,
    input: entries,
    platform: 'node',
    external: /^node:/,
    tsconfig: false,
    transform: { target: 'node20' },
    onLog: refuse,
    output: {
      dir: out,
      format: 'esm',
      minify: false,
      sourcemap: false,
      entryFileNames: '[name].js',
      chunkFileNames: 'chunks/[name].js',
      assetFileNames: 'assets/[name][extname]',
      codeSplitting: { groups: lazy },
    },
  });

await rm(out, { recursive: true, force: true });
await mkdir(out);
const { output } = await bundle();
await writeFile(join(out, 'licenses.txt'), await licenceText(root, output));
await chmod(join(out, 'cli.js'), 0o755);
const size = output.reduce((sum, file) => sum + (file.type === 'chunk' ? file.code.length : file.source.length), 0);
console.log(`dist/: ${output.length} files, ${Math.round(size / 1024)} kB`);
