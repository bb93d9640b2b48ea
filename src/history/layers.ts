import type { Layer, ModelReport } from '#count/model-report.ts';
import { constantOf, mul } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';

/** Figures of a layer that the history keeps, each the layer's total. */
const layerMetrics = ['macs', 'elementwise', 'params', 'moved'] as const;
type LayerMetric = (typeof layerMetrics)[number];

/** The layers of one model version, by column; −1 if a figure has no number. */
export interface RecordedLayers {
  readonly schema: 'flopgate/layers/1';
  readonly names: readonly string[];
  readonly ops: readonly string[];
  readonly figures: Readonly<Record<LayerMetric, readonly number[]>>;
  /** Layers beyond those kept: the cheapest. */
  readonly omitted: number;
}

/** Layers that are kept of a version; those without any cost aren't kept. */
const MAX_LAYERS = 1000;
/** Characters of a name that are kept. */
const MAX_NAME = 200;

const dimOf: Readonly<Record<LayerMetric, (layer: Layer) => Dim>> = {
  macs: (layer) => mul(layer.macs, layer.times),
  elementwise: (layer) => mul(layer.elementwise, layer.times),
  params: (layer) => layer.params,
  moved: (layer) => mul(layer.movedBytes, layer.times),
};

/** What is kept of a count, in file order. */
export function layersOf({ layers }: ModelReport): RecordedLayers {
  const rows = layers
    .map((layer) => ({ layer, figures: layerMetrics.map((metric) => numberOf(dimOf[metric](layer))) }))
    .filter(({ layer, figures }) => layer.status !== 'constant' && figures.some((figure) => figure !== 0));
  const kept =
    rows.length <= MAX_LAYERS
      ? rows
      : rows
          .map((row, i) => ({ row, i, weight: (row.figures[0] ?? 0) + (row.figures[3] ?? 0) }))
          .toSorted((a, b) => b.weight - a.weight)
          .slice(0, MAX_LAYERS)
          .toSorted((a, b) => a.i - b.i)
          .map(({ row }) => row);
  return {
    schema: 'flopgate/layers/1',
    names: kept.map(({ layer }) => layer.name.slice(0, MAX_NAME)),
    ops: kept.map(({ layer }) => layer.op.slice(0, MAX_NAME)),
    figures: Object.fromEntries(
      layerMetrics.map((metric, i) => [metric, kept.map(({ figures }) => figures[i] ?? -1)]),
    ) as unknown as Record<LayerMetric, readonly number[]>,
    omitted: rows.length - kept.length,
  };
}

function numberOf(dim: Dim): number {
  const value = constantOf(dim);
  return value === undefined || value === null ? -1 : Number(value);
}

/** Where the layers of a version lie on the data branch. */
export function layersPath(key: string): string {
  return `layers/${key.slice(0, 2)}/${key}.json`;
}

/** Keys that name a file; another is no key of ours. */
export const isVersionKey = (key: string): boolean => /^[0-9a-f]{40,64}-[0-9a-f]{16}$/.test(key);

/** Layers read back, null if the text holds none: whoever may push to the branch may have written it. */
export function parseLayers(json: string): RecordedLayers | null {
  try {
    const value = JSON.parse(json) as Partial<Record<keyof RecordedLayers, unknown>>;
    const names = texts(value.names);
    const ops = texts(value.ops);
    const figures = (value.figures ?? {}) as Partial<Record<LayerMetric, unknown>>;
    const columns = layerMetrics.map((metric) => [metric, numbers(figures[metric], names.length)] as const);
    if (value.schema !== 'flopgate/layers/1' || ops.length !== names.length) return null;
    return {
      schema: 'flopgate/layers/1',
      names,
      ops,
      figures: Object.fromEntries(columns) as Record<LayerMetric, readonly number[]>,
      omitted: typeof value.omitted === 'number' ? value.omitted : 0,
    };
  } catch {
    return null;
  }
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.slice(0, MAX_LAYERS).map((one) => String(one).slice(0, MAX_NAME)) : [];

function numbers(value: unknown, length: number): readonly number[] {
  const given = Array.isArray(value) ? (value as unknown[]) : [];
  return Array.from({ length }, (_, i) => {
    const one = given[i];
    return typeof one === 'number' && Number.isFinite(one) ? one : -1;
  });
}
