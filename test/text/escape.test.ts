import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  elided,
  html,
  htmlCode,
  markdownCode,
  markdownText,
  htmlJson,
  terminalLines,
  terminalName,
  visible,
} from '#text/escape.ts';
import { gfmToHtml, proseOf, tableCells, tagsAndLinks } from '../support/gfm.ts';
import { hostileText } from '../support/hostile-text.ts';

// oxlint-disable-next-line no-control-regex
const unseen = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]/;

describe('in a terminal', () => {
  test.each([
    ['plain/name.1', 'plain/name.1'],
    ['\u001b[31mred', '\\e[31mred'],
    ['a\nb\tc', 'a\\nb\\tc'],
    ['\u202egnp.exe', '\\u{202e}gnp.exe'],
    ['::error::x', '\\::error::x'],
    ['a ##[error]b', 'a #\\#[error]b'],
    ['模型 é', '模型 é'],
  ])('%j', (text, shown) => expect(terminalName(text)).toBe(shown));

  test('nothing is unseen, no line begins a workflow command', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = terminalName(text);
        expect(unseen.test(shown)).toBe(false);
        expect(/^\s*::|##\[/.test(shown)).toBe(false);
      }),
    );
  });
});

/** The text of the only code element. */
function codeOf(page: string): string {
  const text = /<code>([\s\S]*?)<\/code>/.exec(page)?.[1] ?? '';
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

describe('as code in markdown', () => {
  test.each([
    ['/conv1/Conv', '`/conv1/Conv`'],
    ['a|b', '`a|b`'],
    ['a`b', '`` a`b ``'],
    ['```', '```` ``` ````'],
    [' a ', '`  a  `'],
    ['', '(no name)'],
  ])('%j', (text, code) => expect(markdownCode(text)).toBe(code));

  test('a line renders to one code element with the very text', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = gfmToHtml(`before ${markdownCode(text)} after`);
        expect(tagsAndLinks(page)).toEqual({ tags: expect.arrayContaining(['p']), links: [] });
        expect(codeOf(page)).toBe(visible(text).trim() === '' ? '' : visible(text));
        expect(proseOf(page).trim()).toMatch(/^before\s+(?:\(no name\)\s+)?after$/);
      }),
      { numRuns: 500 },
    );
  });

  test('a cell stays one cell', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (a, b) => {
        const page = gfmToHtml(`| x | y |\n|---|---|\n| ${markdownCode(a, 'cell')} | ${markdownCode(b, 'cell')} |`);
        expect(tableCells(page)).toEqual([[2, 2]]);
        expect(tagsAndLinks(page)).toEqual({ tags: expect.not.arrayContaining(['a', 'img', 'script']), links: [] });
        expect(codeOf(page)).toBe(visible(a).trim() === '' ? codeOf(page) : visible(a).replaceAll('\\|', '\\¦'));
      }),
      { numRuns: 500 },
    );
  });
});

const plainTags = new Set(['p', 'code']);

describe('as a sentence in markdown', () => {
  test.each([
    ['MACs 78.6 M → 81.4 M (+3.6 %): more than +2%', 'MACs 78.6 M → 81.4 M (+3.6 %): more than +2%'],
    ['`Conv` became `QLinearConv`', '`Conv` became `QLinearConv`'],
    ['an odd ` backtick', 'an odd \\` backtick'],
    ['<b> & *x*', '&#60;b&#62; &#38; &#42;x&#42;'],
  ])('%j', (text, markdown) => expect(markdownText(text)).toBe(markdown));

  test('nothing comes of it but words and code: no tag, link, mention, reference, emoji or formula', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = gfmToHtml(`- ${markdownText(text)}\n\nwords ${markdownText(text)} words`);
        const { tags, links } = tagsAndLinks(page);
        expect(tags.filter((tag) => !plainTags.has(tag) && tag !== 'ul' && tag !== 'li')).toEqual([]);
        expect(links).toEqual([]);
        const prose = proseOf(page);
        expect(/@[a-z0-9]|#\d|GH-\d|\$[^\u200b]|:[a-z0-9_+-]+:|:\/\/|www\.[a-z]/i.exec(prose)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  test('in a cell it stays one cell', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = gfmToHtml(`| x | y |\n|---|---|\n| ${markdownText(text, 'cell')} | end |`);
        expect(tableCells(page)).toEqual([[2, 2]]);
      }),
      { numRuns: 500 },
    );
  });
});

test('in HTML no character begins a tag, an entity or an attribute', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      expect(/[<>"'`]|&(?!#\d+;)/.test(html(text))).toBe(false);
      const page = gfmToHtml(`<details><summary>x ${htmlCode(text)}</summary>\n\ny\n\n</details>`);
      expect(tagsAndLinks(page)).toEqual({ tags: ['code', 'details', 'p', 'summary'], links: [] });
    }),
    { numRuns: 500 },
  );
});

test('several lines for a terminal: each by itself', () => {
  expect(terminalLines('a\n  ::error::b\n\u001b[2J\n')).toBe('a\n  \\::error::b\n\\e[2J\n');
});

test('nothing in JSON in a script element ends it', () => {
  const hostile = { '</script>': '<!--<script>', line: '\u2028\u2029&' };
  const text = htmlJson(hostile);
  expect(text).not.toMatch(/[<>&\u2028\u2029]/);
  expect(JSON.parse(text)).toEqual(hostile);
});

test('names are cut in their middle, by characters', () => {
  expect([elided('abcdefghij', 5), elided('abc', 5), elided('👩👩👩👩👩', 3)]).toEqual(['ab…ij', 'abc', '👩…👩']);
});
