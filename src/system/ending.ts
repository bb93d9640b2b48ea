import { killDescendants } from './descendants.ts';

/** Signals by which a user, a runner or a closing terminal asks a process to end, and their numbers. */
const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;
type EndSignal = keyof typeof signals;
const names = Object.keys(signals) as EndSignal[];

/** A launcher such as npm hands a terminal's signal on, so that it comes twice: for so long both count as one. */
const ONE_SIGNAL_MS = 30;

const cleanups = new Set<() => void>();
let working = 0;
let onExit = false;
let watching = false;

/**
 * Registers what must be undone however this process ends, SIGKILL aside.
 * @param clean synchronous; its errors are dropped
 * @returns takes the registration back, without calling it
 */
export function atEnd(clean: () => void): () => void {
  cleanups.add(clean);
  if (!onExit) process.on('exit', cleanUp);
  onExit = true;
  watch();
  return () => {
    cleanups.delete(clean);
    unwatch();
  };
}

/** Does work that starts other processes: a signal that ends this process ends them, too. */
export async function withChildren<T>(work: () => Promise<T>): Promise<T> {
  const release = holdChildren();
  try {
    return await work();
  } finally {
    release();
  }
}

/** As `withChildren`, for work that doesn't fit into one function. @returns to be called when they are gone; further calls do nothing */
export function holdChildren(): () => void {
  working += 1;
  watch();
  let isHeld = true;
  return () => {
    if (isHeld) working -= 1;
    isHeld = false;
    unwatch();
  };
}

function cleanUp(): void {
  for (const clean of cleanups) {
    cleanups.delete(clean);
    try {
      clean();
    } catch {
      // The others are still due; what is left is removed by a later run.
    }
  }
}

/** Only while there is something to undo: at all other times a signal ends the process at once, by itself. */
function watch(): void {
  if (watching) return;
  watching = true;
  for (const name of names) process.on(name, end);
}

function unwatch(): void {
  if (!watching || working > 0 || cleanups.size > 0) return;
  watching = false;
  for (const name of names) process.off(name, end);
}

/**
 * Ends children, undoes what is registered, and dies of the signal, so that who waits for this process sees why. In one go: nothing else
 * of this process runs any more, so a child that ended can't be reported as a failure. A second signal finds the
 * system's own handler and ends the process at once.
 */
function end(signal: EndSignal): void {
  pause(ONE_SIGNAL_MS);
  killDescendants(pause);
  for (const name of names) process.off(name, end);
  cleanUp();
  if (process.platform !== 'win32') process.kill(process.pid, signal);
  // Windows, or the first process of a container, which doesn't die of its own signals.
  process.exit(128 + signals[signal]);
}

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
