/**
 * One instruction of a glob's program, a nondeterministic automaton: a program is about as long as its pattern, whatever that
 * repeats or nests. Places to go on at are indices of the same program.
 */
export type Step =
  | { readonly kind: 'text'; readonly code: number }
  /** Any character; `folder` keeps `/` out. */
  | { readonly kind: 'any'; readonly folder: boolean }
  | { readonly kind: 'class'; readonly ranges: readonly (readonly [number, number])[]; readonly negated: boolean }
  /** Goes on at each of these places, without a character. */
  | { readonly kind: 'fork'; readonly to: readonly number[] }
  /** Every `step`th whole number from `low` to `high`; `width` digits if they are padded, else 0. */
  | {
      readonly kind: 'number';
      readonly low: number;
      readonly high: number;
      readonly step: number;
      readonly width: number;
    }
  /** Whatever the program `body` doesn't match, up to the next `/`. */
  | { readonly kind: 'not'; readonly body: readonly Step[] }
  | { readonly kind: 'done' };

/** What a pattern may hold at most. */
const globLimits = { length: 1000, depth: 10, groups: 50, wildcards: 8 } as const;

/** What keeps a pattern from being used, as the end of a sentence; null if nothing does. */
export function globProblem(pattern: string): string | null {
  const { length, depth: deepest, groups: broadest, wildcards: most } = globLimits;
  if (pattern.length > length) return `is longer than ${length} characters`;
  let [depth, groups, wildcards] = [0, 0, 0];
  for (let at = 0; at < pattern.length; at += 1) {
    const [character, before] = [pattern[at] ?? '', pattern[at - 1] ?? ''];
    if (character === '\\') at += 1;
    else if (character === '/') wildcards = 0;
    else if (character === '(' || character === '{') depth += 1;
    else if (character === ')' || character === '}') depth -= 1;
    if ((character === '*' && before !== '*') || (character === '(' && (before === '+' || before === '!')))
      wildcards += 1;
    if (character === '(' || character === '{' || character === '[') groups += 1;
    if (groups > broadest) return `holds more than ${broadest} groups`;
    if (depth > deepest) return `nests groups more than ${deepest} deep`;
    if (wildcards > most) return `has more than ${most} wildcards in one name: name the files more closely`;
  }
  return null;
}

/** Where the first wildcard or group of a text begins; its length if it has none. */
export function firstWildcard(text: string): number {
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (partAt(text, at) !== null) return at;
  }
  return text.length;
}

/** The program of a pattern. */
export function parseGlob(pattern: string): readonly Step[] {
  const steps: Step[] = [];
  emit(pattern, { starts: true, ends: true }, steps);
  steps.push({ kind: 'done' });
  return steps;
}

/** Whether a piece of a pattern begins, and ends, where a name does: there `**` stands for folders. */
interface Edges {
  readonly starts: boolean;
  readonly ends: boolean;
}

function emit(text: string, edges: Edges, steps: Step[]): void {
  let at = 0;
  while (at < text.length) {
    const starts = at === 0 ? edges.starts : text[at - 1] === '/';
    const folders = starts ? foldersAt(text, at, edges) : 0;
    if (folders > 0) {
      const inner = text[at + 2] === '/';
      repeat(steps, inner ? 'maybe' : 'once', () => {
        repeat(steps, 'any', () => steps.push({ kind: 'any', folder: false }));
        if (inner) literal('/', steps);
      });
      at += folders;
    } else if (text[at] === '/' && text[at - 1] !== '*' && foldersAt(text, at + 1, edges) === 2) {
      // `a/**` fits `a`, too; `*/**` fits what lies in folders only.
      repeat(steps, 'maybe', () => {
        literal('/', steps);
        repeat(steps, 'any', () => steps.push({ kind: 'any', folder: false }));
      });
      at += 3;
    } else if (text[at] === '\\' && at + 1 < text.length) {
      literal(text[at + 1] ?? '', steps);
      at += 2;
    } else {
      const part = partAt(text, at);
      if (part === null) literal(text[at] ?? '', steps);
      else emitPart(part, { starts, ends: part.end === text.length ? edges.ends : text[part.end] === '/' }, steps);
      at = part?.end ?? at + 1;
    }
  }
}

/** Characters of a `**` that is a whole name, with the slash behind it; 0 if there is none. */
function foldersAt(text: string, at: number, { ends }: Edges): number {
  if (text[at] !== '*' || text[at + 1] !== '*') return 0;
  if (text[at + 2] === '/') return 3;
  return at + 2 === text.length && ends ? 2 : 0;
}

/** A wildcard or group of a pattern. */
interface Part {
  /** Behind its last character. */
  readonly end: number;
  readonly repeats: Repeats | 'not';
  readonly what:
    | { readonly kind: 'step'; readonly step: Step; readonly literally: string }
    | { readonly kind: 'choice'; readonly of: readonly string[] };
}

type Repeats = 'once' | 'maybe' | 'any' | 'more';

const anyInFolder: Step = { kind: 'any', folder: true };
const repeatsOf: Readonly<Record<string, Part['repeats']>> = {
  '?': 'maybe',
  '*': 'any',
  '+': 'more',
  '@': 'once',
  '!': 'not',
};

function partAt(text: string, at: number): Part | null {
  const character = text[at] ?? '';
  const prefix = repeatsOf[character];
  if (prefix !== undefined && text[at + 1] === '(') {
    const close = closeOf(text, at + 1);
    if (close !== -1) return { end: close + 1, repeats: prefix, what: choiceOf(text.slice(at + 2, close), '|') };
  }
  switch (character) {
    case '?':
      return { end: at + 1, repeats: 'once', what: { kind: 'step', step: anyInFolder, literally: '' } };
    case '*': {
      let end = at + 1;
      while (text[end] === '*' && text[end + 1] !== '(') end += 1;
      return { end, repeats: 'any', what: { kind: 'step', step: anyInFolder, literally: '' } };
    }
    case '[':
      return withPlus(text, classAt(text, at));
    case '{':
    case '(':
      return withPlus(text, bracesAt(text, at));
    default:
      return null;
  }
}

const withPlus = (text: string, part: Part | null): Part | null =>
  part !== null && text[part.end] === '+' && text[part.end + 1] !== '('
    ? { ...part, end: part.end + 1, repeats: 'more' }
    : part;

/** `{a,b}`, `{1..9}`, `(a|b)`; null if the brackets hold no choice and stand for themselves. */
function bracesAt(text: string, at: number): Part | null {
  const close = closeOf(text, at);
  if (close === -1) return null;
  const inside = text.slice(at + 1, close);
  const range = text[at] === '{' ? rangeOf(inside) : null;
  if (range !== null) return { end: close + 1, repeats: 'once', what: { kind: 'step', step: range, literally: '' } };
  const what = choiceOf(inside, text[at] === '{' ? ',' : '|');
  return what.of.length > 1 ? { end: close + 1, repeats: 'once', what } : null;
}

function rangeOf(inside: string): Step | null {
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])$/.exec(inside);
  if (letters !== null) {
    const [from = 0, to = 0] = letters.slice(1).map((letter) => letter.charCodeAt(0));
    return { kind: 'class', ranges: [[Math.min(from, to), Math.max(from, to)]], negated: false };
  }
  const [, first = '', last = '', by = '1'] = /^(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.-?(\d{1,9}))?$/.exec(inside) ?? [];
  if (first === '') return null;
  const padded = [first, last].some((digits) => /^-?0\d/.test(digits));
  const [from, to] = [Number(first), Number(last)];
  return {
    kind: 'number',
    low: Math.min(from, to),
    high: Math.max(from, to),
    step: Math.max(1, Number(by)),
    width: padded ? Math.max(first.length, last.length) : 0,
  };
}

/** `[abc]`, `[a-z]`, `[!a]`, `[^a]`, `[[:digit:]]`; null if it isn't closed. */
function classAt(text: string, at: number): Part | null {
  if (!text.includes(']', at)) return null;
  const negated = text[at + 1] === '!' || text[at + 1] === '^';
  const ranges: [number, number][] = [];
  let i = at + (negated ? 2 : 1);
  for (const first = i; i < text.length && (text[i] !== ']' || i === first);) {
    if (text[i] === '/') return null;
    const named = text[i] === '[' ? /^\[:([a-z]{1,8}):\]/.exec(text.slice(i, i + 12))?.[1] : undefined;
    if (named !== undefined && named in namedClasses) {
      ranges.push(...(namedClasses[named] ?? []));
      i += named.length + 4;
      continue;
    }
    if (text[i] === '\\') i += 1;
    const low = text.charCodeAt(i);
    const isRange = text[i + 1] === '-' && i + 2 < text.length && text[i + 2] !== ']';
    const high = isRange ? text.charCodeAt(i + 2) : low;
    if (Number.isNaN(low) || high < low) return null;
    ranges.push([low, high]);
    i += isRange ? 3 : 1;
  }
  if (i >= text.length) return null;
  const literally = text.slice(at, i + 1);
  return { end: i + 1, repeats: 'once', what: { kind: 'step', step: { kind: 'class', ranges, negated }, literally } };
}

const between = (...pairs: readonly string[]): readonly [number, number][] =>
  pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(1)]);
const namedClasses: Readonly<Record<string, readonly [number, number][]>> = {
  alpha: between('az', 'AZ'),
  digit: between('09'),
  alnum: between('az', 'AZ', '09'),
  lower: between('az'),
  upper: between('AZ'),
  word: between('az', 'AZ', '09', '__'),
  xdigit: between('09', 'af', 'AF'),
};

const partners: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** The bracket that closes the one at `open`; −1 if none does. */
function closeOf(text: string, open: number): number {
  const [opening, closing] = [text[open] ?? '', partners[text[open] ?? ''] ?? ''];
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === opening) depth += 1;
    else if (text[at] === closing) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** The text cut at its outermost separators. */
function choiceOf(text: string, separator: string): { readonly kind: 'choice'; readonly of: readonly string[] } {
  const of: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') at += 1;
    else if (character === '(' || character === '{') depth += 1;
    else if (character === ')' || character === '}') depth -= 1;
    else if (character === separator && depth === 0) {
      of.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return { kind: 'choice', of: [...of, text.slice(from)] };
}

function emitPart({ repeats, what }: Part, edges: Edges, steps: Step[]): void {
  const once = (into: Step[]): void => {
    if (what.kind === 'choice')
      choice(
        what.of.map((one) => () => emit(one, edges, into)),
        into,
      );
    else if (what.literally === '') into.push(what.step);
    else {
      // A file may be named as the class is written.
      const word = (): void => Array.from(what.literally).forEach((character) => literal(character, into));
      choice([() => into.push(what.step), word], into);
    }
  };
  if (repeats !== 'not') return repeat(steps, repeats, () => once(steps));
  const body: Step[] = [];
  once(body);
  steps.push({ kind: 'not', body: [...body, { kind: 'done' }] });
}

function choice(bodies: readonly (() => void)[], steps: Step[]): void {
  const fork = steps.push({ kind: 'fork', to: [] }) - 1;
  const jumps: number[] = [];
  const starts = bodies.map((body) => {
    const start = steps.length;
    body();
    jumps.push(steps.push({ kind: 'fork', to: [] }) - 1);
    return start;
  });
  steps[fork] = { kind: 'fork', to: starts };
  for (const jump of jumps) steps[jump] = { kind: 'fork', to: [steps.length] };
}

function repeat(steps: Step[], times: Repeats, body: () => void): void {
  if (times === 'once') {
    body();
    return;
  }
  const start = steps.length;
  if (times !== 'more') steps.push({ kind: 'fork', to: [] });
  body();
  if (times !== 'maybe') steps.push({ kind: 'fork', to: times === 'any' ? [start] : [start, steps.length + 1] });
  if (times !== 'more') steps[start] = { kind: 'fork', to: [start + 1, steps.length] };
}

function literal(character: string, steps: Step[]): void {
  for (let i = 0; i < character.length; i += 1) steps.push({ kind: 'text', code: character.charCodeAt(i) });
}
