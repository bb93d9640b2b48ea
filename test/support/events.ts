/** Payloads of events in the shape that GitHub sends, cut down to what tells one state from another. */
export type Payload = Readonly<Record<string, unknown>>;

export interface PullRequestPayload {
  readonly headSha: string;
  readonly number?: number;
  readonly action?: string;
  readonly draft?: boolean;
  readonly headRef?: string;
  /** `owner/name`; null: the fork was deleted. */
  readonly headRepo?: string | null;
  readonly login?: string;
  readonly baseSha?: string;
}

const repository = 'octo/models';
const repo = (name: string): Payload => ({
  full_name: name,
  fork: name !== repository,
  owner: { login: name.split('/')[0] },
});

export function pullRequestPayload(options: PullRequestPayload): Payload {
  const {
    headSha,
    number = 7,
    action = 'synchronize',
    draft = false,
    headRef = 'feature',
    headRepo = repository,
  } = options;
  return {
    action,
    number,
    pull_request: {
      number,
      draft,
      state: action === 'closed' ? 'closed' : 'open',
      user: { login: options.login ?? 'ada', type: 'User' },
      head: { ref: headRef, sha: headSha, repo: headRepo === null ? null : repo(headRepo) },
      base: { ref: 'main', sha: options.baseSha ?? '0123456789'.repeat(4), repo: repo(repository) },
      merged: false,
      mergeable: null,
    },
    repository: repo(repository),
    sender: { login: options.login ?? 'ada' },
  };
}

export function pushPayload(before: string, after: string, more: Payload = {}): Payload {
  return {
    ref: 'refs/heads/main',
    before,
    after,
    created: false,
    deleted: false,
    forced: false,
    repository: repo(repository),
    ...more,
  };
}

export function mergeGroupPayload(headSha: string, baseSha: string): Payload {
  return {
    action: 'checks_requested',
    merge_group: {
      head_sha: headSha,
      head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${baseSha}`,
      base_sha: baseSha,
      base_ref: 'refs/heads/main',
    },
    repository: repo(repository),
  };
}

export interface WorkflowRunPayload {
  readonly headSha: string;
  readonly run?: number;
  readonly attempt?: number;
  readonly event?: string;
  readonly headRef?: string;
  readonly headRepo?: string | null;
}

export function workflowRunPayload(options: WorkflowRunPayload): Payload {
  const {
    headSha,
    run = 41,
    attempt = 1,
    event = 'pull_request',
    headRef = 'feature',
    headRepo = 'eve/models',
  } = options;
  return {
    action: 'completed',
    workflow_run: {
      id: run,
      run_attempt: attempt,
      event,
      status: 'completed',
      conclusion: 'success',
      head_sha: headSha,
      head_branch: headRef,
      head_repository: headRepo === null ? null : repo(headRepo),
      // Empty for forks.
      pull_requests: [],
    },
    repository: repo(repository),
  };
}

export const zeros = '0'.repeat(40);
