import type { BuildNote } from '#graph/build.ts';
import type { GateReport } from '#judge/types.ts';

/** The last lines of what a failing build wrote. */
export interface BuildLog {
  readonly note: BuildNote;
  readonly lines: readonly string[];
}

const MAX_LINE = 300;

/** @param most lines of each */
export function failedBuilds({ builds = [] }: GateReport, most: number): readonly BuildLog[] {
  return builds
    .filter(({ problem }) => problem !== null)
    .map((note) => ({ note, lines: note.log.split(/\r?\n/).slice(-most).map(cut) }));
}

const cut = (line: string): string => (line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line);
