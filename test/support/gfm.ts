import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Markdown as GitHub's flavour renders it, raw HTML let through so that it can be looked for. */
export function gfmToHtml(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
}

/** What a rendered comment may hold. */
export interface Inert {
  readonly tags: readonly string[];
  readonly links: readonly string[];
}

/** Names of all tags (closing ones with their slash) and targets of all links in HTML. */
export function tagsAndLinks(html: string): Inert {
  const found = [...html.matchAll(/<(\/?[a-z!][\w-]*)([^>]*)>/gi)];
  const attributes = found.map(([, , text = '']) => text).filter((text) => text.trim() !== '' && text.trim() !== '/');
  return {
    tags: [...new Set(found.map(([, tag = '']) => tag.toLowerCase().replace('/', '')))].toSorted(),
    links: attributes.flatMap((text) => [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target = '']) => target)),
  };
}

/** Text that GitHub looks for mentions and references in: outside of tags and of code. */
export function proseOf(html: string): string {
  return html
    .replaceAll(/<code(?: class="language-text")?>[\s\S]*?<\/code>/g, ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** Cells of each row of each table. */
export function tableCells(html: string): readonly (readonly number[])[] {
  return [...html.matchAll(/<table>[\s\S]*?<\/table>/g)].map(([table]) =>
    [...table.matchAll(/<tr>[\s\S]*?<\/tr>/g)].map(([row]) => (row.match(/<t[dh][ >]/g) ?? []).length),
  );
}

/** The text of each heading, paragraph, item, line of code and row of a table (its cells divided by ` | `), without tags. */
export function blocksOf(html: string): readonly string[] {
  const rows = html
    .replaceAll(/<\/t[dh]>\s*<t[dh][^>]*>/g, ' | ')
    .replaceAll(/<(?:h\d|p|li|tr|pre|br ?\/?)[^>]*>|<\/(?:h\d|p|li|tr|pre)>/g, '\n');
  return rows
    .replaceAll(/<!--.*?-->|<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[^\s|]/.test(line));
}
