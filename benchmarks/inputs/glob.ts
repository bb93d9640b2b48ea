import { globBase, globTest, isGlob } from '#policy/glob.ts';
import type { Random } from '../../test/support/mutate.ts';
import { chance, hostile, many, pick, scrambled } from './draw.ts';
import { type Kind, must, orFault } from './property.ts';

/**
 * Globs. Those of the plain grammar (letters, ?, *, **, a class, alternatives) are compared over every path of a small alphabet with
 * a matcher that tries all ways; what else a glob may hold must be answered in bounded time and agree with its own base.
 */
export const glob: Kind = { input, check };

/** A pattern as a tree: a list of segments; `**` or pieces of one. */
type Piece =
  | { readonly kind: 'letter'; readonly letter: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'rest' }
  | { readonly kind: 'class'; readonly letters: string };
type Segment = '**' | readonly Piece[];

const letters = ['a', 'b', '.'];
const pieces = [
  '*',
  '**',
  '?',
  '/',
  '[',
  ']',
  '{',
  '}',
  ',',
  '!',
  '(',
  ')',
  '@(',
  '+(',
  '*(',
  '?(',
  '!(',
  '|',
  '\\',
  '.',
  '..',
  'a',
  'b',
  '{1..3}',
  '[[:alpha:]]',
  '^',
  '$',
  '**/',
];

/** Every path of up to three segments of up to two characters, and no other: as git lists them. */
const folderNames = letters
  .flatMap((one) => [one, ...letters.map((two) => one + two)])
  .filter((name) => name !== '.' && name !== '..');
const paths = folderNames.flatMap((one) => [
  one,
  ...folderNames
    .slice(0, 6)
    .flatMap((two) => [`${one}/${two}`, ...folderNames.slice(0, 4).map((three) => `${one}/${two}/${three}`)]),
]);

function piece(random: Random): Piece {
  const kind = random();
  if (kind < 0.5) return { kind: 'letter', letter: pick(random, letters) };
  if (kind < 0.7) return { kind: 'any' };
  if (kind < 0.95) return { kind: 'rest' };
  return { kind: 'class', letters: pick(random, ['a', 'b', 'ab']) };
}

const print = (segment: Segment): string =>
  segment === '**'
    ? segment
    : segment
        .map((one) =>
          one.kind === 'letter'
            ? one.letter
            : one.kind === 'any'
              ? '?'
              : one.kind === 'rest'
                ? '*'
                : `[${one.letters}]`,
        )
        .join('');

function drawn(random: Random): readonly Segment[] {
  return Array.from({ length: 1 + Math.floor(random() * 3) }, (): Segment => {
    if (chance(random, 0.25)) return '**';
    const made: Piece[] = [];
    for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
      const next = piece(random);
      // Two stars in a row are another thing.
      if (next.kind !== 'rest' || made.at(-1)?.kind !== 'rest') made.push(next);
    }
    // A folder's own name or its parent's is in no path.
    return /^\.{1,2}$/.test(print(made)) ? '**' : made;
  });
}

/** The first line is the tree of a plain pattern, or `?`. */
function input(random: Random): string {
  const kind = random();
  const segments = drawn(random);
  const text = segments.map(print).join('/');
  if (kind < 0.5) return `${JSON.stringify(segments)}\n${text}`;
  if (kind < 0.75) return `?\n${scrambled(text, random, pieces)}`;
  if (kind < 0.95) return `?\n${many(random, 24, () => pick(random, pieces)).join('')}`;
  return `?\n${hostile(random).slice(0, 1000)}`;
}

function check(made: string): string {
  const end = made.indexOf('\n');
  const [tree, pattern] = [made.slice(0, end), made.slice(end + 1)];
  const compiled = orFault(() => globTest(pattern));
  if ('fault' in compiled) return `refused: ${compiled.fault}`;
  const told = orFault(() => paths.filter((path) => compiled.value(path)));
  if ('fault' in told) return `refused: ${told.fault}`;
  for (const path of told.value) must(globTest(pattern)(path), `${path}: another answer the second time`);
  if (tree === '?') return loose(pattern, told.value);
  const segments = JSON.parse(tree) as readonly Segment[];
  const found = new Set(told.value);
  const odd = paths.filter((path) => {
    const [least, most] = [1, 0].map((atEnd) => path === pattern || matches(segments, path.split('/'), atEnd));
    return found.has(path) ? most === false : least === true;
  });
  must(odd.length === 0, `${pattern} is answered wrongly for ${odd.slice(0, 5).join(' ')}`);
  return 'as by trying all ways';
}

const long = ['a'.repeat(200), 'a/'.repeat(100) + 'b', `models/${'ab'.repeat(60)}.onnx`];

/** A plain path means itself, and what a pattern matches lies below its base. */
function loose(pattern: string, told: readonly string[]): string {
  if (!isGlob(pattern)) {
    const own = pattern.replace(/^\.\//, '');
    must(
      told.every((path) => path === own || path === own.replaceAll(/\\(.)/g, '$1') || own.endsWith('/')),
      `the plain ${pattern} matches ${told[0]}`,
    );
  }
  const base = globBase(pattern);
  const outside = isGlob(pattern)
    ? told.filter((path) => path !== pattern && base !== '' && path !== base && !path.startsWith(`${base}/`))
    : [];
  must(outside.length === 0, `${pattern} has the base ${base} and matches ${outside[0]}`);
  for (const path of long) orFault(() => globTest(pattern)(path));
  return told.length > 0 ? 'matches some' : 'matches none';
}

/** @param atEnd how many segments `**` at the end stands for at least: whether `a/**` is also `a` itself is left open here */
function matches(segments: readonly Segment[], parts: readonly string[], atEnd: number): boolean {
  const [first, ...rest] = segments;
  if (first === undefined) return parts.length === 0;
  if (first === '**') {
    if (rest.length === 0) return parts.length >= atEnd;
    return Array.from({ length: parts.length + 1 }, (_, i) => i).some((i) => matches(rest, parts.slice(i), atEnd));
  }
  const [part, ...more] = parts;
  return part !== undefined && matchesPart(first, part) && matches(rest, more, atEnd);
}

function matchesPart(list: readonly Piece[], part: string): boolean {
  const [first, ...rest] = list;
  if (first === undefined) return part === '';
  if (first.kind === 'rest')
    return Array.from({ length: part.length + 1 }, (_, i) => i).some((i) => matchesPart(rest, part.slice(i)));
  const letter = part[0];
  if (letter === undefined) return false;
  if (first.kind === 'letter' && first.letter !== letter) return false;
  if (first.kind === 'class' && !first.letters.includes(letter)) return false;
  return matchesPart(rest, part.slice(1));
}
