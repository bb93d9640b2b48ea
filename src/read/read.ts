import type { Model } from '#graph/graph.ts';
import type { Source } from '#graph/source.ts';
import { allot } from '#graph/effort.ts';
import type { Artifact, Format } from './format.ts';
import { readOnnx } from './onnx/onnx.ts';
import { drive, driveSync, HEAD_BYTES, type Reading } from './reading.ts';
import { recognise } from './sniff.ts';

const formats: readonly [Format, ...Format[]] = [
  // A protobuf has no magic number: ONNX is what its name says, and what nothing else claims.
  { name: 'onnx', extensions: ['.onnx'], sniff: () => false, read: readOnnx },
];

/** Extensions of the files that can be read, in lower case, compressed ones included. */
export const knownExtensions: readonly string[] = formats.flatMap(({ extensions }) =>
  extensions.flatMap((e) => [e, `${e}.gz`]),
);

/**
 * Reads the model behind a source: its structure only, weights are never asked for. The answer is a promise only where the
 * source gives promises. The source stays open.
 *
 * @param path the artifact as the user names it; its extension decides where the content doesn't
 * @throws Fault with a code of its own for every kind of unreadable file (`empty-file`, `git-lfs-pointer`, `not-onnx`, …)
 */
export function readModel(source: Source, path: string): Model | Promise<Model> {
  return drive(source, readAny(artifactOf(source, path)));
}

/** `readModel` for a source that answers at once, such as a file. */
export function readModelSync(source: Source, path: string): Model {
  return driveSync(source, readAny(artifactOf(source, path)));
}

function artifactOf(source: Source, path: string): Artifact {
  return { path, size: source.size, fileBytes: source.storedSize ?? source.size };
}

function* readAny(artifact: Artifact): Reading<Model> {
  allot();
  const head = yield { offset: 0, length: Math.min(HEAD_BYTES, artifact.size ?? HEAD_BYTES) };
  const sure = formats.find((format) => format.sniff(head));
  if (sure !== undefined) return yield* sure.read(head, artifact);
  const other = recognise(head, artifact, knownExtensions);
  if (other !== null) throw other;
  const named = formats.find((format) => hasExtension(format, artifact.path)) ?? formats[0];
  return yield* named.read(head, artifact);
}

function hasExtension(format: Format, path: string): boolean {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  return format.extensions.some((extension) => name.endsWith(extension));
}
