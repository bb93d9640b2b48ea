import type { ModelReport } from '#count/model-report.ts';
import type { Shape } from '#graph/value.ts';
import { equal, symbol } from '#graph/dim.ts';
import type { Side } from './types.ts';

/** What a size of an input stands for, by its name and its place. */
export type Role = 'batch' | 'sequence' | 'spatial' | 'other';

/** Size that a model leaves open → what it stands for. */
export type Roles = ReadonlyMap<string, Role>;

/** Sizes that models are run at: what still hangs on a size is tried at these. The second is the most usual. */
const usual: Readonly<Record<Role, readonly bigint[]>> = {
  batch: [1n, 1n, 2n, 8n, 64n],
  sequence: [16n, 128n, 512n, 2048n, 8192n],
  spatial: [32n, 224n, 512n, 1024n, 2048n],
  other: [1n, 16n, 256n, 4096n],
};

/** The size that stands for all. */
export const usualSize = (role: Role): bigint => usual[role][1] ?? 1n;

/** Names that exporters and people give. */
const names: readonly (readonly [RegExp, Role])[] = [
  [/^(?:n|b|bs)$|batch/i, 'batch'],
  [/^(?:h|w|d)$|height|width/i, 'spatial'],
  [/^(?:l|s|t)$|seq|len|time|token|ctx|context|past/i, 'sequence'],
];

/** What the open sizes of the inputs of both sides stand for. */
export function rolesOf(sides: readonly (Side | null)[]): Roles {
  const roles = new Map<string, Role>();
  for (const side of sides)
    if (side?.kind === 'counted') for (const [name, role] of reportRoles(side.report)) roles.set(name, role);
  return roles;
}

/** What the open sizes of a model's inputs stand for. */
export function reportRoles({ inputs, unbound }: Pick<ModelReport, 'inputs' | 'unbound'>): Roles {
  const shapes = inputs.map(({ value }) => (value?.kind === 'tensor' ? value.shape : null));
  return new Map(unbound.map((name) => [name, roleOf(name, shapes)]));
}

function roleOf(name: string, shapes: readonly Shape[]): Role {
  const named = names.find(([pattern]) => pattern.test(name))?.[1];
  if (named !== undefined) return named;
  for (const shape of shapes) {
    const axis = shape?.findIndex((dim) => equal(dim, symbol(name))) ?? -1;
    if (shape === null || axis === -1) continue;
    if (axis === 0) return 'batch';
    return shape.length >= 4 ? 'spatial' : 'sequence';
  }
  return 'other';
}

/** Sets of sizes that one formula is tried at. */
const maxSets = 256;

/** Usual sizes of the symbols, each with each; of many symbols, those that stand for the same thing together. */
export function usualSets(symbols: readonly string[], roles: Roles): readonly ReadonlyMap<string, bigint>[] {
  const listOf = (name: string): readonly bigint[] => [...new Set(usual[roles.get(name) ?? 'other'])];
  for (const thin of [(list: readonly bigint[]) => list, ends]) {
    const lists = symbols.map((name) => thin(listOf(name)));
    if (lists.reduce((product, { length }) => product * length, 1) > maxSets) continue;
    return lists.reduce<readonly ReadonlyMap<string, bigint>[]>(
      (sets, list, i) => sets.flatMap((set) => list.map((size) => new Map([...set, [symbols[i] ?? '', size]]))),
      [new Map()],
    );
  }
  return tied(symbols, roles);
}

const ends = (list: readonly bigint[]): readonly bigint[] => [list[0] ?? 1n, list[1] ?? 1n, list.at(-1) ?? 1n];

/** One size for all symbols of a role, each role's with each of the others'. */
function tied(symbols: readonly string[], roles: Roles): readonly ReadonlyMap<string, bigint>[] {
  const used = [...new Set(symbols.map((name) => roles.get(name) ?? 'other'))];
  const own: Roles = new Map(used.map((role) => [role, role]));
  return usualSets(used, own).map(
    (set) => new Map(symbols.map((name) => [name, set.get(roles.get(name) ?? 'other') ?? 1n])),
  );
}
