/** Names under which exporters put a model's weights beside it: `m.onnx.data`, `m.onnx_data`, `m.onnx_data_1`. */
const weights = /^(.+\.onnx)(?:\.data|_data(?:_\d+)?)$/i;

/** The model whose weights a file holds by its name; null where the name says none. */
export const modelOfWeights = (file: string): string | null => weights.exec(file)?.[1] ?? null;

/** Tags with which a ModelProto goes on after its IR version: texts, the graph, the opset imports. */
const next = new Set([0x12, 0x1a, 0x22, 0x2a, 0x32, 0x3a, 0x42]);

/**
 * A protobuf has no magic number: bytes can only fit. In a file of that name the first field of a ModelProto and the tag of another one are
 * enough, and save looking for what else it might be.
 */
export function sniffOnnx(head: Uint8Array, path: string): boolean | null {
  const fits = head[0] === 0x08 && (head[1] ?? 0xff) < 0x80 && next.has(head[2] ?? 0);
  return fits && /\.onnx(?:\.gz)?$/i.test(path) ? true : null;
}
