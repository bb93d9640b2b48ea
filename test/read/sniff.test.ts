import { expect, test } from 'vitest';
import { knownExtensions, readModelSync } from '#read/read.ts';
import { fileLike } from '../support/byte-sources.ts';
import { int, join, packedInts, text, toBytes } from '../support/protobuf.ts';

const bytes = (latin1: string): Uint8Array => Buffer.from(latin1, 'latin1');
const oid = 'a'.repeat(64);
const zip = (packed: number, inflated: number, name: string): Uint8Array => {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt32LE(packed, 18);
  header.writeUInt32LE(inflated, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name)]);
};

test.each<[string, string, Uint8Array, RegExp]>([
  ['nothing', 'empty-file', bytes(''), /is empty/],
  [
    'an LFS pointer',
    'git-lfs-pointer',
    bytes(`version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 102400123\n`),
    new RegExp(`oid ${oid}, size 102400123`),
  ],
  ['an annex pointer', 'git-annex-pointer', bytes('/annex/objects/SHA256E-s10--abc.onnx\n'), /SHA256E-s10--abc/],
  [
    'an annex link',
    'git-annex-pointer',
    bytes('../.git/annex/objects/Xx/1K/SHA256E-s10--abc/SHA256E-s10--abc'),
    /annex/,
  ],
  ['an ORT model', 'ort-format', bytes('\x18\0\0\0ORTM\0\0\0\0'), /ORT/],
  ['a TensorFlow Lite model', 'not-onnx', bytes('\x1c\0\0\0TFL3\0\0\0\0'), /TensorFlow Lite/],
  ['gzip', 'compressed', bytes('\x1f\x8b\x08\0\0\0\0\0'), /gzip/],
  ['zstd', 'compressed', bytes('\x28\xb5\x2f\xfd\x04'), /zstd/],
  ['xz', 'compressed', bytes('\xfd7zXZ\0'), /xz/],
  ['bzip2', 'compressed', bytes('BZh91AY&SY'), /bzip2/],
  ['a zip archive', 'compressed', zip(1000, 2000, 'model.onnx'), /zip/],
  ['a zip bomb', 'inflate-limit', zip(1000, 1_000_000, 'model.onnx'), /1000-fold/],
  ['a PyTorch file', 'not-onnx', zip(1000, 2000, 'archive/data.pkl'), /PyTorch/],
  ['an old PyTorch file', 'not-onnx', bytes('\x80\x02\x8a\x0al'), /pickle/],
  ['a PNG', 'not-onnx', bytes('\x89PNG\r\n\x1a\n'), /PNG/],
  ['HDF5', 'not-onnx', bytes('\x89HDF\r\n\x1a\n'), /Keras/],
  ['GGUF', 'not-onnx', bytes('GGUF\x03\0\0\0'), /GGUF/],
  ['JSON', 'not-onnx', bytes('{"error": "not found", "status": 404}'), /JSON/],
  ['a page', 'not-onnx', bytes('<!DOCTYPE html><html><body>Sign in</body></html>'), /text.*<!DOCTYPE/],
  ['ONNX text', 'not-onnx', bytes('<\n   ir_version: 8,\n   opset_import: ["" : 17]\n>\ng (float[1] x)'), /ONNX text/],
  ['protobuf text', 'not-onnx', bytes('ir_version: 8\ngraph {\n  node {\n'), /protobuf text/],
  ['merge conflict markers', 'not-onnx', bytes('<<<<<<< HEAD\nversion https://git-lfs'), /text/],
  ['a cut model that begins with its graph', 'truncated', bytes(':\x7fx'), /m.onnx/],
  ['noise', 'not-onnx', Uint8Array.from({ length: 512 }, (_, i) => (i * 7919 + 175) & 0xff), /not an ONNX model/],
  ['a bare tensor', 'no-graph', toBytes(join(int(1, 4), int(2, 1), text(8, 't'))), /another ONNX message/],
  [
    'a bare graph',
    'no-graph',
    toBytes(join(text(1, '\x0a\x01x'), text(2, 'g'), packedInts(5, [1]))),
    /another ONNX message/,
  ],
  ['a model without graph', 'no-graph', toBytes(join(int(1, 8), text(2, 'pytorch'))), /without a graph/],
])('%s is a Fault %s', (_, code, content, message) => {
  const read = (): unknown => readModelSync(fileLike(content), 'm.onnx');
  expect(read).toThrow(
    expect.objectContaining({
      name: 'Fault',
      code,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(/\w/),
    }),
  );
  expect(read).toThrow(expect.objectContaining({ message: expect.stringContaining('m.onnx') }));
});

test('what can not be told gets a hint that lists what can be read', () => {
  expect(() => readModelSync(fileLike(bytes('GGUF\x03\0\0\0')), 'm.gguf')).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('.onnx, .onnx.gz') }),
  );
});

test('known extensions are lower case and come compressed too', () => {
  expect(knownExtensions).toEqual(['.onnx', '.onnx.gz']);
});
