import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { constantOf, equal, evaluate, mul, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { causesOf } from './causes.ts';
import type { Causes } from './causes.ts';
import { matchLayers } from './match.ts';
import type { Matching, Subject } from './match.ts';
import type { Amount } from './metric.ts';
import { figureOf } from './metric.ts';
import type { Figure, LayerChange, LayerDiff } from './types.ts';
import { whyChanged } from './why.ts';

/** Changes that a diff lists; the counts hold all. */
export const maxLayerChanges = 500;

/** What a layer is told by in a change. */
const shown = ['macs', 'elementwise', 'params', 'movedBytes'] as const;
/** What makes a layer different. */
const compared = ['macs', 'elementwise', 'transcendentals', 'bitOps', 'movedBytes', 'params'] as const;
type LayerMetric = (typeof compared)[number];

export interface ModelDiff {
  readonly layers: LayerDiff;
  /** True where every layer without a known cost is the same at base and head, so that the unknown part cancels out. */
  readonly sameUnknowns: boolean;
}

/** Which layers changed between two counts of one model, by how much, and why. */
export function diffLayers(base: ModelReport, head: ModelReport): ModelDiff {
  const matching = matchLayers(base.layers.filter(takesPart), head.layers.filter(takesPart));
  const causes = causesOf(base, head, matching);
  const changed = matching.pairs.filter(([a, b]) => isChanged(a.layer, b.layer));
  const changes = [
    ...changed.map(([a, b]) => changeOf(a, b, causes)),
    ...matching.removed.map(({ layer }) => oneSided('removed', layer)),
    ...matching.added.map(({ layer }) => oneSided('added', layer)),
  ];
  const renamed = matching.pairs.filter(([a, b]) => a.layer.name !== b.layer.name && !isChanged(a.layer, b.layer));
  const ordered = inOrder(changes, base, head);
  return {
    sameUnknowns: unknownsAreSame(matching),
    layers: {
      causes: causes.sentences,
      changes: ordered.slice(0, maxLayerChanges),
      omitted: Math.max(0, ordered.length - maxLayerChanges),
      counts: {
        changed: changed.length,
        follows: changes.filter(({ follows }) => follows).length,
        added: matching.added.length,
        removed: matching.removed.length,
        renamed: renamed.length,
        same: matching.pairs.length - changed.length - renamed.length,
      },
    },
  };
}

/** Layers that cost nothing (constants, views, dead ones) come and go with every exporter: they are no change. */
function takesPart(layer: Layer): boolean {
  return layer.status === 'unknown' || layer.status === 'lower-bound' || compared.some((metric) => layer[metric] !== 0);
}

function total(layer: Layer, metric: LayerMetric): Dim {
  return metric === 'params' || layer.times === 1 ? layer[metric] : mul(layer[metric], layer.times);
}

function isChanged(a: Layer, b: Layer): boolean {
  return (
    a.op !== b.op || a.status !== b.status || compared.some((metric) => !equal(total(a, metric), total(b, metric)))
  );
}

function changeOf(base: Subject, head: Subject, { said }: Causes): LayerChange {
  const [a, b] = [base.layer, head.layer];
  const why = whyChanged(a, b);
  const left = why.filter((sentence) => !said.has(sentence));
  const follows = base.signature.own === head.signature.own || (left.length === 0 && why.length > 0);
  return {
    kind: 'changed',
    name: b.name,
    baseName: a.name === b.name ? null : a.name,
    op: b.op,
    baseOp: a.op === b.op ? null : a.op,
    ...figuresOf(a, b),
    why: left.length > 0 ? left : why,
    follows,
  };
}

function oneSided(kind: 'added' | 'removed', layer: Layer): LayerChange {
  const figures = kind === 'added' ? figuresOf(null, layer) : figuresOf(layer, null);
  return { kind, name: layer.name, baseName: null, op: layer.op, baseOp: null, ...figures, why: [], follows: false };
}

type LayerFigures = Pick<LayerChange, 'macs' | 'elementwise' | 'params' | 'moved'>;

/** A side that has no such layer counts as zero. */
function figuresOf(a: Layer | null, b: Layer | null): LayerFigures {
  const [macs, elementwise, params, moved] = shown.map((metric) =>
    figureOf(amountOf(a, metric), amountOf(b, metric)),
  ) as [Figure, Figure, Figure, Figure];
  return { macs, elementwise, params, moved };
}

function amountOf(layer: Layer | null, metric: LayerMetric): Amount {
  if (layer === null) return { value: 0n, formula: null, exact: true };
  const dim = total(layer, metric);
  const exact = layer.status !== 'unknown' && layer.status !== 'lower-bound';
  return { value: constantOf(dim) ?? null, formula: dim, exact };
}

/** Own changes before those that follow; each by the largest share of the model's figures that it moves. */
function inOrder(changes: readonly LayerChange[], base: ModelReport, head: ModelReport): readonly LayerChange[] {
  const totals = new Map(shown.map((metric) => [metric, sumOf(base, head, metric)]));
  const weightOf = (change: LayerChange): number => {
    const shares = [change.macs, change.elementwise, change.params, change.moved].map((figure, i) => {
      const metric = shown[i] ?? 'macs';
      const share = sizeOf(figure) / Math.max(1, totals.get(metric) ?? 1);
      return metric === 'macs' || metric === 'params' ? share : share / 4;
    });
    return Math.max(...shares);
  };
  const weighed = changes.map((change) => ({ change, weight: weightOf(change) }));
  return weighed
    .toSorted((a, b) => Number(a.change.follows) - Number(b.change.follows) || b.weight - a.weight)
    .map(({ change }) => change);
}

/** The figure of the larger side, symbols taken as 64. */
function sumOf(base: ModelReport, head: ModelReport, metric: LayerMetric): number {
  const sum = ({ layers }: ModelReport): number => layers.reduce((all, layer) => all + sample(total(layer, metric)), 0);
  return Math.max(sum(base), sum(head));
}

function sample(dim: Dim): number {
  if (typeof dim === 'number') return dim;
  try {
    return Number(evaluate(dim, new Map([...symbolsOf(dim)].map((name) => [name, 64n]))) ?? 0n);
  } catch (thrown) {
    if (thrown instanceof Fault) return 0;
    throw thrown;
  }
}

/** How much a figure moved; a figure without numbers counts as moved as a whole. */
function sizeOf({ delta, baseFormula, headFormula }: Figure): number {
  if (delta !== null) return Math.abs(Number(delta));
  return baseFormula === headFormula ? 0 : Number.MAX_SAFE_INTEGER;
}

const isOpen = ({ layer }: Subject): boolean => layer.status === 'unknown' || layer.status === 'lower-bound';

function unknownsAreSame({ pairs, added, removed }: Matching): boolean {
  if ([...added, ...removed].some(isOpen)) return false;
  return pairs.every(
    ([a, b]) =>
      (!isOpen(a) && !isOpen(b)) || (a.signature.whole === b.signature.whole && !a.signature.whole.includes('?')),
  );
}
