import { type DummyRuleMap, defineConfig } from 'oxlint';

/**
 * Who imports whom (ARCHITECTURE.md): what a folder's files may import beside files of their own folder.
 * `#x/` is the folder src/x, `node:` the platform, anything else a third-party package.
 */
const may: Record<string, readonly string[]> = {
  graph: [],
  read: ['#graph/'],
  count: ['#graph/'],
  bench: ['#graph/', '#host/closed-folder.ts', 'node:', 'onnxruntime-common', 'onnxruntime-node'],
  diff: ['#graph/', '#count/', '#bench/', 'picomatch', 'yaml', 'zod'],
  report: ['#graph/', '#count/', '#bench/', '#diff/', 'markdown-table', 'uplot'],
  host: ['#graph/', 'node:', '@actions/', '@octokit/', 'simple-git'],
  gate: ['#graph/', '#read/', '#count/', '#bench/', '#diff/', '#report/'],
  action: [
    '#gate',
    '#host/',
    '#report/',
    '#diff/types.ts',
    '#diff/report-json.ts',
    '#diff/suggest.ts',
    '#graph/',
    'node:',
  ],
  cli: ['#gate', '#host/', '#report/', '#diff/suggest.ts', '#graph/', 'node:'],
};
const pure = ['#graph/', '#read/', '#count/', '#bench/', '#diff/', '#report/', '#gate/'];
const doors = ['#gate', '#cli/', '#action/', '#host/', '#report/', '#graph/', 'node:'];

/** The patterns that let a specifier through: all below a folder or scheme, or a package with its subpaths. */
const permit = (name: string): readonly string[] =>
  /[/:]$/.test(name) ? [`!${name}**`, `!${name}*/**`] : [`!${name}`, `!${name}/**`];

/** An allow-list as no-restricted-imports states it: all is forbidden, then some let through; the last match decides. */
const only = (where: string, own: readonly string[], allowed: readonly string[]): DummyRuleMap => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          group: ['*', ...allowed.flatMap(permit), ...own],
          message: `${where} may import only ${['files of its own folder', ...allowed].join(', ')}: see ARCHITECTURE.md.`,
        },
      ],
    },
  ],
});

const nothing: readonly string[] = [];
const beside = ['!./**', './**/../**', './../**'];
const around = ['!./**', '!../**', '../../**', '../**/../**', './**/../**', './../**'];

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, denyWarnings: true },
  ignorePatterns: ['dist/**', 'coverage/**', 'node_modules/**', 'test/fixtures/**'],
  rules: {
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-self-import': 'error',
    'max-lines': ['error', { max: 400 }],
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/await-thenable': 'error',
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
    'typescript/prefer-promise-reject-errors': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    // tsc's noImplicitReturns says it, and knows that a switch without default is exhaustive.
    'typescript/consistent-return': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'no-console': 'error',
    eqeqeq: 'error',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
  },
  overrides: [
    { files: ['src/**/*.ts'], rules: only('a folder that oxlint.config.ts has no row for', beside, []) },
    ...Object.entries(may).flatMap(([folder, allowed]) => [
      { files: [`src/${folder}/*.ts`], rules: only(`src/${folder}`, beside, allowed) },
      { files: [`src/${folder}/*/**/*.ts`], rules: only(`src/${folder}`, around, allowed) },
    ]),
    { files: ['src/*.ts'], rules: only('a door', nothing, doors) },
    { files: ['src/gate.ts'], rules: only('src/gate.ts', nothing, pure) },
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['tools/**', 'bench/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
});
