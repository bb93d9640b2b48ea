import type { CountedMetric } from '#policy/metrics.ts';
import type { QuantityKind } from '#text/number-text.ts';
import { ceilingMetrics, metricOf, unitOf } from '#policy/metrics.ts';
import { amountOf } from '#diff/figures.ts';
import type { ModelReport } from '#count/model-report.ts';
import type { Failure } from '#diff/types.ts';
import { parseCeiling } from '#policy/quantity.ts';
import { visible } from '#text/escape.ts';

/** A model of the repository as `init` found it. */
export type Sighting =
  | {
      readonly kind: 'counted';
      readonly path: string;
      readonly report: ModelReport;
      readonly bytes: bigint | null;
      /** Sizes that the file leaves open, as the count took them. */
      readonly dims: ReadonlyMap<string, bigint>;
    }
  | { readonly kind: 'failed'; readonly path: string; readonly failure: Failure }

  /** Known for a model that no reader counts; `what` follows "it is ". */
  | { readonly kind: 'uncounted'; readonly path: string; readonly what: string; readonly bytes: bigint | null };

/** Where editors find the policy's schema. */
const schemaUrl = 'https://raw.githubusercontent.com/flopgate/flopgate/v1/docs/flopgate.schema.json';

/** Entries that a policy is begun with; further models are judged by its defaults. */
const MAX_ENTRIES = 1000;

/** A policy that lets today's models pass: each figure a ceiling, and the increases that are worth a word. */
export function initialPolicy(sightings: readonly Sighting[]): string {
  const entries = sightings.slice(0, MAX_ENTRIES);
  const more = sightings.length - entries.length;
  return `${[
    `# yaml-language-server: $schema=${schemaUrl}`,
    '# What a pull request may cost. `flopgate policy` lists what holds for which model.',
    'version: 1',
    'strict: true # what is watched and can’t be judged fails, instead of warning',
    ...(entries.length === 0
      ? ['# No model was found: what is added later is judged by the defaults below.']
      : ['models:']),
    ...entries.flatMap(entryOf),
    ...(more === 0 ? [] : [`  # ${more} more models are judged by the defaults.`]),
    'defaults:',
    '  budgets: # +5% is an increase over base, max an absolute ceiling',
    '    macs: { fail: +5%, warn: +0.5% }',
    '    params: { fail: +5% }',
    '    memory: { fail: +10% }',
    '    size: { fail: +5% }',
    '  unsupported_ops: warn # an operator of unknown cost: off, warn or fail',
  ].join('\n')}\n`;
}

function entryOf(sighting: Sighting): readonly string[] {
  const head = `  - path: ${quoted(sighting.path)}`;
  if (sighting.kind === 'failed')
    return [head, `    # can't be read as it is: ${visible(sighting.failure.message).slice(0, 200)}`];
  if (sighting.kind === 'uncounted') return [head, ...sizeAlone(sighting)];
  const limits = ceilingMetrics.flatMap((metric) => {
    const value = ceilingOf(sighting, metric);
    return value === null || value === 0n ? [] : [`      ${metric}: { max: ${ceilingText(value, metric)} }`];
  });
  return [
    head,
    ...dimLines(sighting.dims),
    ...withoutCeiling(sighting).map((why) => `    # ${why}`),
    ...(limits.length === 0 ? [] : ['    budgets:', ...limits]),
  ];
}

function sizeAlone({ what, bytes }: Extract<Sighting, { kind: 'uncounted' }>): readonly string[] {
  const note = `    # ${what}, which isn't counted: its size is all that is judged`;
  if (bytes === null || bytes === 0n) return [note];
  return [note, '    budgets:', `      size: { max: ${ceilingText(bytes, 'size')} }`];
}

type Counted = Extract<Sighting, { readonly kind: 'counted' }>;

function ceilingOf(sighting: Counted, metric: CountedMetric): bigint | null {
  const amount = amountOf(sighting, metric);
  const value = amount?.exact === true ? amount.value : null;
  return value !== null && value >= 0n && value <= largestCeiling ? value : null;
}

/** A figure beyond is no model's: a policy holds no such number. */
const largestCeiling = 10n ** 18n;

/** Sizes for every open axis: what budgets hold at. */
function dimLines(dims: ReadonlyMap<string, bigint>): readonly string[] {
  if (dims.size === 0) return [];
  const sizes = [...dims].map(([name, size]) => `${quoted(name)}: ${size}`);
  return [
    '    # Sizes that the file leaves open, as usual. Put those that you run it at; the ceilings hold there.',
    `    dims: { ${sizes.join(', ')} }`,
  ];
}

/** Which figures of a model get no ceiling, and why; none of a model that has all. Hostile text. */
export function withoutCeiling(sighting: Sighting): readonly string[] {
  if (sighting.kind === 'failed')
    return [`no ceilings: it can't be read: ${visible(sighting.failure.message).slice(0, 200)}`];
  // Its own line says what it is.
  if (sighting.kind === 'uncounted') return [];
  const { report } = sighting;
  const without = ceilingMetrics
    .filter((metric) => ceilingOf(sighting, metric) === null)
    .map((metric) => metricOf(metric).words);
  if (without.length === 0) return [];
  const layers = report.coverage.unknown + report.coverage.bounded;
  const why = !report.exact
    ? `${layers} ${layers === 1 ? 'layer has' : 'layers have'} no exact cost`
    : report.unbound.length === 0
      ? 'the figures are beyond any limit'
      : `they depend on ${report.unbound.slice(0, 4).map(visible).join(', ')}`;
  return [`no ceiling on ${without.join(', ')}: ${why}`];
}

/** A plain scalar where YAML reads it as itself, else one in double quotes; never more than one line. */
function quoted(text: string): string {
  if (/^[A-Za-z_][\w./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text)) return text;
  return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const scales: Readonly<Record<Exclude<QuantityKind, 'time'>, readonly (readonly [string, bigint])[]>> = {
  count: [
    ['T', 10n ** 12n],
    ['G', 10n ** 9n],
    ['M', 10n ** 6n],
    ['k', 1000n],
  ],
  bytes: [
    ['TiB', 1n << 40n],
    ['GiB', 1n << 30n],
    ['MiB', 1n << 20n],
    ['KiB', 1n << 10n],
  ],
};

/** The least ceiling of three digits that the figure keeps: at most 1 % above it. `4.09G`, `97.4MiB`, `864`. */
export function ceilingText(value: bigint, metric: CountedMetric): string {
  const kind = unitOf(metric);
  if (kind === 'time') throw new TypeError(`${metric} is no counted metric`);
  const [unit, factor] = scales[kind].find(([, least]) => value >= least) ?? ['', 1n];
  if (unit === '') return `${value}${kind === 'bytes' ? 'B' : ''}`;
  const decimals = value >= factor * 100n ? 0 : value >= factor * 10n ? 1 : 2;
  const step = 10n ** BigInt(decimals);
  for (let scaled = (value * step) / factor; ; scaled += 1n) {
    const fraction = String(scaled % step)
      .padStart(decimals, '0')
      .replace(/0+$/, '');
    const text = `${scaled / step}${decimals === 0 || fraction === '' ? '' : `.${fraction}`}${unit}`;
    if ((parseCeiling(text, kind)?.value ?? 0n) >= value) return text;
  }
}
