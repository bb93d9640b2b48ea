import { type DummyRuleMap, defineConfig } from 'oxlint';

/**
 * Who imports whom (ARCHITECTURE.md): what a folder's files may import beside files of their own room.
 * `#x/` is the folder src/x, `node:` the platform, anything else a third-party package.
 */
const may: Record<string, readonly string[]> = {
  graph: [],
  system: ['#graph/', 'node:'],
  text: ['#graph/'],
  zip: ['#graph/', 'node:'],
  read: ['#graph/', '#zip/'],
  count: ['#graph/', '#text/suggest.ts'],
  bench: ['#graph/', '#system/', '#zip/', 'node:', 'onnxruntime-common', 'onnxruntime-node'],
  policy: ['#graph/', '#text/', '#count/model-report.ts', 'yaml', 'zod'],
  diff: ['#graph/', '#text/', '#count/', '#policy/'],
  judge: ['#graph/', '#text/', '#count/', '#policy/', '#diff/'],
  history: ['#graph/', '#text/', '#count/', '#policy/'],
  explain: ['#graph/', '#text/', '#count/', '#diff/signature.ts'],
  report: [
    '#graph/',
    '#text/',
    '#count/',
    '#bench/',
    '#policy/',
    '#diff/',
    '#judge/',
    '#history/',
    '#explain/',
    'markdown-table',
    'uplot',
  ],
  host: ['#graph/', '#system/', '#zip/', 'node:', '@actions/', '@octokit/', 'simple-git'],
  gate: [
    '#graph/',
    '#text/',
    '#read/',
    '#count/',
    '#bench/',
    '#policy/',
    '#diff/',
    '#judge/',
    '#history/',
    '#explain/',
    '#report/',
  ],
  action: [
    '#gate',
    '#host/',
    '#report/',
    '#text/',
    '#graph/',
    '#judge/types.ts',
    '#judge/report-json.ts',
    '#policy/metrics.ts',
    '#system/',
    'node:',
  ],
  cli: ['#gate', '#host/', '#report/', '#text/', '#graph/', '#system/', '#policy/metrics.ts', 'node:'],
};
/** Folders that may import less than their room: a wire format knows no model. */
const less: Record<string, readonly string[]> = {
  'read/protobuf': ['#graph/fault.ts', '#read/reading.ts'],
};
const pure = [
  '#graph/',
  '#text/',
  '#read/',
  '#count/',
  '#bench/',
  '#policy/',
  '#diff/',
  '#judge/',
  '#history/',
  '#explain/',
  '#report/',
  '#gate/',
];
const doors = ['#gate', '#cli/', '#action/', '#host/', '#report/', '#text/', '#graph/', '#system/', 'node:'];

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
          message: `${where} may import only ${['files of its own folder by ./', ...allowed].join(', ')}: see ARCHITECTURE.md.`,
        },
      ],
    },
  ],
});

const nothing: readonly string[] = [];
/** Files of the same folder and below it: from any other a file is named by its room, and no path climbs. */
const beside = ['!./**', './**/../**', './../**'];

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error' },
  options: { typeAware: true, denyWarnings: true },
  ignorePatterns: ['dist/**', 'coverage/**', 'node_modules/**', 'test/fixtures/**'],
  rules: {
    'import/no-cycle': ['error', { ignoreTypes: false }],
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
    ...Object.entries(may).map(([room, allowed]) => ({
      files: [`src/${room}/**/*.ts`],
      rules: only(`src/${room}`, beside, [`#${room}/`, ...allowed]),
    })),
    ...Object.entries(less).map(([folder, allowed]) => ({
      files: [`src/${folder}/**/*.ts`],
      rules: only(`src/${folder}`, beside, [`#${folder}/`, ...allowed]),
    })),
    { files: ['src/*.ts'], rules: only('a door', nothing, doors) },
    { files: ['src/gate.ts'], rules: only('src/gate.ts', nothing, pure) },
    { files: ['*.config.ts', 'tools/verdict-reporter.ts'], rules: { 'import/no-default-export': 'off' } },
    { files: ['tools/**', 'benchmarks/**', 'test/**'], rules: { 'no-console': 'off' } },
  ],
});
