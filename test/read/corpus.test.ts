import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Attr, Graph, Model, Node } from '#graph/graph.ts';
import { openModelFile } from '#host/source/open.ts';
import { readModel } from '#read/read.ts';
import { sharedPath } from '../support/shared.ts';

/** What the corpus knows of a file, counted by the onnx package. */
interface Row {
  readonly name: string;
  readonly file: string;
  readonly opset: Readonly<Record<string, number>>;
  readonly ir: number;
  readonly producer: string;
  readonly n_nodes: number;
  readonly n_nodes_all: number;
  readonly n_functions: number;
  readonly n_initializers: number;
  readonly has_value_info: number;
  readonly params: number;
  readonly weight_bytes: number;
  readonly ops: Readonly<Record<string, number>>;
}

const folder = sharedPath('corpus/onnx/');
const rows: readonly Row[] =
  folder === null ? [] : (JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as Row[]);

function* graphsOf(attr: Attr): Generator<Graph> {
  if (attr.kind === 'graph') yield attr.value;
  if (attr.kind === 'graphs') yield* attr.value;
}

/** The nodes of a graph and of the graphs inside them. */
function* nodesOf(graph: Graph): Generator<Node> {
  for (const node of graph.nodes) {
    yield node;
    for (const attr of node.attrs.values()) for (const inner of graphsOf(attr)) yield* nodesOf(inner);
  }
}

/** The model's own account of what the row says. */
function account(model: Model): Omit<Row, 'name' | 'file'> {
  const { graph } = model;
  const all = [...nodesOf(graph)];
  const ops: Record<string, number> = {};
  for (const { op, domain } of all) {
    const key = domain === '' ? op : `${domain}::${op}`;
    ops[key] = (ops[key] ?? 0) + 1;
  }
  const stored = [...graph.initializers.values()];
  return {
    opset: Object.fromEntries(
      [...model.opsets].map(([domain, version]) => [domain === '' ? 'ai.onnx' : domain, version]),
    ),
    ir: model.origin.onnx?.irVersion ?? -1,
    producer: model.origin.producer,
    n_nodes: graph.nodes.length,
    n_nodes_all: all.length,
    n_functions: model.functions.size,
    n_initializers: graph.initializers.size,
    has_value_info: graph.declared.size,
    params: stored.reduce((sum, { dims }) => sum + dims.reduce<number>((product, dim) => product * Number(dim), 1), 0),
    weight_bytes: stored.reduce((sum, { bytes }) => sum + Number(bytes ?? 0n), 0),
    ops,
  };
}

const pick = (row: Row, keys: readonly string[]): object =>
  Object.fromEntries(Object.entries(row).filter(([key]) => keys.includes(key)));

test.skipIf(folder === null)('the corpus is at hand', () => {
  expect(rows.length).toBeGreaterThan(90);
});

test.each(rows.map((row) => [row.name, row] as const))('%s', async (_, row) => {
  const source = openModelFile(fileURLToPath(new URL(row.file, folder as URL)), row.file);
  const model = await readModel(source, row.file);
  await source.close();
  const got = account(model);
  expect(got).toEqual({ ...got, ...pick(row, Object.keys(got)), producer: row.producer.trim() });
  expect(model.findings).toEqual([]);
});
