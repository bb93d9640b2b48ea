import type { GateReport, ModelOutcome } from '#judge/types.ts';
import type { GateOptions, GateSide } from '#gate';
import { runGate } from '#gate';
import { openRepository } from '#host/git/repository.ts';
import type { TestRepository } from './repository.ts';

export const commitSide = (sha: string, how = 'test'): GateSide => ({ sha, how, tree: { kind: 'commit', sha } });
export const worktreeSide: GateSide = { sha: 'worktree', how: 'test', tree: { kind: 'worktree' } };

/** The gate over a real repository. */
export async function gate(
  repo: TestRepository,
  base: string | null,
  head: string | GateSide,
  more: Partial<GateOptions> = {},
): Promise<GateReport> {
  return runGate(await openRepository(repo.root), {
    base: base === null ? null : commitSide(base),
    head: typeof head === 'string' ? commitSide(head) : head,
    policyFrom: 'head',
    version: '0.0.0',
    now: new Date(0),
    ...more,
  });
}

/** What a model's outcome comes down to: `changed a.onnx macs 100 → 200 fail`. */
export function line({ change, basePath, path, figures, verdict, case: name }: ModelOutcome): string {
  const from = basePath === null ? '' : `${basePath} → `;
  const { base, head } = figures.macs;
  return `${change} ${from}${path}${name === '' ? '' : ` (${name})`} ${base ?? '-'} → ${head ?? '-'} ${verdict}`;
}
