/**
 * Which source files over 100 lines have tests at the mirrored place: test/a/b.test.ts for src/a/b.ts, or another test of test/a that
 * imports it (types don't count). Files whose tests can't be found so are of a kind below, each with what is asked of it instead.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';

/** Longest file that needs no test of its own. */
export const linesUntested = 100;

interface Kind {
  readonly files: RegExp;
  readonly why: string;
  /** Whether such a file is tested. */
  readonly isTested: (root: string, path: string) => boolean;
}

const kinds: readonly Kind[] = [
  {
    files: /^src\/report\/dashboard\/page\//,
    why: 'runs in a browser: a test opens the page in one',
    isTested: (root) => existsSync(join(root, 'test/report/dashboard/browser.test.ts')),
  },
  {
    files: /^src\/count\/ops\/[^/]+\/[^/]+-table\.ts$/,
    why: 'rows of operators: the formula of each row is executed beside its rule, and the rows that were are listed',
    isTested: (root, path) => {
      const executed = readIn(root, 'test/golden/verified/formula.all.txt');
      return operatorsIn(path, readIn(root, path)).every((name) => mentions(executed, name));
    },
  },
  {
    files: /^src\/count\/ops\/[^/]+\/[^/]+\.ts$/,
    why: 'rules of operators, which only models meet: tests of the mirrored folder count each operator that the rules serve',
    isTested: (root, path) => {
      const served = operatorsOf(root, path);
      const tests = testsBeside(root, path).map((test) => readIn(root, test));
      return served.length > 0 && served.every((name) => tests.some((text) => mentions(text, name)));
    },
  },
];

const readIn = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

const filesIn = (root: string, pattern: string): readonly string[] =>
  globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/'));

const testsBeside = (root: string, path: string): readonly string[] =>
  filesIn(root, `${dirname(path).replace(/^src/, 'test')}/*.test.ts`);

const mentions = (text: string, name: string): boolean => new RegExp(String.raw`\b${name}\b`).test(text);

/**
 * Files over the limit, with code in them, that no test of the mirrored place is about.
 * @param importsOf the files that a test imports
 */
export function untestedFiles(
  root: string,
  files: readonly { readonly path: string; readonly lines: number; readonly functions: readonly number[] }[],
  importsOf: (path: string, text: string) => readonly string[],
): readonly string[] {
  const imported = new Map<string, readonly string[]>();
  const known = (test: string): readonly string[] => {
    const found = imported.get(test) ?? importsOf(test, withoutTypes(readIn(root, test)));
    imported.set(test, found);
    return found;
  };
  return files
    .filter(({ lines, functions }) => lines > linesUntested && functions.length > 0)
    .map(({ path }) => path)
    .filter(
      (path) =>
        !existsSync(join(root, path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts'))) &&
        !testsBeside(root, path).some((test) => known(test).includes(path)) &&
        !kinds.some((kind) => kind.files.test(path) && kind.isTested(root, path)),
    );
}

const withoutTypes = (text: string): string => text.replaceAll(/^import type [^;]*;/gm, '');

/** Operators in a table whose rows hold one of the names: `op('Gather', moving(1, gather))`. All of them if no names are given. */
export function operatorsIn(path: string, text: string, names?: readonly string[]): readonly string[] {
  const { program } = parseSync(path, text);
  const found = new Set<string>();
  const wanted = names === undefined ? undefined : withHelpers(program.body, text, names);
  new Visitor({
    CallExpression: ({ arguments: given, start, end }) => {
      const name = given.find((one) => one.type === 'Literal' && /^[A-Z][A-Za-z0-9]{2,}$/.test(String(one.value)));
      if (name?.type !== 'Literal') return;
      if (wanted === undefined || wanted.some((one) => mentions(text.slice(start, end), one)))
        found.add(String(name.value));
    },
  }).visit(program);
  return [...found];
}

/** The names, and the table's own functions that hand them on. */
function withHelpers(
  body: ReturnType<typeof parseSync>['program']['body'],
  text: string,
  names: readonly string[],
): readonly string[] {
  const helpers: { readonly name: string; readonly text: string }[] = [];
  for (const node of body) {
    const declared =
      node.type === 'FunctionDeclaration' ? [node] : node.type === 'VariableDeclaration' ? [...node.declarations] : [];
    for (const { id, start, end } of declared)
      if (id?.type === 'Identifier') helpers.push({ name: id.name, text: text.slice(start, end) });
  }
  const all = new Set(names);
  for (let before = 0; before < all.size;) {
    before = all.size;
    for (const helper of helpers) if ([...all].some((one) => mentions(helper.text, one))) all.add(helper.name);
  }
  return [...all];
}

/** Operators that a file of rules serves, by the tables beside it. */
function operatorsOf(root: string, path: string): readonly string[] {
  return filesIn(root, `${dirname(path)}/*-table.ts`).flatMap((table) => {
    const text = readIn(root, table);
    const names = [...text.matchAll(/^import \{([^}]*)\} from '\.\/([^']+)'/gm)]
      .filter(([, , from]) => from === basename(path))
      .flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
      .filter((name) => name !== '');
    return names.length === 0 ? [] : operatorsIn(table, text, names);
  });
}
