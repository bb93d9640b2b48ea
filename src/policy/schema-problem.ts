import type { z } from './zod.ts';

type Issue = z.core.$ZodIssue;

export interface SchemaProblem {
  readonly path: readonly PropertyKey[];
  /** The key below `path` that shouldn't be there. */
  readonly key?: string;
  readonly message: string;
}

/** The first thing wrong with a value, in words, at the most exact place that its schema gives. */
export function firstProblem(issues: readonly Issue[], value: unknown): SchemaProblem {
  const [issue] = issues;
  if (issue === undefined) return { path: [], message: 'is not valid' };
  if (issue.code === 'invalid_union') {
    const inner = bestBranch(issue.errors, valueAt(value, issue.path));
    if (inner !== undefined) {
      const problem = firstProblem(inner, valueAt(value, issue.path));
      return { ...problem, path: [...issue.path, ...problem.path] };
    }
  }
  if (issue.code === 'unrecognized_keys') return { path: issue.path, key: issue.keys[0] ?? '', message: issue.message };
  return { path: issue.path, message: wordsOf(issue, value) };
}

/** The alternative that the value was meant as: an object or list that fails inside rather than as a whole. */
function bestBranch(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return branches.find((issues) =>
    issues.every(
      (issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys' || issue.code === 'invalid_union',
    ),
  );
}

function wordsOf(issue: Issue, value: unknown): string {
  if (issue.code !== 'invalid_type' || !issue.message.startsWith('Invalid input')) return issue.message;
  const at = valueAt(value, issue.path);
  if (at === undefined) return 'is missing';
  const kinds: Readonly<Record<string, string>> = {
    object: 'a mapping (key: value)',
    record: 'a mapping (key: value)',
    array: 'a list',
  };
  return `must be ${kinds[issue.expected] ?? `a ${issue.expected}`}`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[step] : undefined),
    value,
  );
}
