/** Fields of what GitHub answers, which may be anything: what isn't as it should be is read as empty. */
export type Json = Readonly<Record<string, unknown>>;

/** A value as an object; empty if it is none. */
export const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

export const objectAt = (value: unknown, name: string): Json => objectOf(fieldOf(value, name));

/** '' if there is no text. */
export const textAt = (value: unknown, name: string): string => {
  const found = fieldOf(value, name);
  return typeof found === 'string' ? found : '';
};

/** Null if there is no whole number. */
export const numberAt = (value: unknown, name: string): number | null => {
  const found = fieldOf(value, name);
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : null;
};

const fieldOf = (value: unknown, name: string): unknown => {
  const object = objectOf(value);
  return Object.hasOwn(object, name) ? object[name] : undefined;
};

/** @param repository `owner/name` */
export const placeOf = (repository: string): { readonly owner: string; readonly repo: string } => {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
};
