import type { RawPolicy } from './schema.ts';

type Raw = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Raw => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A policy over the one that it extends. Mappings are merged key by key, and what the policy itself says stands. Entries of `models` and
 * `groups` follow its own, but for those of an id or path that it has too; lists of `ignore` are joined. Any other list is replaced.
 */
export function extended(own: RawPolicy, parent: RawPolicy): RawPolicy {
  const merged = over(own, parent) as RawPolicy;
  const models = joined(own.models, parent.models, ({ id, path }) => id ?? path);
  const groups = joined(own.groups, parent.groups, ({ id }) => id);
  const ignore = joined(own.ignore, parent.ignore, (path) => path);
  return {
    ...merged,
    ...(models === undefined ? {} : { models }),
    ...(groups === undefined ? {} : { groups }),
    ...(ignore === undefined ? {} : { ignore }),
  };
}

function over(own: unknown, parent: unknown): unknown {
  if (own === undefined) return parent;
  if (!isMap(own) || !isMap(parent)) return own;
  return Object.fromEntries(
    [...new Set([...Object.keys(parent), ...Object.keys(own)])].map((key) => [key, over(own[key], parent[key])]),
  );
}

function joined<Item>(
  own: Item[] | undefined,
  parent: Item[] | undefined,
  keyOf: (item: Item) => string,
): Item[] | undefined {
  if (own === undefined || parent === undefined) return own ?? parent;
  const keys = new Set(own.map(keyOf));
  return [...own, ...parent.filter((item) => !keys.has(keyOf(item)))];
}
