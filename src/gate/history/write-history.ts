import type { HistoryRecord, RecordedCommit } from '#history/record.ts';
import type { RecordedLayers } from '#history/layers.ts';
import { badgeFiles } from '#history/badge.ts';
import { isVersionKey, layersPath } from '#history/layers.ts';
import { parseRecent, withRecord } from '#history/recent.ts';
import { parseRecord, recordPath, recordText, timeOf } from '#history/record.ts';
import type { VersionFigures } from './count-version.ts';

/** A text file of the data branch; `once`: what lies there stays. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
  readonly once: boolean;
  /** Of a record: when its commit was made, as `timeOf` gives it. */
  readonly time?: number;
}

/** The data branch at this moment; where a record lies depends on its time. */
export interface BranchTip {
  read(path: string, time?: number): Promise<string | null>;
  present(sought: readonly Pick<WrittenFile, 'path' | 'time'>[]): Promise<ReadonlySet<string>>;
}

/** The commit that the badges and `latest.json` are about. */
interface Latest {
  readonly sha: string;
  readonly committedAt: string;
}

const latestPath = 'latest.json';
/** MACs of the newest commits, as src/history/recent.ts describes them. */
export const recentPath = 'recent.json';

/** The newest record on the branch, null if there is none (or none that can be read). */
export async function readLatest(tip: BranchTip): Promise<HistoryRecord | null> {
  const latest = parseLatest(await tip.read(latestPath));
  if (latest === null) return null;
  const path = recordPath(latest.sha);
  const text = await tip.read(path, timeOf(latest));
  try {
    return text === null ? null : parseRecord(text, path);
  } catch {
    return null;
  }
}

function parseLatest(text: string | null): Latest | null {
  try {
    const { sha, committedAt } = JSON.parse(text ?? 'null') as Partial<Latest>;
    if (!/^[0-9a-f]{40,64}$/.test(String(sha)) || Number.isNaN(Date.parse(String(committedAt)))) return null;
    return { sha: String(sha), committedAt: String(committedAt) };
  } catch {
    return null;
  }
}

/** Figures of a record's versions, which needn't be counted again where the content is the same. */
export function knownVersions(record: HistoryRecord | null, version: string): Map<string, VersionFigures> {
  if (record === null || record.version !== version) return new Map();
  return new Map(
    record.models
      .filter(({ failure, key }) => failure === null && isVersionKey(key))
      .map(({ key, format, exact, figures }) => [key, { format, exact, figures, failure: null }]),
  );
}

/** What is written for records; badges only where the last of them is the newest of all. */
export async function filesFor(
  tip: BranchTip,
  records: readonly HistoryRecord[],
  layers: ReadonlyMap<string, RecordedLayers>,
): Promise<readonly WrittenFile[]> {
  const files: WrittenFile[] = [
    ...records.map((record) => ({
      path: recordPath(record.sha),
      text: recordText(record),
      once: true,
      time: timeOf(record),
    })),
    ...[...layers].map(([key, one]) => ({ path: layersPath(key), text: `${JSON.stringify(one)}\n`, once: true })),
  ];
  const newest = records.toSorted((a, b) => Date.parse(a.committedAt) - Date.parse(b.committedAt)).at(-1);
  if (newest === undefined) return files;
  const latest = parseLatest(await tip.read(latestPath));
  if (latest !== null && !follows(newest, latest)) return files;
  const { sha, committedAt } = newest;
  const recent = records.reduce(withRecord, parseRecent(await tip.read(recentPath)));
  return [
    ...files,
    { path: recentPath, text: `${JSON.stringify(recent)}\n`, once: false },
    { path: latestPath, text: `${JSON.stringify({ sha, committedAt })}\n`, once: false },
    ...badgeFiles(newest).map((file) => ({ ...file, once: false })),
  ];
}

/** Clocks go wrong: a child is newer than its parent whatever they say. */
function follows({ parents, committedAt }: RecordedCommit, latest: Latest): boolean {
  return parents.includes(latest.sha) || Date.parse(committedAt) > Date.parse(latest.committedAt);
}
