/**
 * Scale: one pull request that changes 500 models, judged by the built action over real git and a GitHub server on loopback, as a runner
 * starts it. Prints what it took, and how long the comment is.
 *
 *   node benchmarks/scale.ts [MODELS] [LAYERS]
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { runAction } from '../test/support/action-run.ts';
import { pullRequestPayload } from '../test/support/events.ts';
import { startGithub } from '../test/support/github-server.ts';
import { mergeCheckout, modelRepository } from '../test/support/model-repository.ts';
import { net } from '../test/support/models.ts';
import { removeScratch } from '../test/support/repository.ts';

const [models = 500, layers = 100] = process.argv.slice(2).map(Number);
/** Convolution and activation each. */
const depth = Math.ceil(layers / 2);
/** CPU seconds of all processes started from here that have ended (Linux, 100 ticks a second); NaN elsewhere. */
function childrenCpu(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}

const policy =
  'version: 1\ndefaults: { budgets: { macs: { fail: +5% }, memory: { fail: +10% }, params: { fail: +5% } } }\n';
const file = (i: number, more: number): Uint8Array =>
  net({ depth, channels: 8 + (i % 17), size: 16 + (i % 7) * 8 + more, names: `m${i}/` });

let last = '';
const many = modelRepository((repository) => {
  repository.git('checkout', '-q', 'main');
  repository.write('flopgate.yml', policy);
  for (let i = 0; i < models; i++) repository.write(`models/team-${i % 7}/net-${i}.onnx`, file(i, 0));
  repository.commit('many');
  repository.git('checkout', '-q', '-B', 'feature');
  for (let i = 0; i < models; i++) repository.write(`models/team-${i % 7}/net-${i}.onnx`, file(i, i % 3 === 0 ? 8 : 0));
  for (let i = 0; i < models; i++)
    if (i % 3 !== 0)
      repository.write(
        `models/team-${i % 7}/net-${i}.onnx`,
        net({ depth: depth + 1, channels: 8 + (i % 17), size: 16 + (i % 7) * 8, names: `m${i}/` }),
      );
  last = 'changed';
});
const origin = many.origin();
const workspace = mergeCheckout(`file://${many.repository.root}`, origin);
try {
  await using github = await startGithub();
  const started = performance.now();
  const before = childrenCpu();
  const result = await runAction({
    event: 'pull_request',
    payload: pullRequestPayload({ headSha: origin.headSha }),
    workspace: workspace.root,
    github,
  });
  const seconds = (performance.now() - started) / 1000;
  const used = childrenCpu() - before;
  const comment = github.state.comments[0]?.body ?? '';
  console.log(
    `${models} models of ${2 * depth + 3} layers, ${last}; ${cpus().length} cores, exit code ${result.code}, verdict ${result.outputs['verdict']}`,
  );
  console.log(
    `count, compare and comment: ${seconds.toFixed(1)} s, ${used.toFixed(1)} CPU seconds (load of the machine ${loadavg()[0]?.toFixed(1)})`,
  );
  console.log(
    `comment: ${comment.length} characters of at most 60000; summary: ${Buffer.byteLength(result.summary)} bytes`,
  );
  console.log(`report: ${JSON.stringify(result.report).length} bytes; requests to GitHub: ${github.calls.length}`);
  if (result.code !== 1 || comment === '' || comment.length > 60_000 || seconds > 60) {
    console.error(result.log.slice(-3000));
    process.exitCode = 1;
  }
} finally {
  removeScratch();
}
