import { Fault } from '#graph/fault.ts';
import type { Format } from './format.ts';
import { knownExtensions } from './formats.ts';
import { knownKind, type KnownKind } from './known.ts';

/** A file that is no model, by its first bytes. */
interface Other {
  readonly code?: string;
  /** Follows "PATH is ". */
  readonly what: string;
  readonly hint?: string;
  /** At its start, as latin1. */
  readonly magic: string;
}

const UNPACK = 'unpack it and give the model file itself';

const others: readonly Other[] = [
  {
    code: 'compressed',
    what: 'compressed by gzip',
    hint: 'name it as its format with .gz behind it, or unpack it',
    magic: '\x1f\x8b',
  },
  { code: 'compressed', what: 'compressed by zstd', hint: UNPACK, magic: '\x28\xb5\x2f\xfd' },
  { code: 'compressed', what: 'compressed by xz', hint: UNPACK, magic: '\xfd7zXZ\x00' },
  { code: 'compressed', what: 'compressed by bzip2', hint: UNPACK, magic: 'BZh' },
  { code: 'compressed', what: 'a 7-Zip archive', hint: UNPACK, magic: '7z\xbc\xaf\x27\x1c' },
  { what: 'a PNG image', magic: '\x89PNG' },
  { what: 'a JPEG image', magic: '\xff\xd8\xff' },
  { what: 'a PDF document', magic: '%PDF' },
  { what: 'a NumPy array', magic: '\x93NUMPY' },
  { what: 'a program', magic: '\x7fELF' },
];

/** Inflated to compressed size beyond which an archive is taken for a bomb; weights compress by far less. */
const MAX_INFLATE_RATIO = 200;

const readable = `Flopgate reads ${knownExtensions.join(', ')}: give the file that an exporter wrote`;

/** Whether the file isn't there at all, in any format: nothing in it, or a pointer to where it lies. */
export function notThere(head: Uint8Array, path: string): Fault | null {
  if (head.length === 0) {
    return new Fault(
      'empty-file',
      `${path} is empty`,
      'an empty file parses as a model of nothing: fetch or export it again',
    );
  }
  // Both are text: nothing else begins with these letters.
  if (head[0] !== 0x76 && head[0] !== 0x2e && head[0] !== 0x2f && head[0] !== 0x61) return null;
  const start = textOf(head);
  if (start.startsWith('version https://git-lfs.github.com/spec/')) return lfsPointer(start, path);
  if (!/^(?:\S*\/)?annex\/objects\/\S+\s*$/.test(start)) return null;
  return new Fault(
    'git-annex-pointer',
    `${path} is a git-annex pointer, not the model: ${start.trim()}`,
    `run git annex get ${path}`,
  );
}

/**
 * What else than a model of its format the file is, as a Fault to throw; null where it may be one. Never a guess: text, or the
 * magic number of something else.
 * @param root path of the file; `path` the model as the user names it
 * @param named the format that the file is named as; null where its name says none
 */
export function recognise(head: Uint8Array, root: string, path: string, named: Format | null): Fault | null {
  const start = textOf(head);
  const known = knownKind(root, head);
  if (known !== null && known.format !== named?.name) return knownFault(path, known, named);
  if (start.startsWith('PK\x03\x04')) return zip(start, path);
  const other = others.find(({ magic }) => start.startsWith(magic));
  if (other === undefined) return text(start, path, named);
  const { code = codeFor(named), what, hint = readable } = other;
  return new Fault(code, `${path} is ${what}, ${notWhat(named)}`, hint);
}

const textOf = (head: Uint8Array): string => String.fromCharCode(...head.subarray(0, 512));

const codeFor = (named: Format | null): string => (named === null ? 'not-a-model' : `not-${named.name}`);

const notWhat = (named: Format | null): string => `not ${named?.what ?? 'a model'}`;

/** A model file of a format that isn't read, or isn't the one that its name says. */
function knownFault(path: string, { format, what, hint }: KnownKind, named: Format | null): Fault {
  const way = hint ?? readable;
  if (format === 'ort') return new Fault('ort-format', `${path} is ${what}, a format that isn't read`, way);
  return named === null
    ? new Fault(
        'unsupported-format',
        `${path} is ${what}, which Flopgate knows but doesn't read`,
        `${way}; ${readable}`,
      )
    : new Fault(codeFor(named), `${path} is ${what}, ${notWhat(named)}`, way);
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

/** A zip that no known kind of model is: a bomb by its first entry, or some archive with a model in it. */
function zip(start: string, path: string): Fault {
  const u32 = (at: number): number =>
    [3, 2, 1, 0].reduce((value, i) => value * 256 + (start.charCodeAt(at + i) || 0), 0);
  const [packed, inflated] = [u32(18), u32(22)];
  if (packed > 0 && inflated / packed > MAX_INFLATE_RATIO) {
    return new Fault(
      'inflate-limit',
      `${path} is a zip archive whose first entry inflates ${Math.floor(inflated / packed)}-fold`,
      UNPACK,
    );
  }
  return new Fault('compressed', `${path} is a zip archive`, UNPACK);
}

/** Text that no text format is sure of; a protobuf holds control characters from its first field on. */
function text(start: string, path: string, named: Format | null): Fault | null {
  // oxlint-disable-next-line no-control-regex
  if (start.length < 16 || /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(start)) return null;
  const trimmed = start.trimStart();
  const code = codeFor(named);
  if (/^(?:\{\s*["}]|\[\s*[[{"\d\]-])/.test(trimmed))
    return new Fault(code, `${path} is JSON text, ${notWhat(named)}`, readable);
  if (/^<[^>]*ir_version/.test(trimmed)) {
    return new Fault(code, `${path} is a model in ONNX text syntax`, 'parse it with onnx.parser and save it as .onnx');
  }
  if (/^\w+\s*(?::|\{)/.test(trimmed) && /ir_version|graph|node/.test(trimmed)) {
    return new Fault(
      code,
      `${path} is a model in protobuf text format`,
      'save it in binary format (onnx.save, format protobuf)',
    );
  }
  const first = trimmed.split('\n', 1)[0] ?? '';
  return new Fault(code, `${path} is text, ${notWhat(named)}; it starts with '${first.slice(0, 60)}'`, readable);
}
