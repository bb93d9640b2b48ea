import { writeSync } from 'node:fs';
import { Fault } from '#graph/fault.ts';

/** Streams that take no more: what else is written to them is dropped. */
const closed = new Set<number>();

/**
 * Writes a text to stdout or stderr: at once and whole, so that nothing is lost when the program ends; without the cost of a stream. A
 * reader that went away (`| head`) is no fault: the rest is dropped.
 * @throws Fault `unwritable-output` if stdout can't take it; a failure of stderr could not be reported
 */
export function writeOut(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && !closed.has(descriptor);) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (thrown) {
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
      if (code === 'EAGAIN') waitForReader();
      else {
        closed.add(descriptor);
        if (code !== 'EPIPE' && descriptor === 1) throw lostOutput('stdout', thrown);
      }
    }
  }
}

/** A pipe that doesn't block is full. */
function waitForReader(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/** What was to be written can't be: whoever waits for it has no answer. @param name of the stream or file, as the user knows it */
export function lostOutput(name: string, cause: unknown): Fault {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Fault('unwritable-output', `${name} can't be written: ${why}`, 'free space there, or write elsewhere', {
    cause,
  });
}
