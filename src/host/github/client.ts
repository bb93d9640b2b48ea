import { randomUUID } from 'node:crypto';
import { Fault } from '#graph/fault.ts';
import { jsonProblem } from '#graph/json-bounds.ts';
import { askedPause, defaultPatience, finalStatuses, isLimit, startDeadline } from './patience.ts';
import type { Deadline, Patience, RequestFailure } from './patience.ts';

/** GitHub's API, JSON in and out. What is answered is as hostile as any other text. */
export interface GitHub {
  /**
   * Body of the answer to one request.
   * @param route as https://docs.github.com/rest writes it: `GET /repos/{owner}/{repo}/pulls`
   * @throws Fault `github-forbidden`, `github-locked`, `github-not-found`, `github-unauthorized`, `github-refused`,
   * `github-limit`, `github-unavailable`
   */
  request(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** All pages of a list; one that is longer than anybody reads is refused, for a part of it would be believed. @throws as `request` */
  list(route: string, parameters?: Readonly<Record<string, unknown>>): Promise<readonly unknown[]>;
  /** Where a request is sent on to; null if it is answered at once. @throws as `request` */
  location(route: string, parameters: Readonly<Record<string, unknown>>): Promise<string | null>;
  /** Bytes at an address, without the token. @throws Fault `github-unavailable`; `github-refused` past `most` bytes */
  download(address: string, most: number): Promise<Uint8Array>;
  /** Login of whoever the token stands for; null if GitHub doesn't say. */
  viewer(): Promise<string | null>;
}

export interface GitHubOptions {
  readonly token: string;
  /** GITHUB_API_URL: with a base path on Enterprise Server. */
  readonly apiUrl: string;
  /** GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
  readonly patience?: Patience;
}

const PER_PAGE = 100;
const MAX_PAGES = 100;
/** Bytes of one answer: a page of the longest comments is a fifth of it. */
const MAX_ANSWER = 32 << 20;
const JSON_BOUNDS = { depth: 100, values: 500_000 } as const;
/** Bytes of all answers to one client. */
const MAX_ALL = 256 << 20;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Octokit with bounded patience; it is loaded here, at the first use, for it starts slowly. */
export async function openGitHub(options: GitHubOptions): Promise<GitHub> {
  const deadline = startDeadline(options.patience ?? defaultPatience);
  const { octokit, fetch } = await openOctokit(options, deadline);

  async function asked<T>(route: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (cause) {
      const fault = faultOf(route, cause);
      if (fault.code === 'github-unavailable') deadline.tire();
      throw fault;
    }
  }

  async function viewerByGraphql(): Promise<unknown> {
    const { data } = await octokit.request(`POST ${options.graphqlUrl}`, { query: '{ viewer { login } }' });
    return (data as { data?: { viewer?: { login?: unknown } } } | undefined)?.data?.viewer?.login;
  }

  async function viewerByRest(): Promise<unknown> {
    return ((await octokit.request('GET /user')).data as { login?: unknown }).login;
  }

  return {
    request: async (route, parameters) =>
      asked(route, async () => (await octokit.request(route, { ...parameters })).data as unknown),
    async list(route, parameters) {
      const all = octokit.paginate.iterator(route, { per_page: PER_PAGE, ...parameters });
      return asked(route, async () => itemsOf(route, all as AsyncIterable<{ readonly data: unknown }>));
    },
    location: async (route, parameters) =>
      asked(route, async () => {
        const { headers } = await octokit.request(route, { ...parameters, request: { redirect: 'manual' } });
        return headers.location ?? null;
      }),
    download: async (address, most) => download(fetch, address, most),
    async viewer() {
      // An app's token, a job's too, is known to GraphQL only; some servers have no GraphQL.
      const login = await viewerByGraphql().catch(async () => viewerByRest().catch(() => null));
      return typeof login === 'string' ? login : null;
    },
  };
}

/** @throws Fault `github-refused` if a page is no list, or there are more than `MAX_PAGES` */
async function itemsOf(route: string, all: AsyncIterable<{ readonly data: unknown }>): Promise<readonly unknown[]> {
  const items: unknown[] = [];
  let pages = 0;
  for await (const { data } of all) {
    if (!Array.isArray(data)) throw refused(route, 'the answer is no list');
    for (const item of data as unknown[]) items.push(item);
    pages += 1;
    if (pages > MAX_PAGES) throw refused(route, `the list has more than ${MAX_PAGES} pages`);
  }
  return items;
}

const silent = (): void => undefined;

async function openOctokit(
  { token, apiUrl, graphqlUrl, patience = defaultPatience }: GitHubOptions,
  deadline: Deadline,
) {
  const [{ getOctokit }, { defaults }, { retry }, { throttling }] = await Promise.all([
    import('@actions/github'),
    import('@actions/github/lib/utils'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-throttling'),
  ]);
  const fetch = boundedFetch(defaults.request?.['fetch'] as Fetch, patience, deadline);
  const mayWait = (seconds: number, _options: unknown, _octokit: unknown, count: number): boolean =>
    count < deadline.retries() && deadline.allows(seconds);
  const limits = { onRateLimit: mayWait, onSecondaryRateLimit: mayWait, retryAfterBaseValue: patience.secondMs };
  const octokit = getOctokit(
    token,
    {
      baseUrl: apiUrl.replace(/\/$/, ''),
      userAgent: 'flopgate',
      request: { fetch: wholeFetch(fetch, new Set([apiUrl, graphqlUrl].map((url) => new URL(url).origin))) },
      log: { debug: silent, info: silent, warn: silent, error: silent },
      retry: { doNotRetry: [...finalStatuses], retryAfterBaseValue: patience.secondMs },
      // Writes of one client come a second apart, as GitHub asks; clients don't wait for each other.
      throttle: { id: randomUUID(), ...limits },
    },
    // The first is the innermost: it sees every try, the others what it makes of it.
    ({ hook }) => {
      hook.error('request', async (error, options) => {
        await settle(error as unknown as RequestFailure, options, deadline);
        throw error;
      });
    },
    retry,
    throttling,
    // The last is the outermost. The plugins count tries in an object that requests share otherwise.
    ({ hook }) => {
      hook.before('request', (options) => {
        options.request = { ...options.request };
      });
    },
  );
  return { octokit, fetch };
}

/** Every try ends in time, and all of them together. */
function boundedFetch(fetch: Fetch, { tryMs }: Patience, deadline: Deadline): Fetch {
  return async (url, init) => {
    const signals = [deadline.signal, AbortSignal.timeout(tryMs), ...(init.signal ? [init.signal] : [])];
    return fetch(url, { ...init, signal: AbortSignal.any(signals) });
  };
}

/**
 * An answer that breaks off is a failure of the try; Octokit would take what came for all of it. One that is too long is read no
 * further, and the token goes to the API's own servers only, wherever an answer points.
 */
function wholeFetch(fetch: Fetch, servers: ReadonlySet<string>): Fetch {
  let all = 0;
  return async (url, init) => {
    if (!servers.has(new URL(url).origin)) throw refused(url.split('?', 1)[0] ?? '', 'it is no server of the API');
    const response = await fetch(url, init);
    const body = await readBody(response, Math.min(MAX_ANSWER, MAX_ALL - all));
    const problem =
      body === null ? `is longer than ${MAX_ANSWER} bytes` : jsonProblem(body.toString('latin1'), JSON_BOUNDS);
    if (body === null || problem !== null) throw refused(url.split('?', 1)[0] ?? '', `the answer ${problem}`);
    all += body.length;
    const { status, statusText, headers } = response;
    const whole = new Response(isBodiless(status) ? null : body, { status, statusText, headers });
    Object.defineProperty(whole, 'url', { value: response.url });
    return whole;
  };
}

const isBodiless = (status: number): boolean => [101, 103, 204, 205, 304].includes(status);

/** The whole body; null if it has more bytes. */
async function readBody({ body }: Response, most: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const refused = (what: string, why: string): Fault =>
  new Fault(
    'github-refused',
    `GitHub, ${what}: ${why}`,
    'nothing that Flopgate asks for is answered so: look at GITHUB_API_URL',
  );

/**
 * Prepares a failed try for the plugins. A pause that GitHub asks for is made here, except for the limits that throttling waits for;
 * those, and whatever comes after the deadline, the retry plugin is made to leave alone.
 */
async function settle(error: RequestFailure, options: object, deadline: Deadline): Promise<void> {
  const request = (options as { request: { retries?: number } }).request;
  request.retries = error.cause instanceof Fault ? 0 : deadline.retries();
  const pause = isLimit(error) ? null : askedPause(error);
  if (isLimit(error) || !deadline.allows(pause ?? 0)) request.retries = 0;
  else if (pause !== null) await deadline.pause(pause);
}

async function download(fetch: Fetch, address: string, most: number): Promise<Uint8Array> {
  const where = address.split('?', 1)[0] ?? '';
  let body: Uint8Array | null;
  try {
    const response = await fetch(address, {});
    if (!response.ok) throw new Error(`status ${response.status}`);
    body = await readBody(response, most);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('github-unavailable', `${where} can't be read: ${said}`, again, { cause });
  }
  if (body === null)
    throw new Fault('github-refused', `${where}: more than ${most} bytes`, 'nothing of ours is so long');
  return body;
}

/** Characters of what GitHub says that are handed on. */
const MAX_MESSAGE = 500;

const again = 'run the job again; https://www.githubstatus.com lists outages';

/** What hints a failure's status gives. */
const kinds: readonly { readonly status: number; readonly code: string; readonly hint: string }[] = [
  {
    status: 401,
    code: 'github-unauthorized',
    hint: 'the token is invalid or has expired: leave the input token at its default, or renew it',
  },
  { status: 403, code: 'github-forbidden', hint: 'the token lacks a permission: see permissions: in the workflow' },
  { status: 404, code: 'github-not-found', hint: 'the token may not see it, or it is gone' },
  { status: 410, code: 'github-not-found', hint: 'it is gone' },
];

function faultOf(route: string, cause: unknown): Fault {
  const ours = [cause, (cause as { readonly cause?: unknown } | null)?.cause].find((one) => one instanceof Fault);
  if (ours instanceof Fault) return ours;
  // What the network throws comes with a status: this is of an answer that isn't what its reader expects.
  if (cause instanceof TypeError) return refused(route, 'the answer is no list');
  const { status = 0, message = String(cause) } = cause as Partial<RequestFailure>;
  const line = `GitHub, ${route}: ${(message.split('\n', 1)[0] ?? '').slice(0, MAX_MESSAGE)}`;
  if (isLimit({ status, message, ...(cause as object) }))
    return new Fault('github-limit', line, 'the limit of requests is used up: run the job again later', { cause });
  if (status === 403 && /\block(?:ed)?\b/i.test(message))
    return new Fault('github-locked', line, 'the conversation is locked: unlock it to have comments', { cause });
  const kind = kinds.find((one) => one.status === status);
  if (kind !== undefined) return new Fault(kind.code, line, kind.hint, { cause });
  if (status >= 400 && status < 500 && status !== 408 && status !== 429)
    return new Fault('github-refused', `${line} (${status})`, 'please report this as a defect of Flopgate', { cause });
  return new Fault(status === 429 ? 'github-limit' : 'github-unavailable', line, again, { cause });
}
