/** Bytes of one artifact, asked for by range; a reader never asks for the weights. */
export interface Source {
  /** Path or `REV:path`, for messages. */
  readonly name: string;
  /** Length in bytes, or null if only reading to the end would show it (a compressed stream). */
  readonly size: number | null;
  /** Bytes that it takes as stored, if that differs from `size` (a compressed file). */
  readonly storedSize?: number | null;
  /**
   * Bytes [offset, offset + length), fewer only at the end of the artifact. Offsets of a `forward` source never decrease.
   * Synchronous where the medium allows (a file), so that counting a file takes no turns of the event loop.
   */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
  /** True if earlier bytes can't be read again (a pipe, a gzip stream). */
  readonly forward: boolean;
  /** The other files of the model that begins here; absent where it stands alone (bytes in memory). */
  readonly beside?: Beside;
  close(): void | Promise<void>;
}

/**
 * What lies beside a model's root, wherever that is: in a folder, a commit, or what a build made. With the root it is the whole
 * artifact. Paths are relative to the root's folder, with `/`, and never lead out of it.
 */
export interface Beside {
  /** Files below the root's folder that are wanted, sorted by path; contents aren't looked at, but for pointers of Git LFS. */
  list(wanted: (relative: string) => boolean): readonly Member[] | Promise<readonly Member[]>;
  /**
   * Opens one of them, as the root was opened: a pointer is followed, `.gz` inflated.
   * @throws Fault `missing-file`, `git-lfs-pointer`, `member-path`, …
   */
  open(relative: string): Source | Promise<Source>;
}

/** A file of a model beside its root. */
export interface Member {
  /** From the root's folder. */
  readonly path: string;
  /** As stored: of the object that a Git LFS pointer names; null where only fetching would tell. */
  readonly bytes: number | null;
  /** SHA-256 of the object that a Git LFS pointer names; null where the file is the content itself. */
  readonly oid: string | null;
}
