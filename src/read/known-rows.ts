/** What a file of a model is, whether or not Flopgate reads its format. */
export interface KnownKind {
  /** Stable, in lower case: `tflite`, `pt2`, `openvino`. */
  readonly format: string;
  /** Follows "PATH is ": `a TensorFlow Lite model`. */
  readonly what: string;
  /** What the file is of the model: its graph, its weights, the figures that a graph follows from, or a pointer to where it lies. */
  readonly part: 'graph' | 'weights' | 'config' | 'pointer';
  /** Path of the model that it is a part of: a package's folder, else the file itself. */
  readonly root: string;
  /** How to come to a file that Flopgate reads, or null. */
  readonly hint: string | null;
}

/** A kind of file: how it is named, and what it starts with. */
export interface KnownRow extends Omit<KnownKind, 'root'> {
  /** Of a path in lower case, without `.gz`. */
  readonly files: RegExp;
  /** Whether the first bytes, as latin1, are this kind's; absent where they say nothing. */
  readonly starts?: (start: string) => boolean;
  /** True where these first bytes are of no other kind, whatever the file is called. */
  readonly anywhere?: true;
  /**
   * When the name is enough where the content can't be seen: always, for a Git LFS pointer (which stands for a large file, not
   * for text), or never, since files of many other kinds have such names.
   */
  readonly byName: 'always' | 'in-lfs' | 'never';
}

const starts =
  (magic: string, at = 0) =>
  (start: string): boolean =>
    start.startsWith(magic, at);
const isZip = starts('PK\x03\x04');
const matches =
  (pattern: RegExp) =>
  (start: string): boolean =>
    pattern.test(start);

const TORCH = 'export it with torch.onnx.export';
const TENSORFLOW = 'convert it with tf2onnx';
const KEEP_ONNX = 'give the .onnx file that it was converted from';
const LLM = 'export it to ONNX with optimum or onnxruntime-genai';

const model = { part: 'graph', byName: 'always' } as const;
const weights = { part: 'weights', byName: 'always' } as const;

/** In no order but that of a name's own: the first row that fits it is taken. */
export const knownRows: readonly KnownRow[] = [
  { ...model, format: 'onnx', what: 'an ONNX model', files: /\.onnx$/, hint: null },
  {
    ...model,
    format: 'ort',
    what: 'an ORT-format model',
    files: /\.ort$/,
    starts: starts('ORTM', 4),
    anywhere: true,
    hint: KEEP_ONNX,
  },
  {
    ...model,
    format: 'tflite',
    what: 'a TensorFlow Lite model',
    files: /\.(?:tflite|lite)$/,
    starts: starts('TFL3', 4),
    anywhere: true,
    hint: 'convert it with tf2onnx (--tflite)',
  },
  { ...model, format: 'pt2', what: 'a PyTorch program (.pt2)', files: /\.pt2$/, starts: isZip, hint: TORCH },
  {
    ...model,
    format: 'pytorch',
    what: 'a PyTorch file (a Python pickle)',
    files: /\.(?:pt|pth|ptl|ckpt|bin)$/,
    starts: isTorch,
    anywhere: true,
    byName: 'in-lfs',
    hint: TORCH,
  },
  // TorchScript's archives begin with anything.
  {
    ...model,
    format: 'pytorch',
    what: 'a PyTorch file',
    files: /\.(?:pt|pth|ptl|ckpt)$/,
    starts: isZip,
    byName: 'in-lfs',
    hint: TORCH,
  },
  {
    ...model,
    format: 'executorch',
    what: 'an ExecuTorch program',
    files: /\.pte$/,
    starts: starts('ET12', 4),
    anywhere: true,
    hint: TORCH,
  },
  {
    ...model,
    format: 'gguf',
    what: 'a GGUF file',
    files: /\.gguf$/,
    starts: starts('GGUF'),
    anywhere: true,
    hint: LLM,
  },
  {
    ...weights,
    format: 'safetensors',
    what: 'a safetensors file',
    files: /\.safetensors$/,
    starts: isSafetensors,
    anywhere: true,
    hint: LLM,
  },
  {
    format: 'safetensors',
    what: 'an index of safetensors files',
    part: 'config',
    files: /\.safetensors\.index\.json$/,
    byName: 'always',
    hint: LLM,
  },
  {
    format: 'huggingface',
    what: 'the configuration of a Hugging Face model',
    part: 'config',
    files: /(?:^|\/)config\.json$/,
    starts: matches(/^\s*\{[^]*"(?:model_type|architectures)"\s*:/),
    byName: 'never',
    hint: LLM,
  },
  {
    ...model,
    format: 'openvino',
    what: 'an OpenVINO IR',
    files: /\.xml$/,
    starts: matches(
      /^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<net\s[^>]*\bversion\s*=/,
    ),
    anywhere: true,
    byName: 'never',
    hint: KEEP_ONNX,
  },
  { ...model, format: 'keras', what: 'a Keras model', files: /\.keras$/, starts: isZip, hint: TENSORFLOW },
  {
    ...model,
    format: 'h5',
    what: 'an HDF5 (Keras) file',
    files: /\.(?:h5|hdf5)$/,
    starts: starts('\x89HDF'),
    anywhere: true,
    byName: 'in-lfs',
    hint: TENSORFLOW,
  },
  {
    ...model,
    format: 'saved-model',
    what: 'a TensorFlow SavedModel',
    files: /(?:^|[/.])saved_model\.pb$/,
    hint: TENSORFLOW,
  },
  {
    ...model,
    format: 'graph-def',
    what: 'a frozen TensorFlow graph',
    files: /\.pb$/,
    starts: isGraphDef,
    byName: 'in-lfs',
    hint: TENSORFLOW,
  },
  {
    format: 'core-ml',
    what: 'a part of a Core ML package',
    part: 'graph',
    files: /\.mlpackage\/.|\.mlmodelc\/./,
    byName: 'always',
    hint: 'give an ONNX model of the same net',
  },
  {
    ...model,
    format: 'core-ml',
    what: 'a Core ML model',
    files: /\.mlmodel$/,
    hint: 'give an ONNX model of the same net',
  },
  {
    ...model,
    format: 'darknet',
    what: 'a Darknet configuration',
    files: /\.cfg$/,
    starts: isDarknet,
    anywhere: true,
    byName: 'never',
    hint: 'convert it with pytorch-YOLOv4 or darknet2onnx',
  },
  {
    ...weights,
    format: 'darknet',
    what: 'a file of Darknet weights',
    files: /\.weights$/,
    starts: isDarknetWeights,
    byName: 'in-lfs',
    hint: 'give an ONNX model of the same net',
  },
  {
    ...model,
    format: 'tensorrt',
    what: 'a TensorRT engine',
    files: /\.(?:engine|plan|trt)$/,
    starts: isEngine,
    byName: 'in-lfs',
    hint: 'an engine holds no graph: give the .onnx file that it was built from',
  },
  { ...model, format: 'mnn', what: 'an MNN model', files: /\.mnn$/, hint: KEEP_ONNX },
  {
    ...model,
    format: 'ncnn',
    what: 'an ncnn or pnnx graph',
    files: /\.param$/,
    starts: matches(/^7767517\s/),
    anywhere: true,
    byName: 'never',
    hint: KEEP_ONNX,
  },
  {
    ...model,
    format: 'paddle',
    what: 'a PaddlePaddle model',
    files: /\.pdmodel$/,
    hint: 'convert it with paddle2onnx',
  },
  {
    ...weights,
    format: 'paddle',
    what: 'a file of PaddlePaddle weights',
    files: /\.pd(?:iparams|params)$/,
    hint: 'convert it with paddle2onnx',
  },
  {
    ...model,
    format: 'paddle',
    what: 'a PaddlePaddle program (PIR)',
    files: /\.json$/,
    starts: matches(/^\s*\{\s*"base_code"\s*:\s*\{[^}]*"magic"\s*:\s*"pir"/),
    anywhere: true,
    byName: 'never',
    hint: 'convert it with paddle2onnx',
  },
  {
    ...model,
    format: 'mlir',
    what: 'an MLIR (StableHLO) program',
    files: /\.(?:mlir|stablehlo|mlirbc)$/,
    starts: matches(/^ML\xefR|^(?:\s*\/\/[^\n]*\n)*\s*module\s[^]*\{/),
    hint: 'give an ONNX model of the same net',
  },
  { ...weights, format: 'caffe', what: 'a Caffe model', files: /\.caffemodel$/, hint: 'convert it to ONNX' },
  {
    ...weights,
    format: 'mlx',
    what: 'a file of MLX weights',
    files: /(?:^|\/)(?:weights|model)[^/]*\.npz$/,
    starts: isZip,
    byName: 'in-lfs',
    hint: 'it holds no graph: give an ONNX model of the same net',
  },
];

/** A pickle, or a zip of one: torch.save writes `NAME/data.pkl` first. */
function isTorch(start: string): boolean {
  if (isZip(start)) return firstEntry(start).endsWith('/data.pkl');
  return start.startsWith('\x80') && start.charCodeAt(1) >= 2 && start.charCodeAt(1) <= 5;
}

/** Name of a zip's first entry. */
function firstEntry(start: string): string {
  return start.slice(30, 30 + start.charCodeAt(26) + 256 * start.charCodeAt(27));
}

/** A length of at most 100 MB in eight bytes, then JSON. */
function isSafetensors(start: string): boolean {
  return start.slice(4, 8) === '\0\0\0\0' && start.charCodeAt(3) < 6 && start.startsWith('{', 8);
}

/** Its first section, behind comments, is [net] or [network]. */
function isDarknet(start: string): boolean {
  const first = start.split('\n').find((line) => !/^\s*(?:[#;].*)?$/.test(line)) ?? '';
  return /^\s*\[net(?:work)?\]\s*$/.test(first);
}

/** The file's major version is 0, its minor version 1 or 2, each in four bytes. */
function isDarknetWeights(start: string): boolean {
  return ['\u0001', '\u0002'].some((minor) => start.startsWith(`\0\0\0\0${minor}\0\0\0`));
}

/** The runtime's own mark, or the length of the metadata that ultralytics puts before it. */
function isEngine(start: string): boolean {
  return /^[fp]trt/.test(start) || start.startsWith('\0\0{"', 2);
}

/** A GraphDef begins with a node, and a node with its name (which has no hundred letters) and its operator. */
function isGraphDef(start: string): boolean {
  if (!start.startsWith('\n')) return false;
  // The node's length takes one to three bytes, the last of them below 128.
  const name = [1, 2, 3].find((at) => start.charCodeAt(at) < 128) ?? 0;
  return start[name + 1] === '\n' && start[name + 3 + start.charCodeAt(name + 2)] === '\u0012';
}
