import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, openPullRequest, serve, type Origin } from './checkout.ts';
import { scratchFolder, testRepository, type TestRepository } from './repository.ts';

const fixture = (name: string): Buffer => readFileSync(join(import.meta.dirname, '../fixtures/onnx', name));

/** torchvision's ResNet-18 by one exporter and by another, and its ResNet-50; multiply-accumulates as torchvision prints them. */
export const resnet18 = { file: fixture('tv_resnet18_ts17.onnx'), macs: 1_814_073_344n };
export const resnet18Again = { file: fixture('tv_resnet18_dyn18.onnx'), macs: 1_814_073_344n };
export const resnet50 = { file: fixture('tv_resnet50_ts13.onnx'), macs: 4_089_184_256n };

export const policyText = `version: 1
models:
  - id: classifier
    path: models/classifier.onnx
    dims: { N: 1, H: 224, W: 224 }
    budgets: { macs: { max: 2G } }
defaults: { budgets: { memory: { max: 1GiB } } }
accept: { max: true }
`;

/** A repository on a server, with a pull request from `feature` into `main`. */
export interface ModelRepository {
  /** Where the server finds it, as `octo/models`. */
  readonly folder: string;
  readonly repository: TestRepository;
  /** Commits a change on `feature` and merges it anew, as GitHub does after a push. */
  push(message: string, change: (repository: TestRepository) => void): Origin;
  /** As after a push, without one. */
  readonly origin: () => Origin;
}

/** Main has a policy and a model under budget; main has gone on since the pull request was opened. */
export function modelRepository(change: (repository: TestRepository) => void): ModelRepository {
  const folder = scratchFolder();
  const root = join(folder, 'octo/models');
  mkdirSync(root, { recursive: true });
  const first = testRepository();
  cpSync(join(first.root, '.git'), join(root, '.git'), { recursive: true });
  const repository = testRepository(root);
  serve(repository);
  repository.write('flopgate.yml', policyText);
  repository.write('models/classifier.onnx', resnet18.file);
  repository.commit('models');
  repository.git('checkout', '-q', '-b', 'feature');
  change(repository);
  repository.commit('feature');
  repository.git('checkout', '-q', 'main');
  repository.write('README.md', 'main goes on');
  repository.commit('something else');
  return {
    folder,
    repository,
    origin: () => openPullRequest(repository),
    push(message, next) {
      repository.git('checkout', '-q', 'feature');
      next(repository);
      repository.commit(message);
      return openPullRequest(repository);
    },
  };
}

/** What actions/checkout leaves of the pull request: its merge commit, alone. */
export function mergeCheckout(url: string, { mergeSha }: Origin): TestRepository {
  return checkout(url, mergeSha, 'remotes/pull/7/merge');
}
