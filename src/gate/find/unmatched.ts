import type { Finding } from '#graph/finding.ts';
import { groupsOf, planFor } from '#policy/model-plan.ts';
import type { Policy } from '#policy/policy.ts';

/**
 * Entries and groups of the policy that no model fits: a typing mistake there must not let a model pass unjudged.
 * @param paths every model of both sides
 */
export function unmatchedEntries(policy: Policy, paths: readonly string[]): readonly Finding[] {
  const used = new Set(paths.map((path) => planFor(policy, path)?.rule));
  const grouped = new Set(policy.groups.length === 0 ? [] : paths.flatMap((path) => groupsOf(policy, path)));
  const unused = [
    ...policy.models.filter((rule) => !used.has(rule)).map(({ path }) => `the entry with path ${path}`),
    ...policy.groups.filter((rule) => !grouped.has(rule)).map(({ id }) => `the group ${id}`),
  ];
  if (paths.length === 0 && policy.root !== '')
    unused.push(`a path below ${policy.root}/, which is what a policy there is about`);
  return unused.map((what) => ({
    code: 'unmatched-entry',
    level: 'warning',
    detail: `${policy.path ?? 'the policy'}: no model fits ${what}`,
  }));
}
