import { expect, test } from 'vitest';
import { markdownCode, markdownText, terminalName } from '#text/escape.ts';
import { countText, percentText } from '#text/number-text.ts';
import { joined, marked, markup, plain, term } from '#text/safe.ts';
import type { JsonText, Markdown, NoteText, TerminalText } from '#text/safe.ts';

const name: string = ['<b>', '@you'].join('');
const either = <Item>(first: Item, second: Item): Item => (name === '' ? second : first);
const word: 'added' | 'removed' = either('added', 'removed');

test('safe parts, figures and words of our own are put together', () => {
  const line: Markdown = marked`**${markdownCode(name)}** ${word}: ${countText(4000n)} in ${3} of ${4n}`;
  expect(line).toBe('**`<b>@you`** added: 4 k in 3 of 4');
  expect(joined([line, marked`x`], '\n')).toBe(`${line}\nx`);
  const shown: TerminalText = term`${terminalName('a\u001b[2J')}${plain` (${countText(1n)})`}`;
  expect(shown).toBe('a\\e[2J (1)');
});

test('all else does not compile', () => {
  const told = [
    // @ts-expect-error a name
    marked`${name}`,
    // @ts-expect-error a name in a template
    marked`${`a ${name}`}`,
    // @ts-expect-error a name, or a word of our own
    marked`${either<string>('none', name)}`,
    // @ts-expect-error text for a terminal
    marked`${terminalName(name)}`,
    // @ts-expect-error markdown on a terminal
    term`${markdownText(name)}`,
    // @ts-expect-error a name in text that is safe everywhere
    plain`${name}`,
    // @ts-expect-error escaped for markdown isn't safe everywhere
    plain`${markdownText(name)}`,
    // @ts-expect-error a name between safe parts
    joined([marked`a`, marked`b`], name),
    // @ts-expect-error a name in HTML
    markup`<td>${name}</td>`,
    // @ts-expect-error a figure may hold a sign that begins a tag
    markup`<td>${percentText(0.00001)}</td>`,
    // @ts-expect-error a name among safe parts
    joined([marked`a`, name], ', '),
  ];
  // @ts-expect-error a plain template
  const template: Markdown = `- ${markdownText(name)}`;
  // @ts-expect-error parts joined plainly
  const list: Markdown = [markdownText(name)].join(', ');
  // @ts-expect-error text for a terminal in an annotation
  const note: NoteText = terminalName(name);
  // @ts-expect-error JSON put together by hand
  const json: JsonText = JSON.stringify({ name });
  expect([...told, template, list, note, json]).toHaveLength(15);
});
