import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface GitServer extends AsyncDisposable {
  readonly url: string;
  /** Method and path of each request, and whether it was let in. */
  readonly calls: readonly string[];
}

/**
 * Git's own HTTP server on loopback, as GitHub serves repositories: `URL/owner/name`.
 * @param folder holds the repositories: `owner/name` (or `owner/name.git`) below it
 * @param lfs objects that it has for Git LFS; absent: it has no LFS
 * @param token needed by every request, as `x-access-token`'s password; absent: anybody may read
 */
export async function startGitServer(folder: string, token?: string, lfs?: LfsStore): Promise<GitServer> {
  const calls: string[] = [];
  const expected = token === undefined ? null : `basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
  const server = createServer((request, response) => {
    const { authorization = '' } = request.headers;
    const allowed = expected === null || authorization.replace(/^Basic /i, 'basic ') === expected;
    calls.push(`${allowed ? '' : 'refused '}${request.method} ${request.url}`);
    if (allowed && lfs !== undefined && lfsPath.test(request.url ?? '')) answerLfs(lfs, request, response);
    else if (allowed) backend(folder, request, response);
    else response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Content by SHA-256 in hex. */
export type LfsStore = ReadonlyMap<string, Uint8Array>;

const lfsPath = /\/info\/lfs\/(?:objects\/batch|objects\/[0-9a-f]{64})$/;

/** Git LFS's batch API for downloads, and the downloads. */
function answerLfs(store: LfsStore, request: IncomingMessage, response: ServerResponse): void {
  const { url = '' } = request;
  if (request.method === 'GET') {
    const object = store.get(url.slice(-64));
    response.writeHead(object === undefined ? 404 : 200, { 'content-type': 'application/octet-stream' }).end(object);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { objects } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      objects: { oid: string; size: number }[];
    };
    const root = `http://${request.headers.host}${url.replace(/objects\/batch$/, 'objects/')}`;
    const header = request.headers.authorization === undefined ? {} : { Authorization: request.headers.authorization };
    const answers = objects.map(({ oid, size }) =>
      store.has(oid)
        ? { oid, size, authenticated: true, actions: { download: { href: `${root}${oid}`, header } } }
        : { oid, size, error: { code: 404, message: 'object does not exist on the server' } },
    );
    response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
    response.end(JSON.stringify({ transfer: 'basic', objects: answers }));
  });
}

/** One request through `git http-backend`, by CGI. */
function backend(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const git = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  request.pipe(git.stdin.on('error', () => undefined));
  let head = Buffer.alloc(0);
  let started = false;
  git.stdout.on('data', (chunk: Buffer) => {
    if (started) return void response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    started = true;
    const lines = head.toString('latin1', 0, end).split('\r\n');
    const headers = Object.fromEntries(
      lines.map((line) => [line.split(': ', 1)[0] ?? '', line.split(': ').slice(1).join(': ')]),
    );
    const { Status: status = '200', ...others } = headers;
    response.writeHead(Number.parseInt(status, 10), others);
    response.write(head.subarray(end + 4));
  });
  git.on('close', () => response.end());
}
