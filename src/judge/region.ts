import type { Dim, ProductForm } from '#graph/dim.ts';
import { evaluate, productForm, sub, symbolsOf } from '#graph/dim.ts';
import { within } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';
import { usualSets, usualSize } from '#diff/usual-sizes.ts';
import type { Roles } from '#diff/usual-sizes.ts';

/** What a figure takes, and what a limit leaves it, as formulas: broken at the sizes at which `taken` is more. */
export interface Room {
  readonly taken: Dim;
  readonly allowed: Dim;
}

/** The size from which on, or up to which, a limit is broken. */
export interface Edge {
  /** Sizes whose product it is; one as a rule. Hostile text. */
  readonly of: readonly string[];
  readonly side: 'from' | 'up-to';
  readonly size: number;
  /** At which sizes of the others; empty if they don't matter. Names are hostile text. */
  readonly where: readonly { readonly symbol: string; readonly size: number }[];
}

/** A limit at usual sizes: `broken` at all of them, `within` at all, `open` between. */
export interface Tried {
  readonly standing: 'within' | 'broken' | 'open';
  readonly edge: Edge | null;
}

/** Steps that trying one limit may take. */
const maxSteps = 3_000_000;

/** Tries a limit at the sizes that models are usually run at, and says where it breaks; undefined if that takes too much. */
export function tryUsual(room: Room, roles: Roles): Tried | undefined {
  try {
    return within({ left: maxSteps }, () => tried(room, roles));
  } catch (thrown) {
    if (thrown instanceof Fault) return undefined;
    throw thrown;
  }
}

function tried({ taken, allowed }: Room, roles: Roles): Tried {
  const symbols = [...new Set([...symbolsOf(taken), ...symbolsOf(allowed)])];
  const isBroken = (sizes: ReadonlyMap<string, bigint>): boolean | undefined => {
    const [a, b] = [evaluate(taken, sizes), evaluate(allowed, sizes)];
    return a === undefined || b === undefined ? undefined : a > b;
  };
  const answers = new Set(usualSets(symbols, roles).map((sizes) => tryAt(isBroken, sizes)));
  answers.delete(undefined);
  const standing = answers.size !== 1 ? 'open' : answers.has(true) ? 'broken' : 'within';
  return { standing, edge: edgeOfProduct(taken, allowed) ?? edgeOfOne(symbols, roles, isBroken) };
}

/** Undefined of sizes that the formula has no value at. */
function tryAt(
  isBroken: (sizes: ReadonlyMap<string, bigint>) => boolean | undefined,
  sizes: ReadonlyMap<string, bigint>,
): boolean | undefined {
  try {
    return isBroken(sizes);
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code !== 'expansion-limit') return undefined;
    throw thrown;
  }
}

/** The edge of a difference that hangs on one product of sizes alone, whatever else multiplies it. */
function edgeOfProduct(taken: Dim, allowed: Dim): Edge | null {
  const form = productForm(sub(taken, allowed));
  if (form === undefined) return null;
  return edgeOf(form.of, [], (size) => valueAt(form, BigInt(size)) > 0n);
}

function valueAt({ coefficients }: ProductForm, product: bigint): bigint {
  let value = 0n;
  for (const [power, coefficient] of coefficients) value += coefficient * product ** BigInt(power);
  return value;
}

/** The edge in the first symbol that has one, the others held at what is most usual. */
function edgeOfOne(
  symbols: readonly string[],
  roles: Roles,
  isBroken: (sizes: ReadonlyMap<string, bigint>) => boolean | undefined,
): Edge | null {
  const held = new Map(symbols.map((name) => [name, usualSize(roles.get(name) ?? 'other')]));
  for (const name of symbols) {
    const where = symbols
      .filter((other) => other !== name)
      .map((other) => ({ symbol: other, size: Number(held.get(other)) }));
    const edge = edgeOf([name], where, (size) => tryAt(isBroken, new Map([...held, [name, BigInt(size)]])));
    if (edge !== null) return edge;
  }
  return null;
}

/** Powers of two up to which an edge is looked for. */
const maxPower = 24;

/** Null unless the answer changes once, from size 1 on. */
function edgeOf(of: Edge['of'], where: Edge['where'], isBroken: (size: number) => boolean | undefined): Edge | null {
  const sizes = Array.from({ length: maxPower + 1 }, (_, power) => 2 ** power);
  const answers = sizes.map(isBroken);
  if (answers.includes(undefined)) return null;
  const changes = answers.flatMap((answer, i) => (i > 0 && answer !== answers[i - 1] ? [i] : []));
  const [at] = changes;
  if (at === undefined || changes.length > 1) return null;
  let [low, high] = [sizes[at - 1] ?? 1, sizes[at] ?? 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isBroken(middle) === answers[at]) high = middle;
    else low = middle;
  }
  return answers[at] === true ? { of, side: 'from', size: high, where } : { of, side: 'up-to', size: low, where };
}
