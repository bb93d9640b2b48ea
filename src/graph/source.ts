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
  close(): void | Promise<void>;
}
