import type { Node } from '#graph/graph.ts';
import type { Operators, OpRow } from './registry.ts';
import { operatorKey } from './registry.ts';

/** The domain as the registry keys it: ONNX's default domain has two spellings. */
export const domainKey = (domain: string): string => (domain === 'ai.onnx' ? '' : domain);

/** The version of a domain that a model doesn't import: onnxruntime takes the newest that it knows. */
export const newest = Number.MAX_SAFE_INTEGER;

/** The operator's row in force at an opset version: the newest with `since` not above it. */
export function rowOf(operators: Operators, domain: string, name: string, version: number): OpRow | undefined {
  const rows = operators.get(operatorKey(domain, name))?.rows ?? [];
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i];
    if (row !== undefined && row.since <= version) return row;
  }
  return undefined;
}

/** The version of the node's domain; of a known operator whose domain isn't imported, the newest. */
export function versionIn(opsets: ReadonlyMap<string, number>, operators: Operators, { domain, op }: Node): number {
  const key = domainKey(domain);
  return opsets.get(key) ?? (operators.has(operatorKey(key, op)) ? newest : 1);
}
