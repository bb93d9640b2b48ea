import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { KNOWN_HEAD_BYTES, knownKind, mayBeKnown } from '#read/known.ts';

const bytes = (latin1: string): Uint8Array => Buffer.from(latin1, 'latin1');
const pointer = bytes(`version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 102400123\n`);
const zip = (first: string): Uint8Array => {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(first.length, 26);
  return Buffer.concat([header, Buffer.from(first)]);
};

test.each<[path: string, head: Uint8Array | null, format: string | null, part?: string]>([
  ['m.onnx', null, 'onnx', 'graph'],
  ['M.ONNX.gz', gzipSync('x'), 'onnx'],
  ['m.ort', null, 'ort'],
  ['m.tflite', null, 'tflite'],
  ['m.tflite', bytes('not it'), 'tflite'],
  ['m.onnx', bytes('\x1c\0\0\0TFL3'), 'tflite'],
  ['m.dat', bytes('\x1c\0\0\0TFL3'), 'tflite'],
  ['m.pt2', zip('archive/data/weights/weight_0'), 'pt2'],
  ['m.pt', zip('m/data.pkl'), 'pytorch'],
  ['m.pt', null, null],
  ['m.pt', bytes('Texto em portugu'), null],
  ['m.pth', bytes('import _virtualenv\n'), null],
  ['m.pth', pointer, 'pytorch'],
  ['m.bin', bytes('\x80\x02\x8a\x0al'), 'pytorch'],
  ['m.pte', bytes('<\0\0\0ET12eh00'), 'executorch'],
  ['m.gguf', null, 'gguf'],
  ['model.safetensors', pointer, 'safetensors', 'weights'],
  ['model.safetensors', bytes('@\x08\0\0\0\0\0\0{"__metadata__"'), 'safetensors'],
  ['model.safetensors.index.json', null, 'safetensors', 'config'],
  ['a/config.json', bytes('{\n  "architectures": [\n "LlamaForCausalLM"'), 'huggingface', 'config'],
  ['a/config.json', bytes('{"port": 80}'), null],
  ['a/config.json', null, null],
  ['m.xml', bytes('<?xml version="1.0"?>\n<net name="Model0" version="11">'), 'openvino', 'graph'],
  ['pom.xml', bytes('<?xml version="1.0"?>\n<project>'), null],
  ['m.keras', zip('metadata.json'), 'keras'],
  ['m.h5', bytes('\x89HDF\r\n\x1a\n'), 'h5'],
  ['m.h5', null, null],
  ['a/saved_model.pb', null, 'saved-model'],
  ['frozen.pb', bytes('\x0a\x25\x0a\x01x\x12\x0bPlaceholder'), 'graph-def'],
  ['test_data_set_0/input_0.pb', bytes('\x08\x01\x08\x03\x10\x01'), null],
  ['a/M.mlpackage/Manifest.json', null, 'core-ml'],
  ['m.mlmodel', null, 'core-ml'],
  ['yolo.cfg', bytes('# YOLO\n\n[net]\nbatch=1\n'), 'darknet', 'graph'],
  ['yolo.cfg', bytes('[network]\r\nbatch=1\n'), 'darknet'],
  ['setup.cfg', bytes('[metadata]\nname = x\n[net]\n'), null],
  ['setup.cfg', null, null],
  ['yolo.weights', bytes('\0\0\0\0\x02\0\0\0\x05\0\0\0'), 'darknet', 'weights'],
  ['m.engine', bytes('ftrt\0\0'), 'tensorrt'],
  ['terraform.plan', zip('tfplan'), null],
  ['m.mnn', null, 'mnn'],
  ['m.ncnn.param', bytes('7767517\n7 7\n'), 'ncnn'],
  ['a.param', bytes('x = 1'), null],
  ['m.pdmodel', null, 'paddle', 'graph'],
  ['m.pdiparams', null, 'paddle', 'weights'],
  ['m.json', bytes('{"base_code":{"magic":"pir","trainable":true}'), 'paddle'],
  ['package.json', bytes('{"name": "x"}'), null],
  ['m.mlir', null, 'mlir'],
  ['weights.npz', zip('a.npy'), 'mlx', 'weights'],
  ['inputs.npz', zip('a.npy'), null],
  ['m.onnx.dvc', bytes('outs:\n- md5: 0\n  path: m.onnx\n'), 'onnx', 'pointer'],
  ['data.csv.dvc', bytes('outs:\n'), null],
  ['README.md', bytes('# Hello\n'), null],
  ['x.png', bytes('\x89PNG\r\n\x1a\n'), null],
])('%s starting with %j is %s', (path, head, format, part) => {
  const kind = knownKind(path, head);
  expect(kind?.format ?? null).toBe(format);
  expect(part ?? kind?.part).toBe(kind?.part);
  // A gate looks into a file only where its name lets it hope.
  expect(format === null || path.endsWith('.dat') || mayBeKnown(path)).toBe(true);
});

test('the files of a package are one model', () => {
  expect(knownKind('a/M.mlpackage/Data/com.apple.CoreML/model.mlmodel', null)?.root).toBe('a/M.mlpackage');
  expect(knownKind('a/m.onnx', null)?.root).toBe('a/m.onnx');
});

const samples = resolve(import.meta.dirname, '../../../shared/samples');
/** Files beside the models there that are none by themselves. */
const others = /(?:README\.md|\.py|_truth\.json|\.bin|\.config\.json)$/;

test('a page of comments takes no time to tell from an OpenVINO IR', () => {
  expect(knownKind('m.xml', bytes('<!---->'.repeat(585)))).toBeNull();
});

test.skipIf(!existsSync(samples))('of the sample collection (../shared/samples) every model is known', () => {
  const files = readdirSync(samples, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => !others.test(path));
  const unknown = paths.filter((path) => knownKind(path, readFileSync(path).subarray(0, KNOWN_HEAD_BYTES)) === null);
  expect(unknown).toEqual([]);
});
