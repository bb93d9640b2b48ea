import { terminalName } from '#text/escape.ts';
import type { GateProgress } from '#gate';
import { draw, say, viewOf } from './streams.ts';

export interface Progress {
  readonly show: (progress: GateProgress) => void;
  /** Takes the bar away. */
  readonly done: () => void;
}

const stages: Readonly<Record<GateProgress['stage'], string>> = {
  policy: 'reading the policy',
  build: 'building',
  changes: 'looking for changed models',
  count: 'counting',
  bench: 'measuring',
  judge: 'judging',
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
  let last = '';
  return {
    show: ({ stage, done, of, what }) => {
      const step = Math.max(1, Math.ceil((of ?? 1) / MAX_LINES));
      if (done % step !== 0 && done !== of) return;
      const name = what === '' ? '' : ` ${terminalName(what)}`;
      const line = of === null ? stages[stage] : `${stages[stage]} ${Math.min(done + 1, of)}/${of}${name}`;
      if (line !== last) say(`flopgate: ${line}`);
      last = line;
    },
    done: () => undefined,
  };
}

function bar(width: number, color: boolean): Progress {
  return {
    show: ({ stage, done, of, what }) => {
      const filled = of === null || of === 0 ? 0 : Math.round((BAR * done) / of);
      const body = `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}`;
      const drawn = color ? `\u001b[36m${body}\u001b[0m` : body;
      const text = `${of === null ? '' : ` ${done}/${of}`} ${stages[stage]} ${terminalName(what)}`;
      write(
        drawn +
          Array.from(text)
            .slice(0, width - BAR - 1)
            .join(''),
      );
    },
    done: () => write(''),
  };
}

function write(text: string): void {
  draw(`\r\u001b[2K${text}`);
}
