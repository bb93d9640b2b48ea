import type { Model } from '#graph/graph.ts';
import type { CountOptions } from './bind.ts';
import type { ModelReport } from './model-report.ts';
import { countBy } from './count-by.ts';
import { registry } from './ops/all.ts';

/**
 * Counts one model: operations, parameters, bytes and planned peak memory, each layer and in total.
 * @throws Fault if the graph is invalid or contradicts itself, or the options don't fit it
 */
export function countModel(model: Model, options: CountOptions = {}): ModelReport {
  return countBy(registry(), model, options);
}
