import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dtypes } from './onnx-elements-writer.ts';
import { childKinds, type OnnxKind } from './onnx-schema.ts';
import { delimited, fieldsOf, join, writeSparse, type Bytes, type WireField } from './protobuf.ts';

const bitsByNumber = new Map<number, number>(Object.values(dtypes).map(([number, bits]) => [number, bits]));

/**
 * The corpus keeps models without weights: external data in a file that doesn't exist. This puts the weights back where exporters
 * write them, as raw_data inside the one file: zeros of the right length, as holes of the file.
 *
 * @param corpusFile a model, gzipped where its name says so
 * @param outFile a sparse file as long as the exporter's own
 */
export function inlineWeights(corpusFile: string | URL, outFile: string): void {
  const stored = readFileSync(corpusFile);
  writeSparse(outFile, inlined(String(corpusFile).endsWith('.gz') ? gunzipSync(stored) : stored));
}

/** A model's bytes with external data as raw_data. */
export const inlined = (model: Uint8Array): Bytes => rewrite('model', model);

function rewrite(kind: OnnxKind, message: Uint8Array): Bytes {
  const fields = fieldsOf(message);
  if (kind === 'tensor' && fields.some(isExternal)) return withRawData(fields);
  return join(
    ...fields.map((field) => {
      const child = field.wire === 2 ? childKinds[kind][field.number] : undefined;
      return child === undefined ? [field.bytes] : delimited(field.number, rewrite(child, field.value as Uint8Array));
    }),
  );
}

const isExternal = (field: WireField): boolean => field.number === 14 && field.value === 1;

function withRawData(fields: readonly WireField[]): Bytes {
  const dims = fields.filter(({ number }) => number === 1).map(({ value }) => value as number);
  const dataType = fields.find(({ number }) => number === 2)?.value as number;
  const bits = dims.reduce((product, dim) => product * dim, bitsByNumber.get(dataType) as number);
  const kept = fields.filter(({ number }) => number < 9).map(({ bytes }): Bytes => [bytes]);
  return join(...kept, delimited(9, [{ hole: Math.ceil(bits / 8) }]));
}
