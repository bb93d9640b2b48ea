import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Dim } from '#graph/dim.ts';
import type { Model } from '#graph/graph.ts';
import type { GraphRun } from '#count/run.ts';
import type { Value } from '#graph/value.ts';
import type { Mark } from './truth.ts';
import { evaluate } from '#graph/dim.ts';
import { runModel } from './run.ts';
import { readModelSync } from '#read/read.ts';
import { dtypeOf, flat, markContents, markShape, memorySource, numberOf, worst } from './truth.ts';

interface Binding {
  readonly inputs: Readonly<
    Record<string, { readonly dtype: string; readonly shape: readonly number[]; readonly value?: unknown }>
  >;
  readonly dims: Readonly<Record<string, number>>;
}

export interface CorpusRow {
  readonly name: string;
  readonly file: string;
  readonly family: string;
  readonly params: number;
  readonly weight_bytes: number;
  readonly bindings: readonly Binding[];
  readonly macs: {
    readonly truth: readonly number[];
    readonly note?: string;
    readonly published?: { readonly ops_gmac?: number } | null;
  };
}

interface Truth {
  readonly bindings: readonly Binding[];
  readonly shapes: readonly Readonly<
    Record<string, readonly [string, readonly number[] | readonly (readonly number[])[]]>
  >[];
  readonly values: readonly Readonly<Record<string, unknown>>[];
}

export const corpusFolder = new URL('../../../shared/corpus/onnx/', import.meta.url);

export const corpusRows = (): readonly CorpusRow[] =>
  JSON.parse(readFileSync(new URL('index.json', corpusFolder), 'utf8')) as CorpusRow[];

export function corpusModel(row: CorpusRow): Model {
  const bytes = readFileSync(new URL(row.file, corpusFolder));
  return readModelSync(memorySource(row.file.endsWith('.gz') ? gunzipSync(bytes) : bytes, row.file), row.file);
}

export interface CorpusResult {
  readonly name: string;
  readonly binding: number;
  readonly tensors: { readonly right: number; readonly unknown: number; readonly wrong: number };
  readonly contents: { readonly right: number; readonly unknown: number; readonly wrong: number };
  readonly macs: bigint | undefined;
  readonly truth: bigint;
  /** First differences, for people. */
  readonly details: readonly string[];
}

/** Infers a corpus model from its inputs alone (declared types dropped) and compares every tensor and the MACs, per binding. */
export function runRow(row: CorpusRow): readonly CorpusResult[] {
  const model = corpusModel(row);
  const bare: Model = {
    ...model,
    graph: {
      ...model.graph,
      declared: new Map(),
      outputs: model.graph.outputs.map(({ name }) => ({ name, type: { kind: 'unknown' } })),
    },
  };
  const truth = JSON.parse(
    gunzipSync(readFileSync(new URL(`${row.name}.shapes.json.gz`, corpusFolder))).toString(),
  ) as Truth;
  return truth.bindings.map((binding, i) => runBinding(bare, row, truth, binding, i));
}

function runBinding(model: Model, row: CorpusRow, truth: Truth, binding: Binding, index: number): CorpusResult {
  const inputs = new Map<string, Value>();
  for (const [name, given] of Object.entries(binding.inputs)) {
    const data = given.value === undefined ? undefined : (flat(given.value).map(numberOf) as number[]);
    inputs.set(name, {
      kind: 'tensor',
      dtype: dtypeOf(given.dtype),
      shape: given.shape,
      ...(data === undefined ? {} : { data }),
    });
  }
  const { run } = runModel(model, { sizes: new Map(Object.entries(binding.dims)), inputs });
  const values = new Map<string, Value | undefined>();
  for (const layer of run.layers) layer.node.outputs.forEach((name, i) => values.set(name, layer.outputs[i]));
  const env = new Map<string, bigint>();
  const tensors = { right: 0, unknown: 0, wrong: 0 };
  const contents = { right: 0, unknown: 0, wrong: 0 };
  const details: string[] = [];
  const truths = truth.shapes[index] ?? {};
  const ordered = run.layers.flatMap((layer) => layer.node.outputs).filter((name) => Object.hasOwn(truths, name));
  for (const name of ordered) {
    const [dtype, shape] = truths[name] as readonly [string, readonly number[]];
    const mark = markOf(values.get(name), dtype, shape, env);
    tensors[mark]++;
    if (mark !== 'right' && details.length < 200)
      details.push(`${mark} ${name}: got ${text(values.get(name))}, true ${dtype} ${JSON.stringify(shape)}`);
    const known = truth.values[index]?.[name];
    if (known === undefined || dtype === 'SEQ') continue;
    const content = markContents(values.get(name), { dtype, shape, value: known }, env);
    contents[content]++;
    if (content === 'wrong' && details.length < 200)
      details.push(`contents of ${name}: got ${text(values.get(name))}, true ${JSON.stringify(known).slice(0, 200)}`);
  }
  return {
    name: row.name,
    binding: index,
    tensors,
    contents,
    macs: macsOf(run, env),
    truth: BigInt(row.macs.truth[index] ?? 0),
    details,
  };
}

function markOf(value: Value | undefined, dtype: string, shape: readonly number[], env: Map<string, bigint>): Mark {
  if (dtype === 'SEQ') return value?.kind === 'sequence' ? 'right' : 'unknown';
  if (value?.kind !== 'tensor') return 'unknown';
  const type: Mark = value.dtype === dtypeOf(dtype) ? 'right' : value.dtype === 'unknown' ? 'unknown' : 'wrong';
  return worst([type, markShape(value.shape, shape, env, true)]);
}

function macsOf(run: GraphRun, env: ReadonlyMap<string, bigint>): bigint | undefined {
  return evaluate(run.totals.macs, env);
}

const text = (value: Value | undefined): string =>
  JSON.stringify(value, (key, v: unknown) =>
    key === 'weights'
      ? undefined
      : key === 'shape' && Array.isArray(v)
        ? v.map((d: Dim) => (typeof d === 'number' ? d : d.key))
        : typeof v === 'bigint'
          ? String(v)
          : v,
  )?.slice(0, 300) ?? 'nothing';
