import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { net } from './models.ts';
import { model, node, tensor, value } from './onnx-writer.ts';
import type { TestRepository } from './repository.ts';

const path = 'models/net.onnx';
const [small, big] = [net(), net({ channels: 74 })];
const other = model({
  nodes: [node('MatMul', ['x', 'w'], ['y'])],
  initializers: [tensor('w', 'f32', [999, 999])],
  inputs: [value('x', 'f32', [999, 999])],
  outputs: [value('y', 'f32', null)],
});
/** Grows the model about 85 times. */
const grow = (repository: TestRepository, at = path): void => repository.write(at, big);
const entry = (more: string): string =>
  `version: 1\nSTRICTmodels:\n  - path: ${path}\n    budgets: { macs: { max: 400k }, size: { max: 20KiB, fail: +5% } }\n${more}`;
const loose = 'version: 1\nSTRICT';
const lfs = (size: number, oid = '0'): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid.repeat(64)}\nsize ${size}\n`;
const dvc = (size: number): string => `outs:\n- md5: ${'a'.repeat(32)}\n  size: ${size}\n  path: net.onnx\n`;
const submodule = (repository: TestRepository, id: string): void => {
  repository.write('.gitmodules', '[submodule "zoo"]\n\tpath = zoo\n\turl = ../zoo\n');
  repository.git('update-index', '--add', '--cacheinfo', `160000,${id.repeat(40)},zoo`);
};

/** One way to take a model from under the eyes of the gate. */
export interface Way {
  readonly name: string;
  /** Absent: the policy with an entry, and its model. */
  readonly base?: (repository: TestRepository, write: (text: string) => void) => void;
  readonly head: (repository: TestRepository, write: (text: string) => void) => void;
  /** What the report says of it. */
  readonly says: RegExp;
  /** Of no effect but under `strict`. */
  readonly onlyStrict?: true;
}

export const ways: readonly Way[] = [
  {
    name: 'ignores it, and grows it',
    head(repository, write) {
      write(entry('ignore: ["models/**"]\n').replace(/models:\n.*\n.*\n/, ''));
      grow(repository);
    },
    says: /the policy of this pull request leaves it alone/,
  },
  {
    name: 'ignores it, and grows it later',
    head: (_, write) => write(`${loose}ignore: ["models/**"]\n`),
    says: /is now ignored/,
  },
  {
    name: 'introduces a policy that ignores it',
    base: (repository) => repository.write(path, small),
    head(repository, write) {
      write(`${loose}ignore: ["models/**"]\n`);
      grow(repository);
    },
    says: /the policy of this pull request leaves it alone/,
  },
  {
    name: 'takes its entry away',
    head(repository, write) {
      write(`${loose}defaults: { budgets: {} }\n`);
      grow(repository);
    },
    says: /macs max 400k → none/,
  },
  {
    name: 'takes away the entry of one without a known extension',
    base(repository, write) {
      write(`${loose}models: [{ path: weights/net.bin }]\n`);
      repository.write('weights/net.bin', small);
    },
    head(repository, write) {
      write(loose);
      grow(repository, 'weights/net.bin');
    },
    says: /the policy of this pull request leaves it alone/,
  },
  {
    name: 'takes that entry away alone',
    base(repository, write) {
      write(`${loose}models: [{ path: weights/net.bin }]\n`);
      repository.write('weights/net.bin', small);
    },
    head: (_, write) => write(loose),
    says: /no entry of the policy names `weights\/net.bin` any more/,
  },
  {
    name: 'takes external: away',
    base(repository, write) {
      write(entry('    external: models/weights.bin\n'));
      repository.write(path, small);
      repository.write('models/weights.bin', 'x');
    },
    head(repository, write) {
      write(entry(''));
      repository.write('models/weights.bin', 'x'.repeat(90_000));
    },
    says: /external models\/weights.bin → none/,
  },
  {
    name: 'takes build: away',
    base: (_, write) => write(`${loose}build: make\nmodels: [{ path: built.onnx }]\n`),
    head: (_, write) => write(loose),
    says: /build make → none/,
  },
  {
    name: 'renames it out of its ceiling',
    head(repository) {
      repository.remove(path);
      repository.write('models/other.onnx', net({ depth: 3 }));
    },
    says: /isn't held to the same budgets/,
  },
  {
    name: 'moves it out of its ceiling',
    head(repository) {
      repository.remove(path);
      repository.write('models/other.onnx', small);
    },
    says: /isn't held to the same budgets/,
  },
  { name: 'deletes it', head: (repository) => repository.remove(path), says: /is gone at head/ },
  {
    name: 'deletes it and its entry',
    head(repository, write) {
      write(loose);
      repository.remove(path);
    },
    says: /is gone at head/,
  },
  {
    name: 'puts a model of other structure in its place',
    head(repository) {
      repository.remove(path);
      repository.write('models/new.onnx', other);
    },
    says: /is gone at head/,
  },
  {
    name: 'makes a symbolic link of it',
    head(repository) {
      repository.remove(path);
      repository.write('large.bin', big);
      symlinkSync('../large.bin', join(repository.root, path));
    },
    says: /no regular file any more/,
  },
  {
    name: 'retargets a symbolic link',
    base(repository, write) {
      write(loose);
      repository.write('models/a/x', small);
      repository.write('models/b/x', big);
      symlinkSync('a/x', join(repository.root, path));
    },
    head(repository) {
      repository.remove(path);
      symlinkSync('b/x', join(repository.root, path));
    },
    says: /is a symbolic link that leads elsewhere/,
  },
  {
    name: 'bumps a submodule',
    base(repository, write) {
      write(loose);
      submodule(repository, '1');
    },
    head: (repository) => submodule(repository, '2'),
    says: /is a submodule and points elsewhere/,
  },
  {
    name: 'makes a submodule of its folder',
    head(repository) {
      repository.remove(path);
      repository.git('rm', '-q', '--cached', path);
      repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},models`);
    },
    says: /is a submodule there/,
  },
  {
    name: 'changes a DVC pointer to a model',
    base(repository, write) {
      write(loose);
      repository.write(`${path}.dvc`, dvc(1000));
    },
    head: (repository) => repository.write(`${path}.dvc`, dvc(85_000)),
    says: /is a DVC pointer to an ONNX model, which isn't counted/,
  },
  {
    name: 'changes a DVC pointer to a folder of models',
    base(repository, write) {
      write(`${loose}models: [{ path: models/*.onnx }]\n`);
      repository.write('models.dvc', dvc(1000));
    },
    head: (repository) => repository.write('models.dvc', dvc(2000)),
    says: /points elsewhere: what it stands for isn't in git/,
  },
  {
    name: 'hands it over to DVC',
    head(repository) {
      repository.remove(path);
      repository.write(`${path}.dvc`, dvc(85_000));
    },
    says: /`models\/net.onnx.dvc` stands in its place/,
  },
  {
    name: 'compresses it',
    head(repository) {
      repository.remove(path);
      repository.write(`${path}.gz`, gzipSync(big));
    },
    says: /isn't held to the same budgets|is gone at head/,
  },
  {
    name: 'makes an .ort file of it',
    head(repository) {
      repository.remove(path);
      repository.write('models/net.ort', '\0\0\0\0ORTM and more');
    },
    says: /`models\/net.ort` stands in its place/,
  },
  {
    name: 'makes a .tflite file of it',
    head(repository) {
      repository.remove(path);
      repository.write('models/net.tflite', '\0\0\0\0TFL3 and more');
    },
    says: /`models\/net.tflite` stands in its place/,
  },
  {
    name: 'mistypes the path of its entry',
    head(repository, write) {
      write(entry('').replace(path, 'modles/net.onnx'));
      grow(repository);
    },
    says: /no model fits the entry with path modles\/net.onnx/,
  },
  {
    name: 'adds a new entry with a ceiling that fits nothing',
    base(repository, write) {
      write(loose);
      repository.write(path, small);
    },
    head: (_, write) => write(entry('').replace(path, 'modles/net.onnx')),
    says: /no model fits the entry with path modles\/net.onnx/,
  },
  {
    name: 'changes a file that no reader counts',
    base(repository, write) {
      write(loose);
      repository.write('app/net.mnn', 'MNN '.repeat(10));
    },
    head: (repository) => repository.write('app/net.mnn', 'MNN '.repeat(999)),
    says: /is an MNN model, which isn't counted/,
  },
  {
    name: 'changes a Git LFS pointer to a file that no reader counts',
    base(repository, write) {
      write(loose);
      repository.write('app/net.mnn', lfs(1000));
    },
    head: (repository) => repository.write('app/net.mnn', lfs(9_000_000, '1')),
    says: /is an MNN model, which isn't counted/,
  },
  {
    name: 'changes a file that only its first bytes tell for a model',
    base(repository, write) {
      write(loose);
      repository.write('net.param', '7767517\n1 1\n');
    },
    head: (repository) => repository.write('net.param', `7767517\n${'Input data 0 1 data\n'.repeat(9)}`),
    says: /is an ncnn or pnnx graph, which isn't counted/,
  },
  {
    name: 'deletes a file that no reader counts',
    base(repository, write) {
      write(loose);
      repository.write('app/net.mnn', 'MNN '.repeat(10));
    },
    head: (repository) => repository.remove('app/net.mnn'),
    says: /is gone at head/,
  },
  {
    name: 'raises its ceiling',
    head(repository, write) {
      write(entry('').replace('max: 400k', 'max: 4T'));
      grow(repository);
    },
    says: /macs max 400k → 4T/,
  },
  {
    name: 'turns strict off',
    base(repository, write) {
      write(entry(''));
      repository.write(path, small);
    },
    head: (_, write) => write(entry('').replace('STRICT', 'strict: false\n')),
    says: /strict true → false/,
    onlyStrict: true,
  },
  {
    name: 'lets undecided budgets pass',
    base(repository, write) {
      write(`${entry('')}on_inconclusive: fail\n`);
      repository.write(path, small);
    },
    head: (_, write) => write(`${entry('')}on_inconclusive: warn\n`),
    says: /on_inconclusive fail → warn/,
  },
  {
    name: 'is no longer judged by base’s policy',
    base(repository, write) {
      write(`${entry('')}policy: base\n`);
      repository.write(path, small);
    },
    head: (_, write) => write(entry('')),
    says: /policy base → head/,
  },
  {
    name: 'removes the policy',
    head(repository) {
      repository.remove('flopgate.yml');
      grow(repository);
    },
    says: /the policy is removed/,
  },
  {
    name: 'breaks base’s policy first',
    base(repository) {
      repository.write('flopgate.yml', 'version: 7\n');
      repository.write(path, small);
    },
    head: (_, write) => write(entry('')),
    says: /policy at base can't be read/,
  },
  {
    name: 'takes a case away',
    base(repository, write) {
      write(entry('    cases: [{ name: b8, dims: { n: 8 } }]\n'));
      repository.write(path, small);
    },
    head: (_, write) => write(entry('')),
    says: /this case is no longer judged/,
  },
  {
    name: 'makes a budget undecidable',
    head: (repository) => repository.write(path, net({ size: 'S' })),
    says: /can't be checked/,
  },
];

/** What a repository has if a row doesn't say. */
export function usualBase(repository: TestRepository, write: (text: string) => void): void {
  write(entry(''));
  repository.write(path, small);
}
