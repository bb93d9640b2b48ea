/** An element with text or children; text never becomes markup. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** An element of the page by its id. @throws where the page has none: a defect of ours */
export function byId<Kind extends HTMLElement>(id: string, kind: abstract new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${id}`);
  return found;
}

/** A table with its heads and rows of cells; numbers are set right by `numeric` columns. */
export function fillTable(
  table: HTMLTableElement,
  heads: readonly string[],
  rows: readonly (readonly (Node | string)[])[],
  numeric: ReadonlySet<number>,
): void {
  const cell = (name: 'th' | 'td', content: Node | string, i: number): HTMLElement =>
    make(name, { ...(name === 'th' ? { scope: 'col' } : {}), ...(numeric.has(i) ? { class: 'number' } : {}) }, content);
  const head = make('tr', {}, ...heads.map((text, i) => cell('th', text, i)));
  const body = rows.map((row) => make('tr', {}, ...row.map((content, i) => cell('td', content, i))));
  table.tHead?.replaceChildren(head);
  table.tBodies[0]?.replaceChildren(...body);
}
