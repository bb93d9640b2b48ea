import type { JsonText } from './safe.ts';

/** Any result as JSON text; bigints become decimal strings. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item), indent);
}

/** The same as a document of its own, which ends its line. */
export const jsonDocument = (value: unknown, indent?: number): JsonText => `${toJson(value, indent)}\n` as JsonText;
