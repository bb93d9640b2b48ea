/**
 * Scale: pull requests that change many models, half of them with open sizes, judged by the built action over real git and a GitHub server
 * on loopback, as a runner starts it. Prints CPU time, clock and memory of each, and how they grow, in one run.
 *
 *   node benchmarks/scale.ts [MODELS,MODELS,…] [LAYERS]
 */
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { runAction } from '../test/support/action-run.ts';
import { pullRequestPayload } from '../test/support/events.ts';
import { startGithub } from '../test/support/github-server.ts';
import { mergeCheckout, modelRepository } from '../test/support/model-repository.ts';
import { net, type NetOptions } from '../test/support/models.ts';
import { removeScratch } from '../test/support/repository.ts';

const [counts = '100,500,2000', layers = '100'] = process.argv.slice(2);
/** Convolution and activation each. */
const depth = Math.ceil(Number(layers) / 2);

const policy =
  'version: 1\ndefaults: { budgets: { macs: { fail: +5% }, memory: { fail: +10% }, params: { fail: +5% } } }\n';

interface Cost {
  readonly models: number;
  readonly cpuSeconds: number;
  readonly seconds: number;
  readonly peakMegabytes: number;
}

/** CPU seconds of all processes started from here that have ended (Linux, 100 ticks a second); NaN elsewhere. */
function childrenCpu(): number {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** The most memory that a process has held so far, in MB; 0 if it isn't there or the system doesn't say (Linux only). */
function peakOf(pid: number): number {
  try {
    const held = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(held ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** Model `i` of a repository; every other one has an open batch and size. */
function modelOf(i: number, more: NetOptions = {}): Uint8Array {
  const sizes = i % 2 === 0 ? { size: 16 + (i % 7) * 8 } : { batch: 'N', size: 'S' };
  return net({ depth, channels: 8 + (i % 17), names: `m${i}/`, ...sizes, ...more });
}

/** Of three models one has wider layers at head, two have a layer more. */
const headOf = (i: number): Uint8Array => modelOf(i, i % 3 === 0 ? { channels: 10 + (i % 17) } : { depth: depth + 1 });

const path = (i: number): string => `models/team-${i % 7}/net-${i}.onnx`;

async function costOf(models: number): Promise<Cost> {
  const many = modelRepository((repository) => {
    repository.git('checkout', '-q', 'main');
    repository.write('flopgate.yml', policy);
    for (let i = 0; i < models; i++) repository.write(path(i), modelOf(i));
    repository.commit('many');
    repository.git('checkout', '-q', '-B', 'feature');
    for (let i = 0; i < models; i++) repository.write(path(i), headOf(i));
  });
  const origin = many.origin();
  const workspace = mergeCheckout(`file://${many.repository.root}`, origin);
  await using github = await startGithub();
  let peak = 0;
  let watch: NodeJS.Timeout | undefined;
  const before = childrenCpu();
  const started = performance.now();
  const result = await runAction({
    event: 'pull_request',
    payload: pullRequestPayload({ headSha: origin.headSha }),
    workspace: workspace.root,
    github,
    started: (pid) => (watch = setInterval(() => (peak = Math.max(peak, peakOf(pid))), 20)),
  });
  clearInterval(watch);
  const cost = {
    models,
    cpuSeconds: childrenCpu() - before,
    seconds: (performance.now() - started) / 1000,
    peakMegabytes: peak,
  };
  const comment = github.state.comments[0]?.body ?? '';
  if (result.code !== 1 || comment === '' || comment.length > 60_000) {
    console.error(result.log.slice(-3000));
    process.exitCode = 1;
  }
  console.log(
    `${models} models: ${cost.cpuSeconds.toFixed(1)} CPU s, ${cost.seconds.toFixed(1)} s on the clock, ${peak.toFixed(0)} MB at most; exit code ` +
      `${result.code}, comment ${comment.length} characters, summary ${Buffer.byteLength(result.summary)} bytes, ` +
      `report ${JSON.stringify(result.report).length} bytes, ${github.calls.length} requests to GitHub`,
  );
  return cost;
}

console.log(
  `models of ${2 * depth + 3} layers, half with open sizes; ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
const costs: Cost[] = [];
try {
  for (const models of counts.split(',').map(Number)) {
    // One at a time: they are compared.
    // oxlint-disable-next-line no-await-in-loop
    costs.push(await costOf(models));
  }
} finally {
  removeScratch();
}
for (const [i, cost] of costs.entries()) {
  const before = costs[i - 1];
  if (before === undefined) continue;
  const ratio = (of: (one: Cost) => number): string => (of(cost) / of(before)).toFixed(2);
  console.log(
    `${before.models} → ${cost.models} models (${ratio((one) => one.models)} times): CPU ${ratio((one) => one.cpuSeconds)} times, ` +
      `clock ${ratio((one) => one.seconds)}, memory ${ratio((one) => one.peakMegabytes)}; clock / CPU ${(cost.seconds / cost.cpuSeconds).toFixed(2)}`,
  );
}
