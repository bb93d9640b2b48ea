import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { builtDist } from '../support/built.ts';
import { closedScratchFolder, removeScratch } from '../support/repository.ts';

afterAll(removeScratch);

const model = resolve('test/fixtures/onnx/tv_resnet18_ts17.onnx');

/**
 * Compiles foreign code so that V8 takes it for that of a chunk of ours (V8 compares no more than the source's length), and writes it
 * under a label as a build does. Arguments: the chunk, an entry of it that the attacker made himself (V8's word for the engine's flags is
 * taken from it), a file that the code makes when it runs, the layout, the cache's folder.
 */
const forge = `
const { mkdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const [chunk, genuine, marker, layout, folder] = process.argv.slice(1);
const source = require('node:module').wrap(readFileSync(chunk, 'utf8'));
const head = '(function (exports, require, module, __filename, __dirname) { require("node:fs").writeFileSync(' + JSON.stringify(marker) + ', "ran");';
const tail = '\\n});';
const script = new (require('node:vm').Script)(head + ' '.repeat(source.length - head.length - tail.length) + tail, { filename: chunk });
script.runInThisContext()({}, () => ({ writeFileSync() {} }), {}, '', '');
const code = script.createCachedData();
readFileSync(genuine).copy(code, 12, 12, 16);
let hash = 0;
for (let i = 0; i < chunk.length; i++) hash = (Math.imul(hash, 31) + chunk.charCodeAt(i)) | 0;
hash = (hash >>> 0).toString(36);
const { mtimeMs, ctimeMs, size } = statSync(chunk);
const old = [mtimeMs, ctimeMs, size].join(' ') + ';4;';
const sum = require('node:zlib').crc32;
const label = layout === 'old' ? old : [mtimeMs, ctimeMs, size, process.version].join(' ') + ';4;' + sum(code) + ';';
const name = layout === 'old' ? 'count-' + hash : ['count', process.version, process.arch, hash].join('-');
mkdirSync(folder, { recursive: true, mode: 0o700 });
writeFileSync(join(folder, name + '.bin'), Buffer.concat([code, Buffer.from(label.padEnd(layout === 'old' ? 96 : 128))]), { mode: 0o600 });
`;

interface Scene {
  readonly node: string;
  /** Where everybody can write, as /tmp. */
  readonly shared: string;
  /** The user's own; in it lies what he has unpacked or checked out. */
  readonly own: string;
  readonly marker: string;
  readonly plant: (layout: 'old' | 'new', folder: string) => void;
  /** Counts as the victim. @returns whether the foreign code has run */
  readonly ran: (env: NodeJS.ProcessEnv) => boolean;
}

function scene(node: string): Scene {
  const [shared, own] = [closedScratchFolder(), closedScratchFolder()];
  chmodSync(shared, 0o1777);
  const marker = join(own, 'marker');
  const dist = builtDist();
  const cli = [join(dist, 'cli.js'), 'count', model];
  const attackers = closedScratchFolder();
  execFileSync(node, cli, { env: { HOME: attackers, TMPDIR: attackers } });
  const [genuine = ''] = readdirSync(attackers, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.bin'),
  );
  const plant = (layout: string, folder: string): void =>
    void execFileSync(node, [
      '-e',
      forge,
      join(dist, 'chunks/core.js'),
      join(attackers, genuine),
      marker,
      layout,
      folder,
    ]);
  const ran = (given: NodeJS.ProcessEnv): boolean => {
    rmSync(marker, { force: true });
    const env = { PATH: process.env['PATH'], HOME: own, TMPDIR: shared, ...given };
    spawnSync(node, cli, { env });
    return existsSync(marker);
  };
  return { node, shared, own, marker, plant, ran };
}

/** As another user made it; where the tests aren't root's, it is open to others instead. */
function makeForeign(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chownSync(folder, 65_534, 65_534);
  else chmodSync(folder, 0o777);
}

const version = (node: string): string => spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
/** The Node of the tests, and others that the system has. */
const onPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'node'));
const nodes = [
  ...new Map(
    [...onPath.filter((file) => existsSync(file)), process.execPath].map((node) => [version(node), node] as const),
  ),
].filter(([said]) => said !== '');

describe.skipIf(process.platform === 'win32').each(nodes)('Node %s: code that another user planted', (_, node) => {
  test('behind a link, in a folder of the shared temporary folder that he made first, is not run', () => {
    const { shared, own, plant, ran } = scene(node);
    const name = `flopgate-${version(node)}-${process.arch}-${process.getuid?.() ?? ''}`;
    plant('old', join(own, 'checkout'));
    makeForeign(join(shared, 'node-compile-cache'));
    symlinkSync(join(own, 'checkout'), join(shared, 'node-compile-cache', name));
    expect(ran({})).toBe(false);
  });

  test('is run from the folder that is the user’s alone, which shows that it could be, and from no other', () => {
    const { shared, own, plant, ran } = scene(node);
    const below = 'flopgate/code';
    plant('new', join(own, 'cache', below));
    expect(ran({ XDG_CACHE_HOME: join(own, 'cache') })).toBe(true);
    makeForeign(join(shared, 'made'));
    plant('new', join(shared, 'made', below));
    expect(ran({ XDG_CACHE_HOME: join(shared, 'made') })).toBe(false);
    symlinkSync(join(own, 'cache'), join(shared, 'link'));
    expect(ran({ XDG_CACHE_HOME: join(shared, 'link') })).toBe(false);
    mkdirSync(join(own, 'other', dirname(below)), { recursive: true });
    symlinkSync(join(own, 'cache', below), join(own, 'other', below));
    expect(ran({ XDG_CACHE_HOME: join(own, 'other') })).toBe(false);
    expect(ran({ NODE_COMPILE_CACHE: join(shared, 'made') })).toBe(false);
  });
});
