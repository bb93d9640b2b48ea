import type { Finding } from '#graph/finding.ts';
import type { ValueInfo } from '#graph/graph.ts';
import { constantOf } from '#graph/dim.ts';
import type { CountOptions } from './bind.ts';
import { pairInputs, soleSymbol, symbolsOfInput, tensorOf } from './pair-inputs.ts';
import { classesOf } from './size-classes.ts';
import type { Classes } from './size-classes.ts';

/** How two files of one model are counted so that equal names are equal sizes on both sides. */
export interface SharedSizes {
  readonly base: CountOptions;
  readonly head: CountOptions;
  /** Head's name of a size → base's, where they differ. Hostile text. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Sizes that head leaves open and base's file fixes, by the names that both are counted by. */
  readonly fixedAtBase: ReadonlySet<string>;
  /** What the two interfaces contradict each other in. */
  readonly findings: readonly Finding[];
}

type Inputs = readonly ValueInfo[];

/**
 * Binds the sizes of two files through their interfaces. Inputs pair by name, then by position; axis by axis a size that one side
 * leaves open takes the other's fixed size, and of two open ones head's takes base's name. Given sizes hold on both sides, whichever
 * side's names they are given by. A mapping that contradicts itself is a finding, and its sizes stay apart.
 */
export function shareSizes(base: Inputs, head: Inputs, options: CountOptions): SharedSizes {
  const pairs = pairInputs(base, head);
  const classes = classesOf(pairs, base, head);
  const given = canonical(options.dims ?? new Map(), classes);
  const inputs = [
    carried(options.inputs, base, head, pairs, 0),
    carried(options.inputs, base, head, pairs, 1),
  ] as const;
  const values = [
    carried(options.values, base, head, pairs, 0),
    carried(options.values, base, head, pairs, 1),
  ] as const;
  const told = new Set([...given.keys(), ...shapedSymbols(base, inputs[0], classes.base)]);
  for (const name of shapedSymbols(head, inputs[1], classes.head)) told.add(name);
  const fixed = [...classes.fixed].filter(([name]) => !told.has(name));
  const side = (at: 0 | 1, own: Inputs): CountOptions => {
    const renames = at === 0 ? classes.base : classes.head;
    const known = new Set(own.flatMap(symbolsOfInput).map((name) => renames.get(name) ?? name));
    return {
      dims: new Map([...fixed.filter(([name]) => known.has(name)), ...given].filter(([name]) => isFor(name, known))),
      inputs: inputs[at],
      values: values[at],
      renames,
      overrides: overridesOf(pairs, at, classes, given, inputs[at]),
    };
  };
  // A name that neither interface knows may be one that a count itself mints: both sides get it, and say so if they don't know it.
  const isFor = (name: string, known: ReadonlySet<string>): boolean => known.has(name) || !classes.names.has(name);
  const bases = new Set(base.flatMap(symbolsOfInput).map((name) => classes.base.get(name) ?? name));
  const fixedAtBase = new Set([...classes.fixed.keys()].filter((name) => !bases.has(name)));
  return { base: side(0, base), head: side(1, head), renamed: classes.head, fixedAtBase, findings: classes.findings };
}

/** Given sizes under the names that both sides are counted by: base's names first, then head's. */
function canonical(dims: ReadonlyMap<string, bigint>, { base, head, own }: Classes): Map<string, bigint> {
  const named = [...dims].map(([name, size]): [string, bigint, boolean] =>
    own.base.has(name) ? [base.get(name) ?? name, size, true] : [head.get(name) ?? name, size, false],
  );
  // Base's word stands where both names of a size are given.
  const inOrder = named.toSorted(([, , a], [, , b]) => Number(a) - Number(b));
  return new Map(inOrder.map(([name, size]) => [name, size]));
}

type Pairs = ReturnType<typeof pairInputs>;

/** What is given by input name, under the names of one side; what only the other side has an input for is left out. */
function carried<T>(
  given: ReadonlyMap<string, T> | undefined,
  base: Inputs,
  head: Inputs,
  pairs: Pairs,
  at: 0 | 1,
): ReadonlyMap<string, T> {
  const [own, others] = at === 0 ? [base, head] : [head, base];
  const names = new Set(own.map(({ name }) => name));
  const result = new Map<string, T>();
  for (const [name, item] of given ?? []) {
    const mate = pairs.find((pair) => pair[1 - at]?.name === name)?.[at];
    if (names.has(name) || !others.some((other) => other.name === name)) result.set(name, item);
    else if (mate !== undefined && !given?.has(mate.name)) result.set(mate.name, item);
  }
  return result;
}

/** Names, as both sides are counted by, of the sizes that given shapes bind. */
function shapedSymbols(
  own: Inputs,
  shapes: ReadonlyMap<string, readonly bigint[]>,
  renames: ReadonlyMap<string, string>,
): readonly string[] {
  return own
    .filter(({ name }) => shapes.has(name))
    .flatMap(symbolsOfInput)
    .map((name) => renames.get(name) ?? name);
}

/** Fixed axes of one side whose counterpart is open and given another size: they take the given one. */
function overridesOf(
  pairs: Pairs,
  at: 0 | 1,
  { base, head }: Classes,
  given: ReadonlyMap<string, bigint>,
  shapes: ReadonlyMap<string, readonly bigint[]>,
): ReadonlyMap<string, readonly (bigint | null)[]> {
  const overrides = new Map<string, readonly (bigint | null)[]>();
  for (const pair of pairs) {
    const [own, other] = [tensorOf(pair[at])?.shape, tensorOf(pair[1 - at] as ValueInfo)?.shape];
    if (!own || !other || own.length !== other.length || shapes.has(pair[at].name)) continue;
    const sizes = own.map((dim, axis): bigint | null => {
      const name = soleSymbol(other[axis] ?? 0);
      const size = name === undefined ? undefined : given.get((at === 0 ? head : base).get(name) ?? name);
      const fixed = constantOf(dim);
      return size === undefined || fixed === undefined || fixed === size ? null : size;
    });
    if (sizes.some((size) => size !== null)) overrides.set(pair[at].name, sizes);
  }
  return overrides;
}
