import { example } from './github-description.ts';

/** A user or bot, as comments name them. */
export interface Person {
  readonly login: string;
  readonly id: number;
  readonly type: 'User' | 'Bot';
}

export const jobBot: Person = { login: 'github-actions[bot]', id: 41_898_282, type: 'Bot' };

interface Comment {
  readonly id: number;
  readonly issue: number;
  body: string;
  readonly by: Person;
}

interface Issue {
  readonly number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: readonly string[];
  readonly by: Person;
}

export interface PullRequest {
  readonly number: number;
  readonly state: 'open' | 'closed';
  /** `owner/name` of the head's repository, its branch and commit. */
  readonly headRepository: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly author?: Person;
  readonly isMerged?: boolean;
  /** Oldest first; `by` signed it, in a way that GitHub knows to be right unless `isForged`. */
  readonly commits?: readonly PullCommit[];
}

interface PullCommit {
  readonly sha: string;
  readonly message: string;
  readonly by?: Person;
  readonly isForged?: boolean;
}

interface Artifact {
  readonly id: number;
  readonly run: number;
  readonly name: string;
  readonly zip: Buffer;
  readonly expired: boolean;
}

/** A label put on or taken off a pull request, in order of time. */
interface Labelling {
  readonly issue: number;
  readonly event: 'labeled' | 'unlabeled';
  readonly label: string;
  readonly by: Person;
  /** ISO 8601. */
  readonly at?: string;
}

/** Another event of a pull request's timeline. */
interface Happening {
  readonly issue: number;
  readonly event: 'committed' | 'head_ref_force_pushed' | 'commented';
  readonly sha?: string;
}

/** A role of one's own making: what it is called, and the permission that GitHub says it comes down to. */
interface CustomRole {
  readonly name: string;
  readonly permission: 'admin' | 'write' | 'read' | 'none';
  readonly triage: boolean;
}

type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

/** One repository, as much of it as the action asks for. */
export interface State {
  /** `owner/name`. */
  readonly repository: string;
  readonly comments: Comment[];
  readonly issues: Issue[];
  readonly pulls: PullRequest[];
  readonly artifacts: Artifact[];
  /** Timelines, in order of time. One without a commit begins with the pull request's newest. */
  readonly labellings: (Labelling | Happening)[];
  /** Login → role. */
  readonly roles: Map<string, Role | CustomRole>;
  /** `organisation/team` → logins. */
  readonly teams: Map<string, readonly string[]>;
  /** Commit of a branch → pull requests that brought it. */
  readonly brought: Map<string, readonly number[]>;
  /** `OWNER/REPOSITORY@REF:PATH` → text of a file. */
  readonly files: Map<string, string>;
  /** `base...head` → merge base. */
  readonly mergeBases: Map<string, string>;
  readonly checkRuns: Record<string, unknown>[];
  /** Issues whose conversation is locked. */
  readonly locked: Set<number>;
  nextId: number;
}

export function emptyState(repository: string): State {
  return {
    repository,
    comments: [],
    issues: [],
    pulls: [],
    artifacts: [],
    labellings: [],
    roles: new Map(),
    teams: new Map(),
    brought: new Map(),
    files: new Map(),
    mergeBases: new Map(),
    checkRuns: [],
    locked: new Set(),
    nextId: 1000,
  };
}

/** What a handler is given: the path's parameters, the query, the body, who asks, and the server's address. */
interface Asked {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly who: Person;
  /** An app's token (a job's own, too) is nobody's: it has no user. */
  readonly installation: boolean;
  readonly url: string;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Set where `body` is one page of a list: how many there are. */
  readonly total?: number;
}

const refusal = (status: number, message: string): Answer => ({
  status,
  body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
});

export const notFound = refusal(404, 'Not Found');
export const forbidden = refusal(403, 'Resource not accessible by integration');
export const badCredentials = refusal(401, 'Bad credentials');

const user = (person: Person): object => example('simple-user', { ...person, site_admin: false });

const commentObject = (comment: Comment, { url }: Asked, { repository }: State): object =>
  example('issue-comment', {
    id: comment.id,
    body: comment.body,
    user: user(comment.by),
    html_url: `${url}/${repository}/pull/${comment.issue}#issuecomment-${comment.id}`,
  });

const issueObject = (issue: Issue, { url }: Asked, { repository }: State): object => {
  const { number, title, body, state } = issue;
  const labels = issue.labels.map((name) => ({ name }));
  const given = { number, title, body, state, labels, user: user(issue.by) };
  const { pull_request: _none, ...known } = example('issue', given);
  return { ...known, html_url: `${url}/${repository}/issues/${number}` };
};

const repo = (name: string): object => example('repository', { full_name: name });

const pullObject = (pull: PullRequest, { repository }: State): object => {
  return example('pull-request-simple', {
    number: pull.number,
    state: pull.state,
    ...pullFields(pull, repository),
  });
};

const pullFields = (pull: PullRequest, repository: string): object => ({
  user: user(pull.author ?? jobBot),
  merged_at: pull.isMerged === true ? '2026-01-01T00:00:00Z' : null,
  head: { label: '', ref: pull.headBranch, sha: pull.headSha, repo: repo(pull.headRepository), user: user(jobBot) },
  base: { label: '', ref: pull.baseBranch, sha: '0'.repeat(40), repo: repo(repository), user: user(jobBot) },
});

const timelineObject = (one: Labelling | Happening): object => {
  switch (one.event) {
    case 'labeled':
    case 'unlabeled': {
      const { event, label, by, at = '2026-01-01T00:00:00Z' } = one;
      const named = { name: label, color: 'ededed' };
      return example('labeled-issue-event', { event, label: named, actor: user(by), created_at: at });
    }
    case 'committed':
      return example('timeline-committed-event', { event: one.event, sha: one.sha ?? '' });
    case 'head_ref_force_pushed':
    case 'commented':
      return example('state-change-issue-event', { event: one.event });
  }
};

function page<T>(list: readonly T[], { query }: Asked): readonly T[] {
  const size = Math.min(Number(query['per_page'] ?? 30), 100);
  const at = (Number(query['page'] ?? 1) - 1) * size;
  return list.slice(at, at + size);
}

function listed<T>(list: readonly T[], asked: Asked, object: (item: T) => object): Answer {
  return { status: 200, body: page(list, asked).map(object), total: list.length };
}

const tooLong: Answer = {
  status: 422,
  body: {
    message: 'Validation Failed',
    documentation_url: 'https://docs.github.com/rest',
    errors: [
      {
        resource: 'IssueComment',
        code: 'unprocessable',
        field: 'data',
        message: 'Body is too long (maximum is 65536 characters)',
      },
    ],
  },
};

const bodyOf = ({ body }: Asked): string => String(body['body']);
const commentOf = ({ comments }: State, { params }: Asked): Comment | undefined =>
  comments.find(({ id }) => id === Number(params['comment_id']));

export type Handler = (state: State, asked: Asked) => Answer;

/** What each operation does, by its id. */
export const handlers: Readonly<Record<string, Handler>> = {
  'issues/list-for-repo': (state, asked) => {
    const { state: wanted = 'open', labels = '' } = asked.query;
    const names = labels.split(',').filter((name) => name !== '');
    const issues = state.issues.filter(
      (issue) => (wanted === 'all' || issue.state === wanted) && names.every((name) => issue.labels.includes(name)),
    );
    return listed(issues, asked, (issue) => issueObject(issue, asked, state));
  },
  'issues/create': (state, asked) => {
    const { title, body, labels = [] } = asked.body as { title: string; body: string; labels?: string[] };
    const issue: Issue = { number: (state.nextId += 1), title, body, state: 'open', labels, by: asked.who };
    state.issues.push(issue);
    return { status: 201, body: issueObject(issue, asked, state) };
  },
  'issues/update': (state, asked) => {
    const issue = state.issues.find(({ number }) => number === Number(asked.params['issue_number']));
    if (issue === undefined) return notFound;
    Object.assign(issue, asked.body);
    return { status: 200, body: issueObject(issue, asked, state) };
  },
  'issues/list-comments': (state, asked) =>
    listed(
      state.comments.filter(({ issue }) => issue === Number(asked.params['issue_number'])),
      asked,
      (comment) => commentObject(comment, asked, state),
    ),
  'issues/create-comment': (state, asked) => {
    const issue = Number(asked.params['issue_number']);
    if (state.locked.has(issue)) return refusal(403, 'Unable to create comment because issue is locked.');
    if (bodyOf(asked).length > 65_536) return tooLong;
    const comment: Comment = { id: (state.nextId += 1), issue, body: bodyOf(asked), by: asked.who };
    state.comments.push(comment);
    return { status: 201, body: commentObject(comment, asked, state) };
  },
  'issues/update-comment': (state, asked) => {
    const comment = commentOf(state, asked);
    if (comment === undefined) return notFound;
    if (comment.by.id !== asked.who.id) return forbidden;
    if (bodyOf(asked).length > 65_536) return tooLong;
    comment.body = bodyOf(asked);
    return { status: 200, body: commentObject(comment, asked, state) };
  },
  'issues/delete-comment': (state, asked) => {
    const comment = commentOf(state, asked);
    if (comment === undefined) return notFound;
    state.comments.splice(state.comments.indexOf(comment), 1);
    return { status: 204 };
  },
  'pulls/list': (state, asked) => {
    const { state: wanted = 'open', head } = asked.query;
    const pulls = state.pulls.filter(
      (pull) =>
        (wanted === 'all' || pull.state === wanted) &&
        (head === undefined || head === `${pull.headRepository.split('/')[0]}:${pull.headBranch}`),
    );
    return listed(pulls, asked, (pull) => pullObject(pull, state));
  },
  'pulls/list-commits': (state, asked) => {
    const pull = state.pulls.find(({ number }) => number === Number(asked.params['pull_number']));
    if (pull === undefined) return notFound;
    const commit = example('commit', {});
    return listed(pull.commits ?? [], asked, ({ sha, message, by, isForged = false }) => {
      const verification = { verified: by !== undefined && !isForged, reason: 'valid', signature: null, payload: null };
      const person = by === undefined ? null : user(by);
      const inner = { ...(commit['commit'] as object), message, verification: { ...verification, verified_at: null } };
      return { ...commit, sha, author: person, committer: person, commit: inner };
    });
  },
  'pulls/get': (state, { params }) => {
    const pull = state.pulls.find(({ number }) => number === Number(params['pull_number']));
    if (pull === undefined) return notFound;
    const { number, state: open } = pull;
    const fields = { number, state: open, merged: pull.isMerged === true, ...pullFields(pull, state.repository) };
    return { status: 200, body: example('pull-request', fields) };
  },
  'repos/list-pull-requests-associated-with-commit': (state, asked) => {
    const numbers = state.brought.get(asked.params['commit_sha'] ?? '') ?? [];
    const pulls = state.pulls.filter(({ number }) => numbers.includes(number));
    return listed(pulls, asked, (pull) => pullObject(pull, state));
  },
  'teams/get-membership-for-user-in-org': (state, { params, who }) => {
    if (who === jobBot && !state.teams.has('*')) return forbidden;
    const members = state.teams.get(`${params['org']}/${params['team_slug']}`) ?? [];
    return members.includes(params['username'] ?? '')
      ? { status: 200, body: { url: '', role: 'member', state: 'active' } }
      : notFound;
  },
  'repos/get-content': (state, { params, query }) => {
    const text = state.files.get(`${params['owner']}/${params['repo']}@${query['ref'] ?? 'main'}:${params['path']}`);
    if (text === undefined) return notFound;
    const content = Buffer.from(text).toString('base64');
    const fields = { type: 'file', encoding: 'base64', size: text.length, content, path: params['path'] };
    return { status: 200, body: example('content-file', fields) };
  },
  'repos/compare-commits-with-basehead': (state, { params }) => {
    const sha = state.mergeBases.get(params['basehead'] ?? '');
    const base = example('commit', { sha });
    return sha === undefined
      ? notFound
      : { status: 200, body: example('commit-comparison', { merge_base_commit: base }) };
  },
  'users/get-authenticated': (_, { who, installation }) =>
    installation ? forbidden : { status: 200, body: example('private-user', { ...who }) },
  'issues/list-events-for-timeline': (state, asked) => {
    const issue = Number(asked.params['issue_number']);
    const happened = state.labellings.filter((one) => one.issue === issue);
    const sha = state.pulls.find(({ number }) => number === issue)?.headSha;
    const pushed = happened.some(({ event }) => event === 'committed') || sha === undefined;
    const first: Happening[] = pushed ? [] : [{ issue, event: 'committed', sha }];
    return listed([...first, ...happened], asked, timelineObject);
  },
  'repos/get-collaborator-permission-level': (state, { params }) => {
    const role = state.roles.get(params['username'] ?? '') ?? 'none';
    if (typeof role !== 'string') {
      const { name, permission, triage } = role;
      const permissions = { pull: true, triage, push: permission === 'write', maintain: false, admin: false };
      const collaborator = example('nullable-collaborator', user(jobBot));
      return {
        status: 200,
        body: { permission, role_name: name, user: { ...collaborator, ...user(jobBot), role_name: name, permissions } },
      };
    }
    const permission = {
      admin: 'admin',
      maintain: 'write',
      write: 'write',
      triage: 'read',
      read: 'read',
      none: 'none',
    };
    return { status: 200, body: { permission: permission[role], role_name: role, user: null } };
  },
  'checks/create': (state, { body }) => {
    const run = example('check-run', { ...body, id: (state.nextId += 1) });
    state.checkRuns.push(run);
    return { status: 201, body: { ...run, output: example('check-run', {})['output'] } };
  },
  'actions/list-workflow-run-artifacts': (state, asked) => {
    const { name } = asked.query;
    const some = state.artifacts.filter(
      (one) => one.run === Number(asked.params['run_id']) && (name === undefined || one.name === name),
    );
    const artifacts = page(some, asked).map((one) =>
      example('artifact', { id: one.id, name: one.name, size_in_bytes: one.zip.length, expired: one.expired }),
    );
    return { status: 200, body: { total_count: some.length, artifacts } };
  },
  'actions/download-artifact': (state, { params, url }) => {
    const one = state.artifacts.find(({ id }) => id === Number(params['artifact_id']));
    if (one === undefined) return notFound;
    if (one.expired) return refusal(410, 'Artifact has expired');
    return { status: 302, headers: { location: `${url}/_blob/${one.id}` } };
  },
};
