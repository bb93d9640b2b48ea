import { byAlphabet, isTorchPair } from './name.ts';

/** A piece of a formula; a name may have been quoted. */
export interface Token {
  readonly kind: 'number' | 'name' | 'operator';
  readonly text: string;
}

type Patterns = ReturnType<typeof patternsFor>;

const space = /\s+/y;
const quoted = /"((?:[^"\\]|\\["\\])*)"/y;
const operator = /\*\*|\/\/|[-+*/%^(),]/y;
const patternsFor = byAlphabet((letter, digit) => {
  const word = `[${letter}_][${letter}${digit}_.:$@]*`;
  return {
    number: new RegExp(`\\d+(?:\\.\\d*)?(?![${letter}${digit}_.:$@])`, 'uy'),
    name: new RegExp(word, 'uy'),
    hyphenated: new RegExp(`-(${word})`, 'uy'),
  };
});
const tightPlus = /[^\s+(,]\+[^\s+]/;

/**
 * The tokens of a formula, undefined if it has anything that no formula has. A hyphen without spaces between a name and
 * a letter belongs to the name (`2*batch-size`), but not between symbols of torch (`s0-s1`) nor in a text that writes `+`
 * without spaces too (`h+2*p-k`).
 */
export function tokenize(text: string): readonly Token[] | undefined {
  const compact = tightPlus.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/gs, '""'));
  const patterns = patternsFor(text);
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = next(patterns, text, at, compact);
    if (found === undefined) return undefined;
    at = found.end;
    if (found.token !== undefined) tokens.push(found.token);
  }
  return tokens;
}

function next(
  patterns: Patterns,
  text: string,
  at: number,
  compact: boolean,
): { token?: Token; end: number } | undefined {
  const blank = match(space, text, at);
  if (blank !== null) return { end: at + blank[0].length };
  const digits = match(patterns.number, text, at);
  if (digits !== null) return { token: { kind: 'number', text: digits[0] }, end: at + digits[0].length };
  const quote = match(quoted, text, at);
  if (quote !== null) {
    return { token: { kind: 'name', text: (quote[1] ?? '').replaceAll(/\\(.)/g, '$1') }, end: at + quote[0].length };
  }
  const word = match(patterns.name, text, at);
  if (word !== null) {
    const full = compact ? word[0] : extended(patterns, text, at, word[0]);
    return { token: { kind: 'name', text: full }, end: at + full.length };
  }
  const mark = match(operator, text, at);
  return mark === null ? undefined : { token: { kind: 'operator', text: mark[0] }, end: at + mark[0].length };
}

/** The name with the hyphenated parts that follow it. */
function extended(patterns: Patterns, text: string, at: number, first: string): string {
  let [full, last] = [first, first];
  for (;;) {
    const part = match(patterns.hyphenated, text, at + full.length)?.[1];
    if (part === undefined || isTorchPair(last, part)) return full;
    full += `-${part}`;
    last = part;
  }
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
