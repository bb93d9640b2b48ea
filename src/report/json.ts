import type { Convention } from '#explain/conventions/reconciliation.ts';
import type { Layer, Metric, ModelReport } from '#count/model-report.ts';
import { metrics } from '#count/model-report.ts';
import { interfaceOf } from '#diff/interface.ts';
import { jsonDocument, toJson } from '#text/plain-json.ts';
import type { JsonText } from '#text/safe.ts';
import { judgementText, missingText } from './reason.ts';
import type { GateReport, Judgement, ModelOutcome } from '#judge/types.ts';
import { typeOf } from '#text/value-type.ts';
import { formulaText } from '#text/formula-text.ts';
import type { TextBudget } from '#text/formula-text.ts';
import { constantOf } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import { flopsOfMacs } from '#graph/units.ts';
import type { CountEntry } from './count-entry.ts';

/** `count --json`, schema `flopgate/count/1`: counts are decimal strings, null if a symbol that they need is unbound. */
export const countJson = (entries: readonly CountEntry[]): string => [...countJsonParts(entries)].join('');

/** Layers that are made into text at a time. */
const partLayers = 1000;

/** The document of `countJson` piece by piece, so that a large model's isn't in memory whole. */
export function* countJsonParts(entries: readonly CountEntry[]): Iterable<JsonText> {
  const told: TextBudget = { left: maxFormulas };
  // Nothing inside a text breaks a line: this stands only where a model's layers belong.
  const place = '\n      "layers": [],\n';
  const models = entries.map((entry) => countedModel(entry, told));
  const [first = '', ...rest] = document({ schema: 'flopgate/count/1', models }).split(place);
  yield part(first);
  const counted = entries.filter((entry) => entry.kind === 'counted');
  for (const [i, after] of rest.entries()) {
    yield* layerParts(counted[i]?.report.layers ?? [], told);
    yield part(after);
  }
}

/** Of a document that `toJson` made. */
const part = (text: string): JsonText => text as JsonText;

function* layerParts(layers: readonly Layer[], told: TextBudget): Iterable<JsonText> {
  if (layers.length === 0) yield part('\n      "layers": [],\n');
  for (let at = 0; at < layers.length; at += partLayers) {
    const some = layers.slice(at, at + partLayers).map((layer) => layerOf(layer, told));
    // Nested as in the document, for its indentation.
    const text = toJson({ models: [{ layers: some }] }, 2);
    const [start, end] = [text.indexOf('[\n        {'), text.lastIndexOf('}\n      ]') + 1];
    yield part(`${at === 0 ? '\n      "layers": [' : ','}${text.slice(start + 1, end)}`);
    if (at + partLayers >= layers.length) yield part('\n      ],\n');
  }
}

/** `diff --json`, schema `flopgate/diff/1`. */
export function diffJson(models: readonly ModelOutcome[]): JsonText {
  const told = models.map(({ verdict: _verdict, judgements: _judgements, ...rest }) => rest);
  return document({ schema: 'flopgate/diff/1', models: told });
}

/** `check --json` and the report file, schema `flopgate/report/1`. */
export function reportJson(report: GateReport): JsonText {
  return document({
    ...report,
    models: report.models.map((model) => ({
      ...model,
      judgements: model.judgements.map((judgement) => withText(judgement, model)),
    })),
    incomplete: report.incomplete.map(missingText),
  });
}

/** A judgement and its sentence, which versions before the reasons, and those that don't know one of them, can show. */
function withText(judgement: Judgement, model: ModelOutcome): unknown {
  const { metric, verdict, broke, limit, ...rest } = judgement;
  return { metric, verdict, broke, limit, text: judgementText(judgement, model), ...rest };
}

/** Characters that the formulas and symbolic sizes of one document take; those beyond are cut short, and end in `…`. */
const maxFormulas = 24_000_000;

const document = (value: unknown): JsonText => jsonDocument(value, 2);

function countedModel(entry: CountEntry, told: TextBudget): unknown {
  if (entry.kind === 'failed') return { path: entry.path, error: entry.failure };
  const { report } = entry;
  return {
    path: entry.path,
    format: report.format,
    fileBytes: report.fileBytes === null ? null : String(report.fileBytes),
    ...interfaceOf(report),
    sizes: Object.fromEntries([...report.sizes].map(([name, size]) => [name, String(size)])),
    unbound: report.unbound,
    totals: perMetric((metric) => report.totals[metric]),
    exact: report.exact,
    coverage: report.coverage,
    formulas: perMetric((metric) => formulaOf(report.formulas[metric], told)),
    growth: growthOf(report),
    layers: [],
    ...(report.layersOmitted === 0n ? {} : { layersOmitted: report.layersOmitted }),
    findings: report.findings,
    ...(entry.convention === undefined ? {} : { convention: conventionOf(entry.convention) }),
  };
}

/** The tool's default figure as such; what it prints when run otherwise under `alternatives`. */
function conventionOf({ figures: [first, ...alternatives], ...rest }: Convention): unknown {
  return { ...rest, ...first, alternatives };
}

function perMetric<Item>(of: (metric: Metric) => Item): Record<string, Item> {
  return Object.fromEntries(metrics.map((metric) => [metric, of(metric)]));
}

const formulaOf = (formula: Dim | null, told: TextBudget): string | null =>
  formula === null ? null : formulaText(formula, told);

/** Metrics whose formula holds symbols. */
function growthOf({ growth }: ModelReport): Record<string, unknown> {
  return Object.fromEntries(Object.entries(growth));
}

/** Figures of one execution; where a symbol is unbound the figure is null and `formulas` has it. */
function layerOf(layer: Layer, told: TextBudget): unknown {
  const figures = {
    macs: layer.macs,
    flops: flopsOfMacs(layer.macs),
    elementwise: layer.elementwise,
    transcendentals: layer.transcendentals,
    bitOps: layer.bitOps,
    effectiveMacs: layer.effectiveMacs,
    denseMacs: layer.denseMacs,
    params: layer.params,
    movedBytes: layer.movedBytes,
  };
  const numbers = Object.entries(figures).map(([name, dim]) => [name, constantOf(dim) ?? null]);
  const symbolic = Object.entries(figures).filter(([, dim]) => constantOf(dim) === undefined);
  return {
    name: layer.name,
    op: layer.op,
    ...(layer.domain === '' ? {} : { domain: layer.domain }),
    status: layer.status,
    ...Object.fromEntries(numbers),
    times: formulaText(layer.times, told),
    ...(symbolic.length === 0
      ? {}
      : { formulas: Object.fromEntries(symbolic.map(([name, dim]) => [name, formulaText(dim, told)])) }),
    outputs: layer.outputs.map(({ name, value }) => ({ name, ...typeOf(value, (dim) => formulaText(dim, told)) })),
  };
}
