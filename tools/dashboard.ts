/**
 * Bundles the dashboard's script and style (src/report/dashboard/page) into src/report/dashboard/assets.ts, as text: the page is one file
 * that needs nothing else. With --check it fails where that file isn't what the sources build to.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type RolldownOutput } from 'rolldown';

const root = join(import.meta.dirname, '..');
const page = join(root, 'src/report/dashboard/page');
const target = join(root, 'src/report/dashboard/assets.ts');

/** The page's script as one chunk, with the modules that it holds. */
export async function dashboardBundle(): Promise<RolldownOutput['output']> {
  const { output } = await build({
    cwd: root,
    input: join(page, 'main.ts'),
    platform: 'browser',
    tsconfig: false,
    write: false,
    logLevel: 'silent',
    transform: { target: 'es2022' },
    output: { format: 'iife', minify: true, sourcemap: false },
  });
  return output;
}

/** Text of assets.ts as the sources build to at this moment. */
export async function dashboardAssets(): Promise<string> {
  const output = await dashboardBundle();
  const licence = (await readFile(join(root, 'node_modules/uplot/LICENSE'), 'utf8')).replaceAll('\r\n', '\n').trim();
  const plot = await readFile(join(root, 'node_modules/uplot/dist/uPlot.min.css'), 'utf8');
  const script = `/* Holds uPlot (https://github.com/leeoniya/uPlot):\n${licence}\n*/\n${output[0].code.trim()}`;
  const style = `${plot.trim()}\n${(await readFile(join(page, 'style.css'), 'utf8')).trim()}`;
  if (/<\/script|<!--/i.test(script)) throw new Error('the script holds what would end its element');
  return [
    '// Made by tools/dashboard.ts from src/report/dashboard/page: not to be edited.',
    `export const pageScript = ${JSON.stringify(script)};`,
    `export const pageScriptHash = ${JSON.stringify(hashOf(script))};`,
    `export const pageStyle = ${JSON.stringify(style)};`,
    `export const pageStyleHash = ${JSON.stringify(hashOf(style))};`,
    '',
  ].join('\n');
}

/** As a Content-Security-Policy names a text. */
const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;

if (import.meta.main) {
  const made = await dashboardAssets();
  if (!process.argv.includes('--check')) await writeFile(target, made);
  else if ((await readFile(target, 'utf8')) !== made) {
    console.error('src/report/dashboard/assets.ts is stale\nhint: npm run dashboard, and commit it');
    process.exitCode = 1;
  }
}
