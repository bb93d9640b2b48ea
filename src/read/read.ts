import type { Model } from '#graph/graph.ts';
import type { Member, Source } from '#graph/source.ts';
import { allot } from '#graph/effort.ts';
import { Fault } from '#graph/fault.ts';
import type { Artifact, Format, Reader } from './format.ts';
import { formats, formatsOf, modelBeside } from './formats.ts';
import { inMemory } from './in-memory.ts';
import { atOnce, drive, HEAD_BYTES } from './reading.ts';
import { notThere, recognise } from './sniff.ts';

/**
 * Reads the model that begins at a source: its structure only, weights are never asked for. The answer is a promise only where the
 * source gives promises, or the format's reader has to be loaded. The source stays open.
 *
 * @param path of the root; its name decides where the content doesn't, and which files belong to it
 * @param name the model as the user names it, for messages and as `Model.path`
 * @throws Fault with a code of its own for every kind of unreadable file (`empty-file`, `git-lfs-pointer`, `not-onnx`,
 *   `unsupported-format`, `not-a-model`, `too-large`, …)
 */
export function readModel(source: Source, path: string, name: string = path): Model | Promise<Model> {
  allot();
  const head = source.read(0, Math.min(HEAD_BYTES, source.size ?? HEAD_BYTES));
  const start = (bytes: Uint8Array): Model | Promise<Model> => begin({ source, path, name, head: bytes });
  return head instanceof Promise ? head.then(start) : start(head);
}

/** `readModel` for a source that answers at once, such as a file, and a format whose reader is there from the start. */
export function readModelSync(source: Source, path: string): Model {
  return atOnce(source, readModel(source, path));
}

/** A root with its first bytes. */
interface Root {
  readonly source: Source;
  readonly path: string;
  readonly name: string;
  readonly head: Uint8Array;
}

function begin(root: Root): Model | Promise<Model> {
  const format = choose(root);
  const reader = format.load();
  if (reader instanceof Promise || format.readsMembers) return beginLater(root, format, reader);
  return run(root, format, reader, []);
}

async function beginLater(root: Root, format: Format, reader: Reader | Promise<Reader>): Promise<Model> {
  const members = format.readsMembers ? await membersOf(root) : [];
  return run(root, format, await reader, members);
}

function run(
  { source, name, head }: Root,
  { access }: Format,
  reader: Reader,
  members: readonly Member[],
): Model | Promise<Model> {
  const fileBytes = source.storedSize ?? source.size;
  const artifact: Artifact = { path: name, size: source.size, fileBytes, members };
  return drive(access === 'random' && source.forward ? inMemory(source, head) : source, reader(head, artifact));
}

/** Files that belong to a root, of those beside it. */
async function membersOf({ source, path }: Root): Promise<readonly Member[]> {
  if (source.beside === undefined) return [];
  const slash = path.lastIndexOf('/') + 1;
  const [folder, name] = [path.slice(0, slash), path.slice(slash).replace(/\.gz$/i, '')];
  return source.beside.list((relative) => modelBeside(folder + relative.replace(/\.gz$/i, '')) === folder + name);
}

/**
 * The format of a file: what its content is sure to be, else what its name says.
 * @throws Fault where it is something else, or of a format that isn't read
 */
function choose({ head, path, name: shown }: Root): Format {
  const nothing = notThere(head, shown);
  if (nothing !== null) throw nothing;
  const named = formatsOf(path);
  const sniffed = named.map((format) => format.sniff(head, path));
  const sure =
    named[sniffed.indexOf(true)] ??
    formats.find((format) => !named.includes(format) && format.sniff(head, path) === true);
  if (sure !== undefined) return sure;
  const other = recognise(head, path, shown, named[0] ?? null);
  if (other !== null) throw other;
  const [first] = named;
  const possible = first === undefined ? formats[0] : named[sniffed.indexOf(null)];
  if (possible !== undefined) return possible;
  const { name, what } = first as Format;
  throw new Fault(
    `not-${name}`,
    `${shown} is not ${what}, though it is named like one`,
    'give the file that the exporter wrote',
  );
}
