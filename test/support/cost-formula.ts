/** Multiply–accumulates, other arithmetic and transcendentals that a formula of docs/operators.md gives. */
export interface FormulaFigures {
  readonly macs: number;
  readonly elementwise: number;
  readonly transcendentals: number;
}

/** Values of the letters of a formula; `bias` is the letter of `[bias]`, which is 1 where there is one and 0 where not. */
export type Letters = Readonly<Record<string, number>>;

const figures = new Map([
  ['M', 'macs'],
  ['F', 'elementwise'],
  ['T', 'transcendentals'],
] as const);

/**
 * Executes a cost formula such as `M = prod(out)·K; F = N·[bias]`: `0`, or clauses `LETTER = expression` between semicolons, in order;
 * a clause for another letter than M, F and T names a part that later clauses use. Words in brackets after ` (` at the end are a note.
 * Expressions: numbers, letters (`N_in`, `prod(out)`, `[bias]`), + − · /, powers `x^y`, ⌈ ⌉, log₂(x), max(a, b); `2N` and `3(a + b)` are products.
 * @throws Error where the text is no formula or a letter has no value
 */
export function executeFormula(text: string, letters: Letters): FormulaFigures {
  const known: Record<string, number> = { ...letters };
  const result = { macs: 0, elementwise: 0, transcendentals: 0 };
  const body = withoutNote(text);
  if (body === '0') return result;
  for (const clause of body.split('; ')) {
    const [, letter, expression] = /^(\S+) = (.+)$/.exec(clause) ?? [];
    if (letter === undefined || expression === undefined) throw new Error(`${text}: ${clause} is no clause`);
    const value = evaluateExpression(expression, known);
    const figure = figures.get(letter as 'M');
    if (figure === undefined) known[letter] = value;
    else result[figure] = value;
  }
  return result;
}

/** Words in brackets at the end. */
const withoutNote = (text: string): string => text.replace(/ \([a-z][^()]*\)$/, '');

/** Letters of a formula, those in `[ ]` left out. */
export function lettersOf(text: string): readonly string[] {
  const found = withoutNote(text).matchAll(/\[[^\]]*\]|prod\([^()]*\)|[A-Za-z][A-Za-z0-9_]*/g);
  return [...found]
    .map(([letter]) => letter)
    .filter((letter) => !letter.startsWith('[') && !/^(?:log|max)$/.test(letter));
}

const token = /\s*(prod\([^()]*\)|\[[^\]]*\]|log₂|max|\d+(?:\.\d+)?|[A-Za-z][A-Za-z0-9_]*|[-+−·/^(),⌈⌉])/y;

/** @throws Error where it is no expression or a letter has no value */
function evaluateExpression(text: string, letters: Letters): number {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.[1];
    if (found === undefined) throw new Error(`${text}: not an expression`);
    tokens.push(found);
  }
  const cursor = { tokens, at: 0, letters, text };
  const value = readSum(cursor);
  if (cursor.at < tokens.length) throw new Error(`${text}: ${tokens[cursor.at]} is one too many`);
  return value;
}

interface Cursor {
  readonly tokens: readonly string[];
  readonly letters: Letters;
  readonly text: string;
  at: number;
}

function take(cursor: Cursor, ...texts: readonly string[]): string | undefined {
  const found = cursor.tokens[cursor.at];
  if (found === undefined || !texts.includes(found)) return undefined;
  cursor.at += 1;
  return found;
}

function readSum(cursor: Cursor): number {
  let total = readProduct(cursor);
  for (;;) {
    if (take(cursor, '+') !== undefined) total += readProduct(cursor);
    else if (take(cursor, '-', '−') !== undefined) total -= readProduct(cursor);
    else return total;
  }
}

function readProduct(cursor: Cursor): number {
  let total = readPower(cursor);
  for (;;) {
    if (take(cursor, '/') !== undefined) total /= readPower(cursor);
    else if (take(cursor, '·') !== undefined || /^[A-Za-z(⌈[]/.test(cursor.tokens[cursor.at] ?? ''))
      total *= readPower(cursor);
    else return total;
  }
}

function readPower(cursor: Cursor): number {
  const base = readAtom(cursor);
  return take(cursor, '^') === undefined ? base : base ** readAtom(cursor);
}

function expect(cursor: Cursor, text: string): void {
  if (take(cursor, text) === undefined) throw new Error(`${cursor.text}: ${text} is missing`);
}

function readAtom(cursor: Cursor): number {
  const found = cursor.tokens[cursor.at++] ?? '';
  if (found === '(' || found === '⌈') {
    const value = readSum(cursor);
    expect(cursor, found === '(' ? ')' : '⌉');
    return found === '(' ? value : Math.ceil(value);
  }
  if (found === 'log₂' || found === 'max') {
    expect(cursor, '(');
    const first = readSum(cursor);
    const value = found === 'log₂' ? Math.log2(first) : (expect(cursor, ','), Math.max(first, readSum(cursor)));
    expect(cursor, ')');
    return value;
  }
  if (/^\d/.test(found)) return Number(found);
  const letter = found.replace(/^\[(.*)\]$/, '$1');
  const value = cursor.letters[letter];
  if (value === undefined)
    throw new Error(`${cursor.text}: ${found === '' ? 'the end' : `the letter ${letter}`} has no value`);
  return value;
}
