import type { OpEntry, OpRow } from './registry.ts';
import { registry } from './ops/all.ts';

/** The domain as the registry keys it: ONNX's default domain has two spellings. */
export const domainKey = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

/** The operator's entry, whatever its version. */
export function entryOf(domain: string, name: string): OpEntry | undefined {
  return registry().get(`${domain}\u0000${name}`);
}

/** The row in force at an opset version: the newest with `since` not above it. */
export function rowOf(domain: string, name: string, version: number): OpRow | undefined {
  const rows = entryOf(domain, name)?.rows ?? [];
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (row !== undefined && row.since <= version) return row;
  }
  return undefined;
}
