import { spawn, type ChildProcess } from 'node:child_process';
import { atEnd } from '#system/ending.ts';

/** How a command ended. */
export interface CommandEnd {
  /** Null if it was stopped by a signal. */
  readonly code: number | null;
  readonly timedOut: boolean;
  readonly seconds: number;
  /** Both its streams, as they came: only the beginning and the end if it is long. */
  readonly log: string;
}

const MAX_HEAD = 4000;
const MAX_TAIL = 12_000;
/** Between asking a command to end and ending it. */
const GRACE_MS = 5000;

/**
 * Runs a shell command line in a process group of its own. When it ends, or its time is over, whatever it started ends, too.
 * @param env the whole of its environment
 */
export async function runCommand(
  line: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly timeoutMs: number },
): Promise<CommandEnd> {
  const started = process.hrtime.bigint();
  const child = spawn(line, {
    shell: true,
    detached: process.platform !== 'win32',
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A group of its own isn't reached by what ends this process.
  const release = atEnd(() => endGroup(child, 'SIGKILL'));
  const log = boundedLog();
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.add(chunk));
  let timedOut = false;
  const stop = setTimeout(() => {
    timedOut = true;
    endGroup(child, 'SIGTERM');
    setTimeout(() => endGroup(child, 'SIGKILL'), GRACE_MS).unref();
  }, options.timeoutMs);
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(127));
    // What it left running may hold its streams open for ever.
    child.on('exit', (exit) => {
      endGroup(child, 'SIGKILL');
      setTimeout(() => resolve(exit), 200).unref();
      child.on('close', () => resolve(exit));
    });
  });
  clearTimeout(stop);
  release();
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  const seconds = Math.round(Number(process.hrtime.bigint() - started) / 1e6) / 1000;
  return { code: timedOut ? null : code, timedOut, seconds, log: log.text() };
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}

/** The first and the last bytes of what is added. */
function boundedLog(): { add(chunk: Buffer): void; text(): string } {
  let head = Buffer.alloc(0);
  let tail = Buffer.alloc(0);
  let dropped = 0;
  return {
    add(chunk) {
      const room = MAX_HEAD - head.length;
      if (room > 0) head = Buffer.concat([head, chunk.subarray(0, room)]);
      const rest = chunk.subarray(Math.max(0, room));
      if (rest.length === 0) return;
      const all = Buffer.concat([tail, rest]);
      const over = Math.max(0, all.length - MAX_TAIL);
      dropped += over;
      tail = Buffer.from(all.subarray(over));
    },
    text() {
      const gap = dropped === 0 ? '' : `\n… ${dropped} bytes left out …\n`;
      return `${head.toString('utf8')}${gap}${tail.toString('utf8')}`.trimEnd();
    },
  };
}
