import { isDeepStrictEqual } from 'node:util';
import { asFault } from '#graph/fault.ts';
import { terminalText } from '#text/escape.ts';
import { gfmToHtml, proseOf, tagsAndLinks } from '../../test/support/gfm.ts';
import type { Random } from '../../test/support/mutate.ts';

/** One kind of input: how one is made of a seed, and what must be true of it. */
export interface Kind {
  /** The same text for the same seed. */
  readonly input: (random: Random) => string;
  /**
   * What came of the input, in a few words.
   * @param random for what the check itself draws
   * @throws Broken, or whatever the code under test throws that is no Fault
   */
  readonly check: (text: string, random: Random) => string;
}

/** A property that doesn't hold. */
export class Broken extends Error {}

export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Broken(what);
}

/** Two values are the same, Maps and bigints too. */
export function same(a: unknown, b: unknown, what: string): void {
  must(isDeepStrictEqual(a, b), what);
}

/** The result; or, of a Fault that isn't a defect, its code, once its two lines are seen to be fit for a terminal. */
export function orFault<T>(run: () => T): { readonly value: T } | { readonly fault: string } {
  try {
    return { value: run() };
  } catch (thrown) {
    if (thrown instanceof Broken) throw thrown;
    const fault = asFault(thrown);
    if (fault.code === 'internal') throw thrown;
    inertLine(terminalText(fault.message), 'a message');
    inertLine(terminalText(fault.hint), 'a hint');
    must(fault.message.length < 100_000, `a message of ${fault.message.length} characters`);
    return { fault: fault.code };
  }
}

// Written here once more, and not taken from the code under test.
// oxlint-disable-next-line no-control-regex
const acts = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/u;
const command = /^\s*::|##\[/m;

/** Nothing in a text for terminals and logs acts: no escape sequence, no mark of direction, no workflow command. */
export function inertTerminal(text: string, what: string): void {
  const found = acts.exec(text)?.[0] ?? command.exec(text)?.[0];
  const at = Math.max(0, text.indexOf(found ?? '') - 150);
  must(found === undefined, `${what} holds ${JSON.stringify(found)}: ${JSON.stringify(text.slice(at, at + 300))}`);
}

/** Data for a file: it has no control character but the ends of its lines. */
export function inertData(text: string, what: string): void {
  // oxlint-disable-next-line no-control-regex
  const found = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.exec(text)?.[0];
  must(found === undefined, `${what} holds ${JSON.stringify(found)}: ${JSON.stringify(text.slice(0, 300))}`);
}

/** As inertTerminal, in one line. */
export function inertLine(text: string, what: string): void {
  must(!text.includes('\n'), `${what} has more than one line: ${JSON.stringify(text.slice(0, 300))}`);
  inertTerminal(text, what);
}

const tags = new Set(
  'p h1 h2 h3 h4 table thead tbody tr th td code pre strong em ul ol li br hr details summary blockquote sub del !--'.split(
    ' ',
  ),
);

/** Markdown as GitHub renders it has no tag, link, mention or reference but our own. */
export function inertMarkdown(markdown: string, what: string): void {
  const page = gfmToHtml(markdown);
  const { tags: found, links } = tagsAndLinks(page);
  const odd = found.filter((tag) => !tags.has(tag));
  must(odd.length === 0, `${what} has the tags ${odd.join(' ')}`);
  must(links.length === 0, `${what} links to ${links.join(' ').slice(0, 300)}`);
  const mention = /@[a-z0-9]|(?<!&)#\d|GH-\d|:\/\/|www\.[a-z]/i.exec(proseOf(page));
  must(
    mention === null,
    `${what} mentions: ${JSON.stringify(mention?.input.slice(Math.max(0, mention.index - 40), mention.index + 60))}`,
  );
}

const prototypes = [Object.prototype, Array.prototype, Map.prototype, String.prototype, Function.prototype];
const keysOf = (): string => prototypes.map((one) => Reflect.ownKeys(one).map(String).join()).join('\n');
const clean = keysOf();

/** No prototype has got a key more or less since the start. */
export function unpolluted(): void {
  must(keysOf() === clean, 'a prototype has other keys than at the start');
}
