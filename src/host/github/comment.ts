import { asFault, Fault } from '#graph/fault.ts';
import type { GitHub } from './client.ts';
import { numberAt, objectAt, placeOf as splitPlace, textAt } from './fields.ts';
import { compareRuns, readMarker, type Marker } from './marker.ts';

/** GitHub refuses longer comments. */
const MAX_BODY = 65_536;
const defect = 'this is a defect of Flopgate: please report it';
/** Rounds in which a comment is written, looked at again, and found to be another's. */
const MAX_ROUNDS = 4;
/** Whose comments a job's own token writes, where GitHub doesn't say whose token it is. */
const JOB_BOT = 'github-actions[bot]';

export interface CommentQuestion {
  /** `owner/name`. */
  readonly repository: string;
  /** Number of the pull request. */
  readonly issue: number;
  /** Markdown; its first line is our marker, which says whose and how new it is. */
  readonly body: string;
  /** False: one that is there is brought up to date, none is made. */
  readonly create: boolean;
}

/** `late`: a newer run has commented already, and that stands. */
export interface CommentOutcome {
  readonly kind: 'created' | 'updated' | 'late' | 'none';
  readonly url: string | null;
}

/** A comment that carries our marker and key, whoever wrote it. */
interface Marked {
  readonly id: number;
  readonly url: string | null;
  readonly marker: Marker;
  readonly by: string | null;
  readonly bot: boolean;
}

/**
 * Leaves exactly one comment of ours on the pull request, that of the newest run. Runs that go on at the same time may each make
 * one; whoever wrote looks again, the oldest comment stays, and the newest run's words go into it.
 * @throws Fault as GitHub.request
 */
export async function putComment(github: GitHub, question: CommentQuestion): Promise<CommentOutcome> {
  const { body } = question;
  const marker = readMarker(body);
  if (marker === null || body.length > MAX_BODY)
    throw new Fault('internal', `a comment of ${body.length} characters, ${marker === null ? 'un' : ''}marked`, defect);
  let wrote: CommentOutcome | null = null;
  let author: string | null = null;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    // Each round looks at what the one before left behind.
    /* oxlint-disable no-await-in-loop */
    const marked = await markedComments(github, question, marker.key);
    if (marked.length > 0) author ??= (await github.viewer()) ?? JOB_BOT;
    const own = marked.filter((one) => isBy(one, author)).toSorted((a, b) => a.id - b.id);
    const [keeper, ...others] = own;
    if (keeper === undefined) {
      if (wrote !== null || !question.create) return wrote ?? { kind: 'none', url: null };
      const made = await create(github, question, body);
      [wrote, author] = [{ kind: 'created', url: made?.url ?? null }, made?.by ?? null];
      continue;
    }
    const newest = own.reduce((most, one) => (compareRuns(one.marker, most.marker) > 0 ? one : most));
    if (compareRuns(newest.marker, marker) > 0) {
      // What the newest run wrote is its own to tidy up: it may not have come to that yet.
      await remove(
        github,
        question,
        others.filter((one) => one !== newest),
      );
      return { kind: 'late', url: newest.url };
    }
    if (wrote !== null && compareRuns(keeper.marker, marker) === 0) {
      await remove(github, question, others);
      return { ...wrote, url: keeper.url };
    }
    if (await overwrite(github, question, keeper, body)) wrote ??= { kind: 'updated', url: keeper.url };
    /* oxlint-enable no-await-in-loop */
  }
  return wrote ?? { kind: 'none', url: null };
}

function isBy({ by, bot }: Marked, author: string | null): boolean {
  return by !== null && (by === author || (bot && by === `${author}[bot]`));
}

const placeOf = ({ repository }: CommentQuestion) => splitPlace(repository);

async function markedComments(github: GitHub, question: CommentQuestion, key: string): Promise<readonly Marked[]> {
  const comments = await github.list('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...placeOf(question),
    issue_number: question.issue,
  });
  return comments.flatMap((comment) => {
    const marked = readComment(comment);
    return marked?.marker.key === key ? [marked] : [];
  });
}

function readComment(comment: unknown): Marked | null {
  const id = numberAt(comment, 'id');
  const marker = readMarker(textAt(comment, 'body'));
  if (id === null || marker === null) return null;
  const user = objectAt(comment, 'user');
  return {
    id,
    marker,
    url: textAt(comment, 'html_url') || null,
    by: textAt(user, 'login') || null,
    bot: textAt(user, 'type') === 'Bot',
  };
}

async function create(github: GitHub, question: CommentQuestion, body: string): Promise<Marked | null> {
  const parameters = { ...placeOf(question), issue_number: question.issue, body };
  return readComment(await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', parameters));
}

/** False if the comment is gone. */
async function overwrite(github: GitHub, question: CommentQuestion, { id }: Marked, body: string): Promise<boolean> {
  const parameters = { ...placeOf(question), comment_id: id, body };
  return unlessGone(github.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', parameters));
}

async function remove(github: GitHub, question: CommentQuestion, comments: readonly Marked[]): Promise<void> {
  for (const { id } of comments) {
    const parameters = { ...placeOf(question), comment_id: id };
    // GitHub asks that writes come one by one.
    // oxlint-disable-next-line no-await-in-loop
    await unlessGone(github.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', parameters));
  }
}

async function unlessGone(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (thrown) {
    if (asFault(thrown).code === 'github-not-found') return false;
    throw thrown;
  }
}
