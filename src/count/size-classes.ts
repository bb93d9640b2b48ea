import type { Dim } from '#graph/dim.ts';
import type { Finding } from '#graph/finding.ts';
import type { ValueInfo } from '#graph/graph.ts';
import { constantOf } from '#graph/dim.ts';
import { soleSymbol, symbolsOfInput, tensorOf } from './pair-inputs.ts';
import type { pairInputs } from './pair-inputs.ts';

/** Sizes of two interfaces that are one and the same. */
export interface Classes {
  /** Name in base's file → the name that both sides are counted by, where they differ. */
  readonly base: ReadonlyMap<string, string>;
  /** The same of head's file. */
  readonly head: ReadonlyMap<string, string>;
  /** Name that both are counted by → the size that one of the files fixes it at. */
  readonly fixed: ReadonlyMap<string, bigint>;
  /** Names that both sides are counted by. */
  readonly names: ReadonlySet<string>;
  /** Names in the files. */
  readonly own: { readonly base: ReadonlySet<string>; readonly head: ReadonlySet<string> };
  readonly findings: readonly Finding[];
}

/** Names that stand on the same axes, and the fixed sizes that do. */
interface Class {
  readonly base: Set<string>;
  readonly head: Set<string>;
  readonly fixed: Set<bigint>;
}

type Pairs = ReturnType<typeof pairInputs>;

/** Follows both interfaces axis by axis. */
export function classesOf(pairs: Pairs, base: readonly ValueInfo[], head: readonly ValueInfo[]): Classes {
  const own = { base: new Set(base.flatMap(symbolsOfInput)), head: new Set(head.flatMap(symbolsOfInput)) };
  const { classes, findings } = joined(pairs.flatMap(linksOf), new Set(base.flatMap(unnamed)));
  const renames = { base: new Map<string, string>(), head: new Map<string, string>() };
  const fixed = new Map<string, bigint>();
  for (const one of classes) {
    const name = nameOf(one, own.base);
    for (const symbol of one.base) if (symbol !== name) renames.base.set(symbol, name);
    for (const symbol of one.head) if (symbol !== name) renames.head.set(symbol, name);
    const [size, ...sizes] = one.fixed;
    if (sizes.length > 0) findings.push(contradiction(name, [...one.fixed].map(String)));
    else if (size !== undefined) fixed.set(name, size);
  }
  // A name of head's own on no shared axis is base's of that name, unless that stands for another of head's.
  const placed = new Set(classes.flatMap((one) => [...one.head]));
  const meant = new Set(classes.filter((one) => one.head.size > 0).map((one) => nameOf(one, own.base)));
  for (const symbol of own.head)
    if (!placed.has(symbol) && meant.has(symbol)) renames.head.set(symbol, freeName(symbol, own));
  const names = new Set([
    ...[...own.base].map((name) => renames.base.get(name) ?? name),
    ...[...own.head].map((name) => renames.head.get(name) ?? name),
  ]);
  return { ...renames, fixed, names, own, findings };
}

/** Base's name, of several the first that an exporter gave; of head's alone its own, unless base means another size by it. */
function nameOf({ base, head }: Class, taken: Classes['own']['base']): string {
  const inOrder = [...taken].filter((name) => base.has(name));
  const [first] = inOrder.toSorted((a, b) => Number(isUnnamed(a)) - Number(isUnnamed(b)));
  if (first !== undefined) return first;
  const [own = ''] = head;
  return taken.has(own) ? freeName(own, { base: taken, head }) : own;
}

function freeName(name: string, { base, head }: Classes['own']): string {
  let free = `${name}_head`;
  while (base.has(free) || head.has(free)) free += '_';
  return free;
}

/** True of the name that a reader gives a size that the file doesn't name: `image.dim0`. */
const isUnnamed = (name: string): boolean => /\.dim\d+$/.test(name);

/** Sizes of an input that its file doesn't name. */
const unnamed = (info: ValueInfo): readonly string[] =>
  symbolsOfInput(info).filter((name) => isUnnamed(name) && name.startsWith(`${info.name}.dim`));

function contradiction(name: string, all: readonly string[]): Finding {
  return {
    code: 'sizes-contradict',
    level: 'warning',
    detail: `one size of base and head, ${name}, stands for ${all.join(' and ')} in the other's inputs: these sizes are kept apart`,
  };
}

type Link = readonly [base: string | bigint, head: string | bigint];

/** Axes of which at least one side is open. */
function linksOf([base, head]: Pairs[number]): readonly Link[] {
  const [before, after] = [tensorOf(base)?.shape, tensorOf(head)?.shape];
  if (!before || !after || before.length !== after.length) return [];
  return before.flatMap((dim, axis): Link[] => {
    const [a, b] = [nameOrSize(dim), nameOrSize(after[axis] ?? 0)];
    return a === undefined || b === undefined || (typeof a === 'bigint' && typeof b === 'bigint') ? [] : [[a, b]];
  });
}

const nameOrSize = (dim: Dim): string | bigint | undefined => constantOf(dim) ?? soleSymbol(dim);

/** The classes that links join, equal names first. Two sizes that base names apart stay apart, though head has one name for both. */
function joined(
  links: readonly Link[],
  anonymous: ReadonlySet<string>,
): { readonly classes: readonly Class[]; readonly findings: Finding[] } {
  const classOf = new Map<string, Class>();
  const findings: Finding[] = [];
  for (const [base, head] of links.toSorted(([a, b], [c, d]) => Number(c === d) - Number(a === b))) {
    const before = typeof base === 'string' ? classAt(classOf, 'base', base) : undefined;
    const after = typeof head === 'string' ? classAt(classOf, 'head', head) : undefined;
    if (typeof base === 'bigint') after?.fixed.add(base);
    if (typeof head === 'bigint') before?.fixed.add(head);
    if (before === undefined || after === undefined || before === after) continue;
    const named = [...before.base, ...after.base].filter((name) => !anonymous.has(name));
    if (named.length > 1 && typeof head === 'string') findings.push(contradiction(head, named));
    else merge(classOf, before, after);
  }
  return { classes: [...new Set(classOf.values())], findings };
}

function classAt(classOf: Map<string, Class>, side: 'base' | 'head', name: string): Class {
  const known = classOf.get(`${side} ${name}`);
  if (known !== undefined) return known;
  const made: Class = { base: new Set(), head: new Set(), fixed: new Set() };
  made[side].add(name);
  classOf.set(`${side} ${name}`, made);
  return made;
}

function merge(classOf: Map<string, Class>, to: Class, from: Class): void {
  for (const side of ['base', 'head'] as const) {
    for (const name of from[side]) {
      to[side].add(name);
      classOf.set(`${side} ${name}`, to);
    }
  }
  for (const size of from.fixed) to.fixed.add(size);
}
