/**
 * Checks every workflow with actionlint and zizmor: those of this repository, and those that its documents and
 * examples show. The two tools come from tools/ci-tools.sh.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = join(root, '.cache/tools/bin');
const shown = join(root, '.cache/workflows');

const fence = /^```ya?ml[^\n]*\n(.*?)^```/gms;
const isWorkflow = (yaml: string): boolean => /^on:/m.test(yaml) && /^jobs:/m.test(yaml);

/** The workflows in fenced blocks of our documents and in yaml files of examples/, by the name to check them under. */
const examples = (): [string, string][] => {
  const blocks = globSync(['*.md', 'docs/**/*.md', 'examples/**/*.md'], { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(fence)].map(
      ([, yaml = ''], i) => [`${file}-${i}`, yaml] as const,
    ),
  );
  const files = globSync('examples/**/*.{yml,yaml}', { cwd: root }).map(
    (file) => [file, readFileSync(join(root, file), 'utf8')] as const,
  );
  return [...blocks, ...files].flatMap(([name, yaml]) =>
    isWorkflow(yaml) ? [[`${name.replaceAll(/\W+/g, '-')}.yml`, yaml]] : [],
  );
};

const writeExamples = (): string[] => {
  rmSync(shown, { recursive: true, force: true });
  mkdirSync(shown, { recursive: true });
  return examples().map(([name, yaml]) => {
    const file = join(shown, name);
    writeFileSync(file, yaml);
    return file;
  });
};

const run = (tool: string, args: readonly string[]): boolean => {
  if (!existsSync(join(bin, tool))) {
    console.error(`workflows: ${tool} is not installed\nhint: bash tools/ci-tools.sh`);
    return false;
  }
  return spawnSync(join(bin, tool), args, { cwd: root, stdio: 'inherit' }).status === 0;
};

const own = globSync('.github/workflows/*.yml', { cwd: root });
const extracted = writeExamples();
const actions = globSync('{action,examples/**/action}.yml', { cwd: root });
const offline = ['--offline', '--no-progress', '--quiet'];
const verdicts = [
  run('actionlint', [...own, ...extracted]),
  run('zizmor', [...offline, ...own, ...actions]),
  extracted.length === 0 || run('zizmor', [...offline, '--config=tools/zizmor-shown.yml', ...extracted]),
];
if (own.length > 0 && verdicts.every(Boolean)) {
  console.log(`${own.length} workflows and ${extracted.length} shown in documents and examples are in order`);
} else process.exitCode = 1;
