import type { Model } from '#graph/graph.ts';
import type { Reading } from './reading.ts';

/** What a reader knows of the artifact beside its bytes. */
export interface Artifact {
  /** As the user names it: for messages, and as Model.path. */
  readonly path: string;
  /** Length of the bytes that the reader sees, null if only reading to the end would show it. */
  readonly size: number | null;
  /** Length of the file as it is stored, null if unknown. */
  readonly fileBytes: number | null;
}

/** One model format. A new one is a reader file and a row in read.ts. */
export interface Format {
  readonly name: string;
  /** With their dot, in lower case; `.gz` is taken off before. */
  readonly extensions: readonly string[];
  /** True if the artifact's first bytes (up to HEAD_BYTES) can only be this format's. */
  sniff(head: Uint8Array): boolean;
  /** Reads the model; `head` are the first bytes, which aren't asked for again. */
  read(head: Uint8Array, artifact: Artifact): Reading<Model>;
}
