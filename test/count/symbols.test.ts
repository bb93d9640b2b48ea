import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Model } from '#graph/graph.ts';
import type { Value } from '#graph/value.ts';
import type { CorpusRow } from '../support/corpus.ts';
import { runModel } from '#count/engine.ts';
import { evaluate } from '#graph/dim.ts';
import { corpusFolder, corpusModel, corpusRows } from '../support/corpus.ts';
import { sharedPath } from '../support/shared.ts';
import { markShape } from '../support/truth.ts';

interface Truth {
  readonly bindings: readonly { readonly inputs: Readonly<Record<string, { readonly shape: readonly number[] }>> }[];
  readonly shapes: readonly Readonly<Record<string, readonly [string, readonly number[]]>>[];
}

/** Sizes of the inputs' symbols in one run. */
function sizesOf({ graph }: Model, inputs: Truth['bindings'][number]['inputs']): Map<string, bigint> {
  const env = new Map<string, bigint>();
  for (const { name, type } of graph.inputs) {
    const given = inputs[name]?.shape;
    if (type.kind === 'tensor' && type.shape !== null && given !== undefined) markShape(type.shape, given, env, true);
  }
  return env;
}

/** Tensors of the main graph whose formula, with the inputs' sizes in it, isn't the true shape; sizes minted on the way bind to their truth. */
function differing(
  values: ReadonlyMap<string, Value | undefined>,
  truth: Truth['shapes'][number],
  env: Map<string, bigint>,
): readonly string[] {
  return [...values].flatMap(([name, value]) => {
    const [dtype, shape] = truth[name] ?? ['SEQ', []];
    if (dtype === 'SEQ') return [];
    return value?.kind === 'tensor' && markShape(value.shape, shape, env, true) === 'right' ? [] : [name];
  });
}

const folder = sharedPath('corpus/onnx/index.json');
/** Models with symbolic inputs. */
const rows: readonly CorpusRow[] =
  folder === null ? [] : corpusRows().filter(({ bindings }) => Object.keys(bindings[0]?.dims ?? {}).length > 0);

describe.skipIf(folder === null)(
  'one symbolic run of a model tells every tensor and the MACs at any size (needs shared/corpus)',
  () => {
    test.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
      const model = corpusModel(row);
      const outputs = model.graph.outputs.map(({ name }) => ({ name, type: { kind: 'unknown' as const } }));
      const bare: Model = { ...model, graph: { ...model.graph, declared: new Map(), outputs } };
      const { run } = runModel(bare, { sizes: new Map(), inputs: new Map() });
      const values = new Map(
        run.layers.flatMap(({ node, outputs: made }) => node.outputs.map((name, i) => [name, made[i]] as const)),
      );
      const truth = JSON.parse(
        gunzipSync(readFileSync(new URL(`${row.name}.shapes.json.gz`, corpusFolder))).toString(),
      ) as Truth;
      for (const [i, { inputs }] of truth.bindings.entries()) {
        const env = sizesOf(model, inputs);
        expect(differing(values, truth.shapes[i] ?? {}, env)).toEqual([]);
        expect(evaluate(run.totals.macs, env)).toBe(BigInt(row.macs.truth[i] ?? 0));
      }
    });
  },
);
