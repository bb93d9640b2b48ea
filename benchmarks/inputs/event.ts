import { type Event, readEvent } from '#host/actions/event.ts';
import type { Random } from '../../test/support/mutate.ts';
import { mergeGroupPayload, pullRequestPayload, pushPayload, workflowRunPayload } from '../../test/support/events.ts';
import { type Json, jsonText, mutated, pick } from './draw.ts';
import { type Kind, must, orFault, same } from './property.ts';

/** Payloads of events. The first line is the event's name, the rest what the runner would have written to GITHUB_EVENT_PATH. */
export const event: Kind = { input, check };

const sha = '0123456789'.repeat(4);
const payloads: readonly (readonly [string, unknown])[] = [
  ['pull_request', pullRequestPayload({ headSha: sha })],
  ['pull_request', pullRequestPayload({ headSha: sha, headRepo: null, login: 'dependabot[bot]' })],
  ['pull_request_target', pullRequestPayload({ headSha: sha, headRepo: 'eve/models' })],
  ['push', pushPayload(sha, 'a'.repeat(40))],
  ['push', pushPayload('0'.repeat(40), 'b'.repeat(64))],
  ['merge_group', mergeGroupPayload(sha, 'c'.repeat(40))],
  ['workflow_run', workflowRunPayload({ headSha: sha })],
  ['workflow_dispatch', { inputs: null, ref: 'refs/heads/main' }],
];
const names = [...new Set(payloads.map(([name]) => name)), 'schedule', '', '__proto__', 'toString'];

function input(random: Random): string {
  const [name, payload] = pick(random, payloads);
  const other = random() < 0.05 ? pick(random, names) : name;
  return `${other}\n${jsonText(mutated(payload as Json, random), random)}`;
}

function check(text: string): string {
  const end = text.indexOf('\n');
  const name = text.slice(0, end);
  let payload: unknown;
  try {
    payload = JSON.parse(text.slice(end + 1));
  } catch {
    return 'no JSON';
  }
  const read = orFault(() => readEvent(name, payload));
  if ('fault' in read) {
    must(read.fault === 'bad-event', `an unreadable event is ${read.fault}`);
    return 'refused';
  }
  sound(read.value);
  same(readEvent(name, payload), read.value, 'read twice it is another');
  const [again, printed] = payloadOf(name, read.value);
  same(readEvent(again, JSON.parse(JSON.stringify(printed))), read.value, 'printed and read again it is another');
  return `read: ${read.value.kind}`;
}

const isCommit = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);

/** What later is given to git or to an address is of its form. */
function sound(value: Event): void {
  switch (value.kind) {
    case 'pull_request':
      must(isCommit(value.headSha), 'the head is no commit');
      must(Number.isSafeInteger(value.number), 'the number is none');
      return;
    case 'push':
      must(value.before === null || isCommit(value.before), 'before is no commit');
      return must(value.deleted || isCommit(value.after), `after is no commit: ${value.after.slice(0, 60)}`);
    case 'merge_group':
      return must(isCommit(value.headSha) && isCommit(value.baseSha), 'a side is no commit');
    case 'workflow_run':
      return must(isCommit(value.headSha) && Number.isSafeInteger(value.run), 'the run has no commit or number');
    case 'other':
  }
}

const repo = (full: string): unknown => ({ full_name: full });

/** The payload that an event of ours would have come from. */
function payloadOf(name: string, value: Event): readonly [string, unknown] {
  switch (value.kind) {
    case 'pull_request': {
      const { headSha, headBranch, baseBranch, number, action, fork, author, updatedAt } = value;
      return [
        name,
        {
          action,
          pull_request: {
            number,
            user: { login: author },
            updated_at: updatedAt,
            head: { sha: headSha, ref: headBranch, repo: repo(fork ? 'eve/x' : 'octo/x') },
            base: { ref: baseBranch, repo: repo('octo/x') },
          },
        },
      ];
    }
    case 'push':
      return [
        name,
        {
          ref: value.ref,
          before: value.before,
          after: value.after,
          deleted: value.deleted,
          commits: value.commits.map((id) => ({ id })),
          repository: { default_branch: value.defaultBranch },
        },
      ];
    case 'merge_group': {
      const { headSha, baseSha, pull } = value;
      const ref = pull === null ? '' : `refs/heads/gh-readonly-queue/main/pr-${pull}-${headSha}`;
      return [name, { merge_group: { head_sha: headSha, base_sha: baseSha, head_ref: ref } }];
    }
    case 'workflow_run': {
      const { run, attempt, headSha, headBranch, headRepository, event: of } = value;
      const repository = headRepository === null ? null : { full_name: headRepository };
      const body = { id: run, run_attempt: attempt, event: of, head_sha: headSha, head_branch: headBranch };
      return [name, { workflow_run: { ...body, head_repository: repository } }];
    }
    case 'other':
      return [value.name, { repository: { default_branch: value.defaultBranch } }];
  }
}
