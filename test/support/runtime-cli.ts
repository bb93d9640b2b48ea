/** The runtime in a process of its own, since some models end it: takes models by IPC, answers with what running them gave. */
import { createRequire } from 'node:module';
import type * as Ort from 'onnxruntime-node';

export interface Asked {
  readonly id: number;
  readonly model: Uint8Array;
  readonly feeds: readonly Tensor[];
}

/** Elements as numbers; those of int64 too, which are small here. */
export interface Tensor {
  readonly name: string;
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: readonly number[];
}

export type Ran =
  | { readonly id: number; readonly outputs: readonly Tensor[] }
  | { readonly id: number; readonly refused: string };

process.env['ORT_DISABLE_TELEMETRY'] = '1';

const arrays: Readonly<Record<string, (data: readonly number[]) => Ort.Tensor.DataType>> = {
  float32: (data) => Float32Array.from(data),
  float64: (data) => Float64Array.from(data),
  int64: (data) => BigInt64Array.from(data.map(BigInt)),
  int32: (data) => Int32Array.from(data),
  int16: (data) => Int16Array.from(data),
  int8: (data) => Int8Array.from(data),
  uint64: (data) => BigUint64Array.from(data.map(BigInt)),
  uint32: (data) => Uint32Array.from(data),
  uint16: (data) => Uint16Array.from(data),
  uint8: (data) => Uint8Array.from(data),
  bool: (data) => Uint8Array.from(data),
};

async function run(ort: typeof Ort, { id, model, feeds }: Asked): Promise<Ran> {
  let session: Ort.InferenceSession | undefined;
  try {
    session = await ort.InferenceSession.create(model, {
      graphOptimizationLevel: 'disabled',
      logSeverityLevel: 4,
      intraOpNumThreads: 1,
    });
    const given = feeds.filter(({ name }) => session?.inputNames.includes(name));
    const results = await session.run(
      Object.fromEntries(
        given.map(({ name, type, dims, data }) => [
          name,
          new ort.Tensor(type as Ort.Tensor.Type, arrays[type]?.(data) as Ort.Tensor.DataType, dims),
        ]),
      ),
    );
    return { id, outputs: Object.entries(results).map(([name, result]) => told(name, result)) };
  } catch (error) {
    return { id, refused: error instanceof Error ? error.message : String(error) };
  } finally {
    await session?.release();
  }
}

/** Up to 64 elements of an output; a sequence or a map has no sizes to tell. */
function told(name: string, result: Partial<Ort.Tensor>): Tensor {
  const { type = 'none', dims = [] } = result;
  const few = type !== 'string' && type !== 'none' && (result.size ?? 0) <= 64;
  const data = few ? Array.from(result.data as ArrayLike<number | bigint>, Number) : [];
  return { name, type, dims, data };
}

const ort = createRequire(import.meta.url)('onnxruntime-node') as typeof Ort;
process.on('message', (asked: Asked) => {
  void run(ort, asked).then((ran) => process.send?.(ran));
});
process.send?.('ready');
