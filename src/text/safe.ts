/**
 * Text that can only be read in its medium, never act there: what a reader's types hold otherwise (`string`) is hostile, be it the name
 * of a layer, a path, a commit message or a sentence with such names in it. Only three things are safe: what an escape function of
 * escape.ts made, figures of number-text.ts, and words that stand in the code. The tags below put these together; a `string` in
 * one of them, and a plain template where safe text is due, don't compile.
 */
declare const safeIn: unique symbol;

type Medium = 'markdown' | 'terminal' | 'json' | 'data' | 'html' | 'note';

type Safe<In extends Medium> = string & { readonly [safeIn]: { readonly [Each in In]: true } };

/** Safe in a comment or summary on GitHub, outside of HTML blocks. */
export type Markdown = Safe<'markdown'>;

/** Safe on a terminal and in a log. */
export type TerminalText = Safe<'terminal'>;

/** Safe in HTML: in an element, or in a quoted attribute. */
export type Html = Safe<'html'>;

/** Safe as the title, message or file of an annotation; the runner's own escapes follow. */
export type NoteText = Safe<'note'>;

/** Figures and words of our own: safe in all of these. */
export type Plain = Safe<'markdown' | 'terminal' | 'note'>;

/** A document of JSON, or a part of one. */
export type JsonText = Safe<'json'>;

/** A file for other programs (CSV, OpenMetrics) whose fields its writer escaped. */
export type DataText = Safe<'data'>;

/** A text that stands in the code. `string` and `x${string}` leave the record empty, a literal doesn't. */
type Literal<Text> = Text extends string ? ({} extends Readonly<Record<Text, 1>> ? never : Text) : never;

type Part<Given, Kind> = Given extends Kind | number | bigint ? Given : Literal<Given>;
type Parts<Values extends readonly unknown[], Kind> = { readonly [At in keyof Values]: Part<Values[At], Kind> };
type Value = string | number | bigint;

type Tag<Kind> = <Values extends readonly Value[]>(
  words: TemplateStringsArray,
  ...values: Values & Parts<Values, Kind>
) => Kind;

const put = (words: TemplateStringsArray, ...values: readonly Value[]): string =>
  words.map((word, i) => `${word}${values[i] ?? ''}`).join('');

/** Markdown from words of our own and from parts that are markdown already. */
export const marked = put as Tag<Markdown>;

/** A line for a terminal from words of our own and from parts that are safe there. */
export const term = put as Tag<TerminalText>;

/** HTML from markup of our own and from parts that are HTML already. */
export const markup = put as Tag<Html>;

/** Words of our own and figures. */
export const plain = put as Tag<Plain>;

/** Safe parts one after the other. */
export function joined<Kind extends Markdown | TerminalText | Html, Between extends string>(
  parts: readonly Kind[],
  between: Between & Literal<Between>,
): Kind {
  return parts.join(between) as Kind;
}

/** The same text so many times; none for a negative number. */
export const repeated = <Text extends string>(text: Text & Literal<Text>, times: number): Plain =>
  text.repeat(Math.max(0, times)) as Plain;

/** So many spaces. */
export const spaces = (count: number): Plain => repeated(' ', count);

/** The beginning of a text for a terminal, so many characters. */
export const cutAt = (text: TerminalText, length: number): TerminalText =>
  Array.from(text).slice(0, length).join('') as TerminalText;

/** A figure with so many decimals. */
export const fixed = (value: number, decimals: number): Plain => value.toFixed(decimals) as Plain;

/** Without the spaces at its end. */
export const trimmed = (text: TerminalText): TerminalText => text.trimEnd() as TerminalText;
