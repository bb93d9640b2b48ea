import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fetchRuntime } from '#bench/runtime/runtime-fetch.ts';
import { findRuntime, pinnedVersion } from '#bench/runtime/runtime.ts';
import { removeScratch, scratchFolder } from '../../support/repository.ts';

afterAll(removeScratch);

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

describe('finding the runtime', () => {
  test.each(['.', 'node_modules', 'node_modules/onnxruntime-node'])('by a path: %s', async (path) => {
    const found = await findRuntime({ cwd: process.cwd(), path });
    expect(found).toEqual({ root: resolve('node_modules/onnxruntime-node'), version: '1.30.0', how: 'runtime-path' });
  });

  test('a path that holds none is a fault, whatever else is at hand', async () => {
    await expect(findRuntime({ cwd: process.cwd(), path: 'src' })).rejects.toMatchObject({ code: 'runtime-missing' });
  });

  test('of the project, or of the cache, or not at all', async () => {
    const cache = scratchFolder();
    vi.stubEnv('RUNNER_TOOL_CACHE', cache);
    expect(await findRuntime({ cwd: process.cwd() })).toMatchObject({ how: "the project's own" });
    const elsewhere = scratchFolder();
    await expect(findRuntime({ cwd: elsewhere, fetch: false })).rejects.toMatchObject({ code: 'runtime-missing' });
    const folder = join(cache, 'flopgate-onnxruntime-node', pinnedVersion(), `${process.platform}-${process.arch}`);
    const inside = join(folder, 'node_modules/onnxruntime-node');
    mkdirSync(join(inside, 'dist'), { recursive: true });
    writeFileSync(join(inside, 'dist/index.js'), '');
    writeFileSync(
      join(inside, 'package.json'),
      JSON.stringify({ name: 'onnxruntime-node', version: pinnedVersion(), main: 'dist/index.js' }),
    );
    // Half of a fetch that was cut short is none.
    await expect(findRuntime({ cwd: elsewhere, fetch: false })).rejects.toMatchObject({ code: 'runtime-missing' });
    writeFileSync(join(folder, 'complete'), '');
    expect(await findRuntime({ cwd: elsewhere, fetch: false })).toMatchObject({ root: inside, how: 'cached' });
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
