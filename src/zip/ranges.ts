import type { Fault } from '#graph/fault.ts';

/** Work that yields the range of the archive that it lacks, and is resumed with its bytes: a `Reading` for whoever reads a model. */
export type Ranges<R> = Generator<{ readonly offset: number; readonly length: number }, R, Uint8Array>;

/** Makes the fault of an archive: what is wrong with it follows "it can't be read: ". */
export type Fail = (what: string, cause?: unknown) => Fault;
