import type { Layer, ModelReport } from '#count/model-report.ts';
import type { Dim } from '#graph/dim.ts';
import { constantOf, equal, evaluate, mul, symbolsOf } from '#graph/dim.ts';
import { Fault } from '#graph/fault.ts';
import { causesOf } from './causes.ts';
import type { Causes } from './causes.ts';
import { matchLayers } from './match.ts';
import type { Matching, Subject } from './match.ts';
import type { Amount } from './figures.ts';
import { figureOf } from './figures.ts';
import type { Figure, LayerChange, LayerDiff, OpCount } from './types.ts';
import { whyChanged } from './why.ts';

/** Changes that a diff lists; the counts hold all. */
export const maxLayerChanges = 500;

/** What identifies a layer in a change. */
const shown = ['macs', 'elementwise', 'params', 'movedBytes'] as const;
/** What makes a layer different. */
const compared = ['macs', 'elementwise', 'transcendentals', 'bitOps', 'movedBytes', 'params'] as const;
type LayerMetric = (typeof compared)[number];

export interface ModelDiff {
  readonly layers: LayerDiff;
  /** True if every layer without a known cost is the same at base and head, so that the unknown part cancels out. */
  readonly sameUnknowns: boolean;
}

/** Which layers changed between two counts of one model, by how much, and why. */
export function diffLayers(base: ModelReport, head: ModelReport): ModelDiff {
  const matching = matchLayers(base.layers.filter(takesPart), head.layers.filter(takesPart));
  const changed = matching.pairs
    .filter(([a, b]) => isChanged(a.layer, b.layer))
    .map(([a, b]): Changed => ({
      a,
      b,
      why: whyChanged(a.layer, b.layer),
      sameOwn: a.signature.own === b.signature.own,
    }));
  const reasons = changed.filter(({ sameOwn }) => !sameOwn).map(({ why }) => why);
  const causes = causesOf(base, head, matching, reasons);
  const weigh = weigher(base, head);
  const changes = [
    ...changed.map((one) => ({ change: changeOf(one, causes), weight: weigh(one.a.layer, one.b.layer) })),
    ...matching.removed.map(({ layer }) => ({ change: oneSided('removed', layer), weight: weigh(layer, null) })),
    ...matching.added.map(({ layer }) => ({ change: oneSided('added', layer), weight: weigh(null, layer) })),
  ];
  const renamed = matching.pairs.filter(([a, b]) => a.layer.name !== b.layer.name && !isChanged(a.layer, b.layer));
  const ordered = inOrder(changes);
  return {
    sameUnknowns: base.layersOmitted === 0n && head.layersOmitted === 0n && unknownsAreSame(matching),
    layers: {
      causes: [...unlisted(base, head), ...causes.sentences],
      changes: ordered.slice(0, maxLayerChanges),
      addedOps: opCounts(matching.added),
      removedOps: opCounts(matching.removed),
      omitted: Math.max(0, ordered.length - maxLayerChanges),
      counts: {
        changed: changed.length,
        follows: changes.filter(({ change }) => change.follows).length,
        added: matching.added.length,
        removed: matching.removed.length,
        renamed: renamed.length,
        same: matching.pairs.length - changed.length - renamed.length,
      },
    },
  };
}

/** Says where layers are too many to compare all of them. */
function unlisted(base: ModelReport, head: ModelReport): readonly string[] {
  const [before, after] = [base.layersOmitted, head.layersOmitted];
  if (before === 0n && after === 0n) return [];
  return [`only a part of the layers is compared: ${before} at base and ${after} at head are too many to list`];
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

/** A layer that is there on both sides, and what it does otherwise. */
interface Changed {
  readonly a: Subject;
  readonly b: Subject;
  readonly why: readonly string[];
  /** True if the layer itself is the same and only what flows in isn't. */
  readonly sameOwn: boolean;
}

function changeOf({ a: { layer: a }, b: { layer: b }, why, sameOwn }: Changed, { said }: Causes): LayerChange {
  const left = why.filter((sentence) => !said.has(sentence));
  const follows = sameOwn || (left.length === 0 && why.length > 0);
  return {
    kind: 'changed',
    name: b.name,
    baseName: a.name === b.name ? null : a.name,
    op: b.op,
    baseOp: a.op === b.op ? null : a.op,
    ...layerFigures(a, b),
    why,
    follows,
  };
}

function oneSided(kind: 'added' | 'removed', layer: Layer): LayerChange {
  const figures = kind === 'added' ? layerFigures(null, layer) : layerFigures(layer, null);
  return { kind, name: layer.name, baseName: null, op: layer.op, baseOp: null, ...figures, why: [], follows: false };
}

type LayerFigures = Pick<LayerChange, 'macs' | 'elementwise' | 'params' | 'moved'>;

/** A side that has no such layer counts as zero. */
function layerFigures(a: Layer | null, b: Layer | null): LayerFigures {
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

interface Weighed {
  readonly change: LayerChange;
  /** Share of the model's figures that it moves; the largest share counts. */
  readonly weight: number;
}

/** Own changes before those that follow; each by weight. */
function inOrder(changes: readonly Weighed[]): readonly LayerChange[] {
  return changes
    .toSorted((a, b) => Number(a.change.follows) - Number(b.change.follows) || b.weight - a.weight)
    .map(({ change }) => change);
}

/** MACs and parameters weigh four times as much as what else a layer does. */
function weigher(base: ModelReport, head: ModelReport): (a: Layer | null, b: Layer | null) => number {
  const totals = shown.map((metric) => Math.max(1, sumOf(base, head, metric)));
  return (a, b) => {
    const shares = shown.map((metric, i) => {
      const [before, after] = [a, b].map((layer) => (layer === null ? 0 : sample(total(layer, metric)))) as [
        number,
        number,
      ];
      const share = Math.abs(after - before) / (totals[i] ?? 1);
      return metric === 'macs' || metric === 'params' ? share : share / 4;
    });
    return Math.max(...shares);
  };
}

function opCounts(subjects: readonly Subject[]): readonly OpCount[] {
  const counts = new Map<string, number>();
  for (const { layer } of subjects) counts.set(layer.op, (counts.get(layer.op) ?? 0) + 1);
  return [...counts]
    .map(([op, n]) => ({ op, count: n }))
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 20);
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

const isOpen = ({ layer }: Subject): boolean => layer.status === 'unknown' || layer.status === 'lower-bound';

function unknownsAreSame({ pairs, added, removed }: Matching): boolean {
  if ([...added, ...removed].some(isOpen)) return false;
  return pairs.every(
    ([a, b]) =>
      (!isOpen(a) && !isOpen(b)) || (a.signature.whole === b.signature.whole && !a.signature.whole.includes('?')),
  );
}
