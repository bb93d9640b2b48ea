import { writeSync } from 'node:fs';

/** Streams whose reader went away (`| head`): what else is written to them is dropped, the exit code stands. */
const closed = new Set<number>();

/** Writes all of a text to stdout. */
export function print(text: string): void {
  writeAll(1, text);
}

/** Writes a line to stderr. */
export function say(line: string): void {
  writeAll(2, `${line}\n`);
}

/** At once and whole, so that nothing is lost when the program ends; without the cost of a stream. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && !closed.has(descriptor);) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
      if (code === 'EPIPE') closed.add(descriptor);
      else if (code === 'EAGAIN') waitForReader();
      else throw thrown;
    }
  }
}

/** A pipe that doesn't block is full. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
