import type { CountOptions } from '#count/bind.ts';
import type { Finding } from '#graph/finding.ts';
import type { Side } from '#diff/types.ts';
import type { TreeFile } from '#graph/tree.ts';
import type { Counter } from './side.ts';
import { shareSizes, type SharedSizes } from '#count/share-sizes.ts';

/** Both sides of a model, counted so that equal names are equal sizes. */
export interface CountedPair {
  readonly base: Side | null;
  readonly head: Side | null;
  /** Head's name of a size → base's, where they differ. Hostile text. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Sizes that head leaves open and base's file fixes. Hostile text. */
  readonly fixedAtBase: ReadonlySet<string>;
}

const nothing: Pick<SharedSizes, 'renamed' | 'fixedAtBase' | 'findings'> = {
  renamed: new Map(),
  fixedAtBase: new Set(),
  findings: [],
};

/** A file to be counted, and the bytes of what belongs to it. */
export interface SidedFile {
  readonly file: TreeFile;
  readonly bytes: bigint | null;
}

/** Counts base and head in every case, their sizes bound through their interfaces. */
export async function countBoth(
  counter: Counter,
  base: SidedFile | null,
  head: SidedFile | null,
  cases: readonly CountOptions[],
): Promise<readonly CountedPair[]> {
  const inputsOf = async (side: SidedFile | null) => (side === null ? null : counter.inputsOf(side.file));
  const [before, after] = await Promise.all([inputsOf(base), inputsOf(head)]);
  const shared =
    before?.kind === 'read' && after?.kind === 'read'
      ? cases.map((options) => shareSizes(before.inputs, after.inputs, options))
      : cases.map((options) => ({ base: options, head: options, ...nothing }));
  const [bases, heads] = await Promise.all([
    base === null
      ? null
      : counter.count(
          base.file,
          shared.map((one) => one.base),
          base.bytes,
        ),
    head === null
      ? null
      : counter.count(
          head.file,
          shared.map((one) => one.head),
          head.bytes,
        ),
  ]);
  return shared.map(({ renamed, fixedAtBase, findings }, i) => {
    const [one, other] = [bases?.[i] ?? null, heads?.[i] ?? null];
    return { base: withFindings(one, [], other), head: withFindings(other, findings, one), renamed, fixedAtBase };
  });
}

const isUnused = ({ code }: Finding): boolean => code === 'unused-dim';

/** A size that only one of the sides has is no typing mistake. */
function withFindings(side: Side | null, more: readonly Finding[], other: Side | null): Side | null {
  if (side?.kind !== 'counted') return side;
  const { report } = side;
  const unused = other?.kind === 'counted' ? other.report.findings.filter(isUnused).map(({ size }) => size) : null;
  const findings = report.findings.filter((one) => !isUnused(one) || unused === null || unused.includes(one.size));
  if (more.length === 0 && findings.length === report.findings.length) return side;
  return { ...side, report: { ...report, findings: [...findings, ...more] } };
}
