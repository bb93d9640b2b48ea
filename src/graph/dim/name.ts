/** How symbol names are written inside formulas, and when a text is one name. The lexer and the printer share these rules. */

interface NamePatterns {
  readonly bare: RegExp;
  readonly alone: RegExp;
  readonly words: RegExp;
  readonly path: RegExp;
}

/** @param letter what a name begins with, beside `_`, and `digit` what it holds, too: as in a class of a regular expression */
function namePatterns(letter: string, digit: string): NamePatterns {
  const first = `[${letter}_]`;
  const rest = `[${letter}${digit}_.:$@]`;
  return {
    bare: new RegExp(`^${first}${rest}*(?:-${first}${rest}*)*$`, 'u'),
    alone: new RegExp(`^${first}${rest}*(?:[-/]${rest}+)*$`, 'u'),
    words: new RegExp(`^${first}${rest}*(?: ${first}${rest}*)+$`, 'u'),
    path: new RegExp(`^/[${letter}${digit}_.:$@/\\-]*$`, 'u'),
  };
}

/** What has a variant over ASCII, since Unicode's tables take a millisecond each to load. */
export function byAlphabet<T>(make: (letter: string, digit: string) => T): (text: string) => T {
  let ascii: T | undefined;
  let unicode: T | undefined;
  return (text) =>
    // oxlint-disable-next-line no-control-regex
    /^[\u0000-\u007f]*$/.test(text) ? (ascii ??= make('A-Za-z', '0-9')) : (unicode ??= make('\\p{L}', '\\p{N}'));
}

const patternsFor = byAlphabet(namePatterns);
const quotient = /\/\d+$/;

/** Names that torch gives its symbols (s0, u12, s77): an operator between two of them is never part of a name. */
const torchSymbol = /^[su]\d+$/;

/** True if `left-right`, written without spaces, is a subtraction of torch symbols rather than a name with a hyphen. */
export function isTorchPair(left: string, right: string): boolean {
  return torchSymbol.test(left) && (torchSymbol.test(right) || /^\d+$/.test(right));
}

function hasTorchPair(name: string): boolean {
  const parts = name.split(/[-/]/);
  return parts.some((part, at) => at > 0 && isTorchPair(parts[at - 1] ?? '', part));
}

/** True of a name that a formula shows without quotes: letters, digits, `_.:$@`, and hyphens before a letter. */
function isBareName(name: string): boolean {
  return patternsFor(name).bare.test(name) && !hasTorchPair(name);
}

/**
 * True if the whole text is one name although it holds characters of operators: `batch-size`, `dim-1`, `encoder/length`,
 * `batch size`, `/model/Resize_output_0.dim2`; not `s0-1`, not `h/32`.
 */
export function isWholeName(text: string): boolean {
  const { alone, path, words } = patternsFor(text);
  if (path.test(text) || words.test(text)) return true;
  return alone.test(text) && !quotient.test(text) && !hasTorchPair(text);
}

/** Characters to which a name stands whole in formulas, which repeat it. */
const maxName = 1000;

/** Long names by what stands for them, in the order in which they were met: each keeps its own number. */
const longNames = new Map<string, string>();
const shortNames = new Map<string, string>();

function shortName(name: string): string {
  const known = shortNames.get(name);
  if (known !== undefined) return known;
  const short = `${name.slice(0, 60)}… (${name.length} characters, #${shortNames.size + 1})`;
  shortNames.set(name, short);
  longNames.set(short, name);
  return short;
}

/** The name that a formula shows shortened, or the name itself. */
export const fullName = (name: string): string => longNames.get(name) ?? name;

/** A name as it stands in a formula: bare, or in double quotes with `\` before a quote or a backslash; a long one shortened and numbered. */
export function quoteName(name: string): string {
  if (name.length > maxName) return quoteName(shortName(name));
  return isBareName(name) ? name : `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}
