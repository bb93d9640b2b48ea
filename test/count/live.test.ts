import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import type { DType } from '#graph/dtype.ts';
import type { Model } from '#graph/graph.ts';
import { countModel } from '#count/count.ts';
import { constantOf, evaluate } from '#graph/dim.ts';
import { readModelSync } from '#read/read.ts';
import { corpusFolder, corpusRows, type CorpusRow } from '../support/corpus.ts';
import { inlined } from '../support/inline-weights.ts';
import { toBytes } from '../support/protobuf.ts';
import { sharedPath } from '../support/shared.ts';
import { memorySource } from '../support/truth.ts';

/** Small models of every kind, run by onnxruntime with weights of zero at sizes that the corpus doesn't have. */
const names = (
  'convzoo_ts17 shapezoo_ts17 einsum_attn_ts17 stft_ts17 tf_convzoo_o13 rnn_lstm_uni_ts17 rnn_lstm_bi_ts17 rnn_rnn_ts11 ' +
  'nn_transformer_enc_ts17 hf_vit_tiny_ts17 hf_llama_tiny_ts17 hf_qwen2_tiny_ts17 hf_mamba_tiny_ts17 hf_t5_enc_ts17 ' +
  'ortopt_vit_tiny_transformers q_vit_tiny_dynamic_int8 q_llama_tiny_dynamic_int8 q_llama_tiny_matmulnbits4 ' +
  'q_mobilenet_v2_qdq_u8s8 genai_llama_int4 tv_squeezenet1_0_ts9 tv_shufflenet_v2_x1_0_ts17 timm_edgenext_xx_small_ts17'
).split(' ');
const rows =
  sharedPath('corpus/onnx/index.json') === null ? [] : corpusRows().filter(({ name }) => names.includes(name));

const arrays: Partial<Record<DType, readonly [type: string, make: (length: number) => object]>> = {
  f32: ['float32', (length) => new Float32Array(length)],
  i64: ['int64', (length) => new BigInt64Array(length).fill(1n)],
  i32: ['int32', (length) => new Int32Array(length).fill(1)],
  bool: ['bool', (length) => new Uint8Array(length).fill(1)],
};

/** The sizes of the last binding, batch and sequence one larger. */
function sizesOf({ bindings }: CorpusRow): Map<string, bigint> {
  const dims = Object.entries(bindings.at(-1)?.dims ?? {});
  return new Map(
    dims.map(([name, size]) => [name, BigInt(size) + (/^(?:N|batch|batch_size|B)$/.test(name) ? 1n : 0n)]),
  );
}

function feedsOf(model: Model, sizes: ReadonlyMap<string, bigint>): Record<string, Tensor> {
  return Object.fromEntries(
    model.graph.inputs.map(({ name, type }): [string, Tensor] => {
      if (type.kind !== 'tensor' || type.shape === null) throw new Error(`${name} is no tensor of known shape`);
      const [kind, make] = arrays[type.dtype] ?? [];
      if (kind === undefined || make === undefined) throw new Error(`${name} is ${type.dtype}`);
      const shape = type.shape.map((dim) => Number(evaluate(dim, sizes)));
      const data = make(shape.reduce((all, size) => all * size, 1));
      return [name, new Tensor(kind as 'float32', data as Float32Array, shape)];
    }),
  );
}

test.skipIf(rows.length === 0)('the models are at hand', () => {
  expect(rows).toHaveLength(names.length);
});

test.each(rows.map((row) => [row.name, row] as const))('%s: outputs as onnxruntime makes them', async (_, row) => {
  const stored = readFileSync(new URL(row.file, corpusFolder));
  const bytes = toBytes(inlined(row.file.endsWith('.gz') ? gunzipSync(stored) : stored));
  const model = readModelSync(memorySource(bytes, row.file), row.file);
  const sizes = sizesOf(row);
  const report = countModel(model, { dims: sizes });
  const session = await InferenceSession.create(bytes, { graphOptimizationLevel: 'disabled', logSeverityLevel: 4 });
  const made = await session.run(feedsOf(model, sizes));
  await session.release();
  const inferred = new Map(
    report.layers.flatMap(({ outputs }) => outputs.map(({ name, value }) => [name, value] as const)),
  );
  const told = model.graph.outputs.map(({ name }) => {
    const value = inferred.get(name);
    return [name, value?.kind === 'tensor' ? (value.shape ?? []).map((dim) => Number(constantOf(dim))) : value?.kind];
  });
  expect(told).toEqual(model.graph.outputs.map(({ name }) => [name, [...(made[name]?.dims ?? [])]]));
});
