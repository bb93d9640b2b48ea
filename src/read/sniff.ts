import { Fault } from '#graph/fault.ts';
import type { Artifact } from './format.ts';

/** A file that its first bytes show to be something else than a model. */
interface Kind {
  readonly code: string;
  /** Follows "PATH is ". */
  readonly what: string;
  /** Without one, the hint lists the formats that can be read. */
  readonly hint?: string;
  /** At `at` (default 0), as latin1. */
  readonly magic: string;
  readonly at?: number;
}

const UNPACK = 'unpack it and give the model file itself';

const kinds: readonly Kind[] = [
  {
    code: 'ort-format',
    what: 'an ORT-format model',
    hint: 'give the .onnx file that it was converted from',
    magic: 'ORTM',
    at: 4,
  },
  { code: 'not-onnx', what: 'a TensorFlow Lite model', magic: 'TFL3', at: 4 },
  { code: 'compressed', what: 'compressed by gzip', hint: 'name it .onnx.gz, or unpack it', magic: '\x1f\x8b' },
  { code: 'compressed', what: 'compressed by zstd', hint: UNPACK, magic: '\x28\xb5\x2f\xfd' },
  { code: 'compressed', what: 'compressed by xz', hint: UNPACK, magic: '\xfd7zXZ\x00' },
  { code: 'compressed', what: 'compressed by bzip2', hint: UNPACK, magic: 'BZh' },
  { code: 'compressed', what: 'a 7-Zip archive', hint: UNPACK, magic: '7z\xbc\xaf\x27\x1c' },
  { code: 'not-onnx', what: 'a PNG image', magic: '\x89PNG' },
  { code: 'not-onnx', what: 'a JPEG image', magic: '\xff\xd8\xff' },
  { code: 'not-onnx', what: 'a PDF document', magic: '%PDF' },
  { code: 'not-onnx', what: 'an HDF5 (Keras) file', hint: 'export it with tf2onnx', magic: '\x89HDF' },
  { code: 'not-onnx', what: 'a GGUF file', magic: 'GGUF' },
  { code: 'not-onnx', what: 'a Python pickle (PyTorch)', hint: 'export it with torch.onnx.export', magic: '\x80\x02' },
  { code: 'not-onnx', what: 'a NumPy array', magic: '\x93NUMPY' },
  { code: 'not-onnx', what: 'a program', magic: '\x7fELF' },
];

/** Inflated to compressed size beyond which an archive is taken for a bomb; weights compress by far less. */
const MAX_INFLATE_RATIO = 200;

/**
 * What else than a model the artifact is, as a Fault to throw; null if it may be a model. Never a guess: text, a pointer,
 * or the magic number of another format.
 * @param extensions of the formats that can be read, for the hint
 */
export function recognise(head: Uint8Array, artifact: Artifact, extensions: readonly string[]): Fault | null {
  const { path } = artifact;
  const readable = `Flopgate reads ${extensions.join(', ')}: give the file that an exporter wrote`;
  if (head.length === 0) {
    return new Fault(
      'empty-file',
      `${path} is empty`,
      'an empty file parses as a model of nothing: fetch or export it again',
    );
  }
  const start = String.fromCharCode(...head.subarray(0, 512));
  if (start.startsWith('PK\x03\x04')) return zip(start, path);
  for (const kind of kinds) {
    if (start.startsWith(kind.magic, kind.at ?? 0))
      return new Fault(kind.code, `${path} is ${kind.what}, not a model in ONNX format`, kind.hint ?? readable);
  }
  if (start.startsWith('version https://git-lfs.github.com/spec/')) return lfsPointer(start, path);
  if (/^(?:\S*\/)?annex\/objects\/\S+\s*$/.test(start)) {
    return new Fault(
      'git-annex-pointer',
      `${path} is a git-annex pointer, not the model: ${start.trim()}`,
      `run git annex get ${path}`,
    );
  }
  return text(start, path, readable);
}

function lfsPointer(start: string, path: string): Fault {
  const oid = /^oid sha256:([0-9a-f]+)/m.exec(start)?.[1] ?? 'unknown';
  const size = /^size (\d+)/m.exec(start)?.[1] ?? 'unknown';
  return new Fault(
    'git-lfs-pointer',
    `${path} is a Git LFS pointer, not the model (oid ${oid}, size ${size} bytes)`,
    `run git lfs pull, in a workflow: actions/checkout with lfs: true`,
  );
}

/** A zip is never unpacked: its first entry shows a bomb, a PyTorch file, or a model in an archive. */
function zip(start: string, path: string): Fault {
  const u32 = (at: number): number =>
    [3, 2, 1, 0].reduce((value, i) => value * 256 + (start.charCodeAt(at + i) || 0), 0);
  const [packed, inflated] = [u32(18), u32(22)];
  const entry = start.slice(30, 30 + (start.charCodeAt(26) || 0));
  if (packed > 0 && inflated / packed > MAX_INFLATE_RATIO) {
    return new Fault(
      'inflate-limit',
      `${path} is a zip archive whose first entry inflates ${Math.floor(inflated / packed)}-fold`,
      UNPACK,
    );
  }
  if (entry.endsWith('/data.pkl')) {
    return new Fault(
      'not-onnx',
      `${path} is a PyTorch file, not a model in ONNX format`,
      'export it with torch.onnx.export',
    );
  }
  return new Fault('compressed', `${path} is a zip archive`, UNPACK);
}

/** Text is never a model: a protobuf holds control characters from its first field on. */
function text(start: string, path: string, readable: string): Fault | null {
  // oxlint-disable-next-line no-control-regex
  if (start.length < 16 || /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(start)) return null;
  const trimmed = start.trimStart();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    return new Fault('not-onnx', `${path} is JSON text, not a model in ONNX format`, readable);
  }
  if (/^<[^>]*ir_version/.test(trimmed)) {
    return new Fault(
      'not-onnx',
      `${path} is a model in ONNX text syntax`,
      'parse it with onnx.parser and save it as .onnx',
    );
  }
  if (/^\w+\s*(?::|\{)/.test(trimmed) && /ir_version|graph|node/.test(trimmed)) {
    return new Fault(
      'not-onnx',
      `${path} is a model in protobuf text format`,
      'save it in binary format (onnx.save, format protobuf)',
    );
  }
  const first = trimmed.split('\n', 1)[0] ?? '';
  return new Fault(
    'not-onnx',
    `${path} is text, not a model in ONNX format; it starts with '${first.slice(0, 60)}'`,
    readable,
  );
}
