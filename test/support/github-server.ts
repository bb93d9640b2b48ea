import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerFaults, operationFor, requestFaults } from './github-description.ts';
import { badCredentials, emptyState, forbidden, handlers, jobBot, notFound } from './github-state.ts';
import type { Answer, Person, State } from './github-state.ts';

/** Whom a token stands for, and what it may. */
interface TokenRule {
  readonly as: Person;
  readonly write: boolean;
  readonly installation: boolean;
}

/** Something that goes wrong with requests, the first `times` that fit. */
export interface Trouble {
  /** `POST /repos/o/r/issues/1/comments`, all of it or a part. */
  readonly on: RegExp;
  /** 1 unless told. */
  readonly times?: number;
  readonly delayMs?: number;
  /** Answered instead of what was asked for. */
  readonly answer?: Answer;
  /** The connection is cut before or after the work is done. */
  readonly cut?: 'before' | 'after';
  /** Called before the work is done. */
  readonly meanwhile?: () => void;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** 0: not answered. */
  readonly status: number;
  /** When it came, in ms. */
  readonly at: number;
}

export interface GithubServer extends AsyncDisposable {
  readonly url: string;
  readonly graphqlUrl: string;
  readonly state: State;
  readonly tokens: Map<string, TokenRule>;
  readonly calls: readonly Call[];
  /** Requests and answers that GitHub's description doesn't allow; disposing of the server throws where there are any. */
  readonly violations: readonly string[];
  trouble(trouble: Trouble): void;
}

export interface ServerOptions {
  readonly repository?: string;
  /** As on Enterprise Server: `/api/v3`. */
  readonly basePath?: string;
  /** Operations that it hasn't. */
  readonly without?: RegExp;
}

/** A job's token with the permissions that the README asks for. */
export const jobToken = 'ghs_job';
/** The token of a pull request from a fork, or from Dependabot. */
export const readOnlyToken = 'ghs_readonly';

const MAX_BODY = 1 << 20;

/** GitHub's API over HTTP on loopback, with a state, held to GitHub's own description in both directions. */
export async function startGithub(options: ServerOptions = {}): Promise<GithubServer> {
  const state = emptyState(options.repository ?? 'octo/models');
  const tokens = new Map<string, TokenRule>([
    [jobToken, { as: jobBot, write: true, installation: true }],
    [readOnlyToken, { as: jobBot, write: false, installation: true }],
  ]);
  const calls: Call[] = [];
  const violations: string[] = [];
  const troubles: { trouble: Trouble; left: number }[] = [];
  const base = options.basePath ?? '';

  const server = createServer((request, response) => {
    respond(request, response).catch((thrown: unknown) => {
      violations.push(String(thrown));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = `${origin}${base}`;
  const graphqlPath = base === '' ? '/graphql' : base.replace(/\/v\d+$/, '/graphql');

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET' } = request;
    const asked = new URL(request.url ?? '/', origin);
    const query = Object.fromEntries(asked.searchParams);
    const body = await bodyOf(request);
    const call = { method, path: asked.pathname, query, body, status: 0, at: Date.now() };
    calls.push(call);
    const found = troubles.find(({ trouble, left }) => left > 0 && trouble.on.test(`${method} ${asked.pathname}`));
    if (found !== undefined) found.left -= 1;
    const trouble = found?.trouble;
    if (trouble?.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, trouble.delayMs));
    trouble?.meanwhile?.();
    const answer =
      trouble?.answer ?? (trouble?.cut === 'before' ? { status: 0 } : answerTo(request, asked.pathname, query, body));
    call.status = answer.status;
    if (trouble?.cut === undefined) send(response, answer, asked, query);
    else request.socket.resetAndDestroy();
  }

  function answerTo(request: IncomingMessage, path: string, query: Record<string, string>, body: unknown): Answer {
    const blob = new RegExp(`^${base}/_blob/(\\d+)$`).exec(path)?.[1];
    if (blob !== undefined) return blobAnswer(request, Number(blob));
    const token = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const rule = tokens.get(token ?? '');
    if (rule === undefined) return badCredentials;
    if (path === graphqlPath) return graphqlAnswer(rule, body);
    const known = path.startsWith(`${base}/`) ? operationFor(request.method ?? 'GET', path.slice(base.length)) : null;
    if (known === null) {
      violations.push(`no such operation: ${request.method} ${path}`);
      return notFound;
    }
    const { operation, params } = known;
    const faults = requestFaults(operation, query, body);
    violations.push(...faults.map((fault) => `${operation.id}: ${fault}`));
    const handler = handlers[operation.id];
    if (options.without?.test(operation.id) === true || handler === undefined) return notFound;
    const { owner, repo } = params;
    if (owner !== undefined && `${owner}/${repo}` !== state.repository && operation.id !== 'repos/get-content')
      return notFound;
    if (!rule.write && operation.method !== 'GET') return forbidden;
    const sent = (body ?? {}) as Record<string, unknown>;
    const answer = handler(state, { params, query, body: sent, who: rule.as, installation: rule.installation, url });
    if (answer.status < 400) violations.push(...answerFaults(operation, answer.status, answer.body));
    return answer;
  }

  /** GraphQL isn't in the description: only the one question that the action asks is known. */
  function graphqlAnswer({ as }: TokenRule, body: unknown): Answer {
    if (options.without?.test('graphql') === true) return notFound;
    const { query = '' } = (body ?? {}) as { readonly query?: string };
    if (!/^\s*(?:query\s*)?\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query)) violations.push(`GraphQL: ${query}`);
    return { status: 200, body: { data: { viewer: { login: as.login } } } };
  }

  /** Artifacts lie elsewhere, behind an address that is a credential itself. */
  function blobAnswer(request: IncomingMessage, id: number): Answer {
    if (request.headers.authorization !== undefined) violations.push('the token was sent to the artifact store');
    const artifact = state.artifacts.find((one) => one.id === id);
    return artifact === undefined ? notFound : { status: 200, body: artifact.zip };
  }

  return {
    url,
    graphqlUrl: `${origin}${graphqlPath}`,
    state,
    tokens,
    calls,
    violations,
    trouble: (trouble) => void troubles.push({ trouble, left: trouble.times ?? 1 }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (violations.length > 0) throw new Error(`not as GitHub describes it: ${violations.join('; ')}`);
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) throw new Error('request body too long');
    chunks.push(chunk);
  }
  return length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function send(response: ServerResponse, answer: Answer, asked: URL, query: Readonly<Record<string, string>>): void {
  const { status, body, headers = {}, total } = answer;
  const link = total === undefined ? null : linkHeader(asked, query, total);
  const bytes = Buffer.isBuffer(body) ? body : body === undefined ? '' : JSON.stringify(body);
  const type = Buffer.isBuffer(body) ? 'application/zip' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, ...(link === null ? {} : { link }), ...headers });
  response.end(bytes);
}

function linkHeader(asked: URL, query: Readonly<Record<string, string>>, total: number): string | null {
  const page = Number(query['page'] ?? 1);
  if (page * Number(query['per_page'] ?? 30) >= total) return null;
  const next = new URL(asked);
  next.searchParams.set('page', String(page + 1));
  return `<${next.href}>; rel="next"`;
}
