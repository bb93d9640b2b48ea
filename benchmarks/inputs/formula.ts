import { briefFormula } from '#text/formula-text.ts';
import { type Dim, equal, evaluate, format, growth, leadingTerms, parseDim, symbolsOf } from '#graph/dim.ts';
import { type Random, randomFrom } from '../../test/support/mutate.ts';
import { chance, hostile, many, pick, scrambled, whole } from './draw.ts';
import { type Kind, must, orFault } from './property.ts';

/**
 * Formulas as exporters write them into dim_param. Those of the grammar are worked out a second time, by plain arithmetic on
 * bigints while they are written, and the two values compared. The first line of an input is that value, or `?`.
 */
export const formula: Kind = { input, check };

const names = ['h', 'w', 'n', 's0', 's1', 'batch', 'seq_len'];
const values: ReadonlyMap<string, bigint> = new Map(
  names.map((name, i) => [name, [7n, 12n, 1n, 640n, 0n, 3n, 129n][i] ?? 0n]),
);
const pieces = [
  '(',
  ')',
  '*',
  '**',
  '//',
  '/',
  '%',
  '-',
  ' - ',
  '+',
  ',',
  'floor(',
  'ceil(',
  'max(',
  'Min(',
  'Mod(',
  '^9',
  '1.5',
  '"a b"',
  's0',
  '((',
  '2',
];

/** A formula in text, and its value by definition; null where a divisor is 0, or a rounding is not of whole numbers. */
interface Written {
  readonly text: string;
  readonly value: bigint | null;
}

const floored = (a: bigint, b: bigint): bigint => (a - (((a % b) + b) % b)) / b;
const operations: readonly (readonly [string, (a: string, b: string) => string, (a: bigint, b: bigint) => bigint])[] = [
  ['+', (a, b) => `${a} + ${b}`, (a, b) => a + b],
  ['-', (a, b) => `${a} - ${b}`, (a, b) => a - b],
  ['*', (a, b) => `${a}*${b}`, (a, b) => a * b],
  ['//', (a, b) => `${a} // ${b}`, floored],
  ['floor', (a, b) => `floor(${a} / ${b})`, floored],
  ['ceil', (a, b) => `ceiling(${a}/ ${b})`, (a, b) => -floored(-a, b)],
  ['mod', (a, b) => `Mod(${a}, ${b})`, (a, b) => a - b * floored(a, b)],
  ['max', (a, b) => `Max(${a}, ${b})`, (a, b) => (a > b ? a : b)],
  ['min', (a, b) => `min(${a}, ${b})`, (a, b) => (a < b ? a : b)],
];
const divides = new Set(['//', 'floor', 'ceil', 'mod']);

function drawn(random: Random, depth: number): Written {
  if (depth === 0 || chance(random, 0.15)) {
    if (chance(random, 0.5)) {
      const name = pick(random, names);
      return { text: name, value: values.get(name) ?? null };
    }
    const number = whole(random, 0, chance(random, 0.1) ? 4096 : 9);
    return { text: String(number), value: BigInt(number) };
  }
  const [kind, write, apply] = pick(random, operations);
  const [left, right] = [drawn(random, depth - 1), drawn(random, depth - 1)];
  const unsure = left.value === null || right.value === null || (divides.has(kind) && right.value <= 0n);
  const value = unsure || left.value === null || right.value === null ? null : apply(left.value, right.value);
  return { text: `(${write(left.text, right.text)})`, value };
}

function input(random: Random): string {
  const kind = random();
  const { text, value } = drawn(random, kind < 0.02 ? 5 : whole(random, 1, 3));
  if (kind < 0.6) return `${value ?? '?'}\n${text}`;
  if (kind < 0.8) return `?\n${scrambled(text, random, pieces)}`;
  if (kind < 0.95) return `?\n${many(random, 60, () => pick(random, pieces)).join('')}`;
  return `?\n${hostile(random)}`;
}

function check(made: string): string {
  const end = made.indexOf('\n');
  const [expected, text] = [made.slice(0, end), made.slice(end + 1)];
  const dim = parseDim(text);
  must((dim === undefined) === (text.trim() === ''), 'only an empty text is no size');
  if (dim === undefined) return 'empty';
  const value = valueOf(dim, values);
  must(expected === '?' || symbolOnly(dim, text) || value === BigInt(expected), `is ${value} where it is ${expected}`);
  readBack(dim);
  shown(dim);
  return symbolOnly(dim, text) ? 'one symbol' : expected === '?' ? 'a formula' : 'a formula of that value';
}

/** The value; a word where a divisor is 0 or a number too large. */
function valueOf(dim: Dim, env: ReadonlyMap<string, bigint>): bigint | string | undefined {
  const told = orFault(() => evaluate(dim, env));
  return 'fault' in told ? told.fault : told.value;
}

/** Read as the name of a symbol: what is no formula, or too large a one. */
const symbolOnly = (dim: Dim, text: string): boolean => {
  const all = [...symbolsOf(dim)];
  return all.length === 1 && all[0] === text.trim();
};

/** `format` writes what `parseDim` reads to an equal size; one that isn't multiplied out, to one of equal value. */
function readBack(dim: Dim): void {
  const printed = format(dim);
  must(format(dim) === printed, 'printed twice it is another text');
  if (printed.includes('(…)')) return;
  const again = parseDim(printed);
  must(again !== undefined, `prints as nothing: ${printed.slice(0, 300)}`);
  if (equal(again, dim)) return;
  const random = randomFrom(printed.length);
  const env = new Map([...symbolsOf(dim)].map((name) => [name, BigInt(whole(random, 1, 50))]));
  const [a, b] = [valueOf(dim, env), valueOf(again, env)];
  must(a === b && a !== undefined, `${printed.slice(0, 300)} is read as ${format(again).slice(0, 300)}: ${a} and ${b}`);
}

function shown(dim: Dim): void {
  for (const name of symbolsOf(dim)) orFault(() => growth(dim, name));
  orFault(() => leadingTerms(dim));
  const brief = orFault(() => briefFormula(dim, { kind: 'count', most: 80 }));
  must('fault' in brief || brief.value.length <= 80, 'a brief formula is long');
}
