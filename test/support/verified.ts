import { fileURLToPath } from 'node:url';
import type { Model } from '#graph/graph.ts';
import { rowOf } from '#count/ops/lookup.ts';
import { registry } from '#count/ops/all.ts';

/** Name of a row: `Add-7`, `com.microsoft::Gelu-1`. */
export const rowName = (domain: string, op: string, since: number): string =>
  `${domain === '' ? '' : `${domain}::`}${op}-${since}`;

/** Rows of the registry that the nodes of the main graph use. */
export function rowsUsed(model: Model): readonly string[] {
  return model.graph.nodes.flatMap(({ domain, op }) => {
    const known = domain === 'ai.onnx' ? '' : domain;
    const row = rowOf(registry(), known, op, model.opsets.get(known) ?? 1);
    return row === undefined ? [] : [rowName(known, op, row.since)];
  });
}

/**
 * The list that docs/operators.md is made of: rows that an oracle verified in this run. A test of each oracle holds what it ran against
 * the committed list (`vitest -u` writes it anew), so a row that claims an oracle which no longer runs it fails there.
 */
export const listOf = (rows: Iterable<string>): string => `${[...new Set(rows)].toSorted().join('\n')}\n`;

/** Path of the committed list: test/golden/verified/ORACLE.PART.txt. */
export const listFile = (oracle: string, part: string): string =>
  fileURLToPath(new URL(`../golden/verified/${oracle}.${part}.txt`, import.meta.url));
