import type { Finding } from '#graph/finding.ts';
import type { GateReport } from './types.ts';

/** Findings of a run on something that is watched and isn't looked at. */
const codes: ReadonlySet<string> = new Set([
  'link-changed',
  'no-longer-watched',
  'pointer-changed',
  'policy-unreadable',
  'submodule-changed',
  'unmatched-entry',
]);

/** True of a finding on something that is watched and isn't looked at. */
export const isBlind = ({ code }: Finding): boolean => codes.has(code);

/**
 * What keeps a run from a pass beside its models: sentences on what is watched and not looked at, and on limits that the pull request
 * loosens in the policy that judges it. Hostile text.
 */
export function runBlindSpots({ findings, policy }: Pick<GateReport, 'findings' | 'policy'>): readonly string[] {
  const loosened = policy.changes.filter(({ kind }) => kind === 'loosened');
  return [
    ...findings.flatMap((finding) => (isBlind(finding) ? [finding.detail] : [])),
    ...loosened.map(({ where, text }) => `${where}: ${text}`),
  ];
}
