import { isWholeName } from './name.ts';
import { parseDim } from './parse.ts';
import { asAtom, childrenOf, termsOf } from './poly.ts';
import type { Dim, Poly } from './poly.ts';

/** Characters to which groups are written out; a formula beyond shows `(…)` for what is left. */
const maxText = 20_000;

/**
 * The formula as people read it: `4089184256*batch`, `floor((h + 31)/32)`, `2*h^2 - 3*h + 1`, `max(a, b)`. A symbol alone
 * is its name; inside a formula a name that holds operators or spaces is quoted. `parseDim` reads back an equal Dim; if a
 * formula is too large to be multiplied out, one of equal value; a text with `(…)` can't be read back.
 */
export function format(d: Dim): string {
  const atom = asAtom(d);
  if (atom?.kind === 'symbol')
    return atom.key.length >= atom.name.length && standsAlone(atom.name) ? atom.name : atom.key;
  return typeof d === 'number' ? String(d) : expand(d, { left: maxText });
}

/** True of a name that is read back as this one symbol without quotes. */
function standsAlone(name: string): boolean {
  if (isWholeName(name)) return true;
  const read = parseDim(name);
  const atom = read === undefined ? undefined : asAtom(read);
  return atom?.kind === 'symbol' && atom.name === name;
}

/** The key with each group (`#7`) written out in parentheses. */
function expand(poly: Poly, budget: { left: number }): string {
  const groups = groupsOf(poly);
  if (groups.size === 0) return poly.key;
  return poly.key.replaceAll(/"(?:[^"\\]|\\.)*"|#\d+/gs, (token) => {
    const body = groups.get(token);
    if (body === undefined) return token;
    budget.left -= body.key.length;
    return budget.left < 0 ? '(…)' : `(${expand(body, budget)})`;
  });
}

/** Groups that the key of the polynomial shows, those inside other groups left out. */
function groupsOf(poly: Poly): ReadonlyMap<string, Poly> {
  const groups = new Map<string, Poly>();
  const visit = (part: Dim): void => {
    for (const { monomial } of termsOf(part)) {
      for (const { atom } of monomial.factors) {
        if (atom.kind === 'group') groups.set(atom.key, atom.body);
        else for (const child of childrenOf(atom)) visit(child);
      }
    }
  };
  if (poly.key.includes('#')) visit(poly);
  return groups;
}
