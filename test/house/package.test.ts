import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly imports?: Record<string, string>;
}

interface Lock {
  readonly packages: Record<string, { version?: string; resolved?: string; link?: boolean; integrity?: string }>;
}

const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

const manifests = ['package.json', 'tools/node24/package.json', 'tools/openapi/package.json'];
const locks = ['package-lock.json', 'tools/openapi/package-lock.json'];

test.each(manifests)('%s pins every dependency exactly', (path) => {
  const { dependencies, devDependencies, optionalDependencies } = read<Manifest>(path);
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose).toEqual([]);
});

test('what is bundled into dist is no dependency of the published package', () => {
  expect(read<Manifest>('package.json').dependencies).toBeUndefined();
});

test.each(locks)('%s names no address and holds a hash for every package', (path) => {
  const outside = Object.entries(read<Lock>(path).packages).filter(
    ([key, entry]) => key.includes('node_modules/') && entry.link !== true,
  );
  expect(outside.length).toBeGreaterThan(0);
  expect(outside.filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
  expect(outside.filter(([, entry]) => entry.integrity === undefined)).toEqual([]);
});

test('the tests run on a Node that vitest supports and that strips types', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  expect(major * 100 + minor).toBeGreaterThanOrEqual(2212);
});
