import { terminalName } from '#text/escape.ts';
import type { GateProgress } from '#gate';
import { cutAt, repeated, term, type TerminalText } from '#text/safe.ts';
import { draw, say, viewOf } from './streams.ts';

export interface Progress {
  readonly show: (progress: GateProgress) => void;
  /** Takes the bar away. */
  readonly done: () => void;
}

const stages: Readonly<Record<GateProgress['stage'], TerminalText>> = {
  policy: term`reading the policy`,
  build: term`building`,
  changes: term`looking for changed models`,
  count: term`counting`,
  bench: term`measuring`,
  judge: term`judging`,
};

/** Most lines that a log gets of one stage. */
const MAX_LINES = 20;
const BAR = 24;

/** Progress on stderr: one line that is written over on a terminal, plain lines elsewhere. */
export function openProgress(): Progress {
  const { color, width } = viewOf(2);
  return width === Infinity ? lines() : bar(width, color);
}

function lines(): Progress {
  let last: TerminalText | null = null;
  return {
    show: ({ stage, done, of, what }) => {
      const step = Math.max(1, Math.ceil((of ?? 1) / MAX_LINES));
      if (done % step !== 0 && done !== of) return;
      const name = what === '' ? '' : term` ${terminalName(what)}`;
      const line = of === null ? stages[stage] : term`${stages[stage]} ${Math.min(done + 1, of)}/${of}${name}`;
      if (line !== last) say(term`flopgate: ${line}`);
      last = line;
    },
    done: () => undefined,
  };
}

function bar(width: number, color: boolean): Progress {
  return {
    show: ({ stage, done, of, what }) => {
      const filled = of === null || of === 0 ? 0 : Math.round((BAR * done) / of);
      const body = term`${repeated('█', filled)}${repeated('░', BAR - filled)}`;
      const drawn = color ? term`\u001b[36m${body}\u001b[0m` : body;
      const text = term`${of === null ? '' : term` ${done}/${of}`} ${stages[stage]} ${terminalName(what)}`;
      write(term`${drawn}${cutAt(text, width - BAR - 1)}`);
    },
    done: () => write(term``),
  };
}

function write(text: TerminalText): void {
  draw(term`\r\u001b[2K${text}`);
}
