import { joined, type Html, type Markdown, type NoteText, type TerminalText } from './safe.ts';

/**
 * The one door for hostile text (names of models, layers, tensors, files; messages that hold them) on its way to people.
 * Each medium has its function, and what comes out of it can only be read, never act.
 */

/** Characters that don't show or that change how others show: control, format (right-to-left marks), separators, lone surrogates. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\u115f\u1160\u3164\uffa0]/gu;

/** The same text with every unseen character shown as its code: `\n`, `\u{202e}`; marks piled on a letter are cut. */
export function visible(text: string): string {
  // Most names are plain, and the tables of Unicode take milliseconds to load.
  if (isPlain(text)) return text;
  return text.replaceAll(unseen, shown).replaceAll(/(\p{M}{3})\p{M}+/gu, '$1');
}

/** True of a text in the characters of ASCII that show. */
// oxlint-disable-next-line no-control-regex
export const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\u001b': '\\e' };

function shown(character: string): string {
  return short[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** At most `length` characters, the middle left out, since names differ at both ends. */
export function elided(text: TerminalText, length: number): TerminalText;
export function elided(text: string, length: number): string;
export function elided(text: string, length: number): string {
  const characters = Array.from(text);
  if (characters.length <= length) return text;
  const tail = Math.floor((length - 1) / 2);
  return [...characters.slice(0, length - 1 - tail), '…', ...characters.slice(characters.length - tail)].join('');
}

/** Characters of a name or a sentence that people are shown; what is longer isn't read. */
const maxShown = 600;

const bounded = (text: string): string => (text.length > maxShown ? `${text.slice(0, maxShown - 1)}…` : text);

/** A name for a terminal or a log: one line, no escape sequence, no workflow command at its start or inside. */
export function terminalName(text: string): TerminalText {
  return visible(text)
    .replace(/^(\s*):(?=:)/, '$1\\:')
    .replaceAll('##[', '#\\#[') as TerminalText;
}

/** A sentence for a terminal; backticks around names stay. */
export function terminalText(text: string): TerminalText {
  return terminalName(text);
}

/** Text of several lines for a terminal: each is escaped by itself. */
export function terminalLines(text: string): TerminalText {
  return joined(text.split('\n').map(terminalText), '\n');
}

/**
 * A name as code in markdown, outside of HTML blocks; inside code nothing is a tag, link, mention, emoji or emphasis.
 * @param at whether it stands in a cell of a table, where a pipe needs its backslash
 */
export function markdownCode(text: string, at: 'cell' | 'line' = 'line'): Markdown {
  const clean = visible(bounded(text));
  if (clean.trim() === '') return '(no name)' as Markdown;
  const piped = at === 'cell' ? clean.replaceAll('\\|', '\\¦').replaceAll('|', '\\|') : clean;
  const longest = [...piped.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ | $/.test(piped) ? ' ' : '';
  return `${fence}${pad}${piped}${pad}${fence}` as Markdown;
}

/** Lines as a block of code to copy, each visible and on its own line: no run of backticks in them ends it. */
export function markdownBlock(lines: readonly string[]): Markdown {
  const texts = lines.map((line) => visible(bounded(line)));
  const longest = Math.max(2, ...texts.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...texts, fence].join('\n') as Markdown;
}

/**
 * A sentence in markdown: what stands between backticks becomes code, all else plain words. No markup, tag, link, mention,
 * reference, emoji or formula comes of it.
 */
export function markdownText(text: string, at: 'cell' | 'line' = 'line'): Markdown {
  const parts = visible(bounded(text)).split('`');
  // An odd number of backticks: the last has no partner and stays text.
  const paired = parts.length % 2 === 1;
  return parts
    .map((part, i) => {
      if (i % 2 === 1 && (paired || i < parts.length - 1)) return part === '' ? '' : markdownCode(part, at);
      return (i % 2 === 1 ? '\\`' : '') + markdownProse(part);
    })
    .join('')
    .trimStart() as Markdown;
}

/** Between an at sign and a name, and wherever else GitHub would make a link or a symbol of plain words. */
const gap = '\u200b';

function markdownProse(text: string): string {
  return text
    .replaceAll(/[@$]|#(?=\d)|:(?=\/\/|[a-z0-9_+-])|GH-(?=\d)|www(?=\.)/gi, `$&${gap}`)
    .replace(/^\s*(?=[-+#=]|\d+[.)])/, gap)
    .replaceAll(/[\\`*_[\]<>|~&$]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Text in HTML, in an element or in a quoted attribute. */
export function html(text: string): Html {
  return visible(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`) as Html;
}

/** A name as code inside an HTML block of a comment (a summary line), where markdown isn't read. */
export function htmlCode(text: string): Markdown {
  return `<code>${html(text).replaceAll('@', `@${gap}`)}</code>` as Markdown;
}

/** An address that the host made of GitHub's own variables, for a link: what could end the link or the line is left out. */
export function address(url: string): Markdown {
  return url.replaceAll(/[\s()<>]/g, '') as Markdown;
}

/** A quoted block of code, its lines apart; a line that would end the block gets a space first. */
export function quotedCode(code: string, language: 'yaml'): Markdown[] {
  const lines = code.split('\n').map((line) => visible(line).replace(/^\s*(?=```)/, '     '));
  return [`\`\`\`${language}`, ...lines, '```'].map((line) => `> ${line}` as Markdown);
}

/** Lines as they are, inside an HTML block of a comment: in `pre` nothing is markdown, and no line can end it. */
export function htmlPre(lines: readonly string[]): Markdown {
  return `<pre>\n${lines.map(html).join('\n')}\n</pre>` as Markdown;
}

/** The title, message or file of an annotation. */
export const noteText = (text: string): NoteText => visible(text) as NoteText;

/** JSON in a script element: nothing in it can end the element or begin a comment. */
export function htmlJson(value: unknown): Html {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029') as Html;
}
