import type { HistoryRecord } from '#history/record.ts';
import type { RecordedLayers } from '#history/layers.ts';
import { parseLayers } from '#history/layers.ts';
import { isRecordPath, parseRecord } from '#history/record.ts';
import { inOrderOfTime } from '#history/series.ts';
import { asFault } from '#graph/fault.ts';

/** The data branch as a whole, oldest files first, as src/host/data-branch/data-branch.ts brings it. */
export interface WholeBranch {
  files(): AsyncIterable<{ readonly path: string; readonly text: string }>;
  /** Sentences on parts that can't be read. */
  readonly problems: readonly string[];
}

export interface ReadHistory {
  /** From first to last. */
  readonly history: readonly HistoryRecord[];
  /** By version key. */
  readonly layers: ReadonlyMap<string, RecordedLayers>;
  /** Sentences on what can't be read: the rest stands. */
  readonly problems: readonly string[];
}

/** Everything on the data branch; of a commit the first record that can be read. */
export async function readHistory(branch: WholeBranch): Promise<ReadHistory> {
  const records = new Map<string, HistoryRecord>();
  const layers = new Map<string, RecordedLayers>();
  const problems = [...branch.problems];
  for await (const { path, text } of branch.files()) {
    if (isRecordPath(path)) {
      try {
        const record = parseRecord(text, path);
        if (!records.has(record.sha)) records.set(record.sha, record);
      } catch (thrown) {
        problems.push(asFault(thrown).message);
      }
    } else if (path.startsWith('layers/')) {
      const one = parseLayers(text);
      if (one !== null) layers.set(path.replace(/^.*\/|\.json$/g, ''), one);
    }
  }
  return { history: inOrderOfTime([...records.values()]), layers, problems };
}
