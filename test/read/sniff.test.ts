import { expect, test } from 'vitest';
import type { Fault } from '#graph/fault.ts';
import { formats, knownExtensions } from '#read/formats.ts';
import { readModelSync } from '#read/read.ts';
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

test('known endings are lower case, begin with a dot or a slash, and single files come compressed too', () => {
  const endings = formats.flatMap((format) => format.endings);
  expect(endings.filter((ending) => !/^[./][^A-Z\s]+$/.test(ending) || ending.endsWith('.gz'))).toEqual([]);
  const files = endings.filter((ending) => !ending.includes('/'));
  expect(knownExtensions.toSorted()).toEqual([...endings, ...files.map((ending) => `${ending}.gz`)].toSorted());
});

test.each<[path: string, content: Uint8Array, code: string, message: RegExp]>([
  ['m.gguf', bytes('GGUF\x03\0\0\0'), 'unsupported-format', /a GGUF file, which Flopgate knows/],
  ['yolo.cfg', bytes('[net]\nbatch=1\nwidth=608\n'), 'unsupported-format', /a Darknet configuration/],
  [
    'setup.cfg',
    bytes('[metadata]\nname = flopgate\n'),
    'not-a-model',
    /is text, not a model; it starts with '\[metadata\]'/,
  ],
  ['m.pt2', zip(10, 10, 'archive/data/weights/weight_0'), 'unsupported-format', /a PyTorch program/],
  ['m.keras', zip(10, 10, 'metadata.json'), 'unsupported-format', /a Keras model/],
  ['model.safetensors', bytes('@\x08\0\0\0\0\0\0{"__metadata__":{}'), 'unsupported-format', /a safetensors file/],
  ['config.json', bytes('{"architectures": ["LlamaForCausalLM"]}'), 'unsupported-format', /Hugging Face/],
  ['m.json', bytes('{"error": "not found", "status": 404}'), 'not-a-model', /JSON text, not a model$/],
  ['m.xml', bytes('<?xml version="1.0"?>\n<net name="Model0" version="11">'), 'unsupported-format', /OpenVINO/],
  ['m.mnn', bytes('\x20\0\0\0\x1c\0\x24\0'), 'unsupported-format', /an MNN model/],
  ['x.png', bytes('\x89PNG\r\n\x1a\n'), 'not-a-model', /a PNG image, not a model/],
])('%s is called what it is', (path, content, code, message) => {
  let fault: Fault | undefined;
  try {
    readModelSync(fileLike(content, path), path);
  } catch (thrown) {
    fault = thrown as Fault;
  }
  expect(fault).toMatchObject({ code, message: expect.stringMatching(message) as string });
  // Neither is a reader's own word for its format said of another, nor is anybody sent to unpack a model by hand.
  expect(`${fault?.message}`).not.toMatch(/ONNX/);
  expect(fault?.hint).not.toMatch(/unpack/);
});
