import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** The house's table, written down a second time on purpose: the linter's copy is what is under test. */
const house: Record<string, readonly string[]> = {
  graph: [],
  system: ['graph'],
  text: ['graph'],
  zip: ['graph'],
  read: ['graph', 'zip'],
  count: ['graph'],
  bench: ['graph', 'system', 'zip'],
  policy: ['graph', 'text'],
  diff: ['graph', 'text', 'count', 'policy'],
  judge: ['graph', 'text', 'count', 'policy', 'diff'],
  history: ['graph', 'text', 'count', 'policy'],
  explain: ['graph', 'text', 'count'],
  report: ['graph', 'text', 'count', 'bench', 'policy', 'diff', 'judge', 'history', 'explain'],
  host: ['graph', 'system', 'zip'],
  gate: ['graph', 'text', 'read', 'count', 'bench', 'policy', 'diff', 'judge', 'history', 'explain', 'report'],
  action: ['gate', 'host', 'report', 'text', 'graph', 'system'],
  cli: ['gate', 'host', 'report', 'text', 'graph', 'system'],
};
const folders = Object.keys(house);
const platform = new Set(['system', 'zip', 'bench', 'host', 'cli', 'action']);
const pairs = folders.flatMap((a) => folders.filter((b) => b !== a).map((b) => [a, b] as const));
const mayImport = ([a, b]: readonly [string, string]): boolean => house[a]?.includes(b) === true;

/** The file that imports, and what it imports. */
type Row = readonly [file: string, specifier: string];

const forbidden: readonly Row[] = [
  ...pairs.filter((pair) => !mayImport(pair)).map(([a, b]): Row => [`src/${a}/x.ts`, `#${b}/y.ts`]),
  ...pairs.map(([a, b]): Row => [`src/${a}/x.ts`, `../${b}/y.ts`]),
  ...folders.filter((a) => a !== 'cli' && a !== 'action').map((a): Row => [`src/${a}/x.ts`, '#gate']),
  ...folders.map((a): Row => [`src/${a}/x.ts`, '../cli.ts']),
  ...folders.map((a): Row => [`src/${a}/x.ts`, 'left-pad']),
  ...folders.map((a): Row => [`src/${a}/x.ts`, 'fs/promises']),
  ...folders.filter((a) => !platform.has(a)).map((a): Row => [`src/${a}/x.ts`, 'node:fs']),
  ...folders.filter((a) => a !== 'policy').map((a): Row => [`src/${a}/x.ts`, 'zod']),
  ...folders.filter((a) => a !== 'host').map((a): Row => [`src/${a}/x.ts`, '@octokit/core']),
  ...['#read/y.ts', '#count/y.ts', '#bench/y.ts', '#policy/y.ts', '#diff/y.ts', '#judge/y.ts', 'zod'].flatMap(
    (specifier): Row[] => [
      ['src/cli.ts', specifier],
      ['src/action.ts', specifier],
    ],
  ),
  ['src/gate.ts', '#host/y.ts'],
  ['src/gate.ts', 'node:fs'],
  ['src/gate.ts', './cli.ts'],
  ['src/gate.ts', 'yaml'],
  ['src/read/onnx/x.ts', '#host/y.ts'],
  ['src/read/onnx/x.ts', '../y.ts'],
  ['src/read/onnx/x.ts', '../../count/y.ts'],
  ['src/read/protobuf/x.ts', '#read/onnx/y.ts'],
  ['src/read/protobuf/x.ts', '#graph/graph.ts'],
  ['src/read/protobuf/deep/x.ts', '#read/onnx/y.ts'],
  ['src/count/ops/conv/x.ts', '../matmul/y.ts'],
  ['src/count/ops/conv/x.ts', '#read/y.ts'],
  ['src/read/onnx/x.ts', '../onnx/../../count/y.ts'],
  ['src/read/x.ts', './../count/y.ts'],
  ['src/read/x.ts', './onnx/../../count/y.ts'],
  ['src/unlisted/x.ts', '#graph/y.ts'],
  ['src/unlisted/deep/x.ts', 'node:fs'],
];

const permitted: readonly Row[] = [
  ...pairs.filter(mayImport).map(([a, b]): Row => [`src/${a}/x.ts`, `#${b}/y.ts`]),
  ...folders.map((a): Row => [`src/${a}/x.ts`, './y.ts']),
  ...[...platform].map((a): Row => [`src/${a}/x.ts`, 'node:fs']),
  ...[...(house['gate'] ?? []), 'gate'].map((a): Row => ['src/gate.ts', `#${a}/y.ts`]),
  ...['#graph/y.ts', '#text/y.ts', '#report/y.ts', '#gate', '#gate/y.ts', '#host/y.ts', '#cli/y.ts', 'node:fs'].map(
    (specifier): Row => ['src/cli.ts', specifier],
  ),
  ['src/cli/x.ts', '#gate'],
  ['src/action/x.ts', '#gate'],
  ['src/action/x.ts', '#judge/report-json.ts'],
  ['src/explain/x.ts', '#diff/signature.ts'],
  ['src/action.ts', '#action/y.ts'],
  ['src/action.ts', '#gate'],
  ['src/action.ts', '#host/y.ts'],
  ['src/policy/x.ts', 'yaml'],
  ['src/policy/x.ts', 'zod'],
  ['src/report/x.ts', 'markdown-table'],
  ['src/host/x.ts', 'node:timers/promises'],
  ['src/host/x.ts', '@actions/core'],
  ['src/host/x.ts', '@octokit/plugin-retry'],
  ['src/host/x.ts', 'simple-git'],
  ['src/read/x.ts', './onnx/y.ts'],
  ['src/read/onnx/x.ts', '#read/y.ts'],
  ['src/read/onnx/x.ts', '#read/protobuf/y.ts'],
  ['src/read/protobuf/x.ts', '#read/reading.ts'],
  ['src/count/ops/conv/x.ts', './y.ts'],
  ['src/count/ops/conv/x.ts', '#count/ops/shared/y.ts'],
  ['src/count/ops/conv/x.ts', '#count/y.ts'],
];

/** Ways to import that the guard must not overlook, each from src/read, which may not see src/host. */
const ways: readonly (readonly [name: string, file: string, code: string])[] = [
  ['import type', 'src/read/type.ts', "import type { T } from '#host/y.ts';\nexport type U = T;\n"],
  ['export', 'src/read/export.ts', "export { T } from '#host/y.ts';\n"],
  ['export star', 'src/read/star.ts', "export * from '#host/y.ts';\n"],
  ['for its effect', 'src/read/effect.ts', "import '#host/y.ts';\n"],
  ['import()', 'src/read/late.ts', "export const late = async (): Promise<unknown> => import('#host/y.ts');\n"],
];

const work = 'const work = async (): Promise<number> => Promise.resolve(1);\n';
const faults: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['import(no-cycle)', 'src/graph/a.ts', "import { b } from './b.ts';\nexport const a = (): unknown => b;\n"],
  ['import(no-cycle)', 'src/graph/b.ts', "import { a } from './a.ts';\nexport const b = (): unknown => a;\n"],
  ['import(no-cycle)', 'src/graph/c.ts', "import type { D } from './d.ts';\nexport type C = D | null;\n"],
  ['import(no-cycle)', 'src/graph/d.ts', "import type { C } from './c.ts';\nexport type D = readonly C[];\n"],
  ['import(no-default-export)', 'src/graph/default.ts', 'export default 1;\n'],
  ['eslint(max-lines)', 'src/graph/long.ts', `export const one = 1;\n${'// line\n'.repeat(400)}`],
  ['typescript(no-floating-promises)', 'src/graph/p1.ts', `${work}export const go = (): void => {\n  work();\n};\n`],
  ['typescript(no-misused-promises)', 'src/graph/p2.ts', `${work}export const n = work() ? 1 : 2;\n`],
  ['typescript(no-misused-promises)', 'src/graph/p3.ts', `${work}export const go = (): void => [1].forEach(work);\n`],
  ['typescript(await-thenable)', 'src/graph/p4.ts', 'export const go = async (): Promise<number> => await 1;\n'],
  [
    'typescript(return-await)',
    'src/graph/p5.ts',
    `${work}export const go = async (): Promise<number> => {\n  try {\n    return work();\n  } catch {\n    return 0;\n  }\n};\n`,
  ],
  ['typescript(only-throw-error)', 'src/graph/p6.ts', "export const go = (): never => {\n  throw 'text';\n};\n"],
  [
    'typescript(switch-exhaustiveness-check)',
    'src/graph/union.ts',
    "export const go = (kind: 'a' | 'b'): void => {\n  switch (kind) {\n    case 'a':\n  }\n};\n",
  ],
];

interface Diagnostic {
  readonly code?: string;
  readonly message: string;
  readonly filename: string;
  readonly severity: string;
}

interface Outcome {
  readonly status: number | null;
  readonly diagnostics: readonly Diagnostic[];
}

const scratch: string[] = [];
const root = resolve(import.meta.dirname, '../..');

/** A stand-in for this repository that holds its lint configuration and nothing but the planted files. */
const lint = (files: ReadonlyMap<string, string>): Outcome => {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'flopgate-guard-')));
  scratch.push(home);
  for (const name of ['oxlint.config.ts', 'package.json', 'tsconfig.json'])
    copyFileSync(join(root, name), join(home, name));
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction');
  for (const [file, code] of files) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), code);
  }
  const run = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format=json', 'src'], {
    cwd: home,
    encoding: 'utf8',
  });
  const report = JSON.parse(run.stdout) as { diagnostics: Diagnostic[] };
  return { status: run.status, diagnostics: report.diagnostics };
};

/** One file per importing file, with a line for each of its imports. */
const plant = (rows: readonly Row[]): Map<string, string> => {
  const files = new Map<string, string>();
  for (const [file, specifier] of rows) {
    const text = files.get(file) ?? '';
    files.set(file, `${text}export { name${text.length} } from '${specifier}';\n`);
  }
  return files;
};

const importFaults = ({ diagnostics }: Outcome, file: string): string[] =>
  diagnostics
    .filter((d) => d.filename === file && d.code === 'eslint(no-restricted-imports)' && d.severity === 'error')
    .map((d) => d.message);

let planted: Outcome;
let clean: Outcome;

beforeAll(() => {
  const others = [...ways, ...faults].map(([, file, code]) => [file, code] as const);
  planted = lint(new Map([...plant(forbidden), ...others]));
  clean = lint(plant(permitted));
});

afterAll(() => {
  for (const home of scratch) rmSync(home, { recursive: true, force: true });
});

describe('the linter fails', () => {
  test('as a whole', () => {
    expect(planted.status).toBe(1);
  });

  test.each(forbidden)('when %s imports %s', (file, specifier) => {
    expect(importFaults(planted, file).filter((message) => message.startsWith(`'${specifier}' import`))).toHaveLength(
      1,
    );
  });

  test.each(ways)('when src/read sees src/host by %s', (_, file) => {
    expect(importFaults(planted, file)).toHaveLength(1);
  });

  test.each(faults)('by %s on %s', (rule, file) => {
    expect(planted.diagnostics.filter((d) => d.filename === file).map((d) => d.code)).toContain(rule);
  });
});

describe('the linter passes', () => {
  test('as a whole', () => {
    expect(clean).toEqual({ status: 0, diagnostics: [] });
  });

  test.each(permitted)('when %s imports %s', (file) => {
    expect(importFaults(clean, file)).toEqual([]);
  });
});
