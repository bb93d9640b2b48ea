import type { Layer } from '#count/model-report.ts';
import type { Neighbours } from './neighbours.ts';

/** Operators that exporters put beside any other. */
const beside = new Set(['Constant', 'Identity', 'Cast']);

/**
 * Whether layers are calls of a module (nn.ReLU) or of a function (F.relu). torch's legacy exporter names a node by the path of
 * the modules around it: where a path holds these operators alone and no module inside, it is that module's own.
 */
export interface Modules {
  /** Undefined if names don't say. @param parts operators that the module consists of */
  isModule(layer: Layer, parts: readonly string[]): boolean | undefined;
}

export function modulesOf({ live }: Neighbours): Modules {
  const operators = new Map<string, Set<string>>();
  const parents = new Set<string>();
  for (const layer of live) {
    const scope = scopeOf(layer);
    if (scope === undefined || operators.get(scope)?.has(layer.op) === true) continue;
    const held = operators.get(scope) ?? new Set();
    if (!beside.has(layer.op)) held.add(layer.op);
    operators.set(scope, held);
    for (let at = scope.lastIndexOf('/'); at >= 0; at = scope.lastIndexOf('/', at - 1)) {
      const parent = scope.slice(0, at);
      if (parents.has(parent)) break;
      parents.add(parent);
      if (at === 0) break;
    }
  }
  return {
    isModule(layer, parts) {
      const scope = scopeOf(layer);
      if (scope === undefined) return undefined;
      if (scope === '' || parents.has(scope)) return false;
      return [...(operators.get(scope) ?? [])].every((op) => parts.includes(op));
    },
  };
}

/** The path of modules in a node's name (`/layer1/relu` of `/layer1/relu/Relu`); undefined for other exporters' names. */
function scopeOf({ node }: Layer): string | undefined {
  if (!node.name.startsWith('/')) return undefined;
  return node.name.slice(0, node.name.lastIndexOf('/'));
}
