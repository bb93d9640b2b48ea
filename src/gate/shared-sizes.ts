import type { CountOptions } from '#count/bind.ts';
import type { ModelReport } from '#count/model-report.ts';
import type { ValueInfo } from '#graph/graph.ts';
import type { CountEntry } from '#report/count-entry.ts';
import { shareSizes } from '#count/share-sizes.ts';

/**
 * How models that are ranked side by side are counted again, so that one size is the same in all of them: the sizes that a model leaves
 * open are those of the model that leaves the fewest open. Null for a model that needs no other count.
 */
export function sharedSizes(entries: readonly CountEntry[], options: CountOptions): readonly (CountOptions | null)[] {
  const reports = entries.flatMap((entry) => (entry.kind === 'counted' ? [entry.report] : []));
  const [anchor] = reports.toSorted((a, b) => a.unbound.length - b.unbound.length);
  return entries.map((entry) => {
    if (anchor === undefined || entry.kind === 'failed' || entry.report === anchor) return null;
    if (entry.report.unbound.length === 0) return null;
    const { head } = shareSizes(inputsOf(anchor), inputsOf(entry.report), options);
    return head;
  });
}

const inputsOf = ({ inputs }: ModelReport): readonly ValueInfo[] =>
  inputs.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, type: value }]));
