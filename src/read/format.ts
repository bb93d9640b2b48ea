import type { Model } from '#graph/graph.ts';
import type { Member } from '#graph/source.ts';
import type { Reading } from './reading.ts';

/** What a reader knows of a model beside its first bytes. */
export interface Artifact {
  /** As the user names it: for messages, and as Model.path. */
  readonly path: string;
  /** Length of the root's bytes as the reader sees them, null if only reading to the end would show it. */
  readonly size: number | null;
  /** Length of the root as it is stored, null if unknown. */
  readonly fileBytes: number | null;
  /** Files that belong to it (`Format.memberOf`), sorted by path; empty if the format's reader doesn't ask for them. */
  readonly members: readonly Member[];
}

/** Reads a model; `head` are the root's first bytes (up to HEAD_BYTES), which a format of `forward` access doesn't ask for again. */
export type Reader = (head: Uint8Array, artifact: Artifact) => Reading<Model>;

/** One model format: a row of `formats.ts`, and a folder with its reader. */
export interface Format {
  /** As `Model.format`, and in the code `not-NAME` of a file that isn't one. */
  readonly name: string;
  /** Follows "PATH is not ": `an ONNX model`. */
  readonly what: string;
  /**
   * Endings of a root's path, in lower case and without `.gz`: `.onnx`. One with a `/` names a file in a folder, and the folder is the model:
   * `/saved_model.pb`, `.mlpackage/manifest.json`.
   */
  readonly endings: readonly string[];
  /** True if files of other kinds have such endings: only what `sniff` is sure of is a model. */
  readonly isShared: boolean;
  /** Whether its reader goes through the root from front to back, or needs bytes from any place, which a stream can't give. */
  readonly access: 'forward' | 'random';
  /** Whether first bytes are of this format: true and false are sure, null is possible (nothing at its start says what it is). */
  sniff(head: Uint8Array, path: string): boolean | null;
  /**
   * The root that a file beside it belongs to, by the file's path alone; null if it belongs to none. Its change is then a change of the
   * model. It goes from file to root, not from root to files, so that among 100,000 files each is looked at once. Absent: no members.
   */
  memberOf?(path: string): string | null;
  /** Whether the reader looks into members, so that they are listed for it. */
  readonly readsMembers: boolean;
  /** Its reader: at once if it is part of every start, else loaded when a file of the format is met. */
  load(): Reader | Promise<Reader>;
}
