import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';

/**
 * Comments are guarded by types (safe-text.test.ts). What terminals are shown isn't yet: here fields that hold hostile text are known by
 * their names, and one that stands in a template, or is a cell, without an escape function around it is refused.
 */
const root = resolve(import.meta.dirname, '../..');

const hostile = new Set(
  'name baseName path basePath id op baseOp message hint detail layer where reason by how subject symbol formula baseFormula headFormula'.split(
    ' ',
  ),
);
const escapes = new Set(['terminalName', 'terminalText', 'quote', 'visible', 'elided', 'toJson']);

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Hostile fields that reach a terminal as they are: the source text of each. */
function rawIn(code: string): readonly string[] {
  const { program, errors } = parseSync('x.ts', code);
  expect(errors).toEqual([]);
  const [safe, raw]: [Place[], Place[]] = [[], []];
  const look = (node: Place & { readonly type: string }): void => {
    const text = code.slice(node.start, node.end);
    if (!['Identifier', 'MemberExpression', 'ChainExpression'].includes(node.type)) return;
    if (hostile.has(/(\w+)$/.exec(text)?.[1] ?? '')) raw.push(node);
  };
  new Visitor({
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && escapes.has(node.callee.name)) safe.push(node);
    },
    // A Fault is escaped when it is printed.
    NewExpression: (node) => safe.push(node),
    TemplateLiteral: ({ expressions }) => expressions.forEach(look),
    Property: ({ key, value }) => {
      if (key.type === 'Identifier' && key.name === 'text') look(value);
    },
  }).visit(program);
  return raw
    .filter(({ start }) => !safe.some((one) => one.start <= start && start < one.end))
    .map(({ start, end }) => code.slice(start, end));
}

const files = globSync(['src/report/terminal/*.ts', 'src/report/history/terminal.ts'], { cwd: root });

/** Variables that hold what was escaped above, and names of our own: of devices and number types. */
const known: Readonly<Record<string, readonly string[]>> = {
  'src/report/terminal/check.ts': ['by'],
  'src/report/terminal/count.ts': ['name', 'name', 'where'],
  'src/report/terminal/roofline.ts': ['name', 'name', 'device.name'],
};

test.each(files)('%s escapes names', (file) => {
  expect(rawIn(readFileSync(join(root, file), 'utf8'))).toEqual(known[file.replaceAll('\\', '/')] ?? []);
});

describe('an unescaped name is found', () => {
  test.each([
    ['in a template', 'const line = `layer ${layer.name}`;'],
    ['taken apart', 'const line = ({ path }: Model) => `from ${path}`;'],
    ['in a cell', 'const cell = { text: change.op };'],
    ['beside an escaped one', 'const line = `${terminalName(a.name)} ${a.message}`;'],
  ])('%s', (_, code) => expect(rawIn(code)).toHaveLength(1));

  test('in the report of a check', () => {
    const file = readFileSync(join(root, 'src/report/terminal/check.ts'), 'utf8');
    const escaped = '`${terminalName(where)}: ${terminalText(text)}`';
    expect(file).toContain(escaped);
    expect(rawIn(file.replace(escaped, () => '`${where}: ${text}`'))).toContain('where');
  });

  test.each([
    ['escaped', 'const line = `layer ${terminalName(layer.name)}`;'],
    ['a template in an escape function', 'const line = terminalText(`${name}: ${path}`);'],
    ['a figure', 'const line = `${report.layers} layers`;'],
  ])('none is: %s', (_, code) => expect(rawIn(code)).toEqual([]));
});
