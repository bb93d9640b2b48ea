/**
 * Measures how the code is laid out and written: `node tools/node24/run.mjs tools/house.ts [--check] [--names] [FOLDER]`.
 * With --check it fails on a circle of imports (type imports included), more than 25 files in a folder, a file over 400 lines, a function
 * over 50, the house's dialect in comments or documents, or a file over 100 lines without a test (`untested` lists those that still lack
 * one); with --names it lists the base names that stand in more than one folder, and the files without a test. FOLDER is another
 * checkout to measure.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { linesUntested, untestedFiles } from './mirrored.ts';
import { untested } from './untested.ts';
import { parseSync, Visitor, type ESTree, type ParseResult } from 'rolldown/utils';

/** The most that --check lets pass. */
export const limits = { filesInFolder: 25, linesInFile: 400, linesInFunction: 50 } as const;

/** Files with one function over the limit: a loop over the bytes of most nodes of a file, which calls would slow down. */
const longByNature: ReadonlySet<string> = new Set(['src/read/onnx/node-whole.ts']);

/** Most of each kind of word in a thousand: what other codebases have. */
const mostWords: Readonly<Record<string, number>> = {
  'tell, told': 0.2,
  'where it, that, none, …': 0.8,
  'mend, parts the two, comings': 0.05,
};

/** A source file, and what was found in it. */
export interface SourceFile {
  /** From the checkout's root, with `/`. */
  readonly path: string;
  readonly lines: number;
  /** Files that it imports, types and `import()` included. */
  readonly imports: readonly string[];
  /** Lines of each function that has a name. */
  readonly functions: readonly number[];
  readonly exports: number;
  readonly documentedExports: number;
  /** All its comments. */
  readonly prose: string;
}

/** Words of the house's own dialect, which plain English says otherwise. */
export const dialect: Readonly<Record<string, RegExp>> = {
  'tell, told': /\b(?:tells?|told|telling)\b/gi,
  'where it, that, none, …':
    /\bwhere (?:it|that|this|none|no|not|nothing|nobody|one|they|there|some|all|both|each)\b/gi,
  'mend, parts the two, comings': /\b(?:mend(?:s|ed)?|parts? the two|what parts|comings)\b/gi,
};

const imported = /\.[cm]?ts$/;

/** @param aliases `imports` of package.json: `#room/*` → `./src/room/*` */
export function readSource(path: string, text: string, aliases: Readonly<Record<string, string>>): SourceFile {
  const parsed = parseSync(path, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const docs = new Set(
    parsed.comments
      .filter(({ type, value }) => type === 'Block' && value.startsWith('*'))
      .map(({ end }) => end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0)),
  );
  const exported = parsed.program.body.filter(
    (node) => node.type === 'ExportNamedDeclaration' && node.declaration !== null,
  );
  return {
    path,
    lines: linesOf(text),
    imports: specifiersOf(parsed, text).flatMap((specifier) => targetOf(path, specifier, aliases) ?? []),
    functions: namedFunctions(parsed.program).map(({ start, end }) => linesOf(text.slice(start, end))),
    exports: exported.length,
    documentedExports: exported.filter(({ start }) => docs.has(start)).length,
    prose: parsed.comments.map(({ value }) => value).join('\n'),
  };
}

const linesOf = (text: string): number => text.trimEnd().split('\n').length;

function specifiersOf({ module }: ParseResult, text: string): string[] {
  const handedOn = module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest ?? []));
  const late = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start, end));
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...handedOn.map(({ value }) => value),
    ...late.map((literal) => literal.replaceAll(/^['"`]|['"`]$/g, '')),
  ];
}

/** The file that a specifier names; none of a package or the platform. */
function targetOf(from: string, specifier: string, aliases: Readonly<Record<string, string>>): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  for (const [alias, place] of Object.entries(aliases)) {
    const [head = '', tail] = alias.split('*');
    if (tail === undefined ? specifier === alias : specifier.startsWith(head) && imported.test(specifier))
      return posix.join(place.replace('*', specifier.slice(head.length)));
  }
  return undefined;
}

/** Declared functions, methods, and those that a name is given; not what is handed to a call on the spot. */
function namedFunctions(program: ESTree.Program): readonly { readonly start: number; readonly end: number }[] {
  const found: { readonly start: number; readonly end: number }[] = [];
  const add = (node: ESTree.Expression | null): void => {
    if (node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression') found.push(node);
  };
  new Visitor({
    FunctionDeclaration: (node) => found.push(node),
    MethodDefinition: (node) => found.push(node.value),
    VariableDeclarator: ({ init }) => add(init),
    Property: ({ value }) => add(value as ESTree.Expression),
  }).visit(program);
  return found;
}

/** Files that import each other, directly or around: each circle once, its files sorted. */
export function circlesOf(files: readonly Pick<SourceFile, 'path' | 'imports'>[]): readonly (readonly string[])[] {
  const imports = new Map(files.map((file) => [file.path, file.imports] as const));
  const place = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  // Tarjan's strongly connected components.
  const visit = (path: string): number => {
    const at = place.size;
    place.set(path, at);
    low.set(path, at);
    open.push(path);
    for (const next of imports.get(path) ?? []) {
      if (!imports.has(next)) continue;
      const reached = place.has(next) ? (open.includes(next) ? (place.get(next) ?? at) : at) : visit(next);
      low.set(path, Math.min(low.get(path) ?? at, reached));
    }
    if (low.get(path) === at) {
      const circle = open.splice(open.indexOf(path));
      if (circle.length > 1 || imports.get(path)?.includes(path) === true) circles.push(circle.toSorted());
    }
    return low.get(path) ?? at;
  };
  for (const path of imports.keys()) if (!place.has(path)) visit(path);
  return circles;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Base names that stand in more than one folder, with those folders. */
export function sharedNames(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const folders = grouped(paths, (path) => basename(path));
  return new Map(
    [...folders]
      .filter(([, found]) => found.length > 1)
      .map(([name, found]) => [name, found.map((path) => dirname(path))]),
  );
}

/** How often each kind of word stands in a text, per thousand words of it. */
export function perThousand(text: string): Readonly<Record<string, number>> {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
  const rate = (pattern: RegExp): number => ((text.match(pattern)?.length ?? 0) * 1000) / Math.max(words, 1);
  return Object.fromEntries(Object.entries(dialect).map(([name, pattern]) => [name, rate(pattern)]));
}

const textsOf = (root: string, patterns: readonly string[], left: RegExp): readonly (readonly [string, string])[] =>
  globSync([...patterns], { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !left.test(path))
    .toSorted()
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);

/** Files made by a tool aren't measured. */
const made = /(?:^|\/)(?:assets\.ts$|node_modules\/|golden\/|fixtures\/)/;
const docs = ['*.md', 'docs/*.md'];
const fromTools = /^docs\/operators\.md$/;

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;

/** What the table says, and what is over a limit. */
export interface House {
  readonly rows: readonly (readonly [what: string, figure: string])[];
  readonly faults: readonly string[];
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Source files over 100 lines without a test at the mirrored place. */
  readonly untested: readonly string[];
}

const wordFaults = (place: string, rates: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(mostWords)
    .filter(([name, most]) => (rates[name] ?? 0) > most)
    .map(([name, most]) => `“${name}” ${rates[name]?.toFixed(2)} times in 1,000 words of ${place}, ${most} at most`);

const untestedFaults = (found: readonly string[]): readonly string[] => [
  ...found
    .filter((path) => !untested.has(path))
    .map((path) => `${path}: over ${linesUntested} lines, and no test of its own`),
  ...[...untested]
    .filter((path) => !found.includes(path))
    .map((path) => `${path}: has a test now, or is gone: take it off the list`),
];

/** Measures the checkout at `root`. */
export function measureHouse(root: string): House {
  const { imports = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    imports?: Record<string, string>;
  };
  const files = textsOf(root, ['src/**/*.ts'], made).map(([path, text]) => readSource(path, text, imports));
  const tests = textsOf(root, ['test/**/*.ts', 'test/**/*.mjs'], made);
  const folders = [...grouped(files, ({ path }) => dirname(path))].map(
    ([folder, held]) => [folder, held.length] as const,
  );
  const largest = folders.reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0] as const);
  const functions = files.flatMap((file) => file.functions);
  const long = functions.filter((lines) => lines > limits.linesInFunction).length;
  const exported = sum(files.map((file) => file.exports));
  const lines = sum(files.map((file) => file.lines));
  const testLines = sum(tests.map(([, text]) => linesOf(text)));
  const circles = circlesOf(files);
  const names = sharedNames(files.map(({ path }) => path));
  const longest = files.reduce((most, file) => Math.max(most, file.lines), 0);
  const said = perThousand(files.map(({ prose }) => prose).join('\n'));
  const written = perThousand(
    textsOf(root, docs, fromTools)
      .map(([, text]) => text)
      .join('\n'),
  );
  const documented = sum(files.map((file) => file.documentedExports));
  const lacking = untestedFiles(root, files, (path, text) => readSource(path, text, imports).imports);
  return {
    rows: [
      ['source files', String(files.length)],
      ['source lines', String(lines)],
      ['folders with source files', String(folders.length)],
      ['files in the largest folder', `${largest[1]} (${largest[0]})`],
      ['lines of the longest file', String(longest)],
      ['named functions', String(functions.length)],
      ['lines of a function, median', String(median(functions))],
      [`functions over ${limits.linesInFunction} lines`, `${long} (${percent(long, functions.length)})`],
      ['exports with a docstring', `${percent(documented, exported)} of ${exported}`],
      [`files over ${linesUntested} lines without a test of theirs`, String(lacking.length)],
      ['test lines a source line', (testLines / Math.max(lines, 1)).toFixed(2)],
      ['circles of imports, types included', String(circles.length)],
      ['base names in two or more folders', String(names.size)],
      ...Object.keys(dialect).map((name): [string, string] => [
        `“${name}” in 1,000 words`,
        `${said[name]?.toFixed(1)} in comments, ${written[name]?.toFixed(1)} in documents`,
      ]),
    ],
    faults: [
      ...circles.map((circle) => `a circle of imports: ${circle.join(', ')}`),
      ...folders
        .filter(([, held]) => held > limits.filesInFolder)
        .map(([folder, held]) => `${folder}: ${held} files, ${limits.filesInFolder} at most`),
      ...files
        .filter((file) => file.lines > limits.linesInFile)
        .map((file) => `${file.path}: ${file.lines} lines, ${limits.linesInFile} at most`),
      ...files
        .filter(({ path, functions: own }) => !longByNature.has(path) && Math.max(0, ...own) > limits.linesInFunction)
        .map(
          ({ path, functions: own }) =>
            `${path}: a function of ${Math.max(...own)} lines, ${limits.linesInFunction} at most`,
        ),
      ...wordFaults('comments', said),
      ...wordFaults('documents', written),
      ...untestedFaults(lacking),
    ],
    names,
    untested: lacking,
  };
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean' }, names: { type: 'boolean' } },
    allowPositionals: true,
  });
  const {
    rows,
    faults,
    names,
    untested: lacking,
  } = measureHouse(resolve(positionals[0] ?? join(import.meta.dirname, '..')));
  const width = Math.max(...rows.map(([what]) => what.length));
  for (const [what, figure] of rows) console.log(`${what.padEnd(width)}  ${figure}`);
  if (values.names === true) {
    for (const [name, folders] of names) console.log(`${name}: ${folders.join(', ')}`);
    for (const path of lacking) console.log(`no test of its own: ${path}`);
  }
  if (values.check === true && faults.length > 0) {
    for (const fault of faults) console.error(fault);
    process.exitCode = 1;
  }
}
