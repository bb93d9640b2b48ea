import type { Payload } from '#report/dashboard/payload-types.ts';
import type { Chart } from './chart.ts';
import { byId } from './dom.ts';
import type { State } from './view-state.ts';

/** Elements of the page that hold what the user chose. */
export interface Controls {
  readonly filter: HTMLInputElement;
  readonly metric: HTMLSelectElement;
  readonly relative: HTMLInputElement;
  readonly span: HTMLSelectElement;
  readonly commit: HTMLInputElement;
  readonly layerModel: HTMLSelectElement;
  readonly layerMetric: HTMLSelectElement;
  readonly layersAll: HTMLInputElement;
  readonly sides: { readonly base: HTMLInputElement; readonly head: HTMLInputElement };
}

/** The page: its data, its elements, and what is chosen at this moment. */
export interface View {
  readonly payload: Payload;
  readonly controls: Controls;
  readonly chart: Chart;
  state: State;
  /** Page of the table of values, from 0. */
  page: number;
  /** Takes over what was chosen and shows everything anew. */
  readonly change: (next: Partial<State>) => void;
}

/** @throws TypeError if the page lacks one of them: a defect of ours */
export function findControls(): Controls {
  return {
    filter: byId('filter', HTMLInputElement),
    metric: byId('metric', HTMLSelectElement),
    relative: byId('relative', HTMLInputElement),
    span: byId('span', HTMLSelectElement),
    commit: byId('commit', HTMLInputElement),
    layerModel: byId('layer-model', HTMLSelectElement),
    layerMetric: byId('layer-metric', HTMLSelectElement),
    layersAll: byId('layers-all', HTMLInputElement),
    sides: { base: byId('base', HTMLInputElement), head: byId('head', HTMLInputElement) },
  };
}

/** Index of the last commit. */
export const lastOf = ({ payload }: View): number => payload.commits.sha.length - 1;
