import { isNonNegative } from './bounds.ts';
import { ceilDiv, divideExactly, floorDiv, mod, truncDiv } from './divide.ts';
import { max, min } from './extreme.ts';
import { tokenize } from './lex.ts';
import type { Token } from './lex.ts';
import { fullName, isWholeName } from './name.ts';
import type { Dim } from './poly.ts';
import { add, constantOf, equal, fromBigInt, mul, neg, symbol } from './ring.ts';
import { spend } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';

const maxLength = 40_000;
const maxNesting = 200;
const maxPower = 256n;

/** A quotient of integers while it is read; only what a floor, a ceiling or the whole text makes of it is a size. */
interface Ratio {
  readonly over: Dim;
  readonly under: Dim;
}

interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  nesting: number;
}

/**
 * Reads a size as exporters write it into dim_param: a name, or an expression over names with + - * / // % ** ^, floor,
 * ceil, trunc, max, min, mod and sympy's and torch's names of these; a quotient outside of a rounding function is taken to
 * be whole. A text that is no expression (or divides by zero, or is too large) is one symbol of that name, and so is one
 * whose hyphens and slashes have no spaces around them, but for `s0-1` (symbols of torch) and `h/32`. Reads what `format`
 * writes. Undefined for an empty text.
 * @throws Fault `expansion-limit` if it takes too many steps
 */
export function parseDim(text: string): Dim | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  spend(trimmed.length);
  if (isWholeName(trimmed) || trimmed.length > maxLength) return named(trimmed);
  try {
    return parse(trimmed) ?? named(trimmed);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code !== 'expansion-limit') return named(trimmed);
    throw thrown;
  }
}

const named = (name: string): Dim => symbol(fullName(name));

function parse(text: string): Dim | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  const cursor: Cursor = { tokens, at: 0, nesting: 0 };
  const value = readSum(cursor);
  return value === undefined || cursor.at < tokens.length ? undefined : whole(value);
}

function whole({ over, under }: Ratio): Dim {
  return under === 1 ? over : floorDiv(over, under);
}

function ratio(over: Dim, under: Dim): Ratio {
  const exact = under === 1 ? over : under === 0 ? undefined : divideExactly(over, under);
  return exact === undefined ? { over, under } : { over: exact, under: 1 };
}

function accept(cursor: Cursor, ...texts: readonly string[]): string | undefined {
  const token = cursor.tokens[cursor.at];
  if (token?.kind !== 'operator' || !texts.includes(token.text)) return undefined;
  cursor.at += 1;
  return token.text;
}

function readSum(cursor: Cursor): Ratio | undefined {
  let total = readProduct(cursor);
  for (;;) {
    const operator = total === undefined ? undefined : accept(cursor, '+', '-');
    if (total === undefined || operator === undefined) return total;
    const right = readProduct(cursor);
    if (right === undefined) return undefined;
    const over = mul(right.over, total.under);
    total = ratio(
      add(mul(total.over, right.under), operator === '+' ? over : neg(over)),
      mul(total.under, right.under),
    );
  }
}

function readProduct(cursor: Cursor): Ratio | undefined {
  let total = readUnary(cursor);
  for (;;) {
    const operator = total === undefined ? undefined : accept(cursor, '*', '/', '//', '%');
    if (total === undefined || operator === undefined) return total;
    const right = readUnary(cursor);
    if (right === undefined) return undefined;
    total = binary(operator, total, right);
  }
}

function binary(operator: string, a: Ratio, b: Ratio): Ratio | undefined {
  if (operator === '*') return ratio(mul(a.over, b.over), mul(a.under, b.under));
  if (operator === '/') return ratio(mul(a.over, b.under), mul(a.under, b.over));
  if (operator === '//') return { over: floorDiv(mul(a.over, b.under), mul(a.under, b.over)), under: 1 };
  return a.under === 1 && b.under === 1 ? { over: mod(a.over, b.over), under: 1 } : undefined;
}

function readUnary(cursor: Cursor): Ratio | undefined {
  const operator = accept(cursor, '-', '+');
  if (operator === undefined) return readPower(cursor);
  const value = nested(cursor, readUnary);
  return value === undefined || operator === '+' ? value : { over: neg(value.over), under: value.under };
}

function readPower(cursor: Cursor): Ratio | undefined {
  const base = readPrimary(cursor);
  if (base === undefined || accept(cursor, '**', '^') === undefined) return base;
  const power = nested(cursor, readUnary);
  return power === undefined ? undefined : raise(base, power);
}

function raise(base: Ratio, power: Ratio): Ratio | undefined {
  const exponent = power.under === 1 ? constantOf(power.over) : undefined;
  if (exponent === undefined || exponent < 0n || exponent > maxPower) return undefined;
  let [over, under]: [Dim, Dim] = [1, 1];
  for (let n = 0n; n < exponent; n += 1n) [over, under] = [mul(over, base.over), mul(under, base.under)];
  return { over, under };
}

function nested(cursor: Cursor, read: (cursor: Cursor) => Ratio | undefined): Ratio | undefined {
  if (cursor.nesting >= maxNesting) return undefined;
  cursor.nesting += 1;
  const value = read(cursor);
  cursor.nesting -= 1;
  return value;
}

function readPrimary(cursor: Cursor): Ratio | undefined {
  if (accept(cursor, '(') !== undefined) {
    const value = nested(cursor, readSum);
    return accept(cursor, ')') === undefined ? undefined : value;
  }
  const token = cursor.tokens[cursor.at];
  if (token === undefined || token.kind === 'operator') return undefined;
  cursor.at += 1;
  if (token.kind === 'number') return decimal(token.text);
  if (accept(cursor, '(') === undefined) return { over: named(token.text), under: 1 };
  const args = readArgs(cursor);
  return args === undefined ? undefined : call(token.text, args);
}

function decimal(text: string): Ratio {
  const [digits = '', fraction = ''] = text.split('.');
  return ratio(fromBigInt(BigInt(digits + fraction)), fromBigInt(10n ** BigInt(fraction.length)));
}

function readArgs(cursor: Cursor): readonly Ratio[] | undefined {
  const args: Ratio[] = [];
  do {
    const value = nested(cursor, readSum);
    if (value === undefined) return undefined;
    args.push(value);
  } while (accept(cursor, ',') !== undefined);
  return accept(cursor, ')') === undefined ? undefined : args;
}

/** Functions by their name in lower case; each gives undefined if it can't take its arguments. */
const functions = new Map<string, (args: readonly Ratio[]) => Ratio | undefined>([
  ...['floor', 'floortoint'].map((name) => [name, unary(floorDiv)] as const),
  ...['ceil', 'ceiling', 'ceiltoint'].map((name) => [name, unary(ceilRatio)] as const),
  ...['trunc', 'trunctoint'].map((name) => [name, unary(truncDiv)] as const),
  ...['identity', 'tofloat', 'int'].map(
    (name) => [name, (args: readonly Ratio[]) => (args.length === 1 ? args[0] : undefined)] as const,
  ),
  ...['floordiv', 'pythonfloordiv'].map((name) => [name, pair((a, b) => binary('//', a, b))] as const),
  ...['cleandiv', 'inttruediv', 'floattruediv'].map((name) => [name, pair((a, b) => binary('/', a, b))] as const),
  ...['mod', 'pythonmod'].map((name) => [name, pair((a, b) => binary('%', a, b))] as const),
  ...['pow', 'powbynatural'].map((name) => [name, pair(raise)] as const),
  ['ceildiv', pair((a, b) => integers(a, b, ceilDiv))],
  ['max', (args) => fold(args, max)],
  ['min', (args) => fold(args, min)],
]);

function call(name: string, args: readonly Ratio[]): Ratio | undefined {
  return functions.get(name.toLowerCase())?.(args);
}

function unary(round: (over: Dim, under: Dim) => Dim): (args: readonly Ratio[]) => Ratio | undefined {
  return ([arg, ...more]) =>
    arg === undefined || more.length > 0 ? undefined : { over: round(arg.over, arg.under), under: 1 };
}

function pair(apply: (a: Ratio, b: Ratio) => Ratio | undefined): (args: readonly Ratio[]) => Ratio | undefined {
  return ([a, b, ...more]) => (a === undefined || b === undefined || more.length > 0 ? undefined : apply(a, b));
}

function integers(a: Ratio, b: Ratio, apply: (a: Dim, b: Dim) => Dim): Ratio | undefined {
  return a.under === 1 && b.under === 1 ? { over: apply(a.over, b.over), under: 1 } : undefined;
}

/** ⌈over/under⌉. */
function ceilRatio(over: Dim, under: Dim): Dim {
  return neg(floorDiv(neg(over), under));
}

/** max or min of quotients, over their common divisor, which must not be negative. */
function fold([first, ...more]: readonly Ratio[], choose: (a: Dim, b: Dim) => Dim): Ratio | undefined {
  return more.reduce<Ratio | undefined>((best, arg) => {
    if (best === undefined || !isNonNegative(best.under) || !isNonNegative(arg.under)) return undefined;
    if (equal(best.under, arg.under)) return ratio(choose(best.over, arg.over), best.under);
    return ratio(choose(mul(best.over, arg.under), mul(arg.over, best.under)), mul(best.under, arg.under));
  }, first);
}
