import type { Branches, Figures, GraphRun, LayerRun } from '#count/run.ts';
import { equal, format } from '#graph/dim.ts';

const maxLabel = 60;

/** Iterations that cost the same. */
interface Group {
  readonly run: GraphRun;
  readonly iterations: number[];
}

/** Runs of consecutive iterations as parts: one for all that cost the same in every layer, named by their numbers. */
export function mergeIterations(runs: readonly GraphRun[]): Branches['parts'] {
  const groups: Group[] = [];
  const byTotals = new Map<string, Group[]>();
  runs.forEach((run, k) => {
    const key = Object.values(run.totals).map(format).join();
    const alike = byTotals.get(key) ?? [];
    const like = alike.find((group) => sameCost(group.run, run));
    if (like !== undefined) {
      like.iterations.push(k);
      return;
    }
    const group = { run, iterations: [k] };
    groups.push(group);
    byTotals.set(key, [...alike, group]);
  });
  return groups.map(({ run, iterations }) => ({
    label: groups.length === 1 ? 'body' : labelOf(iterations),
    times: iterations.length,
    run,
  }));
}

/** True if two runs of one body cost the same, layer by layer. */
function sameCost(a: GraphRun, b: GraphRun): boolean {
  if (a === b) return true;
  if (!sameFigures(a.totals, b.totals) || a.layers.length !== b.layers.length || !samePeaks(a, b)) return false;
  return a.layers.every((layer, i) => sameLayer(layer, b.layers[i] as LayerRun));
}

function sameLayer(a: LayerRun, b: LayerRun): boolean {
  if (a.status !== b.status || a.node !== b.node || !sameFigures(a.figures, b.figures)) return false;
  const [parts, others] = [a.branches?.parts ?? [], b.branches?.parts ?? []];
  if (parts.length !== others.length || a.branches?.combine !== b.branches?.combine) return false;
  return parts.every((part, i) => {
    const other = others[i];
    return (
      other !== undefined &&
      part.label === other.label &&
      equal(part.times, other.times) &&
      sameCost(part.run, other.run)
    );
  });
}

function samePeaks(a: GraphRun, b: GraphRun): boolean {
  if (a.peaks === null || b.peaks === null) return a.peaks === b.peaks;
  const others = b.peaks;
  return a.peaks.length === others.length && a.peaks.every((peak, i) => equal(peak, others[i] ?? 0));
}

function sameFigures(a: Figures, b: Figures): boolean {
  if (a === b) return true;
  return (Object.keys(a) as (keyof Figures)[]).every((name) => equal(a[name], b[name]));
}

/** `iterations 0-3,7`; cut if it gets long. */
function labelOf(iterations: readonly number[]): string {
  const ranges: string[] = [];
  let first = iterations[0] ?? 0;
  iterations.forEach((k, i) => {
    if (iterations[i + 1] === k + 1) return;
    ranges.push(first === k ? String(k) : `${first}-${k}`);
    first = iterations[i + 1] ?? 0;
  });
  const text = ranges.join(',');
  const cut = text.length > maxLabel ? `${text.slice(0, text.lastIndexOf(',', maxLabel))},...` : text;
  return `${iterations.length === 1 ? 'iteration' : 'iterations'} ${cut}`;
}
