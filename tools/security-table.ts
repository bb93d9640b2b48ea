/** A test that SECURITY.md names: a file under test/, and a part of its tests' names. */
export interface NamedTest {
  /** `host/github-comment`. */
  readonly file: string;
  /** In the words of the file; null: the file as a whole. */
  readonly name: string | null;
}

export interface ThreatRow {
  readonly threat: string;
  readonly tests: readonly NamedTest[];
  /** The version (`0.2.0`) or day (`2026-12-01`) from which on the test holds. */
  readonly since: string;
}

const testPattern = /`([a-z0-9-]+(?:\/[a-z0-9-]+)+)`(?: › `([^`]+)`)?/g;

/** The rows of every table `threat | what stands against it | test | since` of a document in markdown. */
export function threatRows(markdown: string): readonly ThreatRow[] {
  const rows: ThreatRow[] = [];
  let inside = false;
  for (const line of markdown.split('\n')) {
    const cells = line.startsWith('|') ? line.slice(1, line.lastIndexOf('|')).split(/(?<!\\)\|/) : [];
    const [threat = '', , tests = '', since = ''] = cells.map((cell) => cell.trim());
    if (threat === 'threat') inside = since === 'since';
    else if (inside && cells.length > 0 && !/^-+$/.test(threat))
      rows.push({
        threat,
        tests: [...tests.matchAll(testPattern)].map(([, file = '', name]) => ({ file, name: name ?? null })),
        since,
      });
    if (cells.length === 0) inside = false;
  }
  return rows;
}

/** True where what holds since `since` can't hold yet at a commit of that version and day. */
export function isNewer(since: string, at: { readonly version: string; readonly day: string }): boolean {
  if (since.includes('-')) return since > at.day;
  const [a, b] = [since, at.version].map((version) => version.split('.').map(Number));
  for (let i = 0; i < 3; i++) if (a?.[i] !== b?.[i]) return (a?.[i] ?? 0) > (b?.[i] ?? 0);
  return false;
}
