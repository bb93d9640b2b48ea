import { describe, expect, test } from 'vitest';
import { openGitHub, type GitHub } from '#host/github/client.ts';
import { putComment, type CommentOutcome } from '#host/github/comment.ts';
import { compareRuns, readMarker, type Marker } from '#host/github/marker.ts';
import { markerLine as writtenMarker } from '#report/comment/comment.ts';
import { jobToken, readOnlyToken, startGithub, type GithubServer, type Trouble } from '../../support/github-server.ts';
import { jobBot, type Person } from '../../support/github-state.ts';

const head = 'a'.repeat(40);
const issue = 7;
const mallory: Person = { login: 'mallory', id: 666, type: 'User' };

const client = async (server: GithubServer, token = jobToken): Promise<GitHub> =>
  openGitHub({
    token,
    apiUrl: server.url,
    graphqlUrl: server.graphqlUrl,
    patience: { retries: 3, tryMs: 2000, allMs: 10_000, secondMs: 2 },
  });

/** As the report writes it. */
const markerLine = ({ key, run, attempt, head: sha }: Marker): string =>
  writtenMarker({ key, run: String(run), attempt: String(attempt), head: sha });

const marker = (run: number, attempt = 1, key = 'default') => ({ key, run, attempt, head });

interface PutOptions {
  readonly attempt?: number;
  readonly create?: boolean;
  readonly github?: GitHub;
}

const put = async (server: GithubServer, run: number, options: PutOptions = {}) =>
  putComment(options.github ?? (await client(server)), {
    repository: server.state.repository,
    issue,
    body: `${markerLine(marker(run, options.attempt))}\nrun ${run}`,
    create: options.create ?? true,
  });

const add = ({ state }: GithubServer, by: Person, body: string): void =>
  void state.comments.push({ id: (state.nextId += 1), issue, body, by });

const bodies = (server: GithubServer): string[] => server.state.comments.map(({ body }) => body);
const text = (run: number): string => `${markerLine(marker(run))}\nrun ${run}`;

describe.concurrent('one comment', () => {
  test('is made, and then edited', async () => {
    await using server = await startGithub();
    const made = await put(server, 1);
    const edited = await put(server, 2);
    expect([made.kind, edited.kind]).toEqual(['created', 'updated']);
    expect(edited.url).toBe(made.url);
    expect(bodies(server)).toEqual([text(2)]);
  });

  test('is found behind 250 others', async () => {
    await using server = await startGithub();
    for (let i = 0; i < 150; i += 1) add(server, mallory, `chatter ${i}`);
    add(server, jobBot, text(1));
    for (let i = 0; i < 100; i += 1) add(server, jobBot, `another tool's ${i}`);
    expect((await put(server, 2)).kind).toBe('updated');
    expect(bodies(server)[150]).toBe(text(2));
  });

  test.for<[string, Person, string]>([
    ['by somebody else', mallory, text(9)],
    ['not in the first line', jobBot, `hello\n${text(9)}`],
    ['of another key', jobBot, `${markerLine(marker(9, 1, 'other'))}\n`],
    ['with more in its line', jobBot, `${markerLine(marker(9))} x\n`],
  ])('a marker %s is left alone', async ([, by, body]) => {
    await using server = await startGithub();
    add(server, by, body);
    expect((await put(server, 1)).kind).toBe('created');
    expect(bodies(server)).toEqual([body, text(1)]);
  });

  test('of a person’s token is found by that person', async () => {
    await using server = await startGithub();
    server.tokens.set('pat', { as: mallory, write: true, installation: false });
    const github = await client(server, 'pat');
    await put(server, 1, { github });
    await put(server, 2, { github });
    expect(server.state.comments.map(({ by, body }) => [by.login, body])).toEqual([['mallory', text(2)]]);
  });

  test('is not made where only an old one should be brought up to date', async () => {
    await using server = await startGithub();
    expect(await put(server, 1, { create: false })).toEqual({ kind: 'none', url: null });
    expect(bodies(server)).toEqual([]);
    await put(server, 1);
    expect((await put(server, 2, { create: false })).kind).toBe('updated');
    expect(bodies(server)).toEqual([text(2)]);
  });

  test('a later attempt of the same run edits it', async () => {
    await using server = await startGithub();
    await put(server, 3);
    expect((await put(server, 3, { attempt: 2 })).kind).toBe('updated');
    expect(readMarker(bodies(server)[0] ?? '')).toEqual(marker(3, 2));
  });

  test.for<[string, number, number]>([
    ['an older run', 2, 1],
    ['an older attempt', 3, 1],
  ])('%s never overwrites a newer one', async ([, run, attempt]) => {
    await using server = await startGithub();
    add(server, jobBot, `${markerLine(marker(3, 2))}\nnewer`);
    expect((await put(server, run, { attempt })).kind).toBe('late');
    expect(bodies(server)).toEqual([`${markerLine(marker(3, 2))}\nnewer`]);
  });

  test('duplicates that a killed run left are tidied up', async () => {
    await using server = await startGithub();
    for (const run of [1, 2, 3]) add(server, jobBot, text(run));
    await put(server, 4);
    expect(bodies(server)).toEqual([text(4)]);
  });
});

describe.concurrent('two at once', () => {
  const orders = [
    [1, 2],
    [2, 1],
  ] as const;

  test.for(orders)('runs %i and %i that both see no comment leave the newer one’s', async ([first, second]) => {
    await using server = await startGithub();
    // Neither goes on before both have looked.
    const clients = [await client(server), await client(server)];
    const waiting: (() => void)[] = [];
    const slow = (github: GitHub): GitHub => ({
      ...github,
      async list(route, parameters) {
        const list = await github.list(route, parameters);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (waiting.length >= 2) for (const go of waiting) go();
        });
        return list;
      },
    });
    const outcomes = await Promise.all(
      [first, second].map(async (run, i) => put(server, run, { github: slow(clients[i] as GitHub) })),
    );
    expect(bodies(server)).toEqual([text(2)]);
    expect(outcomes.map(({ kind }: CommentOutcome) => kind)).toContain('created');
  });

  test('eight at once leave the newest', async () => {
    await using server = await startGithub();
    const github = await Promise.all(Array.from({ length: 8 }, async () => client(server)));
    await Promise.all(github.map(async (one, i) => put(server, i + 1, { github: one })));
    expect(bodies(server)).toEqual([text(8)]);
  });

  test('a comment that goes while it is edited is made anew', async () => {
    await using server = await startGithub();
    add(server, jobBot, text(1));
    server.trouble({ on: /^PATCH /, meanwhile: () => void server.state.comments.splice(0) });
    expect((await put(server, 2)).kind).toBe('created');
    expect(bodies(server)).toEqual([text(2)]);
  });

  test('an older run that overwrites in between is overwritten', async () => {
    await using server = await startGithub();
    add(server, jobBot, text(1));
    server.trouble({ on: /^GET .*\/comments/, times: 1 });
    server.trouble({
      on: /^GET .*\/comments/,
      times: 1,
      meanwhile: () => {
        const [comment] = server.state.comments;
        if (comment !== undefined) comment.body = text(1);
      },
    });
    await put(server, 2);
    expect(bodies(server)).toEqual([text(2)]);
  });
});

describe.concurrent('faults', () => {
  test.for<[string, Trouble]>([
    ['the connection is cut after the comment was made', { on: /^POST .*comments/, cut: 'after' }],
    ['the connection is cut before', { on: /^POST .*comments/, cut: 'before' }],
    ['GitHub answers 502', { on: /^POST .*comments/, answer: { status: 502, body: {} } }],
    ['GitHub answers 500 twice', { on: /./, times: 2, answer: { status: 500, body: {} } }],
  ])('%s: one comment all the same', async ([, trouble]) => {
    await using server = await startGithub();
    server.trouble(trouble);
    expect((await put(server, 1)).kind).toBe('created');
    expect(bodies(server)).toEqual([text(1)]);
  });

  test.for([
    ['github-forbidden', readOnlyToken],
    ['github-unauthorized', 'expired'],
  ])('%s', async ([code, token]) => {
    await using server = await startGithub();
    await expect(put(server, 1, { github: await client(server, token) })).rejects.toMatchObject({ code });
    expect(bodies(server)).toEqual([]);
  });

  test('a locked conversation', async () => {
    await using server = await startGithub();
    server.state.locked.add(issue);
    await expect(put(server, 1)).rejects.toMatchObject({ code: 'github-locked' });
  });

  test('a server without GraphQL, whose token has no user either: comments are the job’s', async () => {
    await using server = await startGithub({ without: /graphql/ });
    await put(server, 1);
    await put(server, 2);
    expect(bodies(server)).toEqual([text(2)]);
  });
});

test('a text without marker, or too long for GitHub, is never sent', async () => {
  await using server = await startGithub();
  const github = await client(server);
  const { repository } = server.state;
  for (const body of ['no marker', `${text(1)}${'x'.repeat(65_536)}`])
    await expect(putComment(github, { repository, issue, body, create: true })).rejects.toMatchObject({
      code: 'internal',
    });
  expect(server.calls).toEqual([]);
});

describe('marker', () => {
  test('is read as it is written', () => {
    expect(readMarker(`${markerLine(marker(12, 3, 'cv.models-2'))}\nbody`)).toEqual(marker(12, 3, 'cv.models-2'));
    expect(readMarker(`${markerLine(marker(1))}\r\nbody`)).toEqual(marker(1));
  });

  test.for(['', 'x', `x${markerLine(marker(1))}`, '<!-- flopgate:2 key=a run=1 attempt=1 head=abcdef0 -->'])(
    'is not in %s',
    (body) => expect(readMarker(body)).toBeNull(),
  );

  test('orders runs, then attempts', () => {
    const shuffled = [marker(2, 1), marker(1, 2), marker(10, 1), marker(1, 1)];
    expect(shuffled.toSorted(compareRuns).map(({ run, attempt }) => [run, attempt])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
      [10, 1],
    ]);
  });
});
