import type { Convention } from '#count/conventions/types.ts';
import type { Layer, Metric, ModelReport } from '#count/model-report.ts';
import { metrics } from '#count/model-report.ts';
import { interfaceOf } from '#diff/interface.ts';
import { toJson } from '#diff/plain-json.ts';
import type { GateReport, ModelOutcome } from '#diff/types.ts';
import { typeOf } from '#diff/value-type.ts';
import { constantOf, format } from '#graph/dim.ts';
import type { Dim } from '#graph/dim.ts';
import { flopsOfMacs } from '#graph/units.ts';
import type { CountEntry } from './count-entry.ts';

/** `count --json`, schema `flopgate/count/1`: counts are decimal strings, null where a symbol that they need is unbound. */
export function countJson(entries: readonly CountEntry[]): string {
  return document({ schema: 'flopgate/count/1', models: entries.map(countedModel) });
}

/** `diff --json`, schema `flopgate/diff/1`. */
export function diffJson(models: readonly ModelOutcome[]): string {
  const told = models.map(({ verdict: _verdict, judgements: _judgements, ...rest }) => rest);
  return document({ schema: 'flopgate/diff/1', models: told });
}

/** `check --json` and the report file, schema `flopgate/report/1`. */
export function reportJson(report: GateReport): string {
  return document(report);
}

const document = (value: unknown): string => `${toJson(value, 2)}\n`;

function countedModel(entry: CountEntry): unknown {
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
    formulas: perMetric((metric) => formulaText(report.formulas[metric])),
    growth: growthOf(report),
    layers: report.layers.map(layerOf),
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

const formulaText = (formula: Dim | null): string | null => (formula === null ? null : format(formula));

/** Metrics whose formula holds symbols. */
function growthOf({ growth }: ModelReport): Record<string, unknown> {
  return Object.fromEntries(Object.entries(growth));
}

/** Figures of one execution; where a symbol is unbound the figure is null and `formulas` has it. */
function layerOf(layer: Layer): unknown {
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
    times: format(layer.times),
    ...(symbolic.length === 0
      ? {}
      : { formulas: Object.fromEntries(symbolic.map(([name, dim]) => [name, format(dim)])) }),
    outputs: layer.outputs.map(({ name, value }) => ({ name, ...typeOf(value) })),
  };
}
