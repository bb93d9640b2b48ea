import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { fetchRuntime } from '#bench/runtime/runtime-fetch.ts';
import { findRuntime, pinnedVersion } from '#bench/runtime/runtime.ts';
import { closedScratchFolder, removeScratch, scratchFolder } from '../../support/repository.ts';

afterAll(removeScratch);
afterEach(() => vi.unstubAllEnvs());

/** Binaries for three platforms, as the real package has them. */
const platforms = [`${process.platform}/${process.arch}`, 'win32/arm64', 'darwin/arm64'];

/** A package of the runtime's name and layout, without its 300 MB. */
function packageArchive(version: string): Buffer {
  const folder = scratchFolder();
  const root = join(folder, 'package');
  for (const platform of platforms) {
    mkdirSync(join(root, 'bin/napi-v6', platform), { recursive: true });
    writeFileSync(join(root, 'bin/napi-v6', platform, 'binding.node'), platform);
  }
  mkdirSync(join(root, 'dist'));
  writeFileSync(join(root, 'dist/index.js'), '');
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ name: 'onnxruntime-node', version, main: 'dist/index.js' }),
  );
  spawnSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: folder });
  return readFileSync(join(folder, 'package.tgz'));
}

const version = '9.9.9';
const archive = packageArchive(version);
const integrity = `sha512-${createHash('sha512').update(archive).digest('base64')}`;
let server: Server;
let served = archive;

beforeAll(async () => {
  server = createServer((_, response) => response.end(served));
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
});
afterAll(() => void server.close());

/** A committed manifest that names the archive of this server. */
function manifest(): string {
  const folder = scratchFolder();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/onnxruntime-node-${version}.tgz`;
  const root = { name: 'runtime', dependencies: { 'onnxruntime-node': version } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(root));
  const packages = { '': root, 'node_modules/onnxruntime-node': { version, resolved: url, integrity } };
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ name: 'runtime', lockfileVersion: 3, requires: true, packages }),
  );
  return folder;
}

const order = () => {
  vi.stubEnv('npm_config_cache', scratchFolder());
  return { folder: join(scratchFolder(), 'runtime'), version, manifest: manifest(), say: (): void => undefined };
};

describe('fetching the runtime by its lock file', () => {
  test('it is installed whole, and other platforms are pruned', async () => {
    served = archive;
    const one = order();
    await fetchRuntime(one);
    const bin = join(one.folder, 'node_modules/onnxruntime-node/bin/napi-v6');
    expect(platforms.map((platform) => existsSync(join(bin, platform)))).toEqual([true, false, false]);
    expect(existsSync(join(one.folder, 'complete'))).toBe(true);
  });

  test('another content than the lock names is refused, and nothing is left', async () => {
    served = packageArchive('6.6.6');
    const one = order();
    await expect(fetchRuntime(one)).rejects.toMatchObject({ code: 'runtime-tampered' });
    expect(existsSync(one.folder)).toBe(false);
  });

  test('an altered one in its place is replaced, and what npm alters itself is refused', async () => {
    served = archive;
    const one = order();
    const path = `onnxruntime-node/bin/napi-v6/${platforms[0]}/binding.node`;
    await fetchRuntime(one);
    const installed = join(one.folder, 'node_modules');
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => relative(installed, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    const hash = (file: string): string =>
      createHash('sha256')
        .update(readFileSync(join(installed, file)))
        .digest('hex');
    const hashes = { version, files: Object.fromEntries(files.map((file) => [file, hash(file)])) };
    writeFileSync(join(one.manifest, 'hashes.json'), JSON.stringify(hashes));
    writeFileSync(join(installed, path), 'altered');
    await fetchRuntime(one);
    expect(readFileSync(join(installed, path), 'utf8')).toBe(platforms[0]);
    hashes.files[path] = '0'.repeat(64);
    writeFileSync(join(one.manifest, 'hashes.json'), JSON.stringify(hashes));
    await expect(fetchRuntime(one)).rejects.toMatchObject({
      code: 'runtime-tampered',
      message: expect.stringContaining(path) as string,
    });
  });

  test('without network it says what to do', async () => {
    const one = order();
    const lock = join(one.manifest, 'package-lock.json');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1'));
    await expect(fetchRuntime(one)).rejects.toMatchObject({
      code: 'runtime-offline',
      hint: expect.stringContaining('--runtime-path') as string,
    });
  });
});

/** A cache as a fetch leaves it, of the runtime that is tested here. @returns its folder */
function cachedRuntime(cache: string): string {
  const folder = join(cache, 'flopgate-onnxruntime-node', pinnedVersion(), `${process.platform}-${process.arch}`);
  for (const name of ['onnxruntime-node', 'onnxruntime-common'])
    cpSync(join('node_modules', name), join(folder, 'node_modules', name), { recursive: true });
  const bin = join(folder, 'node_modules/onnxruntime-node/bin/napi-v6');
  for (const path of globSync('*/*', { cwd: bin }))
    if (path !== join(process.platform, process.arch)) rmSync(join(bin, path), { recursive: true });
  writeFileSync(join(folder, 'complete'), '');
  return folder;
}

const sha = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

function flip(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(file, bytes);
}

const library = { linux: 'libonnxruntime.so.1', darwin: 'libonnxruntime.1.30.0.dylib', win32: 'onnxruntime.dll' }[
  process.platform as 'linux'
];
const bin = `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`;

describe('a cached runtime is held against the committed hashes at each use', () => {
  const alterations: readonly (readonly [string, string, (file: string) => void])[] = [
    ['a byte of its JavaScript', 'onnxruntime-node/dist/binding.js', flip],
    ['a byte of its binding', `${bin}/onnxruntime_binding.node`, flip],
    ['a byte of its library', `${bin}/${library}`, flip],
    ['a byte of what it requires', 'onnxruntime-common/dist/cjs/index.js', flip],
    ['a file too few', 'onnxruntime-node/dist/version.js', (file) => rmSync(file)],
    ['a file besides', `${bin}/libextra.so`, (file) => writeFileSync(file, '')],
    [
      'a package besides',
      'onnxruntime-node/node_modules/onnxruntime-common/index.js',
      (file) => (mkdirSync(dirname(file), { recursive: true }), writeFileSync(file, '')),
    ],
    [
      'a link in place of a file',
      'onnxruntime-node/dist/backend.js',
      (file) => (renameSync(file, `${file}.aside`), symlinkSync(`${file}.aside`, file)),
    ],
    [
      'its main file named anew',
      'onnxruntime-node/package.json',
      (file) => writeFileSync(file, readFileSync(file, 'utf8').replace('dist/index.js', 'dist/other.js')),
    ],
  ];

  test.each(alterations)('%s differs: it is not used', async (_, path, alter) => {
    vi.stubEnv('RUNNER_TOOL_CACHE', closedScratchFolder());
    const folder = cachedRuntime(process.env['RUNNER_TOOL_CACHE'] ?? '');
    const cwd = scratchFolder();
    expect(await findRuntime({ cwd, fetch: false })).toMatchObject({ how: 'cached' });
    alter(join(folder, 'node_modules', path));
    await expect(findRuntime({ cwd, fetch: false })).rejects.toMatchObject({
      code: 'runtime-tampered',
      message: expect.stringContaining(folder) as string,
      hint: expect.stringContaining('delete') as string,
    });
  });

  test('without network, an altered one is a fault that says so', async () => {
    const cache = closedScratchFolder();
    vi.stubEnv('RUNNER_TOOL_CACHE', cache);
    flip(join(cachedRuntime(cache), 'node_modules/onnxruntime-node/dist/binding.js'));
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:1/');
    vi.stubEnv('npm_config_cache', scratchFolder());
    await expect(findRuntime({ cwd: scratchFolder() })).rejects.toMatchObject({
      code: 'runtime-offline',
      message: expect.stringMatching(/^the cached runtime was altered \(.*binding\.js/) as string,
    });
  });

  test('the committed hashes are those of what is tested here, for all platforms', () => {
    const { version: of, files } = JSON.parse(readFileSync('runtimes/onnxruntime-node/hashes.json', 'utf8')) as {
      version: string;
      files: Readonly<Record<string, string>>;
    };
    expect(of).toBe(pinnedVersion());
    const real = ['onnxruntime-node', 'onnxruntime-common'].flatMap((name) =>
      readdirSync(join('node_modules', name), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    );
    const own = real.map((file) => [relative('node_modules', file).replaceAll('\\', '/'), sha(file)] as const);
    expect(Object.fromEntries(own)).toEqual(files);
  });
});

describe.skipIf(process.platform === 'win32')('a cache that somebody else can write to is not used', () => {
  const ways: readonly (readonly [string, (cache: string) => void])[] = [
    ['open to its group', (cache) => chmodSync(cache, 0o775)],
    ['open to all, though sticky', (cache) => chmodSync(cache, 0o1777)],
    ["open below, in Flopgate's own folder", (cache) => chmodSync(join(cache, 'flopgate-onnxruntime-node'), 0o777)],
    ...(process.getuid?.() === 0
      ? ([["another user's", (cache: string) => chownSync(cache, 65_534, 65_534)]] as const)
      : []),
  ];
  test.each(ways)('%s: the next one is', async (_, open) => {
    const [cache, next] = [closedScratchFolder(), closedScratchFolder()];
    vi.stubEnv('RUNNER_TOOL_CACHE', cache);
    vi.stubEnv('XDG_CACHE_HOME', next);
    cachedRuntime(cache);
    const cwd = scratchFolder();
    expect(await findRuntime({ cwd, fetch: false })).toMatchObject({ how: 'cached' });
    open(cache);
    await expect(findRuntime({ cwd, fetch: false })).rejects.toMatchObject({ code: 'runtime-missing' });
    const root = join(cachedRuntime(next), 'node_modules/onnxruntime-node');
    expect(await findRuntime({ cwd, fetch: false })).toMatchObject({ root });
  });
});

describe('finding the runtime', () => {
  test.each(['.', 'node_modules', 'node_modules/onnxruntime-node'])('by a path: %s', async (path) => {
    const found = await findRuntime({ cwd: process.cwd(), path });
    expect(found).toEqual({ root: resolve('node_modules/onnxruntime-node'), version: '1.30.0', how: 'runtime-path' });
  });

  test('a path that holds none is a fault, whatever else is at hand', async () => {
    await expect(findRuntime({ cwd: process.cwd(), path: 'src' })).rejects.toMatchObject({ code: 'runtime-missing' });
  });

  test('of the project, or of the cache, or not at all', async () => {
    const cache = closedScratchFolder();
    vi.stubEnv('RUNNER_TOOL_CACHE', cache);
    expect(await findRuntime({ cwd: process.cwd() })).toMatchObject({ how: "the project's own" });
    const elsewhere = scratchFolder();
    await expect(findRuntime({ cwd: elsewhere, fetch: false })).rejects.toMatchObject({ code: 'runtime-missing' });
    const folder = cachedRuntime(cache);
    rmSync(join(folder, 'complete'));
    // Half of a fetch that was cut short is none.
    await expect(findRuntime({ cwd: elsewhere, fetch: false })).rejects.toMatchObject({ code: 'runtime-missing' });
    writeFileSync(join(folder, 'complete'), '');
    const root = join(folder, 'node_modules/onnxruntime-node');
    expect(await findRuntime({ cwd: elsewhere, fetch: false })).toMatchObject({ root, how: 'cached' });
    // What strangers may have put into the project isn't taken.
    expect(await findRuntime({ cwd: process.cwd(), own: false, fetch: false })).toMatchObject({ how: 'cached' });
  });

  test('the committed lock names the version that is tested here', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      devDependencies: Readonly<Record<string, string>>;
    };
    expect(pinnedVersion()).toBe(devDependencies['onnxruntime-node']);
    const lock = readFileSync('runtimes/onnxruntime-node/package-lock.json', 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Readonly<Record<string, { integrity?: string }>> };
    const names = Object.keys(packages).filter((name) => name !== '');
    expect(names.filter((name) => packages[name]?.integrity?.startsWith('sha512-') !== true)).toEqual([]);
    expect(lock).not.toContain('"resolved"');
  });
});
