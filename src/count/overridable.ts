import type { Finding } from '#graph/finding.ts';
import type { Graph, Model } from '#graph/graph.ts';
import type { TensorValue } from '#graph/value.ts';
import type { State } from './engine/state.ts';
import { isConstant } from '#graph/dim.ts';

/**
 * What an initializer is worth to the nodes. One that a caller may replace isn't fixed by the file: nothing is folded over it, and
 * where the bindings leave it open, neither its contents nor the sizes that its declaration leaves open are known.
 */
export function defaulted(state: State, graph: Graph, name: string, value: TensorValue): TensorValue {
  const declared = graph.overridable?.get(name);
  if (declared === undefined) return value;
  const { constant: _, ...input } = value;
  if (state.bindings.defaults !== 'open') return input;
  const { data: __, ...open } = input;
  return declared.kind === 'tensor' ? { ...open, shape: declared.shape } : open;
}

/** The initializers whose replacement may change what is counted: their contents are known, or their declaration leaves sizes open. */
export function openDefaults({ graph }: Model): readonly string[] {
  return [...(graph.overridable ?? [])].flatMap(([name, declared]) => {
    const known = graph.initializers.get(name)?.data !== undefined;
    const sized = declared.kind === 'tensor' && declared.shape?.every(isConstant) === true;
    return known || !sized ? [name] : [];
  });
}

/** Says that the totals hold only while nobody replaces these. */
export function mayDiffer(names: readonly string[]): Finding {
  const some = `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}`;
  return {
    code: 'overridable-initializer',
    level: 'lower-bound',
    detail: `a caller may replace what the file gives for ${some}, and the totals depend on it: export without listing initializers as inputs`,
  };
}
