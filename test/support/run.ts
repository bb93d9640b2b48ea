import type { Model } from '#graph/graph.ts';
import type { ModelRun } from '#count/engine/engine.ts';
import type { Bindings } from '#count/engine/state.ts';
import * as engine from '#count/engine/engine.ts';
import { registry } from '#count/ops/all.ts';

/** One evaluation of a model, by all operators. */
export const runModel = (model: Model, bindings: Bindings): ModelRun => engine.runModel(model, bindings, registry());
