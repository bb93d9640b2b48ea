import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Two words with a space between them: part of a sentence. */
const sentence = /\p{L}[\p{P}]*\s+[\p{P}]*\p{L}/u;

/** Texts in the code that are sentences, but for those of a Fault: in a `throw`, a `new Fault`, or a function that returns one. */
function sentencesIn(code: string): readonly string[] {
  const { program, errors } = parseSync('x.ts', code);
  expect(errors).toEqual([]);
  const faults: [number, number][] = [];
  const texts: { readonly text: string; readonly start: number }[] = [];
  const ofFault = ({ start, end }: { readonly start: number; readonly end: number }): void => {
    faults.push([start, end]);
  };
  const ifFault = (node: {
    readonly start: number;
    readonly end: number;
    readonly returnType?: { start: number; end: number } | null;
  }): void => {
    const { returnType } = node;
    if (returnType && code.slice(returnType.start, returnType.end) === ': Fault') ofFault(node);
  };
  new Visitor({
    ThrowStatement: ofFault,
    NewExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Fault') ofFault(node);
    },
    FunctionDeclaration: ifFault,
    ArrowFunctionExpression: ifFault,
    Literal: ({ value, start }) => {
      if (typeof value === 'string') texts.push({ text: value, start });
    },
    TemplateLiteral: ({ quasis, start }) => {
      const parts = quasis.map(({ value }) => value.cooked ?? '');
      // What is put in stands for a word beside another.
      if (parts.some((part) => /\p{L}{2}/u.test(part))) texts.push({ text: parts.join('x'), start });
    },
  }).visit(program);
  return texts
    .filter(({ text, start }) => sentence.test(text) && !faults.some(([from, to]) => from <= start && start < to))
    .map(({ text }) => text);
}

const files = globSync('src/judge/**/*.ts', { cwd: root });

test('src/judge is there to be looked at', () => expect(files.length).toBeGreaterThan(8));

test.each(files)('%s writes no sentence: judgements are values, src/report/reason.ts words them', (file) => {
  expect(sentencesIn(readFileSync(join(root, file), 'utf8'))).toEqual([]);
});

describe('a sentence is found', () => {
  test.each([
    ['a literal', "const says = 'above the ceiling';"],
    ['a template', 'const says = (n: number) => `above ${n}`;'],
    ['around what is put in', 'const says = (n: number) => `${n} layers`;'],
    ['as an argument', "judgement('fail', 'the model is removed');"],
    ['in a function that returns something else', "function f(): string { return 'in words'; }"],
  ])('%s', (_, code) => expect(sentencesIn(code)).toHaveLength(1));

  test.each([
    ['a word', "const kind = 'above-max';"],
    ['a key', 'const key = (a: string, b: string) => `${a}\\0${b}`;'],
    ['of a Fault', "throw new Fault('bad-report', `${name} is not JSON`, 'give the report file');"],
    ['thrown', "throw bad('is not JSON');"],
    ['in a function that makes one', "const bad = (what: string): Fault => make('is no report', what);"],
    ['in a comment', '/** A sentence in words. */ const x = 1;'],
  ])('none is: %s', (_, code) => expect(sentencesIn(code)).toEqual([]));
});
