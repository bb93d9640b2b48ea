import { Fault } from '#graph/fault.ts';

/** A pull request as the event describes it. */
export interface PullRequestEvent {
  readonly kind: 'pull_request';
  /** True under pull_request_target, where the job has the base's rights. */
  readonly privileged: boolean;
  /** `opened`, `synchronize`, `closed`, … */
  readonly action: string;
  readonly number: number;
  readonly headSha: string;
  readonly headBranch: string;
  readonly baseBranch: string;
  /** From another repository, or from one that is gone. */
  readonly fork: boolean;
  readonly dependabot: boolean;
}

/** What started the job, as far as it decides what is compared. Any other event: as on the command line. */
export type Event =
  | PullRequestEvent
  | {
      readonly kind: 'push';
      readonly ref: string;
      /** Null for a new branch or tag. */
      readonly before: string | null;
      readonly after: string;
      /** Branch that the repository's changes go into; null if the payload doesn't say. */
      readonly defaultBranch: string | null;
      /** The branch or tag was deleted: nothing is left to look at. */
      readonly deleted: boolean;
    }
  | {
      readonly kind: 'merge_group';
      readonly headSha: string;
      readonly baseSha: string;
      /** Number of the pull request that it merges, by the queue's branch; null if that doesn't say. */
      readonly pull: number | null;
    }
  | {
      readonly kind: 'workflow_run';
      readonly run: number;
      readonly attempt: number;
      /** Of the run that ended: `pull_request`, … */
      readonly event: string;
      readonly headSha: string;
      readonly headBranch: string;
      /** `owner/name` of the repository that the commit comes from; null if it is gone. */
      readonly headRepository: string | null;
    }
  /** `defaultBranch`: as of a push. */
  | { readonly kind: 'other'; readonly name: string; readonly defaultBranch: string | null };

/** Characters of a text; names of branches, the longest, have 255. */
const MAX_TEXT = 1000;

const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * Reads an event's payload.
 * @param name GITHUB_EVENT_NAME; empty outside of a workflow
 * @throws Fault `bad-event` if the payload lacks what its event always has
 */
export function readEvent(name: string, payload: unknown): Event {
  const root = fieldsOf(name, payload, '');
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return pullRequest(name, root);
    case 'push': {
      const before = root.optional('before');
      const after = root.sha('after');
      return {
        kind: 'push',
        ref: root.text('ref'),
        before: typeof before === 'string' && SHA.test(before) && !isZero(before) ? before : null,
        after,
        defaultBranch: defaultBranchOf(root.optional('repository')),
        deleted: root.optional('deleted') === true || isZero(after),
      };
    }
    case 'merge_group': {
      const group = root.at('merge_group');
      const ref = group.optional('head_ref');
      const pull = /\/pr-(\d{1,10})-[0-9a-f]{40}/.exec(typeof ref === 'string' ? ref.slice(0, MAX_TEXT) : '')?.[1];
      return {
        kind: 'merge_group',
        headSha: group.sha('head_sha'),
        baseSha: group.sha('base_sha'),
        pull: pull === undefined ? null : Number(pull),
      };
    }
    case 'workflow_run': {
      const run = root.at('workflow_run');
      const repository = run.optional('head_repository');
      return {
        kind: 'workflow_run',
        run: run.number('id'),
        attempt: run.number('run_attempt'),
        event: run.text('event'),
        headSha: run.sha('head_sha'),
        headBranch: run.text('head_branch'),
        headRepository:
          repository === undefined || repository === null ? null : run.at('head_repository').text('full_name'),
      };
    }
    default:
      return { kind: 'other', name, defaultBranch: defaultBranchOf(root.optional('repository')) };
  }
}

function pullRequest(name: string, root: Fields): PullRequestEvent {
  const pull = root.at('pull_request');
  const [head, base] = [pull.at('head'), pull.at('base')];
  const user = pull.optional('user');
  const gone = head.optional('repo') === null || head.optional('repo') === undefined;
  return {
    kind: 'pull_request',
    privileged: name === 'pull_request_target',
    action: root.text('action'),
    number: pull.number('number'),
    headSha: head.sha('sha'),
    headBranch: head.text('ref'),
    baseBranch: base.text('ref'),
    fork: gone || head.at('repo').text('full_name') !== base.at('repo').text('full_name'),
    dependabot: (user as { readonly login?: unknown } | null | undefined)?.login === 'dependabot[bot]',
  };
}

function defaultBranchOf(repository: unknown): string | null {
  const name = (repository as { readonly default_branch?: unknown } | null | undefined)?.default_branch;
  return typeof name === 'string' && /^(?!-)[^\s~^:?*[\\]{1,255}$/.test(name) ? name : null;
}

const isZero = (sha: string): boolean => /^0+$/.test(sha);

/** Fields of a payload, by name; the first that isn't as it always is ends the reading. */
interface Fields {
  optional(name: string): unknown;
  at(name: string): Fields;
  text(name: string): string;
  sha(name: string): string;
  number(name: string): number;
}

function fieldsOf(event: string, value: unknown, path: string): Fields {
  const bad = (what: string): Fault =>
    new Fault(
      'bad-event',
      `the payload of ${event} ${what}${path === '' ? '' : ` in ${path.slice(1)}`}`,
      'the runner writes it (GITHUB_EVENT_PATH): update the runner, or give base and head as inputs',
    );
  if (typeof value !== 'object' || value === null) throw bad('is no object');
  const optional = (name: string): unknown =>
    Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
  const text = (name: string): string => {
    const found = optional(name);
    if (typeof found !== 'string') throw bad(`has no text ${name}`);
    if (found.length > MAX_TEXT) throw bad(`has a text of ${found.length} characters in ${name}`);
    return found;
  };
  return {
    optional,
    text,
    at: (name) => fieldsOf(event, optional(name), `${path}.${name}`),
    sha(name) {
      if (!SHA.test(text(name))) throw bad(`has no commit in ${name}`);
      return text(name);
    },
    number(name) {
      const found = optional(name);
      if (typeof found !== 'number' || !Number.isSafeInteger(found)) throw bad(`has no number ${name}`);
      return found;
    },
  };
}
