import { countedMetrics } from '#policy/metrics.ts';
import type { CountOptions } from '#count/bind.ts';
import type { CasePlan, ModelPlan } from '#policy/policy.ts';
import type { RecordedModel } from '#history/record.ts';
import type { RecordedLayers } from '#history/layers.ts';
import type { Side } from '#diff/types.ts';
import type { Source } from '#graph/source.ts';
import type { TreeFile } from '#graph/tree.ts';
import { layersOf } from '#history/layers.ts';
import { amountOf } from '#diff/figures.ts';
import { createCounter } from '#gate/side.ts';

/** What is kept of a counted version. */
export type VersionFigures = Pick<RecordedModel, 'format' | 'exact' | 'figures' | 'failure'>;

/** One model in one case at a commit. */
export interface Version {
  readonly key: string;
  readonly plan: ModelPlan;
  readonly casePlan: CasePlan;
  readonly file: TreeFile;
  readonly external: readonly TreeFile[];
}

/** What counting needs of the world around it; as the gate's Host. */
export interface VersionHost {
  prefetch(files: readonly TreeFile[]): Promise<void>;
  open(file: TreeFile): Promise<Source>;
  bytes(file: TreeFile): Promise<bigint | null>;
}

/** Counts versions, each once; of what it counted it keeps the figures only. */
export interface VersionCounter {
  /** Figures of all the versions by key; `fresh`: layers of those that were counted for it. */
  count(versions: readonly Version[]): Promise<{
    readonly figures: ReadonlyMap<string, VersionFigures>;
    readonly fresh: ReadonlyMap<string, RecordedLayers>;
  }>;
  /** Model files read so far. */
  readonly read: number;
}

/** @param known figures that need no counting, by key; grows by what is counted */
export function createVersionCounter(host: VersionHost, known: Map<string, VersionFigures>): VersionCounter {
  let read = 0;
  return {
    get read() {
      return read;
    },
    async count(versions) {
      const figures = new Map<string, VersionFigures>();
      const fresh = new Map<string, RecordedLayers>();
      const groups = byContent(versions.filter(({ key }) => !known.has(key)));
      await host.prefetch(groups.flatMap(([first]) => (first === undefined ? [] : [first.file])));
      for (const group of groups) {
        read += 1;
        // One model in memory at a time.
        // oxlint-disable-next-line no-await-in-loop
        for (const { key, side } of await countFile(host, group)) {
          const kept = versionFigures(side);
          figures.set(key, kept);
          if (side.kind !== 'counted') continue;
          known.set(key, kept);
          fresh.set(key, layersOf(side.report));
        }
      }
      for (const { key } of versions) {
        const kept = known.get(key);
        if (kept !== undefined) figures.set(key, kept);
      }
      return { figures, fresh };
    },
  };
}

/** Versions of one content together, each key once. */
function byContent(versions: readonly Version[]): readonly (readonly Version[])[] {
  const groups = new Map<string, Map<string, Version>>();
  for (const version of versions) {
    const content = [version.file, ...version.external].map(({ id }) => id).join(' ');
    const group = groups.get(content) ?? new Map<string, Version>();
    groups.set(content, group.set(version.key, version));
  }
  return [...groups.values()].map((group) => [...group.values()]);
}

/** One file, in all the cases that are asked for. */
async function countFile(
  host: VersionHost,
  group: readonly Version[],
): Promise<readonly { readonly key: string; readonly side: Side }[]> {
  const [first] = group;
  if (first === undefined) return [];
  const counter = createCounter(async (file) => host.open(file));
  const all = first.external.length === 0 ? [] : [first.file, ...first.external];
  const sizes = await Promise.all(all.map(async (file) => host.bytes(file)));
  const bytes =
    first.external.length === 0 || sizes.includes(null)
      ? null
      : sizes.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n);
  const cases = group.map(({ casePlan: { dims, inputs, values } }): CountOptions => ({ dims, inputs, values }));
  const sides = await counter.count(first.file, cases, bytes);
  return sides.flatMap((side, i) => {
    const key = group[i]?.key;
    return key === undefined ? [] : [{ key, side }];
  });
}

function versionFigures(side: Side): VersionFigures {
  if (side.kind === 'failed') {
    const { code, message } = side.failure;
    return { format: null, exact: false, figures: {}, failure: { code, message } };
  }
  const figures: Record<string, string> = {};
  for (const metric of countedMetrics) {
    const value = amountOf(side, metric)?.value ?? null;
    if (value !== null) figures[metric] = String(value);
  }
  return { format: side.report.format, exact: side.report.exact, figures, failure: null };
}

/**
 * Names a version: the content (of the model and what belongs to it), the sizes that it is counted at, and the counter's version.
 * Equal keys are equal figures.
 */
export function versionKey(
  file: TreeFile,
  external: readonly TreeFile[],
  { dims, inputs, values }: CasePlan,
  counter: string,
): string {
  const others = external.map(({ path, id }) => [path, id]);
  const about = [counter, others, [...dims], [...inputs], [...values]];
  const text = JSON.stringify(about, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
  return `${file.id ?? '0'.repeat(40)}-${hash64(text)}`;
}

/** FNV-1a, 64 bits, in hex. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
