import type { Graph, Model, Node } from '#graph/graph.ts';
import type { OpEntry, Operators } from './registry.ts';
import { domainKey } from './lookup.ts';
import { holdsGraph } from '#count/engine/order.ts';
import { operatorKey, operatorsOf } from './registry.ts';
import { binaryOps } from './elementwise/binary-table.ts';
import { castOps } from './elementwise/cast-table.ts';
import { convOps } from './conv/conv-table.ts';
import { matMulOps } from './matmul/matmul-table.ts';
import { movementOps } from './movement/movement-table.ts';
import { normOps } from './norm/norm-table.ts';
import { poolOps } from './conv/pool-table.ts';
import { reduceOps } from './reduce/reduce-table.ts';
import { unaryOps } from './elementwise/unary-table.ts';

/** Tables that most models need nothing beside, so that a command can do without loading the others. */
export const commonTables: readonly (readonly OpEntry[])[] = [
  binaryOps,
  castOps,
  convOps,
  matMulOps,
  movementOps,
  normOps,
  poolOps,
  reduceOps,
  unaryOps,
];

let operators: Operators | undefined;

/** The operators of `commonTables`; built at first use. */
export function commonOperators(): Operators {
  operators ??= operatorsOf(commonTables);
  return operators;
}

/** True if every node of the model, in bodies and functions too, is of a common operator. */
export function hasOnlyCommon(model: Model): boolean {
  const table = commonOperators();
  const seen = new Set<string>();
  const isCommon = ({ domain, op, attrs }: Node): boolean => {
    if (domain !== '' || !seen.has(op)) {
      if (!table.has(operatorKey(domainKey(domain), op))) return false;
      if (domain === '') seen.add(op);
    }
    if (!holdsGraph(attrs)) return true;
    for (const attr of attrs.values()) if (attr.kind === 'graph' && !isCommonGraph(attr.value)) return false;
    return true;
  };
  const isCommonGraph = ({ nodes }: Graph): boolean => nodes.every(isCommon);
  return model.functions.size === 0 && isCommonGraph(model.graph);
}
